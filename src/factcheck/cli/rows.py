"""``factcheck rows``: the rows of evidence behind a figure."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from factcheck.cli.claim_files import claim_file
from factcheck.cli.options import as_of_option, root_option
from factcheck.cli.output import output_path, write_text
from factcheck.cli.overwriting import refuse_overwriting_others

_FORMATS = ("terminal", "csv", "json")
_MOST = 10_000_000
_NOT_CHECKABLE = 3


@click.command(
    epilog="""\b
Examples:
  factcheck rows claims/swiss.yml just-under-ten
  factcheck rows claims/swiss.yml just-under-ten --reading "passed on, 2018"
  factcheck rows claims/swiss.yml around-9000 --all-columns --format csv -o rows.csv

\b
Exit codes:
  2  the files are wrong, or there is no such claim
  3  no reading can be evaluated, so there are no rows behind it
  0  otherwise
"""
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), callback=claim_file)
@click.argument("claim")
@click.option("--reading", metavar="NAME", help="Only this reading of the claim.")
@click.option(
    "--limit",
    type=click.IntRange(0, _MOST),
    default=20,
    show_default=True,
    help="How many rows to show of each term; all are counted.",
)
@click.option("--all-columns", is_flag=True, help="Show the other columns of the table too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="terminal",
    show_default=True,
    help="How to print.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    callback=output_path,
    help="Write to this file, as a whole or not at all, instead of printing.",
)
@as_of_option("Read the vintages that there were at this date, as for `run`.")
@root_option("The folder that no evidence may lie outside of, as for `run`.")
def rows(  # noqa: PLR0913, PLR0917 - the options of the command, each by its name
    file: Path,
    claim: str,
    reading: str | None,
    limit: int,
    all_columns: bool,
    form: str,
    output: Path | None,
    as_of: str | None,
    root: Path | None,
) -> None:
    """Show the rows of evidence behind the figure of CLAIM in FILE.

    For each term of the measure, such as the numerator and the denominator of a share: the rows
    that pass its tests, and apart those that may, which hangs on an unknown cell; with the line
    of the file where they stand, or the row of the sheet, or the number of the record. They are
    found by what works out the verdict. CLAIM is its id, for a part with those above it:
    claim/part.
    """
    from factcheck import report
    from factcheck.behind import Wanted, rows_of_file
    from factcheck.cli.progress import Progress
    from factcheck.model.problem import ProblemsError
    from factcheck.report.rows_report import FORMATS
    from factcheck.report.visible import visible

    refuse_overwriting_others(output)
    try:
        with Progress() as on_step:
            wanted = Wanted(claim, reading, limit, all_columns)
            found = rows_of_file(
                file,
                wanted,
                root=root,
                as_of=as_of,
                outputs=(output,) if output else (),
                on_step=on_step,
            )
    except ProblemsError as error:
        click.echo(report.render_problems(error.problems), nl=False, err=True)
        sys.exit(2)
    except OSError as error:
        name = error.filename or file
        raise click.UsageError(visible(f"{name} cannot be read: {error.strerror}")) from error
    write_text(FORMATS[form](found), output)
    sys.exit(_NOT_CHECKABLE if all(each.obstacle is not None for each in found) else 0)
