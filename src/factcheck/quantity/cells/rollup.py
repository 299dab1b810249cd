"""Cells of a coarser grouping from those of a finer one that was scanned.

A table is scanned for few grouping sets; a reading looks at the columns it tests and no others,
so that a claim costs what it selects, and what is found does not depend on other claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.cell import Cell, Measured

if TYPE_CHECKING:
    from factcheck.model.cell import GroupingSet, KeyValue, Mark, TableCells

Group = tuple[tuple["KeyValue", ...], tuple["Mark | None", ...]]


def cells_for(table: TableCells, wanted: GroupingSet) -> tuple[Cell, ...]:
    """Return the cells of a grouping set, rolled up from the narrowest scanned one that has it."""
    scanned = dict(table.sets)
    if wanted in scanned:
        return scanned[wanted]
    home = min(
        (each for each in scanned if _contains(each, wanted)), key=lambda each: len(each.dimensions)
    )
    return _rolled_up(scanned[home], home, wanted)


def _contains(home: GroupingSet, wanted: GroupingSet) -> bool:
    return set(wanted.dimensions) <= set(home.dimensions) and set(wanted.measures) <= set(
        home.measures
    )


def _rolled_up(cells: tuple[Cell, ...], home: GroupingSet, wanted: GroupingSet) -> tuple[Cell, ...]:
    places = [home.dimensions.index(name) for name in wanted.dimensions]
    measures = [home.measures.index(name) for name in wanted.measures]
    groups: dict[Group, list[Cell]] = {}
    for cell in cells:
        key = tuple(cell.key[place] for place in places)
        marks = tuple(cell.marks[place] for place in measures)
        groups.setdefault((key, marks), []).append(cell)
    return tuple(
        Cell(
            key,
            sum(cell.rows for cell in members),
            tuple(_joined([cell.measured[place] for cell in members]) for place in measures),
            marks,
        )
        for (key, marks), members in groups.items()
    )


def _joined(parts: list[Measured]) -> Measured:
    lows = [part.minimum for part in parts if part.minimum is not None]
    highs = [part.maximum for part in parts if part.maximum is not None]
    total = parts[0].total
    for part in parts[1:]:
        total += part.total
    return Measured(
        sum(part.rows for part in parts),
        total,
        min(lows, default=None),
        max(highs, default=None),
        sum(part.zeros for part in parts),
        sum(part.negatives for part in parts),
    )
