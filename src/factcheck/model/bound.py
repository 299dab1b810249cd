"""Expressions with every name resolved: what is to be calculated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from fractions import Fraction

    from factcheck.model.expression import AggregateFunction, Operator, Test
    from factcheck.model.unit import Unit


@dataclass(frozen=True, slots=True)
class Constant:
    """A number written in an expression."""

    number: Fraction
    unit: Unit
    text: str


@dataclass(frozen=True, slots=True)
class TableTerm:
    """One aggregate of one table's rows, or one cell of it."""

    table: str
    function: AggregateFunction | None
    """``None`` for the one cell that the tests select."""
    column: str | None
    """``None`` for ``count``."""
    tests: tuple[Test, ...]
    """Conditions written out and columns without a table; all must hold."""
    unit: Unit
    text: str
    level: Fraction | None = None
    """The level of a quantile, 0 to 1."""


@dataclass(frozen=True, slots=True)
class QuantityTerm:
    """A named quantity at one slice."""

    name: str
    tests: tuple[Test, ...]
    slice: tuple[str, ...]
    """The tests as canonical text, sorted: two terms with equal name and slice are one number."""
    definition: Bound | None
    """What it is calculated from; ``None`` where no table gives it."""
    unit: Unit
    text: str
    is_count: bool
    """Whether it is a whole number."""
    is_nonnegative: bool


@dataclass(frozen=True, slots=True)
class Compound:
    """Two bound expressions joined by an operation."""

    operator: Operator
    left: Bound
    right: Bound
    unit: Unit
    text: str


@dataclass(frozen=True, slots=True)
class Negative:
    """Minus a bound expression."""

    operand: Bound
    unit: Unit
    text: str


@dataclass(frozen=True, slots=True)
class RelativeChange:
    """The change from one number to another as a share of the first."""

    before: Bound
    after: Bound
    unit: Unit
    text: str


@dataclass(frozen=True, slots=True)
class PointsBetween:
    """The difference of two shares in percentage points."""

    before: Bound
    after: Bound
    unit: Unit
    text: str


@dataclass(frozen=True, slots=True)
class Absolute:
    """The absolute of a bound expression."""

    operand: Bound
    unit: Unit
    text: str


@dataclass(frozen=True, slots=True)
class ExtremeOf:
    """The largest or smallest of several bound expressions."""

    is_largest: bool
    operands: tuple[Bound, ...]
    unit: Unit
    text: str


Bound = (
    Constant
    | TableTerm
    | QuantityTerm
    | Compound
    | Negative
    | RelativeChange
    | PointsBetween
    | Absolute
    | ExtremeOf
)


def operands_of(bound: Bound) -> tuple[Bound, ...]:
    """Return what a bound expression is directly made of."""
    match bound:
        case Constant() | TableTerm():
            return ()
        case QuantityTerm():
            return () if bound.definition is None else (bound.definition,)
        case Compound():
            return (bound.left, bound.right)
        case Negative() | Absolute():
            return (bound.operand,)
        case RelativeChange() | PointsBetween():
            return (bound.before, bound.after)
        case ExtremeOf():
            return bound.operands
        case _:
            assert_never(bound)


def nodes_of(bound: Bound) -> Iterator[Bound]:
    """Yield a bound expression and everything inside it, outermost first."""
    yield bound
    for operand in operands_of(bound):
        yield from nodes_of(operand)


def table_terms(bound: Bound) -> Iterator[TableTerm]:
    """Yield every aggregate of a table inside a bound expression."""
    return (node for node in nodes_of(bound) if isinstance(node, TableTerm))


def quantity_terms(bound: Bound) -> Iterator[QuantityTerm]:
    """Yield every quantity inside a bound expression."""
    return (node for node in nodes_of(bound) if isinstance(node, QuantityTerm))


def with_table_terms(bound: Bound, change: Callable[[TableTerm], TableTerm]) -> Bound:
    """Return a bound expression with every aggregate of a table changed."""
    match bound:
        case TableTerm():
            return change(bound)
        case Constant():
            return bound
        case QuantityTerm():
            inner = bound.definition
            return replace(
                bound, definition=None if inner is None else with_table_terms(inner, change)
            )
        case Compound():
            return replace(
                bound,
                left=with_table_terms(bound.left, change),
                right=with_table_terms(bound.right, change),
            )
        case Negative() | Absolute():
            return replace(bound, operand=with_table_terms(bound.operand, change))
        case RelativeChange() | PointsBetween():
            return replace(
                bound,
                before=with_table_terms(bound.before, change),
                after=with_table_terms(bound.after, change),
            )
        case ExtremeOf():
            return replace(
                bound, operands=tuple(with_table_terms(each, change) for each in bound.operands)
            )
        case _:
            assert_never(bound)
