"""The signs and flags of one publisher, as they were in use at some time."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.interval import Interval
    from factcheck.model.table_declaration import EmptyCell


class Sign(Enum):
    """A number that a sign stands for and whose range the column decides."""

    SUPPRESSED = "suppressed"
    """Kept secret: not known, and no more than the rest of a total that is printed."""
    ROUNDS_TO_ZERO = "rounds to zero"
    """More than nothing, and less than half of the unit that the column is printed in."""
    ABOUT_ZERO = "zero or rounds to zero"
    """Nothing, or less than half of that unit."""


class Flag(Struct, frozen=True):
    """What a letter beside a number says of it; the number stands."""

    meaning: str = ""


class MarkerProfile(Struct, frozen=True):
    """One publisher's signs, all of them valid at the same time."""

    name: str
    """Such as ``eurostat@2025-01-27``, as messages call it."""
    signs: tuple[tuple[str, EmptyCell | Interval | Sign], ...] = ()
    """What stands in a cell instead of a number; an empty text is an empty cell."""
    flags: tuple[tuple[str, str], ...] = ()
    """What stands beside a number, with what it says of it."""
    around: tuple[tuple[str, str, str], ...] = ()
    """Signs before and behind a number, such as parentheses, and what they say of it."""
    below: str | None = None
    """What stands behind a number that the true one is below, such as ``2,500-``."""
    above: str | None = None
    """What stands behind a number that the true one is not below, such as ``200,000+``."""
    has_footnotes: bool = False
    """Whether marks of footnotes may stand behind its numbers."""
