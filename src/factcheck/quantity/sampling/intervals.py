"""Intervals of confidence for a share of everybody, and for the difference of two.

Ends are rounded outwards to twelve decimals, so that an interval never says more than it may.
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, Context, Decimal, localcontext
from functools import lru_cache
from math import isqrt
from statistics import NormalDist

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.quantity.sampling.beta import DIGITS, SAFETY, Beta, decimal_of

PLACES = 12
MOST_ASKED = 10_000_000
"""So many are asked by no survey, and more take long to calculate."""

_SCALE = 10**PLACES
_NEAR = Decimal("1e-15")
_FINE = 10**13


@lru_cache(maxsize=4096)
def clopper_pearson(share: Fraction, asked: Fraction, level: Fraction) -> Interval:
    """Return the exact interval for a share of everybody, given that of a sample.

    ``share`` is between 0 and 1, ``asked`` the number asked, divided by the design effect, and
    ``level`` between 0 and 1. Whatever the true share is, the interval has it in at least so
    often. Where the successes are no whole number they are taken as they are, which lies between
    the intervals of the whole numbers beside it.
    """
    tail = (1 - level) / 2
    lower = _lower_end(share * asked, asked, tail)
    upper = 1 - _lower_end((1 - share) * asked, asked, tail)
    return Interval(lower, upper)


def _lower_end(successes: Fraction, asked: Fraction, tail: Fraction) -> Fraction:
    """Return the largest share at which so many successes or more are as rare as ``tail``.

    Rounded down to twelve decimals. Method: Newton's steps towards where the logarithm of the
    tail of the beta distribution is that of ``tail``; from below they never go past it, because
    that logarithm bends downwards. Then the decimals next to it are tried.
    """
    if successes <= 0:
        return Fraction(0)
    beta = Beta(successes, asked - successes + 1)
    most = decimal_of(successes / asked)
    with localcontext(Context(prec=DIGITS)):
        wanted = decimal_of(tail).ln()
        point = _start(successes, asked, tail)
        step = most
        while abs(step) >= _NEAR:
            found = beta.below(point)
            step = (wanted - found.logarithm) / found.growth
            point = min(point + step, most) if point + step > 0 else point / 2
        units = int((point * _SCALE).to_integral_value(rounding=ROUND_FLOOR)) + 1
        while units > 0 and beta.below(Decimal(units) / _SCALE).logarithm + SAFETY > wanted:
            units -= 1
    return Fraction(units, _SCALE)


def _start(successes: Fraction, asked: Fraction, tail: Fraction) -> Decimal:
    """Return a share near the lower end, above 0: that of Wilson's interval."""
    wilson = _wilson(successes / asked, asked, _quantile(tail)).lower
    assert wilson is not None
    least = successes / asked / 10**6
    return decimal_of(max(wilson, least))


def wilson(share: Fraction, asked: Fraction, level: Fraction) -> Interval:
    """Return Wilson's interval for a share of everybody, which is shorter and holds on average."""
    return _wilson(share, asked, _quantile((1 - level) / 2))


def _wilson(share: Fraction, asked: Fraction, quantile: Fraction) -> Interval:
    square = quantile * quantile
    below = 1 + square / asked
    middle = (share + square / (2 * asked)) / below
    inner = share * (1 - share) / asked + square / (4 * asked * asked)
    half = quantile * root_above(inner) / below
    lower = max(Fraction(0), _down(middle - half))
    return Interval(lower, min(Fraction(1), _up(middle + half)))


def half_width(variance: Fraction, level: Fraction) -> Fraction:
    """Return how far a number of this variance is off to either side at most, at a level.

    By the normal distribution: an approximation, and rounded up.
    """
    return _up(_quantile((1 - level) / 2) * root_above(variance))


def variance_of(margin: Fraction, level: Fraction) -> Fraction:
    """Return the variance that a printed margin at a level stands for (normal distribution)."""
    deviation = margin / _quantile((1 - level) / 2)
    return deviation * deviation


def root_above(number: Fraction) -> Fraction:
    """Return the square root of a number that is not negative, rounded up to sixteen decimals."""
    scale = 10**16
    units = int(-(-number.numerator * scale * scale // number.denominator))
    root = isqrt(units)
    return Fraction(root if root * root == units else root + 1, scale)


@lru_cache(maxsize=64)
def _quantile(tail: Fraction) -> Fraction:
    """Return how many deviations above the mean only ``tail`` of a normal distribution lies.

    Rounded up to thirteen decimals, so that machines whose last digits differ print the same.
    """
    found = -NormalDist().inv_cdf(float(tail))
    return Fraction(int(found * _FINE) + 2, _FINE)


def _down(number: Fraction) -> Fraction:
    return Fraction(int(number.numerator * _SCALE // number.denominator), _SCALE)


def _up(number: Fraction) -> Fraction:
    return -_down(-number)
