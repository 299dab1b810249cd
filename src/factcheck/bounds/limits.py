"""The best ends that single rows give to each number, and where they come from.

Rows of one number are bounds; what is left are the rows of several. A contradiction among those
needs only multiples of rows: the numbers that are left over cancel against their own ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from factcheck.model.certificate import Combination, End, Use
from factcheck.model.fraction import Fraction
from factcheck.model.linear import ZERO, Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factcheck.model.interval import Interval
    from factcheck.model.linear import Row, System

ONE = Fraction(1)
MINUS = Fraction(-1)


class Near(NamedTuple):
    """A number and a multiple of the infinitesimal; ordered as such."""

    real: Fraction
    small: Fraction

    def plus(self, other: Near, factor: Fraction) -> Near:
        """Return this plus another times a factor."""
        small = self.small + other.small * factor if other.small else self.small
        return Near(self.real + other.real * factor, small)


class Limit(Struct, frozen=True):
    """One end of a number's bounds."""

    at: Near
    use: Use
    """What gives the end: so many times it holds the number itself."""


class Limits(Struct, frozen=True):
    """A system with its rows of one number taken as bounds."""

    lower: dict[str, Limit]
    upper: dict[str, Limit]
    fixed: dict[str, Fraction]
    """The numbers that their own ends leave no choice."""
    rows: dict[int, Row]
    """The rows of several numbers, by their places in the system."""
    clash: Combination | None
    """Why the ends alone contradict each other."""

    def completed(
        self, multiples: Mapping[int, Fraction], start: Form | None = None
    ) -> Combination | None:
        """Return multiples of rows with those of ends against which the numbers cancel.

        A multiple above zero is one of the row's lower end, one below zero of its upper end.
        What the multiples add up to is less ``start``. ``None`` where an end is missing.
        """
        left = dict((start or Form()).terms)
        uses = []
        for place, multiple in multiples.items():
            if not multiple:
                continue
            end = End.LOWER if multiple > 0 else End.UPPER
            uses.append(Use(place, end, abs(multiple)))
            for name, inner in self.rows[place].form.terms:
                left[name] = left.get(name, ZERO) + multiple * inner
        for name, multiple in left.items():
            if not multiple:
                continue
            limit = (self.upper if multiple > 0 else self.lower).get(name)
            if limit is None:
                return None
            uses.append(Use(limit.use.of, limit.use.end, limit.use.multiple * abs(multiple)))
        return Combination(tuple(uses))


def limits_of(system: System) -> Limits:
    """Return the ends of a system's numbers, and its rows of several numbers."""
    found = system.memo.get(_MEMO)
    if not isinstance(found, Limits):
        found = system.memo[_MEMO] = _limits(system)
    return found


_MEMO = "limits"


def _limits(system: System) -> Limits:
    lower: dict[str, Limit] = {}
    upper: dict[str, Limit] = {}
    rows: dict[int, Row] = {}
    clash: Combination | None = None
    for each in system.variables:
        _note(lower, upper, each.name, each.bounds, (each.name, ZERO, ONE))
    for place, row in enumerate(system.rows):
        terms = row.form.terms
        if len(terms) == 1:
            _note(lower, upper, terms[0][0], row.allowed, (place, row.form.constant, terms[0][1]))
        elif terms:
            rows[place] = row
        elif clash is None:
            clash = _of_nothing(place, row)
    fixed: dict[str, Fraction] = {}
    for name, low in lower.items():
        high = upper.get(name)
        if high is not None and low.at >= high.at:
            if low.at == high.at:
                fixed[name] = low.at.real
            elif clash is None:
                clash = Combination((low.use, high.use))
    return Limits(lower, upper, fixed, rows, clash)


def _of_nothing(place: int, row: Row) -> Combination | None:
    """Return why a row without numbers cannot be."""
    number, allowed = row.form.constant, row.allowed
    if number in allowed:
        return None
    is_low = allowed.lower is not None and number <= allowed.lower
    return Combination((Use(place, End.LOWER if is_low else End.UPPER, ONE),))


def _note(
    lower: dict[str, Limit],
    upper: dict[str, Limit],
    name: str,
    allowed: Interval,
    source: tuple[int | str, Fraction, Fraction],
) -> None:
    """Note the ends of a number that are better than those known.

    The source is what gives them, and the constant and the multiple of the number in it.
    """
    of, constant, multiple = source
    lowest, highest = allowed.lower, allowed.upper
    lowest_closed, highest_closed = allowed.lower_closed, allowed.upper_closed
    first, second, share = End.LOWER, End.UPPER, ONE
    if constant:
        lowest = None if lowest is None else lowest - constant
        highest = None if highest is None else highest - constant
    if multiple != 1:
        share = abs(1 / multiple)
        lowest = None if lowest is None else lowest / multiple
        highest = None if highest is None else highest / multiple
        if multiple < 0:
            lowest, highest = highest, lowest
            lowest_closed, highest_closed = highest_closed, lowest_closed
            first, second = second, first
    if lowest is not None:
        at = Near(lowest, ZERO if lowest_closed else ONE)
        known = lower.get(name)
        if known is None or at > known.at:
            lower[name] = Limit(at, Use(of, first, share))
    if highest is not None:
        at = Near(highest, ZERO if highest_closed else MINUS)
        known = upper.get(name)
        if known is None or at < known.at:
            upper[name] = Limit(at, Use(of, second, share))
