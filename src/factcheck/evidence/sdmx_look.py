"""What only all rows of a table in SDMX-CSV tell: its dataflows, its multipliers, its labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

_LABELLED = re.compile(r"\s*[A-Za-z0-9_@$\-.]+\s*:\s+\S.*", re.DOTALL)
_READ = {"", "I", "A", "M"}
"""The actions of rows that inform, append or merge."""
_MOST = 100


class Columns(Struct, frozen=True):
    """Where components stand; ``None`` where a table has no such column."""

    value: int
    flow: int
    labelled: tuple[int, ...]
    """Those whose header has a label."""
    action: int | None
    status: int | None
    confidential: int | None
    multiplier: int | None


class Look(Struct, frozen=True):
    """What was found."""

    flows: frozenset[str]
    """No more than 100."""
    action: tuple[int, str] | None
    """The first row with an action that is not read: its line, and the action."""
    multipliers: frozenset[str]
    """Of rows that have a value; no more than 100."""
    labelled: frozenset[int]
    """The columns in which every cell that is not empty has a code and a label."""


def look(rows: Iterable[tuple[int, list[str]]], columns: Columns) -> Look:
    """Read all rows once; raises ``ContentError`` as they do."""
    flows: set[str] = set()
    multipliers: set[str] = set()
    action: tuple[int, str] | None = None
    coded = set(columns.labelled)
    has_label: set[int] = set()
    for line, row in rows:
        flows.add(row[columns.flow].strip()) if len(flows) < _MOST else None
        if columns.action is not None and action is None:
            found = _code(row[columns.action])
            action = None if found in _READ else (line, found)
        if columns.multiplier is not None and row[columns.value].strip():
            multipliers.add(_code(row[columns.multiplier])) if len(multipliers) < _MOST else None
        for place in tuple(coded):
            cell = row[place]
            if _LABELLED.fullmatch(cell):
                has_label.add(place)
            elif cell.strip():
                coded.discard(place)
    return Look(frozenset(flows), action, frozenset(multipliers), frozenset(coded & has_label))


def _code(cell: str) -> str:
    return cell.partition(": ")[0].strip()
