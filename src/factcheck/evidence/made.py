"""Columns that stand in no file: what their cells mean, and how they came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.spec import ColumnType, TableDeclaration


class Computed(Struct, frozen=True):
    """A column calculated row by row; numbers are in the units of the columns they come from.

    Its cells may be codes, see ``cell_codes``.
    """

    type: ColumnType


class Joined(Struct, frozen=True):
    """A column of another table, whose cells mean what they mean there.

    Its cells may be codes, see ``cell_codes``.
    """

    declaration: TableDeclaration
    """Of the other table."""
    name: str
    """What the other table calls the column."""
    made: Made | None
    """How the column came about there."""
    is_printed: bool = False
    """Whether numbers stand there as somebody printed them, not as a program keeps them."""


class Ticked(Struct, frozen=True):
    """The answers to a tick-all question, gathered from its columns.

    Its cells are the ticked labels joined by ``TICK``, or codes, see ``cell_codes``.
    """

    labels: tuple[str, ...]
    """In the order of the columns, each once."""
    aliases: tuple[tuple[str, str], ...]
    """Other words for a label, each with its label."""


Made = Computed | Joined | Ticked


def owners_of(made: Iterable[tuple[str, Made]]) -> tuple[tuple[str, str], ...]:
    """Return the headers of joined columns, each with the table whose it is."""
    found = ((header, _owner(way)) for header, way in made)
    return tuple((header, owner) for header, owner in found if owner is not None)


def _owner(made: Made) -> str | None:
    """Return the table at the end of the joins by which a column came."""
    owner: str | None = None
    way: Made | None = made
    while isinstance(way, Joined):
        owner, way = way.declaration.called, way.made
    return owner
