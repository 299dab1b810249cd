"""A table that keeps its values by type: its bytes, and its rows as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence.content import opened
from factcheck.evidence.cut import refuse_width
from factcheck.evidence.frame import Frame
from factcheck.evidence.locate import PARQUET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.locate import Located
    from factcheck.evidence.stored.parts import Parts

_CHUNK = 2**20


class Stored(Struct, frozen=True):
    """A file in one of the formats that keep numbers as numbers."""

    located: Located

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
    names, rows, faults = _parts(stored.located)
    refuse_width(len(names))
    headers = tuple(name.strip() for name in names)
    return Frame(headers, rows, faults=faults, is_printed=False)


def _parts(located: Located) -> Parts:
    # Imported here because each reads one format, and DuckDB takes long to load.
    match located.suffix:
        case suffix if suffix == PARQUET:
            from factcheck.evidence.stored.parquet import parquet_parts

            return parquet_parts(located)
        case ".json":
            from factcheck.evidence.stored.json_rows import json_parts

            return json_parts(located)
        case _:
            from factcheck.evidence.stored.json_rows import json_lines_parts

            return json_lines_parts(located)
