"""The fields of a schema as columns of a table, under what the claim file says of them itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence.package.codes import CONTRADICTED_PACKAGE, UNREAD_PACKAGE
from factcheck.evidence.package.field_types import (
    column_type,
    contradicts,
    is_doubtful,
    locale_of,
    type_of,
    why_unread,
)
from factcheck.evidence.package.missing import EMPTY, declared_missing, missing_values
from factcheck.evidence.package.node import text_in
from factcheck.model.cell import Fault
from factcheck.model.near import quoted
from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.table_declaration import ColumnDeclaration, ColumnType

if TYPE_CHECKING:
    from factcheck.evidence.package.missing import MissingValue
    from factcheck.evidence.package.node import Node
    from factcheck.model.table_declaration import TableDeclaration

_TRUE = ("true", "True", "TRUE", "1")
_FALSE = ("false", "False", "FALSE", "0")
_CHECKED = ("required", "enum")
"""The constraints of a field that are looked at; ``enum`` of texts only."""


class FieldColumn(Struct, frozen=True):
    """What a field makes of the columns that have its header."""

    name: str
    columns: tuple[ColumnDeclaration, ...]
    fault: Fault | None = None
    unchecked: tuple[str, ...] = ()
    """The constraints that nobody checks."""


def field_column(
    field: Node,
    table: TableDeclaration,
    values: tuple[MissingValue, ...] | None,
    *,
    is_printed: bool,
) -> FieldColumn:
    """Return the columns of one field.

    ``values`` are the missing ones of the whole schema, ``None`` where it says none. Raises
    ``ProblemsError`` where the field is none, and where it contradicts the claim file.
    """
    name = _name(field)
    kind = type_of(field)
    own = [column for column in table.columns if column.header.strip() == name]
    is_hidden = not own and any(column.name == name for column in table.columns)
    made: tuple[ColumnDeclaration, ...] = ()
    if not is_hidden:
        span = field.file.span
        bare = [ColumnDeclaration(name, span, name, is_described=True)]
        labels = _labels(field, kind)
        made = tuple(
            _with_field(field, kind, each, table, values, labels, is_printed=is_printed)
            for each in own or bare
        )
    why = why_unread(field, kind, is_printed=is_printed)
    has_doubt = is_doubtful(field, kind, is_printed=is_printed)
    says_how = any(one.type or one.locale or not (has_doubt or one.says_nothing) for one in own)
    fault = None if why is None or says_how else _unread(field, name, why)
    return FieldColumn(name, made, fault, _unchecked(field, kind))


def _name(field: Node) -> str:
    found = field.get("name")
    if found is None:
        raise field.error("a field has a `name`")
    name = found.text().strip()
    if not name:
        raise found.expected("the name of a column")
    return name


def _unread(field: Node, name: str, why: str) -> Fault:
    message = f"column {quoted(name)}: {field.place}: {why}"
    hint = f"declare its `type` under `columns: {name}:`, if its cells can be read so"
    return Fault(UNREAD_PACKAGE, message, column=name, hint=hint)


class _Labels(Struct, frozen=True):
    """The values of a field, and what expressions call them."""

    map: tuple[tuple[str, str], ...] = ()
    domain: tuple[str, ...] = ()


def _labels(field: Node, kind: str | None) -> _Labels:
    categories = field.get("categories")
    if categories is not None:
        return _categories(categories)
    if kind == "boolean":
        pairs = [(key, _listed(field, f"{key}Values", usual)) for key, usual in _SIDES]
        mapped = tuple((text, key) for key, texts in pairs for text in texts)
        return _Labels(mapped, ("true", "false"))
    enum = _constraint(field, "enum")
    if enum is not None and kind == "string":
        return _Labels((), tuple(each.text() for each in enum.items()))
    return _Labels()


_SIDES = (("true", _TRUE), ("false", _FALSE))


def _listed(field: Node, key: str, usual: tuple[str, ...]) -> tuple[str, ...]:
    found = field.get(key)
    return usual if found is None else tuple(each.text() for each in found.items())


def _categories(node: Node) -> _Labels:
    pairs = [_category(each) for each in node.items()]
    mapped = tuple((value, label) for value, label in pairs if label is not None)
    return _Labels(mapped, tuple(value if label is None else label for value, label in pairs))


def _category(node: Node) -> tuple[str, str | None]:
    if isinstance(node.value, str):
        return str(node.value), None
    value = node.get("value")
    if value is None or not isinstance(value.value, str):
        raise node.expected("a value, or a record with `value` and `label`,")
    return str(value.value), text_in(node, "label")


def _with_field(
    field: Node,
    kind: str | None,
    own: ColumnDeclaration,
    table: TableDeclaration,
    values: tuple[MissingValue, ...] | None,
    labels: _Labels,
    *,
    is_printed: bool,
) -> ColumnDeclaration:
    """Return a column with what its field adds to what the claim file says of it."""
    if own.compute is not None or own.parse is not None:
        return own
    if contradicts(own, kind) and not (labels.map and own.type is ColumnType.TEXT):
        raise _contradiction(field, kind, own)
    told = missing_values(field)
    told = values if told is None else told
    # Of texts an empty one is a value, unless the package says otherwise.
    told = (() if kind == "string" else EMPTY) if told is None else told
    empty, markers = declared_missing(told, table, own, is_required=_is_required(field))
    has_labels = bool(own.map or own.domain)
    says_digits = own.locale or table.locale
    return replace(
        own,
        type=own.type or _type(field, kind, own, labels),
        map=own.map if has_labels else labels.map,
        domain=own.domain if has_labels else labels.domain,
        empty=empty,
        markers=markers,
        locale=own.locale if says_digits else locale_of(field, kind, is_printed=is_printed),
    )


def _type(
    field: Node, kind: str | None, own: ColumnDeclaration, labels: _Labels
) -> ColumnType | None:
    found = ColumnType.TEXT if labels.map else column_type(field, kind)
    # What measures something is a number, whatever the package calls its cells.
    is_measured = own.scale is not None or not own.says_nothing
    return None if found is ColumnType.TEXT and is_measured else found


def _contradiction(field: Node, kind: str | None, own: ColumnDeclaration) -> ProblemsError:
    assert own.type is not None
    place = field.at("type", kind).place
    message = (
        f"column {quoted(own.name)} is declared as {quoted(own.type.value)}, and {place} says "
        f"{quoted(kind or '')}"
    )
    hint = "correct one of the two"
    return ProblemsError([Problem(CONTRADICTED_PACKAGE, message, own.span, hint=hint)])


def _constraint(field: Node, key: str) -> Node | None:
    constraints = field.get("constraints")
    return None if constraints is None else constraints.get(key)


def _is_required(field: Node) -> bool:
    found = _constraint(field, "required")
    return found is not None and found.truth()


def _unchecked(field: Node, kind: str | None) -> tuple[str, ...]:
    constraints = field.get("constraints")
    if constraints is None:
        return ()
    checked = _CHECKED if kind == "string" else _CHECKED[:1]
    told = (key for key, value in constraints.record().items() if value not in (None, False))
    return tuple(key for key in told if key not in checked)
