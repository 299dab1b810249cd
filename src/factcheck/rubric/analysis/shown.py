"""Boxes as people read them: unary tests of S-FEEL, and one row that is easy to read."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from factcheck.model.dates import day_of
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rubric import OTHER, Categories, CategoryDomain, NumberDomain, Numbers
from factcheck.rubric.analysis.findings import Side
from factcheck.rubric.pieces import shown_number
from factcheck.rubric.sets import example_of
from factcheck.rubric.sfeel.show import show_tests

if TYPE_CHECKING:
    from factcheck.rubric.analysis.findings import Region
    from factcheck.rubric.analysis.grid import Axis, Box, Grid
    from factcheck.rubric.errors import Witness

ANY = "-"
_PERCENT = 100
ANY_OTHER = "(any other)"
"""What a witness has for a text that no rule names."""


def region_of(grid: Grid, box: Box) -> Region:
    """Return the sides of a box, one for each input."""
    return tuple(_side(axis, mask) for axis, mask in zip(grid.axes, box, strict=True))


def witness_of(grid: Grid, box: Box) -> Witness:
    """Return one row of a box: whole numbers where there are some, dates as ISO 8601 has them."""
    return tuple(
        (axis.input.name, _example(axis, mask)) for axis, mask in zip(grid.axes, box, strict=True)
    )


def _side(axis: Axis, mask: int) -> Side:
    name, domain = axis.input.name, axis.input.domain
    if mask == axis.whole:
        return Side(name, None, ANY)
    if isinstance(domain, CategoryDomain):
        allowed = frozenset(_categories(axis, mask))
        values = tuple(value for value in domain.values if value in allowed)
        return Side(name, Categories(values), show_tests(Categories(values), domain))
    numbers = Numbers(tuple(whole_ends(each, domain) for each in _intervals(axis, mask)))
    return Side(name, numbers, show_tests(numbers, domain))


def _categories(axis: Axis, mask: int) -> list[str]:
    known = zip(axis.pieces, axis.class_of, strict=True)
    values = (piece.values for piece, place in known if mask >> place & 1)
    return [value for value in values if isinstance(value, str)]


def _intervals(axis: Axis, mask: int) -> list[Interval]:
    """Return the numbers of some classes in order, pieces in a row joined."""
    ends = ((first.values, last.values) for first, last in axis.runs(mask))
    return [
        first.hull(last)
        for first, last in ends
        if isinstance(first, Interval) and isinstance(last, Interval)
    ]


def whole_ends(interval: Interval, domain: NumberDomain) -> Interval:
    """Return an interval of whole numbers with its ends closed; any other as it is."""
    if not domain.is_integer:
        return interval
    lower, upper = interval.lower, interval.upper
    return Interval(
        None if lower is None else _first_whole(lower, interval),
        None if upper is None else -_first_whole(-upper, interval.mirrored()),
    )


def _first_whole(lower: Fraction, interval: Interval) -> Fraction:
    """Return the first whole number of an interval that has some and begins here."""
    first = Fraction(ceil(lower))
    return first if first in interval else first + 1


def _example(axis: Axis, mask: int) -> str:
    domain = axis.input.domain
    if isinstance(domain, CategoryDomain):
        named = _categories(axis, mask)
        value = next((each for each in named if each != OTHER), OTHER)
        return ANY_OTHER if value == OTHER else value
    # A whole number of percent is as easy to read as a whole number.
    scale = _PERCENT if domain.is_percent else 1
    intervals = [each.scaled(scale) for each in _intervals(axis, mask)]
    whole = next((each for each in map(example_of, intervals) if each.denominator == 1), None)
    number = example_of(intervals[0]) if whole is None else whole
    return day_of(int(number)) if domain.is_date else shown_number(number / scale, domain)
