"""Columns that stand in no file: what their cells mean, and how they came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
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


class Ticked(Struct, frozen=True):
    """The answers to a tick-all question, gathered from its columns.

    Its cells are the ticked labels joined by ``TICK``, or codes, see ``cell_codes``.
    """

    labels: tuple[str, ...]
    """In the order of the columns, each once."""
    aliases: tuple[tuple[str, str], ...]
    """Other words for a label, each with its label."""


Made = Computed | Joined | Ticked
