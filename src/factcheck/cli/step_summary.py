"""What runs inside of GitHub Actions: the summary of the step, and logs that are read for commands.

A runner obeys what looks like a command in anything that is printed, be it from a claim file.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.cli.output import CannotWriteError

if TYPE_CHECKING:
    from factcheck.model.runs import Runs
    from factcheck.report.formats import Look

VARIABLE = "GITHUB_STEP_SUMMARY"
"""Names the file; it is not there anywhere else."""


def append_summary(runs: Runs, look: Look) -> None:
    """Append the summary of claim files to that of the step, as far as there is room.

    Does nothing outside of GitHub Actions.
    """
    named = os.environ.get(VARIABLE)
    if not named:
        return
    from factcheck.report.github_summary import MOST_BYTES, render_summary

    path = Path(named)
    try:
        used = path.stat().st_size if path.exists() else 0
        text = render_summary(runs, look, MOST_BYTES - used)
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise CannotWriteError(f"'{path}' cannot be written: {error.strerror}") from error


def for_the_log(text: str | bytes, form: str = "terminal") -> str | bytes:
    """Return a piece of a printed report, of which a runner takes nothing for a command.

    Only what a terminal shows is changed: other formats are read by programs, from a file.
    """
    if form != "terminal" or isinstance(text, bytes) or not _is_runner():
        return text
    from factcheck.report.github import without_commands

    return without_commands(text)


def _is_runner() -> bool:
    """Whether a runner of GitHub Actions reads what is printed."""
    return os.environ.get("GITHUB_ACTIONS") == "true"
