"""The types of fields: how the cells of each are read, and which are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.evidence.package.node import text_in
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.table_declaration import ColumnType

if TYPE_CHECKING:
    from factcheck.evidence.package.node import Node
    from factcheck.model.table_declaration import ColumnDeclaration

NUMBERS = ("integer", "number")
TYPES: dict[str, ColumnType | None] = {
    "integer": ColumnType.NUMBER,
    "number": ColumnType.NUMBER,
    "year": ColumnType.NUMBER,
    "string": ColumnType.TEXT,
    "boolean": ColumnType.TEXT,
    "datetime": ColumnType.TEXT,
    "time": ColumnType.TEXT,
    "date": ColumnType.DATE,
    "yearmonth": ColumnType.DATE,
    "any": None,
}
UNREAD = ("array", "duration", "geojson", "geopoint", "list", "object")
"""Types whose cells hold several values, or what no claim could speak of."""
_TEXTS = ("string", "datetime", "time")
_DATES = {"date": ("default", "%Y-%m-%d"), "yearmonth": ("default", "%Y-%m")}
_LOCALES = {
    (".", ""): "en-US",
    (".", ","): "en-US",
    (".", "'"): "de-CH",
    (",", ""): "de-DE",
    (",", "."): "de-DE",
    (",", " "): "fr-FR",
}
"""Whose digits a column has, by its signs before decimals and between groups."""
_POINT_GROUPS = (",", ".")
_WITHOUT_COMMA = "de-CH"
"""A locale in which a point begins the decimals, and a comma is never part of a number."""
_CONTRADICTED = {
    ColumnType.NUMBER: ("string", "boolean", "datetime", "time", "date", "yearmonth"),
    ColumnType.TEXT: NUMBERS,
    ColumnType.DATE: (*NUMBERS, "boolean"),
}


def type_of(field: Node) -> str | None:
    """Return the type of a field; ``None`` where it has none.

    Raises ``ProblemsError`` for a type that packages do not have.
    """
    found = field.get("type")
    if found is None:
        return None
    text = found.text()
    if text not in TYPES and text not in UNREAD:
        hint = did_you_mean(text, (*TYPES, *UNREAD))
        raise found.error(f"there is no type {quoted(text)}", hint=hint)
    return text


def why_unread(field: Node, kind: str | None, *, is_printed: bool) -> str | None:
    """Return why the cells of a field are not read; ``None`` where they are.

    ``is_printed`` says that the table is a text, whose numbers somebody printed.
    """
    if kind in UNREAD:
        return f"its type is {quoted(kind)}, which is not read"
    form = text_in(field, "format") or "default"
    if kind in NUMBERS:
        return _why_no_number(field, kind, form, is_printed=is_printed)
    read = _DATES.get(kind or "", (form,))
    if kind in (*_TEXTS, "any", None) or form in read or (kind == "date" and form == "any"):
        return None
    return f"its format is {quoted(form)}, which is not read"


def _why_no_number(field: Node, kind: str | None, form: str, *, is_printed: bool) -> str | None:
    if form != "default":
        return f"its format is {quoted(form)}, which is not read"
    bare = field.get("bareNumber")
    if bare is not None and not bare.truth():
        return "`bareNumber` is false, and nothing says what stands beside its numbers"
    signs = _signs(field, kind)
    if signs not in _LOCALES:
        return "numbers with its `decimalChar` and `groupChar` are not read"
    if is_doubtful(field, kind, is_printed=is_printed):
        return (
            "the file keeps numbers, in which a point begins the decimals, and its `groupChar` is "
            "a point too"
        )
    return None


def is_doubtful(field: Node, kind: str | None, *, is_printed: bool) -> bool:
    """Whether cells of a field may be numbers or texts that are printed like other numbers.

    The number 1.234 is none of the thousands that the text "1.234" stands for.
    """
    return kind in NUMBERS and not is_printed and _signs(field, kind) == _POINT_GROUPS


def locale_of(field: Node, kind: str | None, *, is_printed: bool) -> str | None:
    """Return whose digits the numbers of a field have; ``None`` where English ones will do.

    Numbers that are kept as such have a point before their decimals, whatever their field says;
    a text among them may have a comma there, and is no thousand then but a fault.
    """
    if kind not in NUMBERS:
        return None
    signs = _signs(field, kind)
    if is_printed:
        return _LOCALES.get(signs)
    return _WITHOUT_COMMA if signs[0] == "," else None


def column_type(field: Node, kind: str | None) -> ColumnType | None:
    """Return how the cells of a field are read; ``None`` where they show it themselves."""
    if kind == "date" and text_in(field, "format") == "any":
        return None
    return TYPES.get(kind or "any")


def contradicts(own: ColumnDeclaration, kind: str | None) -> bool:
    """Whether a claim file declares another type of a column than its field has."""
    return own.type is not None and kind in _CONTRADICTED[own.type]


def _signs(field: Node, kind: str | None) -> tuple[str, str]:
    """Return the signs before decimals and between groups."""
    group = (text_in(field, "groupChar") or "").replace("\u00a0", " ").replace("\u202f", " ")
    if kind == "integer":
        # Whole numbers have no decimals, so that any sign may stand between groups.
        return {".": ",", " ": ","}.get(group, "."), group
    return text_in(field, "decimalChar") or ".", group
