"""A scale: which numbers are in the picture, where each of them is, and the round ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.told import told, told_digits
from factcheck.model.unit import UnitKind
from factcheck.report.charts.letters import width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from factcheck.model.interval import Interval
    from factcheck.model.unit import Unit

_PERCENT = frozenset({UnitKind.SHARE, UnitKind.RELATIVE_CHANGE})
_LATEST = 10_000
"""Years below this are written without a sign between their digits."""
_LONGEST = 15
"""Whole numbers of more digits than this are written as powers of ten."""
_SMALLEST = 9
"""So are those with more zeros than this behind the point."""
_NICE = (1, 2, 5)
_APART = 12
"""What lies between two labels at least."""


class Scale(Struct, frozen=True):
    """Numbers along a line of the page, the smallest at ``start``."""

    lower: Fraction
    upper: Fraction
    start: int
    end: int
    """Less than ``start`` for a line that goes up the page."""

    def at(self, number: Fraction) -> Fraction:
        """Return where a number is; what is beyond an end is at the end."""
        kept = min(max(number, self.lower), self.upper)
        return self.start + (kept - self.lower) * (self.end - self.start) / (
            self.upper - self.lower
        )


class Tick(Struct, frozen=True):
    """A round number of a scale."""

    number: Fraction
    text: str


def scale_of(
    sets: Iterable[Interval], unit: Unit, start: int, end: int, *, has_room: bool = True
) -> Scale:
    """Return a scale on which some sets are to be seen.

    Zero belongs to it where the numbers are not far from it, as does the whole of shares where it
    is no farther from them than they are from each other: what is claimed and found fills the
    scale. Without ``has_room`` it ends where the numbers end.
    """
    every = tuple(sets)
    ends = [end for each in every for end in (each.lower, each.upper) if end is not None]
    if not ends:
        return Scale(Fraction(-1), Fraction(1), start, end)
    lower, upper = min(ends), max(ends)
    if not has_room and lower < upper:
        return Scale(lower, upper, start, end)
    below = any(each.lower is None for each in every)
    above = any(each.upper is None for each in every)
    return Scale(*_roomy((lower, upper), (below, above), unit), start, end)


def _roomy(
    ends: tuple[Fraction, Fraction], beyond: tuple[bool, bool], unit: Unit
) -> tuple[Fraction, Fraction]:
    """Return ends with some room beside them: much where a set goes on there."""
    lower, upper = ends
    if 0 < lower <= upper / 2 and not beyond[0]:
        lower = Fraction(0)
    if lower / 2 <= upper < 0 and not beyond[1]:
        upper = Fraction(0)
    span = upper - lower
    if unit.kind is UnitKind.SHARE and lower >= 0 and Fraction(3, 4) <= upper <= 1 <= upper + span:
        upper = Fraction(1)
        span = upper - lower
    if span == 0:
        span = max(abs(lower), Fraction(2, 100 if unit.kind in _PERCENT else 1))
    room = [span / (2 if is_open else 20) for is_open in beyond]
    if lower == upper:
        room = [span / 2, span / 2]
    start, end = lower - room[0], upper + room[1]
    if lower >= 0 and not beyond[0]:
        start = max(start, Fraction(0))
    if lower < 0 and upper <= 0 and not beyond[1]:
        end = min(end, Fraction(0))
    if unit.kind is UnitKind.SHARE and (upper < 1 or (upper == 1 and not beyond[1])):
        end = min(end, Fraction(1))
    return start, end


def ticks_of(
    scale: Scale, unit: Unit, most: int, size: int, say: Callable[[str], str]
) -> tuple[Tick, ...]:
    """Return the round numbers of a scale that goes from left to right.

    They are as many as their labels leave room for, and at most so many.
    """
    every = ((step, _at_step(scale, unit, step, say)) for step in _steps(scale, unit, most))
    return next(ticks for step, ticks in every if _have_room(scale, step, ticks, size))


def _have_room(scale: Scale, step: Fraction, ticks: tuple[Tick, ...], size: int) -> bool:
    widest = max((width_of(tick.text, size) for tick in ticks), default=Fraction(0))
    room = abs(scale.at(scale.lower + step) - scale.start)
    return len(ticks) <= 1 or widest + _APART <= room


def levels_of(scale: Scale, unit: Unit, most: int, say: Callable[[str], str]) -> tuple[Tick, ...]:
    """Return the round numbers of a scale that goes up, at most so many."""
    return _at_step(scale, unit, next(_steps(scale, unit, most)), say)


def _at_step(
    scale: Scale, unit: Unit, step: Fraction, say: Callable[[str], str]
) -> tuple[Tick, ...]:
    """Return the multiples of a step that are in a scale."""
    numbers = _multiples(scale, step)
    return tuple(Tick(number, say(tick_text(number, unit))) for number in numbers)


def _steps(scale: Scale, unit: Unit, most: int) -> Iterator[Fraction]:
    """Yield round steps without end, the smallest with so many in the scale first."""
    factor = 100 if unit.kind in _PERCENT else 1
    span = (scale.upper - scale.lower) * factor
    power = Fraction(1)
    while power * 10 <= span / most:
        power *= 10
    while power > span / most:
        power /= 10
    if unit.kind is UnitKind.COUNT and span >= 1:
        power = max(power, Fraction(1))
    while True:
        for nice in _NICE:
            if power * nice * most >= span:
                yield power * nice / factor
        power *= 10


def _multiples(scale: Scale, step: Fraction) -> Iterator[Fraction]:
    number = -(-scale.lower // step) * step
    while number <= scale.upper:
        yield Fraction(number)
        number += step


def tick_text(number: Fraction, unit: Unit) -> str:
    """Return a round number as it is told: ``20 %``, ``−1,500``, ``5 × 10^29``."""
    shown = number * 100 if unit.kind in _PERCENT else number
    digits = _digits(shown)
    if unit.is_year and abs(number) < _LATEST:
        digits = digits.replace(",", "")
    text = told_digits(digits)
    return told("{number} %", number=text) if unit.kind in _PERCENT else text


def _digits(number: Fraction) -> str:
    """Return a number with few digits that count, exactly."""
    sign, size = ("−" if number < 0 else ""), abs(number)
    places = 0
    while size.denominator != 1 and places <= _SMALLEST:
        places, size = places + 1, size * 10
    if size.denominator != 1 or len(str(size)) - places > _LONGEST:
        return f"{sign}{_power(abs(number))}"
    digits = str(size).rjust(places + 1, "0")
    whole = f"{int(digits[: len(digits) - places]):,}"
    return f"{sign}{whole}.{digits[-places:]}" if places else f"{sign}{whole}"


def _power(size: Fraction) -> str:
    power = 0
    while size >= 10:  # noqa: PLR2004 - digits count in tens
        size, power = size / 10, power + 1
    while size < 1:
        size, power = size * 10, power - 1
    places = 0
    while (size * 10**places).denominator != 1:
        places += 1
    digits = str(size * 10**places)
    mantissa = digits if places == 0 else f"{digits[0]}.{digits[1:]}"
    exponent = str(power).replace("-", "−")
    return f"10^{exponent}" if mantissa == "1" else f"{mantissa} × 10^{exponent}"
