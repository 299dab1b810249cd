"""Reads a rubric that the command line names."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.output import output_path, terminal_width, wants_colour
from factcheck.model.near import quoted
from factcheck.model.problem import ProblemsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.problem import Problem
    from factcheck.model.rubric import Rubric

MOST_BYTES = 2**24

RUBRIC = click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)

OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=output_path,
    help="Write to this file instead of printing.",
)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file; of something endless only the first of them."""
    try:
        with path.open("rb") as binary:
            return binary.read(MOST_BYTES)
    except OSError as error:
        message = f"{quoted(str(path))} cannot be read: {error.strerror}"
        raise click.UsageError(message) from error


def read_rubric(path: Path) -> Rubric:
    """Return the rubric in a file; print what is wrong with it and exit with 2 otherwise."""
    from factcheck.spec import load_rubric

    try:
        return load_rubric(read_bytes(path), file=path.as_posix())
    except ProblemsError as error:
        report_problems(error.problems)
        raise SystemExit(2) from error


def report_problems(problems: Sequence[Problem]) -> None:
    """Print what is wrong with a file where it does not mix with a report."""
    from factcheck import report

    colour = wants_colour(None, sys.stderr)
    shown = report.render_problems(problems, colour=colour, width=terminal_width(sys.stderr))
    if shown:
        click.echo(shown, err=True)
