"""What the tables say that a table is joined to, for terms that read their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.leaf_tests import columns_of
from factcheck.model.row_parts import row_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.bound import TableTerm
    from factcheck.model.spec import Join, Scope, TableDeclaration
    from factcheck.plan.names import Names


def joined_scopes(
    names: Names, declaration: TableDeclaration, term: TableTerm
) -> Iterator[tuple[str, Scope]]:
    """Yield name and scope of each joined table whose columns a term reads.

    A column that both tables have is that of the table that the term reads.
    """
    used = _used(declaration, term)
    here = declaration
    while here.join is not None:
        opened = names.table(here.called).opened
        own = set(opened.header) - {header for header, _ in opened.joined}
        used -= own
        join, here = here.join, names.table(here.join.table.value).declaration
        if used & _columns(names, here, join):
            yield here.called, here.scope
        used |= _calculated_from(here, used)


def _used(declaration: TableDeclaration, term: TableTerm) -> set[str]:
    """Return the columns that a term reads, with those that they are calculated from."""
    named = {term.column, term.second, *columns_of(term.tests)} - {None}
    return _calculated_from(declaration, {name for name in named if name is not None})


def _calculated_from(declaration: TableDeclaration, used: set[str]) -> set[str]:
    """Return columns and those of the table that they are calculated from, step by step."""
    computed = {one.name: one.compute for one in declaration.columns if one.compute is not None}
    found, ahead = set(used), list(used)
    while ahead:
        compute = computed.get(ahead.pop())
        inputs = set() if compute is None else {column.name for column in row_columns(compute)}
        ahead += inputs - found
        found |= inputs
    return found


def _columns(names: Names, other: TableDeclaration, join: Join) -> set[str]:
    """Return what the columns of a joined table are called, but for its key."""
    declared = {column.header: column.name for column in other.columns}
    headers = names.table(other.called).opened.header
    every = {column.name for column in other.columns} | {declared.get(one, one) for one in headers}
    return every - {theirs for _, theirs in join.on}
