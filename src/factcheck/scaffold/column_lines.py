"""The columns of one evidence table as the lines of a claim file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.scaffold.suggestions import suggest
from factcheck.scaffold.yaml_text import is_writable, named, scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.evidence.profile import ColumnProfile
    from factcheck.scaffold.suggestions import Suggestion

_MOST_COLUMNS = 300
"""Columns that are described; the others can be used all the same."""


def column_lines(
    columns: Sequence[ColumnProfile], names: Sequence[str | None], ticks: frozenset[int]
) -> Iterator[str]:
    """Yield the lines of ``columns``, indented by four blanks; all comments where none is needed.

    ``names`` are what expressions call the columns, ``None`` for one that no claim can name;
    ``ticks`` are the places of columns that hold an answer or nothing.
    """
    described = list(zip(columns, names, strict=True))[:_MOST_COLUMNS]
    told = [
        (column, name, suggest(column, is_tick=place in ticks))
        for place, (column, name) in enumerate(described)
    ]
    has_any = any(_active(column, name, found) for column, name, found in told)
    yield "    columns:" if has_any else "    # columns:"
    for place, (column, name, found) in enumerate(told, 1):
        yield from _one_column(place, column, name, found)
    rest = len(columns) - len(told)
    if rest > 0:
        yield f"      # … and {rest:,} more columns"


def _active(column: ColumnProfile, name: str | None, found: Suggestion) -> tuple[str, ...]:
    """Return the lines that are declared of a column."""
    if name is None:
        return ()
    alias = () if name == column.header else (f"from: {scalar(column.header)}",)
    return (*alias, *found.sure)


def _one_column(
    place: int, column: ColumnProfile, name: str | None, found: Suggestion
) -> Iterator[str]:
    if column.is_unread:
        yield f"      # {named(column.header)} cannot be used: its cells are no single values"
        return
    first, *others = found.facts
    yield f"      # {name or _unusable(place, column)}: {first}"
    yield from (f"      # {line}" for line in others)
    if name is None:
        return
    active = _active(column, name, found)
    if active:
        yield f"      {scalar(name)}:"
        yield from (f"        {line}" for line in active)
        yield from (f"        # {line}" for line in found.possible)
    elif found.possible:
        yield f"      # {scalar(name)}:"
        yield from (f"      #   {line}" for line in found.possible)


def _unusable(place: int, column: ColumnProfile) -> str:
    if not column.header:
        return f"column {place}, which has no name and cannot be used"
    if not is_writable(column.header):
        return f"{named(column.header)}, which holds a hidden character and cannot be used"
    return f"{named(column.header)}, one of several columns of that name, which cannot be used"
