"""Tables of Spark, on a cluster or on one machine."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from factcheck.evidence.remote.codes import NO_CONNECTION, NO_TABLE, NOT_PERMITTED
from factcheck.evidence.remote.limits import statement_timeout
from factcheck.evidence.remote.spark_codes import NO_JAVA, WRONG_SETTING
from factcheck.evidence.remote.spark_connection import spark_place
from factcheck.evidence.remote.spark_errors import (
    ANOTHER_SESSION,
    SparkFailureError,
    secrets_of,
)
from factcheck.evidence.remote.spark_names import in_backticks
from factcheck.evidence.remote.spark_once import Once
from factcheck.evidence.remote.spark_types import column_of
from factcheck.evidence.remote.store import FoundTable, RemoteError
from factcheck.model.near import did_you_mean, nearest, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.remote.spark_connection import SparkPlace
    from factcheck.evidence.remote.spark_once import Driver
    from factcheck.evidence.remote.store import Dialect, Rows

BATCH = 5_000
_REACH = 10
"""Seconds in which a master has to answer."""
_AGAIN = 1
"""Seconds after which a query that goes on is cancelled once more."""
_GONE = "JAVA_GATEWAY_EXITED"


class SparkStore:
    """Tables that Spark knows by name."""

    def __init__(self, place: SparkPlace, once: Once, seconds: float) -> None:
        """Connect; ``seconds`` is how long it may take until more of an answer comes."""
        self._driver = _taken(place, once)
        self._once = once
        self._secrets = secrets_of(place)
        self._seconds = seconds

    @property
    def dialect(self) -> Dialect:
        """The SQL that ``ask`` understands."""
        return "spark"

    @property
    def keeps_state(self) -> bool:
        """Whether all answers are of one state; a table of Spark is whatever files it has."""
        return False

    def find(self, parts: tuple[str, ...]) -> FoundTable:
        """Return the table of a name; raises ``RemoteError`` at ``table``."""
        try:
            fields = self._driver.fields(parts)
        except SparkFailureError as error:
            raise self._unfound(parts, error) from None
        return FoundTable(parts, tuple(map(column_of, fields)))

    def ask(self, query: str) -> Iterator[Rows]:
        """Yield the rows of a query in batches; raises as the protocol says."""
        rows: Iterator[tuple[object, ...]] | None = None
        while True:
            with self._patient():
                rows = self._driver.rows(query) if rows is None else rows
                batch = list(islice(rows, BATCH))
            if not batch:
                return
            yield batch

    def close(self) -> None:
        """Let others use the session with other settings."""
        self._once.release()

    @contextmanager
    def _patient(self) -> Iterator[None]:
        """Raise what a store raises for failures, and for what takes too long."""
        is_done, is_late = threading.Event(), threading.Event()

        def watch() -> None:
            if is_done.wait(self._seconds):
                return
            is_late.set()
            self._driver.cancel()
            # A query may have been about to begin.
            while not is_done.wait(_AGAIN):
                self._driver.cancel()

        watching = threading.Thread(target=watch, daemon=True)
        watching.start()
        try:
            yield
        except SparkFailureError as error:
            seconds = self._seconds if is_late.is_set() else None
            raise error.error(self._secrets, seconds=seconds) from None
        finally:
            is_done.set()
            watching.join()

    def _unfound(self, parts: tuple[str, ...], error: SparkFailureError) -> RemoteError:
        name = quoted(".".join(parts))
        if error.is_absent:
            message = f"Spark has no table or view {name}"
            return RemoteError(NO_TABLE, message, hint=self._near(parts), at="table")
        if error.is_forbidden:
            message = f"Spark may not read {name}"
            return RemoteError(NOT_PERMITTED, message, at="table")
        message = f"Spark does not describe {name}: {self._secrets.without(error.words)}"
        return RemoteError(NO_TABLE, message, at="table")

    def _near(self, parts: tuple[str, ...]) -> str | None:
        """Return a hint with names that look like the last part, or the part before it."""
        *schema, name = parts
        before = "".join(f"{part}." for part in schema)
        try:
            inside = f" IN {in_backticks(tuple(schema))}" if schema else ""
            # The name stands in the second column, after its schema.
            known = [str(row[1]) for row in self._driver.names(f"SHOW TABLES{inside}")]
        except SparkFailureError:
            return self._near_schema(schema)
        # The schema is right, and would make every name of it a near one.
        close = nearest(name, known)
        if not close:
            return did_you_mean(name, known)
        return f"did you mean {' or '.join(quoted(before + one) for one in close)}?"

    def _near_schema(self, schema: list[str]) -> str | None:
        try:
            known = [str(row[0]) for row in self._driver.names("SHOW DATABASES")]
        except SparkFailureError:
            return None
        if not schema or schema[-1] in known:
            return None
        hint = did_you_mean(schema[-1], known)
        return f"there is no schema {quoted(schema[-1])}{f'; {hint}' if hint else ''}"


def connect(text: str) -> SparkStore:
    """Return the tables of a connection string.

    Raises ``RemoteError`` where it is none, where Java is missing, or where no master answers.
    """
    place = spark_place(text)
    if not find_java():
        message = "Spark needs Java, which is not installed"
        raise RemoteError(NO_JAVA, message, hint="install Java 17 or newer, or set JAVA_HOME")
    if place.addresses and not any(map(_answers, place.addresses)):
        message = "no master of Spark answers at the address of the connection string"
        hint = "look whether the cluster runs, and at host and port of the variable"
        raise RemoteError(NO_CONNECTION, message, hint=hint)
    return SparkStore(place, SESSIONS, statement_timeout(os.environ))


def find_java() -> str | None:
    """Return the program that Spark starts Java with, if there is one."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=os.path.join(home, "bin") if home else None)  # noqa: PTH118


def _answers(address: tuple[str, int]) -> bool:
    """Whether something listens there; Spark itself would try for minutes."""
    try:
        with socket.create_connection(address, timeout=_REACH):
            return True
    except OSError:
        return False


def _taken(place: SparkPlace, once: Once) -> Driver:
    try:
        return once.take(place)
    except SparkFailureError as error:
        if error.condition == ANOTHER_SESSION:
            message = "this process has a session of Spark already"
            hint = "stop it before the claims run: `spark.stop()`"
            raise RemoteError(WRONG_SETTING, message, hint=hint) from None
        if error.condition == _GONE or _GONE in error.words:
            message = "Java did not start Spark"
            hint = "Spark needs Java 17 or newer, and settings of `spark.driver.…` that Java takes"
            raise RemoteError(NO_JAVA, message, hint=hint) from None
        message = "the cluster of Spark did not take the program on"
        hint = (
            "look at the master's own log: it may be of another version, or busy; "
            "`spark.driver.host` has to be an address that it reaches"
        )
        raise RemoteError(NO_CONNECTION, message, hint=hint) from None


def _begin(place: SparkPlace) -> Driver:
    # Imported here because it is heavy.
    from factcheck.evidence.remote.spark_driver import SparkDriver

    return SparkDriver(place)


SESSIONS = Once(_begin)
"""The session of this process."""
