"""What joined tables declare of columns that really came along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.spec import ColumnDeclaration, TableDeclaration


def with_real_columns(
    declaration: TableDeclaration,
    headers: Iterable[str],
    joined: Iterable[tuple[str, str]],
) -> TableDeclaration:
    """Return a declaration without what joined tables say of columns that are not theirs.

    ``headers`` are those of the table, ``joined`` those that came along by ``join``, each with
    the table whose it is. Before anything is known of a file, every column that a joined table
    declares may come along; a column that both have is this table's.
    """
    known, owners = frozenset(headers), dict(joined)
    columns = tuple(
        column
        for column in declaration.columns
        if column.owner is None
        or column.header not in known
        or owners.get(column.header) == column.owner
    )
    return declaration if columns == declaration.columns else replace(declaration, columns=columns)


def as_joined(column: ColumnDeclaration, owner: str) -> ColumnDeclaration:
    """Return what a column still is when its cells, and its name, come from another table."""
    return replace(
        column,
        header=column.name,
        compute=None,
        compute_text=None,
        parse=None,
        ignore=(),
        owner=owner,
    )
