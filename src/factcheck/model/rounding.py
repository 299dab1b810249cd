"""Rounding as an inverse image: the numbers that would have been printed so."""

from __future__ import annotations

import re
from enum import Enum
from typing import assert_never

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval

_DIGITS = 10
_HALF = 5


class RoundingMode(Enum):
    """The ways in which a number becomes a printed one."""

    HALF_UP = "half-up"
    """To the nearest; halves towards plus infinity."""
    HALF_DOWN = "half-down"
    """To the nearest; halves towards minus infinity."""
    HALF_EVEN = "half-even"
    """To the nearest; halves to the even last digit."""
    HALF_AWAY_FROM_ZERO = "half-away-from-zero"
    HALF_TOWARDS_ZERO = "half-towards-zero"
    ANY = "any"
    """To the nearest; halves either way."""
    UP = "up"
    """Away from zero."""
    DOWN = "down"
    """Towards zero."""
    TRUNCATED = "truncated"
    """Towards zero, by another name: further digits are cut off."""
    CEILING = "ceiling"
    """Towards plus infinity."""
    FLOOR = "floor"
    """Towards minus infinity."""
    CEILING_OR_FLOOR = "ceiling-or-floor"
    """To either neighbour, however far."""
    ZERO_OR_FIVE_UP = "05up"
    """Towards zero, but away from it where the last digit would be 0 or 5 (as in Python)."""
    UP_FROM = "up-from"
    """Towards plus infinity from a digit on, towards minus infinity below it."""
    DOWN_FROM = "down-from"
    """The mirror image of ``up-from``: towards minus infinity from a digit on, counted down."""


class Rounding(Struct, frozen=True):
    """A mode, and the first dropped digit from which the modes ``up-from``, ``down-from`` turn."""

    mode: RoundingMode
    digit: int = _HALF
    """1 to 9; read by these two modes alone."""

    @property
    def name(self) -> str:
        """The name on the command line, such as ``half-even`` or ``up-from-6``."""
        return f"{self.mode.value}-{self.digit}" if self.mode in _WITH_DIGIT else self.mode.value

    @property
    def words(self) -> str:
        """What it does, behind the word "rounded"."""
        return _WORDS[self.mode].format(digit=self.digit)


_WORDS = {
    RoundingMode.HALF_UP: "to the nearest, halves up",
    RoundingMode.HALF_DOWN: "to the nearest, halves down",
    RoundingMode.HALF_EVEN: "to the nearest, halves to the even digit",
    RoundingMode.HALF_AWAY_FROM_ZERO: "to the nearest, halves away from zero",
    RoundingMode.HALF_TOWARDS_ZERO: "to the nearest, halves towards zero",
    RoundingMode.ANY: "to the nearest, halves either way",
    RoundingMode.UP: "away from zero",
    RoundingMode.DOWN: "towards zero",
    RoundingMode.TRUNCATED: "towards zero, further digits cut off",
    RoundingMode.CEILING: "up",
    RoundingMode.FLOOR: "down",
    RoundingMode.CEILING_OR_FLOOR: "up or down",
    RoundingMode.ZERO_OR_FIVE_UP: "towards zero, but a last digit 0 or 5 away from it",
    RoundingMode.UP_FROM: "up from a {digit} on, else down",
    RoundingMode.DOWN_FROM: "down from a {digit} on, counted from above, else up",
}
_WITH_DIGIT = frozenset({RoundingMode.UP_FROM, RoundingMode.DOWN_FROM})
_NAMED = re.compile(r"(?P<mode>up-from|down-from)-(?P<digit>[1-9])")
NEAREST = Rounding(RoundingMode.HALF_AWAY_FROM_ZERO)
"""How numbers are taken to be rounded where nothing else is said."""
ANY_NEAREST = Rounding(RoundingMode.ANY)
EITHER_MULTIPLE = Rounding(RoundingMode.CEILING_OR_FLOOR)
"""Rounding at random, which keeps multiples and sends all others to either neighbour."""
_ALSO = {"random": EITHER_MULTIPLE, "nearest": NEAREST}
"""Other names that publishers use for what is done to the numbers of a table."""


def rounding_names() -> tuple[str, ...]:
    """Return the names that ``rounding_named`` knows, with one digit for those that take any."""
    return tuple(Rounding(mode, 6).name for mode in RoundingMode)


def rounding_named(name: str) -> Rounding | None:
    """Return the rounding of a name such as ``half-even`` or ``up-from-6``; ``None`` for none."""
    match = _NAMED.fullmatch(name)
    if match is not None:
        return Rounding(RoundingMode(match["mode"]), int(match["digit"]))
    found = next((mode for mode in RoundingMode if mode.value == name), None)
    return None if found is None or found in _WITH_DIGIT else Rounding(found)


def table_rounding_names() -> tuple[str, ...]:
    """Return the names that ``table_rounding_named`` knows, the most usual first."""
    return (*_ALSO, *rounding_names())


def table_rounding_named(name: str) -> Rounding | None:
    """Return how the numbers of a table were rounded: as ``rounding_named``, or ``random``."""
    return _ALSO.get(name) or rounding_named(name)


def unrounded(printed: Fraction, unit: Fraction, rounding: Rounding = NEAREST) -> Interval:
    """Return the numbers that are printed as ``printed`` when rounded in steps of ``unit``.

    The sign of ``unit`` does not matter; it is not zero. The names follow Python's ``decimal``
    and the scrutiny package's ``unround`` (Jung, 2023), which call the same things differently.
    """
    step = abs(unit)
    match rounding.mode:
        case (
            RoundingMode.HALF_AWAY_FROM_ZERO
            | RoundingMode.HALF_TOWARDS_ZERO
            | RoundingMode.UP
            | RoundingMode.DOWN
            | RoundingMode.TRUNCATED
            | RoundingMode.ZERO_OR_FIVE_UP
        ) if printed < 0:
            return unrounded(-printed, step, rounding).mirrored()
        case RoundingMode.HALF_AWAY_FROM_ZERO:
            return _between(printed, step / 2, step / 2, printed != 0, False)
        case RoundingMode.HALF_TOWARDS_ZERO:
            return _between(printed, step / 2, step / 2, printed == 0, True)
        case RoundingMode.HALF_EVEN:
            is_even = printed / step % 2 == 0
            return _between(printed, step / 2, step / 2, is_even, is_even)
        case RoundingMode.ANY:
            return _between(printed, step / 2, step / 2, True, True)
        case RoundingMode.CEILING_OR_FLOOR:
            return _between(printed, step, step, False, False)
        case RoundingMode.UP:
            return _reached_from_below(printed, step) if printed else Interval.point(0)
        case RoundingMode.DOWN | RoundingMode.TRUNCATED:
            return _kept(printed, step) if printed else _between(printed, step, step, False, False)
        case RoundingMode.CEILING:
            return _reached_from_below(printed, step)
        case RoundingMode.FLOOR:
            return _kept(printed, step)
        case RoundingMode.ZERO_OR_FIVE_UP:
            return _zero_or_five_up(printed, step)
        case (
            RoundingMode.HALF_UP
            | RoundingMode.HALF_DOWN
            | RoundingMode.UP_FROM
            | RoundingMode.DOWN_FROM
        ):
            return _by_digit(printed, step, rounding)
        case _:
            assert_never(rounding.mode)


def unrounded_cell(
    printed: Fraction,
    step: Fraction | None,
    *,
    is_nonnegative: bool,
    rounding: Rounding | None = None,
    noise: Fraction | None = None,
) -> Interval:
    """Return the numbers that a cell of a column may stand for.

    ``step`` is the one that the column was rounded to, ``None`` for none; ``noise`` is how far
    each number was moved before. ``is_nonnegative`` says that the column has none below zero: a
    nought is then no less.
    """
    found = Interval.point(printed)
    if step is not None:
        found = unrounded(printed, step, rounding or NEAREST)
    if noise is not None:
        found += Interval(-noise, noise)
    kept = found.intersect(Interval.at_least(0)) if is_nonnegative else found
    return found if kept is None else kept


def _between(
    printed: Fraction, down: Fraction, up: Fraction, lower_closed: bool, upper_closed: bool
) -> Interval:
    return Interval(printed - down, printed + up, lower_closed, upper_closed)


def _reached_from_below(printed: Fraction, step: Fraction) -> Interval:
    """Return the numbers that rise to a printed one."""
    return Interval(printed - step, printed, False, True)


def _kept(printed: Fraction, step: Fraction) -> Interval:
    """Return the numbers that fall to a printed one."""
    return Interval(printed, printed + step, True, False)


def _zero_or_five_up(printed: Fraction, step: Fraction) -> Interval:
    last = printed / step % _HALF
    if last == 0:
        return Interval.point(printed)
    # What was cut to the zero or five below rises here too.
    return _between(printed, step, step, False, False) if last == 1 else _kept(printed, step)


def _by_digit(printed: Fraction, step: Fraction, rounding: Rounding) -> Interval:
    """Return the numbers that fall to a printed one below some digit, and rise from it on.

    The digit's own number rises for the modes that go up, and falls for those that go down.
    """
    goes_up = rounding.mode in {RoundingMode.HALF_UP, RoundingMode.UP_FROM}
    digit = rounding.digit if rounding.mode in _WITH_DIGIT else _HALF
    part = step * Fraction(digit, _DIGITS)
    if goes_up:
        return _between(printed, step - part, part, True, False)
    return _between(printed, part, step - part, False, True)
