"""Sets of numbers that consist of several intervals."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable

Sets = tuple[Interval, ...]
"""Intervals in order, of which no two meet or touch."""


def united(intervals: Iterable[Interval]) -> Sets:
    """Return the union of some intervals."""
    kept: list[Interval] = []
    for each in sorted(intervals, key=_start):
        if kept and _meet(kept[-1], each):
            kept[-1] = kept[-1].hull(each)
        else:
            kept.append(each)
    return tuple(kept)


def _start(each: Interval) -> tuple[bool, object, bool]:
    return each.lower is not None, each.lower or 0, not each.lower_closed


def _meet(one: Interval, later: Interval) -> bool:
    """Whether two intervals leave nothing between them; ``later`` does not begin before ``one``."""
    if one.upper is None or later.lower is None or later.lower < one.upper:
        return True
    return later.lower == one.upper and (one.upper_closed or later.lower_closed)


def hull_of(sets: Sets) -> Interval:
    """Return the smallest interval around a set that is not empty."""
    first, *others = sets
    for each in others:
        first = first.hull(each)
    return first


def moved_ends(left: Sets, possible: Sets) -> Sets:
    """Return what is left of a set, without the outer ends that it had before.

    ``everything`` where nothing was taken from it.
    """
    if left == possible:
        return (Interval.everything(),)
    around, before = hull_of(left), hull_of(possible)
    has_lower = (around.lower, around.lower_closed) != (before.lower, before.lower_closed)
    has_upper = (around.upper, around.upper_closed) != (before.upper, before.upper_closed)
    kept = list(left)
    if not has_lower:
        kept[0] = Interval(None, kept[0].upper, False, kept[0].upper_closed)
    if not has_upper:
        kept[-1] = Interval(kept[-1].lower, None, kept[-1].lower_closed, False)
    return tuple(kept)


def within(sets: Sets, possible: Sets) -> Sets:
    """Return the numbers of a set that are in another one too."""
    met = (one.intersect(other) for one in sets for other in possible)
    return united(each for each in met if each is not None)


def complement(sets: Sets) -> Sets:
    """Return the numbers that are in none of the intervals, of which there is at least one."""
    gaps: list[Interval] = []
    first = sets[0]
    if first.lower is not None:
        gaps.append(Interval(None, first.lower, False, not first.lower_closed))
    for one, later in pairwise(sets):
        gaps.append(Interval(one.upper, later.lower, not one.upper_closed, not later.lower_closed))
    last = sets[-1]
    if last.upper is not None:
        gaps.append(Interval(last.upper, None, not last.upper_closed, False))
    return tuple(gaps)
