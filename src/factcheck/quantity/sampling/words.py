"""Numbers of samples in words, for the calculation."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from factcheck.model.confidence import word_level
from factcheck.model.fraction import Fraction
from factcheck.model.told import told, told_join
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_number, word_set
from factcheck.quantity.cells.spread import printed_step

if TYPE_CHECKING:
    from factcheck.quantity.sampling.sampled import Sampled

_PLAIN = Unit(UnitKind.AMOUNT)
_ZERO = Fraction(0)


def told_of(sample: Sampled, unit: Unit) -> str:
    """Return a number with what the sample says: ``52 % (48.9 % to 55.1 % at 95 %, n = 1,000)``."""
    shown = word_set(sample.shown, unit, places=1 if unit.kind is UnitKind.SHARE else None)
    level = word_level(sample.confidence)
    number = word_number(sample.printed, unit)
    if sample.asked is None:
        return told("{number} ({set} at {level})", number=number, set=shown, level=level)
    return told(
        "{number} ({set} at {level}, n = {n})",
        number=number,
        set=shown,
        level=level,
        n=word_number(sample.asked, _PLAIN),
    )


def constraint_of(sample: Sampled, unit: Unit) -> str:
    """Return which interval is the evidence, where reports show another."""
    if sample.asked is None:
        return told("a published margin")
    exact = word_set(sample.within, unit)
    effect = sample.asked / (sample.effective or sample.asked)
    which = told("Wilson's interval is shown; the evidence is Clopper-Pearson's, {set}", set=exact)
    if effect != 1:
        divided = told(
            "n divided by the design effect {effect}", effect=word_number(effect, _PLAIN)
        )
        return told_join(", ", (which, divided))
    if is_attainable(sample.printed / sample.per_share, sample.asked, sample.off):
        return which
    weighted = told(
        "no whole number of {n} people is {share}, unless they are weighted",
        n=word_number(sample.asked, _PLAIN),
        share=word_number(sample.printed, unit),
    )
    return told_join("; ", (which, weighted))


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
