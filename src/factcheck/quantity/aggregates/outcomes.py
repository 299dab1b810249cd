"""What an unknown value could be, as far as the tests of a measure can tell."""

from __future__ import annotations

import re
from itertools import combinations, product
from math import ceil, floor, prod
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.filter.assumed import assumed
from factcheck.filter.ticks import label_of
from factcheck.filter.tried import literals_of, numbers_to_try
from factcheck.filter.written_numbers import is_number_key, number_of_key
from factcheck.model.cell import TICK, PartlyTicked, Rounded, is_unknown, number_key
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
from factcheck.model.spec import ColumnType
from factcheck.model.told import told
from factcheck.model.truth import Truth
from factcheck.quantity.aggregates.free_tests import memberships_by_tests
from factcheck.quantity.cells.class_worlds import (
    UNTRIED,
    days_told_apart,
    is_added,
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

    Row = Mapping[str, KeyValue]
    Given = Mapping[str, Sequence[str]]

MAX_COMBINATIONS = 4096
"""Values tried together; past this only what each test says by itself is told apart, which
is valid but wider."""
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
    found = frozenset(memberships_of(view, terms, row) for row in rows or ())
    return found or memberships_by_tests(view, terms, view.index.rows[place])


def completed_rows(
    view: TableView,
    terms: tuple[TableTerm, ...],
    place: int,
    given: Given,
) -> list[dict[str, KeyValue]] | None:
    """Return a cell's row with its unknown values filled in, in every way that tells terms apart.

    ``given`` says which values to try in some columns; ``None`` where it is too much to try.
    """
    row = view.index.rows[place]
    unknown = [c for c, value in row.items() if is_unknown(value) and not is_added(view, c)]
    tried = [
        given[column] if column in given else _told_apart(view, terms, column, row, given)
        for column in unknown
    ]
    if prod(len(values) for values in tried) > MAX_COMBINATIONS:
        return None
    found: list[dict[str, KeyValue]] = []
    for values in product(*tried):
        filled = {c: assumed(v, row[c]) for c, v in zip(unknown, values, strict=True)}
        found.extend(with_each_class(view, row, dict(row) | filled))
    return found


def memberships_of(
    view: TableView, terms: Sequence[TableTerm], row: Mapping[str, KeyValue]
) -> tuple[bool, ...]:
    """Return which of the terms a completed row belongs to."""
    return tuple(
        is_counted(term, row, view.totals) and view.reader.all_hold(term.tests, row) is Truth.TRUE
        for term in terms
    )


def _told_apart(
    view: TableView, terms: tuple[TableTerm, ...], column: str, row: Row, given: Given
) -> Sequence[str]:
    """Return values to try, one for each combination of what the tests say of them.

    All of them where other columns are compared with it, or a rubric looks at it.
    """
    every = values_to_try(view, terms, column, row, given)
    tests = tests_beside(terms, column)
    if _compared(tests) or view.classifier is not None:
        return every
    kinds: dict[tuple[Truth, ...], str] = {}
    for value in every:
        filled = {**row, column: assumed(value, row[column])}
        kinds.setdefault(tuple(view.reader.holds(test, filled) for test in tests), value)
    return tuple(kinds.values())


def values_to_try(
    view: TableView, terms: tuple[TableTerm, ...], column: str, row: Row, given: Given
) -> list[str]:
    """Return values that stand for everything the tests can tell apart in a row's unknown value.

    ``given`` are the values that are tried in other columns. A value that nobody knows is never
    the label of a row of totals.
    """
    tests = tests_beside(terms, column)
    if not tests:
        return [UNTRIED]
    value = row[column]
    # What is printed of a number has a domain, and not the number itself.
    domain = frozenset[str]() if isinstance(value, Rounded) else view.domain_of(column)
    beside = _Beside.of(view, tests, column, row, given)
    if isinstance(value, Interval):
        # A hidden number is one of the domain's that its range has; if none is, the range says it.
        domain = frozenset(each for each in domain if number_of_key(each) in value)
    if domain:
        every = sorted(domain)
    elif view.reader.columns[column].ticks:
        every = _ticked(view, tests, column, value)
    elif view.reader.columns[column].type is ColumnType.NUMBER:
        within = value if isinstance(value, Interval) else None
        marks = marks_of(view, tests, within, beside.keys)
        every = _numbers({*marks, *_marks_of_class(view, column, marks)}, within, beside.unknown)
    elif view.reader.columns[column].type is ColumnType.DATE:
        days = frozenset(days_told_apart(view, column))
        told = (each for each in texts_told_apart(view, column) if is_date(each))
        every = [*_dates(view, tests, column, beside), *(each for each in told if each not in days)]
    else:
        every = [*_texts(view, tests, column, beside), *texts_told_apart(view, column)]
    return [each for each in every if (column, each) not in view.totals]


class _Beside(Struct, frozen=True):
    """What an unknown value of a row is compared with."""

    keys: tuple[str, ...] = ()
    """The values that other columns have, or may have, as far as that is known."""
    unknown: int = 1
    """How many unknown values are compared, directly or not; this one included."""

    @classmethod
    def of(
        cls, view: TableView, tests: list[LeafTest], column: str, row: Row, given: Given
    ) -> _Beside:
        """Return what one column of a row is compared with by ``tests``, all tests beside it."""
        others = [each for each in _compared(tests) if each != column]
        unknown = sum(each in given or is_unknown(row[each]) for each in others)
        keys = (key for each in others for key in keys_beside(view, each, row, given))
        return cls(tuple(dict.fromkeys(keys)), 1 + unknown)


def keys_beside(view: TableView, column: str, row: Row, given: Given) -> tuple[str, ...]:
    """Return the values that a column of a row may have, or between which it lies; none for any."""
    if column in given:
        return tuple(given[column])
    match row[column]:
        case str() as value:
            return (value,)
        case Interval() as within:
            ends = (within.lower, within.upper)
            known = tuple(number_key(end) for end in ends if end is not None)
            return (*known, *sorted(view.domain_of(column)))
        case _:
            return tuple(sorted(view.domain_of(column)))


def compared_with(terms: tuple[TableTerm, ...], column: str) -> tuple[str, ...]:
    """Return the columns that a column is compared with, directly or not, itself included."""
    return _compared(tests_beside(terms, column))


def tests_beside(terms: tuple[TableTerm, ...], column: str) -> list[LeafTest]:
    """Return the tests on a column and on those it is compared with, directly or not."""
    columns: tuple[str, ...] = (column,)
    while True:
        tests = [t for term in terms for each in columns for t in _tests_on(term.tests, each)]
        wider = tuple(dict.fromkeys((*columns, *_compared(tests))))
        if wider == columns:
            return list(dict.fromkeys(tests))
        columns = wider


def _texts(view: TableView, tests: list[LeafTest], column: str, beside: _Beside) -> list[str]:
    """Return the literals, every text that is met, and every way to pass several text tests.

    Of the latter as many as there are unknown texts that are compared: they may all differ.
    """
    literals = [literal.text for test in tests for literal in literals_of(test)]
    met = view.reader.columns[column].values if _has_text_test(tests) else ()
    inside = _sought(tests, TextFunction.CONTAINS)
    begins = ("", *_sought(tests, TextFunction.STARTS_WITH))
    if 2 ** len(inside) * len(begins) > MAX_COMBINATIONS:
        message = told(
            "more than {n} texts would have to be tried for an unknown one", n=MAX_COMBINATIONS
        )
        raise ObstacleError(Obstacle("missing", message))
    joined = [
        _BETWEEN.join((begin, *held, *[""] * (1 + number)))
        for begin in begins
        for size in range(len(inside) + 1)
        for held in combinations(inside, size)
        for number in range(beside.unknown)
    ]
    return list(dict.fromkeys([*literals, *met, *beside.keys, *joined, *_ELSE]))


def _dates(view: TableView, tests: list[LeafTest], column: str, beside: _Beside) -> list[str]:
    """Return dates on all sides of those that tests name, as exact as the column's are.

    Where a test looks at a date's text, all of the years that are named or met, and one more on
    either side. The more unknown dates are compared, the more on each side.
    """
    named = [each.text for test in tests for each in literals_of(test)]
    around = [text for text in (*named, *beside.keys) if is_date(text)]
    around += days_told_apart(view, column)
    if beside.unknown > 1 and not around:
        around = [SOME_DAY]
    for _ in range(beside.unknown - 1):
        around = list(dict.fromkeys(date for each in around for date in days_around(each)))
    if _has_text_test(tests):
        texts = (*named, *beside.keys, *view.reader.columns[column].values)
        around += _every_day({int(year) for text in texts for year in _YEAR.findall(text)})
    return dates_to_try(view, column, around) or [UNTRIED]


SOME_DAY = "2000-06-15"
"""Stands for any date where there is none to be told apart from."""
_YEAR = re.compile(r"[0-9]{4}")
MAX_YEARS = 10
"""Years of which every day is tried."""


def _every_day(years: set[int]) -> Iterator[str]:
    """Yield every day of some years and of those beside them."""
    every = {year + step for year in years for step in (-1, 0, 1)}
    if len(every) > MAX_YEARS:
        message = told(
            "more than {n} years would have to be tried for an unknown date", n=MAX_YEARS
        )
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
        message = told(
            "more than {n} ways to tick would have to be tried for an unknown", n=MAX_COMBINATIONS
        )
        raise ObstacleError(Obstacle("missing", message))
    sizes = range(len(labels) + 1)
    ways = (held for size in sizes for held in combinations(labels, size))
    return [TICK.join((*surely, *held)) for held in ways]


def _sought(tests: list[LeafTest], function: TextFunction) -> tuple[str, ...]:
    found = (t.value.text for t in tests if isinstance(t, TextTest) and t.function is function)
    return tuple(dict.fromkeys(found))


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


def _marks_of_class(view: TableView, column: str, marks: list[Fraction]) -> set[Fraction]:
    """Return the numbers that have to be tried beside the tests' because a rubric looks at them.

    Where it looks at whole numbers, also the two whole ones on either side of each.
    """
    told = set(numbers_told_apart(view, column))
    if must_be_whole(view, column):
        told |= set(marks)
        steps = (0, 1, 2)
        told |= {Fraction(floor(mark) + step) for mark in told for step in steps} | {
            Fraction(ceil(mark) - step) for mark in told for step in steps
        }
    return told


def _numbers(marks: set[Fraction], within: Interval | None, unknown: int) -> list[str]:
    """Return the marks, and two between each two and beyond each end: as many as are compared.

    Two, because two unknown numbers that are compared can both lie between the same others.
    Of a hidden number with a range only those inside it; its ends count as literals.
    """
    if not marks:
        return [str(number) for number in range(max(2, unknown))]
    every = numbers_to_try(sorted(marks), max(2, unknown))
    return [number_key(number) for number in every if within is None or number in within]


def marks_of(
    view: TableView, tests: list[LeafTest], within: Interval | None, beside: Iterable[str]
) -> list[Fraction]:
    """Return the numbers, in order, at which some test of an unknown one can change.

    ``beside`` are the keys that it is compared with.
    """
    marks = {
        number
        for test in tests
        for literal in literals_of(test)
        if (number := view.reader.number_of(test.column, literal)) is not None
    }
    marks |= {number_of_key(key) for key in beside if is_number_key(key)}
    if within is not None:
        marks |= {end for end in (within.lower, within.upper) if end is not None}
    return sorted(marks)


def _tests_on(tests: Iterable[Test], column: str) -> Iterator[LeafTest]:
    return (test for test in leaf_tests(tests) if column in columns_of((test,)))


def ranked_by(tests: Iterable[Test]) -> Iterator[tuple[str, int]]:
    """Yield the columns that tests rank rows by, and how many places each asks for."""
    return (
        (test.column.column, test.places) for test in leaf_tests(tests) if isinstance(test, TopTest)
    )
