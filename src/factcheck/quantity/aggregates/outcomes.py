"""What an unknown value could be, as far as the tests of a measure can tell."""

from __future__ import annotations

import re
from itertools import combinations, product
from math import ceil, floor, prod
from typing import TYPE_CHECKING

from factcheck.filter.reader import Assumed
from factcheck.filter.ticks import label_of
from factcheck.filter.tried import literals_of, numbers_to_try
from factcheck.filter.written_numbers import number_of_key
from factcheck.model.cell import TICK, PartlyTicked, is_unknown, number_key
from factcheck.model.dates import days_around, days_of_year, is_date
from factcheck.model.expression import (
    Column,
    CompareTest,
    TextFunction,
    TextTest,
    TickTest,
    TopTest,
)
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.leaf_tests import columns_of, leaf_tests
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.rubric import CLASS
from factcheck.model.spec import ColumnType
from factcheck.model.truth import Truth
from factcheck.quantity.cells.class_worlds import (
    UNTRIED,
    must_be_whole,
    numbers_told_apart,
    texts_told_apart,
    with_each_class,
)
from factcheck.quantity.cells.totals import is_counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from factcheck.model.bound import TableTerm
    from factcheck.model.cell import KeyValue
    from factcheck.model.expression import Test
    from factcheck.model.leaf_tests import LeafTest
    from factcheck.quantity.cells.evidence_view import TableView

MAX_COMBINATIONS = 4096
"""Values tried together; past this every combination of memberships is allowed, which is valid
but wider."""
MAX_FREE_TERMS = 10
"""Up to this many terms, every combination is written out."""


_BETWEEN = "\x00"
"""Stands in every text that is tried for all that hold some others."""
_ELSE = ("\x00something else", "\uffffsomething else")


def outcomes_of(
    view: TableView, terms: tuple[TableTerm, ...], place: int
) -> frozenset[tuple[bool, ...]]:
    """Return which of the terms a row of an undecided cell may belong to, together.

    The unknown values are tried at every value that a test of the terms tells apart.
    """
    rows = completed_rows(view, terms, place, {})
    if rows is None:
        return _any_membership(terms)
    return frozenset(memberships_of(view, terms, row) for row in rows) or _any_membership(terms)


def completed_rows(
    view: TableView,
    terms: tuple[TableTerm, ...],
    place: int,
    given: Mapping[str, Sequence[str]],
) -> list[dict[str, KeyValue]] | None:
    """Return a cell's row with its unknown values filled in, in every way that tells terms apart.

    ``given`` says which values to try in some columns; ``None`` where it is too much to try.
    """
    row = view.index.rows[place]
    unknown = [c for c, value in row.items() if is_unknown(value) and not _is_class(view, c)]
    tried = [
        given[column] if column in given else values_to_try(view, terms, column, row[column])
        for column in unknown
    ]
    if prod(len(values) for values in tried) > MAX_COMBINATIONS:
        return None
    found: list[dict[str, KeyValue]] = []
    for values in product(*tried):
        assumed = dict(row) | {c: Assumed(v) for c, v in zip(unknown, values, strict=True)}
        found.extend(with_each_class(view, row, assumed))
    return found


def _is_class(view: TableView, column: str) -> bool:
    """Whether a column holds the classes of a rubric, which hang on other columns."""
    return view.classifier is not None and column == CLASS


def memberships_of(
    view: TableView, terms: Sequence[TableTerm], row: Mapping[str, KeyValue]
) -> tuple[bool, ...]:
    """Return which of the terms a completed row belongs to."""
    return tuple(
        is_counted(term, row, view.totals) and view.reader.all_hold(term.tests, row) is Truth.TRUE
        for term in terms
    )


def _any_membership(terms: tuple[TableTerm, ...]) -> frozenset[tuple[bool, ...]]:
    if len(terms) > MAX_FREE_TERMS:
        message = f"more than {MAX_COMBINATIONS} combinations of unknown values would be possible"
        raise ObstacleError(Obstacle("missing", message))
    return frozenset(product((False, True), repeat=len(terms)))


def values_to_try(
    view: TableView, terms: tuple[TableTerm, ...], column: str, value: KeyValue
) -> list[str]:
    """Return values that stand for everything the tests can tell apart in an unknown value.

    A value that nobody knows is never the label of a row of totals.
    """
    tests = tests_beside(terms, column)
    if not tests:
        return [UNTRIED]
    domain = view.domain_of(column)
    if isinstance(value, Interval):
        # A hidden number is one of the domain's that its range has; if none is, the range says it.
        domain = frozenset(each for each in domain if number_of_key(each) in value)
    if domain:
        every = sorted(domain)
    elif view.reader.columns[column].ticks:
        every = _ticked(view, tests, column, value)
    elif view.reader.columns[column].type is ColumnType.NUMBER:
        within = value if isinstance(value, Interval) else None
        every = _numbers(view, tests, within, _marks_of_class(view, tests, column, within))
    elif view.reader.columns[column].type is ColumnType.DATE:
        every = [*_dates(view, tests, column), *texts_told_apart(view, column)]
    else:
        every = [*_texts(view, tests, column), *texts_told_apart(view, column)]
    return [each for each in every if (column, each) not in view.totals]


def tests_beside(terms: tuple[TableTerm, ...], column: str) -> list[LeafTest]:
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
    literals = [literal.text for test in tests for literal in literals_of(test)]
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


def _dates(view: TableView, tests: list[LeafTest], column: str) -> list[str]:
    """Return dates on all sides of those that tests name, as exact as the column's are.

    Where a test looks at a date's text, all of the years that are named or met, and one more on
    either side.
    """
    named = [each.text for test in tests for each in literals_of(test)]
    met = [value for each in _compared(tests) for value in view.reader.columns[each].values]
    beside = [text for text in (*named, *met) if is_date(text)]
    if _has_text_test(tests):
        texts = (*named, *met, *view.reader.columns[column].values)
        beside += _every_day({int(year) for text in texts for year in _YEAR.findall(text)})
    return dates_to_try(view, column, beside) or [UNTRIED]


_YEAR = re.compile(r"[0-9]{4}")
MAX_YEARS = 10
"""Years of which every day is tried."""


def _every_day(years: set[int]) -> Iterator[str]:
    """Yield every day of some years and of those beside them."""
    every = {year + step for year in years for step in (-1, 0, 1)}
    if len(every) > MAX_YEARS:
        message = f"more than {MAX_YEARS} years would have to be tried for an unknown date"
        raise ObstacleError(Obstacle("missing", message))
    return (day for year in sorted(every) for day in days_of_year(year))


def dates_to_try(view: TableView, column: str, beside: Iterable[str]) -> list[str]:
    """Return dates on all sides of some, as exact as those of a column are."""
    lengths = {len(value) for value in view.reader.columns[column].values}
    around = (date for each in beside for date in days_around(each))
    return [date for date in dict.fromkeys(around) if not lengths or len(date) in lengths]


def _ticked(view: TableView, tests: list[LeafTest], column: str, value: KeyValue) -> list[str]:
    """Return every way to tick the labels that tests ask for, as far as it is not known."""
    facts = view.reader.columns[column]
    sought = [label_of(each, facts) for t in tests if isinstance(t, TickTest) for each in t.labels]
    labels = [label for label in facts.ticks if label in sought]
    surely: list[str] = []
    if isinstance(value, PartlyTicked):
        surely = [label for label in labels if label in value.ticked]
        labels = [label for label in labels if label in value.unsure]
    if 2 ** len(labels) > MAX_COMBINATIONS:
        message = f"more than {MAX_COMBINATIONS} ways to tick would have to be tried for an unknown"
        raise ObstacleError(Obstacle("missing", message))
    sizes = range(len(labels) + 1)
    ways = (held for size in sizes for held in combinations(labels, size))
    return [TICK.join((*surely, *held)) for held in ways]


def _sought(tests: list[LeafTest], function: TextFunction) -> tuple[str, ...]:
    found = (t.value.text for t in tests if isinstance(t, TextTest) and t.function is function)
    return tuple(dict.fromkeys(found))


def _met(view: TableView, tests: list[LeafTest], column: str) -> tuple[str, ...]:
    """Return the values met in a column and in those it is compared with, where that matters."""
    compared = _compared(tests)
    looked_into = (column,) if compared or _has_text_test(tests) else ()
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


def _marks_of_class(
    view: TableView, tests: list[LeafTest], column: str, within: Interval | None
) -> set[Fraction]:
    """Return the numbers that have to be tried beside the tests' because a rubric looks at them.

    Where it looks at whole numbers, also the two whole ones on either side of each.
    """
    marks = set(numbers_told_apart(view, column))
    if must_be_whole(view, column):
        marks |= set(marks_of(view, tests, within))
        steps = (0, 1, 2)
        marks |= {Fraction(floor(mark) + step) for mark in marks for step in steps} | {
            Fraction(ceil(mark) - step) for mark in marks for step in steps
        }
    return marks


def _numbers(
    view: TableView, tests: list[LeafTest], within: Interval | None, also: set[Fraction]
) -> list[str]:
    """Return the literals' numbers, two between each two, and two beyond each end.

    Two, because two unknown numbers that are compared can both lie between the same others.
    Of a hidden number with a range only those inside it; its ends count as literals.
    """
    ordered = sorted(also.union(marks_of(view, tests, within)))
    if not ordered:
        return ["0", "1"]
    every = numbers_to_try(ordered)
    return [number_key(number) for number in every if within is None or number in within]


def marks_of(view: TableView, tests: list[LeafTest], within: Interval | None) -> list[Fraction]:
    """Return the numbers, in order, at which some test of an unknown one can change."""
    marks = {
        number
        for test in tests
        for literal in literals_of(test)
        if (number := view.reader.number_of(test.column, literal)) is not None
    }
    for column in _compared(tests):
        marks |= _numbers_met(view, column)
    if within is not None:
        marks |= {end for end in (within.lower, within.upper) if end is not None}
    return sorted(marks)


def _numbers_met(view: TableView, column: str) -> set[Fraction]:
    facts = view.reader.columns[column]
    return {number_of_key(v) for v in facts.values} if facts.type is ColumnType.NUMBER else set()


def _tests_on(tests: Iterable[Test], column: str) -> Iterator[LeafTest]:
    return (test for test in leaf_tests(tests) if column in columns_of((test,)))


def ranked_by(tests: Iterable[Test]) -> Iterator[str]:
    """Yield the columns that tests rank rows by."""
    return (test.column.column for test in leaf_tests(tests) if isinstance(test, TopTest))
