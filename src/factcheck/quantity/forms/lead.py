"""By how much a group is ahead of the one that comes after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.bound import Compound, ExtremeOf, Negative, PointsBetween, RelativeChange
from factcheck.model.expression import Operator
from factcheck.model.form import Gap
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError, Target
from factcheck.model.told import told
from factcheck.model.unit import Unit, UnitKind
from factcheck.quantity.decide.ranges import range_of_value
from factcheck.quantity.levels import with_levels

if TYPE_CHECKING:
    from factcheck.model.bound import Bound
    from factcheck.model.form import BoundGap, BoundRank
    from factcheck.quantity.forms.field import Field
    from factcheck.quantity.forms.group import Group

_AHEAD = Interval.at_least(0, closed=False)
_NOT_AHEAD = Interval.at_most(0)


def lead_target(
    field: Field, form: BoundRank, lead: BoundGap, group: Group, others: tuple[Group, ...]
) -> Target:
    """Return that a group leads over the next one by what is claimed.

    The next one is the nearest of those that are not ahead. Raises ``ObstacleError`` where there
    is none, or unknown numbers decide which it is.
    """
    is_from_top = form.is_highest != form.place.is_from_end
    mine = field.measure(form.measure, group)
    after = tuple(field.measure(form.measure, each) for each in _after(field, form, group, others))
    following = after[0]
    if len(after) > 1:
        text = told("the number next after {group}", group=group.label)
        following = ExtremeOf(is_from_top, after, following.unit, text)
    text = told("lead of {group} over the next", group=group.label)
    measure = _gap(lead.gap, mine, following, text, is_from_top=is_from_top)
    return Target(measure, lead.figure.profiles, text)


def _after(
    field: Field, form: BoundRank, group: Group, others: tuple[Group, ...]
) -> tuple[Group, ...]:
    """Return the groups that may come next: all others for the first place."""
    unsure = [each for each in others if not each.is_sure]
    if unsure:
        label = unsure[0].label
        raise _unclear(
            group, told("it is not known whether there is a row of {group}", group=label)
        )
    is_first = form.place.last == 1 and not form.place.is_negated
    kept = others if is_first else _not_ahead(field, form, group, others)
    if not kept:
        message = told(
            "no group comes after {group}, so that it has no lead", group=quoted(group.label)
        )
        raise ObstacleError(Obstacle("missing", message))
    return kept


def _not_ahead(
    field: Field, form: BoundRank, group: Group, others: tuple[Group, ...]
) -> tuple[Group, ...]:
    is_from_top = form.is_highest != form.place.is_from_end
    mine = field.measure(form.measure, group)
    theirs = [field.measure(form.measure, each) for each in others]
    pairs = [(each, mine) if is_from_top else (mine, each) for each in theirs]
    distances = [Compound(Operator.SUBTRACT, *pair, mine.unit, mine.text) for pair in pairs]
    result = field.equations(distances)
    # Who comes next is not told by what is only so at a level of confidence.
    system = with_levels(result.system, ())
    kept = []
    for other, distance in zip(others, distances, strict=True):
        found = range_of_value(result.measures.value_of(distance), system)
        if found is None or found.is_within(_NOT_AHEAD):
            kept.append(other)
        elif not found.is_within(_AHEAD):
            reason = told("it is not known whether {group} is ahead", group=other.label)
            raise _unclear(group, reason)
    return tuple(kept)


def _unclear(group: Group, reason: str) -> ObstacleError:
    message = told(
        "which group comes after {group} is not known: {reason}",
        group=quoted(group.label),
        reason=reason,
    )
    return ObstacleError(Obstacle("missing", message))


def _gap(gap: Gap, mine: Bound, following: Bound, text: str, *, is_from_top: bool) -> Bound:
    """Return how far a number is ahead of another; upwards, or downwards where less is ahead."""
    match gap:
        case Gap.RELATIVE:
            unit = Unit(UnitKind.RELATIVE_CHANGE)
            change = RelativeChange(following, mine, unit, text)
            return change if is_from_top else Negative(change, unit, text)
        case Gap.POINTS:
            unit = Unit(UnitKind.POINTS)
            before, after = (following, mine) if is_from_top else (mine, following)
            return PointsBetween(before, after, unit, text)
        case Gap.DIFFERENCE:
            larger, smaller = (mine, following) if is_from_top else (following, mine)
            return Compound(Operator.SUBTRACT, larger, smaller, mine.unit, text)
        case _:
            assert_never(gap)
