"""Numbers and sets of numbers in words and digits, for every report alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.fraction import Fraction
from factcheck.model.told import Told, told, told_choice, told_digits, told_join
from factcheck.model.unit import Unit, UnitKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.figure import Figure
    from factcheck.model.interval import Interval

_PERCENT = (UnitKind.SHARE, UnitKind.RELATIVE_CHANGE)
_CHANGES = {UnitKind.RELATIVE_CHANGE, UnitKind.POINTS}
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
    text = _digits(number * _factor(unit), _usual_places(kind) if places is None else places)
    if unit.is_year and abs(number) < _LATEST:
        text = text.replace(",", "")
    if kind in _PERCENT:
        return told("{number} %", number=_told(text))
    return _with_points(text) if kind is UnitKind.POINTS else _told(text)


def _told(digits: str) -> str:
    """Return digits that other languages write in their way; of a tiny number its bound."""
    return digits if isinstance(digits, Told) else told_digits(digits)


def _usual_places(kind: UnitKind) -> int:
    return 3 if kind is UnitKind.FACTOR else 2


def _factor(unit: Unit) -> int:
    """Return what a number is multiplied by to be printed."""
    return 100 if unit.kind in _PERCENT else 1


def _with_points(text: str) -> str:
    number = _told(text)
    if text.removeprefix("−") == "1":
        return told("{number} point", number=number)
    return told("{number} points", number=number)


def with_noun(text: str, unit: Unit) -> str:
    """Return a number in words with what is counted, where that is known: ``9,167 reports``.

    Nouns are declared in the plural, so a single one stands without it.
    """
    is_single = unit.kind is UnitKind.COUNT and text.removeprefix("−") == "1"
    return text if unit.noun is None or is_single else told_join(" ", (text, unit.noun))


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
        return _on_its_side(end, beside, unit, places)

    lower, upper = interval.lower, interval.upper
    if lower is None and upper is None:
        return told("any number")
    if interval.is_point or is_one_number(interval):
        assert lower is not None
        return number(lower)
    if upper is None:
        assert lower is not None
        return at_least(number(lower)) if interval.lower_closed else more_than(number(lower))
    if lower is None:
        return at_most(number(upper)) if interval.upper_closed else less_than(number(upper))
    left = number(lower) if interval.lower_closed else more_than(number(lower))
    if interval.upper_closed:
        return told("{lower} to {upper}", lower=left, upper=number(upper))
    return told("{lower} to under {upper}", lower=left, upper=number(upper))


def at_least(number: str) -> str:
    """Return ``at least 9 %`` for ``9 %``."""
    return told("at least {number}", number=number)


def at_most(number: str) -> str:
    """Return ``at most 9 %`` for ``9 %``."""
    return told("at most {number}", number=number)


def more_than(number: str) -> str:
    """Return ``more than 9 %`` for ``9 %``."""
    return told("more than {number}", number=number)


def less_than(number: str) -> str:
    """Return ``less than 9 %`` for ``9 %``."""
    return told("less than {number}", number=number)


def word_sets(intervals: Sequence[Interval], unit: Unit, *, beside: Interval | None = None) -> str:
    """Return sets of which one is meant, in order: ``1, 5 or 9``; past a few only their hull.

    There is at least one. ``beside`` is as for ``word_set``.
    """
    first, *others = intervals
    if not others:
        return word_set(first, unit, beside=beside)
    if len(intervals) <= MOST_SETS:
        return told_choice(word_set(each, unit, beside=beside) for each in intervals)
    hull = first
    for each in others:
        hull = hull.hull(each)
    return told("{set}, but not every number between", set=word_set(hull, unit, beside=beside))


def is_one_number(interval: Interval) -> bool:
    """Whether an open set only encloses a number that is no fraction, such as a root of two."""
    lower, upper = interval.lower, interval.upper
    if lower is None or upper is None or interval.lower_closed or interval.upper_closed:
        return False
    return upper - lower < _NARROW


def word_distance(claimed: Interval, found: Interval, unit: Unit) -> str | None:
    """Return how far apart two sets are: ``4.85 points too high``; ``None`` where they meet.

    The claim is what is too high or too low; of two falls, one is too large or too small.
    """
    if not claimed.is_apart_from(found):
        return None
    if unit.kind in _CHANGES and _is_fall(claimed) and _is_fall(found):
        return _between_falls(claimed, found, unit)
    places = max(_places(claimed, found, unit), _places(found, claimed, unit))
    if claimed.upper is not None and found.lower is not None and claimed.upper <= found.lower:
        gap = _gap(found.lower - claimed.upper, unit, places)
        return told("{gap} too low", gap=gap) if gap else told("just too low")
    assert claimed.lower is not None
    assert found.upper is not None
    gap = _gap(claimed.lower - found.upper, unit, places)
    return told("{gap} too high", gap=gap) if gap else told("just too high")


def _between_falls(claimed: Interval, found: Interval, unit: Unit) -> str:
    """Return how far apart two falls are: who says −31 % of −18 % says too much, not too little."""
    places = max(_places(claimed, found, unit), _places(found, claimed, unit))
    assert claimed.upper is not None
    assert found.upper is not None
    if found.lower is not None and claimed.upper <= found.lower:
        gap = _gap(found.lower - claimed.upper, unit, places)
        return told("{gap} too large, as a fall", gap=gap) if gap else told("just too large a fall")
    assert claimed.lower is not None
    gap = _gap(claimed.lower - found.upper, unit, places)
    return told("{gap} too small, as a fall", gap=gap) if gap else told("just too small a fall")


def _is_fall(interval: Interval) -> bool:
    return interval.upper is not None and interval.upper <= 0


def _gap(gap: Fraction, unit: Unit, places: int) -> str:
    """Return a difference with its unit; the empty text for none."""
    if gap == 0:
        return ""
    digits = _digits(gap * _factor(unit), places, at_least_one=True)
    if unit.kind in _PERCENT or unit.kind is UnitKind.POINTS:
        return _with_points(digits)
    number = _told(digits)
    return number if unit.kind is UnitKind.FACTOR else with_noun(number, unit)


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


def _on_its_side(end: Fraction, beside: Interval | None, unit: Unit, places: int) -> str:
    """Return a number, with the side of another set's end that it lies on if no print shows it."""
    text = word_number(end, unit, places=places)
    if beside is None or places < MOST_PLACES:
        return text
    number = end * _factor(unit)
    if _rounded(number, places) == 0:
        return text
    for mark in _printed_ends(beside, unit):
        if not _is_order_shown(number, places, mark, places):
            if number > mark:
                return told("just over {number}", number=text)
            return told("just under {number}", number=text)
    return text


def _needed_places(interval: Interval, unit: Unit) -> int:
    """Return enough decimals that the two ends look different and short ends are exact."""
    usual = _usual_places(unit.kind)
    if interval.is_point:
        return usual
    ends = _printed_ends(interval, unit)
    exact = max((places for end in ends if (places := _exact_places(end)) is not None), default=0)
    if len(ends) == 1:
        return max(usual, exact)
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
    divisor = number.denominator
    return int(abs(number.numerator) * 10**places * 2 + divisor) // (2 * divisor)


def _small(number: Fraction, at_least_one: bool) -> str:
    bound = f"10^−{MOST_PLACES}"
    if at_least_one:
        return less_than(bound)
    if number > 0:
        return told("under {number}", number=bound)
    return told("over {number}", number=f"−{bound}")
