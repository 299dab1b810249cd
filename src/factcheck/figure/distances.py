"""How far a set reaches from its number, and by which rule: what sets and sentences share."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from factcheck.model.fraction import Fraction

_HALF = Fraction(1, 2)


class Basis(Enum):
    """What a distance is a multiple of."""

    SHARE = "share"
    """A share of the number."""
    CAP = "cap"
    """The most for a percentage or fraction, in percentage points."""
    STEP = "step"
    """The step that the number is rounded to: 1,000 of *9,000*."""
    DIGIT = "digit"
    """The step of the last printed digit."""
    ZEROS = "zeros"
    """The step of the last printed digit that is not 0: 10 of *9,120*."""
    WAY = "way"
    """The way to another common fraction, in percent."""
    POINT = "point"
    """The point that is the least for a fraction."""
    ONE = "one"
    """The one that is the least for a number of things."""
    FIGURES = "figures"
    """The step of the second figure of a round number."""


class Distance(Struct, frozen=True):
    """How far a set reaches, as ``times`` what its rule names."""

    amount: Fraction
    basis: Basis
    of: Fraction
    """A share; a step; points; the other common fraction as a percentage."""
    times: Fraction = Fraction(1)

    def scaled(self, times: Fraction) -> Distance:
        """Return a multiple of it."""
        return Distance(self.amount * times, self.basis, self.of, self.times * times)

    def half(self) -> Distance:
        """Return half of it."""
        return self.scaled(_HALF)


Distances = tuple[Distance, Distance, Distance]
"""In the strict, the default and the lenient profile."""

NOWHERE = Distance(Fraction(0), Basis.SHARE, Fraction(0))
"""The distance of a number that is exact."""


def step_of(step: Fraction, basis: Basis) -> Distance:
    """Return one whole step."""
    return Distance(step, basis, step)


def share_of(share: Fraction, number: Fraction) -> Distance:
    """Return a share of a number."""
    return Distance(share * number, Basis.SHARE, share)


def nearer(first: Distance, second: Distance) -> Distance:
    """Return the smaller one; of two alike the first."""
    return second if second.amount < first.amount else first


def farther(first: Distance, second: Distance) -> Distance:
    """Return the larger one; of two alike the first."""
    return second if second.amount > first.amount else first
