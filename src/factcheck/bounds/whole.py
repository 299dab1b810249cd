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


def whole_numbers(bounds: Interval) -> Interval | None:
    """Return the smallest closed interval around the whole numbers of another.

    ``None`` where it holds no whole number.
    """
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
    form = row.form
    if form.is_constant or not all(name in integers for name, _ in form.terms):
        return row
    step = common_step(multiple for _, multiple in form.terms)
    steps = whole_numbers(row.allowed.shifted(-form.constant).scaled(1 / step))
    if steps is None:
        return None
    allowed = steps.scaled(step).shifted(form.constant)
    return row if allowed == row.allowed else replace(row, allowed=allowed)


def common_step(numbers: Iterable[Fraction]) -> Fraction:
    """Return the greatest number of which each of some is a whole multiple; 0 for zeros alone."""
    every = tuple(numbers)
    return Fraction(
        gcd(*(each.numerator for each in every)), lcm(*(each.denominator for each in every))
    )
