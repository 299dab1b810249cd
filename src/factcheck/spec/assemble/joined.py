"""Columns that a table gets from another one by ``join``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.joined_columns import as_joined
from factcheck.model.near import quoted
from factcheck.spec.codes import SHAPE

if TYPE_CHECKING:
    from factcheck.model.spec import TableDeclaration
    from factcheck.spec.assemble.context import Context

_MOST = 10
"""So many tables may be joined one to the next."""


def with_joined_columns(
    context: Context, tables: tuple[TableDeclaration, ...]
) -> tuple[TableDeclaration, ...]:
    """Return tables with what is declared of the columns that they are joined to.

    A join that leads back to its table, or to one in vintages, is noted as a problem.
    """
    known = {table.called: table for table in tables}
    return tuple(_with_joined(context, table, known) for table in tables)


def _with_joined(
    context: Context, table: TableDeclaration, known: dict[str, TableDeclaration]
) -> TableDeclaration:
    columns = {column.name: column for column in table.columns}
    here, way, is_made_up = table, [table.called], table.is_illustrative
    while here.join is not None and here.join.table.value in known:
        join, here = here.join, known[here.join.table.value]
        fault = _fault(here, way, known)
        if fault is not None:
            context.report(SHAPE, fault, join.table.span)
        if fault is not None or here.called in way:
            break
        way.append(here.called)
        is_made_up = is_made_up or here.is_illustrative
        theirs = {name for _, name in join.on}
        for column in here.columns:
            if column.name not in theirs:
                columns.setdefault(column.name, as_joined(column, here.called))
    return replace(table, columns=tuple(columns.values()), is_illustrative=is_made_up)


def _fault(
    other: TableDeclaration, way: list[str], known: dict[str, TableDeclaration]
) -> str | None:
    """Return why the table at the end of a way of joins cannot be joined to the next.

    What the first table on the way is not the one to say is left to others.
    """
    name = quoted(other.called)
    if [other.called] == way:
        return f"the table {name} cannot be joined to itself"
    if other.called in way:
        first = next(each for each in known if each in way)
        is_circle = other.called == way[0] == first
        return f"the join to {name} leads back to where it came from" if is_circle else None
    if other.vintage is not None and len(way) == 1:
        return f"{name} comes in vintages, and no join says which of them to take"
    if len(way) > _MOST:
        return f"more than {_MOST} tables are joined one to the next"
    return None
