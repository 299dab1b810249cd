"""Units within a row: columns that are compared with each other, or calculated from others."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from factcheck.model.expression import Column, CompareTest, Operator
from factcheck.model.expression_text import written_name
from factcheck.model.leaf_tests import leaf_tests
from factcheck.model.near import quoted
from factcheck.model.problem import ProblemsError
from factcheck.model.render_row import render_row
from factcheck.model.row_expression import (
    RowArithmetic,
    RowColumn,
    RowDatePart,
    RowIf,
    RowNegated,
    RowNumber,
    RowText,
)
from factcheck.model.spec import ColumnType
from factcheck.model.unit import Unit, UnitKind, is_percent
from factcheck.plan import units
from factcheck.plan.codes import UNITS_DO_NOT_MIX
from factcheck.plan.names import problem_at
from factcheck.plan.unit_hints import declaring

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.expression import Test
    from factcheck.model.problem import Problem
    from factcheck.model.row_expression import RowExpression
    from factcheck.model.span import Span
    from factcheck.model.spec import ColumnDeclaration, Spec, TableDeclaration

_PLAIN = frozenset({ColumnType.TEXT, ColumnType.DATE})
_PERCENTAGES = frozenset({UnitKind.SHARE, UnitKind.RELATIVE_CHANGE})
_DEEPEST = 50
"""Columns calculated from each other over more steps than tables take."""


class _Side(Struct, frozen=True):
    """One of two numbers that stand beside each other in a row."""

    text: str
    unit: Unit
    column: str | None = None
    """Its column, where it is one."""

    @property
    def undeclared(self) -> str | None:
        return self.column if self.unit == units.COUNT else None


class RowUnits:
    """The units of a table's columns, of computed ones as their calculation gives them.

    ``None`` stands for a number whose unit nobody can tell, such as a quotient: it may be a
    conversion. Methods raise ``ProblemsError`` where unlike numbers are added or compared.
    """

    def __init__(self, table: TableDeclaration) -> None:
        self._columns = {column.header: column for column in table.columns}
        self._columns |= {column.name: column for column in table.columns}
        self._found: dict[str, Unit | None] = {}
        self._depth = 0

    def of(self, name: str) -> Unit | None:
        """Return the unit of a column; a number that nothing is declared of is a count."""
        if self._depth > _DEEPEST:
            return None
        if name not in self._found:
            self._depth += 1
            try:
                self._found[name] = self._unit(self._columns.get(name))
            finally:
                self._depth -= 1
        return self._found[name]

    def _unit(self, column: ColumnDeclaration | None) -> Unit | None:
        if column is None:
            return units.COUNT
        if column.type in _PLAIN:
            return None
        if column.compute is not None and column.unit is None and column.kind is None:
            return self.calculated(column.compute)
        return units.column_unit(column)

    def calculated(self, node: RowExpression) -> Unit | None:
        """Return the unit of what a calculation gives."""
        match node:
            case RowNumber() | RowText() | RowDatePart():
                return None
            case RowColumn():
                return self.of(node.name)
            case RowNegated():
                return self.calculated(node.operand)
            case RowArithmetic():
                return self._arithmetic(node)
            case RowIf():
                self.require_comparable(node.test)
                return self._joined(node.then, node.otherwise, node.span)
            case _:
                assert_never(node)

    def _arithmetic(self, node: RowArithmetic) -> Unit | None:
        if node.operator in {Operator.ADD, Operator.SUBTRACT}:
            return self._joined(node.left, node.right, node.span)
        for part in (node.left, node.right):
            self.calculated(part)
        return None

    def _joined(self, left: RowExpression, right: RowExpression, span: Span) -> Unit | None:
        one, other = (self.calculated(part) for part in (left, right))
        if _is_written(left) or _is_written(right):
            return one or other
        if one is None or other is None:
            return None
        _require_alike(_side(left, one), _side(right, other), span)
        return units.joined_unit(one, other)

    def require_comparable(self, *tests: Test) -> None:
        """Raise ``ProblemsError`` for a test of one column against another of an unlike unit."""
        for test in leaf_tests(tests):
            if isinstance(test, CompareTest) and isinstance(test.value, Column):
                self._compare(test.column.column, test.value.column, test.span)

    def _compare(self, left: str, right: str, span: Span) -> None:
        one, other = self.of(left), self.of(right)
        if one is not None and other is not None:
            _require_alike(_Side(left, one, left), _Side(right, other, right), span)


def _is_written(node: RowExpression) -> bool:
    """Whether it is a number as written, which has the unit of what it stands beside."""
    match node:
        case RowNegated():
            return _is_written(node.operand)
        case _:
            return isinstance(node, RowNumber)


def _side(node: RowExpression, unit: Unit) -> _Side:
    return _Side(render_row(node), unit, node.name if isinstance(node, RowColumn) else None)


def _require_alike(left: _Side, right: _Side, span: Span) -> None:
    if units.are_alike(left.unit, right.unit) or _may_be_alike(left.unit, right.unit):
        return
    message = (
        f"{quoted(left.text)} is {units.described(left.unit)} and {quoted(right.text)} is "
        f"{units.described(right.unit)}: they do not mix"
    )
    hint = (
        declaring(left.undeclared, right.unit)
        or declaring(right.undeclared, left.unit)
        or _converting(left, right)
        or _converting(right, left)
    )
    raise ProblemsError((problem_at(UNITS_DO_NOT_MIX, message, span, hint),))


def _may_be_alike(one: Unit, other: Unit) -> bool:
    """Whether nothing is declared of one number, and the other is no percentage."""
    kinds = {one.kind, other.kind}
    return units.COUNT in {one, other} and not kinds & _PERCENTAGES


def _converting(larger: _Side, smaller: _Side) -> str | None:
    """Return how one column is brought to the larger unit of the other."""
    from factcheck.figure import measure_of

    one, other = (measure_of(side.unit.noun or "") for side in (larger, smaller))
    if smaller.column is None or one is None or other is None:
        return None
    factor = one.size / other.size
    if one.dimension != other.dimension or factor.denominator != 1:
        return None
    return (
        f"bring one to the unit of the other in a column of its own: 'compute: "
        f"{written_name(smaller.column)} / {factor}', 'unit: {larger.unit.noun}'"
    )


def problems_of_columns(spec: Spec) -> Iterator[Problem]:
    """Yield a problem for each computed column in which unlike numbers are mixed.

    Likewise for one that is declared in another unit than its calculation gives.
    """
    for table in spec.tables:
        found = RowUnits(table)
        for column in table.columns:
            if column.compute is not None:
                try:
                    _require_declared(column, found.calculated(column.compute))
                except ProblemsError as error:
                    yield from error.problems


def _require_declared(column: ColumnDeclaration, unit: Unit | None) -> None:
    """Raise ``ProblemsError`` for a column that says another unit than it is calculated in."""
    declared = units.column_unit(column)
    if column.compute is None or column.unit is None or unit is None or unit == units.COUNT:
        return
    if is_percent(column.unit):
        is_same = unit.kind in _PERCENTAGES
    else:
        # Two nouns may name one thing counted; two measures never do.
        are_nouns = unit.kind is declared.kind is UnitKind.COUNT
        is_same = unit.kind not in _PERCENTAGES and (
            are_nouns or units.same_noun(unit.noun, column.unit)
        )
    if is_same:
        return
    message = (
        f"{quoted(column.name)} is declared {units.described(declared)}, and is calculated as "
        f"{units.described(unit)}"
    )
    hint = (
        "nothing converts the numbers: write the unit that they are calculated in, or the factor "
        "into 'compute'"
    )
    raise ProblemsError((problem_at(UNITS_DO_NOT_MIX, message, column.compute.span, hint),))
