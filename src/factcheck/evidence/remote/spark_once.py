"""One session of Spark a process: pyspark has no more than one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from factcheck.evidence.remote.spark_codes import WRONG_SETTING
from factcheck.evidence.remote.store import RemoteError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.evidence.remote.spark_connection import SparkPlace
    from factcheck.evidence.remote.spark_types import SparkField


class Driver(Protocol):
    """What plans queries and has them run; each method raises ``SparkFailureError``."""

    @property
    def is_alive(self) -> bool:
        """Whether it can still be asked."""
        ...

    def fields(self, parts: tuple[str, ...]) -> tuple[SparkField, ...]:
        """Return the columns of a table as it is now."""
        ...

    def names(self, query: str) -> tuple[tuple[Any, ...], ...]:
        """Return what a query of names finds."""
        ...

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query, one part of the answer in memory at a time."""
        ...

    def cancel(self) -> None:
        """End every query that runs, from another thread."""
        ...

    def end(self) -> None:
        """End the program; it may have ended before."""
        ...


class Once:
    """Begins a driver, and keeps it for whoever connects to the same place later.

    Starting one takes seconds, so it is ended at the end of the process, or where another place
    is connected to and nobody uses it.
    """

    def __init__(self, begin: Callable[[SparkPlace], Driver]) -> None:
        self._begin = begin
        self._running: tuple[SparkPlace, Driver] | None = None
        self._users = 0

    def take(self, place: SparkPlace) -> Driver:
        """Return the driver of a place; ``release`` has to follow.

        Raises ``RemoteError`` where another place is in use, and what ``begin`` raises.
        """
        if self._running is not None and not self._is_fit(self._running, place):
            if self._users:
                message = "another table of this run comes from Spark with other settings"
                hint = "one run uses one cluster: let both variables have the same string"
                raise RemoteError(WRONG_SETTING, message, hint=hint)
            self.end()
        if self._running is None:
            self._running = place, self._begin(place)
        self._users += 1
        return self._running[1]

    def release(self) -> None:
        """Say that a driver that was taken is used no longer."""
        self._users -= 1

    def end(self) -> None:
        """End the driver that runs, if one does."""
        if self._running is not None:
            self._running[1].end()
            self._running = None

    @staticmethod
    def _is_fit(running: tuple[SparkPlace, Driver], place: SparkPlace) -> bool:
        before, driver = running
        return before == place and driver.is_alive
