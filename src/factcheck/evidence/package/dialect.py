"""The dialect of a resource: how its rows are cut, in the words of a table's declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence.package.codes import UNREAD_PACKAGE
from factcheck.evidence.package.node import text_in
from factcheck.model.near import did_you_mean, quoted

if TYPE_CHECKING:
    from factcheck.evidence.package.node import Node

OUR_JOIN = " - "
"""What stands between the rows of a header."""
_MOST_ROWS = 9
_LINE_ENDS = ("\n", "\r\n", "\r")
_WITHOUT_MEANING = ("$schema", "name", "title", "description", "csvddfVersion")
# Names are compared letter by letter, blanks around cells mean nothing: both hold either way.
_EITHER_WAY = ("caseSensitiveHeader", "skipInitialSpace")
_READ = (
    *("delimiter", "lineTerminator", "quoteChar", "doubleQuote", "nullSequence"),
    *("header", "headerRows", "headerJoin", "commentRows", "sheetName", "sheetNumber"),
    *("table", "itemType"),
)


class Dialect(Struct, frozen=True):
    """How a table is cut; ``None`` and nothing where the usual way holds."""

    delimiter: str | None = None
    null: str | None = None
    """What stands in a cell without a value."""
    has_header: bool = True
    header_row: int | None = None
    header_rows: int = 1
    skip: tuple[int, ...] = ()
    sheet: str | None = None
    table: str | None = None
    """The table of a database."""


def dialect_of(node: Node) -> Dialect:
    """Return the dialect that stands here.

    Raises ``ProblemsError`` for a property that is not read, or for what it says that is not.
    """
    for key, value in node.record().items():
        if key not in (*_READ, *_WITHOUT_MEANING, *_EITHER_WAY) and value is not None:
            hint = did_you_mean(key, _READ)
            raise node.at(key, value).error("this property is not read", UNREAD_PACKAGE, hint)
    for key in _EITHER_WAY:
        found = node.get(key)
        if found is not None:
            found.truth()
    _require(node, "quoteChar", ('"',))
    _require(node, "lineTerminator", _LINE_ENDS)
    _require(node, "itemType", ("object",))
    _require_true(node, "doubleQuote")
    _require_first(node, "sheetNumber")
    header = node.get("header")
    first, rows = _header_rows(node)
    return Dialect(
        delimiter=_delimiter(node),
        null=text_in(node, "nullSequence"),
        has_header=True if header is None else header.truth(),
        header_row=first,
        header_rows=rows,
        skip=_comment_rows(node),
        sheet=text_in(node, "sheetName"),
        table=text_in(node, "table"),
    )


def _delimiter(node: Node) -> str | None:
    found = node.get("delimiter")
    if found is None:
        return None
    text = found.text()
    if len(text) != 1 or text in '"\r\n':
        raise found.expected("one character")
    return text


def _require(node: Node, key: str, read: tuple[str, ...]) -> None:
    found = node.get(key)
    if found is not None and found.text() not in read:
        wanted = " or ".join(repr(each)[1:-1] for each in read)
        raise found.error(
            f"{quoted(repr(found.text())[1:-1])} is not read, only {wanted}", UNREAD_PACKAGE
        )


def _require_true(node: Node, key: str) -> None:
    found = node.get(key)
    if found is not None and not found.truth():
        raise found.error("a quote inside a cell has to be doubled", UNREAD_PACKAGE)


def _require_first(node: Node, key: str) -> None:
    found = node.get(key)
    if found is not None and found.whole() != 1:
        hint = "name the sheet, with `sheet` in the claim file"
        raise found.error("sheets are not read by their number", UNREAD_PACKAGE, hint)


def _header_rows(node: Node) -> tuple[int | None, int]:
    """Return the first row of the header, if it is named, and how many rows it has."""
    found = node.get("headerRows")
    if found is None:
        return None, 1
    rows = [each.whole() for each in found.items("a list of rows")]
    if not rows or rows != list(range(rows[0], rows[0] + len(rows))):
        raise found.error("rows that follow each other are expected", UNREAD_PACKAGE)
    if len(rows) > _MOST_ROWS:
        raise found.error(f"a header has at most {_MOST_ROWS} rows", UNREAD_PACKAGE)
    join = text_in(node, "headerJoin")
    if len(rows) > 1 and join != OUR_JOIN:
        message = f"several header rows are joined with '{OUR_JOIN}' only"
        raise (node.get("headerJoin") or found).error(message, UNREAD_PACKAGE)
    return (None if rows[0] == 1 else rows[0]), len(rows)


def _comment_rows(node: Node) -> tuple[int, ...]:
    found = node.get("commentRows")
    return () if found is None else tuple(each.whole() for each in found.items("a list of rows"))
