"""What a number counts."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class UnitKind(Enum):
    """The six kinds of number that a claim can be about.

    Shares, factors and relative changes are plain numbers (9 % is 0.09); points run 0 to 100.
    """

    COUNT = "count"
    AMOUNT = "amount"
    SHARE = "share"
    FACTOR = "factor"
    RELATIVE_CHANGE = "relative change"
    POINTS = "points"


class Unit(Struct, frozen=True, cache_hash=True):
    """A kind of number and, for counts and amounts, what is counted or measured in."""

    kind: UnitKind
    noun: str | None = None
    """``reports``, ``CHF``, ``km``; ``None`` where nothing was declared or it has none."""
    is_year: bool = False
    """Whether it is a year of the calendar, whose digits are not grouped."""

    def __str__(self) -> str:
        return self.noun or self.kind.value


_PERCENT = frozenset({"percent", "per cent", "%"})


def is_percent(noun: str | None) -> bool:
    """Whether a declared unit says that numbers are percentages, to be divided by 100."""
    return noun is not None and noun.casefold() in _PERCENT
