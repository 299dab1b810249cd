"""Whether a file may have changed, as its folder tells without a look at its bytes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    Stamps = tuple[tuple[int, ...], ...]

SETTLED = 2 * 10**9
"""So many nanoseconds after a change the next one surely has another time."""
TELLS_CHANGES = os.name == "posix"
"""Whether the system notes the time of a change where nobody can set it back."""


def stamps_of(paths: Iterable[Path]) -> Stamps:
    """Return for each file what changes with its content: device, number, size and times.

    Raises ``OSError`` where one is not there any more.
    """
    return tuple(_stamp(path.stat()) for path in paths)


def _stamp(status: os.stat_result) -> tuple[int, ...]:
    return (
        status.st_dev,
        status.st_ino,
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
    )


def are_settled(stamps: Stamps, now: int) -> bool:
    """Whether a change from ``now`` on, in nanoseconds, gives each of the files another stamp.

    A file that was changed just before may be changed again within the same tick of the clock.
    """
    return all(max(stamp[-2:]) + SETTLED < now for stamp in stamps)
