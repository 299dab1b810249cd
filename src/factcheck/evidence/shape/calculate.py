"""A calculation within a row, made ready to be done for every row."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence.shape.decide import decided
from factcheck.evidence.shape.sources import MONTHS, Place, Use
from factcheck.evidence.shape.values import (
    Form,
    added,
    divided,
    either,
    multiplied,
    scaled,
    unknown,
)
from factcheck.model.expression import (
    AllTest,
    AnyTest,
    Column,
    CompareTest,
    ConditionTest,
    Literal,
    NotTest,
    Operator,
)
from factcheck.model.expression_text import written_name
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.leaf_tests import columns_of, leaf_tests
from factcheck.model.plan import ObstacleError
from factcheck.model.row_expression import (
    DatePart,
    RowArithmetic,
    RowColumn,
    RowDatePart,
    RowExpression,
    RowIf,
    RowNegated,
    RowNumber,
    RowText,
)
from factcheck.model.spec import ColumnType, EmptyCell
from factcheck.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from factcheck.evidence.shape.sources import Source
    from factcheck.evidence.shape.values import Numeric, Value
    from factcheck.filter.reader import Reader
    from factcheck.model.cell import KeyValue
    from factcheck.model.expression import Test
    from factcheck.model.leaf_tests import LeafTest

Row = list[str]
_MONTH = slice(5, 7)
REMEMBERED = 10_000
_MINUS = Fraction(-1)


class Calculation(Struct, frozen=True):
    """What a computed column's rows are calculated with."""

    sources: Mapping[Place, Source]
    positions: Mapping[str, int]
    """Where each column stands that the calculation names."""
    names: Mapping[str, str]
    """What tests call a column: its declared name where it has one."""
    reader: Reader
    columns: frozenset[str]
    """Everything that a column of the table may be called."""
    by_zero: EmptyCell
    """What a division by zero gives."""

    def compiled(self, node: RowExpression, use: Use = Use.WHOLE) -> Callable[[Row], Value]:
        """Return the function from a row to the value that a calculation has there.

        Raises ``ObstacleError`` for a test on a value that its column never has.
        """
        match node:
            case RowNumber():
                return lambda _: node.number
            case RowText():
                return lambda _: node.text
            case RowColumn():
                return self.sources[Place(self.positions[node.name], use)].value
            case RowNegated():
                operand = self.compiled(node.operand, Use.NUMBER)
                return lambda row: _numeric((operand(row),), lambda one: scaled(one, _MINUS))
            case RowArithmetic():
                return self._arithmetic(node)
            case RowIf():
                return self._if(node, use)
            case RowDatePart():
                assert isinstance(node.operand, RowColumn)
                source = self.sources[Place(self.positions[node.operand.name], Use.DATE)]
                return lambda row: _part(node.part, source.value(row))
            case _:
                assert_never(node)

    def _arithmetic(self, node: RowArithmetic) -> Callable[[Row], Value]:
        left = self.compiled(node.left, Use.NUMBER)
        right = self.compiled(node.right, Use.NUMBER)
        operate = self._operation(node.operator)
        return lambda row: _numeric((left(row), right(row)), operate)

    def _operation(self, operator: Operator) -> Callable[[Numeric, Numeric], Value]:
        match operator:
            case Operator.ADD:
                return added
            case Operator.SUBTRACT:
                return lambda left, right: added(left, scaled(right, _MINUS))
            case Operator.MULTIPLY:
                return multiplied
            case Operator.DIVIDE:
                return self._divided
            case _:
                assert_never(operator)

    def _divided(self, left: Numeric, right: Numeric) -> Value:
        try:
            return divided(left, right)
        except ZeroDivisionError:
            return Fraction(0) if self.by_zero is EmptyCell.ZERO else self.by_zero

    def _if(self, node: RowIf, use: Use) -> Callable[[Row], Value]:
        holds = self._test(node.test)
        then, otherwise = self.compiled(node.then, use), self.compiled(node.otherwise, use)

        def chosen(row: Row) -> Value:
            held = holds(row)
            if held is None:
                return EmptyCell.NOT_APPLICABLE
            if held is Truth.TRUE:
                return then(row)
            return otherwise(row) if held is Truth.FALSE else either(then(row), otherwise(row))

        return chosen

    def _require_values(self, test: LeafTest) -> None:
        """Raise ``ObstacleError`` for a value that its column never has."""
        try:
            self.reader.require_values(test)
        except ObstacleError as error:
            value = test.value if isinstance(test, CompareTest) else None
            if not isinstance(value, Literal) or value.is_quoted or value.text not in self.columns:
                raise
            column = f"{written_name(self.reader.table)}.{written_name(value.text)}"
            hint = f"a column on the right side is written with its table: {column}"
            raise ObstacleError(replace(error.obstacle, hint=hint)) from error

    def _is_guard(self, test: Test) -> bool:
        """Whether a test is ``c = 0`` or the like, which guards a division and may never hold."""
        if not isinstance(test, CompareTest) or not isinstance(test.value, Literal):
            return False
        is_number = self.reader.columns[test.column.column].type is ColumnType.NUMBER
        return is_number and self.reader.number_of(test.column, test.value) == 0

    def _test(self, test: Test) -> Callable[[Row], Truth | None]:
        """Return what tells whether a row passes a test; ``None`` where it does not apply."""
        plain = in_row(test, self.reader.table, self.names)
        for leaf in leaf_tests((plain,)):
            if not self._is_guard(leaf):
                self._require_values(leaf)
        columns = tuple(dict.fromkeys(columns_of((plain,))))
        sources = [self.sources[Place(self.positions[name], Use.TEST)] for name in columns]
        known: dict[tuple[KeyValue | None, ...], Truth | None] = {}

        def holds(row: Row) -> Truth | None:
            keys = tuple(source.key(row) for source in sources)
            if keys not in known:
                if len(known) > REMEMBERED:
                    known.clear()
                pairs = {n: key for n, key in zip(columns, keys, strict=True) if key is not None}
                applies = len(pairs) == len(columns)
                known[keys] = decided(plain, pairs, self.reader) if applies else None
            return known[keys]

        return holds


def _numeric(values: tuple[Value, ...], operate: Callable[..., Value]) -> Value:
    """Return what an operation makes of numbers; a gap among them is passed on."""
    for gap in (EmptyCell.NOT_APPLICABLE, EmptyCell.NONE):
        if gap in values:
            return gap
    return operate(*(_number(value) for value in values))


def _number(value: Value) -> Numeric:
    """Return a value as a number; of one that is unknown, or is none at all, any number."""
    return value if isinstance(value, Fraction | Form) else unknown(Interval.everything())


def _part(part: DatePart, date: Value) -> Value:
    """Return the year or month of a date; a date without a month has one of the twelve."""
    if isinstance(date, EmptyCell) and date is not EmptyCell.UNKNOWN:
        return date
    is_year = part is DatePart.YEAR
    if not isinstance(date, str):
        return unknown(Interval.everything() if is_year else MONTHS)
    digits = date[:4] if is_year else date[_MONTH]
    if digits.isascii() and digits.isdecimal():
        return Fraction(int(digits))
    # What is no date is a fault, told beside; a year has no month of its own.
    return unknown(Interval.everything() if is_year else MONTHS)


def in_row(test: Test, table: str, names: Mapping[str, str]) -> Test:
    """Return a test with its columns called by one name each, and what only looks like one as text.

    ``t.c`` on the right side is a column where ``t`` is the table itself.
    """
    match test:
        case NotTest():
            return replace(test, test=in_row(test.test, table, names))
        case AllTest() | AnyTest():
            return replace(test, tests=tuple(in_row(each, table, names) for each in test.tests))
        case CompareTest(value=Column() as other):
            value: Literal | Column = Literal(f"{other.table}.{other.column}", False, other.span)
            if other.table == table:
                value = replace(other, table=None, column=names[other.column])
            return replace(test, column=_named(test.column, names), value=value)
        case ConditionTest():  # pragma: no cover - refused where the calculation is read
            raise AssertionError(test)
        case _:
            return replace(test, column=_named(test.column, names))


def _named(column: Column, names: Mapping[str, str]) -> Column:
    return replace(column, table=None, column=names[column.column])


def columns_looked_at(test: Test, table: str) -> Iterator[str]:
    """Yield the columns that a test looks at, also those it compares with."""
    for leaf in leaf_tests((test,)):
        yield leaf.column.column
        other = leaf.value if isinstance(leaf, CompareTest) else None
        if isinstance(other, Column) and other.table == table:
            yield other.column
