"""Sets of numbers in words that lose nothing: ``less than 10/63 (15.87 %)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.told import told, told_list
from factcheck.model.unit import UnitKind
from factcheck.model.wording import at_least, at_most, less_than, more_than, word_number

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
        number = _end(lower, unit)
        ends.append(at_least(number) if interval.lower_closed else more_than(number))
    if upper is not None:
        number = _end(upper, unit)
        ends.append(at_most(number) if interval.upper_closed else less_than(number))
    return told_list(ends) or told("any number")


def word_all_exactly(intervals: Sequence[Interval], unit: Unit) -> str:
    """Return sets of which one is meant: ``less than 1/3 (33.33 %), or at least 50 %``."""
    first, *others = (word_exactly(each, unit) for each in intervals)
    for each in others:
        first = told("{first}, or {other}", first=first, other=each)
    return first


def _end(number: Fraction, unit: Unit) -> str:
    shown = number * 100 if unit.kind in _PERCENT else number
    for places in range(_PLACES + 1):
        if (shown * 10**places).denominator == 1:
            return word_number(number, unit, places=places)
    return told("{exact} ({number})", exact=str(number), number=word_number(number, unit))
