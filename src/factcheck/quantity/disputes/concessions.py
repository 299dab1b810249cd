"""What each member alone would have to say for all of them to be true together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.bounds.simplex import TooLongError
from factcheck.model.dispute import Concession
from factcheck.model.interval import Interval
from factcheck.quantity.disputes.condition import range_over
from factcheck.quantity.disputes.sets import hull_of
from factcheck.quantity.disputes.whole_concessions import nearest_whole
from factcheck.quantity.rational import Quotient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.linear import System
    from factcheck.quantity.disputes.arena import Arena, Asked


def concessions(arena: Arena, profile: int, system: System) -> Iterator[Concession]:
    """Yield for each member with a figure what its measure can be if the others are true."""
    for asked in arena.asked:
        value = asked.questions[0].value_in(profile)
        if asked.member.figure is None or not isinstance(value, Quotient):
            continue
        try:
            yield _of(arena, profile, system, asked, value)
        except TooLongError:
            continue


def _of(arena: Arena, profile: int, system: System, asked: Asked, value: Quotient) -> Concession:
    question, name = asked.questions[0], asked.member.name
    unit = question.target.measure.unit
    joint = arena.cover(profile, system, without=(name,))
    sets = () if joint is None else range_over(value, joint)
    if not sets:
        return Concession(name, None, None, unit)
    allowed, claimed = hull_of(sets), question.set_in(profile)
    needed = _nearest(allowed, claimed)
    if needed is not None:
        return Concession(name, allowed, needed, unit)
    try:
        whole = nearest_whole(arena, profile, system, name, value, claimed)
    except TooLongError:
        return Concession(name, allowed, None, unit, is_cut=True)
    return Concession(name, allowed if whole else None, None, unit, whole)


def _nearest(allowed: Interval, claimed: Interval) -> Interval | None:
    """Return the end of what is allowed that is nearest to what is claimed, as a bound.

    ``None`` where the two meet: then only whole numbers stand between the members.
    """
    if not allowed.is_apart_from(claimed):
        return None
    upper, lower = allowed.upper, allowed.lower
    if upper is not None and claimed.lower is not None and upper <= claimed.lower:
        return Interval.at_most(upper, closed=allowed.upper_closed)
    assert lower is not None
    return Interval.at_least(lower, closed=allowed.lower_closed)
