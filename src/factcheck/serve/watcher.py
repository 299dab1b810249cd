"""Who asks for another look where a file has changed, told by the system."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

QUIET = 50
"""So many milliseconds without a change end a group of them."""
LONGEST = 500
"""After so many it ends in any case."""
PATIENCE = 5
"""After so many seconds without any it is looked all the same: not every file system tells."""


class Watcher:
    """Watches folders, but not those below them, in a thread of its own."""

    def __init__(self, ask: Callable[[], None], patience: float = PATIENCE) -> None:
        self._ask = ask
        self._patience = patience
        self._folders: frozenset[Path] = frozenset()
        self._are_new = Event()
        self._is_stopped = False

    def follow(self, folders: frozenset[Path]) -> None:
        """Watch these folders from now on."""
        if folders != self._folders:
            self._folders = folders
            self._are_new.set()

    def stop(self) -> None:
        """End the work."""
        self._is_stopped = True
        self._are_new.set()

    def work(self) -> None:
        """Ask for a look after each change, until it is stopped."""
        while True:
            self._are_new.wait()
            if self._is_stopped:
                return
            self._are_new.clear()
            try:
                self._watch()
            except (OSError, RuntimeError):
                # A folder went away meanwhile, or the system watches no more of them.
                self._poll()

    def _watch(self) -> None:
        """Watch the folders until there are others."""
        from watchfiles import watch

        changes = watch(
            *sorted(self._folders),
            recursive=False,
            watch_filter=None,
            debounce=LONGEST,
            step=QUIET,
            rust_timeout=round(self._patience * 1000),
            yield_on_timeout=True,
            stop_event=self._are_new,
            ignore_permission_denied=True,
        )
        for _ in changes:
            self._ask()

    def _poll(self) -> None:
        """Ask from time to time, until there are other folders."""
        while not self._are_new.wait(self._patience):
            self._ask()
