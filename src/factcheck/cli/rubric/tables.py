"""Reads a decision table that the command line names, be it YAML or a table of a DMN model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.rubric.files import read_bytes, read_rubric, report_problems
from factcheck.model.problem import ProblemsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.rubric import Rubric

DMN = (".dmn", ".xml")

DECISION = click.option(
    "--decision", metavar="NAME", help="The decision table to read, where a model has several."
)
IMPORTED = click.option(
    "--import",
    "imported",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Another DMN model whose types the model uses.",
)


def read_table(
    path: Path,
    decision: str | None = None,
    imported: Sequence[Path] = (),
    *,
    for_analysis: bool = False,
) -> Rubric:
    """Return the rubric in a YAML file, or a table of a DMN model.

    ``for_analysis`` keeps the expressions of a model that are not evaluated as texts. Prints what
    is wrong with the file and exits with 2 otherwise.
    """
    if path.suffix.casefold() in DMN:
        return read_model(path, decision, imported, for_analysis=for_analysis)
    if decision is not None or imported:
        message = "--decision and --import go with DMN models, files that end in .dmn"
        raise click.UsageError(message)
    return read_rubric(path)


def read_model(
    path: Path,
    decision: str | None,
    imported: Sequence[Path] = (),
    *,
    for_analysis: bool = False,
) -> Rubric:
    """Return a table of a DMN model; print what is wrong and exit with 2 otherwise."""
    from factcheck.rubric.dmn import choose, read_dmn

    file = path.as_posix()
    others = [(read_bytes(each), each.as_posix()) for each in imported]
    try:
        tables = read_dmn(read_bytes(path), file, others, for_analysis=for_analysis)
        return choose(tables, file, decision)
    except ProblemsError as error:
        report_problems(error.problems)
        raise SystemExit(2) from error
