"""What being whole takes from a set: of a number, and of a row over whole numbers."""

from __future__ import annotations

from math import ceil, floor, gcd, lcm
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from factcheck.model.linear import Row

_ZERO, _ONE = Fraction(0), Fraction(1)


def whole_numbers(bounds: Interval) -> Interval | None:
    """Return the smallest closed interval around the whole numbers of another.

    ``None`` where it holds no whole number.
    """
    if _is_reached(bounds.lower, _ZERO, _ONE, bounds.lower_closed) and _is_reached(
        bounds.upper, _ZERO, _ONE, bounds.upper_closed
    ):
        return bounds
    lower = None if bounds.lower is None else _first_whole(bounds.lower, bounds.lower_closed)
    mirrored = bounds.mirrored()
    upper = None if mirrored.lower is None else -_first_whole(mirrored.lower, mirrored.lower_closed)
    if lower is not None and upper is not None and lower > upper:
        return None
    return Interval(lower, upper)


def _first_whole(lower: Fraction, closed: bool) -> Fraction:
    return Fraction(ceil(lower) if closed else floor(lower) + 1)


def whole_row(row: Row, integers: AbstractSet[str]) -> Row | None:
    """Return a row with its set shrunk to what whole numbers can reach; ``None`` for nothing.

    A form over whole numbers goes in steps: ``2x + 4y + 1`` is odd. A row in which some number
    need not be whole is returned as it is.
    """
    form, allowed = row.form, row.allowed
    if form.is_constant:
        return row
    for name, _ in form.terms:
        if name not in integers:
            return row
    step = common_step(multiple for _, multiple in form.terms)
    constant = form.constant
    if _is_reached(allowed.lower, constant, step, allowed.lower_closed) and _is_reached(
        allowed.upper, constant, step, allowed.upper_closed
    ):
        return row
    steps = whole_numbers(allowed.shifted(-constant).scaled(1 / step))
    if steps is None:
        return None
    return replace(row, allowed=steps.scaled(step).shifted(constant))


def _is_reached(end: Fraction | None, constant: Fraction, step: Fraction, closed: bool) -> bool:
    """Whether an end is one that whole numbers can reach, or there is none."""
    if end is None:
        return True
    return closed and ((end - constant) / step).denominator == 1


def common_step(numbers: Iterable[Fraction]) -> Fraction:
    """Return the greatest number of which each of some is a whole multiple; 0 for zeros alone."""
    above, below = 0, 1
    for each in numbers:
        numerator, denominator = each.numerator, each.denominator
        above = gcd(above, numerator)
        if denominator != 1:
            below = lcm(below, denominator)
    return Fraction(above, below)
