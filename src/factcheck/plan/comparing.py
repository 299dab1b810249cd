"""Comparisons as conditions: the difference of two sides lies in a set."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.bound import Bound, BoundCondition, Compound
from factcheck.model.expression import Comparator, Operator
from factcheck.model.interval import Interval
from factcheck.plan.units import joined_unit
from factcheck.plan.written import adapted

if TYPE_CHECKING:
    from factcheck.model.expression import Comparison, PartOf, Test
    from factcheck.plan.expressions import Binder

_ABOVE = Interval.at_least(0, closed=False)
_AT_LEAST = Interval.at_least(0)
_ZERO = Interval.point(0)


def compared(
    binder: Binder, relation: Comparison, tests: tuple[Test, ...]
) -> tuple[BoundCondition, ...]:
    """Return one condition for each comparator of a chain, its operands bound at a slice."""
    operands = tuple(binder.bind(each, tests) for each in relation.operands)
    pairs = zip(operands, relation.comparators, operands[1:], strict=False)
    return tuple(_condition(binder, relation, *pair) for pair in pairs)


def within(
    binder: Binder, relation: PartOf, tests: tuple[Test, ...]
) -> tuple[BoundCondition, bool]:
    """Return that a part is no more than its whole, and whether it is known to be a part."""
    part, whole = binder.bind(relation.part, tests), binder.bind(relation.whole, tests)
    return _difference(whole, part, _AT_LEAST), binder.parts.is_part(part, whole)


def _condition(
    binder: Binder, relation: Comparison, left: Bound, comparator: Comparator, right: Bound
) -> BoundCondition:
    left, right = adapted(left, right), adapted(right, left)
    binder.require_alike(left, right, relation.span)
    match comparator:
        case Comparator.LESS:
            return _difference(right, left, _ABOVE)
        case Comparator.AT_MOST:
            return _difference(right, left, _AT_LEAST)
        case Comparator.GREATER:
            return _difference(left, right, _ABOVE)
        case Comparator.AT_LEAST:
            return _difference(left, right, _AT_LEAST)
        case Comparator.EQUAL:
            return _difference(left, right, _ZERO)
        case Comparator.UNEQUAL:
            return _difference(left, right, _ZERO, is_negated=True)
        case _:
            assert_never(comparator)


def _difference(
    larger: Bound, smaller: Bound, allowed: Interval, *, is_negated: bool = False
) -> BoundCondition:
    text = f"{larger.text} − {_enclosed(smaller)}"
    unit = joined_unit(larger.unit, smaller.unit)
    difference = Compound(Operator.SUBTRACT, larger, smaller, unit, text, is_comparison=True)
    return BoundCondition(difference, allowed, is_negated)


def _enclosed(smaller: Bound) -> str:
    """Return what is taken away, in parentheses where a sign in it would be misread."""
    is_sum = isinstance(smaller, Compound) and smaller.operator in {Operator.ADD, Operator.SUBTRACT}
    return f"({smaller.text})" if is_sum or smaller.text.startswith("-") else smaller.text
