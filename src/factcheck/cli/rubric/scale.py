"""``factcheck rubric scale``: a house's own labels, checked by themselves."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from factcheck.cli.output import terminal_width, write_text
from factcheck.cli.rubric.files import RUBRIC, read_bytes, report_problems

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.problem import Problem
    from factcheck.model.rubric import Rubric


@click.command(
    short_help="Check a scale of labels for verdicts.",
    epilog="""\b
Examples:
  factcheck rubric scale claims/scales/example.yml
  factcheck rubric scale claims/scales/example.yml --format json

\b
Exit codes:
  2  the file cannot be read, or some outcome has no label or several
  0  the scale is complete
""",
)
@RUBRIC
@click.option(
    "--format",
    "form",
    type=click.Choice(("terminal", "json")),
    default="terminal",
    show_default=True,
    help="How to print.",
)
def scale(file: Path, form: str) -> None:
    """Check a scale of labels, and list those that may stand beside each verdict.

    FILE is a decision table that begins with `scale:`, as the key `scale` of a claim file names
    one. That every outcome of a check has a label is tried for all that can come out.
    """
    from factcheck.model.spec import Verdict
    from factcheck.report import scale_report
    from factcheck.rubric.scale import labels_beside, shown_label

    found, warnings = _checked(file)
    labels = {
        verdict: [shown_label(found, name) for name in labels_beside(verdict, found)]
        for verdict in Verdict
    }
    if form == "json":
        write_text(scale_report.render_json(found, labels, warnings))
    else:
        width = terminal_width(sys.stdout)
        write_text(scale_report.render_text(found, labels, warnings, width))


def _checked(file: Path) -> tuple[Rubric, tuple[Problem, ...]]:
    """Return a scale with its warnings; print what is wrong with it and exit with 2 otherwise."""
    from factcheck.model.problem import ProblemsError, Severity
    from factcheck.rubric.scale import problems_of_scale
    from factcheck.spec import load_scale
    from factcheck.verdict.checks import CHECKS

    slugs = tuple(check.CODE.slug for check in CHECKS)
    try:
        found = load_scale(read_bytes(file), file=file.as_posix(), findings=slugs)
    except ProblemsError as error:
        report_problems(error.problems)
        raise SystemExit(2) from error
    problems = problems_of_scale(found)
    if any(each.severity is Severity.ERROR for each in problems):
        report_problems(problems)
        raise SystemExit(2)
    return found, (*found.warnings, *problems)
