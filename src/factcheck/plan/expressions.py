"""Expressions bound: names resolved, slices pushed down to the rows, units checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec import Struct, field

from factcheck.model.bound import (
    Absolute,
    Bound,
    Compound,
    Constant,
    ExtremeOf,
    Negative,
    PointsBetween,
    QuantityTerm,
    RelativeChange,
)
from factcheck.model.cell import number_key
from factcheck.model.expression import (
    Aggregate,
    AggregateFunction,
    AllTest,
    AmongTest,
    AnyTest,
    Arithmetic,
    Column,
    CompareTest,
    ConditionTest,
    Extreme,
    Groups,
    KnownTest,
    Magnitude,
    Name,
    Negated,
    NotTest,
    Number,
    Operator,
    Pair,
    PairFunction,
    Share,
    Sliced,
    TextTest,
    TickTest,
    TopTest,
    WithinTest,
)
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.problem import ProblemsError
from factcheck.model.render_expression import render_expression
from factcheck.model.term_text import slice_of
from factcheck.model.told import told
from factcheck.model.unit import UnitKind
from factcheck.plan import codes, units
from factcheck.plan.aggregates import bind_aggregate, bind_cell
from factcheck.plan.grouping import bind_groups
from factcheck.plan.names import problem_at
from factcheck.plan.parts import PartKnowledge
from factcheck.plan.slices import Definitions, can_ask, written_out
from factcheck.plan.unit_hints import declaring, undeclared_column
from factcheck.plan.written import WRITTEN_AS_SHARES, adapted, folded, with_share

if TYPE_CHECKING:
    from factcheck.model.expression import Expression, Test
    from factcheck.model.fraction import Fraction
    from factcheck.model.problem import Code
    from factcheck.model.span import Span
    from factcheck.model.spec import QuantityDeclaration
    from factcheck.model.unit import Unit
    from factcheck.plan.names import Names

_TEST_TYPES = (
    CompareTest,
    AmongTest,
    WithinTest,
    TextTest,
    TopTest,
    KnownTest,
    TickTest,
    ConditionTest,
    NotTest,
    AnyTest,
    AllTest,
)


class Binder(Struct, frozen=True):
    """Binds the expressions of one reading.

    ``bind`` raises ``ProblemsError`` for what is wrong in the claim file and ``ObstacleError``
    for what is wrong in the data.
    """

    names: Names
    parts: PartKnowledge = field(default_factory=PartKnowledge)
    definitions: Definitions = field(default_factory=dict)
    allowed_tables: frozenset[str] | None = None
    """The tables that ``using`` names; ``None`` for all."""
    where: tuple[Test, ...] = ()
    """The reading's ``where``, written out; whoever binds a claim's expression gives it along."""
    unfiltered: frozenset[str] = frozenset()
    """The tables that a test of ``where`` leaves alone where they lack its column."""
    by: frozenset[str] = frozenset()
    """The columns that rows are divided by: a group has one value of each."""

    def kept(self, tests: tuple[Test, ...], table: str) -> tuple[Test, ...]:
        """Return the tests of a slice that apply to a table."""
        if table not in self.unfiltered:
            return tests
        return tuple(t for t in tests if t not in self.where or can_ask(t, table, self.names))

    def require_allowed(self, table: str) -> None:
        """Raise ``ObstacleError`` for a table that ``using`` leaves out."""
        if self.allowed_tables is not None and table not in self.allowed_tables:
            message = told(
                "the measure reads table {table}, which 'using' does not name", table=quoted(table)
            )
            raise ObstacleError(Obstacle("missing", message, codes.NOT_IN_USING))

    def bind(self, node: Expression, tests: tuple[Test, ...] = ()) -> Bound:
        """Return an expression bound at a slice."""
        match node:
            case Number():
                unit = units.SHARE if node.is_share else units.COUNT
                return Constant(node.number, unit, node.text)
            case Name():
                return self._name(node, tests)
            case Column():
                return bind_cell(self, node, tests)
            case Sliced():
                return self.bind(node.base, (*tests, *node.tests))
            case Negated():
                operand = self.bind(node.operand, tests)
                if isinstance(operand, Constant):
                    return Constant(-operand.number, operand.unit, render_expression(node))
                return Negative(operand, operand.unit, render_expression(node))
            case Arithmetic():
                return self._arithmetic(node, tests)
            case Aggregate():
                return bind_aggregate(self, node, tests)
            case Groups():
                return bind_groups(self, node, tests)
            case Share():
                return self._share(node, tests)
            case Pair():
                return self._pair(node, tests)
            case Magnitude():
                operand = self.bind(node.operand, tests)
                return Absolute(operand, operand.unit, render_expression(node))
            case Extreme():
                return self._extreme(node, tests)
            case _:
                assert_never(node)

    def quantity(self, name: str, tests: tuple[Test, ...]) -> QuantityTerm:
        """Return a quantity at a slice, with what it is calculated from."""
        declared = self.names.quantities[name]
        if declared.missing is not None:
            raise ObstacleError(Obstacle("missing", declared.missing))
        plain = written_out(tests, self.names, self.definitions)
        definition = None
        if declared.measure is not None and self._may_read(declared.measure):
            definition = self.bind(declared.measure, plain)
        if declared.measure is None and plain:
            self._require_columns_of_whole(declared, plain)
        unit = units.quantity_unit(declared, None if definition is None else definition.unit)
        slices = slice_of(plain)
        return QuantityTerm(
            name,
            plain,
            slices,
            definition,
            unit,
            name + (f"[{', '.join(slices)}]" if slices else ""),
            is_count=unit.kind is UnitKind.COUNT,
            is_nonnegative=unit.kind in {UnitKind.COUNT, UnitKind.SHARE} or declared.is_nonnegative,
        )

    def _require_columns_of_whole(
        self, declared: QuantityDeclaration, tests: tuple[Test, ...]
    ) -> None:
        """Raise ``ObstacleError`` where the whole of a quantity has no such column.

        A quantity without a table is sliced like its whole. A misspelt column would otherwise
        make it another number, which nothing is known of and no check would notice.
        """
        whole = declared.part_of
        while whole is not None:
            holder = self.names.quantities[whole.value]
            if holder.measure is not None and self._may_read(holder.measure):
                try:
                    self.bind(holder.measure, tests)
                except ObstacleError as error:
                    if error.obstacle.code is codes.NO_SUCH_COLUMN:
                        raise
                return
            whole = holder.part_of

    def _may_read(self, measure: Expression) -> bool:
        if self.allowed_tables is None:
            return True
        from factcheck.plan.walk import tables_read_by

        return set(tables_read_by(measure, self.names)) <= self.allowed_tables

    def _name(self, node: Name, tests: tuple[Test, ...]) -> Bound:
        if node.name in self.names.quantities:
            return self.quantity(node.name, tests)
        if node.name in self.names.tables:
            hint = f"count({node.name}) counts its rows"
            raise _problem(codes.NOT_A_NUMBER, f"{quoted(node.name)} is a table", node.span, hint)
        raise _problem(codes.NOT_A_NUMBER, f"{quoted(node.name)} is a condition", node.span)

    def _arithmetic(self, node: Arithmetic, tests: tuple[Test, ...]) -> Bound:
        left, right = self.bind(node.left, tests), self.bind(node.right, tests)
        text = render_expression(node)
        if isinstance(left, Constant) and isinstance(right, Constant):
            return folded(node, left, right, text)
        if node.operator in {Operator.ADD, Operator.SUBTRACT}:
            left, right = with_share(left, right), with_share(right, left)
            left, right = adapted(left, right), adapted(right, left)
            self.require_alike(left, right, node.span)
            return Compound(
                node.operator, left, right, units.joined_unit(left.unit, right.unit), text
            )
        return Compound(node.operator, left, right, self._product(node, left, right), text)

    def _product(self, node: Arithmetic, left: Bound, right: Bound) -> Unit:
        if isinstance(right, Constant):
            return left.unit
        if isinstance(left, Constant) and node.operator is Operator.MULTIPLY:
            return right.unit
        is_share = self.parts.is_part(left, right)
        return units.product_unit(node.operator, left.unit, right.unit, is_share=is_share)

    def _share(self, node: Share, tests: tuple[Test, ...]) -> Bound:
        base, part = self._base(node.base, tests), self._part(node, tests)
        text = render_expression(node)
        if not self.parts.is_part(part, base):
            message = f"{quoted(part.text)} is not known to lie inside {quoted(base.text)}"
            raise _problem(codes.PART_OUTSIDE, message, node.span, _share_hint(node))
        return Compound(Operator.DIVIDE, part, base, units.SHARE, text)

    def _base(self, node: Expression, tests: tuple[Test, ...]) -> Bound:
        """Bind the base of a share: a table stands for the count of its rows."""
        inner = node.base if isinstance(node, Sliced) else node
        if isinstance(inner, Name) and inner.name in self.names.tables:
            return bind_aggregate(self, Aggregate(AggregateFunction.COUNT, node, node.span), tests)
        return self.bind(node, tests)

    def _part(self, node: Share, tests: tuple[Test, ...]) -> Bound:
        part = node.part
        if isinstance(part, Name) and part.name in self.names.conditions:
            part = ConditionTest(part.name, part.span)
        if isinstance(part, _TEST_TYPES):
            return self._base(node.base, (*tests, part))
        return self.bind(part, (*tests, *_slice_tests(node.base)))

    def _pair(self, node: Pair, tests: tuple[Test, ...]) -> Bound:
        before, after = self.bind(node.before, tests), self.bind(node.after, tests)
        text = render_expression(node)
        self.require_alike(before, after, node.span)
        if node.function is PairFunction.CHANGE:
            return RelativeChange(before, after, units.RELATIVE_CHANGE, text)
        if before.unit.kind not in units.IN_POINTS:
            message = (
                f"points needs two shares, and {quoted(before.text)} is a {before.unit.kind.value}"
            )
            hint = "write change(a -> b) for the relative change, or b - a for the difference"
            raise _problem(codes.WRONG_ARGUMENT, message, node.span, hint)
        return PointsBetween(before, after, units.POINTS, text)

    def _extreme(self, node: Extreme, tests: tuple[Test, ...]) -> Bound:
        operands = tuple(self.bind(each, tests) for each in node.operands)
        for other in operands[1:]:
            self.require_alike(operands[0], other, node.span)
        return ExtremeOf(node.is_largest, operands, operands[0].unit, render_expression(node))

    def require_alike(self, left: Bound, right: Bound, span: Span) -> None:
        """Raise ``ProblemsError`` where two numbers may not be added or compared."""
        if units.are_alike(left.unit, right.unit):
            return
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Constant) and other.unit.kind in WRITTEN_AS_SHARES:
                message = (
                    f"{quoted(one.text)} is a bare number, and {quoted(other.text)} is "
                    f"{units.described(other.unit)}"
                )
                hint = f"write {_as_percent(one.number)} or a fraction such as 1/10"
                raise _problem(codes.BARE_NUMBER, message, span, hint)
        message = (
            f"{quoted(left.text)} is {units.described(left.unit)} and {quoted(right.text)} is "
            f"{units.described(right.unit)}: they do not mix"
        )
        declared = declaring(undeclared_column(left), right.unit) or declaring(
            undeclared_column(right), left.unit
        )
        raise _problem(codes.UNITS_DO_NOT_MIX, message, span, declared)


def _share_hint(node: Share) -> str:
    """Return how a share is written where a lone column, which is one cell, stands in it."""
    base, part = _unsliced(node.base), _unsliced(node.part)
    if isinstance(base, Column):
        name = render_expression(base)
        return (
            f"{quoted(name)} alone is one cell, which has no parts; write "
            f"share(sum({name}), column = value)"
        )
    if isinstance(part, Column):
        whole, name = render_expression(node.base), render_expression(part)
        return (
            f"{quoted(name)} alone is one cell; write the tests of the part, "
            f"share({whole}, column = value), or a quotient, sum({name}) / {whole}"
        )
    return "declare part_of on the quantity, or name an assumption under 'under'"


def _unsliced(node: Expression | Test) -> Expression | Test:
    return _unsliced(node.base) if isinstance(node, Sliced) else node


def _as_percent(number: Fraction) -> str:
    """Return a bare number as the percentage that was most likely meant: 0.2 and 20 as 20%."""
    percent = number * 100 if abs(number) <= 1 else number
    return f"{number_key(percent)}%"


def _slice_tests(base: Expression) -> tuple[Test, ...]:
    """Return the tests written on a share's base, which its part is kept to as well."""
    match base:
        case Sliced():
            return (*_slice_tests(base.base), *base.tests)
        case Aggregate():
            return _slice_tests(base.of)
        case _:
            return ()


def _problem(code: Code, message: str, span: Span, hint: str | None = None) -> ProblemsError:
    return ProblemsError((problem_at(code, message, span, hint),))
