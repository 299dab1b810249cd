"""Numbers of one row, known or not: the arithmetic of computed columns.

An unknown number is one number wherever the row's calculation uses it, so that ``a - a`` is 0 and
``a / (a + b)`` stays below 1.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import EmptyCell

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

_ZERO = Fraction(0)
_ONE = Fraction(1)


class Hidden(Struct, frozen=True):
    """One unknown number of a row."""

    place: Hashable
    """Numbers of one place are the same number."""
    possible: Interval
    words: tuple[str, ...] = ()
    """The figures in words that it comes from."""


class Form(Struct, frozen=True):
    """A constant plus multiples of unknown numbers; there is at least one, and no factor is 0."""

    constant: Fraction
    terms: tuple[tuple[Hidden, Fraction], ...]

    @property
    def possible(self) -> Interval:
        """What the number can be: exactly that, as the unknown numbers are free."""
        parts = (hidden.possible.scaled(factor) for hidden, factor in self.terms)
        return reduce(Interval.__add__, parts).shifted(self.constant)

    @property
    def words(self) -> tuple[str, ...]:
        """The figures in words that it comes from, each once."""
        return _words(hidden for hidden, _ in self.terms)

    def factor_of(self, hidden: Hidden) -> Fraction:
        """Return how often an unknown number goes in."""
        return next((factor for one, factor in self.terms if one == hidden), _ZERO)


Numeric = Fraction | Form
Value = Fraction | Form | EmptyCell | str
"""What a cell of a row holds: a number, an unknown one, a gap (never ``ZERO``), or a text."""


def unknown(possible: Interval, words: tuple[str, ...] = (), place: Hashable = None) -> Form:
    """Return an unknown number; without a place, one that occurs nowhere else."""
    hidden = Hidden(object() if place is None else place, possible, words)
    return Form(_ZERO, ((hidden, _ONE),))


def possible_of(value: Numeric) -> Interval:
    """Return what a number can be."""
    return Interval.point(value) if isinstance(value, Fraction) else value.possible


def words_of(value: Numeric) -> tuple[str, ...]:
    """Return the figures in words that a number comes from."""
    return () if isinstance(value, Fraction) else value.words


def added(left: Numeric, right: Numeric) -> Numeric:
    """Return the sum of two numbers."""
    factors: dict[Hidden, Fraction] = {}
    for value in (left, right):
        for hidden, factor in _terms(value):
            factors[hidden] = factors.get(hidden, _ZERO) + factor
    return _form(_constant(left) + _constant(right), factors)


def scaled(value: Numeric, factor: Fraction) -> Numeric:
    """Return a number times a known one."""
    if isinstance(value, Fraction):
        return value * factor
    return _form(value.constant * factor, {one: each * factor for one, each in value.terms})


def multiplied(left: Numeric, right: Numeric) -> Numeric:
    """Return the product of two numbers; of two unknown ones what it can be at most."""
    if isinstance(left, Fraction):
        return scaled(right, left)
    if isinstance(right, Fraction):
        return scaled(left, right)
    return unknown(left.possible * right.possible, _words_of_both(left, right))


def divided(left: Numeric, right: Numeric) -> Numeric:
    """Return the quotient of two numbers; any number where the second can be 0 and is unknown.

    Raises ``ZeroDivisionError`` for a divisor that is 0.
    """
    if isinstance(right, Fraction):
        return scaled(left, 1 / right)
    words = _words_of_both(left, right)
    if 0 in right.possible:
        # There may be no quotient; any number includes whatever a sum or mean without it is.
        return unknown(Interval.everything(), words)
    ratio = _constant_ratio(left, right)
    if ratio is not None:
        return ratio
    found = possible_of(left) / right.possible
    corners = _between_corners(left, right)
    sharp = None if corners is None else found.intersect(corners)
    return unknown(found if sharp is None else sharp, words)


def either(one: Value, other: Value) -> Value:
    """Return what is known of a value that is one of two, nobody knows which."""
    if one == other:
        return one
    if isinstance(one, Fraction | Form) and isinstance(other, Fraction | Form):
        both = possible_of(one).hull(possible_of(other))
        return unknown(both, _words_of_both(one, other))
    return EmptyCell.UNKNOWN


def _form(constant: Fraction, factors: dict[Hidden, Fraction]) -> Numeric:
    terms = tuple((hidden, factor) for hidden, factor in factors.items() if factor)
    return Form(constant, terms) if terms else constant


def _constant(value: Numeric) -> Fraction:
    return value if isinstance(value, Fraction) else value.constant


def _terms(value: Numeric) -> tuple[tuple[Hidden, Fraction], ...]:
    return () if isinstance(value, Fraction) else value.terms


def _words_of_both(left: Numeric, right: Numeric) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*words_of(left), *words_of(right))))


def _words(every: Iterable[Hidden]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for hidden in every for text in hidden.words))


def _constant_ratio(left: Numeric, right: Form) -> Fraction | None:
    """Return the quotient where one form is a multiple of the other."""
    first, factor = right.terms[0]
    ratio = (_ZERO if isinstance(left, Fraction) else left.factor_of(first)) / factor
    return ratio if scaled(right, ratio) == left else None


def _between_corners(left: Numeric, right: Form) -> Interval | None:
    """Return what a quotient lies between where it rises or falls with each unknown number.

    The derivative by an unknown number has the sign of a form in which that number does not
    occur. Returns ``None`` where a sign is not known or a number has no end to be tried.
    """
    every = dict.fromkeys(hidden for value in (left, right) for hidden, _ in _terms(value))
    lowest: dict[Hidden, Fraction] = {}
    highest: dict[Hidden, Fraction] = {}
    for hidden in every:
        slope = _slope(left, right, hidden)
        lower, upper = hidden.possible.lower, hidden.possible.upper
        if slope is None or lower is None or upper is None:
            return None
        lowest[hidden], highest[hidden] = (lower, upper) if slope > 0 else (upper, lower)
    if not (_at(right, lowest) and _at(right, highest)):
        # An open end at 0: the quotient goes beyond all bounds towards it.
        return None
    return Interval(
        _at(left, lowest) / _at(right, lowest), _at(left, highest) / _at(right, highest)
    )


def _slope(left: Numeric, right: Form, hidden: Hidden) -> int | None:
    """Return 1 where a quotient rises or stays with an unknown number, -1 where it falls."""
    mine = _ZERO if isinstance(left, Fraction) else left.factor_of(hidden)
    sign = added(scaled(right, mine), scaled(left, -right.factor_of(hidden)))
    possible = possible_of(sign)
    if possible.lower is not None and possible.lower >= 0:
        return 1
    return -1 if possible.upper is not None and possible.upper <= 0 else None


def _at(value: Numeric, numbers: dict[Hidden, Fraction]) -> Fraction:
    return _constant(value) + sum(
        (factor * numbers[hidden] for hidden, factor in _terms(value)), start=_ZERO
    )
