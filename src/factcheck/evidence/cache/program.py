"""What of the program itself cells depend on."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

DISTRIBUTION = "factcheck_statistics-"
READERS = ("babel-", "duckdb-", "python_calamine-", "quicktions-")
"""The distributions whose code reads tables."""
_INFO = ".dist-info"
_LISTED = b"factcheck/__init__.py,"


@cache
def program() -> str:
    """Return a digest of the program that runs; another one may read tables otherwise.

    Installed programs are the same where all their files are, wherever and whenever they were
    installed; one that runs from its sources is another one after each change of them. Raises
    ``OSError`` where its own files cannot be looked at.
    """
    package = Path(__file__).resolve().parents[2]
    digest = hashlib.sha256(f"{__version__}\n{sys.version}\n".encode())
    record = _record(package.parent)
    digest.update(_sources(package) if record is None else record)
    for name in sorted(_readers(sys.path)):
        digest.update(f"{name}\n".encode())
    return digest.hexdigest()


def _record(folder: Path) -> bytes | None:
    """Return the digests of all installed files; ``None`` for a program that is not installed."""
    for info in sorted(folder.glob(f"{DISTRIBUTION}*{_INFO}")):
        content = (info / "RECORD").read_bytes()
        if _LISTED in content:
            return content
    return None


def _sources(folder: Path) -> bytes:
    """Return the stamps of all files of the package."""
    lines = sorted(_stamps(str(folder), ""))
    return "".join(lines).encode("utf-8", "surrogateescape")


def _stamps(folder: str, inside: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{inside}/{entry.name}"
            if entry.is_dir() and entry.name != "__pycache__":
                yield from _stamps(entry.path, name)
            elif entry.is_file():
                status = entry.stat()
                yield f"{name} {status.st_size} {status.st_mtime_ns}\n"


def _readers(places: list[str]) -> Iterator[str]:
    for place in places:
        if not os.path.isdir(place):  # noqa: PTH112 - among a hundred names, without objects
            continue
        for name in os.listdir(place):  # noqa: PTH208 - same
            if name.endswith(_INFO) and name.startswith(READERS):
                yield name
