"""The condition of a dispute for a count, where whole numbers make it tighter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.reach import reach_of
from factcheck.model.bound import Compound, QuantityTerm
from factcheck.model.expression import Operator
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.quantity.disputes.sets import hull_of
from factcheck.quantity.disputes.whole import goes_in_steps, top_of
from factcheck.quantity.rational import Quotient

if TYPE_CHECKING:
    from factcheck.model.bound import Bound
    from factcheck.model.linear import Form, System
    from factcheck.model.plan import Target
    from factcheck.quantity.disputes.arena import Arena
    from factcheck.quantity.disputes.condition import Excluded
    from factcheck.quantity.disputes.cover import Cover
    from factcheck.quantity.disputes.sets import Sets
    from factcheck.quantity.disputes.whole import Top
    from factcheck.quantity.rational import Value

_ABOVE_ZERO = Interval.at_least(0, closed=False)
_MINUS = Fraction(-1)


class Counted(Struct, frozen=True):
    """A count that the condition can be put in."""

    bound: Bound
    form: Form
    per: Fraction
    """What the measure of the condition is times this is the count."""


class WholeCondition(Struct, frozen=True):
    """What whole numbers leave of a count."""

    counted: Counted
    interval: Interval
    """An end is there only where whole numbers move it further than real ones do."""
    excluded: tuple[Excluded, ...]


def counted_in(arena: Arena, target: Target, system: System) -> Counted | None:
    """Return the count that ``in_terms_of`` is, or is a share of a known number of.

    ``None`` where it is no such thing, so that whole numbers say nothing of it by themselves.
    """
    measures = arena.equations.measures
    top, below = _parts(target.measure)
    value = measures.value_of(top)
    per = Fraction(1) if below is None else _known(measures.value_of(below), system)
    if per is None or not isinstance(value, Quotient) or not value.is_linear:
        return None
    form = value.numerator
    return Counted(top, form, per) if goes_in_steps(form, system) else None


def _parts(measure: Bound) -> tuple[Bound, Bound | None]:
    match measure:
        case Compound(operator=Operator.DIVIDE, left=left, right=right):
            return left, right
        case QuantityTerm(definition=Compound(operator=Operator.DIVIDE, left=left, right=right)):
            return left, right
        case _:
            return measure, None


def _known(below: Value, system: System) -> Fraction | None:
    """Return a denominator that is known and above zero; ``None`` for any other."""
    if not isinstance(below, Quotient) or not below.is_linear:
        return None
    reach = reach_of(system)
    bounds = None if reach is None else reach.of(below.numerator)
    if bounds is None or not bounds.is_point or not bounds.is_within(_ABOVE_ZERO):
        return None
    return bounds.lower


def whole_condition(
    counted: Counted, free: Cover, joint: Cover, real: Sets
) -> WholeCondition | None:
    """Return what the members leave of a count of whole numbers, where that is less than ``real``.

    ``real`` is the condition over the reals. Raises ``TooLongError``.
    """
    around = hull_of(real).scaled(counted.per)
    upper = _moved(counted.form, free, joint, around)
    mirrored = _moved(counted.form.scaled(_MINUS), free, joint, around.mirrored())
    lower = None if mirrored is None else mirrored.mirrored()
    if lower is None and upper is None:
        return None
    interval = Interval(
        None if lower is None else lower.number, None if upper is None else upper.number
    )
    excluded = (why for each in (lower, upper) if each is not None for why in each.beyond)
    return WholeCondition(counted, interval, tuple(excluded))


def _moved(form: Form, free: Cover, joint: Cover, real: Interval) -> Top | None:
    """Return the largest number that the members leave, ``None`` where real ones show as much."""
    top = top_of(form, joint)
    if top is None or (real.upper_closed and real.upper == top.number):
        return None
    before = top_of(form, free)
    return None if before is not None and before.number == top.number else top
