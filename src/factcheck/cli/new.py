"""``factcheck new``: a claim file made from a table."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.output import (
    CannotWriteError,
    terminal_width,
    wants_colour,
    write_new,
    write_text,
)

if TYPE_CHECKING:
    from factcheck.model.cell_range import CellRange
    from factcheck.model.problem import ProblemsError


@click.command(
    epilog="""\b
Examples:
  factcheck new --table evidence/police.csv
  factcheck new --table evidence/police.csv --output claims/police.yml
  factcheck new --table evidence/wards.xlsx --sheet 2024 --header-row 4
  factcheck new --table evidence/wards.xlsx --range B4:F40
"""
)
@click.option(
    "--table",
    required=True,
    type=click.Path(path_type=Path),
    help="The table: a .csv or .tsv file, a workbook, or a file of Parquet or JSON.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Write the claim file here instead of printing it. Nothing is ever overwritten.",
)
@click.option("--sheet", help="The sheet of a workbook that has several.")
@click.option(
    "--range",
    "cells",
    metavar="CELLS",
    help="The cells of the sheet that are the table, such as B3:F40.",
)
@click.option("--delimiter", help="The sign between cells, or the word `tab`.")
@click.option("--encoding", help="The encoding of the file, such as windows-1252.")
@click.option(
    "--header-row",
    type=click.IntRange(min=1),
    help="The row that has the names of the columns, counted from 1.",
)
def new(
    table: Path,
    output: Path | None,
    sheet: str | None,
    cells: str | None,
    delimiter: str | None,
    encoding: str | None,
    header_row: int | None,
) -> None:
    """Make a claim file from a table.

    It declares the table, says what its columns hold and what a claim that uses them has to
    declare, and has a first claim or two that hold. How the file is cut, its delimiter, encoding
    and header, is looked at here and written down; `factcheck run` never guesses it. What is
    only likely stands in comments.
    """
    from factcheck.evidence.look import Known
    from factcheck.model.problem import ProblemsError
    from factcheck.scaffold.new_file import new_claims

    target = None if output is None or output == Path("-") else output
    _refuse_existing(target)
    known = Known(_one_sign(delimiter), _encoding(encoding), header_row, sheet, _range(cells))
    folder = Path() if target is None else target.parent
    try:
        made = new_claims(table, folder, known)
    except ProblemsError as error:
        _report(error)
        sys.exit(2)
    except ValueError as error:
        raise CannotWriteError(str(error)) from error
    if target is None:
        write_text(made.text)
    else:
        write_new({target: made.text})
        click.echo(f"wrote '{target}'; now: factcheck run {target}", err=True)
    if made.note:
        click.echo(f"note: {made.note}", err=True)


def _refuse_existing(target: Path | None) -> None:
    if target is None:
        return
    if os.path.lexists(target):
        raise CannotWriteError(f"'{target}' exists already; nothing is overwritten")
    if not target.parent.is_dir():
        raise CannotWriteError(f"there is no folder '{target.parent}'")


def _one_sign(delimiter: str | None) -> str | None:
    """Return the sign that an option names; raise ``UsageError`` where it is none."""
    import re

    from factcheck.spec.structure.patterns import DELIMITER

    if delimiter is not None and not re.match(DELIMITER, delimiter):
        raise click.UsageError("--delimiter is one sign, no letter or digit, or the word 'tab'")
    return "\t" if delimiter == "tab" else delimiter


def _range(cells: str | None) -> CellRange | None:
    """Return the range that an option names; raise ``UsageError`` where no sheet has it."""
    import re

    from factcheck.report.visible import visible
    from factcheck.spec.assemble.cell_range import parse_range
    from factcheck.spec.structure.meant_range import range_meant
    from factcheck.spec.structure.patterns import CELL_RANGE

    if cells is None:
        return None
    if not re.match(CELL_RANGE, cells):
        raise click.UsageError(visible(f"--range is a range of cells; {range_meant(cells)}"))
    found, wrong = parse_range(cells.rstrip("\n"))
    if wrong is not None:
        raise click.UsageError(f"{wrong.message}; {wrong.hint}")
    return found


def _encoding(encoding: str | None) -> str | None:
    from factcheck.model.near import did_you_mean, quoted
    from factcheck.report.visible import visible
    from factcheck.spec.structure.patterns import ENCODINGS

    if encoding is not None and encoding not in ENCODINGS:
        hint = did_you_mean(encoding, ENCODINGS)
        raise click.UsageError(f"no encoding is called {visible(quoted(encoding))}; {hint}")
    return encoding


def _report(error: ProblemsError) -> None:
    from factcheck import report

    is_coloured = wants_colour(None, sys.stderr)
    text = report.render_problems(
        error.problems, colour=is_coloured, width=terminal_width(sys.stderr)
    )
    click.echo(text, err=True, nl=False, color=is_coloured)
