"""Tests on the keys of cells: three-valued, values typed by their column."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct, field

from factcheck.filter.assumed import is_known, is_none
from factcheck.filter.codes import NOT_A_VALUE
from factcheck.filter.no_number import no_number, no_such_value, unlike
from factcheck.filter.order import no_order
from factcheck.filter.printed import as_asked, may_have_been
from factcheck.filter.texts import matches, require_match
from factcheck.filter.ticks import has, refuse_ticks, require_labels
from factcheck.filter.tried import literals_of, numbers_to_try
from factcheck.filter.written_numbers import (
    is_number_key,
    key_of_number,
    number_in,
    number_of_key,
)
from factcheck.model.cell import OneOf, PartlyTicked, is_unknown
from factcheck.model.dates import first_day, is_date
from factcheck.model.expression import (
    AllTest,
    AmongTest,
    AnyTest,
    Column,
    Comparator,
    CompareTest,
    ConditionTest,
    KnownTest,
    Literal,
    NotTest,
    TextTest,
    TickTest,
    TopTest,
    WithinTest,
)
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.leaf_tests import leaf_tests
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError, met_at
from factcheck.model.rubric import SCORE
from factcheck.model.spec import ColumnType
from factcheck.model.truth import AND, NOT, OR, Truth, truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from factcheck.filter.printed import Printed
    from factcheck.model.cell import ColumnFacts, KeyValue
    from factcheck.model.expression import Test


_ValueTest = CompareTest | AmongTest | WithinTest | TextTest | TopTest | TickTest


class Reader(Struct, frozen=True):
    """Evaluates tests on the rows of one table."""

    table: str
    columns: dict[str, ColumnFacts]
    percents: frozenset[str] = frozenset()
    """The columns whose numbers are shares."""
    domains: dict[str, frozenset[str]] | None = None
    """Values that a column may have although none of its cells does."""
    shares: frozenset[str] = frozenset()
    """Those declared as shares whose cells are no percentages: ``0.5`` and ``50%`` are one."""
    counted: dict[str, dict[str, int]] = field(default_factory=dict)
    """For each column that rows are ranked by, how many rows have each value; filled in later."""
    many: dict[str, frozenset[str]] = field(default_factory=dict)
    """All values of columns with more of them than their facts list."""
    open: frozenset[str] = frozenset()
    """Columns with unknown cells, which may hold any text."""
    rounded: dict[str, Printed] = field(default_factory=dict)
    """What tests know of the columns whose numbers were rounded."""
    scores: Callable[[], Iterable[str]] | None = None
    """Returns the scores that a rubric could give to some row, where one gives scores."""

    def holds(self, test: Test, row: Mapping[str, KeyValue]) -> Truth:
        """Return whether a row passes a test; unknown where it hangs on an unknown value."""
        match test:
            case NotTest():
                return NOT[self.holds(test.test, row)]
            case AllTest():
                return self.all_hold(test.tests, row)
            case AnyTest():
                result = Truth.FALSE
                for each in test.tests:
                    result = OR[result, self.holds(each, row)]
                return result
            case KnownTest():
                return is_known(row[test.column.column], test)
            case CompareTest() | AmongTest() | WithinTest() | TextTest() | TopTest() | TickTest():
                return self._on_value(test, row)
            case ConditionTest():  # pragma: no cover - written out when the plan was made
                raise AssertionError(test)
            case _:
                assert_never(test)

    def all_hold(self, tests: tuple[Test, ...], row: Mapping[str, KeyValue]) -> Truth:
        """Return whether a row passes every test."""
        result = Truth.TRUE
        for each in tests:
            result = AND[result, self.holds(each, row)]
            if result is Truth.FALSE:
                break
        return result

    def _on_value(self, test: _ValueTest, row: Mapping[str, KeyValue]) -> Truth:
        actual = row[test.column.column]
        if test.column.column in self.rounded:
            actual = as_asked(test, actual)
        if is_none(actual):
            return Truth.FALSE
        if isinstance(actual, OneOf):
            return self._on_each(test, actual, row)
        if isinstance(actual, PartlyTicked):
            return self._on_ticks(test, actual, row)
        if isinstance(actual, Interval):
            return self._on_range(test, actual, row)
        if is_unknown(actual):
            return Truth.UNKNOWN
        assert isinstance(actual, str)
        if self._type(test.column) is ColumnType.NUMBER and not is_number_key(actual):
            # The label of a row of totals is no number, and equal only to itself.
            return truth(isinstance(test, CompareTest) and test.comparator is Comparator.UNEQUAL)
        match test:
            case CompareTest():
                return self._compared(test, actual, row)
            case AmongTest():
                wanted = (self._typed(test.column, value) for value in test.values)
                is_among = any(self._equal(test.column, actual, value) for value in wanted)
                return truth(is_among != test.negated)
            case WithinTest():
                return truth(self._is_within(test, actual) != test.negated)
            case TextTest():
                return truth(matches(test, actual))
            case TopTest():
                return truth(self._ranks(test, actual))
            case TickTest():
                return truth(has(test, self._facts(test.column), actual))
            case _:
                assert_never(test)

    def _on_each(self, test: _ValueTest, actual: OneOf, row: Mapping[str, KeyValue]) -> Truth:
        """Return what a test says of all values that one may be; unknown where they differ."""
        column = test.column.column
        every = {self._on_value(test, {**row, column: value}) for value in actual.values}
        return every.pop() if len(every) == 1 else Truth.UNKNOWN

    def _on_range(self, test: _ValueTest, actual: Interval, row: Mapping[str, KeyValue]) -> Truth:
        """Return what a test says of every number of a range; unknown where they differ."""
        numbers = [self.number_of(test.column, each) for each in literals_of(test)]
        if not numbers or None in numbers:
            return Truth.UNKNOWN
        ends = (end for end in (actual.lower, actual.upper) if end is not None)
        marks = {*ends, *(number for number in numbers if number is not None)}
        tried = (each for each in numbers_to_try(sorted(marks)) if each in actual)
        column = test.column.column
        every = {self._on_value(test, {**row, column: key_of_number(each)}) for each in tried}
        return every.pop() if len(every) == 1 else Truth.UNKNOWN

    def _on_ticks(
        self, test: _ValueTest, actual: PartlyTicked, row: Mapping[str, KeyValue]
    ) -> Truth:
        """Return what a test says of ticks; unknown where it hangs on those nobody knows.

        The more is ticked, the more tests on it are true, or the fewer.
        """
        every = OneOf((actual.least, actual.most))
        return self._on_each(test, every, row)

    def _compared(self, test: CompareTest, actual: str, row: Mapping[str, KeyValue]) -> Truth:
        other: KeyValue
        if isinstance(test.value, Literal):
            other = self._typed(test.column, test.value)
        else:
            other = row[test.value.column]
            if is_none(other):
                return Truth.FALSE
            if is_unknown(other):
                return Truth.UNKNOWN
        assert isinstance(other, str)
        match test.comparator:
            case Comparator.EQUAL:
                return truth(self._equal(test.column, actual, other))
            case Comparator.UNEQUAL:
                return truth(not self._equal(test.column, actual, other))
            case _:
                return truth(self._ordered(test, actual, other))

    def _equal(self, column: Column, actual: str, other: str) -> bool:
        """Whether a value is another; a month that is no value itself is any of its days.

        Where a table has rows for 2020 beside rows for its months, ``= 2020`` means the former:
        else the months would be counted twice.
        """
        if actual == other:
            return True
        return self._is_during(column, actual, other) and not self._occurs(column, other)

    def _is_during(self, column: Column, actual: str, other: str) -> bool:
        """Whether a date is another or lies in that month or year."""
        has_dates = self._type(column) is ColumnType.DATE
        return actual == other or (has_dates and actual.startswith(f"{other}-"))

    def _occurs(self, column: Column, key: str) -> bool:
        if column.column in self.many:
            return key in self.many[column.column]
        values = self._facts(column).values
        place = bisect_left(values, key)
        return values[place : place + 1] == (key,)

    def _ordered(self, test: CompareTest, actual: str, other: str) -> bool:
        left = self._sortable(test.column, actual, other)
        right = self._sortable(test.column, other)
        match test.comparator:
            case Comparator.LESS:
                return left < right
            case Comparator.AT_MOST:
                return left <= right or self._is_during(test.column, actual, other)
            case Comparator.GREATER:
                return left > right and not self._is_during(test.column, actual, other)
            case _:
                return left >= right

    def _sortable(self, column: Column, key: str, beside: str = "") -> tuple[Fraction, str]:
        """Return what a value is ordered by: its number, or a date's text.

        A month or year beside an exacter date counts from its first day.
        """
        match self._type(column):
            case ColumnType.NUMBER:
                return number_of_key(key), ""
            case ColumnType.DATE:
                return Fraction(0), first_day(key) if len(key) < len(beside) else key
            case ColumnType.TEXT:
                raise no_order(column.column, self.table, self._facts(column).values)
            case _ as never:
                assert_never(never)

    def _is_within(self, test: WithinTest, actual: str) -> bool:
        lower, upper = (self._typed(test.column, end) for end in (test.lower, test.upper))
        if test.lower == test.upper:
            return self._is_during(test.column, actual, lower)
        first = self._sortable(test.column, actual, lower)
        last = self._sortable(test.column, actual, upper)
        return self._sortable(test.column, lower) <= first and (
            last <= self._sortable(test.column, upper)
            or self._is_during(test.column, actual, upper)
        )

    def _ranks(self, test: TopTest, actual: str) -> bool:
        number = self._sortable(test.column, actual)
        rows = self.counted[test.column.column]
        above = sum(n for key, n in rows.items() if self._sortable(test.column, key) > number)
        return above < test.places

    def sought(self, test: Test) -> str | None:
        """Return the one key that passes a test; ``None`` where it is not that simple.

        A date is not: a year may pass for its days.
        """
        match test:
            case CompareTest(comparator=Comparator.EQUAL, value=Literal() as literal):
                is_date = self._type(test.column) is ColumnType.DATE
                return None if is_date else self._typed(test.column, literal)
            case _:
                return None

    def _typed(self, column: Column, literal: Literal) -> str:
        """Return a literal as a key of its column.

        Raises ``ObstacleError`` where it is no value of the column's type.
        """
        if self._type(column) is not ColumnType.NUMBER:
            self._require_date(column, literal)
            return literal.text
        number = self.number_of(column, literal)
        if number is None:
            raise no_number(
                literal.text,
                column.column,
                self.table,
                self._facts(column).values,
                holds_percentages=self._holds_percentages(column),
            )
        return key_of_number(number)

    def _require_date(self, column: Column, literal: Literal) -> None:
        """Raise ``ObstacleError`` where a date column is tested against something else."""
        facts = self._facts(column)
        if facts.type is not ColumnType.DATE or is_date(literal.text):
            return
        if literal.text in facts.values:  # the label of a row of totals
            return
        message = (
            f"column {quoted(column.column)} of table {quoted(self.table)} holds dates, "
            f"and {quoted(literal.text)} is none"
        )
        hint = "dates are written 2020-12-21, 2020-12 or 2020"
        raise ObstacleError(Obstacle("fault", message, NOT_A_VALUE, hint))

    def number_of(self, column: Column, literal: Literal) -> Fraction | None:
        """Return the number a literal stands for in its column; ``None`` where it is none.

        A column of percentages needs a percent sign, others must not have one.
        """
        number = number_in(literal.text)
        if number is None or number == 0 or column.column in self.shares:
            return number
        is_percent = literal.text.endswith("%")
        return number if is_percent == self._holds_percentages(column) else None

    def _holds_percentages(self, column: Column) -> bool:
        return column.column in self.percents or self._facts(column).has_percent_signs

    def require_values(self, test: Test) -> None:
        """Raise ``ObstacleError`` for a value of a test that its column never has."""
        for leaf in leaf_tests((test,)):
            with met_at(leaf.span):
                self._require_leaf(leaf)

    def _require_leaf(self, leaf: _ValueTest | KnownTest) -> None:
        facts = self._facts(leaf.column)
        if isinstance(leaf, TickTest):
            require_labels(leaf, facts, self.table)
        elif not isinstance(leaf, KnownTest):
            refuse_ticks(facts, self.table)
            self._require_values(leaf)

    def _require_values(
        self, test: CompareTest | AmongTest | WithinTest | TextTest | TopTest
    ) -> None:
        match test:
            case CompareTest(value=Literal() as literal):
                if test.comparator in {Comparator.EQUAL, Comparator.UNEQUAL}:
                    self._require_value(test.column, literal)
                else:
                    self._sortable(test.column, self._typed(test.column, literal))
            case AmongTest():
                for literal in test.values:
                    self._require_value(test.column, literal)
            case WithinTest():
                if test.lower == test.upper:
                    self._require_value(test.column, test.lower)
                for literal in (test.lower, test.upper):
                    self._sortable(test.column, self._typed(test.column, literal))
            case CompareTest(value=Column() as other):
                self._require_alike(test.column, other)
            case TextTest():
                self._require_text(test)
            case TopTest() | CompareTest():
                pass
            case _:
                assert_never(test)

    def _require_text(self, test: TextTest) -> None:
        """Raise ``ObstacleError`` for a text that nothing in its column has in it."""
        name = test.column.column
        has_domain = self.domains is not None and bool(self.domains.get(name))
        if not has_domain and name not in self.open:
            require_match(test, self.many.get(name, self._facts(test.column).values), self.table)

    def _require_alike(self, column: Column, other: Column) -> None:
        refuse_ticks(self._facts(other), self.table)
        if self._type(column) is not self._type(other):
            raise unlike(self.table, (self._facts(column), self._facts(other)))

    def _require_value(self, column: Column, literal: Literal) -> None:
        key = self._typed(column, literal)
        facts = self._facts(column)
        values = self.many.get(column.column, facts.values)
        if key in values:
            return
        if facts.type is ColumnType.DATE and any(
            self._equal(column, value, key) for value in values
        ):
            return
        if self.domains is not None and key in self.domains.get(column.column, ()):
            return
        if column.column == SCORE and self.scores is not None and key in self.scores():
            return
        rounded = self.rounded.get(column.column)
        if rounded and not literal.is_quoted and may_have_been(rounded, key):
            return
        raise no_such_value(literal, column.column, self.table, facts.values)

    def _facts(self, column: Column) -> ColumnFacts:
        return self.columns[column.column]

    def _type(self, column: Column) -> ColumnType:
        return self._facts(column).type
