"""Numbers of samples in words, for the calculation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.confidence import word_level
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_number, word_set

if TYPE_CHECKING:
    from factcheck.quantity.sampling.sampled import Sampled

_PLAIN = Unit(UnitKind.AMOUNT)


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
    if effect == 1:
        return told
    return f"{told}, n divided by the design effect {word_number(effect, _PLAIN)}"
