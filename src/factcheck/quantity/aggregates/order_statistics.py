"""Quantiles of numbers that are known only to lie in sets, of rows of which some may be missing.

A quantile grows with each of its numbers. Its smallest value takes the smallest number of every
row and, of the rows that may be missing, as many of the smallest as do it best; the largest is
the same of the negated numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate, product
from math import floor, lcm
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.quantity.aggregates.pieces import Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

ZERO = Fraction(0)
HALF = Fraction(1, 2)


class Item(Struct, frozen=True):
    """Rows whose numbers lie in a set, each for itself."""

    bounds: Interval
    rows: int = 1


class Sample(Struct, frozen=True):
    """The numbers that a quantile is of."""

    sure: tuple[Item, ...]
    perhaps: tuple[Item, ...] = ()
    """Rows each of which may be missing."""
    is_whole: bool = False
    """Whether all of them are whole numbers."""

    @property
    def is_known(self) -> bool:
        """Whether it is known which rows are there, and what their numbers are."""
        return not self.perhaps and all(item.bounds.is_point for item in self.sure)

    @property
    def choices(self) -> int:
        """In how many ways rows can be missing, as far as their numbers tell them apart."""
        number = 1
        for rows in _together(self.perhaps).values():
            number *= rows + 1
        return number

    def mirrored(self) -> Sample:
        """Return the sample of the negated numbers."""
        return Sample(_mirrored(self.sure), _mirrored(self.perhaps), self.is_whole)


def _mirrored(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(Item(item.bounds.mirrored(), item.rows) for item in items)


def _together(items: Iterable[Item]) -> dict[Interval, int]:
    rows: dict[Interval, int] = {}
    for item in items:
        rows[item.bounds] = rows.get(item.bounds, 0) + item.rows
    return rows


_End = tuple[bool, int, bool]
"""The lower end of a set, in the order of the numbers: whether it is bounded, the end in units
in which all ends are whole, and whether it is open."""
_UNBOUNDED: _End = (False, 0, True)


def _unit_of(sample: Sample) -> int:
    """Return the part of one in which all ends of a sample's sets are whole."""
    sets = (item.bounds for item in (*sample.sure, *sample.perhaps))
    ends = (end for bounds in sets for end in (bounds.lower, bounds.upper) if end is not None)
    return lcm(*{end.denominator for end in ends})


def _lower_end(bounds: Interval, unit: int) -> _End:
    lower = bounds.lower
    if lower is None:
        return _UNBOUNDED
    return True, lower.numerator * (unit // lower.denominator), not bounds.lower_closed


class _Lower(NamedTuple):
    """The lower end of a quantile; ``None`` where it has none."""

    number: Fraction | None
    is_open: bool

    @property
    def order(self) -> tuple[bool, Fraction, bool]:
        """What sorts lower ends from the lowest."""
        return self.number is not None, self.number or ZERO, self.is_open


class _Ranked(Struct, frozen=True):
    """The lower ends of a sample in order, and how many rows have one up to each."""

    unit: int
    ends: tuple[_End, ...]
    sure: tuple[int, ...]
    perhaps: tuple[int, ...]

    def quantile(self, level: Fraction, more: int, among: Callable[[int], int]) -> _Lower:
        """Return the quantile of the sure rows' lower ends and of ``more`` others.

        ``among`` says how many of these others have one of the first ends, given the place of
        the last. A quantile is the linear interpolation between the two nearest numbers (type 7
        of Hyndman and Fan 1996), the median its case at one half.
        """
        position = (self.sure[-1] + more - 1) * level
        below = floor(position)
        part = position - below
        lower = self._at(below, among)
        if not lower[0]:
            return _Lower(None, is_open=True)
        if part == 0:
            return _Lower(Fraction(lower[1], self.unit), lower[2])
        upper = self._at(below + 1, among)
        number = (lower[1] + part * (upper[1] - lower[1])) / self.unit
        return _Lower(number, lower[2] or upper[2])

    def place_of(self, bounds: Interval) -> int:
        """Return the place of a set's lower end."""
        return bisect_left(self.ends, _lower_end(bounds, self.unit))

    def _at(self, position: int, among: Callable[[int], int]) -> _End:
        """Return the end at a position of the rows in order, counted from zero."""
        place = bisect_right(
            range(len(self.ends)), position, key=lambda place: self.sure[place] + among(place)
        )
        return self.ends[place]


def _ranked(sample: Sample) -> _Ranked:
    unit = _unit_of(sample)
    sure, perhaps = _counted(sample.sure, unit), _counted(sample.perhaps, unit)
    ends = tuple(sorted({*sure, *perhaps}))
    return _Ranked(
        unit,
        ends,
        tuple(accumulate(sure[end] for end in ends)),
        tuple(accumulate(perhaps[end] for end in ends)),
    )


def _counted(items: tuple[Item, ...], unit: int) -> Counter[_End]:
    rows: Counter[_End] = Counter()
    for item in items:
        rows[_lower_end(item.bounds, unit)] += item.rows
    return rows


def quantile_bounds(sample: Sample, level: Fraction) -> Interval:
    """Return the smallest interval around a quantile of a sample that has a row."""
    if sample.is_known:
        return _between(_lowest(sample, level), None)
    lower, upper = _lowest(sample, level), _lowest(sample.mirrored(), 1 - level)
    return _between(lower, upper)


def _between(lower: _Lower, upper: _Lower | None) -> Interval:
    """Return the interval between a lower end and the lower end of the negated numbers.

    Without the latter it is the lower end alone.
    """
    if upper is None:
        return Interval(lower.number, lower.number)
    highest = None if upper.number is None else -upper.number
    return Interval(lower.number, highest, not lower.is_open, not upper.is_open)


def _lowest(sample: Sample, level: Fraction) -> _Lower:
    """Return the lower end of a quantile.

    Of the rows that may be missing, some of the smallest are there. One more of several equal
    numbers draws the quantile towards that number, but for the first of them, which may shift
    the place between two neighbours that it is interpolated at. So it is lowest where none of
    them is there, one or all.
    """
    ranked = _ranked(sample)
    most = ranked.perhaps[-1]
    full = {0, *ranked.perhaps}
    numbers = sorted(full | {number + 1 for number in full if number < most})
    if not ranked.sure[-1]:
        numbers.remove(0)
    ends = (ranked.quantile(level, number, _first_of(ranked, number)) for number in numbers)
    return min(ends, key=lambda end: end.order)


def _first_of(ranked: _Ranked, number: int) -> Callable[[int], int]:
    return lambda place: min(number, ranked.perhaps[place])


def quantile_pieces(sample: Sample, level: Fraction) -> Iterator[Piece]:
    """Yield what a quantile can be for each way in which rows can be missing.

    Not all rows are missing. All numbers between the two ends are possible: one number after
    the other can go from its smallest to its largest, and the quantile with it. Of whole numbers
    it goes by whole steps, or by halves where it is the middle between two.
    """
    if sample.is_known:
        yield Piece(quantile_bounds(sample, level))
        return
    together = _together(sample.perhaps)
    lower, upper = _ranked(sample), _ranked(sample.mirrored())
    low = [lower.place_of(bounds) for bounds in together]
    high = [upper.place_of(bounds.mirrored()) for bounds in together]
    for rows in product(*(range(number + 1) for number in together.values())):
        more = sum(rows)
        if lower.sure[-1] + more == 0:
            continue
        bounds = _between(
            lower.quantile(level, more, _chosen(low, rows)),
            upper.quantile(1 - level, more, _chosen(high, rows)),
        )
        part = (lower.sure[-1] + more - 1) * level % 1
        yield _piece(bounds, part, is_whole=sample.is_whole)


def _chosen(places: list[int], rows: tuple[int, ...]) -> Callable[[int], int]:
    def among(place: int) -> int:
        return sum(number for each, number in zip(places, rows, strict=True) if each <= place)

    return among


def _piece(bounds: Interval, part: Fraction, *, is_whole: bool) -> Piece:
    """Return the piece between two ends of a quantile that lies ``part`` between two numbers."""
    if not is_whole:
        return Piece(bounds)
    return Piece(bounds, Fraction(1, part.denominator), part in {ZERO, HALF})


def quantile_with(
    known: tuple[Item, ...], others: Iterable[Fraction], level: Fraction
) -> Callable[[Sequence[Fraction]], Interval | None]:
    """Return what tells the quantile of known numbers and of some further ones.

    ``others`` are all the numbers that may be among these; without any number at all it is
    ``None``.
    """
    ranked = _ranked(Sample(known, tuple(Item(Interval.point(number)) for number in others)))

    def quantile(further: Sequence[Fraction]) -> Interval | None:
        if not ranked.ends or ranked.sure[-1] + len(further) == 0:
            return None
        added = [ranked.place_of(Interval.point(number)) for number in further]
        end = ranked.quantile(level, len(added), lambda place: sum(p <= place for p in added))
        return _between(end, None)

    return quantile
