"""Rows that stand in the descriptor itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.evidence.cut import MAX_COLUMNS
from factcheck.evidence.given import Given
from factcheck.evidence.stored.json_text import Printed
from factcheck.evidence.stored.plain_numbers import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.package.node import Node


_MOST_CELLS = 5_000_000


class Inline(Given, frozen=True):
    """A table whose bytes are those of the descriptor that it stands in."""

    def chunks(self) -> Iterator[bytes]:
        """Yield nothing: the digest covers the descriptor."""
        return iter(())


def inline_rows(node: Node) -> Inline:
    """Return a list of lists, of which the first has the headers, or of records, as a table.

    Raises ``ProblemsError`` for anything else, and for a value that is a list or a record.
    """
    rows = node.items("a list of rows")
    if not rows:
        raise node.expected("a row")
    if isinstance(rows[0].value, dict):
        return _records(rows)
    headers = tuple(each.text() for each in rows[0].items("a row"))
    return Inline(headers, tuple(_row(each, len(headers)) for each in rows[1:]))


def _row(node: Node, width: int) -> tuple[str, ...]:
    cells = node.items("a row")
    if len(cells) != width:
        raise node.error(f"the row has {len(cells)} values, and the first one has {width}")
    return tuple(map(_cell, cells))


def _records(rows: list[Node]) -> Inline:
    names = tuple(dict.fromkeys(name for each in rows for name in each.record()))
    if len(names) > MAX_COLUMNS or len(names) * len(rows) > _MOST_CELLS:
        shown = f"{len(rows):,} records with {len(names):,} different keys"
        raise rows[0].error(f"{shown} are too many", hint="put the rows into a file of their own")
    cells = (tuple(_cell(each.at(name, each.value.get(name))) for name in names) for each in rows)
    return Inline(names, tuple(cells), first=1)


def _cell(node: Node) -> str:
    match node.value:
        case None:
            return ""
        case bool():
            return "true" if node.value else "false"
        case Printed():
            return plain_number(node.value)
        case str():
            return node.value
        case _:
            raise node.expected("one number, text or truth value")
