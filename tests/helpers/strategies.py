"""Generated inputs: numbers, intervals and members of intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import strategies as st

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval, is_empty

if TYPE_CHECKING:
    from collections.abc import Callable

Made = TypeVar("Made")


def fractions(*, largest: int = 1000) -> st.SearchStrategy[Fraction]:
    """Return exact numbers between minus and plus ``largest``, whole ones and zero among them."""
    whole = st.integers(-largest, largest).map(Fraction)
    fine = st.fractions(-largest, largest, max_denominator=1000).map(Fraction)
    # Few distinct numbers, so that ends of two intervals often meet.
    near = st.sampled_from((Fraction(-1), Fraction(0), Fraction(1, 2), Fraction(1)))
    return st.one_of(near, whole, fine)


def decimals(*, most_places: int = 6) -> st.SearchStrategy[str]:
    """Return plain decimal numerals as printed, such as ``-12.50``."""
    places = st.integers(0, most_places)
    return st.builds(_printed, st.integers(-(10**9), 10**9), places)


def _printed(digits: int, places: int) -> str:
    sign = "-" if digits < 0 else ""
    padded = str(abs(digits)).rjust(places + 1, "0")
    whole, decimals_ = padded[: len(padded) - places], padded[len(padded) - places :]
    return f"{sign}{whole}.{decimals_}" if places else f"{sign}{whole}"


@st.composite
def intervals(draw: st.DrawFn, *, is_bounded: bool = False) -> Interval:
    """Return non-empty intervals of every kind: points, open, closed and unbounded ends."""
    ends = fractions() if is_bounded else st.none() | fractions()
    lower, upper = draw(ends), draw(ends)
    if lower is not None and upper is not None and lower > upper:
        lower, upper = upper, lower
    lower_closed, upper_closed = draw(st.booleans()), draw(st.booleans())
    if is_empty(lower, upper, lower_closed, upper_closed):
        return Interval(lower, upper)
    return Interval(lower, upper, lower_closed, upper_closed)


@st.composite
def members(draw: st.DrawFn, interval: Interval) -> Fraction:
    """Return numbers of one interval: its closed ends, its middle, and numbers between."""
    if interval.is_point:
        return interval.middle
    span = fractions(largest=1000)
    lower, upper = interval.lower, interval.upper
    if lower is not None and upper is not None:
        return draw(_between(interval, lower, upper))
    if lower is not None:
        return draw(span.map(lambda number: lower + abs(number)).filter(interval.__contains__))
    if upper is not None:
        return draw(span.map(lambda number: upper - abs(number)).filter(interval.__contains__))
    return draw(span)


def _between(interval: Interval, lower: Fraction, upper: Fraction) -> st.SearchStrategy[Fraction]:
    closed = [end for end in (lower, upper) if end in interval]
    parts = st.fractions(0, 1, max_denominator=100).map(Fraction)
    inside = parts.map(lambda part: lower + part * (upper - lower)).filter(interval.__contains__)
    return st.one_of(st.sampled_from([*closed, interval.middle]), inside)


@st.composite
def intervals_with_member(
    draw: st.DrawFn, *, is_bounded: bool = False
) -> tuple[Interval, Fraction]:
    """Return an interval and one number of it."""
    interval = draw(intervals(is_bounded=is_bounded))
    return interval, draw(members(interval))


def records(make: Callable[..., Made], *parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Made]:
    """Return records of these parts, without looking at the types of their fields."""
    return st.tuples(*parts).map(lambda values: make(*values))
