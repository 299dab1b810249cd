"""A store that needs no server: tables in DuckDB's memory, asked as a database is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import duckdb

from factcheck.evidence.remote.codes import NO_TABLE
from factcheck.evidence.remote.store import FoundTable, Kind, RemoteColumn, RemoteError
from factcheck.evidence.sealed import OutOfMemoryError, QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.remote.store import Dialect, Rows

KINDS = {
    "whole": Kind.WHOLE,
    "small": Kind.WHOLE,
    "decimal": Kind.DECIMAL,
    "long": Kind.DECIMAL,
    "wide": Kind.WIDE,
    "narrow": Kind.NARROW,
    "truth": Kind.TRUTH,
    "day": Kind.DAY,
    "moment": Kind.MOMENT,
    "zoned": Kind.ZONED,
    "text": Kind.TEXT,
    "list": Kind.OTHER,
}
"""The kinds of the sorts of ``store_tables``."""


@dataclass
class DuckStore:
    """Tables by their names, each with the sorts of its columns."""

    connection: duckdb.DuckDBPyConnection = field(default_factory=duckdb.connect)
    sorts: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    fails: Literal["", "query", "memory"] = ""
    keeps_state: bool = True
    is_closed: bool = False

    @property
    def dialect(self) -> Dialect:
        return "duckdb"

    def find(self, parts: tuple[str, ...]) -> FoundTable:
        name = parts[-1]
        if name not in self.sorts:
            raise RemoteError(NO_TABLE, f"no table '{name}'", at="table")
        columns = tuple(RemoteColumn(one, sort, KINDS[sort]) for one, sort in self.sorts[name])
        return FoundTable((name,), columns)

    def ask(self, query: str) -> Iterator[Rows]:
        self.asked.append(query)
        if self.fails == "memory":
            raise OutOfMemoryError("no memory")
        if self.fails == "query":
            raise QueryError("no answer")
        try:
            found = self.connection.cursor().execute(query)
            while batch := found.fetchmany(100):
                yield batch
        except duckdb.Error as error:
            raise QueryError(str(error)) from error

    def close(self) -> None:
        self.is_closed = True
