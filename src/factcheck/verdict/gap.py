"""How far what is possible lies from what was claimed, relative to the claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.rubric import union_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.rubric import Numbers


class Gap(Struct, frozen=True):
    """How far the numbers that are possible lie from the claimed ones."""

    sizes: Numbers
    """Relative to the claimed end that they face, as shares; 0 for those that are claimed."""
    is_too_low: bool
    """Whether a number above all claimed ones is possible: the claim is too low."""
    is_too_high: bool
    is_met: bool
    """Whether a claimed number is possible."""


_ZERO = Interval.point(0)
_ANY = Interval.at_least(Fraction(0))


def gap_between(claimed: Interval, found: Iterable[Interval]) -> Gap:
    """Return how far the numbers of several sets lie from the claimed ones.

    A distance is taken relative to the end of the claimed set that is nearest: 12 lies 20 % from
    "at most 10". Relative to zero it may be any number.
    """
    below: list[Interval] = []
    above: list[Interval] = []
    sizes: list[Interval] = []
    for each in found:
        below += _outside(each, _below(claimed))
        above += _outside(each, _above(claimed))
        if not each.is_apart_from(claimed):
            sizes.append(_ZERO)
    is_met = bool(sizes)
    for part in below:
        assert claimed.lower is not None
        # Upside down, so that they lie above.
        sizes.append(_relative(part.mirrored(), -claimed.lower))
    for part in above:
        assert claimed.upper is not None
        sizes.append(_relative(part, claimed.upper))
    return Gap(union_of(sizes), bool(above), bool(below), is_met)


def _outside(found: Interval, side: Interval | None) -> Iterator[Interval]:
    part = None if side is None else found.intersect(side)
    if part is not None:
        yield part


def _below(claimed: Interval) -> Interval | None:
    if claimed.lower is None:
        return None
    return Interval.at_most(claimed.lower, closed=not claimed.lower_closed)


def _above(claimed: Interval) -> Interval | None:
    if claimed.upper is None:
        return None
    return Interval.at_least(claimed.upper, closed=not claimed.upper_closed)


def _relative(part: Interval, end: Fraction) -> Interval:
    """Return how far numbers above an end lie from it, as shares of the end."""
    if end == 0:
        return _ANY
    return part.shifted(-end).scaled(1 / abs(end))
