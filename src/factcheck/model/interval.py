"""Sets of numbers: an interval with exact, open or closed ends."""

from __future__ import annotations

from operator import gt, lt
from typing import TYPE_CHECKING, Self

from msgspec import Struct
from msgspec.structs import force_setattr

from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Callable

    Compare = Callable[[Fraction, Fraction], bool]

Number = int | Fraction


class Interval(Struct, frozen=True):
    """A non-empty set of consecutive real numbers.

    ``None`` as an end means unbounded, and an unbounded end is open, so that equal sets are
    equal objects. Ends are exact; nothing here rounds.

    Raises ``ValueError`` where the ends leave no number between them.
    """

    lower: Fraction | None
    upper: Fraction | None
    lower_closed: bool = True
    upper_closed: bool = True

    def __post_init__(self) -> None:
        """Put the ends in canonical form and refuse the empty set."""
        lower, upper = self.lower, self.upper
        if lower is None:
            if self.lower_closed:
                force_setattr(self, "lower_closed", False)
        elif type(lower) is not Fraction:
            force_setattr(self, "lower", Fraction(lower))
        if upper is None:
            if self.upper_closed:
                force_setattr(self, "upper_closed", False)
        elif type(upper) is not Fraction:
            force_setattr(self, "upper", Fraction(upper))
        if lower is None or upper is None or lower < upper:
            return
        if is_empty(lower, upper, self.lower_closed, self.upper_closed):
            raise ValueError(f"an interval from {lower} to {upper} holds no number")

    @classmethod
    def point(cls, number: Number) -> Self:
        """Return the set that holds this one number."""
        return cls(Fraction(number), Fraction(number))

    @classmethod
    def everything(cls) -> Self:
        """Return the set of all numbers."""
        return cls(None, None)

    @classmethod
    def at_least(cls, number: Number, *, closed: bool = True) -> Self:
        """Return the numbers from this one up."""
        return cls(Fraction(number), None, closed, False)

    @classmethod
    def at_most(cls, number: Number, *, closed: bool = True) -> Self:
        """Return the numbers up to this one."""
        return cls(None, Fraction(number), False, closed)

    @property
    def is_point(self) -> bool:
        """Whether exactly one number is left."""
        return self.lower is not None and self.lower == self.upper

    def __contains__(self, number: Number) -> bool:
        if self.lower is not None and (
            number < self.lower or (number == self.lower and not self.lower_closed)
        ):
            return False
        return not (
            self.upper is not None
            and (number > self.upper or (number == self.upper and not self.upper_closed))
        )

    def mirrored(self) -> Interval:
        """Return the set of the negated numbers."""
        lower = None if self.upper is None else -self.upper
        upper = None if self.lower is None else -self.lower
        return Interval(lower, upper, self.upper_closed, self.lower_closed)

    def intersect(self, other: Interval) -> Interval | None:
        """Return the numbers in both sets, or ``None`` where there are none."""
        lower, lower_closed = _tighter(
            (self.lower, self.lower_closed), (other.lower, other.lower_closed), gt
        )
        upper, upper_closed = _tighter(
            (self.upper, self.upper_closed), (other.upper, other.upper_closed), lt
        )
        if is_empty(lower, upper, lower_closed, upper_closed):
            return None
        return Interval(lower, upper, lower_closed, upper_closed)

    def is_within(self, other: Interval) -> bool:
        """Whether every number of this set is in the other."""
        return _reaches_no_further(
            (self.lower, self.lower_closed), (other.lower, other.lower_closed), gt
        ) and _reaches_no_further(
            (self.upper, self.upper_closed), (other.upper, other.upper_closed), lt
        )

    def is_apart_from(self, other: Interval) -> bool:
        """Whether no number is in both sets."""
        return is_empty(self.lower, other.upper, self.lower_closed, other.upper_closed) or is_empty(
            other.lower, self.upper, other.lower_closed, self.upper_closed
        )

    def hull(self, other: Interval) -> Interval:
        """Return the smallest interval that holds both sets."""
        lower, lower_closed = _wider(
            (self.lower, self.lower_closed), (other.lower, other.lower_closed), lt
        )
        upper, upper_closed = _wider(
            (self.upper, self.upper_closed), (other.upper, other.upper_closed), gt
        )
        return Interval(lower, upper, lower_closed, upper_closed)

    def scaled(self, factor: Number) -> Interval:
        """Return the set of the numbers times ``factor``."""
        if factor == 0:
            return Interval.point(0)
        if factor < 0:
            return self.mirrored().scaled(-factor)
        lower = None if self.lower is None else self.lower * factor
        upper = None if self.upper is None else self.upper * factor
        return Interval(lower, upper, self.lower_closed, self.upper_closed)

    def shifted(self, by: Number) -> Interval:
        """Return the set of the numbers plus ``by``."""
        lower = None if self.lower is None else self.lower + by
        upper = None if self.upper is None else self.upper + by
        return Interval(lower, upper, self.lower_closed, self.upper_closed)

    def __add__(self, other: Interval) -> Interval:
        lower = None if self.lower is None or other.lower is None else self.lower + other.lower
        upper = None if self.upper is None or other.upper is None else self.upper + other.upper
        return Interval(
            lower,
            upper,
            self.lower_closed and other.lower_closed,
            self.upper_closed and other.upper_closed,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + other.mirrored()

    def __mul__(self, other: Interval) -> Interval:
        corners = [_product(left, right) for left in _ends(self) for right in _ends(other)]
        return _spanned(corners)

    def magnitude(self) -> Interval:
        """Return the set of the absolute numbers."""
        if self.lower is not None and self.lower >= 0:
            return self
        if self.upper is not None and self.upper <= 0:
            return self.mirrored()
        both = self.hull(self.mirrored())
        return Interval(Fraction(0), both.upper, True, both.upper_closed)

    def reciprocal(self) -> Interval:
        """Return an interval around the reciprocals of the non-zero numbers.

        Where zero lies strictly inside, the reciprocals are two rays and every number is
        returned. Raises ``ZeroDivisionError`` where zero is the only number.
        """
        if self.is_point and self.lower == 0:
            raise ZeroDivisionError("the reciprocal of zero")
        if self.upper is not None and self.upper <= 0:
            return self.mirrored().reciprocal().mirrored()
        if self.lower is None or self.lower < 0:
            return Interval.everything()
        upper = None if self.lower == 0 else 1 / self.lower
        lower = Fraction(0) if self.upper is None else 1 / self.upper
        return Interval(lower, upper, self.upper_closed, self.lower_closed)

    def __truediv__(self, other: Interval) -> Interval:
        return self * other.reciprocal()

    @property
    def middle(self) -> Fraction:
        """A number of the set: the midpoint, or one beyond the only end."""
        if self.lower is None and self.upper is None:
            return Fraction(0)
        if self.lower is None:
            assert self.upper is not None
            return self.upper - 1
        if self.upper is None:
            return self.lower + 1
        return (self.lower + self.upper) / 2


def is_empty(
    lower: Fraction | None, upper: Fraction | None, lower_closed: bool, upper_closed: bool
) -> bool:
    """Whether no number lies between these ends."""
    if lower is None or upper is None:
        return False
    return lower > upper or (lower == upper and not (lower_closed and upper_closed))


_Closing = tuple[Fraction | None, bool]
"""One end of an interval, and whether it is closed."""


def _tighter(one: _Closing, other: _Closing, is_further_in: Compare) -> _Closing:
    """Return the end further in: the larger of two lower ends, the smaller of two upper ones."""
    if one[0] is None:
        return other
    if other[0] is None or is_further_in(one[0], other[0]):
        return one
    if one[0] == other[0]:
        return one[0], one[1] and other[1]
    return other


def _reaches_no_further(one: _Closing, other: _Closing, is_further_in: Compare) -> bool:
    """Whether one end of a set lies inside the same end of another, or at it."""
    if other[0] is None:
        return True
    if one[0] is None:
        return False
    return is_further_in(one[0], other[0]) or (one[0] == other[0] and (other[1] or not one[1]))


def _wider(one: _Closing, other: _Closing, is_further_out: Compare) -> _Closing:
    """Return the end further out: the smaller of two lower ends, the larger of two upper ones."""
    if one[0] is None or other[0] is None:
        return None, False
    if one[0] == other[0]:
        return one[0], one[1] or other[1]
    return one if is_further_out(one[0], other[0]) else other


class _End(Struct, frozen=True):
    """One end of an interval in the extended reals: ``number`` or an infinity by ``sign``."""

    number: Fraction | None
    sign: int
    closed: bool


def _ends(interval: Interval) -> tuple[_End, _End]:
    return (
        _End(interval.lower, -1, interval.lower_closed),
        _End(interval.upper, 1, interval.upper_closed),
    )


def _product(left: _End, right: _End) -> _End:
    """Multiply two ends; zero times anything is zero, and attained where a zero is attained."""
    for one, other in ((left, right), (right, left)):
        if one.number == 0:
            return _End(Fraction(0), 0, one.closed or (other.number == 0 and other.closed))
    if left.number is not None and right.number is not None:
        return _End(left.number * right.number, 0, left.closed and right.closed)
    return _End(None, _sign(left) * _sign(right), False)


def _sign(end: _End) -> int:
    if end.number is None:
        return end.sign
    return 1 if end.number > 0 else -1


def _spanned(corners: list[_End]) -> Interval:
    finite = [corner for corner in corners if corner.number is not None]
    below = any(corner.number is None and corner.sign < 0 for corner in corners)
    above = any(corner.number is None and corner.sign > 0 for corner in corners)
    numbers = [corner.number for corner in finite if corner.number is not None]
    lower = None if below or not numbers else min(numbers)
    upper = None if above or not numbers else max(numbers)
    return Interval(
        lower,
        upper,
        any(corner.closed for corner in finite if corner.number == lower),
        any(corner.closed for corner in finite if corner.number == upper),
    )
