"""Measures as quotients of linear forms, and as trees or tallies where they are no such thing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, constant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ONE = constant(1)
_ZERO = Interval.point(0)


class Quotient(Struct, frozen=True):
    """One linear form over another; over one, it is linear."""

    numerator: Form
    denominator: Form = ONE
    nonzero: tuple[Form, ...] = ()
    """What else was divided by, and divided out: where it is zero there is no value."""

    @property
    def is_linear(self) -> bool:
        """Whether it is a linear form, wherever it has a value."""
        return self.denominator == ONE

    @property
    def is_known(self) -> bool:
        """Whether no unknown number is left in it."""
        forms = (self.numerator, self.denominator, *self.nonzero)
        return all(form.is_constant for form in forms)


class Joint(Enum):
    """How the operands of a ``Tree`` are joined."""

    SUM = "sum"
    PRODUCT = "product"
    QUOTIENT = "quotient"
    MAGNITUDE = "magnitude"
    LARGEST = "largest"
    SMALLEST = "smallest"


class Tree(Struct, frozen=True):
    """A measure that is no single quotient."""

    joint: Joint
    operands: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """That a measure lies in a set, or outside of it; false where the measure has no value."""

    measure: Value
    allowed: Interval
    is_negated: bool = False
    nonzero: tuple[Form, ...] = ()
    """What else must not be zero, because it was divided by on the way to the measure."""
    names: frozenset[str] = field(init=False, compare=False, repr=False)
    """The unknown numbers in it."""

    def __post_init__(self) -> None:
        """Gather the names, which are asked for often."""
        forms = (*forms_of(self.measure), *self.nonzero)
        names = frozenset(name for form in forms for name, _ in form.terms)
        object.__setattr__(self, "names", names)


class Tallied(Struct, frozen=True):
    """A whole number: ``start`` and one more for each case of which all conditions are true."""

    cases: tuple[tuple[Condition, ...], ...]
    start: int = 0


Value = Quotient | Tree | Tallied


def number(of: Fraction | int) -> Quotient:
    """Return a known number as a measure."""
    return Quotient(constant(of))


def quotient(numerator: Form, denominator: Form, nonzero: tuple[Form, ...] = ()) -> Quotient:
    """Return a quotient with a known denominator divided out.

    A denominator known to be zero is kept: whoever evaluates it finds that nothing is possible.
    """
    if denominator.is_constant and denominator.constant != 0:
        return Quotient(numerator.scaled(1 / denominator.constant), ONE, nonzero)
    return Quotient(numerator, denominator, nonzero)


def _both(some: tuple[Form, ...], others: tuple[Form, ...]) -> tuple[Form, ...]:
    return tuple(dict.fromkeys((*some, *others)))


def negated(value: Value) -> Value:
    """Return minus a measure."""
    if isinstance(value, Quotient):
        return replace(value, numerator=value.numerator.scaled(Fraction(-1)))
    return Tree(Joint.PRODUCT, (number(-1), value))


def added(left: Value, right: Value) -> Value:
    """Return the sum of two measures, as one quotient where that is exact."""
    if isinstance(left, Quotient) and isinstance(right, Quotient):
        nonzero = _both(left.nonzero, right.nonzero)
        if left.denominator == right.denominator:
            return quotient(left.numerator + right.numerator, left.denominator, nonzero)
        for one, other in ((left, right), (right, left)):
            if one.is_linear and one.numerator.is_constant:
                lifted = other.denominator.scaled(one.numerator.constant)
                return Quotient(other.numerator + lifted, other.denominator, nonzero)
    return Tree(Joint.SUM, (left, right))


def multiplied(left: Value, right: Value) -> Value:
    """Return the product of two measures."""
    if isinstance(left, Quotient) and isinstance(right, Quotient):
        for one, other in ((left, right), (right, left)):
            if one.is_linear and one.numerator.is_constant:
                scaled = other.numerator.scaled(one.numerator.constant)
                return Quotient(scaled, other.denominator, _both(left.nonzero, right.nonzero))
    return Tree(Joint.PRODUCT, (left, right))


def divided(left: Value, right: Value) -> Value:
    """Return the quotient of two measures, as one quotient of forms where that is exact."""
    if isinstance(left, Quotient) and isinstance(right, Quotient):
        nonzero = _both(left.nonzero, right.nonzero)
        if left.denominator == right.denominator:
            divided_out = _unless_known(left.denominator)
            return quotient(left.numerator, right.numerator, _both(nonzero, divided_out))
        if right.is_linear and right.numerator.is_constant and right.numerator.constant != 0:
            scaled = left.numerator.scaled(1 / right.numerator.constant)
            return Quotient(scaled, left.denominator, nonzero)
    return Tree(Joint.QUOTIENT, (left, right))


def denominators_of(value: Value) -> tuple[Form, ...]:
    """Return every form that is divided by and is not known to be something else than zero.

    None for a tally: where its conditions divide by zero, they are false.
    """
    match value:
        case Tallied():
            return ()
        case Quotient():
            return (*_unless_known(value.denominator), *value.nonzero)
        case Tree(joint=Joint.QUOTIENT, operands=(_, Quotient() as below)):
            inner = (each for operand in value.operands for each in denominators_of(operand))
            return (*_unless_known(below.numerator), *inner)
        case Tree():
            return tuple(each for operand in value.operands for each in denominators_of(operand))
        case _:
            assert_never(value)


def inner_divisors_of(value: Value) -> Iterator[Value]:
    """Yield what a measure divides by that is no quotient of forms: trees and tallies."""
    if not isinstance(value, Tree):
        return
    for operand in value.operands:
        yield from inner_divisors_of(operand)
    if value.joint is Joint.QUOTIENT and not isinstance(value.operands[1], Quotient):
        yield value.operands[1]


def cases_without_value(conditions: tuple[Condition, ...]) -> tuple[tuple[Condition, ...], ...]:
    """Return the cases, no two of them at once, in which a measure of a condition has no value.

    Each is the conditions under which it is so: one divisor is zero, those before it are not, and
    whatever always has a value is as it should be.
    """
    always = tuple(each for each in conditions if not _divides(each.measure))
    measures = [each.measure for each in conditions]
    forms = dict.fromkeys(form for each in measures for form in denominators_of(each))
    trees = dict.fromkeys(tree for each in measures for tree in inner_divisors_of(each))
    zeros = [Condition(each, _ZERO) for each in (*map(Quotient, forms), *trees)]
    return tuple(
        (
            *always,
            *(Condition(each.measure, each.allowed, is_negated=True) for each in zeros[:place]),
            zero,
        )
        for place, zero in enumerate(zeros)
    )


def _divides(value: Value) -> bool:
    return bool(denominators_of(value)) or any(True for _ in inner_divisors_of(value))


def forms_of(value: Value) -> Iterator[Form]:
    """Yield every form that a measure is made of."""
    match value:
        case Quotient():
            yield from (value.numerator, value.denominator, *value.nonzero)
        case Tree():
            for operand in value.operands:
                yield from forms_of(operand)
        case Tallied():
            for condition in (each for case in value.cases for each in case):
                yield from forms_of(condition.measure)
                yield from condition.nonzero
        case _:
            assert_never(value)


def _unless_known(form: Form) -> tuple[Form, ...]:
    return () if form.is_constant and form.constant != 0 else (form,)


def value_at(value: Value, world: Mapping[str, Fraction]) -> Fraction | None:
    """Return what a measure is in one world; ``None`` where it divides by zero."""
    if isinstance(value, Quotient):
        below = value.denominator.at(world)
        if below == 0 or any(form.at(world) == 0 for form in value.nonzero):
            return None
        return value.numerator.at(world) / below
    if isinstance(value, Tallied):
        met = (all(is_met(each, world) for each in case) for case in value.cases)
        return Fraction(value.start + sum(met))
    inner = [value_at(operand, world) for operand in value.operands]
    numbers = [each for each in inner if each is not None]
    if len(numbers) < len(inner):
        return None
    return _joined_numbers(value.joint, numbers)


def is_met(condition: Condition, world: Mapping[str, Fraction]) -> bool:
    """Whether a condition is true in one world."""
    found = value_at(condition.measure, world)
    if found is None or any(form.at(world) == 0 for form in condition.nonzero):
        return False
    return (found in condition.allowed) is not condition.is_negated


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
