"""The set of each hedge class around a printed number, in its own unit."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Literal, assert_never

from msgspec import Struct

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
    half_grain,
    limit,
    rounding,
    two_figures,
)
from factcheck.figure.distances import (
    NOWHERE,
    Basis,
    Distance,
    Distances,
    farther,
    nearer,
    share_of,
    step_of,
)
from factcheck.figure.errors import FigureError
from factcheck.model.figure import Profiles
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rounding import unrounded

if TYPE_CHECKING:
    from collections.abc import Callable


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


class Around(Struct, frozen=True):
    """The sets around one number, and how far each reaches from it."""

    profiles: Profiles
    distances: Distances
    """On both sides or, in a class that speaks of one, on that; of a bound how far beyond it the
    numbers begin."""

    def mapped(self, change: Callable[[Interval], Interval]) -> Around:
        """Return the sets with one change made to each."""
        return Around(self.profiles.mapped(change), self.distances)


def around_of(
    measured: Measured, name: NumberClass, *, is_including: bool = False, is_rate: bool = False
) -> Around:
    """Return what a class of hedge makes of a number without sign, in the number's own unit.

    An open side is unbounded here; ``is_including`` keeps the number itself in a set above or
    below it, and ``is_rate`` says that a whole number is rounded rather than counted.
    """
    strict, default, lenient = (
        _reached(measured, name, profile, is_including, is_rate) for profile in PROFILES
    )
    return Around(Profiles(strict[0], default[0], lenient[0]), (strict[1], default[1], lenient[1]))


def point(number: Fraction) -> Around:
    """Return the set of a number that is exact in every reading."""
    exact = Interval.point(number)
    return Around(Profiles(exact, exact, exact), (NOWHERE, NOWHERE, NOWHERE))


def with_slack(measured: Measured) -> Around:
    """Return the set of one end of a range: leniently with half a printed unit more."""
    exact, half = Interval.point(measured.magnitude), rounding(measured)
    lenient = exact + Interval(-half.amount, half.amount)
    return Around(Profiles(exact, exact, lenient), (NOWHERE, NOWHERE, half))


def rounded_to(number: Fraction, step: Fraction) -> Profiles:
    """Return the profiles of a number that was rounded to a stated step."""
    rounded = unrounded(number, step)
    return Profiles(rounded, rounded, rounded)


_Reached = tuple[Interval, Distance]


def _reached(
    measured: Measured, name: NumberClass, profile: int, is_including: bool, is_rate: bool
) -> _Reached:
    match name:
        case NumberClass.BARE:
            return _bare(measured, profile, is_rate)
        case NumberClass.EXACT:
            return _exact(measured, is_rate)
        case NumberClass.APPROX:
            return _approx(measured, profile)
        case NumberClass.COLLECTIVE:
            share = Family.COLLECTIVE.reach(profile).share
            return _closed(measured, share_of(share, measured.magnitude))
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


def _ordered(measured: Measured, name: _Ordered, profile: int, is_rate: bool) -> _Reached:
    number = measured.magnitude
    match name:
        case NumberClass.GT:
            return Interval.at_least(number, closed=False), NOWHERE
        case NumberClass.LT:
            return Interval.at_most(number, closed=False), NOWHERE
        case NumberClass.GE:
            slack = _slack(measured, profile, is_rate)
            return Interval.at_least(number - slack.amount), slack
        case NumberClass.LE:
            slack = _slack(measured, profile, is_rate)
            return Interval.at_most(number + slack.amount), slack
        case NumberClass.UPTO:
            return Interval(Fraction(0), number), NOWHERE
        case NumberClass.WELL_OVER:
            margin = _margin(measured, profile, 1)
            begin = number + margin.amount
            return Interval.at_least(begin, closed=margin.amount > 0), margin
        case NumberClass.WELL_UNDER if number == 0:
            raise no_number_fits(measured)
        case NumberClass.WELL_UNDER:
            margin = nearer(_margin(measured, profile, -1), share_of(Fraction(1), number))
            begin = number - margin.amount
            return Interval.at_most(begin, closed=margin.amount > 0), margin
        case _:
            assert_never(name)


def _closed(measured: Measured, reach: Distance) -> _Reached:
    number = measured.magnitude
    return Interval(number - reach.amount, number + reach.amount), reach


def _approx(measured: Measured, profile: int) -> _Reached:
    """Half-open where the set is a rounding interval, closed where a cap binds."""
    reach = depth(measured, Family.APPROX, profile)
    closed, _ = _closed(measured, reach)
    is_image = reach.amount == measured.grain / 2 and profile != LENIENT
    is_open = is_image and measured.ruler in {Ruler.NUMBER, Ruler.PERCENT}
    is_closed = not is_open or reach.amount == 0
    return Interval(closed.lower, closed.upper, True, is_closed), reach


def _below(measured: Measured, family: Family, profile: int, is_including: bool) -> _Reached:
    reach, number = depth(measured, family, profile, -1), measured.magnitude
    if number == 0:
        raise no_number_fits(measured)
    return Interval(number - reach.amount, number, True, is_including), reach


def _above(measured: Measured, family: Family, profile: int, is_including: bool) -> _Reached:
    reach, number = depth(measured, family, profile, 1), measured.magnitude
    if reach.amount == 0:
        # Above zero there is no share to measure by: one printed unit.
        reach = step_of(measured.quantum, Basis.DIGIT)
    return Interval(number, number + reach.amount, is_including, True), reach


def _margin(measured: Measured, profile: int, side: int) -> Distance:
    """Return how clearly the number is passed; the strict reading asks for more."""
    if profile == LENIENT:
        return NOWHERE
    if profile == DEFAULT:
        return depth(measured, Family.NEAR, DEFAULT, side)
    reach = Family.NEAR.reach(LENIENT)
    if measured.ruler is Ruler.MULTIPLE:
        return share_of(reach.share, measured.magnitude)
    usual = depth(measured, Family.NEAR, DEFAULT, side)
    least = floor(measured, Family.NEAR, DEFAULT).scaled(Fraction(2))
    return farther(farther(half_grain(measured, reach), usual), least)


def _slack(measured: Measured, profile: int, is_rate: bool) -> Distance:
    """Return by how much a bound may itself be rounded: read leniently, and never a count."""
    is_count = measured.is_plain_integer and not is_rate
    if profile != LENIENT or is_count or measured.ruler is Ruler.MULTIPLE:
        return NOWHERE
    return rounding(measured)


def _bare(measured: Measured, profile: int, is_rate: bool) -> _Reached:
    number = measured.magnitude
    match measured.ruler:
        case Ruler.PART:
            return _closed(measured, limit(measured, Family.BARE.reach(profile)))
        case Ruler.MULTIPLE:
            return _closed(measured, share_of(Family.BARE.reach(profile).share, number))
        case Ruler.PERCENT:
            return _printed(measured, profile)
        case Ruler.NUMBER if measured.is_plain_integer and measured.is_converted:
            return _count(measured, profile, step_of(measured.quantum, Basis.DIGIT).half())
        case Ruler.NUMBER if measured.is_plain_integer and not is_rate:
            return _count(measured, profile, NOWHERE)
        case Ruler.NUMBER if measured.decimals == 0 and measured.scale > 1:
            return _count(measured, profile, rounding(measured))
        case Ruler.NUMBER:
            return _printed(measured, profile)
        case _:
            assert_never(measured.ruler)


def _printed(measured: Measured, profile: int) -> _Reached:
    """Return the rounding interval of the last printed digit; leniently, a whole digit."""
    half = rounding(measured)
    if profile == LENIENT:
        return _closed(measured, half.scaled(Fraction(2)))
    if measured.is_factor:
        return _closed(measured, half)
    return _unrounded(measured, half)


def _unrounded(measured: Measured, half: Distance) -> _Reached:
    if half.amount == 0:
        return Interval.point(measured.magnitude), half
    return unrounded(measured.magnitude, 2 * half.amount), half


def _count(measured: Measured, profile: int, own: Distance) -> _Reached:
    """Return the set of a count: exact, or to two figures where it is round."""
    step = two_figures(measured)
    if profile == STRICT or (step is None and own.amount == 0):
        return _unrounded(measured, own)
    figures = own if step is None else step_of(step, Basis.FIGURES).half()
    default = _wider(_unrounded(measured, own), _unrounded(measured, figures))
    return default if profile == DEFAULT else _wider(default, _approx(measured, DEFAULT))


def _wider(first: _Reached, second: _Reached) -> _Reached:
    """Return what either of two sets around the same number allows."""
    return first[0].hull(second[0]), farther(first[1], second[1])


def _exact(measured: Measured, is_rate: bool) -> _Reached:
    number = measured.magnitude
    is_counted = measured.decimals == 0 or (measured.scale > 1 and number.denominator == 1)
    if measured.ruler is Ruler.MULTIPLE:
        return Interval.point(number), NOWHERE
    if measured.ruler is Ruler.NUMBER and is_counted and not is_rate:
        return Interval.point(number), NOWHERE
    basis = Basis.POINT if measured.ruler is Ruler.PART else Basis.DIGIT
    return _unrounded(measured, step_of(measured.quantum, basis).half())


def no_number_fits(measured: Measured) -> FigureError:
    """Return the error of *nearly zero*."""
    return FigureError(
        CLASS_MISFIT,
        f"no number lies closely below {measured.magnitude}",
        0,
        0,
        hint="give your own threshold with 'means'",
    )
