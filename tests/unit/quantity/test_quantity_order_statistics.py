"""Quantiles of numbers in sets and of rows that may be missing, against every way to fill in."""

from __future__ import annotations

from itertools import combinations, product
from math import floor

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.quantity.aggregates.order_statistics import (
    Item,
    Sample,
    quantile_bounds,
    quantile_pieces,
    quantile_with,
)
from factcheck.quantity.aggregates.pieces import cover_of, sure_of

HALF = Fraction(1, 2)
MOST = 3000


def between(lower: int, upper: int) -> Interval:
    return Interval(Fraction(lower), Fraction(upper))


def naive_quantile(numbers: list[Fraction], level: Fraction) -> Fraction:
    ordered = sorted(numbers)
    place = (len(ordered) - 1) * level
    below, part = floor(place), place % 1
    return ordered[below] + (part * (ordered[below + 1] - ordered[below]) if part else 0)


@st.composite
def items(draw: st.DrawFn) -> Item:
    lower = draw(st.integers(-3, 5))
    width = draw(st.sampled_from((0, 0, 1, 2)))
    return Item(between(lower, lower + width), draw(st.sampled_from((1, 1, 2))))


def samples() -> st.SearchStrategy[Sample]:
    some = st.lists(items(), min_size=1, max_size=3).map(tuple)
    more = st.lists(items(), max_size=2).map(tuple)
    return st.builds(lambda sure, perhaps: Sample(sure, perhaps, is_whole=True), some, more)


def levels() -> st.SearchStrategy[Fraction]:
    return st.sampled_from([Fraction(n, 20) for n in (0, 1, 5, 10, 10, 13, 15, 18, 20)])


def reached(sample: Sample, level: Fraction) -> set[Fraction]:
    """Return the quantile in every way to choose whole numbers and to leave rows out."""
    rows: list[list[Fraction | None]] = []
    for some, is_sure in ((sample.sure, True), (sample.perhaps, False)):
        for item in some:
            lower, upper = item.bounds.lower, item.bounds.upper
            assert lower is not None
            assert upper is not None
            numbers: list[Fraction | None] = [lower + n for n in range(int(upper - lower) + 1)]
            rows += [numbers if is_sure else [None, *numbers]] * item.rows
    number = 1
    for row in rows:
        number *= len(row)
    assume(number <= MOST)
    chosen = ([n for n in way if n is not None] for way in product(*rows))
    return {naive_quantile(way, level) for way in chosen}


@given(samples(), levels())
def test_the_bounds_of_a_quantile_are_reached(sample: Sample, level: Fraction) -> None:
    found = reached(sample, level)
    assert quantile_bounds(sample, level) == Interval(min(found), max(found))


@given(samples(), levels())
def test_the_pieces_of_a_quantile_cover_what_is_reached(sample: Sample, level: Fraction) -> None:
    found = reached(sample, level)
    pieces = tuple(quantile_pieces(sample, level))
    cover, sure = cover_of(pieces), sure_of(pieces)
    assert all(any(number in each for each in cover) for number in found)
    assert all(each.is_point and each.lower in found for each in sure)
    if all(piece.is_full for piece in pieces):
        assert {each.lower for each in cover} == found


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=6), st.integers(0, 3), levels())
def test_some_of_the_smallest_rows_do_it_best(
    numbers: list[int], sure: int, level: Fraction
) -> None:
    fractions = [Fraction(number) for number in numbers]
    there, perhaps = fractions[: sure + 1], fractions[sure + 1 :]
    sample = Sample(
        tuple(Item(Interval.point(n)) for n in there),
        tuple(Item(Interval.point(n)) for n in perhaps),
    )
    every = [
        naive_quantile([*there, *chosen], level)
        for size in range(len(perhaps) + 1)
        for chosen in combinations(perhaps, size)
    ]
    assert quantile_bounds(sample, level) == Interval(min(every), max(every))


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ((Interval.at_least(3), Interval.point(1)), Interval(Fraction(2), None)),
        ((Interval.everything(), Interval.point(1)), Interval.everything()),
        (
            (Interval(Fraction(0), Fraction(2), False, True), Interval.point(4)),
            Interval(Fraction(2), Fraction(3), False, True),
        ),
        (
            (Interval(Fraction(0), Fraction(2), False, True), between(0, 2), Interval.point(0)),
            Interval(Fraction(0), Fraction(2), True, True),
        ),
    ],
)
def test_ends_that_do_not_belong_stay_open(
    bounds: tuple[Interval, ...], expected: Interval
) -> None:
    sample = Sample(tuple(Item(each) for each in bounds))
    assert quantile_bounds(sample, HALF) == expected


def test_without_a_sure_row_some_row_is_there() -> None:
    sample = Sample((), (Item(between(1, 2)), Item(between(5, 5))))
    assert quantile_bounds(sample, HALF) == between(1, 5)
    hulls = {piece.bounds for piece in quantile_pieces(sample, HALF)}
    assert hulls == {between(1, 2), between(5, 5), Interval(Fraction(3), Fraction(7, 2))}


def test_equal_rows_that_may_be_missing_are_told_apart_by_number_only() -> None:
    sample = Sample((Item(between(1, 1)),), (Item(between(2, 2), 3), Item(between(2, 2), 2)))
    assert sample.choices == 6
    assert len(list(quantile_pieces(sample, HALF))) == 6


def test_known_and_further_numbers_make_a_quantile() -> None:
    known = (Item(Interval.point(1)), Item(Interval.point(4), 2))
    quantile = quantile_with(known, [Fraction(2), Fraction(9)], HALF)
    assert quantile([]) == Interval.point(4)
    assert quantile([Fraction(2)]) == Interval.point(3)
    assert quantile([Fraction(9), Fraction(9)]) == Interval.point(4)


def test_no_number_has_no_quantile() -> None:
    assert quantile_with((), [Fraction(2)], HALF)([]) is None
    assert quantile_with((), [], HALF)([]) is None
