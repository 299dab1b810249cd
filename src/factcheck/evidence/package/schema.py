"""The schema of a resource: its columns, its key, and how they have to fit the table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence.cut import MAX_COLUMNS
from factcheck.evidence.package.fields import field_column
from factcheck.evidence.package.missing import missing_values
from factcheck.model.near import did_you_mean, listed, quoted
from factcheck.model.packaged import FieldsMatch
from factcheck.model.told import told, told_join

if TYPE_CHECKING:
    from factcheck.evidence.package.fields import FieldColumn
    from factcheck.evidence.package.node import Node
    from factcheck.model.cell import Fault
    from factcheck.model.table_declaration import ColumnDeclaration, TableDeclaration

_NOT_FOLLOWED = ("foreignKeys", "uniqueKeys")


class Schema(Struct, frozen=True):
    """What a schema says of a table."""

    fields: tuple[str, ...]
    match: FieldsMatch
    place: str
    """Where its fields stand, as messages say it."""
    columns: tuple[ColumnDeclaration, ...]
    """Those that the claim file declares, each with what its field adds, then the others."""
    key: tuple[str, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def schema_of(node: Node, table: TableDeclaration, *, is_printed: bool, is_ordered: bool) -> Schema:
    """Return what the schema here says of a table.

    ``is_printed`` says that its numbers were printed by somebody, ``is_ordered`` that the columns
    come in the order of the fields unless the schema says otherwise. Raises ``ProblemsError``
    where it is no schema, and where it contradicts the claim file.
    """
    fields = node.get("fields")
    if fields is None:
        raise node.error("a schema has `fields`")
    values = missing_values(node)
    found = [
        field_column(each, table, values, is_printed=is_printed)
        for each in fields.items("a list of fields")
    ]
    names = tuple(each.name for each in found)
    if len(names) > MAX_COLUMNS:
        raise fields.error(f"there are {len(names):,} fields; the limit is {MAX_COLUMNS:,}")
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise fields.error(f"two fields are called {quoted(twice[0])}")
    columns = _columns(table, found)
    return Schema(
        names,
        _match(node, is_ordered=is_ordered),
        fields.place,
        columns,
        _key(node, names, columns),
        tuple(each.fault for each in found if each.fault is not None),
        tuple(_notes(node, found)),
    )


def _columns(table: TableDeclaration, found: list[FieldColumn]) -> tuple[ColumnDeclaration, ...]:
    made = {column.name: column for each in found for column in each.columns}
    own = {column.name: made.pop(column.name, column) for column in table.columns}
    return (*own.values(), *made.values())


def _match(node: Node, *, is_ordered: bool) -> FieldsMatch:
    found = node.get("fieldsMatch")
    if found is None:
        return FieldsMatch.EXACT if is_ordered else FieldsMatch.EQUAL
    texts = found.texts()
    kinds = [each.value for each in FieldsMatch]
    if len(texts) != 1 or texts[0] not in kinds:
        raise found.error("one of these is expected: " + ", ".join(kinds))
    return FieldsMatch(texts[0])


def _key(
    node: Node, names: tuple[str, ...], columns: tuple[ColumnDeclaration, ...]
) -> tuple[str, ...]:
    """Return the columns of the primary key by the names that the claim file gives them."""
    found = node.get("primaryKey")
    if found is None:
        return ()
    called = {column.header.strip(): column.name for column in reversed(columns)}
    key, known = [], frozenset(names)
    for name in found.texts():
        if name not in known:
            raise found.error(f"there is no field {quoted(name)}", hint=did_you_mean(name, names))
        key.append(called.get(name, name))
    return tuple(key)


def _notes(node: Node, found: list[FieldColumn]) -> list[str]:
    """Return what the schema says of its rows that nobody checks."""
    keys = [f"`{key}`" for key in _NOT_FOLLOWED if node.get(key) is not None]
    for each in found:
        name = quoted(each.name)
        keys += [told("`{key}` of column {column}", key=key, column=name) for key in each.unchecked]
    if not keys:
        return []
    shown, rest = told_join(", ", keys[:5]), len(keys) - 5
    if rest > 0:
        shown = told("{names} and {rest} more", names=shown, rest=rest)
    return [told("not checked of what the package says: {keys}", keys=shown)]


def unlike(headers: tuple[str, ...], fields: tuple[str, ...], match: FieldsMatch) -> str | None:
    """Return how the columns of a table differ from the fields that it should have."""
    known, wanted = frozenset(headers), frozenset(fields)
    lacking = [name for name in fields if name not in known]
    beside = [name for name in headers if name and name not in wanted]
    if match is FieldsMatch.PARTIAL:
        return "no column of the table is a field" if len(lacking) == len(fields) else None
    if lacking and match is not FieldsMatch.SUPERSET:
        return f"the table has no column {listed(lacking)}"
    if beside and match is not FieldsMatch.SUBSET:
        return f"there is no field {listed(beside)}, which is a column of the table"
    if match is FieldsMatch.EXACT and headers != fields:
        return f"the columns come in another order: {listed(headers)}"
    return None
