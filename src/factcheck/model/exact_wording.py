"""Sets of numbers in words that lose nothing: ``less than 10/63 (15.87 %)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.unit import UnitKind
from factcheck.model.wording import word_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.model.unit import Unit

_PERCENT = frozenset({UnitKind.SHARE, UnitKind.RELATIVE_CHANGE})
_PLACES = 6
"""An end with no more decimals than this is printed in decimals alone."""


def word_exactly(interval: Interval, unit: Unit) -> str:
    """Return a set in words, each end as a decimal number if it is one, else as a fraction."""
    lower, upper = interval.lower, interval.upper
    if interval.is_point:
        assert lower is not None
        return _end(lower, unit)
    ends = []
    if lower is not None:
        ends.append(f"{'at least' if interval.lower_closed else 'more than'} {_end(lower, unit)}")
    if upper is not None:
        ends.append(f"{'at most' if interval.upper_closed else 'less than'} {_end(upper, unit)}")
    return " and ".join(ends) or "any number"


def word_all_exactly(intervals: Sequence[Interval], unit: Unit) -> str:
    """Return sets of which one is meant: ``less than 1/3 (33.33 %), or at least 50 %``."""
    return ", or ".join(word_exactly(each, unit) for each in intervals)


def _end(number: Fraction, unit: Unit) -> str:
    shown = number * 100 if unit.kind in _PERCENT else number
    for places in range(_PLACES + 1):
        if (shown * 10**places).denominator == 1:
            return word_number(number, unit, places=places)
    return f"{number} ({word_number(number, unit)})"
