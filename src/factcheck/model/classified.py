"""The column ``class`` of a table with a rubric, and the columns that stand behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.cell import GroupingSet
from factcheck.model.rubric import CLASS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.spec import TableDeclaration


def has_class(table: TableDeclaration, columns: Iterable[str]) -> bool:
    """Whether the class of a rubric is among some columns of a table."""
    return table.classified_by is not None and CLASS in columns


def with_inputs(table: TableDeclaration, columns: Iterable[str]) -> frozenset[str]:
    """Return columns of a table, with ``class`` also those that its rubric looks at."""
    found = frozenset(columns)
    rubric = table.classified_by
    return found if rubric is None or CLASS not in found else found | set(rubric.columns)


def asked_of_file(table: TableDeclaration, grouping: GroupingSet) -> GroupingSet:
    """Return a grouping set as the table's file knows it: without ``class``."""
    if not has_class(table, grouping.dimensions):
        return grouping
    kept = tuple(column for column in grouping.dimensions if column != CLASS)
    return GroupingSet(kept, grouping.measures)
