"""Numbers of samples in words, for the calculation."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from factcheck.model.confidence import word_level
from factcheck.model.fraction import Fraction
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_number, word_set
from factcheck.quantity.cells.spread import printed_step

if TYPE_CHECKING:
    from factcheck.quantity.sampling.sampled import Sampled

_PLAIN = Unit(UnitKind.AMOUNT)
_ZERO = Fraction(0)


def told_of(sample: Sampled, unit: Unit) -> str:
    """Return a number with what the sample says: ``52 % (48.9 % to 55.1 % at 95 %, n = 1,000)``."""
    asked = "" if sample.asked is None else f", n = {word_number(sample.asked, _PLAIN)}"
    shown = word_set(sample.shown, unit, places=1 if unit.kind is UnitKind.SHARE else None)
    level = word_level(sample.confidence)
    return f"{word_number(sample.printed, unit)} ({shown} at {level}{asked})"


def constraint_of(sample: Sampled, unit: Unit) -> str:
    """Return which interval is the evidence, where reports show another."""
    if sample.asked is None:
        return "a published margin"
    exact = word_set(sample.within, unit)
    effect = sample.asked / (sample.effective or sample.asked)
    told = f"Wilson's interval is shown; the evidence is Clopper-Pearson's, {exact}"
    if effect != 1:
        return f"{told}, n divided by the design effect {word_number(effect, _PLAIN)}"
    if is_attainable(sample.printed / sample.per_share, sample.asked, sample.off):
        return told
    asked, printed = word_number(sample.asked, _PLAIN), word_number(sample.printed, unit)
    return f"{told}; no whole number of {asked} people is {printed}, unless they are weighted"


def is_attainable(share: Fraction, asked: Fraction, off: Fraction = _ZERO) -> bool:
    """Whether some whole number of people is a printed share of those who were asked.

    The share may have been rounded at its last digit, and by ``off`` beside. One with very many
    digits is not looked at.
    """
    step = printed_step(share)
    if step is None:
        return True
    nearest = Fraction(floor(share * asked + Fraction(1, 2)))
    return abs(nearest / asked - share) <= max(step / 2, off)
