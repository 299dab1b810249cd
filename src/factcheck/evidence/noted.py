"""Which files evidence is looked for in, be they there or not, so that somebody can watch them."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NOTED: ContextVar[set[Path] | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[set[Path]]:
    """Give a set that every file and folder is added to which is looked for meanwhile.

    Paths are absolute, with every link resolved. One that is not there is among them too: what
    is wrong with a claim file may be mended by it. Who notes around somebody else gets his too,
    once he is done.
    """
    around = _NOTED.get()
    noted: set[Path] = set()
    token = _NOTED.set(noted)
    try:
        yield noted
    finally:
        _NOTED.reset(token)
        if around is not None:
            around |= noted


def note(path: Path) -> None:
    """Note a file that is looked for, or a folder whose names are, if anybody asked for that."""
    noted = _NOTED.get()
    if noted is not None:
        noted.add(path)
