"""Databases of DuckDB, opened to be read, with nothing else in reach."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError, refuse_change_of
from factcheck.evidence.sealed import DATABASE, OutOfMemoryError, QueryError
from factcheck.evidence.stored.apart import asked_apart
from factcheck.evidence.stored.codes import BROKEN_STORE
from factcheck.evidence.stored.parts import Parts
from factcheck.evidence.stored.relations import Relation, chosen, refuse_changing, refuse_company
from factcheck.evidence.stored.typed import (
    TypedColumn,
    faults_of,
    float_text,
    floats_of,
    named,
    texts_of,
)
from factcheck.model.cell import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.locate import Located
    from factcheck.evidence.raw import RawRequest, RawScan
    from factcheck.evidence.sealed import Ask

_LOG = (".wal",)
_USUAL = "main"
_NO_DATABASE = "not a valid DuckDB database file"
_OTHER_VERSION = "version number"
_OUT_OF_REACH = "Permission Error"
_RELATIONS = f"""
    SELECT schema_name, table_name, false, '' FROM duckdb_tables()
    WHERE database_name = '{DATABASE}' AND NOT internal
    UNION ALL
    SELECT schema_name, view_name, true, sql FROM duckdb_views()
    WHERE database_name = '{DATABASE}' AND NOT internal
    ORDER BY ALL
"""  # noqa: S608 - this program's own name

_MACROS = f"""
    SELECT function_name, string_agg(macro_definition, ' ') FROM duckdb_functions()
    WHERE database_name = '{DATABASE}' AND NOT internal GROUP BY function_name
"""  # noqa: S608 - same
_CHANGING = re.compile(
    r"\b((random|setseed|sleep_ms|(gen_random_)?uuid(v4|v7)?|nextval|currval|now|today|age|txid_current"
    r"|get_current_\w+|transaction_timestamp|current_(query|setting|connection_id|transaction_id)"
    r"\w*)\"?\s*\(|current_(date|time|timestamp|localtime|localtimestamp)\b"
    r"|localtime(stamp)?\b|tablesample\b|using\s+sample\b)",
    re.IGNORECASE,
)
"""What has another value each time; the age of something may be asked of now."""


class DuckdbGrouper(Struct, frozen=True):
    """Groups the rows of one table of a database."""

    located: Located
    relation: str | None

    def scan(self, request: RawRequest) -> RawScan:
        """Return the groups of one scan, as ``ParquetGrouper`` does."""
        from factcheck.evidence.stored.columns import scan_columns

        with connected(self.located) as ask:
            relation = _chosen(ask, self.relation)
            found = scan_columns(ask, relation.quoted, _columns(ask, relation), request)
        refuse_change_of(self.located)
        return found


def duckdb_parts(located: Located, name: str | None) -> Parts:
    """Return the columns and rows of a table or view; raises ``ContentError`` without it.

    Rows of a table come as they were put in, those of a view in any order.
    """
    with connected(located) as ask:
        relation = _chosen(ask, name)
        columns = _columns(ask, relation)
    floats = floats_of(columns)
    query = f"SELECT {texts_of(columns)} FROM {named(relation.quoted, len(columns))}"  # noqa: S608 - quoted

    def rows() -> Iterator[tuple[int, list[str]]]:
        number = 0
        with connected(located) as ask:
            for batch in ask(query):
                for row in batch:
                    number += 1
                    cells = list(row)
                    for place, one in floats.items():
                        cells[place] = float_text(cells[place], one)
                    yield number, cells
        refuse_change_of(located)

    names = tuple(one.name for one in columns)
    return Parts(names, rows, faults_of(columns), not relation.is_view)


def _chosen(ask: Ask, name: str | None) -> Relation:
    relations = _relations(ask)
    relation = chosen(relations, name)
    if relation.is_view:
        macros = [row for batch in ask(_MACROS) for row in batch]
        views = [(one.name.rpartition(".")[2], one.definition) for one in relations if one.is_view]
        refuse_changing(relation, dict([*macros, *views]), _CHANGING)
    return relation


def _relations(ask: Ask) -> list[Relation]:
    rows = (row for batch in ask(_RELATIONS) for row in batch)
    return [
        Relation(
            name if schema == _USUAL else f"{schema}.{name}",
            ".".join([DATABASE, _quoted(schema), _quoted(name)]),
            is_view,
            definition,
        )
        for schema, name, is_view, definition in rows
    ]


def _columns(ask: Ask, relation: Relation) -> tuple[TypedColumn, ...]:
    query = f"DESCRIBE SELECT * FROM {relation.quoted}"  # noqa: S608 - a quoted name
    return tuple(TypedColumn(name, type_) for batch in ask(query) for name, type_, *_ in batch)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def connected(located: Located) -> Iterator[Ask]:
    """Give what asks DuckDB about the tables of one of its databases.

    Raises ``ContentError`` where it is none or is being written, ``ChangedError`` where it is
    another file by now.
    """
    refuse_change_of(located)
    refuse_company(located, _LOG)
    path = str(located.path)
    try:
        with asked_apart(path, is_database=True) as ask:
            yield ask
    except OutOfMemoryError as error:
        message = "it needs more memory to be read than is allowed"
        raise ContentError(Fault(codes.TOO_MUCH, message)) from error
    except QueryError as error:
        raise ContentError(_told(str(error).replace(path, located.shown))) from error


def _told(message: str) -> Fault:
    """Return the fault that an error of DuckDB is."""
    first = message.splitlines()[0]
    hint = None
    if _OUT_OF_REACH in first:
        first = f"a view of it reads what lies outside of it: {first}"
        hint = "write what the view shows as a table of the database: CREATE TABLE … AS FROM …"
    elif _OTHER_VERSION in first:
        first = f"another version of DuckDB wrote it: {first}"
        hint = "write it with `STORAGE_VERSION 'v1.0.0'`, or export the table as Parquet"
    elif _NO_DATABASE in first:
        first = "it is no database of DuckDB"
    return Fault(BROKEN_STORE, f"it cannot be read as a database of DuckDB: {first}", hint=hint)
