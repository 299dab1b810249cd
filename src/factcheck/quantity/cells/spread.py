"""What each number of a cell's rows can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.whole import whole_numbers
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rounding import unrounded_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factcheck.model.cell import Cell, Measured
    from factcheck.model.rounding import Rounding as Way

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
    """How the numbers of a column were rounded, and moved by noise before."""

    step: Fraction | None
    """``None`` for exact ones."""
    is_whole: bool
    """Whether they were whole before."""
    is_nonnegative: bool
    """Whether none of them can have been negative."""
    way: Way | None = None
    """How they were, where that is declared; else to the nearest, halves away from zero."""
    noise: Fraction | None = None
    """How far each was moved before; ``None`` where it was not."""

    @property
    def is_exact(self) -> bool:
        """Whether what is printed is what was counted."""
        return self.step is None and self.noise is None

    def around(self, printed: Fraction) -> Interval:
        """Return what a printed number may have been."""
        return self._around(printed, is_nonnegative=self.is_nonnegative)

    def _around(self, printed: Fraction, *, is_nonnegative: bool) -> Interval:
        if self.is_exact:
            return Interval.point(printed)
        found = unrounded_cell(
            printed, self.step, is_nonnegative=is_nonnegative, rounding=self.way, noise=self.noise
        )
        whole = whole_numbers(found) if self.is_whole else found
        assert whole is not None
        return whole

    def between(self, lower: Fraction, upper: Fraction) -> Interval:
        """Return what numbers printed from one to another may have been."""
        return self.around(lower).hull(self.around(upper))

    def total(self, measured: Measured) -> Interval:
        """Return what the sum of the numbers of some rows can be: each lies where it can alone."""
        if self.is_exact:
            return Interval.point(measured.total)
        if measured.minimum is not None and measured.minimum == measured.maximum:
            return self.around(measured.minimum).scaled(measured.rows)
        positives = measured.rows - measured.zeros - measured.negatives
        total = Interval.point(measured.total) + self.around(Fraction(0)).scaled(measured.zeros)
        for sign, rows in ((1, positives), (-1, measured.negatives)):
            if rows:
                total += self._moved(sign).scaled(rows)
        # A number that is no multiple of the step may be nearer to zero than half of it.
        kept = total.intersect(Interval.at_least(0)) if self.is_nonnegative else total
        return total if kept is None else kept

    def _moved(self, sign: int) -> Interval:
        """Return how far a number above or below zero lies from what is printed of it at most.

        That may hang on its last digit, as halves go to the even one.
        """
        step = _ONE if self.step is None else self.step
        digits = _DIGITS if self.way is not None else (1,)
        found = None
        for digit in digits:
            printed = sign * digit * step
            moved = self._around(printed, is_nonnegative=False).shifted(-printed)
            found = moved if found is None else found.hull(moved)
        assert found is not None
        return found


_ONE = Fraction(1)
_DIGITS = range(1, 11)


EXACT = Rounding(None, is_whole=False, is_nonnegative=False)
"""How numbers are that were not rounded."""


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


def finest_step(cells: Iterable[Cell], place: int) -> Fraction | None:
    """Return the finest step that numbers of one measure are printed to; ``None`` for no number."""
    measured = (cell.measured[place] for cell in cells)
    ends = (n for each in measured for n in (each.total, each.minimum, each.maximum))
    steps = (printed_step(n) for n in ends if n is not None)
    return min((step for step in steps if step is not None), default=None)


def looks_rounded(cells: Sequence[Cell], place: int) -> bool:
    """Whether some single number of one measure looks like a rounded figure.

    A column is rounded throughout or not at all: beside 9,012 the number 9,000 is not.
    """
    measured = (cell.measured[place] for cell in cells)
    are_any = any(one.rows == 1 and apparent_step(one.total) is not None for one in measured)
    return are_any and finest_step(cells, place) != 1


def rounded_step(number: Fraction, finest: Fraction | None) -> Fraction | None:
    """Return the step of a number that looks rounded, as far as others beside it allow.

    ``finest`` is the finest step of the column: one printed to the unit is not rounded.
    """
    step = apparent_step(number)
    if step is None or finest is None:
        return step
    return None if finest == 1 else min(step, finest)
