"""SQLite, sealed off: it reads the tables and views of one file, and writes nowhere."""

from __future__ import annotations

import re
import sqlite3
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.evidence.sealed import BATCH, OutOfMemoryError, QueryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.evidence.sealed import Ask, Rows

MAX_ROW = 2**26
"""Bytes of one row, with blobs that nobody reads."""
STEPS = 2_000_000_000
"""The steps that a query may take, besides some for each byte of the file: about 20 seconds."""
STEPS_OF_BYTE = 20
"""More than a scan of a table needs."""
_ASKED_EVERY = 1_000_000
_PAGE_HEADER, _VERSIONS = 100, slice(18, 20)
_WAL = b"\x02\x02"
_NAMES_OF_COLUMNS = "table_xinfo"
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
_REFUSED_FUNCTIONS = frozenset(
    {
        "load_extension", "readfile", "writefile", "edit", "fts3_tokenizer", "sqlite_log",
        "random", "randomblob", "changes", "total_changes", "last_insert_rowid",
        "current_date", "current_time", "current_timestamp",
    }
)  # fmt: skip
"""What reaches out of the file, or gives another answer each time."""
_UNDECODED = re.compile(r"Could not decode to UTF-8 column '(\w+)'")
UNDECODED = re.compile(r"row (\d+) of column c(\d+) is no utf-8")
"""How the message of a text that cannot be read begins: columns are called ``c0``, ``c1`` …"""
TOO_LONG = "it takes too many steps"


@contextmanager
def asked_sqlite(path: str) -> Iterator[Ask]:
    """Give what asks a sealed connection to one file.

    It raises ``QueryError``; ``OutOfMemoryError`` where the memory of the process is used up.
    Values are whole numbers, binary fractions, texts, bytes and ``None``.
    """
    with _own_errors():
        connection = _sealed(path)

    def batches(query: str) -> Iterator[Rows]:
        with _own_errors():
            connection.set_progress_handler(_counting(path), _ASKED_EVERY)
            found = enumerate(connection.execute(query), 1)
            number = 0
            while True:
                batch: Rows = []
                try:
                    for number, row in islice(found, BATCH):  # noqa: B007 - the last one is told
                        batch.append(row)
                except sqlite3.OperationalError as error:
                    raise _undecoded(error, number + 1) from error
                if not batch:
                    return
                yield batch

    try:
        yield batches
    finally:
        connection.close()


def _sealed(path: str) -> sqlite3.Connection:
    uri = f"{Path(path).as_uri()}?mode=ro{'&immutable=1' if _has_closed_log(path) else ''}"
    connection = sqlite3.connect(uri, uri=True, timeout=1, isolation_level=None)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_ROW)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("query_only = ON", "trusted_schema = OFF", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    connection.set_authorizer(_authorized)
    return connection


def _has_closed_log(path: str) -> bool:
    """Whether a database keeps a log of changes while it is written.

    There is none, or nobody would ask; to read it otherwise would make one beside it.
    """
    with Path(path).open("rb") as binary:
        return binary.read(_PAGE_HEADER)[_VERSIONS] == _WAL


def _authorized(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    """Return whether a query, or a view that it asks, may do one thing."""
    is_allowed = action in _ALLOWED
    if action == sqlite3.SQLITE_FUNCTION:
        is_allowed = str(second).lower() not in _REFUSED_FUNCTIONS
    if action == sqlite3.SQLITE_PRAGMA:
        is_allowed = first == _NAMES_OF_COLUMNS
    return sqlite3.SQLITE_OK if is_allowed else sqlite3.SQLITE_DENY


def _counting(path: str) -> Callable[[], int]:
    """Return what is asked now and then whether a query has to end."""
    left = [(STEPS + STEPS_OF_BYTE * Path(path).stat().st_size) // _ASKED_EVERY]

    def is_over() -> int:
        left[0] -= 1
        return int(left[0] < 0)

    return is_over


def _undecoded(error: sqlite3.OperationalError, number: int) -> Exception:
    match = _UNDECODED.match(str(error))
    return QueryError(f"row {number} of column {match[1]} is no utf-8") if match else error


@contextmanager
def _own_errors() -> Iterator[None]:
    try:
        yield
    except MemoryError as error:
        raise OutOfMemoryError(str(error)) from error
    except sqlite3.Error as error:
        message = TOO_LONG if str(error) == "interrupted" else str(error)
        raise QueryError(message) from error
