"""Columns that rows are grouped by: an unknown value of theirs is one of those that occur."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.filter.written_numbers import number_of_key
from factcheck.model.cell import Missing, OneOf, PartlyTicked, Rounded
from factcheck.quantity.cells.index import CellIndex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.cell import KeyValue
    from factcheck.quantity.cells.evidence_view import TableView


def closed_off(view: TableView, columns: Iterable[str]) -> TableView:
    """Return a view in which unknown values of some columns are among those that occur.

    A declared domain says it already; without one, a row of an unknown group would otherwise
    belong to none.
    """
    reader = view.reader
    domains = dict(reader.domains or {})
    for column in columns:
        if not domains.get(column):
            domains[column] = frozenset(reader.columns[column].values)
    own = view.index
    index = CellIndex(replace(reader, domains=domains), own.grouping, own.cells, own.cuts)
    return replace(view, index=index, sums={})


def has_open_values(view: TableView, column: str) -> bool:
    """Whether a column has unknown values and no declared domain that they are among."""
    declared = view.column(column)
    if declared is not None and declared.domain:
        return False
    return any(row[column] is Missing.UNKNOWN for row in view.index.rows)


def values_for(view: TableView, column: str, value: KeyValue) -> tuple[str, ...]:
    """Return what a value of a column may be: itself, or each of several if it is not known."""
    match value:
        case str():
            return (value,)
        case Rounded():
            return (value.text,)
        case OneOf():
            return value.texts
        case Missing.NONE:
            return ()
        case Missing.UNKNOWN | PartlyTicked():
            return tuple(sorted(view.domain_of(column)))
        case _:
            inside = (key for key in view.domain_of(column) if number_of_key(key) in value)
            return tuple(sorted(inside))
