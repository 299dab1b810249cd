"""Expressions with every name resolved: what is to be calculated."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.model.expression import AggregateFunction, Operator, Test
    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.model.unit import Unit


class Constant(Struct, frozen=True, cache_hash=True):
    """A number written in an expression."""

    number: Fraction
    unit: Unit
    text: str


class TableTerm(Struct, frozen=True, cache_hash=True):
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
    second: str | None = None
    """The weights of a weighted mean, the other column of a correlation, what ``last`` goes by."""


class QuantityTerm(Struct, frozen=True, cache_hash=True):
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


class Compound(Struct, frozen=True, cache_hash=True):
    """Two bound expressions joined by an operation."""

    operator: Operator
    left: Bound
    right: Bound
    unit: Unit
    text: str
    is_comparison: bool = False
    """Whether it is the difference by which two sides are compared; of percentages in points."""


class Negative(Struct, frozen=True, cache_hash=True):
    """Minus a bound expression."""

    operand: Bound
    unit: Unit
    text: str


class RelativeChange(Struct, frozen=True, cache_hash=True):
    """The change from one number to another as a share of the first."""

    before: Bound
    after: Bound
    unit: Unit
    text: str


class PointsBetween(Struct, frozen=True, cache_hash=True):
    """The difference of two shares in percentage points."""

    before: Bound
    after: Bound
    unit: Unit
    text: str


class Absolute(Struct, frozen=True, cache_hash=True):
    """The absolute of a bound expression."""

    operand: Bound
    unit: Unit
    text: str


class ExtremeOf(Struct, frozen=True, cache_hash=True):
    """The largest or smallest of several bound expressions."""

    is_largest: bool
    operands: tuple[Bound, ...]
    unit: Unit
    text: str


class BoundCondition(Struct, frozen=True, cache_hash=True):
    """A number lies in a set, or outside of it."""

    measure: Bound
    allowed: Interval
    is_negated: bool = False


class Tally(Struct, frozen=True, cache_hash=True):
    """A whole number: ``start`` and one more for each case of which all conditions are true."""

    cases: tuple[tuple[BoundCondition, ...], ...]
    unit: Unit
    text: str
    start: int = 0
    groups: tuple[str, ...] = ()
    """Whom each case asks. Where a measure of a case then has no value, the case has no answer and
    may be one more or not; without groups it is none."""
    unasked: tuple[str, ...] = ()
    """Groups of which nothing has a value."""


class GroupTally(Struct, frozen=True, cache_hash=True):
    """How many groups of a table's rows satisfy conditions.

    Which groups there are is known only when the table has been read; it becomes a ``Tally``.
    """

    table: str
    by: tuple[str, ...]
    tests: tuple[Test, ...]
    """What a row must pass to make a group."""
    conditions: tuple[BoundCondition, ...]
    """Of all rows; each group's are these at its slice."""
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
    | Tally
    | GroupTally
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
        case Tally():
            return tuple(each.measure for case in bound.cases for each in case)
        case GroupTally():
            return tuple(each.measure for each in bound.conditions)
        case _:
            assert_never(bound)


def nodes_of(bound: Bound) -> tuple[Bound, ...]:
    """Return a bound expression and everything inside it, outermost first."""
    found: list[Bound] = []
    waiting = [bound]
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(reversed(operands_of(node)))
    return tuple(found)


def table_terms(bound: Bound) -> Iterator[TableTerm]:
    """Yield every aggregate of a table inside a bound expression."""
    return (node for node in nodes_of(bound) if isinstance(node, TableTerm))


def quantity_terms(bound: Bound) -> Iterator[QuantityTerm]:
    """Yield every quantity inside a bound expression."""
    return (node for node in nodes_of(bound) if isinstance(node, QuantityTerm))


def with_table_terms(bound: Bound, change: Callable[[TableTerm], TableTerm]) -> Bound:
    """Return a bound expression with every aggregate of a table changed."""
    return rewritten(bound, lambda node: change(node) if isinstance(node, TableTerm) else None)


def rewritten(
    bound: Bound,
    change: Callable[[Bound], Bound | None],
    retitle: Callable[[str], str] | None = None,
) -> Bound:
    """Return a bound expression with every node replaced for which ``change`` gives another.

    What it gives is taken as it is; where it gives ``None``, what the node is made of is looked
    at in turn. A node whose parts changed gets the text that ``retitle`` makes of its own.
    """
    other = change(bound)
    if other is not None:
        return other
    changed = _with_parts(bound, lambda part: rewritten(part, change, retitle))
    return changed if retitle is None or changed == bound else _retitled(changed, retitle)


def _retitled(bound: Bound, retitle: Callable[[str], str]) -> Bound:
    return replace(bound, text=retitle(bound.text))


def _with_parts(bound: Bound, change: Callable[[Bound], Bound]) -> Bound:
    """Return a bound expression with everything that it is directly made of changed."""
    match bound:
        case Constant() | TableTerm():
            return bound
        case QuantityTerm():
            inner = bound.definition
            return replace(bound, definition=None if inner is None else change(inner))
        case Compound():
            return replace(bound, left=change(bound.left), right=change(bound.right))
        case Negative() | Absolute():
            return replace(bound, operand=change(bound.operand))
        case RelativeChange() | PointsBetween():
            return replace(bound, before=change(bound.before), after=change(bound.after))
        case ExtremeOf():
            return replace(bound, operands=tuple(change(each) for each in bound.operands))
        case Tally():
            return replace(bound, cases=tuple(_changed(case, change) for case in bound.cases))
        case GroupTally():
            return replace(bound, conditions=_changed(bound.conditions, change))
        case _:
            assert_never(bound)


def _changed(
    conditions: tuple[BoundCondition, ...], change: Callable[[Bound], Bound]
) -> tuple[BoundCondition, ...]:
    return tuple(replace(each, measure=change(each.measure)) for each in conditions)
