"""Whether the members of a dispute can be true together, and on what condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.simplex import TooLongError
from factcheck.model.certificate import ByNumber, Combination
from factcheck.model.dispute import Condition, DisputeVerdict, Outlook
from factcheck.quantity.disputes.condition import (
    EVERYTHING,
    condition_on,
    excluded_by,
    range_over,
)
from factcheck.quantity.disputes.points import solution_of
from factcheck.quantity.disputes.sets import within
from factcheck.quantity.disputes.whole_condition import counted_in, whole_condition

if TYPE_CHECKING:
    from factcheck.bounds.simplex import Point
    from factcheck.model.linear import System
    from factcheck.quantity.disputes.arena import Arena
    from factcheck.quantity.disputes.condition import Excluded
    from factcheck.quantity.disputes.cover import Cover
    from factcheck.quantity.disputes.sets import Sets


class Looked(Struct, frozen=True):
    """What was found, and what shows it."""

    outlook: Outlook
    cover: Cover | None = None
    """``None`` where nothing is possible before any member speaks."""
    point: Point | None = None
    excluded: tuple[Excluded, ...] = ()
    """Why the condition is needed."""
    counted_out: tuple[Excluded, ...] = ()
    """The same for the one that whole numbers add."""
    free: Cover | None = None
    """What shows that nothing is possible before any member speaks, where it takes more."""
    possible: Sets = ()
    """The numbers that what a condition is looked for in has whatever the members say."""
    left: Sets = ()
    """What the members leave of them."""


def look(arena: Arena, profile: int, system: System) -> Looked:
    """Return whether the members can be true together in one profile, and on what condition."""
    joint = arena.cover(profile, system)
    if joint is None:
        return Looked(Outlook(DisputeVerdict.CONFLICTING))
    if joint.is_impossible:
        free = arena.free_cover(system)
        if free is None or free.is_impossible:
            return Looked(Outlook(DisputeVerdict.CONFLICTING), joint, free=free)
        rests_on_whole = any(_is_whole(refutation) for _, refutation in joint.refuted)
        return Looked(Outlook(DisputeVerdict.INCOMPATIBLE, rests_on_whole=rests_on_whole), joint)
    point = _point(arena, joint)
    if point is None:
        return Looked(Outlook(DisputeVerdict.UNDETERMINED), joint)
    if arena.terms is None:
        return Looked(Outlook(DisputeVerdict.COMPATIBLE), joint, point)
    try:
        return _with_condition(arena, system, joint, point)
    except TooLongError:
        return Looked(Outlook(DisputeVerdict.UNDETERMINED, is_cut=True), joint, point)


def _is_whole(refutation: object) -> bool:
    return isinstance(refutation, ByNumber) or (
        isinstance(refutation, Combination) and refutation.is_whole
    )


def _point(arena: Arena, joint: Cover) -> Point | None:
    """Return a world with every member true, if one is certain to be possible."""
    unknowns = arena.equations.measures.unknowns
    for way in joint.ways:
        for narrowed in unknowns.certain(way.system):
            point = way.point if narrowed is way.system else solution_of(narrowed).point
            if point is not None:
                return point
    return None


def _with_condition(arena: Arena, system: System, joint: Cover, point: Point) -> Looked:
    terms, target, free = arena.terms, arena.terms_target, arena.free_cover(system)
    assert terms is not None
    assert target is not None
    assert free is not None
    possible = range_over(terms, free)
    real = condition_on(terms, possible, joint)
    excluded = excluded_by(terms, real, joint)
    condition = None
    if real != EVERYTHING:
        condition = Condition(target.text, target.measure.unit, real)
    is_cut, whole = False, None
    counted_out: tuple[Excluded, ...] = ()
    try:
        whole, counted_out = _of_counts(arena, system, (free, joint), real)
    except TooLongError:
        is_cut = True
    outlook = outlook_on(condition, whole, is_cut=is_cut)
    left = within(real, possible)
    return Looked(outlook, joint, point, excluded, counted_out, possible=possible, left=left)


def outlook_on(
    condition: Condition | None, whole: Condition | None, *, is_cut: bool = False
) -> Outlook:
    """Return the result for members that can be true together, on some conditions or on none."""
    if condition is not None or whole is not None:
        verdict = DisputeVerdict.ONLY_IF
    else:
        verdict = DisputeVerdict.UNDETERMINED if is_cut else DisputeVerdict.COMPATIBLE
    return Outlook(verdict, condition, whole, is_cut=is_cut)


def _of_counts(
    arena: Arena, system: System, covers: tuple[Cover, Cover], real: Sets
) -> tuple[Condition | None, tuple[Excluded, ...]]:
    assert arena.terms_target is not None
    counted = counted_in(arena, arena.terms_target, system)
    found = None if counted is None else whole_condition(counted, *covers, real)
    if found is None:
        return None, ()
    bound = found.counted.bound
    return Condition(bound.text, bound.unit, (found.interval,)), found.excluded
