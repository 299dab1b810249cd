"""Compound files, the small file system that older office programs write into one file."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

from factcheck.evidence.workbook.fault import broken

if TYPE_CHECKING:
    from collections.abc import Iterable

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TABLE_IN_HEADER = 109
_LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on are marks, such as the end of a chain."""
_ENTRY = 128
_MINI_SHIFT = 6


class _Entry(NamedTuple):
    """One stream of the directory."""

    name: str
    start: int
    size: int


def read_stream(held: bytes, names: Iterable[str]) -> bytes | None:
    """Return the first stream of a compound file that has one of some names, ``None`` without.

    Raises ``ContentError`` for a damaged file.
    """
    try:
        return _Compound(held).stream(names)
    except (IndexError, struct.error, UnicodeDecodeError) as error:
        raise broken("it is damaged") from error


class _Compound:
    """A compound file in memory: chains of sectors, and the directory that names them."""

    def __init__(self, held: bytes) -> None:
        self.held = held
        self.shift = struct.unpack_from("<H", held, 30)[0]
        # Sectors have 512 bytes, or 4096 in newer files.
        if held[:8] != SIGNATURE or self.shift not in {9, 12}:
            raise IndexError
        directory, _, self.cutoff, mini = struct.unpack_from("<IIII", held, 48)
        self.table = self._numbers(self._table_sectors())
        self.entries = self._entries(self._chain(directory))
        self.mini_table = self._numbers(self._sectors(mini))
        root = self.entries[0]
        self.mini = self._chain(root.start)

    def stream(self, names: Iterable[str]) -> bytes | None:
        for name in names:
            for entry in self.entries[1:]:
                if entry.name.casefold() == name.casefold():
                    return self._content(entry)
        return None

    def _content(self, entry: _Entry) -> bytes:
        if entry.size >= self.cutoff:
            return self._chain(entry.start)[: entry.size]
        places = _chained(self.mini_table, entry.start)
        size = 1 << _MINI_SHIFT
        return b"".join(self.mini[place * size : place * size + size] for place in places)[
            : entry.size
        ]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in self._sectors(start))

    def _sectors(self, start: int) -> list[int]:
        return _chained(self.table, start)

    def _sector(self, number: int) -> bytes:
        begin = (number + 1) << self.shift
        if begin >= len(self.held):
            raise IndexError
        return self.held[begin : begin + (1 << self.shift)]

    def _numbers(self, sectors: Iterable[int]) -> list[int]:
        found: list[int] = []
        for number in sectors:
            sector = self._sector(number)
            found += struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])
        return found

    def _table_sectors(self) -> list[int]:
        """Return the sectors of the table of chains: 109 in the header, then in a chain."""
        numbers = list(struct.unpack_from(f"<{_TABLE_IN_HEADER}I", self.held, 76))
        (following,) = struct.unpack_from("<I", self.held, 68)
        for _ in range(len(self.held) >> self.shift):
            if following >= _LAST_SECTOR:
                break
            listed = self._numbers([following])
            following = listed.pop()
            numbers += listed
        return [number for number in numbers if number < _LAST_SECTOR]

    def _entries(self, directory: bytes) -> list[_Entry]:
        entries = []
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            (length,) = struct.unpack_from("<H", directory, at + 64)
            name = directory[at : at + max(0, length - 2)].decode("utf-16-le")
            start, size = struct.unpack_from("<II", directory, at + 116)
            entries.append(_Entry(name, start, size))
        return entries


def _chained(table: list[int], start: int) -> list[int]:
    """Return the numbers of a chain; raises ``IndexError`` where it runs in a circle."""
    found: list[int] = []
    while start < _LAST_SECTOR:
        found.append(start)
        if len(found) > len(table):
            raise IndexError
        start = table[start]
    return found
