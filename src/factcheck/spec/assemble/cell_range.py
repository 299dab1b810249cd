"""The cells of a sheet that are a table, and the rows that other keys name of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from factcheck.model.cell_range import (
    MAX_COLUMN,
    MAX_ROW,
    CellRange,
    column_letters,
    column_number,
)
from factcheck.model.near import quoted
from factcheck.spec.assemble.read import items, scalar
from factcheck.spec.codes import CELL_RANGE, ROW_OUTSIDE

if TYPE_CHECKING:
    from factcheck.spec.assemble.context import Context
    from factcheck.spec.document.node import Mapping

_CORNER = re.compile(r"([A-Z]*)([0-9]*)")


def build_range(context: Context, block: Mapping) -> CellRange | None:
    """Return the range of a table, whose pattern was looked at before; ``None`` without one.

    Notes a range that no sheet can have, and rows of other keys that lie outside of it.
    """
    written = scalar(block, "range")
    if written is None:
        return None
    found, wrong = parse_range(written.text.rstrip("\n"))
    if wrong is not None:
        context.report(CELL_RANGE, wrong.message, written.span, wrong.hint)
    _check_header(context, block, found)
    _check_skip(context, block, found)
    return found


class WrongRange(NamedTuple):
    """Why no sheet has a range, and what to write instead."""

    message: str
    hint: str


def parse_range(text: str) -> tuple[CellRange, WrongRange | None]:
    """Return the range that a text of the right pattern names, and what is wrong with it.

    One that begins below or right of its end is turned.
    """
    first, last = (_corner(part) for part in text.replace("$", "").upper().split(":"))
    written = CellRange(first[0] or 1, last[0], first[1] or 1, last[1])
    rows = _in_order(written.first_row, written.last_row)
    columns = _in_order(written.first_column, written.last_column)
    found = CellRange(*rows, *columns)
    if found != written:
        message = f"the range {quoted(text)} begins below or right of its end"
        return found, WrongRange(message, f"write {found}")
    return found, _too_far(text, found)


def _corner(text: str) -> tuple[int | None, int | None]:
    """Return row and column of one end; ``None`` for what is not said."""
    match = _CORNER.fullmatch(text)
    assert match is not None
    letters, digits = match.groups()
    return int(digits) if digits else None, column_number(letters) if letters else None


def _in_order(first: int, last: int | None) -> tuple[int, int | None]:
    return (first, last) if last is None or first <= last else (last, first)


def _too_far(text: str, found: CellRange) -> WrongRange | None:
    row, column = found.last_row or found.first_row, found.last_column or found.first_column
    if row > MAX_ROW:
        told = f"row {row}, and the last row that a sheet can have is {MAX_ROW}"
    elif column > MAX_COLUMN:
        last = column_letters(MAX_COLUMN)
        told = f"column {column_letters(column)}, and the last one that a sheet can have is {last}"
    else:
        return None
    hint = "to read as far as the sheet goes, leave the end open: B3:F"
    return WrongRange(f"the range {quoted(text)} has {told}", hint)


def _check_header(context: Context, block: Mapping, found: CellRange) -> None:
    written = scalar(block, "header_row")
    if written is None or found.has_row(int(written.text)):
        return
    message = f"'header_row' is {written.text}, and that row lies outside of the range {found}"
    hint = f"rows are counted as in the sheet; the first of the range is {found.first_row}"
    context.report(ROW_OUTSIDE, message, written.span, hint)


def _check_skip(context: Context, block: Mapping, found: CellRange) -> None:
    count = scalar(block, "skip")
    if count is not None:
        last = found.first_row + int(count.text) - 1
        if not found.has_row(1) or not found.has_row(last):
            which = "row" if count.text == "1" else f"{count.text} rows"
            message = (
                f"'skip' leaves out the first {which} of the sheet, which the range {found} "
                "does not have"
            )
            hint = "rows are counted as in the sheet: list those of the range that are left out"
            context.report(ROW_OUTSIDE, message, count.span, f"{hint}, {_skip_list(found, last)}")
        return
    for item in items(block, "skip") or ():
        row = int(item.text)
        if row > 0 and not found.has_row(row):
            message = f"'skip' names row {row}, which lies outside of the range {found}"
            hint = "rows are counted as in the sheet; what lies outside is left out anyway"
            context.report(ROW_OUTSIDE, message, item.span, hint)


def _skip_list(found: CellRange, last: int) -> str:
    """Return the list of the first rows of a range up to a last one, as a hint has it."""
    rows = [str(row) for row in range(found.first_row, min(last, found.first_row + 2) + 1)]
    return f"skip: [{', '.join(rows)}{'' if len(rows) == last - found.first_row + 1 else ', …'}]"
