"""``factcheck rubric sql``: a rubric as one SQL expression."""

from __future__ import annotations

from pathlib import Path

import click

from factcheck.cli.output import output_path, write_text
from factcheck.cli.rubric.files import RUBRIC
from factcheck.cli.rubric.refusals import refuse
from factcheck.cli.rubric.tables import DECISION, IMPORTED, read_table

_DIALECTS = ("standard", "duckdb", "postgres", "sqlite", "spark", "mysql")


@click.command(
    short_help="Print a rubric as one SQL expression.",
    name="sql",
    epilog="""\b
Examples:
  factcheck rubric sql children.yml
  factcheck rubric sql children.yml --dialect spark
  factcheck rubric sql approval.dmn --decision "Approval Status"

\b
Exit codes:
  2  the command line or the rubric is wrong, or one CASE cannot say what it says
  0  otherwise
""",
)
@RUBRIC
@DECISION
@IMPORTED
@click.option(
    "--dialect",
    type=click.Choice(_DIALECTS),
    default="standard",
    show_default=True,
    help="The database whose quotes and literals are written.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=output_path,
    help="Write the expression to this file instead of printing it.",
)
def sql(
    file: Path,
    decision: str | None,
    imported: tuple[Path, ...],
    dialect: str,
    output: Path | None,
) -> None:
    """Print a rubric as one CASE expression over the columns of a table.

    A row without a value in a column that a rule tests falls through to the next rule, as in DMN.
    """
    from factcheck.rubric.errors import WordsError
    from factcheck.rubric.sql import DIALECTS, to_sql

    rubric = read_table(file, decision, imported)
    try:
        text = to_sql(rubric, DIALECTS[dialect])
    except WordsError as error:
        raise refuse(error) from error
    write_text(f"{text}\n", output)
