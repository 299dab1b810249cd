"""Measures as quotients of linear forms, and as trees where they are no such thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, assert_never

from factcheck.bounds.linear import Form, System, constant
from factcheck.bounds.propagate import propagate, range_of
from factcheck.bounds.quotient import quotient_range
from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Mapping

ONE = constant(1)


@dataclass(frozen=True, slots=True)
class Quotient:
    """One linear form over another; over one, it is linear."""

    numerator: Form
    denominator: Form = ONE

    @property
    def is_linear(self) -> bool:
        """Whether nothing unknown is divided by."""
        return self.denominator == ONE

    @property
    def is_known(self) -> bool:
        """Whether no unknown number is left in it."""
        return self.numerator.is_constant and self.denominator.is_constant


class Joint(Enum):
    """How the operands of a ``Tree`` are joined."""

    SUM = "sum"
    PRODUCT = "product"
    QUOTIENT = "quotient"
    MAGNITUDE = "magnitude"
    LARGEST = "largest"
    SMALLEST = "smallest"


@dataclass(frozen=True, slots=True)
class Tree:
    """A measure that is no single quotient."""

    joint: Joint
    operands: tuple[Value, ...]


Value = Quotient | Tree


def number(of: Fraction | int) -> Quotient:
    """Return a known number as a measure."""
    return Quotient(constant(of))


def quotient(numerator: Form, denominator: Form) -> Quotient:
    """Return a quotient with a known denominator divided out.

    A denominator known to be zero is kept: whoever evaluates it finds that nothing is possible.
    """
    if denominator.is_constant and denominator.constant != 0:
        return Quotient(numerator.scaled(1 / denominator.constant))
    return Quotient(numerator, denominator)


def negated(value: Value) -> Value:
    """Return minus a measure."""
    if isinstance(value, Quotient):
        return Quotient(value.numerator.scaled(Fraction(-1)), value.denominator)
    return Tree(Joint.PRODUCT, (number(-1), value))


def added(left: Value, right: Value) -> Value:
    """Return the sum of two measures, as one quotient where that is exact."""
    if isinstance(left, Quotient) and isinstance(right, Quotient):
        if left.denominator == right.denominator:
            return quotient(left.numerator + right.numerator, left.denominator)
        for one, other in ((left, right), (right, left)):
            if one.is_linear and one.numerator.is_constant:
                lifted = other.denominator.scaled(one.numerator.constant)
                return Quotient(other.numerator + lifted, other.denominator)
    return Tree(Joint.SUM, (left, right))


def multiplied(left: Value, right: Value) -> Value:
    """Return the product of two measures."""
    if isinstance(left, Quotient) and isinstance(right, Quotient):
        for one, other in ((left, right), (right, left)):
            if one.is_linear and one.numerator.is_constant:
                return Quotient(other.numerator.scaled(one.numerator.constant), other.denominator)
    return Tree(Joint.PRODUCT, (left, right))


def divided(left: Value, right: Value) -> Value:
    """Return the quotient of two measures, as one quotient of forms where that is exact."""
    if isinstance(left, Quotient) and isinstance(right, Quotient):
        if left.denominator == right.denominator:
            return quotient(left.numerator, right.numerator)
        if right.is_linear and right.numerator.is_constant and right.numerator.constant != 0:
            return Quotient(left.numerator.scaled(1 / right.numerator.constant), left.denominator)
    return Tree(Joint.QUOTIENT, (left, right))


def denominators_of(value: Value) -> tuple[Form, ...]:
    """Return every form that is divided by and is not known to be something else than zero."""
    match value:
        case Quotient():
            return _unless_known(value.denominator)
        case Tree(joint=Joint.QUOTIENT, operands=(_, Quotient() as below)):
            inner = (each for operand in value.operands for each in denominators_of(operand))
            return (*_unless_known(below.numerator), *inner)
        case Tree():
            return tuple(each for operand in value.operands for each in denominators_of(operand))
        case _:
            assert_never(value)


def _unless_known(form: Form) -> tuple[Form, ...]:
    return () if form.is_constant and form.constant != 0 else (form,)


def value_at(value: Value, world: Mapping[str, Fraction]) -> Fraction | None:
    """Return what a measure is in one world; ``None`` where it divides by zero."""
    if isinstance(value, Quotient):
        below = value.denominator.at(world)
        return None if below == 0 else value.numerator.at(world) / below
    inner = [value_at(operand, world) for operand in value.operands]
    numbers = [each for each in inner if each is not None]
    if len(numbers) < len(inner):
        return None
    return _joined_numbers(value.joint, numbers)


def _joined_numbers(joint: Joint, numbers: list[Fraction]) -> Fraction | None:
    match joint:
        case Joint.SUM:
            return numbers[0] + numbers[1]
        case Joint.PRODUCT:
            return numbers[0] * numbers[1]
        case Joint.QUOTIENT:
            return None if numbers[1] == 0 else numbers[0] / numbers[1]
        case Joint.MAGNITUDE:
            return abs(numbers[0])
        case Joint.LARGEST:
            return max(numbers)
        case Joint.SMALLEST:
            return min(numbers)
        case _:
            assert_never(joint)


def range_of_value(value: Value, system: System) -> Interval | None:
    """Return bounds on a measure; ``None`` where the system leaves nothing possible.

    A quotient is bounded sharply for what propagation can do; a tree by interval arithmetic.
    """
    if isinstance(value, Quotient):
        return _quotient_range(value, system)
    inner = [range_of_value(operand, system) for operand in value.operands]
    ranges = [each for each in inner if each is not None]
    if len(ranges) < len(inner):
        return None
    return _joined_ranges(value.joint, ranges)


def _quotient_range(value: Quotient, system: System) -> Interval | None:
    if value.is_known and not system.rows:
        return _known_range(value)
    box = propagate(system)
    if box is None:
        return None
    below = range_of(value.denominator, box, system.rows)
    above = range_of(value.numerator, box, system.rows)
    if below is None or above is None:
        return None
    if value.is_linear:
        return above
    if below.is_point and below.lower == 0:
        return None
    if below.lower is None or below.lower < 0:
        return above / below
    return quotient_range(system, value.numerator, value.denominator)


def _known_range(value: Quotient) -> Interval | None:
    below = value.denominator.constant
    return None if below == 0 else Interval.point(value.numerator.constant / below)


def plain_range(value: Value, system: System) -> Interval | None:
    """Return wider bounds on a measure, from those of the unknown numbers one by one.

    Costs little; ``None`` where it cannot say, because a denominator may be zero.
    """
    box = {each.name: each.bounds for each in system.variables}
    if isinstance(value, Tree):
        return None
    below = range_of(value.denominator, box)
    above = range_of(value.numerator, box)
    if above is None or below is None or 0 in below:
        return None
    return above / below


def _joined_ranges(joint: Joint, ranges: list[Interval]) -> Interval | None:
    match joint:
        case Joint.SUM:
            return ranges[0] + ranges[1]
        case Joint.PRODUCT:
            return ranges[0] * ranges[1]
        case Joint.QUOTIENT:
            is_zero = ranges[1].is_point and ranges[1].lower == 0
            return None if is_zero else ranges[0] / ranges[1]
        case Joint.MAGNITUDE:
            return ranges[0].magnitude()
        case Joint.LARGEST:
            return _largest(ranges)
        case Joint.SMALLEST:
            return _largest([each.mirrored() for each in ranges]).mirrored()
        case _:
            assert_never(joint)


def _largest(ranges: list[Interval]) -> Interval:
    result = ranges[0]
    for other in ranges[1:]:
        result = larger_of(result, other)
    return result


def larger_of(one: Interval, other: Interval) -> Interval:
    """Return the set of the larger of one number from each of two sets."""
    ends = one.hull(other)
    floor = _higher_lower(one, other)
    return Interval(floor.lower, ends.upper, floor.lower_closed, ends.upper_closed)


def _higher_lower(one: Interval, other: Interval) -> Interval:
    """Return the numbers from the higher of two lower ends up."""
    from_one = Interval(one.lower, None, one.lower_closed, False)
    both = from_one.intersect(Interval(other.lower, None, other.lower_closed, False))
    assert both is not None
    return both
