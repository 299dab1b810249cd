"""Intervals against a brute force over a small grid, and the cases worth naming."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from exact import exact

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval, is_empty

if TYPE_CHECKING:
    from collections.abc import Callable

GRID = (-2, 0, 1, 3)
NUDGE = Fraction(1, 1000)
FAR = Fraction(10**6)
# A bound nearer than this is taken for approached, a number beyond that for unbounded.
NEAR, BEYOND = Fraction(1, 50), 50


def f(number: int | str) -> Fraction:
    return exact(number)


def grid_intervals() -> list[Interval]:
    """Return every interval whose ends lie on the grid or are missing."""
    ends = [None, *map(Fraction, GRID)]
    found: dict[Interval, None] = {}
    for lower, upper in product(ends, ends):
        for closed in product((True, False), repeat=2):
            if not is_empty(lower, upper, *closed):
                found[Interval(lower, upper, *closed)] = None
    return list(found)


ALL = grid_intervals()


def is_member(interval: Interval, number: Fraction) -> bool:
    """Say membership in other words than the code under test."""
    above = (
        interval.lower is None
        or number > interval.lower
        or (interval.lower_closed and number == interval.lower)
    )
    below = (
        interval.upper is None
        or number < interval.upper
        or (interval.upper_closed and number == interval.upper)
    )
    return above and below


def candidates() -> list[Fraction]:
    """Return numbers at, beside and far beyond the ends of the grid, and between them."""
    beside = [number + by for number in GRID for by in (-NUDGE, Fraction(0), NUDGE)]
    return [-FAR, *beside, Fraction(1, 2), Fraction(-1), Fraction(2), FAR]


SAMPLES = {interval: [n for n in candidates() if is_member(interval, n)] for interval in ALL}


def assert_sharp(actual: Interval, numbers: list[Fraction]) -> None:
    """Check that an interval holds these numbers, tightly, and tells open ends from closed."""
    assert_sharp_lower(actual, min(numbers))
    # The upper end is the lower one seen in the mirror.
    assert_sharp_lower(actual.mirrored(), -max(numbers))


def assert_sharp_lower(actual: Interval, least: Fraction) -> None:
    if actual.lower is None:
        assert least < -BEYOND
    elif actual.lower_closed:
        assert least == actual.lower
    else:
        assert actual.lower < least < actual.lower + NEAR


def test_the_grid_holds_every_kind_of_interval() -> None:
    assert len(ALL) == 6 * 4 + 4 + 4 * 2 * 2 + 1
    assert all(SAMPLES[interval] for interval in ALL)


@pytest.mark.parametrize("interval", ALL, ids=str)
def test_membership(interval: Interval) -> None:
    actual = [number for number in candidates() if number in interval]
    assert actual == SAMPLES[interval]


@pytest.mark.parametrize("operation", [Interval.__add__, Interval.__sub__, Interval.__mul__])
def test_arithmetic_is_sharp(operation: Callable[[Interval, Interval], Interval]) -> None:
    on_numbers = getattr(Fraction, operation.__name__)
    for a, b in product(ALL, ALL):
        numbers = [on_numbers(x, y) for x in SAMPLES[a] for y in SAMPLES[b]]
        assert_sharp(operation(a, b), numbers)


def straddles_zero(interval: Interval) -> bool:
    return interval.intersect(Interval.at_least(0, closed=False)) is not None and (
        interval.intersect(Interval.at_most(0, closed=False)) is not None
    )


def test_division_is_sharp_where_the_divisor_keeps_to_one_side_of_zero() -> None:
    divisors = [b for b in ALL if b != Interval.point(0) and not straddles_zero(b)]
    for a, b in product(ALL, divisors):
        numbers = [x / y for x in SAMPLES[a] for y in SAMPLES[b] if y != 0]
        assert_sharp(a / b, numbers)


def test_division_by_a_set_around_zero_says_nothing() -> None:
    for divisor in filter(straddles_zero, ALL):
        assert divisor.reciprocal() == Interval.everything()


def test_zero_over_anything_is_zero() -> None:
    assert Interval.point(0) / Interval(f(-1), f(1)) == Interval.point(0)


def test_division_by_zero_alone_is_refused() -> None:
    with pytest.raises(ZeroDivisionError, match="reciprocal of zero"):
        Interval.point(1) / Interval.point(0)


@pytest.mark.parametrize("factor", [-3, 0, Fraction(1, 2), 2])
def test_scaling_and_shifting_are_sharp(factor: int | Fraction) -> None:
    for interval in ALL:
        assert_sharp(interval.scaled(factor), [x * factor for x in SAMPLES[interval]])
        assert_sharp(interval.shifted(factor), [x + factor for x in SAMPLES[interval]])


def test_mirror_and_magnitude_are_sharp() -> None:
    for interval in ALL:
        assert_sharp(interval.mirrored(), [-x for x in SAMPLES[interval]])
        assert_sharp(interval.magnitude(), [abs(x) for x in SAMPLES[interval]])


def test_intersection_within_and_apart_agree_with_membership() -> None:
    for a, b in product(ALL, ALL):
        both = [number for number in SAMPLES[a] if is_member(b, number)]
        actual = a.intersect(b)
        assert (SAMPLES[actual] if actual is not None else []) == both
        assert a.is_apart_from(b) == (not both)
        assert a.is_within(b) == (both == SAMPLES[a])


def test_the_hull_is_sharp() -> None:
    for a, b in product(ALL, ALL):
        assert_sharp(a.hull(b), SAMPLES[a] + SAMPLES[b])


def test_only_points_are_points() -> None:
    points = [interval for interval in ALL if interval.is_point]
    assert points == [Interval.point(number) for number in GRID]


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (Interval.everything(), 0),
        (Interval.at_most(3), 2),
        (Interval.at_least(3, closed=False), 4),
        (Interval(f(1), f(2), False, False), f("3/2")),
    ],
    ids=str,
)
def test_the_middle_is_a_member(interval: Interval, expected: Fraction) -> None:
    assert interval.middle == expected
    assert interval.middle in interval


def test_a_missing_end_is_open_however_it_was_given() -> None:
    assert Interval(None, None, True, True) == Interval(None, None, False, False)
    assert not Interval.at_least(2).upper_closed
    assert not Interval.at_most(2).lower_closed


def test_ends_become_exact_numbers() -> None:
    just_under_ten = Interval(9, 10, True, False)  # type: ignore[arg-type] # whole numbers work
    assert just_under_ten == Interval(f(9), f(10), True, False)
    assert type(just_under_ten.lower) is Fraction


@pytest.mark.parametrize(
    ("lower", "upper", "lower_closed", "upper_closed"),
    [(2, 1, True, True), (1, 1, True, False), (1, 1, False, True), (1, 1, False, False)],
)
def test_a_set_without_numbers_is_refused(
    lower: int, upper: int, lower_closed: bool, upper_closed: bool
) -> None:
    with pytest.raises(ValueError, match="holds no number"):
        Interval(f(lower), f(upper), lower_closed, upper_closed)


def test_plain_arithmetic_is_loose_where_an_unknown_occurs_twice() -> None:
    # With a in [10, 20] and b in [30, 40] the truth of a / (a + b) is [1/5, 2/5].
    a, b = Interval(f(10), f(20)), Interval(f(30), f(40))
    assert a / (a + b) == Interval(f("1/6"), f("1/2"))
