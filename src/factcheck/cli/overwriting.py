"""Which files the commands may write over: those that they wrote, and blank ones."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from factcheck.cli.output import CannotWriteError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MOST_BYTES = 2**27
"""So much is looked at, and as much of the end; far more than any report has that is read."""


def refuse_overwriting(path: Path | None, is_ours: Callable[[bytes], bool], what: str) -> None:
    """Raise ``CannotWriteError`` where a file is there that does not look like one of ours.

    ``what`` is what the command writes, as in "a report". Nothing is refused for a device or a
    pipe, which only takes what is written.
    """
    if path is None or not path.is_file():
        return
    from factcheck.cli.claim_files import shown

    try:
        is_free = is_ours(_content(path))
    except OSError as error:
        message = f"{shown(path)} cannot be read, so it may be somebody else's: {error.strerror}"
        raise CannotWriteError(f"{message}; name another file") from error
    if not is_free:
        raise CannotWriteError(
            f"{shown(path)} is there and does not look like {what} that factcheck wrote, so it is "
            "not overwritten; name another file, or remove this one first"
        )


def refuse_overwriting_others(path: Path | None) -> None:
    """Refuse as ``refuse_overwriting`` where a file looks like nothing that a command wrote.

    Which command that was does not matter.
    """
    from factcheck.report.recognise_others import is_output

    refuse_overwriting(path, is_output, "anything")


def _content(path: Path) -> bytes:
    """Return what a file holds; of a very large one the beginning and the end."""
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES)
        rest = os.fstat(file.fileno()).st_size - len(content)
        if rest > 0:
            file.seek(-min(rest, _MOST_BYTES), os.SEEK_END)
            content += file.read(_MOST_BYTES)
    return content
