"""What a system of rows leaves to a measure: bounds, and whether it lies in a set."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.bounds.propagate import range_of
from factcheck.bounds.quotient import quotient_range
from factcheck.bounds.reach import reach_of
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.truth import AND, NOT, Truth
from factcheck.quantity.rational import (
    Joint,
    Quotient,
    Tallied,
    Tree,
    Value,
    denominators_of,
    inner_divisors_of,
    larger_of,
    value_at,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.bounds.reach import Reach
    from factcheck.model.linear import Form, System
    from factcheck.quantity.rational import Condition

_MINUS = Fraction(-1)


def range_of_value(value: Value, system: System) -> Interval | None:
    """Return bounds on a measure; ``None`` where the system leaves nothing possible.

    A quotient is bounded sharply for what propagation can do, a tree by interval arithmetic, a
    tally by the cases that are surely met and those that may be.
    """
    if isinstance(value, Quotient) and value.is_known and not system.rows:
        return _known_range(value)
    reach = reach_of(system)
    return None if reach is None else range_within(value, reach)


def _known_range(value: Quotient) -> Interval | None:
    number = value_at(value, {})
    return None if number is None else Interval.point(number)


def range_within(value: Value, reach: Reach) -> Interval | None:
    """Return bounds on a measure; ``None`` where it has no value."""
    match value:
        case Quotient():
            return _quotient_range(value, reach)
        case Tallied():
            return _tally_range(value, reach)
        case Tree():
            inner = [range_within(operand, reach) for operand in value.operands]
            ranges = [each for each in inner if each is not None]
            return _joined(value.joint, ranges) if len(ranges) == len(inner) else None
        case _:
            assert_never(value)


def _quotient_range(value: Quotient, reach: Reach) -> Interval | None:
    above = reach.of(value.numerator)
    if any(_is_zero(reach.of(form)) for form in value.nonzero):
        return None
    if value.is_linear or above is None:
        return above
    below = reach.of(value.denominator)
    if below is None or _is_zero(below):
        return None
    if below.lower is None or below.lower < 0:
        return above / below
    part = reach.about((value.numerator, value.denominator))
    return quotient_range(part, value.numerator, value.denominator)


def _is_zero(below: Interval | None) -> bool:
    """Whether a divisor is zero for sure; one of which nothing is left is no better."""
    return below is None or (below.is_point and below.lower == 0)


def _tally_range(value: Tallied, reach: Reach) -> Interval:
    truths = [truth_of_all(case, reach) for case in value.cases]
    surely = sum(each is Truth.TRUE for each in truths)
    perhaps = sum(each is Truth.UNKNOWN for each in truths)
    lowest = Fraction(value.start + surely)
    return Interval(lowest, lowest + perhaps)


def _joined(joint: Joint, ranges: list[Interval]) -> Interval | None:
    match joint:
        case Joint.SUM:
            return ranges[0] + ranges[1]
        case Joint.PRODUCT:
            return ranges[0] * ranges[1]
        case Joint.QUOTIENT:
            return None if _is_zero(ranges[1]) else ranges[0] / ranges[1]
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


def plain_range(value: Value, system: System) -> Interval | None:
    """Return wider bounds on a measure, from those of the unknown numbers one by one.

    Costs little; ``None`` where it cannot say, because a denominator may be zero.
    """
    if not isinstance(value, Quotient):
        return None
    box = {each.name: each.bounds for each in system.variables}
    below = range_of(value.denominator, box)
    above = range_of(value.numerator, box)
    if above is None or below is None or 0 in below:
        return None
    return above / below


def truth_of_all(conditions: Iterable[Condition], reach: Reach) -> Truth:
    """Return whether all of some conditions are true, as far as it is known."""
    truth = Truth.TRUE
    for each in conditions:
        truth = AND[truth, truth_of(each, reach)]
        if truth is Truth.FALSE:
            break
    return truth


def truth_of(condition: Condition, reach: Reach) -> Truth:
    """Return whether a condition is true, as far as it is known."""
    divisors = [reach.of(form) for form in divisors_of(condition)]
    if any(_is_zero(each) for each in divisors):
        return Truth.FALSE
    inside = truth_within(condition.measure, condition.allowed, reach)
    if inside is None:
        return Truth.FALSE
    truth = NOT[inside] if condition.is_negated else inside
    may_be_zero = any(each is not None and 0 in each for each in divisors)
    if truth is Truth.TRUE and (may_be_zero or may_lack_value(condition.measure, reach)):
        return Truth.UNKNOWN
    return truth


def divisors_of(condition: Condition) -> tuple[Form, ...]:
    """Return every form that must not be zero for a condition to be true."""
    return (*condition.nonzero, *denominators_of(condition.measure))


def may_lack_value(value: Value, reach: Reach) -> bool:
    """Whether a measure divides by a tree or tally that may be zero, forms left aside."""
    below = (range_within(each, reach) for each in inner_divisors_of(value))
    return any(each is None or 0 in each for each in below)


def zero_divisors(value: Value, system: System) -> dict[Form | None, bool]:
    """Return what a measure divides by that may be zero, and whether it is zero for sure.

    ``None`` stands for what is no form: a tree or a tally.
    """
    reach = reach_of(system)
    if reach is None:
        return {}
    found: dict[Form | None, bool] = {}
    for form in denominators_of(value):
        _note_zero(found, form, reach.of(form))
    for other in inner_divisors_of(value):
        _note_zero(found, None, range_within(other, reach))
    return found


def _note_zero(found: dict[Form | None, bool], form: Form | None, below: Interval | None) -> None:
    if below is not None and 0 in below:
        found[form] = found.get(form, False) or below.is_point


def truth_within(value: Value, allowed: Interval, reach: Reach) -> Truth | None:
    """Return whether a measure lies in a set wherever it has a value; ``None`` for nowhere."""
    if isinstance(value, Quotient) and not value.is_linear:
        is_missing = any(_is_zero(reach.of(form)) for form in value.nonzero)
        return None if is_missing else _quotient_truth(value, allowed, reach)
    return truth_in(range_within(value, reach), allowed)


def truth_in(found: Interval | None, allowed: Interval) -> Truth | None:
    """Return whether a number of which bounds are known lies in a set; ``None`` for no number."""
    if found is None:
        return None
    if found.is_within(allowed):
        return Truth.TRUE
    return Truth.FALSE if found.is_apart_from(allowed) else Truth.UNKNOWN


def _quotient_truth(value: Quotient, allowed: Interval, reach: Reach) -> Truth | None:
    truths = {_signed_truth(side, allowed, reach) for side in signed(value, reach)}
    if len(truths) > 1:
        return Truth.UNKNOWN
    return next(iter(truths), None)


def signed(value: Quotient, reach: Reach) -> tuple[Quotient, ...]:
    """Return a quotient with a denominator above zero, for each sign that this one can have."""
    if value.is_linear:
        return (value,)
    below = reach.of(value.denominator) or Interval.point(0)
    mirrored = Quotient(
        value.numerator.scaled(_MINUS), value.denominator.scaled(_MINUS), value.nonzero
    )
    is_above = below.upper is None or below.upper > 0
    is_under = below.lower is None or below.lower < 0
    return (*((value,) if is_above else ()), *((mirrored,) if is_under else ()))


def _signed_truth(value: Quotient, allowed: Interval, reach: Reach) -> Truth:
    """Return whether a quotient with a denominator above zero lies in a set.

    That is a question about linear forms, so that a number on both sides is one number.
    """
    truth = Truth.TRUE
    for end, beyond in _ends(allowed):
        form = value.numerator - value.denominator.scaled(end)
        side = truth_in(reach.of(form), beyond)
        if side is None or side is Truth.FALSE:
            return Truth.FALSE
        truth = AND[truth, side]
    return truth


def _ends(allowed: Interval) -> Iterator[tuple[Fraction, Interval]]:
    """Yield the ends of a set, and what a number less the end must lie in to be inside."""
    if allowed.lower is not None:
        yield allowed.lower, Interval.at_least(0, closed=allowed.lower_closed)
    if allowed.upper is not None:
        yield allowed.upper, Interval.at_most(0, closed=allowed.upper_closed)
