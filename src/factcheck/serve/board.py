"""Where what is shown hangs: changed by the one who runs claims, read by every page."""

from __future__ import annotations

import asyncio
from threading import Lock
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.serve.records import Snapshot

if TYPE_CHECKING:
    from typing import Any

    Waiting = tuple[asyncio.AbstractEventLoop, asyncio.Event]


class Board:
    """The latest snapshot, and who waits for another one. Safe to use from every thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._snapshot = Snapshot()
        self._waiting: set[Waiting] = set()
        self.is_closed = False
        """Whether nobody need wait any more, as the program ends."""

    @property
    def snapshot(self) -> Snapshot:
        """The latest one."""
        return self._snapshot

    def change(self, **fields: Any) -> None:  # noqa: ANN401 - whatever fields a snapshot has
        """Hang up a snapshot with other fields, and wake who waits."""
        with self._lock:
            self._snapshot = replace(self._snapshot, **fields)
        self._wake()

    def close(self) -> None:
        """Send everybody away who waits."""
        self.is_closed = True
        self._wake()

    async def changed(self, seen: Snapshot, patience: float) -> bool:
        """Wait for another snapshot than ``seen``; whether there is one after so many seconds."""
        waiting = asyncio.get_running_loop(), asyncio.Event()
        with self._lock:
            self._waiting.add(waiting)
        try:
            if self._snapshot is seen and not self.is_closed:
                await asyncio.wait_for(waiting[1].wait(), patience)
        except TimeoutError:
            pass
        finally:
            with self._lock:
                self._waiting.discard(waiting)
        return self._snapshot is not seen

    def _wake(self) -> None:
        with self._lock:
            for loop, event in self._waiting:
                loop.call_soon_threadsafe(event.set)
