"""``factcheck verify``: the verdicts of a report checked again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from factcheck.recheck import Rechecked


@click.command(
    epilog="""\b
Examples:
  factcheck verify swiss.json
  factcheck verify swiss.json --report-only

\b
Exit codes:
  2  the report cannot be read, or its files are wrong
  1  something is not as the report says
  0  everything holds
"""
)
@click.argument("report", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--report-only",
    is_flag=True,
    help="Check the arithmetic of the certificates against the rows in the report alone.",
)
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that no evidence may lie outside of, as for `run`.",
)
@click.option("--as-of", metavar="DATE", help="The date that `run` was given.")
def verify(report: Path, report_only: bool, root: Path | None, as_of: str | None) -> None:
    """Check the verdicts of REPORT again, without a solver.

    REPORT is what `factcheck run --format json` printed. The rows of evidence are built anew from
    the claim file and the tables, which must be the same to the byte, and each verdict has to
    follow from them and the report's own certificates: a world counts that satisfies every row
    exactly, a proof whose multipliers add up. Paths are those of the report, from where it was
    made.
    """
    from factcheck import report as reporting
    from factcheck.model.problem import ProblemsError
    from factcheck.recheck import NotAReportError, check_again, check_arithmetic, read_report
    from factcheck.report.visible import visible

    try:
        found = read_report(report)
        checked = check_arithmetic(found) if report_only else check_again(found, root, as_of)
    except NotAReportError as error:
        raise click.UsageError(visible(f"{report} cannot be checked: {error}")) from error
    except ProblemsError as error:
        click.echo(reporting.render_problems(error.problems), nl=False, err=True)
        sys.exit(2)
    except OSError as error:
        name = error.filename or report
        raise click.UsageError(visible(f"{name} cannot be read: {error.strerror}")) from error
    for difference in checked.differences:
        click.echo(visible(difference))
    click.echo(_summary(checked, report_only=report_only))
    sys.exit(1 if checked.differences else 0)


def _summary(checked: Rechecked, *, report_only: bool) -> str:
    from factcheck.report.wording import counted

    answers, certificates = (
        counted(checked.answers, "answer"),
        counted(checked.certificates, "certificate"),
    )
    shown = f"{answers} in {certificates}"
    if report_only:
        what = f"{shown} checked against the rows in the report; the evidence was not looked at"
    else:
        disputes = f" and {counted(checked.disputes, 'dispute')}" if checked.disputes else ""
        judged = f"{counted(checked.claims, 'claim')}{disputes}"
        what = f"{judged} judged again from the files, with {shown}"
    number = len(checked.differences)
    ending = f"{number} not as the report says" if number else "all as the report says"
    return f"{what}: {ending}."
