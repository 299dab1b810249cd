"""Questions as formulas over linear conditions, as far as they are such.

Whether a measure lies in a set is a formula wherever the measure is put together from linear
forms by one division, largest and smallest, magnitudes, tallies and known factors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.formula import FALSE, TRUE, All, AnyOf, Atom, Count, negated
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import constant
from factcheck.quantity.decide.ranges import divisors_of
from factcheck.quantity.rational import (
    Joint,
    Quotient,
    Tallied,
    Tree,
    added,
    denominators_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.formula import Formula
    from factcheck.model.linear import Form, Row
    from factcheck.quantity.decide.alternatives import Branches
    from factcheck.quantity.decide.question import Question
    from factcheck.quantity.rational import Condition, Value

_MINUS = Fraction(-1)


class NotLinearError(Exception):
    """A measure is put together in a way that linear conditions cannot tell."""


def claim_of(questions: Iterable[Question], profile: int) -> Formula:
    """Return the formula that is true where all questions are met.

    Raises ``NotLinearError``. Worlds in which a measure has no value are ``valued``'s matter.
    """
    parts = []
    for question in questions:
        inside = inside_of(question.value_in(profile), question.set_in(profile))
        parts.append(negated(inside) if question.target.is_negated else inside)
    return All(tuple(parts))


def valued(questions: Iterable[Question], profile: int) -> Formula:
    """Return the formula that is true where every measure has a value."""
    values = [question.value_in(profile) for question in questions]
    forms = dict.fromkeys(form for value in values for form in denominators_of(value))
    return All(tuple(not_zero(form) for form in forms))


def one_of(alternatives: Iterable[Branches]) -> Formula:
    """Return the formula that is true where of each alternative one branch holds."""
    return All(
        tuple(
            AnyOf(tuple(All(tuple(within(row) for row in rows)) for rows in branches))
            for branches in alternatives
        )
    )


def not_zero(form: Form) -> Formula:
    """Return the formula that a form is not zero."""
    if form.is_constant:
        return TRUE if form.constant else FALSE
    return AnyOf((Atom(form, is_strict=True), Atom(form.scaled(_MINUS), is_strict=True)))


def within(row: Row) -> Formula:
    """Return a row as a formula."""
    return _linear(row.form, row.allowed)


def _linear(form: Form, allowed: Interval) -> Formula:
    parts = []
    if allowed.lower is not None:
        parts.append(Atom(form - constant(allowed.lower), not allowed.lower_closed))
    if allowed.upper is not None:
        parts.append(Atom(constant(allowed.upper) - form, not allowed.upper_closed))
    return All(tuple(parts))


def inside_of(value: Value, allowed: Interval) -> Formula:
    """Return the formula that a measure, where it has a value, lies in a set."""
    match value:
        case Quotient():
            return _quotient(value, allowed)
        case Tallied():
            parts = tuple(All(tuple(map(met, case))) for case in value.cases)
            return Count(parts, allowed.shifted(Fraction(-value.start)))
        case Tree():
            return _tree(value, allowed)
        case _:
            assert_never(value)


def _quotient(value: Quotient, allowed: Interval) -> Formula:
    if value.is_linear:
        return _linear(value.numerator, allowed)
    above = _scaled(value.numerator, value.denominator, allowed)
    under = _scaled(value.numerator.scaled(_MINUS), value.denominator.scaled(_MINUS), allowed)
    return AnyOf(
        (
            All((Atom(value.denominator, is_strict=True), above)),
            All((Atom(value.denominator.scaled(_MINUS), is_strict=True), under)),
        )
    )


def _scaled(numerator: Form, denominator: Form, allowed: Interval) -> Formula:
    """Return that a quotient with a denominator above zero lies in a set."""
    parts = []
    if allowed.lower is not None:
        form = numerator - denominator.scaled(allowed.lower)
        parts.append(Atom(form, not allowed.lower_closed))
    if allowed.upper is not None:
        form = denominator.scaled(allowed.upper) - numerator
        parts.append(Atom(form, not allowed.upper_closed))
    return All(tuple(parts))


def _tree(value: Tree, allowed: Interval) -> Formula:
    match value.joint:
        case Joint.LARGEST:
            return All((_one_from(value.operands, allowed), _all_up_to(value.operands, allowed)))
        case Joint.SMALLEST:
            return All((_all_from(value.operands, allowed), _one_up_to(value.operands, allowed)))
        case Joint.MAGNITUDE:
            inner = value.operands[0]
            upwards = allowed.intersect(Interval.at_least(0))
            if upwards is None:
                return FALSE
            return AnyOf((inside_of(inner, upwards), inside_of(inner, upwards.mirrored())))
        case Joint.SUM | Joint.PRODUCT | Joint.QUOTIENT:
            return _arithmetic(value, allowed)
        case _:
            assert_never(value.joint)


def _one_from(operands: tuple[Value, ...], allowed: Interval) -> Formula:
    side = _from(allowed)
    return TRUE if side is None else AnyOf(tuple(inside_of(each, side) for each in operands))


def _all_from(operands: tuple[Value, ...], allowed: Interval) -> Formula:
    side = _from(allowed)
    return TRUE if side is None else All(tuple(inside_of(each, side) for each in operands))


def _one_up_to(operands: tuple[Value, ...], allowed: Interval) -> Formula:
    side = _up_to(allowed)
    return TRUE if side is None else AnyOf(tuple(inside_of(each, side) for each in operands))


def _all_up_to(operands: tuple[Value, ...], allowed: Interval) -> Formula:
    side = _up_to(allowed)
    return TRUE if side is None else All(tuple(inside_of(each, side) for each in operands))


def _from(allowed: Interval) -> Interval | None:
    if allowed.lower is None:
        return None
    return Interval.at_least(allowed.lower, closed=allowed.lower_closed)


def _up_to(allowed: Interval) -> Interval | None:
    if allowed.upper is None:
        return None
    return Interval.at_most(allowed.upper, closed=allowed.upper_closed)


def _arithmetic(value: Tree, allowed: Interval) -> Formula:
    """Move a known number, or put it into what is joined; else a measure is not linear."""
    left, right = value.operands
    if value.joint is Joint.QUOTIENT:
        known = _known(right)
        if not known:
            raise NotLinearError
        return inside_of(left, allowed.scaled(known))
    for one, other in ((left, right), (right, left)):
        known = _known(one)
        if known is None:
            continue
        if value.joint is Joint.SUM:
            return inside_of(other, allowed.shifted(-known))
        if known == 0:
            return TRUE if 0 in allowed else FALSE
        return inside_of(other, allowed.scaled(1 / known))
    if value.joint is Joint.SUM:
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Tree) and one.joint in {Joint.LARGEST, Joint.SMALLEST}:
                moved = tuple(added(each, other) for each in one.operands)
                return inside_of(Tree(one.joint, moved), allowed)
    raise NotLinearError


def _known(value: Value) -> Fraction | None:
    """Return the number of a measure that is one; ``None`` for any other."""
    if isinstance(value, Quotient) and value.is_linear and value.numerator.is_constant:
        return value.numerator.constant
    return None


def met(condition: Condition) -> Formula:
    """Return the formula that is true where a condition is: false where it has no value."""
    inside = inside_of(condition.measure, condition.allowed)
    claim = negated(inside) if condition.is_negated else inside
    return All((*(not_zero(form) for form in divisors_of(condition)), claim))
