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
_LATEST = 10_000
"""Years below this are printed as they are written."""
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
    text = _digits(number * _factor(unit), _PLACES[kind] if places is None else places)
    if unit.is_year and abs(number) < _LATEST:
        text = text.replace(",", "")
    if kind in _PERCENT:
        return f"{text} %"
    if kind is UnitKind.POINTS:
        return _with_points(text)
    return text


def _factor(unit: Unit) -> int:
    """Return what a number is multiplied by to be printed."""
    return 100 if unit.kind in _PERCENT else 1


def _with_points(text: str) -> str:
    return f"{text} {'point' if text.removeprefix('−') == '1' else 'points'}"


def with_noun(text: str, unit: Unit) -> str:
    """Return a number in words with what is counted, where that is known: ``9,167 reports``.

    Nouns are declared in the plural, so a single one stands without it.
    """
    is_single = unit.kind is UnitKind.COUNT and text.removeprefix("−") == "1"
    return text if unit.noun is None or is_single else f"{text} {unit.noun}"


def difference_of(interval: Interval, unit: Unit) -> tuple[Interval, Unit]:
    """Return a difference of two numbers of a unit: of percentages in percentage points."""
    if unit.kind in _PERCENT:
        return interval.scaled(100), Unit(UnitKind.POINTS)
    return interval, unit


def worded_unit(unit: Unit, figure: Figure | None) -> Unit:
    """Return the unit to word a number in: a factor claimed as a percentage is worded as one."""
    if unit.kind is UnitKind.FACTOR and figure is not None and figure.has_percent_sign:
        return Unit(UnitKind.SHARE)
    return unit


def word_set(
    interval: Interval, unit: Unit, *, beside: Interval | None = None, places: int | None = None
) -> str:
    """Return a set in words: ``9 % to under 10 %``, ``more than 29,000,000``, ``9,167``.

    Where it is read ``beside`` another set, both have as many decimals as show how they lie to
    each other: what is under 10 % is never printed as 10 %. ``places`` says how many decimals
    there are, where more than are usual are needed.
    """
    places = _places(interval, beside, unit) if places is None else places

    def number(end: Fraction) -> str:
        return f"{_side(end, beside, unit, places)}{word_number(end, unit, places=places)}"

    lower, upper = interval.lower, interval.upper
    if lower is None and upper is None:
        return "any number"
    if interval.is_point or is_one_number(interval):
        assert lower is not None
        return number(lower)
    if upper is None:
        assert lower is not None
        return f"{'at least' if interval.lower_closed else 'more than'} {number(lower)}"
    if lower is None:
        return f"{'at most' if interval.upper_closed else 'less than'} {number(upper)}"
    left = number(lower) if interval.lower_closed else f"more than {number(lower)}"
    right = f"to {'' if interval.upper_closed else 'under '}{number(upper)}"
    return f"{left} {right}"


def word_sets(intervals: Sequence[Interval], unit: Unit, *, beside: Interval | None = None) -> str:
    """Return sets of which one is meant, in order: ``1, 5 or 9``; past a few only their hull.

    There is at least one. ``beside`` is as for ``word_set``.
    """
    first, *others = intervals
    if not others:
        return word_set(first, unit, beside=beside)
    if len(intervals) <= MOST_SETS:
        *before, last = (word_set(each, unit, beside=beside) for each in intervals)
        return f"{', '.join(before)} or {last}"
    hull = first
    for each in others:
        hull = hull.hull(each)
    return f"{word_set(hull, unit, beside=beside)}, but not every number between"


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
    places = max(_places(claimed, found, unit), _places(found, claimed, unit))
    if claimed.upper is not None and found.lower is not None and claimed.upper <= found.lower:
        return _gap(found.lower - claimed.upper, unit, places, "too low")
    assert claimed.lower is not None
    assert found.upper is not None
    return _gap(claimed.lower - found.upper, unit, places, "too high")


def _gap(gap: Fraction, unit: Unit, places: int, direction: str) -> str:
    if gap == 0:
        return f"just {direction}"
    digits = _digits(gap * _factor(unit), places, at_least_one=True)
    if unit.kind in _PERCENT or unit.kind is UnitKind.POINTS:
        return f"{_with_points(digits)} {direction}"
    told = digits if unit.kind is UnitKind.FACTOR else with_noun(digits, unit)
    return f"{told} {direction}"


def _places(interval: Interval, beside: Interval | None, unit: Unit) -> int:
    """Return enough decimals for a set, and that it visibly lies to another as it does."""
    interval = _as_printed(interval)
    own = _needed_places(interval, unit)
    if beside is None:
        return own
    beside = _as_printed(beside)
    other = _needed_places(beside, unit)
    ends, marks = _printed_ends(interval, unit), _printed_ends(beside, unit)
    for places in range(min(own, other), MOST_PLACES):
        if all(
            _is_order_shown(end, max(own, places), mark, max(other, places))
            for end in ends
            for mark in marks
        ):
            return max(own, places)
    return MOST_PLACES


def _as_printed(interval: Interval) -> Interval:
    """Return one number where a set only encloses one."""
    if interval.lower is None or not is_one_number(interval):
        return interval
    return interval.point(interval.lower)


def _printed_ends(interval: Interval, unit: Unit) -> list[Fraction]:
    """Return the ends of a set as they are printed, but for rounding."""
    ends = (interval.lower, interval.upper)
    return [end * _factor(unit) for end in ends if end is not None]


def _is_order_shown(end: Fraction, places: int, mark: Fraction, others: int) -> bool:
    """Whether two rounded numbers are in the order of the numbers themselves."""
    if end.denominator == 1 and mark.denominator == 1:
        return True
    if abs(end - mark) * 10 ** min(places, others) > 1:
        # Rounding moves each by half a step at most.
        return True
    shown, beside = _rounded(end, places), _rounded(mark, others)
    return (shown < beside, shown == beside) == (end < mark, end == mark)


def _side(end: Fraction, beside: Interval | None, unit: Unit, places: int) -> str:
    """Return on which side of another set's end a number lies that no print tells from it."""
    if beside is None or places < MOST_PLACES:
        return ""
    number = end * _factor(unit)
    if _rounded(number, places) == 0:
        return ""
    for mark in _printed_ends(beside, unit):
        if not _is_order_shown(number, places, mark, places):
            return "just over " if number > mark else "just under "
    return ""


def _needed_places(interval: Interval, unit: Unit) -> int:
    """Return enough decimals that the two ends look different and short ends are exact."""
    usual = _PLACES[unit.kind]
    if interval.is_point:
        return usual
    ends = _printed_ends(interval, unit)
    exact = max((places for end in ends if (places := _exact_places(end)) is not None), default=0)
    for places in range(max(usual, exact), MOST_PLACES):
        if len({_rounded(end, places) for end in ends}) == len(ends):
            return places
    return MOST_PLACES


def _exact_places(number: Fraction) -> int | None:
    """Return how many decimals write a number exactly; ``None`` past a few, or without end."""
    return next((p for p in range(SHORT_PLACES + 1) if 10**p % number.denominator == 0), None)


def _digits(number: Fraction, places: int, *, at_least_one: bool = False) -> str:
    """Return grouped digits with at most this many decimals, trailing zeros cut.

    A number that would round to zero has more of them.
    """
    places = _places_of(number, places)
    scale = 10**places
    scaled = _scaled(number, places)
    if scaled == 0 and number != 0:
        return _small(number, at_least_one)
    whole, decimals = divmod(scaled, scale)
    tail = f".{decimals:0{places}d}".rstrip("0") if places and decimals else ""
    return f"{'−' if number < 0 else ''}{whole:,}{tail}"


def _rounded(number: Fraction, places: int) -> Fraction:
    """Return a number as ``_digits`` prints it."""
    places = _places_of(number, places)
    scaled = _scaled(number, places)
    return Fraction(-scaled if number < 0 else scaled, 10**places)


def _places_of(number: Fraction, places: int) -> int:
    """Return how many decimals a number has that may not look like zero."""
    while number != 0 and places < MOST_PLACES and _scaled(number, places) == 0:
        places += 3
    return places


def _scaled(number: Fraction, places: int) -> int:
    """Return the size of a number in units of its last decimal, halves rounded up."""
    return int(abs(number) * 10**places * 2 + 1) // 2


def _small(number: Fraction, at_least_one: bool) -> str:
    bound = f"10^−{MOST_PLACES}"
    if at_least_one:
        return f"less than {bound}"
    return f"under {bound}" if number > 0 else f"over −{bound}"
