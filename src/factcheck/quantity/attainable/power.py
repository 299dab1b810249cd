"""How much a question can tell: how many figures printed like the one asked of are impossible."""

from __future__ import annotations

from math import ceil, floor, lcm
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.whole import whole_numbers
from factcheck.model.attainable import Power
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rounding import rounding_named, unrounded
from factcheck.quantity.attainable.sums import sums_in

if TYPE_CHECKING:
    from factcheck.model.attainable import Question, SumRow
    from factcheck.model.rounding import Rounding
    from factcheck.quantity.attainable.sumsets import Sumset

MOST_PRINTS = 10_001
"""Of no more figures it is counted which are possible; percentages with two decimals are that."""
_ROUND = 10
"""After so many figures every way of rounding does the same again."""
_FURTHEST = 2
"""No way of rounding moves a number by as many steps."""


class _Prints(Struct, frozen=True):
    """Figures with some number of decimals, counted in their steps."""

    step: Fraction
    rounding: Rounding
    row: SumRow
    reached: Sumset

    @property
    def gap(self) -> Fraction:
        """How many steps the possible means lie apart, far from gaps."""
        return abs(self.row.multiple) * self.reached.stride / self.step

    def stands_for(self, place: int) -> Interval:
        """Return the numbers that are printed so."""
        return unrounded(place * self.step, self.step, self.rounding)

    def is_possible(self, place: int) -> bool:
        """Whether numbers have such a mean."""
        return self.reached.within(sums_in(self.row, self.stands_for(place))) is not None

    def is_possible_far_out(self, place: int) -> bool:
        """Whether numbers would have such a mean if there were no end and no gap."""
        origin = self.row.constant + self.row.multiple * self.reached.origin
        means = self.stands_for(place).shifted(-origin)
        stride = self.row.multiple * self.reached.stride
        return whole_numbers(means.scaled(1 / stride)) is not None


def power_of(question: Question, row: SumRow, reached: Sumset | None) -> Power | None:
    """Return the share of figures printed like this that no numbers have; ``None`` for words.

    Figures printed like this are those with as many decimals that stand for some number, whole
    or not, between the ends of the scale. On a scale without an end it is the share of those
    further and further out.
    """
    printed, scale = question.printed, question.scale
    if printed.step is None or printed.rounding is None:
        return None
    ratio = 1 - question.n * printed.step / abs(scale.grain)
    rounding = rounding_named(printed.rounding)
    assert rounding is not None
    if reached is None:
        return Power(Fraction(1), True, ratio)
    prints = _Prints(printed.step, rounding, row, reached)
    if scale.lower is None or scale.upper is None:
        return Power(*_endless(prints, scale.upper is not None), ratio)
    return Power(*_between(prints, Interval(scale.lower, scale.upper)), ratio)


def _between(prints: _Prints, ends: Interval) -> tuple[Fraction, bool]:
    """Return the share of impossible figures between two ends, and whether it is exact."""
    assert ends.lower is not None
    assert ends.upper is not None
    first = floor(ends.lower / prints.step) - _FURTHEST
    last = ceil(ends.upper / prints.step) + _FURTHEST
    if last - first > MOST_PRINTS + 2 * _FURTHEST:
        return _roughly(prints, ends.upper - ends.lower), False
    meant = [
        place
        for place in range(first, last + 1)
        if not prints.stands_for(place).is_apart_from(ends)
    ]
    impossible = sum(not prints.is_possible(place) for place in meant)
    return Fraction(impossible, len(meant)), True


def _roughly(prints: _Prints, width: Fraction) -> Fraction:
    """Return about what share of figures is impossible, where they are too many to count."""
    share, _ = _far_out(prints, 1)
    bounds = prints.row.bounds
    assert bounds.lower is not None
    assert bounds.upper is not None
    # Beyond the means that numbers can have, given those that are known, all are impossible.
    reach = (bounds.upper - bounds.lower) * abs(prints.row.multiple) / width
    return 1 - (1 - share) * reach


def _endless(prints: _Prints, is_downwards: bool) -> tuple[Fraction, bool]:
    """Return the share of impossible figures far out, and whether it is exact."""
    if prints.row.bounds.is_point:
        return Fraction(1), True
    return _far_out(prints, -1 if is_downwards else 1)


def _far_out(prints: _Prints, side: int) -> tuple[Fraction, bool]:
    """Return the share of impossible figures far from any end, above (1) or below (-1) zero."""
    # After so many figures the means lie to them as before.
    around = lcm(prints.gap.numerator, _ROUND)
    if around > MOST_PRINTS:
        return max(Fraction(0), 1 - 1 / prints.gap), False
    impossible = sum(
        not prints.is_possible_far_out(side * place) for place in range(around + 1, 2 * around + 1)
    )
    return Fraction(impossible, around), True
