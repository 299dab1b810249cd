"""Which sums n numbers can have where some numbers are known not to be among them.

Whole numbers from 0 to an end have every sum in between. Where some of them are left out, gaps
open near both ends of their sums, and only there: with n above the number of those left out, a
sum is had just if it is had by any number of summands counted from either end (Granville and
Walker 2020, A tight structure theorem for sumsets).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factcheck.quantity.attainable.places import Places

Run = tuple[int, int]
"""Whole numbers from one to another, both included."""


class Sumset(Struct, frozen=True):
    """Sums ``origin + stride * i``, for every whole i of a range but those in gaps."""

    origin: int
    stride: int = 1
    last: int | None = 0
    """The largest i; ``None`` for no end above."""
    has_end: bool = True
    """Whether 0 is the smallest i, or there is none."""
    gaps: tuple[Run, ...] = ()
    """What no i lies in: apart from each other, in order, and away from the ends."""

    @property
    def bounds(self) -> Interval:
        """The smallest and the largest sum."""
        lower = Fraction(self.origin) if self.has_end else None
        upper = None if self.last is None else Fraction(self.origin + self.stride * self.last)
        return Interval(lower, upper)

    def __contains__(self, total: int) -> bool:
        return self.at_least(total) == total

    def at_least(self, total: int) -> int | None:
        """Return the smallest sum from a number up; ``None`` where there is none."""
        step = -((self.origin - total) // self.stride)
        step = max(step, 0) if self.has_end else step
        gap = self._gap(step)
        step = step if gap is None else gap[1] + 1
        return None if self.last is not None and step > self.last else self._sum(step)

    def at_most(self, total: int) -> int | None:
        """Return the largest sum from a number down; ``None`` where there is none."""
        step = (total - self.origin) // self.stride
        step = step if self.last is None else min(step, self.last)
        gap = self._gap(step)
        step = step if gap is None else gap[0] - 1
        return None if self.has_end and step < 0 else self._sum(step)

    def within(self, totals: Interval | None) -> Interval | None:
        """Return the smallest and largest sum between two whole ends; ``None`` for none.

        The ends lie within the bounds, so that there is a sum above the lower and one below the
        upper.
        """
        if totals is None:
            return None
        lower = None if totals.lower is None else self.at_least(int(totals.lower))
        upper = None if totals.upper is None else self.at_most(int(totals.upper))
        if lower is not None and upper is not None and lower > upper:
            return None
        return Interval(
            None if lower is None else Fraction(lower), None if upper is None else Fraction(upper)
        )

    def _sum(self, step: int) -> int:
        return self.origin + self.stride * step

    def _gap(self, step: int) -> Run | None:
        """Return the gap in which a step lies."""
        place = bisect_right(self.gaps, step, key=lambda gap: gap[0])
        return self.gaps[place - 1] if place and step <= self.gaps[place - 1][1] else None


def sumset_of(places: Places | None, n: int) -> Sumset | None:
    """Return the sums that n numbers at some places have; ``None`` where there are no numbers."""
    if n == 0:
        return Sumset(0)
    if places is None:
        return None
    last = None if places.last is None else places.last * n
    gaps = tuple(_gaps(places, n))
    return Sumset(places.origin * n, places.stride, last, places.has_end, gaps)


def _gaps(places: Places, n: int) -> Iterable[Run]:
    holes, last = places.holes, places.last
    if not holes:
        return ()
    if not places.has_end:
        # Of two numbers one can give way to the other.
        return _joined([(each, each) for each in holes]) if n == 1 else ()
    if last is None:
        return _missed(holes, holes[-1], n, holes[-1])
    if n <= len(holes):
        return _missed(holes, last, n, last * n)
    # Past this every sum is had from that end (Brauer 1942).
    far = len(holes) * last
    low = _missed(holes, last, None, far)
    mirrored = [last - each for each in reversed(holes)]
    high = [(last * n - b, last * n - a) for a, b in _missed(mirrored, last, None, far)]
    return _joined([*low, *high])


def _missed(holes: Sequence[int], last: int, n: int | None, most: int) -> list[Run]:
    """Return what is no sum, up to ``most``, of n numbers from 0 to ``last`` outside of holes.

    Without n, of any number of them.
    """
    runs = _between([(each, each) for each in holes], last)
    sums, times = _clipped(runs, most), 1
    while times != n:
        # Zero is one of them, so that no sum is lost.
        more = _clipped(_joined((a + c, b + d) for a, b in sums for c, d in runs), most)
        if more == sums:
            break
        sums, times = more, times + 1
    return _between(sums, most)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Return runs in order, those that touch in one."""
    found: list[Run] = []
    for lower, upper in sorted(runs):
        if found and lower <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], upper))
        else:
            found.append((lower, upper))
    return found


def _clipped(runs: Sequence[Run], most: int) -> list[Run]:
    return [(lower, min(upper, most)) for lower, upper in runs if lower <= most]


def _between(runs: Sequence[Run], last: int) -> list[Run]:
    """Return what lies between runs that are in order, from 0 to ``last``."""
    ends = [-1, *(upper for _, upper in runs)]
    begins = [*(lower for lower, _ in runs), last + 1]
    return [(a + 1, b - 1) for a, b in zip(ends, begins, strict=True) if a + 1 < b]
