"""Entries in a folder: written whole, checked when they are read, the oldest ones let go."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from factcheck.evidence.whole import sweep, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM = 1
"""The version of the form of entries."""
MOST_BYTES = 2**28
"""What all entries together may take."""
MOST_OF_ONE = 2**26
"""What one entry may take."""
TAG = "CACHEDIR.TAG"
_TAG_TEXT = b"Signature: 8a477f597d28d172789f06886806bc55\n# Kept by factcheck; may be removed.\n"
_BLOCK = 4096
_ENVELOPE = 4096
"""Far more than what stands around the content of an entry."""
_NAME = re.compile(r"[0-9a-f]{32}-[0-9a-f]{32}\.json")


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    factcheck_cache: int
    key: str
    sha256: str
    """Of the key and the content."""
    content: msgspec.Raw


class Held(NamedTuple):
    """What a folder holds."""

    entries: int
    size: int
    """In bytes, as blocks on disk."""


class Store:
    """Entries by their keys, ``GROUP-MEMBER`` of 32 hexadecimal digits each.

    Nothing here raises: what cannot be read is not there, what cannot be written is left.
    Several processes may use one folder at once.
    """

    def __init__(
        self, folder: Path, *, most_bytes: int = MOST_BYTES, most_of_one: int = MOST_OF_ONE
    ) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._most_of_one = most_of_one
        self._is_written = False
        self._is_full = False
        self._groups: set[str] | None = None

    def get(self, key: str) -> bytes | None:
        """Return the content of an entry, which is removed where it is not as it was written."""
        path = self._folder / f"{key}.json"
        try:
            content = _read(path, self._most_of_one + _ENVELOPE)
        except OSError:
            return None
        found = _checked(content, key)
        with suppress(OSError):
            if found is None:
                path.unlink()
            else:
                # The one that was used last goes last.
                os.utime(path)
        return found

    def has(self, key: str) -> bool:
        """Whether there is an entry, which may still turn out to be damaged."""
        return (self._folder / f"{key}.json").is_file()

    def has_group(self, group: str) -> bool:
        """Whether there is an entry whose key begins so."""
        if self._groups is None:
            # Looked up once: a table may come with thousands of others.
            self._groups = {entry.name.partition("-")[0] for entry in self._entries()}
        return group in self._groups

    def put(self, key: str, content: bytes) -> None:
        """Write an entry, whose content is JSON."""
        if self._is_full or len(content) > self._most_of_one:
            return
        entry = _Entry(FORM, key, _digest(key, content), msgspec.Raw(content))
        try:
            if not self._is_written:
                self._begin()
            path = self._folder / f"{key}.json"
            # What a machine that stops makes of it does not have the digest that it carries.
            write_whole(path, msgspec.json.encode(entry), survives_power=False)
        except OSError:
            # A full disk, or a folder that may only be read.
            self._is_full = True
        else:
            if self._groups is not None:
                self._groups.add(key.partition("-")[0])

    def _begin(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        tag = self._folder / TAG
        if not tag.exists():
            write_whole(tag, _TAG_TEXT, survives_power=False)
        self.tidy()
        self._is_written = True

    def close(self) -> None:
        """Remove what killed processes left, and the oldest entries where there are too many."""
        if self._is_written:
            self.tidy()
        else:
            sweep(self._folder)

    def tidy(self) -> None:
        """Remove what killed processes left, and the entries that were not used for longest."""
        sweep(self._folder)
        sized = sorted((status.st_mtime_ns, path, _size(status)) for path, status in self._sized())
        held = sum(size for *_, size in sized)
        for _, path, size in sized:
            if held <= self._most_bytes:
                return
            with suppress(OSError):
                Path(path).unlink()
            held -= size

    @property
    def is_empty(self) -> bool:
        """Whether there is no entry."""
        return next(self._entries(), None) is None

    def held(self) -> Held:
        """Return how much there is."""
        sizes = [_size(status) for _, status in self._sized()]
        return Held(len(sizes), sum(sizes))

    def clear(self) -> int:
        """Remove every entry, and the folder where nothing else is in it; return how many."""
        removed = 0
        for entry in self._entries():
            with suppress(OSError):
                Path(entry).unlink()
                removed += 1
        sweep(self._folder)
        with suppress(OSError):
            (self._folder / TAG).unlink(missing_ok=True)
            self._folder.rmdir()
        return removed

    def _entries(self) -> Iterator[os.DirEntry[str]]:
        with suppress(OSError), os.scandir(self._folder) as entries:
            yield from (entry for entry in entries if _NAME.fullmatch(entry.name))

    def _sized(self) -> Iterator[tuple[str, os.stat_result]]:
        for entry in self._entries():
            # Another process may have let it go meanwhile.
            with suppress(OSError):
                yield entry.path, entry.stat(follow_symlinks=False)


def _size(status: os.stat_result) -> int:
    return -(-status.st_size // _BLOCK) * _BLOCK


def _read(path: Path, most: int) -> bytes:
    # Never waits for a pipe and never follows a link.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return b""
        content = file.read(most + 1)
        return content if len(content) <= most else b""


def _checked(content: bytes, key: str) -> bytes | None:
    """Return what an entry holds; ``None`` where it is damaged, or another one's."""
    try:
        entry = msgspec.json.decode(content, type=_Entry)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    held = bytes(entry.content)
    is_ours = entry.factcheck_cache == FORM and entry.key == key
    is_whole = is_ours and entry.sha256 == _digest(key, held)
    return held if is_whole else None


def _digest(key: str, content: bytes) -> str:
    return hashlib.sha256(key.encode() + b"\n" + content).hexdigest()
