"""Files that are written as a whole or not at all, and what a killed process left of them."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path

LONGEST_LIFE = 3600.0
"""So many seconds after its last change nobody writes to an unfinished file any more."""
END = ".part"
_IS_POSIX = os.name == "posix"
_SHOWN = 40
_PART = re.compile(r"\.(?P<name>.{1,40})\.(?P<process>[0-9]{1,9})-[0-9a-z_]{8}\.part", re.DOTALL)


def write_whole(
    path: Path, content: bytes, mode: int = 0o600, *, survives_power: bool = True
) -> None:
    """Write beside a file and move into its place, so that nothing is ever half-written.

    Without ``survives_power`` that holds for processes that are killed, not for a machine that
    stops: for what is checked when it is read, and is not worth waiting for. Raises ``OSError``
    where it cannot be written; then the file is as it was.
    """
    part = path.parent / f"{begin_of(path)}{os.urandom(4).hex()}{END}"
    # Nobody else may look into it before it has the permissions that it is to have.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(part, flags, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            if survives_power:
                # Else a machine that stops may have the new name without the new content.
                os.fsync(file.fileno())
        part.chmod(mode)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def begin_of(path: Path) -> str:
    """Return how the name of an unfinished file begins, before eight letters or digits of chance.

    Only what is called so, with ``END`` behind, is removed once its process is gone.
    """
    return f".{path.name[:_SHOWN]}.{os.getpid()}-"


def sweep(folder: Path, name: str | None = None) -> None:
    """Remove what killed processes left unfinished in a folder: of one file, or of all.

    A folder that cannot be looked into is left as it is.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _PART.fullmatch(entry.name)
            if found is None or (name is not None and found["name"] != name[:_SHOWN]):
                continue
            with suppress(OSError):
                if _is_left(entry, int(found["process"])):
                    Path(entry).unlink()


def _is_left(entry: os.DirEntry[str], process: int) -> bool:
    status = entry.stat(follow_symlinks=False)
    return time.time() - status.st_mtime > LONGEST_LIFE or not _is_running(process)


def _is_running(process: int) -> bool:
    """Whether there is a process, as far as can be asked without harm to it."""
    if not _IS_POSIX:
        # There, what asks on other systems would end it.
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        # Somebody else's.
        return True
    return True
