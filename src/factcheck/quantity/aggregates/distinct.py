"""How many different values there are, where some of them are not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_MATCHED = 64
"""Up to this many rows of unknown values are matched with the values they may have."""


class Hidden(Struct, frozen=True):
    """Rows of one cell whose value is not known."""

    rows: int
    among: frozenset[str]
    """Values it can be: met elsewhere, declared, or standing for all that tests tell apart."""
    region: Interval | None
    """What it lies in where it is a number that may be none of these."""
    room: int | None
    """How many other values it can be, at most; ``None`` for endlessly many."""
    is_there: bool
    """Whether the rows are surely there."""


class Values(Struct, frozen=True):
    """The values of a column, as far as they are known."""

    surely: frozenset[str]
    perhaps: frozenset[str]
    """Those of rows which may be missing, each value for itself."""
    hidden: tuple[Hidden, ...] = ()


def distinct_bounds(values: Values) -> tuple[Interval, bool]:
    """Return bounds on the number of different values, and whether both are surely reached.

    Every whole number between two that are reached is possible: one row after the other can go
    from what it is in the first case to what it is in the second, and each changes the number
    by one at most.
    """
    known = values.surely | values.perhaps
    fewest, is_least = _fewest([each for each in values.hidden if each.is_there], values.surely)
    most, is_most = _most(values.hidden, known)
    lower, upper = len(values.surely) + fewest, len(known) + most
    return Interval(Fraction(lower), Fraction(upper)), is_least and is_most


def _fewest(hidden: Sequence[Hidden], surely: frozenset[str]) -> tuple[int, bool]:
    """Return how many further values the rows need that are surely there.

    Rows that can have one of the sure values need none. Of listed values those are counted that
    have none in common, which may be too few.
    """
    alone = [each for each in hidden if not each.among & surely]
    regions = [each.region for each in alone if each.region is not None]
    listed = sorted((sorted(each.among) for each in alone if each.region is None), key=len)
    packed: list[set[str]] = []
    for values in listed:
        if all(other.isdisjoint(values) for other in packed):
            packed.append(set(values))
    shared = set.intersection(*map(set, listed)) if listed else set()
    is_reached = len(packed) == len(listed) or bool(shared)
    return _points_needed(regions) + len(packed), is_reached


def _points_needed(sets: Iterable[Interval]) -> int:
    """Return the smallest number of points that meet every one of some intervals."""
    number = 0
    common: Interval | None = None
    for each in sorted(sets, key=_by_lower):
        common = None if common is None else common.intersect(each)
        if common is None:
            common = each
            number += 1
    return number


def _by_lower(bounds: Interval) -> tuple[bool, Fraction, bool]:
    lower = bounds.lower
    return lower is not None, Fraction(0) if lower is None else lower, not bounds.lower_closed


def _most(hidden: Sequence[Hidden], known: frozenset[str]) -> tuple[int, bool]:
    """Return how many further values the rows can have, each row one of its own if it can."""
    total = sum(each.rows for each in hidden)
    number, is_reached = 0, True
    bound: list[frozenset[str]] = []
    for each in hidden:
        new = each.among - known
        if each.room is None or each.room >= total:
            number += each.rows
        elif each.room or len(bound) + min(each.rows, len(new)) > MAX_MATCHED:
            number += min(each.rows, len(new) + each.room)
            is_reached = False
        else:
            bound += [new] * min(each.rows, len(new))
    return number + _matched(bound), is_reached


def _matched(rows: Sequence[frozenset[str]]) -> int:
    """Return how many rows can have a value of their own: augmenting paths (Kuhn 1955)."""
    taken: dict[str, int] = {}

    def finds(row: int, seen: set[str]) -> bool:
        for value in sorted(rows[row] - seen):
            if value in seen:
                continue
            seen.add(value)
            if value not in taken or finds(taken[value], seen):
                taken[value] = row
                return True
        return False

    return sum(finds(row, set()) for row in range(len(rows)))
