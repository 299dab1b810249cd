"""Put into a measure what a system of rows decides of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import constant
from factcheck.model.truth import Truth
from factcheck.quantity.decide.ranges import (
    divisors_of,
    range_within,
    truth_in,
    truth_of,
    truth_within,
)
from factcheck.quantity.rational import (
    Condition,
    Joint,
    Quotient,
    Tallied,
    Tree,
    Value,
    added,
    denominators_of,
    divided,
    multiplied,
    negated,
    number,
    quotient,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.bounds.reach import Change, Reach
    from factcheck.model.linear import Form

_NOT_BELOW_ZERO = Interval.at_least(0)


def settled(value: Value, reach: Reach, change: Change | None = None) -> Value:
    """Return a measure that is the same in every world of a reach, and simpler.

    Decided conditions are counted, signs and largest or smallest operands put in, known numbers
    multiplied out. Where the measure has no value, what is returned may have one. For a measure
    that was settled in a wider reach, ``change`` tells what is different now.
    """
    match value:
        case Quotient():
            is_same = change is not None and not change.may_narrow(_names_of(value))
            return value if is_same else _known(value, reach)
        case Tallied():
            return _tally(value, reach, change)
        case Tree():
            operands = tuple(settled(operand, reach, change) for operand in value.operands)
            return _joined(value.joint, operands, reach)
        case _:
            assert_never(value)


def range_of_settled(value: Value, reach: Reach) -> Interval | None:
    """Return bounds on a settled measure: every condition that a tally has left is open."""
    if isinstance(value, Tallied):
        return Interval(Fraction(value.start), Fraction(value.start + len(value.cases)))
    return range_within(value, reach)


def truth_of_settled(value: Value, allowed: Interval, reach: Reach) -> Truth | None:
    """Return whether a settled measure lies in a set; ``None`` where it has no value."""
    if isinstance(value, Tallied):
        return truth_in(range_of_settled(value, reach), allowed)
    return truth_within(value, allowed, reach)


def _names_of(value: Quotient) -> frozenset[str]:
    terms = (*value.numerator.terms, *value.denominator.terms)
    return frozenset(name for name, _ in terms)


def _known(value: Quotient, reach: Reach) -> Quotient:
    """Return a quotient with a known denominator divided out, as the number it is if known."""
    if value.is_known:
        return value
    below = reach.of(value.denominator)
    if below is None or not below.is_point or below.lower in {None, 0}:
        return value
    assert below.lower is not None
    linear = quotient(value.numerator, constant(below.lower), value.nonzero)
    found = range_within(linear, reach)
    if found is None or not found.is_point:
        return linear
    assert found.lower is not None
    return number(found.lower)


def _tally(value: Tallied, reach: Reach, change: Change | None) -> Value:
    start, open_cases = value.start, []
    for case in value.cases:
        conditions = _undecided(case, reach, change)
        if conditions == ():
            start += 1
        elif conditions is not None:
            open_cases.append(conditions)
    return Tallied(tuple(open_cases), start) if open_cases else number(start)


def _undecided(
    case: tuple[Condition, ...], reach: Reach, change: Change | None
) -> tuple[Condition, ...] | None:
    """Return the conditions of a case that are not decided; ``None`` where one is false."""
    undecided = []
    for condition in case:
        if change is not None and _is_untouched(condition, change):
            undecided.append(condition)
            continue
        kept = _condition(condition, reach)
        truth = truth_of(kept, reach)
        if truth is Truth.FALSE:
            return None
        if truth is Truth.UNKNOWN:
            undecided.append(kept)
    return tuple(undecided)


def _is_untouched(condition: Condition, change: Change) -> bool:
    return isinstance(condition.measure, Quotient) and not change.may_narrow(condition.names)


def _condition(condition: Condition, reach: Reach) -> Condition:
    """Return a condition with its measure settled; what that divided by is noted."""
    measure = condition.measure
    if isinstance(measure, Quotient):
        return condition
    nonzero = tuple(dict.fromkeys((*divisors_of(condition), *_divided_by(measure, reach))))
    unclear = tuple(form for form in nonzero if not _is_nonzero(form, reach))
    return Condition(settled(measure, reach), condition.allowed, condition.is_negated, unclear)


def _divided_by(value: Value, reach: Reach) -> Iterator[Form]:
    """Yield what settling a tree divides by, where that is a form only now."""
    if not isinstance(value, Tree):
        return
    for operand in value.operands:
        yield from _divided_by(operand, reach)
    if value.joint is Joint.QUOTIENT:
        operands = tuple(settled(operand, reach) for operand in value.operands)
        yield from denominators_of(Tree(Joint.QUOTIENT, operands))


def _is_nonzero(form: Form, reach: Reach) -> bool:
    bounds = reach.of(form)
    return bounds is not None and 0 not in bounds


def _joined(joint: Joint, operands: tuple[Value, ...], reach: Reach) -> Value:
    match joint:
        case Joint.SUM:
            return added(*operands)
        case Joint.PRODUCT:
            return multiplied(*operands)
        case Joint.QUOTIENT:
            return divided(*operands)
        case Joint.MAGNITUDE:
            return _magnitude(operands[0], reach)
        case Joint.LARGEST | Joint.SMALLEST:
            kept = _undominated(operands, reach, is_largest=joint is Joint.LARGEST)
            return kept[0] if len(kept) == 1 else Tree(joint, kept)
        case _:
            assert_never(joint)


def _magnitude(operand: Value, reach: Reach) -> Value:
    if truth_within(operand, _NOT_BELOW_ZERO, reach) is Truth.TRUE:
        return operand
    if truth_within(operand, _NOT_BELOW_ZERO.mirrored(), reach) is Truth.TRUE:
        return negated(operand)
    return Tree(Joint.MAGNITUDE, (operand,))


def _undominated(
    operands: tuple[Value, ...], reach: Reach, *, is_largest: bool
) -> tuple[Value, ...]:
    """Return operands of which one is the largest, or the smallest.

    An operand goes where another one is never below it; for the smallest, never above it.
    """
    upwards = operands if is_largest else tuple(negated(each) for each in operands)
    kept = _reaching(upwards, reach)
    for place in tuple(kept):
        others = [other for other in kept if other != place]
        if any(_is_never_below(upwards[other], upwards[place], reach) for other in others):
            kept = others
    return tuple(operands[place] for place in kept)


def _reaching(operands: tuple[Value, ...], reach: Reach) -> list[int]:
    """Return the places of the operands that do not lie below some other by their ranges alone."""
    ranges = [range_within(operand, reach) for operand in operands]
    floors = [each.lower for each in ranges if each is not None and each.lower is not None]
    highest = max(floors, default=None)
    return [
        place
        for place, each in enumerate(ranges)
        if highest is None or each is None or each.upper is None or each.upper >= highest
    ]


def _is_never_below(one: Value, other: Value, reach: Reach) -> bool:
    difference = added(one, negated(other))
    return (
        isinstance(difference, Quotient)
        and truth_within(difference, _NOT_BELOW_ZERO, reach) is Truth.TRUE
    )
