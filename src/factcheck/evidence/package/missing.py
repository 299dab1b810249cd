"""The values that a package says are missing, as markers of a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence.package.node import is_text, text_in
from factcheck.model.table_declaration import EmptyCell, Marker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.evidence.package.node import Node
    from factcheck.model.table_declaration import ColumnDeclaration, TableDeclaration

KEY = "missingValues"


class MissingValue(Struct, frozen=True):
    """A text that stands for a value that is not there."""

    value: str
    label: str | None = None
    """Why it is not, in the words of the package."""


EMPTY = (MissingValue(""),)


def missing_values(node: Node) -> tuple[MissingValue, ...] | None:
    """Return the missing values of a schema or a field; ``None`` where it does not say any."""
    found = node.get(KEY)
    if found is None:
        return None
    return tuple(map(_missing_value, found.items("a list of texts or of records")))


def declared_missing(
    values: Iterable[MissingValue],
    table: TableDeclaration,
    own: ColumnDeclaration,
    *,
    is_required: bool,
) -> tuple[EmptyCell | None, tuple[tuple[str, Marker], ...]]:
    """Return what empty cells of a column mean, and its markers with those of the package.

    What the claim file says itself comes first, of the column or of the whole table. An empty
    cell of a column that has to have values stays undeclared.
    """
    told = {text.strip() for text, _ in (*table.markers, *own.markers)}
    for signs in (table.signs, own.signs):
        told |= set() if signs is None else {*dict(signs.signs), *dict(signs.flags)}
    says_empty = own.empty is not None or table.empty is not None or "" in told or is_required
    empty, markers = own.empty, list(own.markers)
    for each in values:
        text = each.value.strip()
        if text in told or (not text and says_empty):
            continue
        if not text and each.label is None:
            empty = EmptyCell.UNKNOWN
        else:
            markers.append((text, Marker(EmptyCell.UNKNOWN, each.label)))
        told.add(text)
    return empty, tuple(markers)


def _missing_value(node: Node) -> MissingValue:
    if is_text(node.value):
        return MissingValue(node.text())
    value = node.get("value")
    if value is None:
        raise node.expected("a text, or a record with `value` and `label`,")
    return MissingValue(value.text(), text_in(node, "label"))
