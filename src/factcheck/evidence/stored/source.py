"""A table that keeps its values by type: its bytes, and its rows as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence.content import opened
from factcheck.evidence.cut import refuse_width
from factcheck.evidence.frame import Frame, GroupedFrame
from factcheck.evidence.locate import DUCKDB, PARQUET, SQLITE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.locate import Located
    from factcheck.evidence.stored.parts import Parts

_CHUNK = 2**20


class Stored(Struct, frozen=True):
    """A file in one of the formats that keep numbers as numbers."""

    located: Located
    relation: str | None = None
    """The table or view of a database, where one is named."""

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes; raises ``ChangedError`` where the file is another one by now."""
        with opened(self.located) as binary:
            while chunk := binary.read(_CHUNK):
                yield chunk


def stored_frame(stored: Stored) -> Frame:
    """Return the table of a file; a value that is not there is the empty text.

    The place of a row is the number of its record from 1, which in JSON Lines is the line. Raises
    ``ContentError`` where the file is not of its format; a column of other values than single
    numbers, texts, dates, times and truths is a fault of that column.
    """
    return frame_of_parts(_parts(stored))


def frame_of_parts(parts: Parts) -> Frame:
    """Return the columns and rows of a file as a table; raises ``ContentError`` for too many."""
    refuse_width(len(parts.names))
    headers = tuple(name.strip() for name in parts.names)
    if parts.is_ordered:
        return Frame(headers, parts.rows, faults=parts.faults, is_printed=False)
    return GroupedFrame(
        headers, parts.rows, faults=parts.faults, is_printed=False, is_ordered=False
    )


def _parts(stored: Stored) -> Parts:
    located = stored.located
    # Imported here because each reads one format, and DuckDB takes long to load.
    match located.suffix:
        case suffix if suffix == PARQUET:
            from factcheck.evidence.stored.parquet import parquet_parts

            return parquet_parts([located])
        case suffix if suffix == SQLITE:
            from factcheck.evidence.stored.sqlite import sqlite_parts

            return sqlite_parts(located, stored.relation)
        case suffix if suffix == DUCKDB:
            from factcheck.evidence.stored.duckdb_file import duckdb_parts

            return duckdb_parts(located, stored.relation)
        case ".json":
            from factcheck.evidence.stored.json_rows import json_parts

            return json_parts(located)
        case _:
            from factcheck.evidence.stored.json_rows import json_lines_parts

            return json_lines_parts(located)
