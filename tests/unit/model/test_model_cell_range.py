"""Ranges of cells, and the letters of columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsx_helper import letters

from factcheck.model.cell_range import MAX_COLUMN, CellRange, column_letters, column_number


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (CellRange(3, 40, 2, 6), "B3:F40"),
        (CellRange(3, None, 2, 6), "B3:F"),
        (CellRange(3, 40, 2, None), "B3:40"),
        (CellRange(3, None, 2, None), "B3:"),
        (CellRange(1, None, 2, 6), "B:F"),
        (CellRange(3, 40), "3:40"),
        (CellRange(1, 40, 1, 6), "A1:F40"),
        (CellRange(3), "A3:"),
        (CellRange(), "A1:"),
    ],
)
def test_a_range_is_written_as_people_do(found: CellRange, text: str) -> None:
    assert str(found) == text


def test_a_row_lies_within_or_not() -> None:
    closed, open_end = CellRange(3, 5), CellRange(3)
    assert [row for row in range(1, 9) if closed.has_row(row)] == [3, 4, 5]
    assert [row for row in range(1, 9) if open_end.has_row(row)] == [3, 4, 5, 6, 7, 8]


@given(st.integers(1, MAX_COLUMN))
def test_columns_have_letters_and_letters_columns(column: int) -> None:
    text = column_letters(column)
    assert text == letters(column - 1)
    assert column_number(text) == column_number(text.lower()) == column
