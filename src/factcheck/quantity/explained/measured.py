"""Inequalities as what they say of a claim's measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.exact_wording import word_exactly
from factcheck.model.interval import Interval
from factcheck.model.linear import constant
from factcheck.model.told import told
from factcheck.model.wording import word_set

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction
    from factcheck.model.linear import Form
    from factcheck.model.unit import Unit
    from factcheck.quantity.explained.halves import Half
    from factcheck.quantity.explained.words import AtLeastZero


class Measured(Struct, frozen=True):
    """A measure that is one linear form over another, and what is claimed of it."""

    text: str
    numerator: Form
    denominator: Form
    unit: Unit
    claimed: Interval
    is_exact: bool = False
    """Whether no end is rounded in words."""

    @property
    def is_plain(self) -> bool:
        """Whether the measure is one of the unknown numbers itself."""
        is_linear = self.denominator == constant(1)
        return (
            is_linear
            and [m for _, m in self.numerator.terms] == [1]
            and (self.numerator.constant == 0)
        )

    def side_of(self, form: Form) -> tuple[Fraction, Fraction] | None:
        """Return the end of what is claimed that a form at zero is, and how many times.

        ``None`` for another form.
        """
        for end in (self.claimed.lower, self.claimed.upper):
            if end is not None:
                ratio = _ratio(form, self.numerator - self.denominator.scaled(end))
                if ratio is not None:
                    return end, ratio
        return None

    def is_beyond(self, said: AtLeastZero) -> bool:
        """Whether an inequality puts the measure outside of what is claimed."""
        side = self.side_of(said.form)
        if side is None:
            return False
        return _beyond(side[0], said, is_lower=side[1] > 0).is_apart_from(self.claimed)

    def needed(self, said: AtLeastZero, words: str) -> str | None:
        """Return a side of what is claimed, and what it comes to; ``None`` for something else."""
        side = None if self.is_plain else self.side_of(said.form)
        if side is None:
            return None
        own = self._is(_beyond(side[0], said, is_lower=side[1] > 0))
        return (
            own if _is_same(own, words) else told("{text}, that is if {case}", text=own, case=words)
        )

    def bounds_by(self, said: AtLeastZero) -> Interval | None:
        """Return what an inequality leaves of a linear measure; ``None`` where it is no such."""
        if self.denominator != constant(1):
            return None
        without = said.form - constant(said.form.constant)
        ratio = _ratio(without, self.numerator - constant(self.numerator.constant))
        if ratio is None:
            return None
        end = self.numerator.constant - said.form.constant / ratio
        return _beyond(end, said, is_lower=ratio > 0)

    def told(self, said: AtLeastZero) -> str | None:
        """Return what an inequality says of the measure; ``None`` where that is nothing more."""
        bounds = None if self.is_plain else self.bounds_by(said)
        if bounds is None:
            return None
        return self._is(bounds)

    def at_ends(self, said: Half, ends: tuple[Half, ...]) -> str | None:
        """Return how far the measure goes where single numbers are at their ends.

        They contradict what is said of it, so that the measure is on the other side.
        ``None`` where the inequality is no side of what is claimed, or it is not so simple.
        """
        side = None if self.is_plain else self.side_of(said.said.form)
        place = {half.said.form.terms[0][0]: _end_of(half) for half in ends}
        below = self.denominator
        names = {name for form in (self.numerator, below) for name, _ in form.terms}
        is_simple = all(len(half.said.form.terms) == 1 for half in ends) and names <= place.keys()
        if side is None or not is_simple or below.at(place) <= 0:
            return None
        reached = self.numerator.at(place) / below.at(place)
        level = (self.numerator - below.scaled(reached)).scaled(side[1])
        signs = {name: multiple > 0 for name, multiple in said.said.form.terms}
        if any(signs.get(name) is not (multiple > 0) for name, multiple in level.terms):
            return None
        is_strict = any(half.said.is_strict for half in ends)
        bound = Interval.at_most if side[1] > 0 else Interval.at_least
        return self._is(bound(reached, closed=not is_strict))

    def _is(self, interval: Interval) -> str:
        return told("{what} is {set}", what=self.text, set=self._set(interval))

    def _set(self, interval: Interval) -> str:
        if self.is_exact:
            return word_exactly(interval, self.unit)
        return word_set(interval, self.unit, beside=self.claimed)


def _end_of(half: Half) -> Fraction:
    """Return the number at which a single one ends."""
    form = half.said.form
    return -form.constant / form.terms[0][1]


def _is_same(one: str, other: str) -> bool:
    """Whether two texts are of the same numbers, which may stand in another order."""
    return sorted(one.split()) == sorted(other.split())


def _beyond(end: Fraction, said: AtLeastZero, *, is_lower: bool) -> Interval:
    if is_lower:
        return Interval.at_least(end, closed=not said.is_strict)
    return Interval.at_most(end, closed=not said.is_strict)


def _ratio(form: Form, other: Form) -> Fraction | None:
    """Return how many times another form a form is; ``None`` where it is no multiple."""
    if not form.terms or not other.terms:
        return None
    ratio = form.terms[0][1] / other.terms[0][1]
    return ratio if form == other.scaled(ratio) else None
