from __future__ import annotations

from itertools import pairwise

import pytest
from exact import exact

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rounding import half_up


def f(text: str) -> Fraction:
    return exact(text)


@pytest.mark.parametrize(
    ("printed", "unit", "expected"),
    [
        ("9.5", "0.1", Interval(f("9.45"), f("9.55"), True, False)),
        ("9000", "1000", Interval(f("8500"), f("9500"), True, False)),
        ("-2.7", "0.1", Interval(f("-2.75"), f("-2.65"), False, True)),
        ("0", "1", Interval(f("-0.5"), f("0.5"), False, False)),
        ("0.0", "0.1", Interval(f("-0.05"), f("0.05"), False, False)),
    ],
)
def test_the_numbers_that_print_so(printed: str, unit: str, expected: Interval) -> None:
    assert half_up(f(printed), f(unit)) == expected


def test_the_sign_of_the_step_does_not_matter() -> None:
    assert half_up(f("5"), f("-1")) == half_up(f("5"), f("1"))


def test_the_sets_of_neighbouring_prints_meet_without_overlap() -> None:
    prints = [Fraction(number, 10) for number in range(-30, 31)]
    sets = [half_up(printed, Fraction(1, 10)) for printed in prints]
    for below, above in pairwise(sets):
        assert below.upper == above.lower
        assert below.upper_closed != above.lower_closed
        assert below.is_apart_from(above)
