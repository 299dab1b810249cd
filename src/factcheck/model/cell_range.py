"""A rectangle of cells of a workbook's sheet, as spreadsheets write it: ``B3:F40``."""

from __future__ import annotations

from msgspec import Struct

MAX_ROW = 2**20
MAX_COLUMN = 2**14
"""The last row and column, ``XFD``, that any sheet has."""
_LETTERS = 26


class CellRange(Struct, frozen=True):
    """Rows and columns from 1, both ends included; ``None`` where they go on to the last one."""

    first_row: int = 1
    last_row: int | None = None
    first_column: int = 1
    last_column: int | None = None

    def __str__(self) -> str:
        """Return the range as people write it: ``B3:F40``, ``B3:F``, ``B:F``, ``3:40``, ``B3:``."""
        is_of_columns = self.first_row == 1 and self.last_row is None
        is_of_rows = self.first_column == 1 and self.last_column is None
        if is_of_columns and self.last_column is not None:
            return f"{column_letters(self.first_column)}:{column_letters(self.last_column)}"
        if is_of_rows and self.last_row is not None:
            return f"{self.first_row}:{self.last_row}"
        first = f"{column_letters(self.first_column)}{self.first_row}"
        letters = "" if self.last_column is None else column_letters(self.last_column)
        return f"{first}:{letters}{'' if self.last_row is None else self.last_row}"

    def has_row(self, row: int) -> bool:
        """Whether a row, from 1, lies within."""
        return self.first_row <= row and (self.last_row is None or row <= self.last_row)


def column_letters(column: int) -> str:
    """Return the letters of a column, from 1: ``A`` to ``XFD``."""
    text = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        text = chr(ord("A") + rest) + text
    return text


def column_number(letters: str) -> int:
    """Return the column, from 1, that has some letters from A to Z, large or small."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
