"""Processes that have answered and may be asked again, so that none is begun twice for one file."""

from __future__ import annotations

from contextlib import ExitStack
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from factcheck.evidence.sealed import Ask


class Idle(NamedTuple):
    """A process that waits for questions."""

    ask: Ask
    end: Callable[[], None]
    """Lets it end, and waits for that."""
    stop: Callable[[BaseException], None]
    """Ends it at once, because of an interruption."""


class Pool:
    """Keeps at most one process for each thing that is asked about, for any number of threads."""

    def __init__(self) -> None:
        self._idle: dict[Hashable, Idle] = {}
        self._one_at_a_time = Lock()

    def take(self, key: Hashable) -> Idle | None:
        """Return the process for a key, which nobody else gets meanwhile; ``None`` without one."""
        with self._one_at_a_time:
            return self._idle.pop(key, None)

    def give(self, key: Hashable, idle: Idle) -> None:
        """Keep a process that has said everything it was asked for."""
        with self._one_at_a_time:
            other = self._idle.pop(key, None)
            self._idle[key] = idle
        if other is not None:
            other.end()

    def close(self) -> None:
        """End every process."""
        with self._one_at_a_time:
            every = tuple(self._idle.values())
            self._idle.clear()
        with ExitStack() as stack:
            for idle in every:
                stack.callback(idle.end)


POOL = Pool()
"""The processes of this program: what reads a table first looks at its columns, then groups it."""
