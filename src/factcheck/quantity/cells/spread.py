"""What each number of a cell's rows can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.whole import whole_numbers
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rounding import unrounded

if TYPE_CHECKING:
    from factcheck.model.cell import Measured

_MOST_PLACES = 12


class Spread(Struct, frozen=True):
    """The set that every number of some rows lies in."""

    bounds: Interval
    is_free: bool
    """Whether each row can have any number of the set, whatever the others have."""

    @property
    def is_exact(self) -> bool:
        """Whether linear rows say all there is to say of sums over some of the rows."""
        has_ends = self.bounds.lower_closed and self.bounds.upper_closed
        return self.is_free and has_ends


class Rounding(Struct, frozen=True):
    """How far the numbers of a cell may lie from what is printed."""

    down: Fraction
    up: Fraction
    lower_closed: bool = True
    upper_closed: bool = True
    is_nonnegative: bool = False
    """Whether none of them can be negative."""

    def around(self, lower: Fraction, upper: Fraction, rows: int = 1) -> Interval:
        """Return what numbers printed from ``lower`` to ``upper`` were; of sums over rows."""
        found = Interval(
            lower - self.down * rows, upper + self.up * rows, self.lower_closed, self.upper_closed
        )
        kept = found.intersect(Interval.at_least(0)) if self.is_nonnegative else found
        return found if kept is None else kept


EXACT = Rounding(Fraction(0), Fraction(0))


def rounding_of(measured: Measured, step: Fraction | None, *, is_whole: bool) -> Rounding:
    """Return how numbers printed at a step were rounded; ``None`` for exact ones.

    Halves are rounded away from zero, so the lower end is in for positive numbers. Whole
    numbers have whole ends, and a cell without a negative number has none before rounding.
    """
    if step is None:
        return EXACT
    # Around a positive number; what a negative one may have been lies the other way round.
    around = unrounded(step, step).shifted(-step)
    smallest = measured.minimum if measured.minimum is not None else Fraction(-1)
    if is_whole and smallest >= 0:
        whole = whole_numbers(around)
        assert whole is not None
        return _rounding(whole, is_nonnegative=True)
    both = around if smallest > 0 else around.hull(around.mirrored())
    return _rounding(both, is_nonnegative=smallest >= 0)


def _rounding(around: Interval, *, is_nonnegative: bool) -> Rounding:
    assert around.lower is not None
    assert around.upper is not None
    closed = around.lower_closed, around.upper_closed
    return Rounding(-around.lower, around.upper, *closed, is_nonnegative)


def apparent_step(number: Fraction) -> Fraction | None:
    """Return the step of a number that looks rounded: zeros past its second figure, decimals."""
    step = printed_step(number)
    if step is None or step < 1:
        return step
    most = Fraction(10 ** max(len(str(abs(number.numerator))) - 2, 0))
    return min(step, most) if min(step, most) > 1 else None


def printed_step(number: Fraction) -> Fraction | None:
    """Return the place of a number's last digit that is not zero; ``None`` for no such one."""
    if number == 0:
        return None
    if number.denominator == 1:
        digits = str(abs(number.numerator))
        return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
        if places > _MOST_PLACES:
            return None
    return Fraction(1, 10**places)


def rounded_step(number: Fraction, finest: Fraction | None) -> Fraction | None:
    """Return the step of a number that looks rounded, as far as others beside it allow.

    ``finest`` is the finest step of the column: one printed to the unit is not rounded.
    """
    step = apparent_step(number)
    if step is None or finest is None:
        return step
    return None if finest == 1 else min(step, finest)
