"""Tables and views of PostgreSQL, read in one transaction that changes nothing.

What the server or its client says of a failed connection is never passed on, since it may quote
user, password or the whole connection string.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import errors

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError
from factcheck.evidence.remote.codes import (
    LOST_CONNECTION,
    NO_CONNECTION,
    NO_TABLE,
    NOT_PERMITTED,
    TOO_SLOW,
    WRONG_CONNECTION,
)
from factcheck.evidence.remote.limits import TIMEOUT_VARIABLE, statement_timeout
from factcheck.evidence.remote.postgres_catalog import (
    COLUMNS,
    DATABASE,
    NAMES,
    RELATION,
    kind_of,
    place_of,
    reason_of,
)
from factcheck.evidence.remote.store import FoundTable, RemoteColumn, RemoteError
from factcheck.evidence.sealed import OutOfMemoryError, QueryError
from factcheck.model.cell import Fault
from factcheck.model.near import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.remote.store import Dialect, Rows

BATCH = 5_000
_PATIENCE = 10
"""Seconds in which a server has to answer, unless the connection string says otherwise."""
_NO_RESOURCES = "53"
_TOO_COMPLEX = "54"


class PostgresStore:
    """One connection, and in it one transaction, to which no change of the tables shows."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection
        self._asked = count(1)

    @property
    def dialect(self) -> Dialect:
        """The SQL that ``ask`` understands."""
        return "postgres"

    @property
    def keeps_state(self) -> bool:
        """Whether all answers are of one state of the tables: those of a transaction are."""
        return True

    def find(self, parts: tuple[str, ...]) -> FoundTable:
        """Return the table of a name, in the schema ``public`` unless it names one.

        Raises ``RemoteError`` at ``table``.
        """
        try:
            return self._found(parts)
        except errors.InsufficientPrivilege:
            raise _not_permitted(parts) from None
        except psycopg.Error as error:
            message = f"the database does not tell what its tables are: {_state_of(error)}"
            raise RemoteError(NO_CONNECTION, message) from None

    def ask(self, query: str) -> Iterator[Rows]:
        """Yield the rows of a query in batches; raises as the protocol says."""
        with (
            self._own_errors(),
            self._connection.cursor(f"factcheck_{next(self._asked)}") as cursor,
        ):
            batch = self._begun(cursor, query)
            while batch:
                yield batch
                batch = cursor.fetchmany(BATCH)

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def _begun(self, cursor: psycopg.ServerCursor[Any], query: str) -> Rows:
        """Return the first rows; a query that fails leaves the transaction as it was."""
        self._connection.execute("SAVEPOINT before")
        try:
            cursor.execute(query.encode())
            batch = cursor.fetchmany(BATCH)
        except psycopg.Error:
            # While the transaction has failed, nothing is asked for it; afterwards it is gone.
            cursor.close()
            if not self._connection.closed:
                self._connection.execute("ROLLBACK TO SAVEPOINT before")
            raise
        self._connection.execute("RELEASE SAVEPOINT before")
        return batch

    @contextmanager
    def _own_errors(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            raise self._own_error(error) from None
        except UnicodeDecodeError as error:
            message = "the database holds texts that are not in the encoding it says"
            raise ContentError(Fault(codes.WRONG_ENCODING, message)) from error

    def _own_error(self, error: psycopg.Error) -> Exception:
        """Return what an error means for a table that is read."""
        state = _state_of(error)
        if isinstance(error, errors.QueryCanceled):
            message = "the database was not done with a query in the time allowed"
            hint = f"allow more seconds: {TIMEOUT_VARIABLE}=3600"
            return ContentError(Fault(TOO_SLOW, message, hint=hint))
        if isinstance(error, errors.InsufficientPrivilege):
            message = "the database does not let this user read all that the table is made of"
            return ContentError(Fault(NOT_PERMITTED, message))
        if self._connection.closed or isinstance(error, psycopg.InterfaceError):
            message = "the database ended the connection while the table was read"
            return ContentError(Fault(LOST_CONNECTION, message, hint="run again"))
        if state.startswith((_NO_RESOURCES, _TOO_COMPLEX)):
            return OutOfMemoryError(state)
        return QueryError(state)

    def _found(self, parts: tuple[str, ...]) -> FoundTable:
        place = place_of(parts)
        is_here = place.database is None or self._rows(DATABASE) == [(place.database,)]
        found = self._rows(RELATION, place.schema, place.name) if is_here else []
        if not found:
            raise self._absent(parts, place.shown)
        ((number, may_read),) = found
        if not may_read:
            raise _not_permitted(parts)
        columns = tuple(
            RemoteColumn(name, type_, kind_of(schema, base, sort))
            for name, type_, schema, base, sort in self._rows(COLUMNS, number)
        )
        return FoundTable((place.schema, place.name), columns)

    def _absent(self, parts: tuple[str, ...], sought: str) -> RemoteError:
        known = [name for (name,) in self._rows(NAMES)]
        message = f"the database has no table or view {quoted('.'.join(parts))}"
        return RemoteError(NO_TABLE, message, hint=did_you_mean(sought, known), at="table")

    def _rows(self, query: bytes, *values: object) -> Rows:
        return self._connection.execute(query, values).fetchall()


def connect(text: str) -> PostgresStore:
    """Return the database of a connection string, in which nothing will be changed.

    Raises ``RemoteError`` where it cannot be read, and where nobody is let in.
    """
    seconds = statement_timeout(os.environ)
    try:
        told: dict[str, Any] = psycopg.conninfo.conninfo_to_dict(text)
    except psycopg.Error:
        message = "the connection string cannot be read as one of PostgreSQL"
        hint = "signs such as @ : / % in a password are written as %40 %3A %2F %25"
        raise RemoteError(WRONG_CONNECTION, message, hint=hint) from None
    told.setdefault("connect_timeout", _PATIENCE)
    told |= {"client_encoding": "UTF8", "application_name": "factcheck"}
    try:
        connection = psycopg.connect(psycopg.conninfo.make_conninfo(**told))
    except psycopg.Error as error:
        # Its message is looked through for words of the server's own, and not passed on.
        raise RemoteError(NO_CONNECTION, reason_of(str(error))) from None
    try:
        _prepare(connection, seconds)
    except psycopg.Error as error:
        connection.close()
        message = f"the database does not take the settings of a reader: {_state_of(error)}"
        raise RemoteError(NO_CONNECTION, message) from None
    return PostgresStore(connection)


def _prepare(connection: psycopg.Connection[Any], seconds: int) -> None:
    """Have all values printed in one way, and all names mean the database's own functions."""
    settings = {
        "default_transaction_read_only": "on",
        "statement_timeout": f"{seconds}s",
        "idle_in_transaction_session_timeout": "0",
        "search_path": "pg_catalog",
        "TimeZone": "UTC",
        "DateStyle": "ISO, YMD",
        "extra_float_digits": "1",
        "standard_conforming_strings": "on",
        "work_mem": "64MB",
        # Where a policy hides rows from this user, no table without them is taken for the whole.
        "row_security": "off",
    }
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    # They are of the transaction, since a pool of connections may give another session to each.
    for name, value in settings.items():
        connection.execute(b"SELECT pg_catalog.set_config(%s, %s, true)", (name, value))


def _not_permitted(parts: tuple[str, ...]) -> RemoteError:
    message = f"the database does not let this user read {quoted('.'.join(parts))}"
    hint = "grant SELECT on it, and USAGE on its schema"
    return RemoteError(NOT_PERMITTED, message, hint=hint, at="table")


def _state_of(error: psycopg.Error) -> str:
    """Return the code of an error, which quotes nothing."""
    return f"{error.sqlstate or type(error).__name__}"
