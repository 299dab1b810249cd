"""Pearson's correlation, exactly: its sign and its square are rational.

``r = s_ab / sqrt(s_aa * s_bb)`` with the sums of products of deviations, so that ``r`` squared is
a fraction ``p/q``. Where that is no square of a fraction, ``r`` is enclosed by two of them.
"""

from __future__ import annotations

from math import isqrt, lcm
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable

DIGITS = 20
"""Digits of the ends of a figure's set, at the most, for which it is decided on which side it is.

An irrational root of a fraction with denominator ``q`` lies at least ``1 / (3 q d^2)`` away from
every fraction with denominator ``d``; the enclosure is narrower.
"""


class Correlation(Struct, frozen=True):
    """A correlation by its sign and its square."""

    is_negative: bool
    square: Fraction

    @property
    def root(self) -> Fraction | None:
        """The number, where it is a fraction."""
        top, below = isqrt(self.square.numerator), isqrt(self.square.denominator)
        root = Fraction(top, below)
        if root * root != self.square:
            return None
        return -root if self.is_negative else root

    @property
    def bounds(self) -> Interval:
        """The number, or an open interval around it where it is no fraction."""
        root = self.root
        if root is not None:
            return Interval.point(root)
        bounds = _enclosed(self.square)
        return bounds.mirrored() if self.is_negative else bounds


class Moments(Struct, frozen=True):
    """Sums over pairs of numbers, in whole units so that they add up quickly."""

    rows: int = 0
    a: int = 0
    b: int = 0
    aa: int = 0
    bb: int = 0
    ab: int = 0

    def __add__(self, other: Moments) -> Moments:
        return Moments(
            self.rows + other.rows,
            self.a + other.a,
            self.b + other.b,
            self.aa + other.aa,
            self.bb + other.bb,
            self.ab + other.ab,
        )


def units_of(pairs: Iterable[tuple[Fraction, Fraction]]) -> tuple[int, int]:
    """Return the smallest parts of one in which all first and all second numbers are whole."""
    first, second = 1, 1
    for a, b in pairs:
        first, second = lcm(first, a.denominator), lcm(second, b.denominator)
    return first, second


def moments_of(pairs: Iterable[tuple[Fraction, Fraction, int]], units: tuple[int, int]) -> Moments:
    """Return the sums over pairs and how many rows have each, in units that divide them."""
    rows = sum_a = sum_b = sum_aa = sum_bb = sum_ab = 0
    for first, second, number in pairs:
        a = first.numerator * (units[0] // first.denominator)
        b = second.numerator * (units[1] // second.denominator)
        rows += number
        sum_a += number * a
        sum_b += number * b
        sum_aa += number * a * a
        sum_bb += number * b * b
        sum_ab += number * a * b
    return Moments(rows, sum_a, sum_b, sum_aa, sum_bb, sum_ab)


def correlation_of(moments: Moments) -> Correlation | None:
    """Return the correlation; ``None`` for fewer than two rows or where a column never varies."""
    n = moments.rows
    s_aa = n * moments.aa - moments.a * moments.a
    s_bb = n * moments.bb - moments.b * moments.b
    s_ab = n * moments.ab - moments.a * moments.b
    if s_aa == 0 or s_bb == 0:
        return None
    return Correlation(s_ab < 0, Fraction(s_ab * s_ab, s_aa * s_bb))


def _enclosed(square: Fraction) -> Interval:
    """Return an open interval around an irrational square root, narrow beyond what is printed."""
    scale = 10 ** (2 * DIGITS + len(str(square.denominator)) + 1)
    below = isqrt(square.numerator * scale * scale // square.denominator)
    return Interval(Fraction(below, scale), Fraction(below + 1, scale), False, False)
