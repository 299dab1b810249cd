"""A published figure, read: what its words allow in three nested profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.told import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.model.unit import Unit


class Profiles(Struct, frozen=True):
    """What the words allow, read narrowly, as usual, and generously: each within the next."""

    strict: Interval
    default: Interval
    lenient: Interval

    def mapped(self, change: Callable[[Interval], Interval]) -> Profiles:
        """Return the profiles with one change made to each set."""
        return Profiles(change(self.strict), change(self.default), change(self.lenient))


class Figure(Struct, frozen=True):
    """A figure in words, read.

    Shares, factors and relative changes are plain numbers, points run 0 to 100.
    """

    text: str
    lang: str
    hedge: str
    """The class of its words, as named in the table of hedge classes: ``tight_below``."""
    unit: Unit
    profiles: Profiles
    meaning: str
    """How the words became the sets, without a full stop."""
    value: Fraction | None = None
    """The printed number in ``unit``; ``None`` for words such as "the vast majority"."""
    grain: Fraction | None = None
    """The coarsest step of 1 or 5 times a power of ten that divides the number, in ``unit``."""
    quantum: Fraction | None = None
    """The smallest step that the print can show, in ``unit``."""
    has_percent_sign: bool = False
    """Whether it was printed with a percent sign or the word."""
    is_bare: bool = False
    """Whether no word widens or opens it; a bare figure is judged by its default set."""
    alternatives: tuple[tuple[str, Profiles], ...] = ()
    """Other readings of ambiguous words, with their names."""
    locale: str | None = None
    """Whose digits it has, where that is not the language's."""

    @property
    def rule(self) -> str:
        """How the words became the sets, with their class, as ``gt: above the number``."""
        return rule_in_words(self.hedge, self.meaning)


def rule_in_words(hedge: str, meaning: str) -> str:
    """Return the class of a figure's words with what it means, as a sentence."""
    return told("{hedge}: {meaning}.", hedge=hedge, meaning=meaning)
