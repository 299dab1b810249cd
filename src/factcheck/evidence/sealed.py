"""DuckDB, sealed off: it reads the files that were named, and nothing else."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import duckdb

    Rows = list[tuple[Any, ...]]
    Ask = Callable[[str], Iterator[Rows]]
    """Yields the rows that a query finds, in batches."""

DATABASE = "evidence"
"""What a database that is asked is called."""
BATCH = 20_000


class Limits(NamedTuple):
    """What the engine may take."""

    memory: str
    """As DuckDB writes it."""
    threads: int


class QueryError(Exception):
    """DuckDB does not answer; the message is its own."""


class OutOfMemoryError(QueryError):
    """The answer does not fit in the memory allowed."""


@contextmanager
def asked(
    *paths: str,
    keeps_order: bool = False,
    limits: Limits | None = None,
    is_database: bool = False,
    folder: str | None = None,
) -> Iterator[Ask]:
    """Give what asks a sealed connection to some files; it raises ``QueryError``.

    ``is_database`` says that the file is a database of DuckDB, then asked as ``evidence``. What
    does not fit in memory lies in a folder of its own until the connection ends, or in an empty
    one that is given, which is removed as well. Raises ``ContentError`` for limits that are none.
    """
    if limits is None:
        # A process that only answers queries is told what it may take.
        from factcheck.evidence.limits import limits_of

        limits = limits_of()
    with _removed(folder) as place:
        with _own_errors():
            connection = sealed(
                *paths,
                limits=limits,
                folder=place,
                keeps_order=keeps_order,
                is_database=is_database,
            )
        with connection:
            yield _asking(connection)


@contextmanager
def _removed(folder: str | None) -> Iterator[str]:
    """Give a folder that is removed in the end, with all that is in it."""
    # Imported here because small tables need neither.
    if folder is None:
        import tempfile

        with tempfile.TemporaryDirectory(prefix="factcheck-") as made:
            yield made
        return
    import shutil

    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _asking(connection: duckdb.DuckDBPyConnection) -> Ask:
    def batches(query: str) -> Iterator[Rows]:
        with _own_errors():
            found = connection.execute(query)
            while batch := found.fetchmany(BATCH):
                yield batch

    return batches


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
    *paths: str,
    limits: Limits,
    folder: str = "",
    keeps_order: bool = False,
    is_database: bool = False,
) -> duckdb.DuckDBPyConnection:
    """Return a connection that can read some files and nothing else, for good.

    ``folder`` is where it keeps what does not fit in memory; without one that is an error.
    ``keeps_order`` says that rows come in the order of the file, ``is_database`` that the only
    file is a database of DuckDB.
    """
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "memory_limit": limits.memory,
        "temp_directory": folder,
        "threads": str(limits.threads),
        "preserve_insertion_order": str(keeps_order).lower(),
    }
    connection = duckdb.connect(":memory:", config=config)
    # DuckDB looks for the log of a database beside it, which is not there.
    allowed = [*paths, *(f"{path}.wal" for path in paths if is_database)]
    connection.execute(f"SET allowed_paths = [{', '.join(map(literal, allowed))}]")
    connection.execute("SET enable_external_access = false")
    if is_database:
        (path,) = paths
        connection.execute(f"ATTACH {literal(path)} AS {DATABASE} (TYPE duckdb, READ_ONLY)")
    # It is printed among the answers of a process that was begun with a command.
    connection.execute("SET enable_progress_bar = false")
    connection.execute("SET lock_configuration = true")
    return connection


def literal(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
