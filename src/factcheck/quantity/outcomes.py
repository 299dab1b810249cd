"""What an unknown value could be, as far as the tests of a measure can tell."""

from __future__ import annotations

from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING

from factcheck.model.cell import is_unknown, number_key
from factcheck.model.expression import (
    AmongTest,
    Column,
    CompareTest,
    Literal,
    TextFunction,
    TextTest,
    TopTest,
    WithinTest,
)
from factcheck.model.interval import Interval
from factcheck.model.leaf_tests import columns_of, leaf_tests
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.spec import ColumnType
from factcheck.model.truth import Truth
from factcheck.quantity.keys import Assumed, number_of_key
from factcheck.quantity.totals import is_counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from factcheck.model.bound import TableTerm
    from factcheck.model.cell import KeyValue
    from factcheck.model.expression import Test
    from factcheck.model.leaf_tests import LeafTest
    from factcheck.quantity.evidence_view import TableView

MAX_COMBINATIONS = 4096
"""Values tried together; past this every combination of memberships is allowed, which is valid
but wider."""
MAX_FREE_TERMS = 10
"""Up to this many terms, every combination is written out."""


_BETWEEN = "\x00"
_ELSE = ("\x00something else", "\uffffsomething else")


def outcomes_of(
    view: TableView, terms: tuple[TableTerm, ...], place: int
) -> frozenset[tuple[bool, ...]]:
    """Return which of the terms a row of an undecided cell may belong to, together.

    The unknown values are tried at every value that a test of the terms tells apart.
    """
    row = view.index.rows[place]
    unknown = [column for column, value in row.items() if is_unknown(value)]
    tried = {column: _values_of(view, terms, column, row[column]) for column in unknown}
    combinations = 1
    for alternatives in tried.values():
        combinations *= len(alternatives)
    if combinations > MAX_COMBINATIONS:
        return _any_membership(terms)
    found = set()
    for values in product(*tried.values()):
        assumed = dict(row) | {c: Assumed(v) for c, v in zip(unknown, values, strict=True)}
        found.add(
            tuple(
                is_counted(term, assumed, view.totals)
                and view.reader.all_hold(term.tests, assumed) is Truth.TRUE
                for term in terms
            )
        )
    return frozenset(found)


def _any_membership(terms: tuple[TableTerm, ...]) -> frozenset[tuple[bool, ...]]:
    if len(terms) > MAX_FREE_TERMS:
        message = f"more than {MAX_COMBINATIONS} combinations of unknown values would be possible"
        raise ObstacleError(Obstacle("missing", message))
    return frozenset(product((False, True), repeat=len(terms)))


def _values_of(
    view: TableView, terms: tuple[TableTerm, ...], column: str, value: KeyValue
) -> list[str]:
    """Return values that stand for everything the tests can tell apart in an unknown value.

    A value that nobody knows is never the label of a row of totals.
    """
    tests = _tests_beside(terms, column)
    if not tests:
        return [_ELSE[0]]
    domain = view.domain_of(column)
    if domain:
        every = sorted(domain)
    elif view.reader.columns[column].type is ColumnType.NUMBER:
        every = _numbers(view, tests, value if isinstance(value, Interval) else None)
    else:
        every = _texts(view, tests, column)
    return [each for each in every if (column, each) not in view.totals]


def _tests_beside(terms: tuple[TableTerm, ...], column: str) -> list[LeafTest]:
    """Return the tests on a column and on those it is compared with, directly or not."""
    columns: tuple[str, ...] = (column,)
    while True:
        tests = [t for term in terms for each in columns for t in _tests_on(term.tests, each)]
        wider = tuple(dict.fromkeys((*columns, *_compared(tests))))
        if wider == columns:
            return list(dict.fromkeys(tests))
        columns = wider


def _texts(view: TableView, tests: list[LeafTest], column: str) -> list[str]:
    """Return the literals, every text that is met, and every way to pass several text tests."""
    literals = [literal.text for test in tests for literal in _literals(test)]
    met = _met(view, tests, column)
    inside = _sought(tests, TextFunction.CONTAINS)
    begins = ("", *_sought(tests, TextFunction.STARTS_WITH))
    if 2 ** len(inside) * len(begins) > MAX_COMBINATIONS:
        message = f"more than {MAX_COMBINATIONS} texts would have to be tried for an unknown one"
        raise ObstacleError(Obstacle("missing", message))
    joined = [
        _BETWEEN.join((begin, *held, ""))
        for begin in begins
        for size in range(len(inside) + 1)
        for held in combinations(inside, size)
    ]
    return list(dict.fromkeys([*literals, *met, *joined, *_ELSE]))


def _sought(tests: list[LeafTest], function: TextFunction) -> tuple[str, ...]:
    found = (t.value.text for t in tests if isinstance(t, TextTest) and t.function is function)
    return tuple(dict.fromkeys(found))


def _met(view: TableView, tests: list[LeafTest], column: str) -> tuple[str, ...]:
    """Return the values met in a column and in those it is compared with, where that matters."""
    compared = _compared(tests)
    is_date = view.reader.columns[column].type is ColumnType.DATE
    looked_into = (column,) if is_date or compared or _has_text_test(tests) else ()
    columns = dict.fromkeys((*looked_into, *compared))
    return tuple(value for each in columns for value in view.reader.columns[each].values)


def _has_text_test(tests: list[LeafTest]) -> bool:
    return any(isinstance(test, TextTest) for test in tests)


def _compared(tests: list[LeafTest]) -> tuple[str, ...]:
    """Return the columns on either side of tests that compare two columns."""
    pairs = [
        (test.column.column, test.value.column)
        for test in tests
        if isinstance(test, CompareTest) and isinstance(test.value, Column)
    ]
    return tuple(dict.fromkeys(column for pair in pairs for column in pair))


def _numbers(view: TableView, tests: list[LeafTest], within: Interval | None) -> list[str]:
    """Return the literals' numbers, two between each two, and two beyond each end.

    Two, because two unknown numbers that are compared can both lie between the same others.
    Of a hidden number with a range only those inside it; its ends count as literals.
    """
    marks = {
        number
        for test in tests
        for literal in _literals(test)
        if (number := view.reader.number_of(test.column, literal)) is not None
    }
    for column in _compared(tests):
        marks |= _numbers_met(view, column)
    if within is not None:
        marks |= {end for end in (within.lower, within.upper) if end is not None}
    ordered = sorted(marks)
    if not ordered:
        return ["0", "1"]
    between = [a + (b - a) * part / 3 for a, b in pairwise(ordered) for part in (1, 2)]
    below, above = ordered[0], ordered[-1]
    every = [below - 2, below - 1, *ordered, *between, above + 1, above + 2]
    return [number_key(number) for number in every if within is None or number in within]


def _numbers_met(view: TableView, column: str) -> set[Fraction]:
    facts = view.reader.columns[column]
    return {number_of_key(v) for v in facts.values} if facts.type is ColumnType.NUMBER else set()


def _tests_on(tests: Iterable[Test], column: str) -> Iterator[LeafTest]:
    return (test for test in leaf_tests(tests) if column in columns_of((test,)))


def ranked_by(tests: Iterable[Test]) -> Iterator[str]:
    """Yield the columns that tests rank rows by."""
    return (test.column.column for test in leaf_tests(tests) if isinstance(test, TopTest))


def _literals(test: LeafTest) -> tuple[Literal, ...]:
    match test:
        case CompareTest(value=Literal() as literal) | TextTest(value=literal):
            return (literal,)
        case AmongTest():
            return test.values
        case WithinTest():
            return (test.lower, test.upper)
        case _:
            return ()
