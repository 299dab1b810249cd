"""The rows of evidence behind the figure of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.cell import GroupingSet, KeyValue, Mark
    from factcheck.model.result import Provenance

    Group = tuple[tuple[KeyValue, ...], tuple[Mark | None, ...]]
    """What rows of one cell agree in: their keys, and what stands for numbers they do not have."""


class TermGroups(Struct, frozen=True):
    """The groups of rows of one table that a term of a measure selects."""

    text: str
    """The term, as an expression."""
    value: str
    """What it comes to, in words."""
    provenance: Provenance
    name: str
    """The table, or one vintage of it."""
    grouping: GroupingSet
    """What the rows were grouped by, columns of the table alone."""
    columns: tuple[str, ...]
    """What it looks at: the key, the columns of its tests, then those of its numbers."""
    surely: frozenset[Group]
    perhaps: frozenset[Group]
    added: tuple[str, ...] = ()
    """The columns that a rubric adds to the rows."""
    said: tuple[tuple[Group, tuple[str, ...]], ...] = ()
    """For each group what the rubric says, parallel to ``added``."""
    hidden_below: int | None = None
    """How many rows a number must at least be of to be shown; then no row is."""


class ShownRow(Struct, frozen=True):
    """One row of a table."""

    place: str
    """Where it begins: the line of a file, the row of a sheet, the number of a record; with the
    file where several are read as one."""
    cells: tuple[str, ...]
    """As they stand in the table."""
    is_sure: bool
    """Whether it surely passes the tests; else that hangs on something unknown."""


class TermRows(Struct, frozen=True):
    """The rows behind one term."""

    text: str
    value: str
    provenance: Provenance
    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    """The first of those that surely pass, then the first of those that may."""
    why_none: str | None = None
    """Why no row is shown although there are some."""
    has_lines: bool = True
    """Whether places are lines of files, which an editor shows; else rows are counted."""

    @property
    def shown(self) -> int:
        """How many rows are shown that surely pass."""
        return sum(row.is_sure for row in self.rows)

    @property
    def shown_perhaps(self) -> int:
        """How many rows are shown that may pass."""
        return len(self.rows) - self.shown


class ReadingRows(Struct, frozen=True):
    """The rows behind one reading of a claim, or what is in the way of it."""

    claim: str
    reading: str | None
    measure: str
    terms: tuple[TermRows, ...] = ()
    obstacle: str | None = None
