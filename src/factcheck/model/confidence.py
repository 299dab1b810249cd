"""Levels of confidence: how often what is said of a population by a sample is so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.fraction import Fraction
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import MOST_PLACES, word_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.linear import Row

CERTAIN = Fraction(1)
LEAST = Fraction(1, 2)
"""Below it a conclusion is as likely wrong as right, for all that is known, and is none."""

_SHARE = Unit(UnitKind.SHARE)


class Level(Struct, frozen=True):
    """How sure it is that what somebody says holds."""

    name: str
    """What has the level: the id of a statement, or the name of a cell's rows."""
    level: Fraction
    """Between 0 and 1, neither of which it is."""


def levels_of(rows: Iterable[Row]) -> tuple[Level, ...]:
    """Return the levels that some rows have, each once, in the order of the rows."""
    found = (Level(row.statement, row.confidence) for row in rows if row.confidence is not None)
    return tuple(dict.fromkeys(found))


def combined(levels: Iterable[Level]) -> Fraction:
    """Return how sure it is at least that everything holds that has a level (Bonferroni).

    That is 1 less what each lacks of 1, whatever the samples have to do with each other; not
    below 0, and 1 where nothing has a level. What is named several times counts once.
    """
    lacking = sum((CERTAIN - each.level for each in dict.fromkeys(levels)), start=Fraction(0))
    return max(Fraction(0), CERTAIN - lacking)


def is_too_weak(levels: Iterable[Level]) -> bool:
    """Whether levels leave less than one half, so that nothing can be concluded."""
    return combined(levels) < LEAST


def confidence_of(levels: Iterable[Level]) -> Fraction | None:
    """Return the combined level, 0 to below 1; ``None`` where nothing has a level."""
    level = combined(levels)
    return None if level == CERTAIN else level


def word_level(level: Fraction) -> str:
    """Return a level in digits, never rounded up to certainty: ``95 %``."""
    return word_number(level, _SHARE, places=MOST_PLACES)
