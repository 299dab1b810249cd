"""Numbers and sets of numbers in words and digits, for every report alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.fraction import Fraction
from factcheck.model.unit import Unit, UnitKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.figure import Figure
    from factcheck.model.interval import Interval

_PLACES = {
    UnitKind.COUNT: 2,
    UnitKind.AMOUNT: 2,
    UnitKind.SHARE: 2,
    UnitKind.RELATIVE_CHANGE: 2,
    UnitKind.POINTS: 2,
    UnitKind.FACTOR: 3,
}
_PERCENT = {UnitKind.SHARE, UnitKind.RELATIVE_CHANGE}
MOST_PLACES = 12
MOST_SETS = 5
_NARROW = Fraction(1, 10 ** (2 * MOST_PLACES))
SHORT_PLACES = 6
"""An end with no more decimals than this is printed exactly: 3.745, not 3.75."""


def word_number(number: Fraction, unit: Unit, *, places: int | None = None) -> str:
    """Return a number as printed in a report: ``9,167 reports`` without its noun, ``14.85 %``.

    Digits are grouped in English; percentages, points and factors are cut to two or three
    decimals by rounding half away from zero, and a rounded one says so nowhere: the exact value
    stands in the JSON.
    """
    kind = unit.kind
    shown = number * 100 if kind in _PERCENT else number
    text = _digits(shown, _PLACES[kind] if places is None else places)
    if kind in _PERCENT:
        return f"{text} %"
    if kind is UnitKind.POINTS:
        return f"{text} points"
    return text


def worded_unit(unit: Unit, figure: Figure | None) -> Unit:
    """Return the unit to word a number in: a factor claimed as a percentage is worded as one."""
    if unit.kind is UnitKind.FACTOR and figure is not None and figure.has_percent_sign:
        return Unit(UnitKind.SHARE)
    return unit


def word_set(interval: Interval, unit: Unit) -> str:
    """Return a set in words: ``9 % to under 10 %``, ``more than 29,000,000``, ``9,167``."""
    places = _needed_places(interval, unit)

    def number(end: Fraction) -> str:
        return word_number(end, unit, places=places)

    lower, upper = interval.lower, interval.upper
    if lower is None and upper is None:
        return "any number"
    if interval.is_point or is_one_number(interval):
        assert lower is not None
        return word_number(lower, unit)
    if upper is None:
        assert lower is not None
        return f"{'at least' if interval.lower_closed else 'more than'} {number(lower)}"
    if lower is None:
        return f"{'at most' if interval.upper_closed else 'less than'} {number(upper)}"
    left = number(lower) if interval.lower_closed else f"more than {number(lower)}"
    right = f"to {'' if interval.upper_closed else 'under '}{number(upper)}"
    return f"{left} {right}"


def word_sets(intervals: Sequence[Interval], unit: Unit) -> str:
    """Return sets of which one is meant, in order: ``1, 5 or 9``; past a few only their hull.

    There is at least one.
    """
    first, *others = intervals
    if not others:
        return word_set(first, unit)
    if len(intervals) <= MOST_SETS:
        *before, last = (word_set(each, unit) for each in intervals)
        return f"{', '.join(before)} or {last}"
    hull = first
    for each in others:
        hull = hull.hull(each)
    return f"{word_set(hull, unit)}, but not every number between"


def is_one_number(interval: Interval) -> bool:
    """Whether an open set only encloses a number that is no fraction, such as a root of two."""
    lower, upper = interval.lower, interval.upper
    if lower is None or upper is None or interval.lower_closed or interval.upper_closed:
        return False
    return upper - lower < _NARROW


def word_distance(claimed: Interval, found: Interval, unit: Unit) -> str | None:
    """Return how far apart two sets are: ``4.85 points too high``; ``None`` where they meet.

    The claim is what is too high or too low.
    """
    if not claimed.is_apart_from(found):
        return None
    if claimed.upper is not None and found.lower is not None and claimed.upper <= found.lower:
        return _gap(found.lower - claimed.upper, unit, "too low")
    assert claimed.lower is not None
    assert found.upper is not None
    return _gap(claimed.lower - found.upper, unit, "too high")


def _gap(gap: Fraction, unit: Unit, direction: str) -> str:
    if gap == 0:
        return f"just {direction}"
    if unit.kind in _PERCENT:
        return f"{_digits(gap * 100, 2, at_least_one=True)} points {direction}"
    noun = "" if unit.noun is None or unit.kind is UnitKind.FACTOR else f" {unit.noun}"
    suffix = " points" if unit.kind is UnitKind.POINTS else noun
    return f"{_digits(gap, _PLACES[unit.kind], at_least_one=True)}{suffix} {direction}"


def _needed_places(interval: Interval, unit: Unit) -> int:
    """Return enough decimals that the two ends look different and short ends are exact."""
    factor = 100 if unit.kind in _PERCENT else 1
    usual = _PLACES[unit.kind]
    ends = [end * factor for end in (interval.lower, interval.upper) if end is not None]
    if interval.is_point:
        return usual
    exact = max((places for end in ends if (places := _exact_places(end)) is not None), default=0)
    for places in range(max(usual, exact), MOST_PLACES):
        if len({_digits(end, places) for end in ends}) == len(ends):
            return places
    return MOST_PLACES


def _exact_places(number: Fraction) -> int | None:
    """Return how many decimals write a number exactly; ``None`` past a few, or without end."""
    return next((p for p in range(SHORT_PLACES + 1) if 10**p % number.denominator == 0), None)


def _digits(number: Fraction, places: int, *, at_least_one: bool = False) -> str:
    """Return grouped digits with at most this many decimals, trailing zeros cut."""
    scale = 10**places
    scaled = int(abs(number) * scale * 2 + 1) // 2
    if scaled == 0 and number != 0:
        if places >= MOST_PLACES:
            return _small(number, at_least_one)
        return _digits(number, places + 3, at_least_one=at_least_one)
    whole, decimals = divmod(scaled, scale)
    tail = f".{decimals:0{places}d}".rstrip("0") if places and decimals else ""
    return f"{'−' if number < 0 else ''}{whole:,}{tail}"


def _small(number: Fraction, at_least_one: bool) -> str:
    bound = f"10^−{MOST_PLACES}"
    if at_least_one:
        return f"less than {bound}"
    return f"under {bound}" if number > 0 else f"over −{bound}"
