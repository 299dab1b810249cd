"""Work that goes on in a thread while something else is done."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Found = TypeVar("Found")


class Meanwhile(Generic[Found]):
    """Does some work at once, and has its outcome when somebody asks."""

    def __init__(self, work: Callable[[], Found]) -> None:
        self._work = work
        self._found: list[Found] = []
        self._error: Exception | None = None
        # Nobody waits for it who was interrupted.
        self._thread = Thread(target=self._do, daemon=True)
        self._thread.start()

    def _do(self) -> None:
        try:
            self._found.append(self._work())
        except Exception as error:  # noqa: BLE001 - it is raised where the outcome is asked for
            self._error = error

    def outcome(self) -> Found:
        """Return what came of the work, once it is done; raises what it raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        return self._found[0]
