"""The tail of the beta distribution, to more digits than anything here is rounded to.

Method: below the mean the continued fraction of the incomplete beta function converges within
about as many steps as the root of the number asked has units. The logarithm of the gamma function
is Stirling's series, taken at a number that is large enough. Decimals of sixty digits carry all of
it, which leaves far more than the thirty that are relied on.
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction

DIGITS = 60
SAFETY = Decimal("1e-30")
"""Far above the relative error of a tail, and far below what moves a bound by its last digit."""

_ENOUGH = Decimal("1e-45")
_LARGE = 50
_ONE = Decimal(1)
_HALF = Decimal("0.5")
_HALF_LOG_OF_TAU = Decimal("0.91893853320467274178032973640561763986139747363778341281715154")
_BERNOULLI = (
    (1, 6), (-1, 30), (1, 42), (-1, 30), (5, 66), (-691, 2730), (7, 6), (-3617, 510),
    (43867, 798), (-174611, 330), (854513, 138), (-236364091, 2730), (8553103, 6),
    (-23749461029, 870), (8615841276005, 14322),
)  # fmt: skip
"""The Bernoulli numbers of even index, from the second on."""


class Tail(Struct, frozen=True):
    """The part of a beta distribution that lies below a point, and how fast it grows there."""

    logarithm: Decimal
    """Of the part."""
    growth: Decimal
    """The derivative of the logarithm."""


class Beta:
    """The beta distribution with two positive parameters."""

    def __init__(self, one: Fraction, other: Fraction) -> None:
        with localcontext(Context(prec=DIGITS)):
            self._a, self._b = decimal_of(one), decimal_of(other)
            self._factor = (
                _log_gamma(self._a + self._b) - _log_gamma(self._a + 1) - _log_gamma(self._b)
            )

    def below(self, point: Decimal) -> Tail:
        """Return how much lies below a point between 0 and the mean."""
        with localcontext(Context(prec=DIGITS)):
            a, b = self._a, self._b
            series = _fraction(a, b, point)
            power = a * point.ln() + b * (_ONE - point).ln()
            growth = a / (point * (_ONE - point) * series)
            return Tail(self._factor + power + series.ln(), growth)


def decimal_of(number: Fraction) -> Decimal:
    """Return a fraction to sixty digits."""
    with localcontext(Context(prec=DIGITS)):
        return Decimal(int(number.numerator)) / Decimal(int(number.denominator))


def _fraction(a: Decimal, b: Decimal, point: Decimal) -> Decimal:
    """Return the continued fraction of the tail, by Lentz's way to evaluate one.

    Its convergents lie on both sides of it by turns, so that it is found where two of them agree.
    """
    ratio = total = _ONE / (_ONE - (a + b) * point / (a + _ONE))
    above, step = _ONE, 0
    while True:
        step += 1
        even = a + 2 * step
        for term in (
            step * (b - step) * point / ((even - _ONE) * even),
            -(a + step) * (a + b + step) * point / (even * (even + _ONE)),
        ):
            ratio = _ONE / (_ONE + term * ratio)
            above = _ONE + term / above
            total *= ratio * above
        if abs(ratio * above - _ONE) <= _ENOUGH:
            return total


def _log_gamma(number: Decimal) -> Decimal:
    """Return the logarithm of the gamma function of a positive number."""
    product = _ONE
    while number < _LARGE:
        product *= number
        number += _ONE
    total = (number - _HALF) * number.ln() - number + _HALF_LOG_OF_TAU
    power, square = number, number * number
    for place, (above, below) in enumerate(_BERNOULLI, 1):
        total += Decimal(above) / (Decimal(below) * (2 * place) * (2 * place - 1) * power)
        power *= square
    return total - product.ln()
