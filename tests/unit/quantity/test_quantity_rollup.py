"""Cells of fewer columns from cells of more."""

from __future__ import annotations

import pytest

from factcheck.model.cell import (
    Cell,
    ColumnFacts,
    Cut,
    GroupingSet,
    Mark,
    Measured,
    Missing,
    TableCells,
)
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.span import Span
from factcheck.model.spec import ColumnType, TableDeclaration
from factcheck.quantity.cells.evidence_view import view_of
from factcheck.quantity.cells.rollup import Known, set_for

FINE = GroupingSet(("kind", "year"), ("m", "n"))
FINER = GroupingSet(("kind", "sex", "year"), ("m", "n"))
COARSE = GroupingSet(("kind",), ("n",))
HIDDEN = Mark("<5", Interval(Fraction(0), Fraction(4)))
FIVE, TEN = Cut(Fraction(5), begins=False), Cut(Fraction(10), begins=True)


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
TABLE = TableCells("t", "t.csv", "0" * 64, 7, (), ((FINER, CELLS * 2), (FINE, CELLS)))


def cells_for(table: TableCells, wanted: GroupingSet) -> tuple[Cell, ...]:
    known: Known = {}
    return known[set_for(table, wanted, known)]


def counted(*keys: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(Cell(key, 1) for key in keys)


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
    with pytest.raises(LookupError, match=r"table 't' was not scanned for .*region"):
        cells_for(TABLE, GroupingSet(("region",)))


def test_what_was_added_up_is_not_added_up_again() -> None:
    known: Known = {}
    first = set_for(TABLE, COARSE, known)
    cells = known[first]
    assert set_for(TABLE, COARSE, known) == first
    assert known[first] is cells


def table_with(asked: tuple[GroupingSet, ...], *sets: tuple[GroupingSet, int]) -> TableCells:
    """Return a table with so many equal cells in each set."""
    every = tuple((one, counted(("1",) * len(one.dimensions)) * number) for one, number in sets)
    return TableCells("t", "t.csv", "0" * 64, 7, (), every, asked=asked)


def numbers(*keys: str) -> tuple[Cell, ...]:
    return tuple(Cell((kind, key), 1) for kind in "ba" for key in keys)


FACTS = (ColumnFacts("n", "n", ColumnType.NUMBER), ColumnFacts("kind", "kind", ColumnType.TEXT))


def test_a_set_has_the_cuts_that_readings_ask_of_it_and_the_order_of_a_scan() -> None:
    cut = GroupingSet(("n",), (), (("n", (FIVE,)),))
    wide = GroupingSet(("kind", "n"), (), (("n", (FIVE, TEN)),))
    cells = numbers("12", "x", "-3", "7")
    table = TableCells("t", "t", "0", 8, FACTS, ((wide, cells),), asked=(cut, wide))
    known: Known = {}
    assert set_for(table, GroupingSet(("n",)), known) == cut
    assert known[cut] == (Cell(("-3",), 2), Cell(("7",), 4), Cell(("x",), 2))


def test_a_set_with_the_cuts_of_its_home_is_told_apart_as_that_is() -> None:
    wide = GroupingSet(("kind", "n"), (), (("n", (FIVE, TEN)),))
    cut = GroupingSet(("n",), (), wide.cuts)
    table = TableCells("t", "t", "0", 8, FACTS, ((wide, numbers("7", "12")),), asked=(cut,))
    assert cells_for(table, GroupingSet(("n",))) == (Cell(("7",), 2), Cell(("12",), 2))


def test_a_set_without_the_cuts_that_are_asked_is_not_taken() -> None:
    wide = GroupingSet(("kind", "n"), (), (("n", (FIVE,)),))
    asked = GroupingSet(("n",), (), (("n", (TEN,)),))
    with pytest.raises(LookupError, match="was not scanned"):
        cells_for(table_with((asked,), (wide, 3)), GroupingSet(("n",)))


def test_a_set_that_nobody_announced_tells_all_numbers_apart() -> None:
    wide = GroupingSet(("kind", "n"), (), (("n", (FIVE,)),))
    with pytest.raises(LookupError, match="was not scanned"):
        cells_for(table_with((wide,), (wide, 3)), GroupingSet(("n",)))


def test_a_set_that_was_not_cut_in_the_end_is_taken_before_wider_ones() -> None:
    # Rows that `kind` does not apply to are left out of the wider one, though that is smaller.
    asked = GroupingSet(("n",), (), (("n", (FIVE,)),))
    plain, wide = GroupingSet(("n",)), GroupingSet(("kind", "n"))
    table = table_with((asked,), (wide, 1), (plain, 2))
    assert cells_for(table, plain) == counted(("1",), ("1",))


def test_a_cell_that_hides_few_rows_is_called_by_its_table() -> None:
    span = Span("c.yml", 1, 1, 1, 2)
    cells = TableCells("t", "t.csv", "0" * 64, 7, (), ((GroupingSet(("kind",)), counted(("a",))),))
    open_, hiding = (
        view_of(TableDeclaration("t", span, None, min_cell=least), cells, GroupingSet(("kind",)))
        for least in (None, 5)
    )
    assert open_.describe(0) == "t[kind = a]"
    assert hiding.describe(0) == "t"
