"""``factcheck verify``: a report checked again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.options import as_of_option, root_option

if TYPE_CHECKING:
    from factcheck.recheck import Rechecked

_SHOWN = 50
"""So many differences are listed."""


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
@root_option("The folder that no evidence may lie outside of, as for `run`.")
@click.option(
    "--claims",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The claim file, where it does not lie where the report says.",
)
@as_of_option("The date that the report must have been made for.  [default: the one that it names]")
def verify(
    report: Path, report_only: bool, root: Path | None, claims: Path | None, as_of: str | None
) -> None:
    """Check everything that REPORT says again, without a solver.

    REPORT is what `factcheck run --format json` printed. Everything in it is worked out anew from
    the claim file and the tables, which must be the same to the byte. Where that took a search,
    the report's own answer counts, if it is shown for these rows: a world that satisfies every one
    exactly, a proof whose multipliers add up. Each field then has to say what it said. Paths are
    those of the report, from where it was made; a claim file outside of the project that the
    working folder belongs to is looked into only if you name it with `--claims`.
    """
    from factcheck import report as reporting
    from factcheck.model.problem import ProblemsError
    from factcheck.recheck import NotAReportError, check_again, check_arithmetic, read_report
    from factcheck.report.visible import visible

    if report_only and (root or claims or as_of):
        raise click.UsageError(
            "--report-only looks at no file; leave --root, --claims, --as-of out"
        )
    try:
        found = read_report(report)
        checked = (
            check_arithmetic(found) if report_only else check_again(found, root, as_of, claims)
        )
    except RecursionError as error:
        raise click.UsageError(visible(f"{report} cannot be checked: it is too deep")) from error
    except NotAReportError as error:
        raise click.UsageError(visible(f"{report} cannot be checked: {error}")) from error
    except ProblemsError as error:
        click.echo(reporting.render_problems(error.problems), nl=False, err=True)
        sys.exit(2)
    except OSError as error:
        name = error.filename or report
        raise click.UsageError(visible(f"{name} cannot be read: {error.strerror}")) from error
    for difference in checked.differences[:_SHOWN]:
        click.echo(visible(difference))
    if len(checked.differences) > _SHOWN:
        click.echo(f"… and {len(checked.differences) - _SHOWN:,} more")
    click.echo(_summary(checked, report_only=report_only))
    if checked.is_compared:
        click.echo(visible(_unchecked(checked, report_only=report_only)))
    sys.exit(1 if checked.differences else 0)


def _summary(checked: Rechecked, *, report_only: bool) -> str:
    from factcheck.report.wording import counted

    if not checked.is_compared:
        return "Nothing that the report says was checked: it was made from something else."
    shown, certificates = (
        counted(checked.shown, "answer"),
        counted(checked.certificates, "certificate"),
    )
    if report_only:
        what = f"{shown} in {certificates} checked against the rows in the report"
    else:
        disputes = f" and {counted(checked.disputes, 'dispute')}" if checked.disputes else ""
        judged = f"{counted(checked.claims, 'claim')}{disputes}"
        date = f" as of {checked.as_of}" if checked.as_of else ""
        searched = f"{counted(checked.answers, 'answer')} of searches"
        what = (
            f"{judged} worked out again from the files{date}, with {searched} and {shown} in "
            f"{certificates}, each checked"
        )
    number = len(checked.differences)
    ending = f"{number:,} not as the report says" if number else "all as the report says"
    return f"{what}: {ending}."


def _unchecked(checked: Rechecked, *, report_only: bool) -> str:
    """Return what was taken as it stands."""
    if report_only:
        gave_up = _gave_up(checked, "answers in certificates")
        beside = "the files, and everything that the report says beside certificates"
        return f"Not checked: {'; '.join((beside, *gave_up))}."
    said = ["whether the files say what their sources published"]
    said.extend(_gave_up(checked, "answers"))
    if checked.made_by is not None:
        said.append(f"that version {checked.made_by} of factcheck made the report")
    return f"Not checked: {'; '.join(said)}."


def _gave_up(checked: Rechecked, of: str) -> tuple[str, ...]:
    if not checked.unshown:
        return ()
    return (f"that a search gave up ({checked.unshown:,} of the {of} say so)",)
