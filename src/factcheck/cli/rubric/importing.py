"""``factcheck rubric import``: a decision table of a DMN model as a rubric in YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factcheck.cli.output import write_text
from factcheck.cli.rubric.files import OUTPUT, RUBRIC, read_bytes, report_problems
from factcheck.cli.rubric.model_places import in_model
from factcheck.cli.rubric.tables import DECISION, IMPORTED, read_model
from factcheck.model.problem import ProblemsError

if TYPE_CHECKING:
    from pathlib import Path


@click.command(
    short_help="Print a table of DMN as a rubric.",
    name="import",
    epilog="""\b
Examples:
  factcheck rubric import approval.dmn
  factcheck rubric import lending.dmn --decision "Routing rules" -o routing.yml

\b
Exit codes:
  2  the command line or the model is wrong, or something in it is not read
  0  otherwise
""",
)
@RUBRIC
@DECISION
@IMPORTED
@OUTPUT
def import_table(
    file: Path, decision: str | None, imported: tuple[Path, ...], output: Path | None
) -> None:
    """Print a decision table of a DMN model as a rubric.

    FILE is a model of DMN 1.1 to 1.6. What is no S-FEEL, or no literal, is refused by name rather
    than left out.
    """
    from factcheck.report.rubric_yaml import render_rubric
    from factcheck.spec import load_rubric

    rubric = read_model(file, decision, imported)
    text = render_rubric(rubric)
    try:
        # What DMN allows and rubrics do not is told now, not when somebody uses the file.
        load_rubric(text.encode(), file=(output or file.with_suffix(".yml")).as_posix())
    except ProblemsError as error:
        report_problems(in_model(error.problems, text, rubric, read_bytes(file)))
        raise SystemExit(2) from error
    write_text(text, output)
