"""Many files of one shape as one table, with the columns that their folders are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence.frame import Frame, Place, renamed_faults
from factcheck.evidence.stored.partitions import refuse_columns_of_files
from factcheck.evidence.stored.source import frame_of_parts
from factcheck.evidence.stored.unlike import refuse_unlike
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from factcheck.evidence.given import Given
    from factcheck.evidence.locate import Located
    from factcheck.model.cell import Fault


class Member(Struct, frozen=True):
    """One of the files."""

    shown: str
    """Its name in messages."""
    frame: Callable[[], Frame]
    """Makes its table, each time anew, so that none is held."""


def many_frame(members: Sequence[Member]) -> Frame:
    """Return the rows of files in their order.

    Raises ``ContentError`` where one cannot be read, and where one has other columns than the
    first.
    """
    headers: tuple[str, ...] | None = None
    is_printed = True
    faults: dict[str | None, Fault] = {}
    for member in members:
        with renamed_faults(quoted(member.shown)):
            frame = member.frame()
        headers = frame.headers if headers is None else headers
        refuse_unlike(headers, members[0].shown, frame.headers, member.shown)
        is_printed = frame.is_printed
        for fault in frame.faults:
            told = f"{quoted(member.shown)}: {fault.message}"
            faults.setdefault(fault.column, replace(fault, message=told))
    assert headers is not None

    def rows() -> Iterator[tuple[int, list[str]]]:
        for member in members:
            with renamed_faults(quoted(member.shown)):
                for line, row in member.frame().rows():
                    yield Place(line, member.shown), row

    return Frame(headers, rows, faults=tuple(faults.values()), is_printed=is_printed)


def many_parquet(files: Sequence[Located]) -> Frame:
    """Return the rows of Parquet files in their order, asked in one process; raises the same."""
    # Imported here because DuckDB takes long to load.
    from factcheck.evidence.stored.parquet import parquet_parts

    return frame_of_parts(parquet_parts(files))


def with_partitions(frame: Frame, files: Sequence[Located], partitions: Given) -> Frame:
    """Return a table with the partitions of each file in its last columns.

    Raises ``ContentError`` where one of them is a column of the files too.
    """
    refuse_columns_of_files(partitions.headers, frame.headers)
    pairs = zip(files, partitions.rows, strict=True)
    values = {file.shown: [*row] for file, row in pairs}
    alone = [*partitions.rows[0]]

    def rows() -> Iterator[tuple[int, list[str]]]:
        for place, row in frame.rows():
            own = values[place.file] if isinstance(place, Place) else alone
            yield place, [*row, *own]

    return replace(frame, headers=(*frame.headers, *partitions.headers), rows=rows)
