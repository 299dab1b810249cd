"""Which tables are those of Data Packages, put where their descriptors say that they lie."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.joined_columns import as_joined
from factcheck.model.problem import ProblemsError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from factcheck.evidence.given import Given
    from factcheck.model.problem import Problem
    from factcheck.model.table_declaration import TableDeclaration

DESCRIPTOR = "datapackage.json"
"""The name that makes a file a descriptor, whether or not a resource of it is named."""


def with_packages(
    tables: Iterable[TableDeclaration],
    folder: Path,
    root: Path,
    *,
    outputs: tuple[Path, ...] = (),
    given: Collection[str] = (),
) -> tuple[tuple[TableDeclaration, ...], dict[str, Given]]:
    """Return tables with what their packages say of them, and those whose rows stand there.

    ``folder``, ``root`` and ``outputs`` are as for a reader of tables. A table that the caller
    passes in, named in ``given``, is left as it is. Raises ``ProblemsError`` with the first thing
    that is wrong with each package.
    """
    found: list[TableDeclaration] = []
    inline: dict[str, Given] = {}
    problems: list[Problem] = []
    for table in tables:
        if not is_packaged(table) or table.name in given:
            found.append(table)
            continue
        # Imported here because most tables are those of no package.
        from factcheck.evidence.package.read import Places
        from factcheck.evidence.package.resolve import resolved

        try:
            made, rows = resolved(table, Places(folder, root, outputs))
        except ProblemsError as error:
            problems.extend(error.problems)
            continue
        found.append(made)
        if rows is not None:
            inline[table.name] = rows
    if problems:
        raise ProblemsError(problems)
    known = {table.called: table for table in found}
    return tuple(_with_joined(table, known) for table in found), inline


def _with_joined(table: TableDeclaration, known: dict[str, TableDeclaration]) -> TableDeclaration:
    """Return a table with what packages say of the columns that come along by ``join``."""
    columns = {column.name: column for column in table.columns}
    here, met = table, {table.called}
    while here.join is not None and here.join.table.value in known:
        theirs = {name for _, name in here.join.on}
        here = known[here.join.table.value]
        # A circle of joins was refused when the claim file was read.
        assert here.called not in met
        met.add(here.called)
        for column in here.columns if here.package is not None else ():
            own = columns.get(column.name)
            is_theirs = own is None or own.owner == here.called
            if is_theirs and column.owner is None and column.name not in theirs:
                columns[column.name] = as_joined(column, here.called)
    made = tuple(columns.values())
    return table if made == table.columns else replace(table, columns=made)


def is_packaged(table: TableDeclaration) -> bool:
    """Whether the file of a table is the descriptor of a package."""
    if table.file is None or table.package is not None:
        return False
    return table.resource is not None or PurePosixPath(table.file.value).name == DESCRIPTOR
