"""Inequalities as what they say of a claim's measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.interval import Interval
from factcheck.model.linear import constant
from factcheck.model.wording import word_set

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction
    from factcheck.model.linear import Form
    from factcheck.model.unit import Unit
    from factcheck.quantity.explained.words import AtLeastZero


class Measured(Struct, frozen=True):
    """A measure that is one linear form over another, and what is claimed of it."""

    text: str
    numerator: Form
    denominator: Form
    unit: Unit
    claimed: Interval

    @property
    def is_plain(self) -> bool:
        """Whether the measure is one of the unknown numbers itself."""
        is_linear = self.denominator == constant(1)
        return (
            is_linear
            and [m for _, m in self.numerator.terms] == [1]
            and (self.numerator.constant == 0)
        )

    def needed(self, said: AtLeastZero, words: str) -> str | None:
        """Return a side of what is claimed, and what it comes to; ``None`` for something else."""
        if self.is_plain:
            return None
        for end in (self.claimed.lower, self.claimed.upper):
            if end is None:
                continue
            ratio = _ratio(said.form, self.numerator - self.denominator.scaled(end))
            if ratio is not None:
                side = _beyond(end, said, is_lower=ratio > 0)
                return f"{self.text} is {self._set(side)}, that is if {words}"
        return None

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
        return f"{self.text} is {self._set(bounds)}"

    def _set(self, interval: Interval) -> str:
        return word_set(interval, self.unit, beside=self.claimed)


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
