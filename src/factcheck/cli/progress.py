"""How far long work has come, told on a terminal and nowhere else."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

from factcheck.cli.output import is_terminal, terminal_width
from factcheck.model.step import Step

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 1.0
"""So many seconds nothing is said, and so many parts of one lie between two lines."""
_EVERY = 0.1
_BAR = 20
_FEW = 10
"""Fewer steps than these say nothing of how long the others will take."""
_MINUTE = 60


class Progress:
    """One line beside the report that says what is done now, and is wiped in the end."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._next = clock() + PATIENCE
        self._is_told = is_terminal(sys.stderr)
        self._is_written = False
        self._pace = _Pace(0, 0, 0.0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.wipe()

    def __call__(self, step: str) -> None:
        """Say what comes next, if it is time for that."""
        if not self._is_told:
            return
        now = self._clock()
        if isinstance(step, Step) and step.total != self._pace.total:
            self._pace = _Pace(step.total, step.done, now)
        if now >= self._next:
            self._next = now + _EVERY
            self._write(f"{self._pace.told(step, now)}{step}")

    def wipe(self) -> None:
        """Leave an empty line, such as before something is printed."""
        if self._is_written:
            self._write("")
            sys.stderr.write("\r")
            sys.stderr.flush()
            self._is_written = False

    def _write(self, text: str) -> None:
        from factcheck.report.visible import visible

        width = terminal_width(sys.stderr) - 1
        sys.stderr.write(f"\r{visible(text)[:width]:<{width}}")
        sys.stderr.flush()
        self._is_written = True


class _Pace:
    """How fast steps of one kind are done."""

    def __init__(self, total: int, done: int, begun: float) -> None:
        self.total = total
        self._first = done
        self._begun = begun

    def told(self, step: str, now: float) -> str:
        """Return a bar and how long it will take, before many equal steps; else nothing."""
        if not isinstance(step, Step) or step.total < _FEW:
            return ""
        filled = _BAR * step.done // step.total
        bar = f"[{'#' * filled}{'.' * (_BAR - filled)}] {100 * step.done // step.total:>3} % "
        done = step.done - self._first
        if done < _FEW:
            return bar
        left = (now - self._begun) / done * (step.total - step.done)
        return f"{bar}{_duration(round(left))} left, "


def _duration(seconds: int) -> str:
    minutes, rest = divmod(seconds, _MINUTE)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
