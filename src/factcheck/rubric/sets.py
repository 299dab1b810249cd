"""Sets over the domain of an input: unions, complements, and one value out of each."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING, assert_never

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rubric import Categories, CategoryDomain, NumberDomain, Numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.rubric import Domain, ValueSet

_MINUS_INFINITY = (0, Fraction(0), 0)


def union_of(intervals: Iterable[Interval]) -> Numbers:
    """Return the union of intervals, those that touch joined."""
    joined: list[Interval] = []
    for each in sorted(intervals, key=_start):
        if joined and _touches(joined[-1], each):
            joined[-1] = joined[-1].hull(each)
        else:
            joined.append(each)
    return Numbers(tuple(joined))


def _start(interval: Interval) -> tuple[int, Fraction, int]:
    if interval.lower is None:
        return _MINUS_INFINITY
    return 1, interval.lower, 0 if interval.lower_closed else 1


def _touches(left: Interval, right: Interval) -> bool:
    """Whether nothing lies between an interval and one that begins no earlier."""
    if left.upper is None or right.lower is None:
        return True
    if left.upper == right.lower:
        return left.upper_closed or right.lower_closed
    return left.upper > right.lower


def complement_of(numbers: Numbers) -> Numbers:
    """Return all numbers that are not in a set."""
    intervals = numbers.intervals
    if not intervals:
        return Numbers((Interval.everything(),))
    gaps = [
        Interval(left.upper, right.lower, not left.upper_closed, not right.lower_closed)
        for left, right in pairwise(intervals)
    ]
    first, last = intervals[0], intervals[-1]
    if first.lower is not None:
        gaps.insert(0, Interval.at_most(first.lower, closed=not first.lower_closed))
    if last.upper is not None:
        gaps.append(Interval.at_least(last.upper, closed=not last.upper_closed))
    return Numbers(tuple(gaps))


def everything_in(domain: Domain) -> ValueSet:
    """Return all values of a domain."""
    match domain:
        case NumberDomain():
            return Numbers((domain.within,))
        case CategoryDomain():
            return Categories(domain.values)
        case _:
            assert_never(domain)


def inside(found: ValueSet, domain: Domain) -> ValueSet | None:
    """Return the part of a set that lies in a domain; ``None`` where nothing does."""
    if isinstance(found, Categories):
        assert isinstance(domain, CategoryDomain)
        named = frozenset(found.values)
        kept = tuple(value for value in domain.values if value in named)
        return Categories(kept) if kept else None
    assert isinstance(domain, NumberDomain)
    parts = (each.intersect(domain.within) for each in found.intervals)
    left = tuple(each for each in parts if each is not None and holds_any(each, domain))
    return Numbers(left) if left else None


def holds_some(found: ValueSet, domain: Domain) -> bool:
    """Whether some value of a set lies in a domain: whether ``inside`` has something."""
    if isinstance(found, Categories):
        assert isinstance(domain, CategoryDomain)
        return any(value in domain.values for value in found.values)
    assert isinstance(domain, NumberDomain)
    parts = (each.intersect(domain.within) for each in found.intervals)
    return any(each is not None and holds_any(each, domain) for each in parts)


def holds_any(interval: Interval, domain: NumberDomain) -> bool:
    """Whether an interval holds a number that the domain allows: whole where it must be."""
    return not domain.is_integer or whole_in(interval) is not None


def whole_in(interval: Interval) -> int | None:
    """Return a whole number of an interval, the smallest where there is one; or ``None``."""
    if interval.lower is None:
        number = 0 if interval.upper is None else floor(interval.upper)
        return number if number in interval else number - 1
    number = ceil(interval.lower)
    if number not in interval:
        number += 1
    return number if number in interval else None


def example_of(interval: Interval) -> Fraction:
    """Return a number of an interval that is easy to read: a whole one where there is one."""
    number = whole_in(interval)
    return interval.middle if number is None else Fraction(number)
