"""What a run has ready before it knows what it needs, and what it does without."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from factcheck.evidence.cache import Memory

_STORES = (b".parquet", b".duckdb")
_MOST_BYTES = 2**24
"""Far more than a claim file may have."""


@contextmanager
def getting_ready(files: Iterable[Path], memory: Memory | None) -> Iterator[None]:
    """Have a process load DuckDB while everything else is loaded, and end it if nobody asks it.

    Only for claim files that speak of a table which it reads, and where no earlier run may have
    seen that.
    """
    if (memory is not None and not memory.is_empty) or not any(map(_names_store, files)):
        yield
        return
    from factcheck.evidence.ready import READY

    READY.begin()
    try:
        yield
    finally:
        READY.close()


def _names_store(file: Path) -> bool:
    """Whether a claim file speaks of a file that DuckDB reads; a pipe can be read only once."""
    try:
        if not file.is_file():
            return False
        with file.open("rb") as binary:
            text = binary.read(_MOST_BYTES)
    except OSError:
        # Whoever reads it says so.
        return False
    return any(suffix in text for suffix in _STORES)


@contextmanager
def without_garbage() -> Iterator[None]:
    """Look for no garbage: what a run makes is kept until its report, and hardly any in circles.

    To look for it takes a tenth of the time of a large file.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
