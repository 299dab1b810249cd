"""The set of each hedge class around a printed number, in its own unit."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Literal, assert_never

from factcheck.figure.codes import CLASS_MISFIT
from factcheck.figure.depth import (
    DEFAULT,
    LENIENT,
    PROFILES,
    STRICT,
    Family,
    Measured,
    Ruler,
    depth,
    floor,
    limit,
    rounding,
    two_figures,
)
from factcheck.figure.errors import FigureError
from factcheck.model.figure import Profiles
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rounding import unrounded

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.figure.table import Reach


class NumberClass(Enum):
    """The classes that make a set around one number."""

    EXACT = "exact"
    BARE = "bare"
    APPROX = "approx"
    COLLECTIVE = "aine"
    NEAR_BELOW = "near_below"
    TIGHT_BELOW = "tight_below"
    TIGHT_ABOVE = "tight_above"
    NEAR_HALVED = "near_halved"
    GT = "gt"
    GE = "ge"
    LT = "lt"
    LE = "le"
    UPTO = "upto"
    WELL_OVER = "well_over"
    WELL_UNDER = "well_under"


NUMBER_CLASSES = frozenset(choice.value for choice in NumberClass)
BARE_CLASSES = frozenset({"bare", "exact", "range"})
ORDERED = frozenset({"gt", "ge", "lt", "le", "upto", "well_over", "well_under"})
"""Classes that speak of larger and smaller rather than of distance."""

_Ordered = Literal[
    NumberClass.GT,
    NumberClass.GE,
    NumberClass.LT,
    NumberClass.LE,
    NumberClass.UPTO,
    NumberClass.WELL_OVER,
    NumberClass.WELL_UNDER,
]


def profiles_of(
    measured: Measured, name: NumberClass, *, is_including: bool = False, is_rate: bool = False
) -> Profiles:
    """Return what a class of hedge makes of a number without sign, in the number's own unit.

    An open side is unbounded here; ``is_including`` keeps the number itself in a set above or
    below it, and ``is_rate`` says that a whole number is rounded rather than counted.
    """
    return _profiles(lambda profile: _set(measured, name, profile, is_including, is_rate))


def point(number: Fraction) -> Profiles:
    """Return the profiles of a number that is exact in every reading."""
    return _profiles(lambda _: Interval.point(number))


def rounded_to(number: Fraction, step: Fraction) -> Profiles:
    """Return the profiles of a number that was rounded to a stated step."""
    return _profiles(lambda _: unrounded(number, step))


def _profiles(make: Callable[[int], Interval]) -> Profiles:
    strict, default, lenient = map(make, PROFILES)
    return Profiles(strict, default, lenient)


def _set(
    measured: Measured, name: NumberClass, profile: int, is_including: bool, is_rate: bool
) -> Interval:
    number = measured.magnitude
    match name:
        case NumberClass.BARE:
            return _bare(measured, profile, is_rate)
        case NumberClass.EXACT:
            return _exact(measured, is_rate)
        case NumberClass.APPROX:
            return _approx(measured, profile)
        case NumberClass.COLLECTIVE:
            reach = Family.COLLECTIVE.reach(profile).share * number
            return Interval(number - reach, number + reach)
        case NumberClass.NEAR_BELOW:
            return _below(measured, Family.NEAR, profile, is_including)
        case NumberClass.TIGHT_BELOW:
            return _below(measured, Family.TIGHT, profile, is_including)
        case NumberClass.TIGHT_ABOVE:
            return _above(measured, Family.TIGHT, profile, is_including)
        case NumberClass.NEAR_HALVED:
            return _above(measured, Family.NEAR, profile, is_including)
        case (
            NumberClass.GT
            | NumberClass.GE
            | NumberClass.LT
            | NumberClass.LE
            | NumberClass.UPTO
            | NumberClass.WELL_OVER
            | NumberClass.WELL_UNDER
        ):
            return _ordered(measured, name, profile, is_rate)
        case _:
            assert_never(name)


def _ordered(measured: Measured, name: _Ordered, profile: int, is_rate: bool) -> Interval:
    number = measured.magnitude
    match name:
        case NumberClass.GT:
            return Interval.at_least(number, closed=False)
        case NumberClass.LT:
            return Interval.at_most(number, closed=False)
        case NumberClass.GE:
            return Interval.at_least(number - _slack(measured, profile, is_rate))
        case NumberClass.LE:
            return Interval.at_most(number + _slack(measured, profile, is_rate))
        case NumberClass.UPTO:
            return Interval(Fraction(0), number)
        case NumberClass.WELL_OVER:
            margin = _margin(measured, profile, 1)
            return Interval.at_least(number + margin, closed=margin > 0)
        case NumberClass.WELL_UNDER if number == 0:
            raise no_number_fits(measured)
        case NumberClass.WELL_UNDER:
            margin = min(_margin(measured, profile, -1), number)
            return Interval.at_most(number - margin, closed=margin > 0)
        case _:
            assert_never(name)


def _approx(measured: Measured, profile: int) -> Interval:
    """Half-open where the set is a rounding interval, closed where a cap binds."""
    number, reach = measured.magnitude, depth(measured, Family.APPROX, profile)
    is_image = reach == measured.grain / 2 and profile != LENIENT
    is_open = is_image and measured.ruler in {Ruler.NUMBER, Ruler.PERCENT}
    return Interval(number - reach, number + reach, True, not is_open or reach == 0)


def _below(measured: Measured, family: Family, profile: int, is_including: bool) -> Interval:
    reach = depth(measured, family, profile, -1)
    if measured.magnitude == 0:
        raise no_number_fits(measured)
    return Interval(measured.magnitude - reach, measured.magnitude, True, is_including)


def _above(measured: Measured, family: Family, profile: int, is_including: bool) -> Interval:
    # Above zero there is no share to measure by: one printed unit.
    reach = depth(measured, family, profile, 1) or measured.quantum
    return Interval(measured.magnitude, measured.magnitude + reach, is_including, True)


def _margin(measured: Measured, profile: int, side: int) -> Fraction:
    """Return how clearly the number is passed; the strict reading asks for more."""
    if profile == LENIENT:
        return Fraction(0)
    if profile == DEFAULT:
        return depth(measured, Family.NEAR, DEFAULT, side)
    reach = Family.NEAR.reach(LENIENT)
    if measured.ruler is Ruler.MULTIPLE:
        return reach.share * measured.magnitude
    return max(
        2 * floor(measured, Family.NEAR, DEFAULT),
        depth(measured, Family.NEAR, DEFAULT, side),
        _half_grain(measured, reach),
    )


def _half_grain(measured: Measured, reach: Reach) -> Fraction:
    return min(measured.grain / 2, limit(measured, reach))


def _slack(measured: Measured, profile: int, is_rate: bool) -> Fraction:
    """Return by how much a bound may itself be rounded: read leniently, and never a count."""
    is_count = measured.is_plain_integer and not is_rate
    if profile != LENIENT or is_count or measured.ruler is Ruler.MULTIPLE:
        return Fraction(0)
    return rounding(measured)


def _bare(measured: Measured, profile: int, is_rate: bool) -> Interval:
    number = measured.magnitude
    match measured.ruler:
        case Ruler.PART | Ruler.MULTIPLE:
            reach = limit(measured, Family.BARE.reach(profile))
            if measured.ruler is Ruler.MULTIPLE:
                reach = Family.BARE.reach(profile).share * abs(number)
            return Interval(number - reach, number + reach)
        case Ruler.PERCENT:
            return _printed(measured, profile)
        case Ruler.NUMBER if measured.is_plain_integer and measured.is_converted:
            return _count(measured, profile, unrounded(number, measured.quantum))
        case Ruler.NUMBER if measured.is_plain_integer and not is_rate:
            return _count(measured, profile, Interval.point(number))
        case Ruler.NUMBER if measured.decimals == 0 and measured.scale > 1:
            return _count(measured, profile, unrounded(number, 2 * rounding(measured)))
        case Ruler.NUMBER:
            return _printed(measured, profile)
        case _:
            assert_never(measured.ruler)


def _printed(measured: Measured, profile: int) -> Interval:
    """Return the rounding interval of the last printed digit; leniently, a whole digit."""
    number, half = measured.magnitude, rounding(measured)
    if profile == LENIENT:
        return Interval(number - 2 * half, number + 2 * half)
    if measured.is_factor:
        return Interval(number - half, number + half)
    return unrounded(number, 2 * half)


def _count(measured: Measured, profile: int, strict: Interval) -> Interval:
    """Return the set of a count: exact, or to two figures where it is round."""
    step = two_figures(measured)
    if profile == STRICT or (step is None and strict.is_point):
        return strict
    default = strict if step is None else strict.hull(unrounded(measured.magnitude, step))
    return default if profile == DEFAULT else default.hull(_approx(measured, DEFAULT))


def _exact(measured: Measured, is_rate: bool) -> Interval:
    number = measured.magnitude
    is_counted = measured.decimals == 0 or (measured.scale > 1 and number.denominator == 1)
    if measured.ruler is Ruler.MULTIPLE:
        return Interval.point(number)
    if measured.ruler is Ruler.NUMBER and is_counted and not is_rate:
        return Interval.point(number)
    return unrounded(number, measured.quantum)


def no_number_fits(measured: Measured) -> FigureError:
    """Return the error of *nearly zero*."""
    return FigureError(
        CLASS_MISFIT,
        f"no number lies closely below {measured.magnitude}",
        0,
        0,
        hint="give your own threshold with 'means'",
    )
