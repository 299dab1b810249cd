"""How far a hedge reaches around a printed number, by the published depths and its grain.

Implements the depth of the table of hedge classes (``docs/hedges.md``): the depth of a family
is max(floor, min(half the grain, a share of the number, a cap in percentage points)).
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.figure.distances import Basis, Distance, farther, nearer, share_of, step_of
from factcheck.figure.table import hedge_table
from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from factcheck.figure.table import Reach

STRICT, DEFAULT, LENIENT = range(3)
PROFILES = (STRICT, DEFAULT, LENIENT)

_TENTH = Fraction(1, 10)
_WIDENING = (Fraction(1, 2), Fraction(1), Fraction(2))
_ROUND_FIGURES = 2
_PERCENT = 100

COMMON_PARTS = tuple(
    Fraction(numerator * _PERCENT, denominator)
    for numerator, denominator in (
        (1, 10), (1, 5), (1, 4), (1, 3), (2, 5), (1, 2), (3, 5), (2, 3), (3, 4), (4, 5), (9, 10),
    )
)  # fmt: skip


class Ruler(Enum):
    """How a printed number is measured."""

    NUMBER = "number"
    """Counts and amounts."""
    PERCENT = "percent"
    """Percentages and percentage points, 0 to 100."""
    PART = "part"
    """Fractions and *one in five*, as percentages."""
    MULTIPLE = "multiple"
    """Factors in whole numbers and words."""


class Family(Enum):
    """The depths of the hedge classes: strict, default and lenient."""

    APPROX = "approx"
    NEAR = "near"
    TIGHT = "tight"
    BARE = "bare"
    COLLECTIVE = "collective"

    def reach(self, profile: int) -> Reach:
        """Return the most that the family reaches in a profile."""
        return hedge_table().depths[self.value][profile]


class Measured(Struct, frozen=True):
    """The magnitude of a printed number with the steps that its print shows."""

    ruler: Ruler
    magnitude: Fraction
    mantissa: Fraction
    """The magnitude without its word of scale."""
    decimals: int = 0
    scale: int = 1
    is_factor: bool = False
    """Whether it is a factor with decimals, whose rounding interval keeps both ends."""
    is_amount: bool = False
    """Whether it is an amount rather than a count."""
    is_converted: bool = False
    """Whether a whole number is rounded to its unit, which is not the measure's, or coarser."""

    @property
    def quantum(self) -> Fraction:
        """The smallest step that the print can show; one percentage point for a fraction."""
        return Fraction(self.scale, 10**self.decimals)

    @property
    def is_plain_integer(self) -> bool:
        """Whether it is a whole number without decimals, percent sign or word of scale."""
        return self.ruler is Ruler.NUMBER and self.decimals == 0 and self.scale == 1

    @property
    def grain(self) -> Fraction:
        """The coarsest step of 1 or 5 times a power of ten that divides it, at least a quantum.

        For a fraction, how far the nearest other common fraction lies.
        """
        if self.ruler is Ruler.PART:
            return abs(self.magnitude - neighbour(self.magnitude))
        if self.decimals or self.mantissa == 0:
            return self.quantum
        return Fraction(self.scale * _coarsest(int(self.mantissa)))

    @property
    def is_round(self) -> bool:
        """Whether a hedge reaches as far as the grain; a number that is not takes one unit."""
        if self.ruler is Ruler.PART or self.decimals or self.mantissa == 0:
            return True
        digits = str(self.mantissa).rstrip("0")
        is_long = len(digits) > _ROUND_FIGURES and self.ruler is Ruler.NUMBER
        return digits.endswith("5") or (self.mantissa % 10 == 0 and not is_long)


def floor(measured: Measured, family: Family, profile: int) -> Distance:
    """Return the least that a hedge of the family reaches."""
    if measured.ruler is Ruler.NUMBER:
        share = share_of(family.reach(DEFAULT).share, measured.magnitude)
        least = nearer(_unit(measured), farther(share, step_of(Fraction(1), Basis.ONE)))
    else:
        basis = Basis.POINT if measured.ruler is Ruler.PART else Basis.DIGIT
        least = nearer(step_of(measured.quantum, basis), share_of(_TENTH, measured.magnitude))
    # Half a unit would not widen a count at all.
    is_whole = measured.is_plain_integer and profile == STRICT
    return least if is_whole else least.scaled(_WIDENING[profile])


def _unit(measured: Measured) -> Distance:
    """Return the step by which a hedge widens a number: for *9,120*, which is not round, ten."""
    if measured.is_round:
        return step_of(measured.quantum, Basis.DIGIT)
    zeros = trailing_zeros(int(measured.mantissa))
    return step_of(Fraction(measured.scale * 10**zeros), Basis.ZEROS if zeros else Basis.DIGIT)


def depth(measured: Measured, family: Family, profile: int, side: int = 0) -> Distance:
    """Return how far a hedge of the family reaches from the number, in its own unit.

    ``side`` is -1 below, 1 above and 0 on both sides: the grain of a fraction is the distance
    to its neighbour on that side.
    """
    reach = family.reach(profile)
    if measured.ruler is Ruler.MULTIPLE:
        return share_of(reach.share, measured.magnitude)
    least = floor(measured, family, profile)
    if not measured.is_round:
        return least
    return farther(_up_to(grain(measured, side), measured, reach, profile), least)


def _up_to(step: Distance, measured: Measured, reach: Reach, profile: int) -> Distance:
    return nearer(step if profile == LENIENT else step.half(), limit(measured, reach))


def half_grain(measured: Measured, reach: Reach) -> Distance:
    """Return half the step that a number is rounded to, within a reach."""
    return _up_to(grain(measured, 0), measured, reach, STRICT)


def grain(measured: Measured, side: int) -> Distance:
    """Return the step that a number is rounded to, of a fraction the way to its neighbour."""
    if measured.ruler is Ruler.PART:
        other = neighbour(measured.magnitude, side)
        return Distance(abs(measured.magnitude - other), Basis.WAY, other)
    is_digit = measured.grain == measured.quantum
    return step_of(measured.grain, Basis.DIGIT if is_digit else Basis.STEP)


def limit(measured: Measured, reach: Reach) -> Distance:
    """Return a reach in the unit of the number."""
    by_share = share_of(reach.share, measured.magnitude)
    if measured.ruler is Ruler.NUMBER:
        return by_share
    return nearer(by_share, step_of(reach.points, Basis.CAP))


def rounding(measured: Measured) -> Distance:
    """Return half the step that a number was rounded to, as its print shows it.

    A number before a word of scale is not read looser than one with *around*: *a million* is
    not everything from half a million up.
    """
    half = step_of(measured.quantum, Basis.DIGIT).half()
    if measured.ruler is Ruler.PART:
        return limit(measured, Family.BARE.reach(STRICT))
    if measured.scale == 1 or measured.decimals or measured.magnitude == 0:
        return half
    return nearer(half, share_of(_TENTH, measured.magnitude))


def two_figures(measured: Measured) -> Fraction | None:
    """Return the step that a round number was rounded to, or ``None`` where it is exact.

    Two significant figures (the house style of the UK's Office for National Statistics). A count
    is round where nothing but zeros stand beyond its second figure: *9,120* is not. An amount is
    rounded to its trailing zeros wherever they stand.
    """
    zeros, beyond = trailing_zeros(int(measured.mantissa)), _beyond(measured)
    if measured.mantissa == 0 or beyond <= 0 or zeros == 0:
        return None
    if not (measured.is_amount or is_two_figures(measured)):
        return None
    return Fraction(measured.scale * 10 ** min(beyond, zeros))


def is_two_figures(measured: Measured) -> bool:
    """Whether nothing but zeros stand beyond the second figure of a whole number."""
    return trailing_zeros(int(measured.mantissa)) >= _beyond(measured)


def _beyond(measured: Measured) -> int:
    return len(str(measured.mantissa)) - _ROUND_FIGURES


def neighbour(percent: Fraction, side: int = 0) -> Fraction:
    """Return the next common fraction on a side, as a percentage.

    Beyond the outermost on either side lie nothing and all. On both sides, and past all, it is
    the nearest other one.
    """
    beyond = {-1: (Fraction(0),), 0: (), 1: (Fraction(_PERCENT),)}[side]
    others = [other for other in (*COMMON_PARTS, *beyond) if (other - percent) * side > 0]
    nearest = others or [other for other in COMMON_PARTS if other != percent]
    return min(nearest, key=lambda other: abs(percent - other))


def trailing_zeros(number: int) -> int:
    """Return how many zeros a positive whole number ends in."""
    digits = str(number)
    return len(digits) - len(digits.rstrip("0"))


def _coarsest(number: int) -> int:
    """Return the coarsest of 1, 5, 10, 50, … that divides a positive whole number."""
    power = int("1" + "0" * trailing_zeros(number))
    return 5 * power if number % (5 * power) == 0 else power
