"""Tests are only put to cells that tell apart what they ask for."""

from __future__ import annotations

import pytest

from factcheck.filter.reader import Reader
from factcheck.model.cell import Cell, ColumnFacts, Cut, GroupingSet
from factcheck.model.expression import (
    AnyTest,
    Column,
    Comparator,
    CompareTest,
    KnownTest,
    Literal,
    NotTest,
    Test,
)
from factcheck.model.fraction import Fraction
from factcheck.model.span import Span
from factcheck.model.spec import ColumnType
from factcheck.quantity.cells.index import CellIndex

SPAN = Span("claims.yml", 1, 1, 1, 2)
N, M = Column("t", "n", SPAN), Column("t", "m", SPAN)
FACTS = {name: ColumnFacts(name, name, ColumnType.NUMBER) for name in ("m", "n")}
CELLS = (Cell(("1", "1"), 2), Cell(("1", "5"), 1))
INDEX = CellIndex(
    Reader("t", FACTS), GroupingSet(("m", "n")), CELLS, {"n": (Cut(Fraction(5), begins=True),)}
)


def compared(comparator: Comparator, value: str | Column, column: Column = N) -> CompareTest:
    other = value if isinstance(value, Column) else Literal(value, False, SPAN)
    return CompareTest(column, comparator, other, SPAN)


def test_a_test_that_cuts_there_finds_its_cells() -> None:
    assert INDEX.selected((compared(Comparator.LESS, "5"),)).surely == {0}
    assert INDEX.selected((NotTest(compared(Comparator.AT_LEAST, "5"), SPAN),)).surely == {0}
    assert INDEX.selected((KnownTest(N, False, SPAN),)).surely == {0, 1}


def test_columns_that_are_not_cut_may_be_asked_anything() -> None:
    assert INDEX.selected((compared(Comparator.EQUAL, "1", M),)).surely == {0, 1}


@pytest.mark.parametrize(
    "test",
    [
        compared(Comparator.LESS, "6"),
        compared(Comparator.AT_MOST, "5"),
        compared(Comparator.EQUAL, "5"),
        compared(Comparator.LESS, M),
        compared(Comparator.LESS, N, M),
        NotTest(compared(Comparator.LESS, "6"), SPAN),
        AnyTest((compared(Comparator.LESS, "5"), compared(Comparator.LESS, "6")), SPAN),
    ],
)
def test_a_test_that_tells_more_apart_is_our_fault(test: Test) -> None:
    with pytest.raises(LookupError, match="'n' was not told apart as"):
        INDEX.selected((test,))
