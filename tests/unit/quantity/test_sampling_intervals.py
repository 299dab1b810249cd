"""Intervals of confidence, against scipy and statsmodels, and against exact binomial sums."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction as Plain
from math import comb
from typing import TYPE_CHECKING

import pytest
from exact import exact
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.quantity.sampling.beta import Beta
from factcheck.quantity.sampling.intervals import (
    clopper_pearson,
    half_width,
    root_above,
    variance_of,
    wilson,
)

if TYPE_CHECKING:
    from factcheck.model.interval import Interval

ORACLE = [
    (8, 10, "0.95", "0.4439045377", "0.9747892737", "0.4901624715", "0.9433178485"),
    (0, 20, "0.95", "0.0000000000", "0.1684334710", "0.0000000000", "0.1611251581"),
    (20, 20, "0.95", "0.8315665290", "1.0000000000", "0.8388748419", "1.0000000000"),
    (630, 1000, "0.95", "0.5992282896", "0.6600037700", "0.5996317181", "0.6593733247"),
    (95, 1000, "0.95", "0.0775402071", "0.1148848444", "0.0783452346", "0.1147544398"),
    (520, 1000, "0.95", "0.4885148825", "0.5513670573", "0.4890177247", "0.5508292050"),
    (560, 1000, "0.95", "0.5285954325", "0.5910503396", "0.5290626429", "0.5904781461"),
    (1, 2, "0.9", "0.0253205655", "0.9746794345", "0.1208663194", "0.8791336806"),
    (3, 7, "0.99", "0.0552993500", "0.8822962483", "0.1163736805", "0.8102850959"),
    (1, 1000000, "0.95", "0.0000000253", "0.0000055716", "0.0000001765", "0.0000056649"),
    (617, 1234, "0.999", "0.4528734946", "0.5471265054", "0.4533683450", "0.5466316550"),
    (5, 100, "0.5", "0.0337948179", "0.0733268377", "0.0372301956", "0.0668456895"),
]
"""Successes, asked, level, and the ends by ``proportion_confint`` of statsmodels 0.15.0 (methods
``beta`` and ``wilson``); the first two also by ``binomtest(…).proportion_ci`` of scipy 1.17.1."""
_TEN_DIGITS = Plain(1, 10**10)
_UNIT = Plain(1, 10**12)


def ends(interval: Interval) -> tuple[Plain, Plain]:
    lower, upper = interval.lower, interval.upper
    assert lower is not None
    assert upper is not None
    return Plain(str(lower)), Plain(str(upper))


@pytest.mark.parametrize("line", ORACLE, ids=lambda line: f"{line[0]} of {line[1]} at {line[2]}")
def test_intervals_are_those_of_other_programs(
    line: tuple[int, int, str, str, str, str, str],
) -> None:
    successes, asked, level, *expected = line
    share, number = exact(Plain(successes, asked)), exact(asked)
    found = (
        *ends(clopper_pearson(share, number, exact(level))),
        *ends(wilson(share, number, exact(level))),
    )
    for one, other in zip(found, expected, strict=True):
        assert abs(one - Plain(other)) <= _TEN_DIGITS


def at_least(successes: int, asked: int, share: Plain) -> Plain:
    """Return how likely so many successes or more are, exactly."""
    below = (
        comb(asked, k) * share**k * (1 - share) ** (asked - k) for k in range(successes, asked + 1)
    )
    return sum(below, start=Plain(0))


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_ends_are_the_nearest_decimals_outside_by_exact_binomial_sums(data: st.DataObject) -> None:
    asked = data.draw(st.integers(1, 40))
    successes = data.draw(st.integers(0, asked))
    level = data.draw(st.sampled_from(["0.5", "0.8", "0.9", "0.95", "0.99"]))
    tail = (1 - Plain(level)) / 2
    share, number = exact(Plain(successes, asked)), exact(asked)
    lower, upper = ends(clopper_pearson(share, number, exact(level)))
    if successes == 0:
        assert lower == 0
    else:
        assert at_least(successes, asked, lower) <= tail
        assert at_least(successes, asked, lower + 2 * _UNIT) > tail
    if successes == asked:
        assert upper == 1
    else:
        assert at_least(asked - successes, asked, 1 - upper) <= tail
        assert at_least(asked - successes, asked, 1 - upper + 2 * _UNIT) > tail


@pytest.mark.parametrize(("successes", "asked"), [("0.001", "1"), ("2.5", "7"), ("288.9", "555.6")])
def test_numbers_divided_by_a_design_effect_need_not_be_whole(successes: str, asked: str) -> None:
    share = exact(Plain(successes) / Plain(asked))
    lower, upper = ends(clopper_pearson(share, exact(asked), exact("0.95")))
    assert 0 <= lower < Plain(successes) / Plain(asked) < upper <= 1


def test_a_higher_level_is_wider() -> None:
    some = [ends(clopper_pearson(exact("0.52"), exact(1000), exact(each))) for each in (
        "0.5", "0.9", "0.95", "0.99", "0.999999999",
    )]  # fmt: skip
    assert some == sorted(some, key=lambda pair: (-pair[0], pair[1]))


def test_the_tail_is_that_of_the_beta_distribution() -> None:
    half = Beta(exact(3), exact(3)).below(Decimal("0.5"))
    assert abs(half.logarithm.exp() - Decimal("0.5")) < Decimal("1e-27")
    # All of a beta distribution with 1 and 1 below a third is a third.
    third = Beta(exact(1), exact(1)).below(Decimal(1) / 3)
    assert abs(third.logarithm.exp() - Decimal(1) / 3) < Decimal("1e-27")
    assert abs(third.growth - 3) < Decimal("1e-20")
    wide = Beta(exact("12.5"), exact("700.25")).below(Decimal("0.01"))
    assert abs(float(wide.growth)) < 10000


@given(st.fractions(min_value=0, max_value=10**6, max_denominator=10**6))
def test_roots_are_rounded_up(number: Plain) -> None:
    root = Plain(str(root_above(exact(number))))
    assert root * root >= number
    assert (root - Plain(1, 10**15)) ** 2 <= number or root < Plain(1, 10**15)


def test_widths_and_variances_are_those_of_the_normal_distribution() -> None:
    # A share of a half among 1,000 is off by 3.099 points at 95 %.
    width = half_width(exact(Plain(1, 4000)), exact("0.95"))
    assert round(float(width), 6) == 0.03099
    assert round(float(variance_of(width, exact("0.95"))), 9) == 0.00025
