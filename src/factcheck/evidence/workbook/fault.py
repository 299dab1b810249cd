"""The fault of a workbook that cannot be read."""

from __future__ import annotations

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError
from factcheck.model.cell import Fault

MAX_CELLS = 10_000_000
"""In the rectangle around a sheet's cells: what reads a sheet holds all of it."""
_HINT = "open it in a spreadsheet program, and save the sheet as .csv or the workbook anew"


def broken(reason: str, *, hint: str = _HINT) -> ContentError:
    """Return the error of a workbook that cannot be read for some reason."""
    message = f"the workbook cannot be read: {reason}"
    return ContentError(Fault(codes.BROKEN_WORKBOOK, message, hint=hint))


def locked() -> ContentError:
    """Return the error of a workbook that is encrypted."""
    hint = "remove its password in a spreadsheet program, and save it again"
    return broken("it is locked with a password", hint=hint)


class Corners:
    """The rectangle around the cells met so far; refuses one that is too large to be held."""

    def __init__(self) -> None:
        self.rows: tuple[int, int] | None = None
        self.columns = (0, 0)

    def add(self, row: int, column: int) -> None:
        """Take a cell in; raises ``ContentError`` where the rectangle becomes too large."""
        if self.rows is None:
            self.rows, self.columns = (row, row), (column, column)
            return
        lower, upper = self.rows
        first, last = self.columns
        if lower <= row <= upper and first <= column <= last:
            return
        self.rows = (min(lower, row), max(upper, row))
        self.columns = (min(first, column), max(last, column))
        height = self.rows[1] - self.rows[0] + 1
        width = self.columns[1] - self.columns[0] + 1
        if height * width > MAX_CELLS:
            message = f"the rectangle around the cells of a sheet has {height * width:,} cells"
            hint = f"the limit is {MAX_CELLS:,}; delete what stands far from the table"
            raise broken(message, hint=hint)
