"""Run a command from start to end, and see how much memory it and its children take."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PAGE = os.sysconf("SC_PAGE_SIZE")
# Often enough to see a peak of a run of a tenth of a second.
EVERY = 0.01


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took."""

    seconds: float
    peak: int
    """The most bytes that the process and its children had in memory at one moment.

    Pages that they share are counted once for each, so that it is an upper bound.
    """
    exit_code: int
    stdout: str
    stderr: str


def measured(
    command: tuple[str, ...],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    stdin: str = "",
) -> Measured:
    """Run a command to its end."""
    surroundings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    begin = perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=surroundings | dict(environment or {}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    watch = Watch(process.pid)
    watch.start()
    stdout, stderr = process.communicate(stdin)
    elapsed = perf_counter() - begin
    return Measured(elapsed, watch.finish(), process.returncode, stdout, stderr)


class Watch(Thread):
    """Looks at a process and its children until told to finish."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._over = Event()
        self._peak = 0

    def run(self) -> None:
        """Look again and again."""
        while not self._over.wait(EVERY):
            self._peak = max(self._peak, sum(_resident(pid) for pid in _family(self._pid)))

    def finish(self) -> int:
        """Stop looking; return the most bytes seen."""
        self._over.set()
        self.join()
        return self._peak


def _family(pid: int) -> Iterator[int]:
    """Yield a process and, through all generations, its children."""
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _text(path).split():
            yield from _family(int(child))


def _resident(pid: int) -> int:
    sizes = _text(Path(f"/proc/{pid}/statm")).split()
    return int(sizes[1]) * PAGE if sizes else 0


def _text(path: Path) -> str:
    """Return what a file of the system says; nothing where its process has ended."""
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""
