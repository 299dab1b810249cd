"""Says why a rubric, or a value, is refused by an engine that knows no places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from factcheck.rubric.errors import WordsError


def refuse(error: WordsError) -> SystemExit:
    """Print an error as `run` prints a problem and return the exit with 2."""
    from factcheck.report.visible import visible

    lines = [f"error {error.code.code} {error.code.slug}: {visible(error.message)}"]
    if error.hint:
        lines.append(f"  hint: {visible(error.hint)}")
    lines.append(f"`factcheck explain {error.code.code}` tells more.")
    click.echo("\n".join(lines), err=True)
    return SystemExit(2)
