"""How one table is going to be scanned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.cell import GroupingSet


class PlannedSet(Struct, frozen=True):
    """Columns that a table is grouped by, and those that are added up in each group."""

    grouping: GroupingSet
    groups: int | None = None
    """About how many groups there will be; ``None`` where nobody knows before the scan."""


class ScanPlan(Struct, frozen=True):
    """How one table is going to be scanned, once, for everything that claims ask of it."""

    table: str
    path: str
    """Its files as the report shows them."""
    where: str
    """What groups the rows: ``where they lie`` or ``as they are read``."""
    wanted: int
    """How many different sets of columns readings look at."""
    sets: tuple[PlannedSet, ...]
    """What is scanned; everything else is added up from it."""
    rows: int | None = None
    """``None`` where nobody knows before the scan."""
    distinct: tuple[tuple[str, int], ...] = ()
    """Columns, and about how many different values each has."""
    cuts: tuple[tuple[str, int], ...] = ()
    """Columns whose numbers are told apart only by thresholds, and how many of these."""
    folded: tuple[tuple[str, int], ...] = ()
    """Columns whose values are told apart only where claims name them, and how many they name."""
    has_base: bool = False
    """Whether rows are grouped by the columns of all sets first, and the sets made of these."""
