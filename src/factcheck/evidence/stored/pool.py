"""Processes that have answered and may be asked again, so that none is begun twice for one file."""

from __future__ import annotations

from contextlib import ExitStack
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
    """Keeps at most one process for each thing that is asked about."""

    def __init__(self) -> None:
        self._idle: dict[Hashable, Idle] = {}

    def take(self, key: Hashable) -> Idle | None:
        """Return the process for a key, which nobody else gets meanwhile; ``None`` without one."""
        return self._idle.pop(key, None)

    def give(self, key: Hashable, idle: Idle) -> None:
        """Keep a process that has said everything it was asked for."""
        other = self._idle.pop(key, None)
        self._idle[key] = idle
        if other is not None:
            other.end()

    def close(self) -> None:
        """End every process."""
        with ExitStack() as stack:
            while self._idle:
                _, idle = self._idle.popitem()
                stack.callback(idle.end)


POOL = Pool()
"""The processes of this program: what reads a table first looks at its columns, then groups it."""
