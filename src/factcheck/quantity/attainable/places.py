"""Where the numbers that are not known can lie, and between what their squares add up."""

from __future__ import annotations

from bisect import bisect_left
from math import gcd
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.quantity.attainable.squares import Range, most_squares

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.attainable import Question


class Places(Struct, frozen=True):
    """Places ``origin + stride * i``, for every whole i that is allowed; there is at least one.

    Places lie as far apart as they can: with only 2, 4 and 8 left the stride is 2.
    """

    origin: int
    stride: int
    last: int | None
    """The largest i, of which 0 is the smallest; ``None`` for no end above."""
    has_end: bool
    """Whether 0 is the smallest i; without an end below there is none above either."""
    holes: tuple[int, ...]
    """Each i between the ends at which no number lies, in order."""

    @property
    def range(self) -> Range:
        """Which i are allowed, for a search."""
        return Range(0 if self.has_end else None, self.last, frozenset(self.holes))

    @property
    def most(self) -> int | None:
        """The largest place."""
        return None if self.last is None else self.origin + self.stride * self.last

    def steps_of(self, n: int, total: int) -> int:
        """Return the sum of the i of n places with a sum that such places have."""
        return (total - n * self.origin) // self.stride

    def squares_of(self, n: int, steps: int, squares: int) -> int:
        """Return the sum of squares of n places, from the sum and that of squares of their i."""
        origin, stride = self.origin, self.stride
        return n * origin**2 + 2 * origin * stride * steps + stride**2 * squares

    def squares_between(self, n: int, total: int) -> Interval:
        """Return ends for the sum of squares of n places, one or more, with a sum they have.

        The squares are least where all lie at the two places next to their mean, and greatest
        where all but one lie at an end.
        """
        steps = self.steps_of(n, total)
        below, above = self._around(steps // n)
        # No i lies between these two, so that (i - below) * (i - above) is never below zero.
        least = (below + above) * steps - n * below * above
        lower = Fraction(self.squares_of(n, steps, least))
        if self.last is None:
            return Interval.at_least(lower)
        most = most_squares(steps, self.last)
        return Interval(lower, Fraction(self.squares_of(n, steps, most)))

    def _around(self, step: int) -> tuple[int, int]:
        """Return the nearest i that are allowed: from some step downwards, and above it."""
        holes = self.holes
        place = bisect_left(holes, step + 1)
        below, above = step, step + 1
        while place > 0 and holes[place - 1] == below:
            place, below = place - 1, below - 1
        place = bisect_left(holes, above)
        while place < len(holes) and holes[place] == above:
            place, above = place + 1, above + 1
        return below, above


class KnownPlaces(Struct, frozen=True):
    """The numbers that are known, in places."""

    counts: tuple[tuple[int, int], ...]
    barred: frozenset[int]
    """Places at which there are no others."""

    @property
    def times(self) -> int:
        """How many they are."""
        return sum(times for _, times in self.counts)

    @property
    def total(self) -> int:
        """Their sum."""
        return sum(place * times for place, times in self.counts)

    @property
    def squares(self) -> int:
        """The sum of their squares."""
        return sum(place**2 * times for place, times in self.counts)


def known_places(question: Question) -> KnownPlaces:
    """Return the numbers that are known."""
    places = [(int(question.scale.place(each.number)), each) for each in question.known]
    return KnownPlaces(
        tuple((place, each.times) for place, each in places),
        frozenset(place for place, each in places if each.is_exact),
    )


def places_left(question: Question, known: KnownPlaces) -> Places | None:
    """Return where the numbers that are not known can lie; ``None`` where there is no place."""
    return _places(question.scale.least, question.scale.most, known.barred)


def _places(least: int | None, most: int | None, barred: frozenset[int]) -> Places | None:
    if least is None:
        return Places(0, 1, None, has_end=False, holes=tuple(sorted(barred)))
    while least in barred:
        least += 1
    while most is not None and most in barred:
        most -= 1
    if most is not None and most < least:
        return None
    holes = [each - least for each in barred if each > least and (most is None or each < most)]
    last = None if most is None else most - least
    stride = _stride(last, frozenset(holes))
    kept = sorted(each // stride for each in holes if each % stride == 0)
    last = None if last is None else last // stride
    return Places(least, stride, last, has_end=True, holes=tuple(kept))


def _stride(last: int | None, holes: frozenset[int]) -> int:
    """Return the greatest step that leads from 0 to every number up to ``last`` but the holes."""
    # Two neighbours that are left, or one alone, have no step but 1.
    if not last or last > 2 * len(holes):
        return 1
    return gcd(*_without(range(1, last + 1), holes))


def _without(numbers: Iterable[int], holes: frozenset[int]) -> list[int]:
    return [each for each in numbers if each not in holes]
