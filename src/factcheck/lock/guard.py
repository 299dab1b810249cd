"""One process at a time reads a lock, changes it and writes it."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from factcheck.lock.codes import BUSY
from factcheck.model.near import quoted
from factcheck.model.problem import Problem, ProblemsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 10.0
"""So many seconds one process waits for another, which holds the lock for as long as it writes."""
_STEP = 0.02
_SUFFIX = ".busy"
_HAS_FOLDERS = os.name == "posix"
"""Whether a folder can be opened like a file."""


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Keep other processes that ask for the same from changing a file meanwhile.

    They are told apart by the folder that the file lies in, and nothing is left of it where a
    process is killed. Raises ``ProblemsError`` where another one holds it for too long,
    ``OSError`` where the folder cannot be opened.
    """
    descriptor = _opened(path)
    try:
        end = time.monotonic() + PATIENCE
        while not _is_taken(descriptor):
            if time.monotonic() >= end:
                raise _busy(path)
            time.sleep(_STEP)
        yield
    finally:
        # What was taken is given back with it.
        os.close(descriptor)


def _busy(path: Path) -> ProblemsError:
    message = f"another process has been writing {quoted(path.name)} for {PATIENCE:g} seconds"
    return ProblemsError([Problem(BUSY, message, hint="run again when it has ended")])


def _opened(path: Path) -> int:
    """Open what stands for a file: its folder, or where no folder can be opened one beside it."""
    if _HAS_FOLDERS:
        return os.open(path.parent, os.O_RDONLY)
    return os.open(path.with_name(path.name + _SUFFIX), os.O_RDWR | os.O_CREAT, 0o600)


def _is_taken(descriptor: int) -> bool:
    """Take what was opened, unless another process has it."""
    try:
        import fcntl
    except ImportError:
        return _is_taken_on_windows(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # A file system that knows no such locks: all is as it would be without them.
        return True
    return True


def _is_taken_on_windows(descriptor: int) -> bool:
    msvcrt: Any = import_module("msvcrt")
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True
