"""``factcheck rubric export``: a rubric as a DMN model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factcheck.cli.output import write_text
from factcheck.cli.rubric.files import OUTPUT, RUBRIC
from factcheck.cli.rubric.refusals import refuse
from factcheck.cli.rubric.tables import DECISION, IMPORTED, read_table

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    short_help="Print a rubric as DMN.",
    name="export",
    epilog="""\b
Examples:
  factcheck rubric export children.yml
  factcheck rubric export children.yml -o children.dmn

\b
Exit codes:
  2  the command line or the rubric is wrong, or DMN cannot say what it says
  0  otherwise
""",
)
@RUBRIC
@DECISION
@IMPORTED
@OUTPUT
def export_table(
    file: Path, decision: str | None, imported: tuple[Path, ...], output: Path | None
) -> None:
    """Print a rubric as a model of DMN 1.5 with one decision table.

    Its tests are S-FEEL. The same rubric always gives the same bytes.
    """
    from factcheck.rubric.dmn import write_dmn
    from factcheck.rubric.errors import WordsError

    rubric = read_table(file, decision, imported)
    try:
        text = write_dmn(rubric)
    except WordsError as error:
        raise refuse(error) from error
    write_text(text, output)
