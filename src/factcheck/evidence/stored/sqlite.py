"""Tables and views of SQLite as rows of texts."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError, refuse_change_of
from factcheck.evidence.sealed import OutOfMemoryError, QueryError
from factcheck.evidence.stored.codes import BROKEN_STORE, UNFINISHED_DATABASE
from factcheck.evidence.stored.parts import Parts, no_single_values
from factcheck.evidence.stored.relations import Relation, chosen, refuse_changing, refuse_company
from factcheck.evidence.stored.sqlite_apart import sqlite_apart
from factcheck.evidence.stored.sqlite_sealed import MAX_ROW, TOO_LONG, UNDECODED
from factcheck.evidence.workbook.cell_text import number_text
from factcheck.model.cell import Fault
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.evidence.locate import Located
    from factcheck.evidence.sealed import Ask

MAX_CELL = 2**20
"""Characters of one text, as in a line of text."""
_LOGS = ("-wal", "-journal")
_RELATIONS = (
    "SELECT CAST(name AS TEXT), type = 'view', CAST(sql AS TEXT) FROM sqlite_master "
    "WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
    "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
)
_CHANGING = re.compile(
    r"'now'|\b(date|time|datetime|julianday|unixepoch)\W*\(\s*\)|\bstrftime\W*\([^,()]*\)",
    re.IGNORECASE,
)
"""What is asked of now; functions that change otherwise are refused when they are called."""
_HAS_NO_NUMBER = re.compile(r"\bwithout\s+rowid\b", re.IGNORECASE)
_LOOK = "max(typeof({0}) = 'blob'), max(CASE typeof({0}) WHEN 'text' THEN length({0}) END)"
_HINT = "a cell is one number or text; write what claims need of it as a column of its own"
_AS_TABLE = "write what the view shows as a table of the database: CREATE TABLE … AS SELECT …"


def sqlite_parts(located: Located, name: str | None) -> Parts:
    """Return the columns and rows of a table or view; raises ``ContentError`` without it.

    A value is read as what it is, since any column may hold numbers and texts. Rows of a table
    come in the order of their keys, those of a view as SQLite has them.
    """
    with connected(located) as ask:
        relations = _relations(ask)
        relation = chosen(relations, name)
        views = {one.name: one.definition for one in relations if one.is_view}
        refuse_changing(relation, views, _CHANGING)
        names, keys = _columns(ask, relation)
        blobs = _with_blobs(ask, relation, names)
    faults = tuple(no_single_values(names[place], "blobs", _HINT) for place in sorted(blobs))
    query = _query(relation, names, blobs, keys)

    def rows() -> Iterator[tuple[int, list[str]]]:
        number = 0
        with connected(located, names) as ask:
            for batch in ask(query):
                for row in batch:
                    number += 1
                    yield number, [one if type(one) is str else _text(one) for one in row]
        refuse_change_of(located)
        refuse_company(located, _LOGS)

    return Parts(names, rows, faults, is_ordered=not relation.is_view)


def _relations(ask: Ask) -> list[Relation]:
    rows = (row for batch in ask(_RELATIONS) for row in batch)
    return [Relation(name, _quoted(name), bool(is_view), sql) for name, is_view, sql in rows]


def _columns(ask: Ask, relation: Relation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the columns, and of those that are the key of a row, in its order."""
    # Columns that are worked out are among them.
    query = f"PRAGMA table_xinfo({relation.quoted})"
    found = [(name, place) for batch in ask(query) for _, name, _, _, _, place, _ in batch]
    keys = sorted((place, name) for name, place in found if place)
    return tuple(name for name, _ in found), tuple(name for _, name in keys)


def _from(relation: Relation) -> str:
    # An index may hold the columns that are read, in an order of its own.
    return f"{relation.quoted} AS t{'' if relation.is_view else ' NOT INDEXED'}"


def _with_blobs(ask: Ask, relation: Relation, names: Sequence[str]) -> frozenset[int]:
    """Return the places of columns in which some value is no number and no text.

    Raises ``ContentError`` for a text that is too long to be one of a table.
    """
    looks = ", ".join(_LOOK.format(f"t.{_quoted(name)}") for name in names)
    (row,) = (row for batch in ask(f"SELECT {looks} FROM {_from(relation)}") for row in batch)  # noqa: S608 - quoted names
    longest = next((place for place, size in enumerate(row[1::2]) if (size or 0) > MAX_CELL), None)
    if longest is not None:
        message = f"column {quoted(names[longest])} has a text of more than {MAX_CELL:,} characters"
        raise ContentError(Fault(BROKEN_STORE, message))
    return frozenset(place for place, is_blob in enumerate(row[::2]) if is_blob)


def _query(
    relation: Relation, names: Sequence[str], blobs: frozenset[int], keys: Sequence[str]
) -> str:
    chosen_ones = ", ".join(
        f"'' AS c{place}" if place in blobs else f"t.{_quoted(name)} AS c{place}"
        for place, name in enumerate(names)
    )
    order = ""
    if keys and _HAS_NO_NUMBER.search(relation.definition):
        # Others lie in the order of the numbers that SQLite gives them.
        order = f" ORDER BY {', '.join(f't.{_quoted(name)}' for name in keys)}"
    return f"SELECT {chosen_ones} FROM {_from(relation)}{order}"  # noqa: S608 - quoted names


def _text(value: object) -> str:
    """Return a number as a workbook has it; no value is the empty text."""
    if value is None:
        return ""
    return number_text(repr(value)) if isinstance(value, float) else str(value)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def connected(located: Located, names: Sequence[str] = ()) -> Iterator[Ask]:
    """Give what asks SQLite about one of its files; ``names`` are those of the columns asked.

    Raises ``ContentError`` where it is none or is being written, ``ChangedError`` where it is
    another file by now.
    """
    refuse_change_of(located)
    refuse_company(located, _LOGS)
    try:
        with sqlite_apart(str(located.path)) as ask:
            yield ask
    except OutOfMemoryError as error:
        message = "it needs more memory to be read than is allowed"
        raise ContentError(Fault(codes.TOO_MUCH, message)) from error
    except QueryError as error:
        # What changes while it is read looks like a damaged file.
        refuse_change_of(located)
        refuse_company(located, _LOGS)
        raise ContentError(_told(str(error), names)) from error


def _told(message: str, names: Sequence[str]) -> Fault:
    """Return the fault that an error of SQLite is."""
    undecoded = UNDECODED.match(message)
    if undecoded is not None:
        name = quoted(names[int(undecoded[2])])
        said = f"row {int(undecoded[1]):,} has a text in column {name} that is no utf-8"
        hint = "write it anew from bytes in the encoding that they are in"
        return Fault(codes.WRONG_ENCODING, said, hint=hint)
    if message == "database is locked":
        hint = "run again when the program that writes it is done"
        return Fault(UNFINISHED_DATABASE, "another program is writing the database", hint=hint)
    is_view = message == TOO_LONG or message.startswith(("not authorized", "unsafe use"))
    as_table = _AS_TABLE if is_view else None
    if message == "string or blob too big":
        message = f"a row has more than {MAX_ROW // 2**20} MiB"
    return Fault(
        BROKEN_STORE, f"it cannot be read as a database of SQLite: {message}", hint=as_table
    )
