"""A range of cells of a sheet: what lies outside of it is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.evidence.content import ContentError
from factcheck.evidence.workbook.codes import NOT_IN_SHEET
from factcheck.evidence.workbook.fault import MAX_CELLS
from factcheck.model.cell import Fault
from factcheck.model.cell_range import CellRange

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class _Box(NamedTuple):
    """The least rectangle with all cells that have text; rows and columns from 1."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


def within(rows: Sequence[list[str]], first: int, wanted: CellRange) -> list[list[str]]:
    """Return the rows of a sheet down to the last of a range, in which only its cells are left.

    ``rows`` are all of one length but for blank ones, which are empty; their first cell stands in
    column ``first``, from 0. Rows above the range become blank ones, so that the others keep
    their numbers. The rows of the range have a cell for each of its columns; where its right end
    is open, that is up to its last cell with text. Raises ``ContentError`` for a range that goes
    beyond the last cell with text, for one without any text, and for one of too many cells.
    """
    box = _box(rows, first)
    if box is None:
        raise _refused(f"the sheet has no cells with text, and the range is {wanted}")
    _refuse_beyond(wanted, box)
    last_row, last_column = wanted.last_row or box.last_row, wanted.last_column or box.last_column
    here = range(wanted.first_row - 1, last_row)
    _refuse_size(wanted, len(here) * (last_column - wanted.first_column + 1))
    # Counted from the first cell of a row.
    left, right = wanted.first_column - 1 - first, max(last_column - first, 0)
    kept = [_cut(rows[place], left, right) for place in here]
    inside = _box(kept, wanted.first_column - 1)
    if inside is None:
        raise _refused(f"no cell of the range {wanted} has any text", _cells_are(box))
    if wanted.last_column is None:
        width = inside.last_column - wanted.first_column + 1
        kept = [row[:width] for row in kept]
    return [*([] for _ in range(wanted.first_row - 1)), *kept]


def _cut(row: list[str], left: int, right: int) -> list[str]:
    cells = row[max(left, 0) : right]
    if not any(cell.strip() for cell in cells):
        return []
    return [*("" for _ in range(-left)), *cells]


def _box(rows: Iterable[list[str]], first: int) -> _Box | None:
    """Return where the cells with text lie, ``None`` without any; ``first`` as for ``within``."""
    found: _Box | None = None
    for number, row in enumerate(rows, start=1):
        filled = [place for place, cell in enumerate(row, start=first + 1) if cell.strip()]
        if not filled:
            continue
        begin, end = filled[0], filled[-1]
        if found is None:
            found = _Box(number, number, begin, end)
        else:
            columns = min(begin, found.first_column), max(end, found.last_column)
            found = _Box(found.first_row, number, *columns)
    return found


def _refuse_beyond(wanted: CellRange, box: _Box) -> None:
    """Raise ``ContentError`` for a range that ends below or right of the last cell with text."""
    has_rows = (wanted.last_row or wanted.first_row) <= box.last_row
    has_columns = (wanted.last_column or wanted.first_column) <= box.last_column
    if has_rows and has_columns:
        return
    message = f"the range {wanted} goes beyond the last cell of the sheet that has any text"
    if wanted.first_row > box.last_row or wanted.first_column > box.last_column:
        raise _refused(message, _cells_are(box))
    least = CellRange(
        wanted.first_row,
        wanted.last_row if has_rows else box.last_row,
        wanted.first_column,
        wanted.last_column if has_columns else box.last_column,
    )
    open_end = CellRange(
        wanted.first_row,
        wanted.last_row if has_rows else None,
        wanted.first_column,
        wanted.last_column if has_columns else None,
    )
    told = f"write {_plain(least)}, or leave the end open: {_plain(open_end)}"
    raise _refused(message, f"{_cells_are(box)}; {told}")


def _plain(found: CellRange) -> str:
    """Return a range as YAML has it, which takes a text with a colon at its end for a key."""
    text = str(found)
    return f"'{text}'" if text.endswith(":") else text


def _cells_are(box: _Box) -> str:
    return f"the cells of the sheet with text are {CellRange(*box)}"


def _refuse_size(wanted: CellRange, cells: int) -> None:
    if cells > MAX_CELLS:
        message = f"the range {wanted} has {cells:,} cells; the limit is {MAX_CELLS:,}"
        raise _refused(message, "let it begin where the table does")


def _refused(message: str, hint: str | None = None) -> ContentError:
    return ContentError(Fault(NOT_IN_SHEET, message, hint=hint))
