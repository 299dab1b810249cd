"""DuckDB, sealed off: it reads one file that was named, and nothing else."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import duckdb

    Rows = list[tuple[Any, ...]]
    Ask = Callable[[str], Iterator[Rows]]
    """Yields the rows that a query finds, in batches."""

MEMORY_LIMIT = "4GiB"
MAX_THREADS = 8
BATCH = 20_000


class QueryError(Exception):
    """DuckDB does not answer; the message is its own."""


class OutOfMemoryError(QueryError):
    """The answer does not fit in the memory allowed."""


@contextmanager
def asked(path: str, *, keeps_order: bool = False, memory: str | None = None) -> Iterator[Ask]:
    """Give what asks a sealed connection to one file; it raises ``QueryError``."""
    with _own_errors():
        connection = sealed(path, keeps_order=keeps_order, memory=memory)

    def batches(query: str) -> Iterator[Rows]:
        with _own_errors():
            found = connection.execute(query)
            while batch := found.fetchmany(BATCH):
                yield batch

    with connection:
        yield batches


@contextmanager
def _own_errors() -> Iterator[None]:
    import duckdb

    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise OutOfMemoryError(str(error)) from error
    except duckdb.Error as error:
        raise QueryError(str(error)) from error


def sealed(
    path: str, *, keeps_order: bool = False, memory: str | None = None
) -> duckdb.DuckDBPyConnection:
    """Return a connection that can read one file and nothing else, for good.

    ``keeps_order`` says that rows come in the order of the file, ``memory`` sets another limit
    than the usual one.
    """
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "memory_limit": memory or MEMORY_LIMIT,
        "temp_directory": "",
        "threads": str(min(MAX_THREADS, os.cpu_count() or 1)),
        "preserve_insertion_order": str(keeps_order).lower(),
    }
    connection = duckdb.connect(":memory:", config=config)
    connection.execute(f"SET allowed_paths = [{literal(path)}]")
    connection.execute("SET enable_external_access = false")
    # It is printed among the answers of a process that was begun with a command.
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET lock_configuration = true")
    return connection


def literal(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
