"""Cells of fewer columns from cells of more."""

from __future__ import annotations

import pytest

from factcheck.model.cell import Cell, GroupingSet, Mark, Measured, Missing, TableCells
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.quantity.cells.rollup import cells_for

FINE = GroupingSet(("kind", "year"), ("m", "n"))
FINER = GroupingSet(("kind", "sex", "year"), ("m", "n"))
COARSE = GroupingSet(("kind",), ("n",))
HIDDEN = Mark("<5", Interval(Fraction(0), Fraction(4)))


def measured(rows: int, total: int, low: int | None = None, high: int | None = None) -> Measured:
    lowest, highest = (None if end is None else Fraction(end) for end in (low, high))
    return Measured(rows, Fraction(total), lowest, highest)


def cell(kind: str | Missing, year: str, rows: int, n: Measured, mark: Mark | None = None) -> Cell:
    return Cell((kind, year), rows, (measured(rows, 0, 0, 0), n), (None, mark))


CELLS = (
    cell("a", "2018", 2, measured(2, 10, 4, 6)),
    cell("a", "2019", 1, measured(1, 7, 7, 7)),
    cell("a", "2020", 3, measured(0, 0), HIDDEN),
    cell(Missing.UNKNOWN, "2018", 1, measured(1, 5, 5, 5)),
)
TABLE = TableCells("t", "t.csv", "0" * 64, 7, (), ((FINER, ()), (FINE, CELLS)))


def test_a_scanned_set_is_given_as_it_is() -> None:
    assert cells_for(TABLE, FINE) == CELLS


def test_a_coarser_set_is_added_up_from_the_narrowest_that_has_it() -> None:
    assert cells_for(TABLE, COARSE) == (
        Cell(("a",), 3, (measured(3, 17, 4, 7),), (None,)),
        Cell(("a",), 3, (measured(0, 0),), (HIDDEN,)),
        Cell((Missing.UNKNOWN,), 1, (measured(1, 5, 5, 5),), (None,)),
    )


def test_no_columns_give_one_cell_for_each_mark() -> None:
    found = cells_for(TABLE, GroupingSet((), ("n",)))
    assert [(each.key, each.rows) for each in found] == [((), 4), ((), 3)]


def test_a_set_that_was_not_planned_is_our_fault() -> None:
    with pytest.raises(ValueError, match="empty"):
        cells_for(TABLE, GroupingSet(("region",)))
