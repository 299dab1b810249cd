"""Laws of sums over undecided rows, of larger numbers and of rounding."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st
from strategies import intervals

from factcheck.model.cell import Measured
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rounding import unrounded
from factcheck.quantity.aggregates.split import _reach
from factcheck.quantity.cells.spread import Rounding, apparent_step
from factcheck.quantity.rational import larger_of


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=6))
def test_a_sum_over_some_rows_lies_within_its_reach(numbers: list[int]) -> None:
    spread = Interval(Fraction(min(numbers)), Fraction(max(numbers)))
    reach = _reach(Interval.point(sum(numbers)), spread, len(numbers))
    for size in range(len(numbers) + 1):
        for chosen in combinations(numbers, size):
            assert sum(chosen) in reach


@given(st.integers(-4, 4), st.integers(0, 3), st.integers(1, 3))
def test_the_reach_of_free_rows_is_attained(lowest: int, width: int, rows: int) -> None:
    highest = lowest + width
    total = Interval(Fraction(lowest * rows), Fraction(highest * rows))
    reach = _reach(total, Interval(Fraction(lowest), Fraction(highest)), rows)
    every = product(range(lowest, highest + 1), repeat=rows)
    sums = {
        sum(chosen) for each in every for n in range(rows + 1) for chosen in combinations(each, n)
    }
    assert Interval(Fraction(min(sums)), Fraction(max(sums))) == reach


@given(intervals(), intervals(), st.data())
def test_the_larger_of_two_numbers_lies_in_the_larger_of_two_sets(
    one: Interval, other: Interval, data: st.DataObject
) -> None:
    first = data.draw(st.sampled_from(_members(one)))
    second = data.draw(st.sampled_from(_members(other)))
    assert max(first, second) in larger_of(one, other)


def _members(interval: Interval) -> list[Fraction]:
    """Return some numbers of a set: its ends where they belong to it, and one inside."""
    ends = (interval.lower, interval.upper)
    return [interval.middle, *(end for end in ends if end is not None and end in interval)]


@given(st.lists(st.integers(0, 60), min_size=1, max_size=5), st.sampled_from((2, 5, 10)))
def test_numbers_lie_around_their_rounded_ones(numbers: list[int], step: int) -> None:
    printed = [Fraction((2 * number + step) // (2 * step) * step) for number in numbers]
    zeros = printed.count(Fraction(0))
    measured = Measured(len(printed), sum(printed, Fraction(0)), min(printed), max(printed), zeros)
    for is_whole, is_nonnegative in product((True, False), repeat=2):
        rounding = Rounding(Fraction(step), is_whole, is_nonnegative)
        assert sum(numbers) in rounding.total(measured)
        assert all(n in rounding.around(p) for n, p in zip(numbers, printed, strict=True))
        assert all(n in rounding.between(min(printed), max(printed)) for n in numbers)


@given(st.integers(1, 10**7), st.sampled_from((1, 10, 100)))
def test_an_apparent_step_is_one_that_the_number_was_rounded_to(number: int, scale: int) -> None:
    step = apparent_step(Fraction(number, scale))
    if step is not None:
        assert Fraction(number, scale) % step == 0
        assert Fraction(number, scale) in unrounded(Fraction(number, scale), step)


def test_some_numbers_have_no_apparent_step() -> None:
    assert apparent_step(Fraction(0)) is None
    assert apparent_step(Fraction(12)) is None
    assert apparent_step(Fraction(1, 3)) is None
    assert apparent_step(Fraction(-1200)) == 100
