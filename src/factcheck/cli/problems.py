"""What is wrong with the user's files, told beside a report."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from factcheck.cli.output import terminal_width, wants_colour
from factcheck.cli.step_summary import for_the_log

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.problem import Problem, ProblemsError

WRONG, DRIFTED = 2, 3
"""The exit codes where nothing was evaluated."""
INTERRUPTED = 130
"""What shells report of a command that was stopped with Ctrl-C; 1 would be a verdict."""


def report_problems(problems: Sequence[Problem], colour: bool | None) -> None:
    """Print problems or warnings beside the report, so that it stays whole."""
    from factcheck import report

    is_coloured = wants_colour(colour, sys.stderr)
    text = report.render_problems(problems, colour=is_coloured, width=terminal_width(sys.stderr))
    click.echo(for_the_log(text), err=True, nl=False, color=is_coloured)


def code_of(error: ProblemsError) -> int:
    """Return 3 where the evidence is not what is pinned, 2 where the user's files are wrong."""
    from factcheck.lock.drift import DriftError

    return DRIFTED if isinstance(error, DriftError) else WRONG
