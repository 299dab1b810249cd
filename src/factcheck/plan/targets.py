"""What a reading claims: numbers and the sets they must lie in."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.bound import Bound, Compound
from factcheck.model.expression import Comparator, Comparison, Operator, PartOf
from factcheck.model.figure import Profiles
from factcheck.model.interval import Interval
from factcheck.model.plan import Target
from factcheck.plan.expressions import adapted
from factcheck.plan.figures import read_claimed
from factcheck.plan.units import joined_unit

if TYPE_CHECKING:
    from factcheck.model.figure import Figure
    from factcheck.model.spec import FigureForm
    from factcheck.plan.expressions import Binder

_ABOVE = Interval.at_least(0, closed=False)
_AT_LEAST = Interval.at_least(0)
_ZERO = Interval.point(0)


def figure_target(binder: Binder, form: FigureForm) -> tuple[Target, Figure]:
    """Return the target of a figure claim: its measure lies in the figure's sets."""
    measure = binder.bind(form.measure)
    figure = read_claimed(form.figure, measure)
    return Target(measure, figure.profiles, form.measure_text), figure


def holds_targets(binder: Binder, relation: Comparison | PartOf) -> tuple[Target, ...]:
    """Return one target for each comparator: the difference of its sides lies in a set."""
    if isinstance(relation, PartOf):
        part, whole = binder.bind(relation.part), binder.bind(relation.whole)
        return (_target(whole, part, _AT_LEAST, is_decisive=binder.parts.is_part(part, whole)),)
    operands = tuple(binder.bind(each) for each in relation.operands)
    pairs = zip(operands, relation.comparators, operands[1:], strict=False)
    return tuple(_compared(binder, relation, *pair) for pair in pairs)


def _compared(
    binder: Binder, relation: Comparison, left: Bound, comparator: Comparator, right: Bound
) -> Target:
    left, right = adapted(left, right), adapted(right, left)
    binder.require_alike(left, right, relation.span)
    match comparator:
        case Comparator.LESS:
            return _target(right, left, _ABOVE)
        case Comparator.AT_MOST:
            return _target(right, left, _AT_LEAST)
        case Comparator.GREATER:
            return _target(left, right, _ABOVE)
        case Comparator.AT_LEAST:
            return _target(left, right, _AT_LEAST)
        case Comparator.EQUAL:
            return _target(left, right, _ZERO)
        case Comparator.UNEQUAL:
            return _target(left, right, _ZERO, is_negated=True)
        case _:
            assert_never(comparator)


def _target(
    larger: Bound,
    smaller: Bound,
    claimed: Interval,
    *,
    is_negated: bool = False,
    is_decisive: bool = True,
) -> Target:
    text = f"{larger.text} − {smaller.text}"
    unit = joined_unit(larger.unit, smaller.unit)
    difference = Compound(Operator.SUBTRACT, larger, smaller, unit, text)
    return Target(difference, Profiles(claimed, claimed, claimed), text, is_negated, is_decisive)
