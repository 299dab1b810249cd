"""How far what is possible lies from what was claimed."""

from __future__ import annotations

import pytest
from exact import exact
from hypothesis import given
from strategies import intervals

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.verdict.gap import gap_between

AT_MOST_10 = Interval.at_most(10)


def between(lower: str | None, upper: str | None) -> Interval:
    start, end = (None if each is None else exact(each) for each in (lower, upper))
    return Interval(start, end)


@pytest.mark.parametrize(
    ("claimed", "found", "sizes", "sides"),
    [
        # Twelve lies a fifth above "at most 10".
        (AT_MOST_10, between("12", "12"), [between("1/5", "1/5")], "low"),
        (AT_MOST_10, between("9", "12"), [between("0", "1/5")], "low met"),
        (AT_MOST_10, between("3", "5"), [between("0", "0")], "met"),
        (between("10", "20"), between("5", "30"), [between("0", "1/2")], "low high met"),
        (between("10", "20"), between("5", "8"), [between("1/5", "1/2")], "high"),
        (Interval.at_least(-10), between("-15", "-12"), [between("1/5", "1/2")], "high"),
        (between("10", "10"), between(None, "5"), [Interval.at_least(exact("1/2"))], "high"),
        # Just missed: an end that is not claimed.
        (Interval.at_most(10, closed=False), between("10", "10"), [between("0", "0")], "low"),
        # Relative to nothing.
        (between("0", "0"), between("3", "4"), [Interval.at_least(0)], "low"),
    ],
)
def test_a_distance_is_relative_to_the_end_that_is_faced(
    claimed: Interval, found: Interval, sizes: list[Interval], sides: str
) -> None:
    gap = gap_between(claimed, [found])
    assert list(gap.sizes.intervals) == sizes
    told = {"low": gap.is_too_low, "high": gap.is_too_high, "met": gap.is_met}
    assert " ".join(name for name, is_so in told.items() if is_so) == sides


def test_pieces_that_miss_on_both_sides_leave_out_what_lies_between() -> None:
    gap = gap_between(between("10", "20"), [between("8", "8"), between("30", "30")])
    assert gap.sizes.intervals == (between("1/5", "1/5"), between("1/2", "1/2"))
    assert (gap.is_too_low, gap.is_too_high, gap.is_met) == (True, True, False)


@given(intervals(), intervals())
def test_every_number_that_is_possible_has_its_distance(claimed: Interval, found: Interval) -> None:
    gap = gap_between(claimed, [found])
    lower = found.middle - 1000 if found.lower is None else found.lower
    upper = found.middle + 1000 if found.upper is None else found.upper
    for step in range(11):
        number = lower + (upper - lower) * Fraction(step, 10)
        if number not in found:
            continue
        if number in claimed:
            assert gap.is_met
            size = Fraction(0)
        elif claimed.upper is not None and number >= claimed.upper:
            assert gap.is_too_low
            size = distance(number, claimed.upper)
        else:
            assert gap.is_too_high
            assert claimed.lower is not None
            size = distance(number, claimed.lower)
        assert any(size in each for each in gap.sizes.intervals)


def distance(number: Fraction, end: Fraction) -> Fraction:
    return abs(number - end) / abs(end) if end else abs(number)
