"""``factcheck rubric check``: whether a decision table is complete and contradicts itself."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypedDict

import click

from factcheck.cli.output import wants_colour, write_text
from factcheck.cli.rubric.files import RUBRIC, report_problems
from factcheck.cli.rubric.tables import DECISION, IMPORTED, read_table

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Unpack

    from factcheck.rubric.analysis import Analysis

_MOST_STEPS = 10**9


class _Typed(TypedDict):
    """What was typed on the command line."""

    file: Path
    decision: str | None
    imported: tuple[Path, ...]
    form: str
    is_whole: bool
    steps: int | None


@click.command(
    short_help="Find what a rubric leaves out, and contradictions.",
    epilog="""\b
Examples:
  factcheck rubric check children.yml
  factcheck rubric check approval.dmn --decision "Approval Status"
  factcheck rubric check children.yml --format json

\b
Exit codes:
  2  the command line or the rubric is wrong
  1  there are errors or warnings
  0  otherwise
""",
)
@RUBRIC
@DECISION
@IMPORTED
@click.option(
    "--format",
    "form",
    type=click.Choice(("terminal", "markdown", "json")),
    default="terminal",
    show_default=True,
    help="How to print.",
)
@click.option("--all", "is_whole", is_flag=True, help="Show more than 20 findings of a kind.")
@click.option(
    "--steps",
    type=click.IntRange(1, _MOST_STEPS),
    help="How many steps the search for gaps may take, if not 10,000,000.",
)
def check(**typed: Unpack[_Typed]) -> None:
    """Say which rows a rubric leaves out, and which rules are in each other's way.

    Every row that the domains of its inputs allow is looked at, without any evidence.
    """
    from factcheck.rubric.analysis import BUDGET, Level, analyse

    rubric = read_table(typed["file"], typed["decision"], typed["imported"], for_analysis=True)
    report_problems(rubric.warnings)
    analysis = analyse(rubric, budget=typed["steps"] or BUDGET)
    write_text(_rendered(analysis, typed["form"], is_whole=typed["is_whole"]))
    is_in_order = not (analysis.number_of(Level.ERROR) or analysis.number_of(Level.WARNING))
    sys.exit(0 if is_in_order and not rubric.warnings else 1)


def _rendered(analysis: Analysis, form: str, *, is_whole: bool) -> str:
    from factcheck.report import rubric_report

    match form:
        case "json":
            return rubric_report.render_json(analysis)
        case "markdown":
            return rubric_report.render_markdown(analysis, is_whole=is_whole)
        case _:
            colour = wants_colour(None, sys.stdout)
            return rubric_report.render_text(analysis, colour=colour, is_whole=is_whole)
