"""How far long work has come, told on a terminal and nowhere else."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

from factcheck.cli.output import is_terminal, terminal_width

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 1.0
"""So many seconds nothing is said, and so many parts of one lie between two lines."""
_EVERY = 0.1


class Progress:
    """One line beside the report that says what is done now, and is wiped in the end."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._next = clock() + PATIENCE
        self._is_told = is_terminal(sys.stderr)
        self._is_written = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_written:
            self._write("")
            sys.stderr.write("\r")
            sys.stderr.flush()

    def __call__(self, step: str) -> None:
        """Say what comes next, if it is time for that."""
        now = self._clock()
        if self._is_told and now >= self._next:
            self._next = now + _EVERY
            self._write(step)

    def _write(self, text: str) -> None:
        from factcheck.report.visible import visible

        width = terminal_width() - 1
        sys.stderr.write(f"\r{visible(text)[:width]:<{width}}")
        sys.stderr.flush()
        self._is_written = True
