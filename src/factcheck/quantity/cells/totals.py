"""Rows that are totals of others: never summed with their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import (
    AggregateFunction,
    AllTest,
    AmongTest,
    AnyTest,
    Comparator,
    CompareTest,
    Literal,
)
from factcheck.model.leaf_tests import columns_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factcheck.model.bound import TableTerm
    from factcheck.model.cell import KeyValue
    from factcheck.model.expression import Test

Totals = tuple[tuple[str, str], ...]


def is_counted(term: TableTerm, row: Mapping[str, KeyValue], totals: Totals) -> bool:
    """Whether a row may be among a term's rows, given which rows are totals.

    Rows labelled as totals are left out, unless a test names the label. ``total(t.c)`` reads
    them and no others, in every column that its tests leave open.
    """
    for column, label in totals:
        is_total = row[column] == label
        if asks_for_total(term.tests, column, label):
            continue
        wants_total = term.function is AggregateFunction.TOTAL and not looked_at(term.tests, column)
        if is_total != wants_total:
            return False
    return True


def asks_for_total(tests: tuple[Test, ...], column: str, label: str) -> bool:
    """Whether one of the tests asks for the label of a total by name."""
    return any(_asks_for(test, column, label) for test in tests)


def _asks_for(test: Test, column: str, label: str) -> bool:
    match test:
        case AnyTest() | AllTest():
            return asks_for_total(test.tests, column, label)
        case CompareTest(comparator=Comparator.EQUAL, value=Literal() as literal):
            return test.column.column == column and literal.text == label
        case AmongTest(negated=False):
            return test.column.column == column and label in {v.text for v in test.values}
        case _:
            return False


def looked_at(tests: tuple[Test, ...], column: str) -> bool:
    """Whether any test looks at a column."""
    return column in columns_of(tests)
