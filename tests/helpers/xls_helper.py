"""Workbooks put together by hand, record by record and sector by sector: .xls."""

from __future__ import annotations

import struct
from datetime import date
from typing import TYPE_CHECKING

from workbook_values import ERRORS, Cell, Error, Percent, Rows, serial

if TYPE_CHECKING:
    from collections.abc import Mapping


def xls(sheets: Mapping[str, Rows], *, is_small: bool = False) -> bytes:
    """Return an .xls with some sheets, in the format of 1997."""
    return xls_of(
        {
            name: b"".join(
                old_cell(number, column, value)
                for number, row in enumerate(rows)
                for column, value in enumerate(row)
                if value is not None
            )
            for name, rows in sheets.items()
        },
        is_small=is_small,
    )


def xls_of(
    sheets: Mapping[str, bytes], *, is_small: bool = False, extent: tuple[int, int] = (0, 0)
) -> bytes:
    """Return an .xls whose sheets are given by the records of their cells."""
    head = old_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    head += old_record(0x0042, struct.pack("<H", 1200))
    # The second style is that of a day, the third and fourth are percentages.
    code = "0.0%".encode("utf-16-le")
    styles = old_record(0x041E, struct.pack("<HHB", 170, len(code) // 2, 1) + code)
    styles += b"".join(
        old_record(0x00E0, struct.pack("<HHH", 0, shape, 0) + bytes(14))
        for shape in (0, 14, 10, 170)
    )
    bodies = [
        old_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
        + old_record(0x0200, struct.pack("<IIHHH", 0, extent[0], 0, extent[1], 0))
        + cells
        + old_record(0x000A)
        for cells in sheets.values()
    ]
    size = len(head) + len(styles) + sum(12 + len(name) for name in sheets) + 4
    index = b""
    for name, body in zip(sheets, bodies, strict=True):
        held = struct.pack("<IBB", size, 0, 0) + bytes([len(name), 0]) + name.encode("latin-1")
        index += old_record(0x0085, held)
        size += len(body)
    stream = head + styles + index + old_record(0x000A) + b"".join(bodies)
    return compound({"Workbook": stream}, is_small=is_small)


def old_record(kind: int, held: bytes = b"") -> bytes:
    """Return one record of an .xls."""
    return struct.pack("<HH", kind, len(held)) + held


def old_cell(row: int, column: int, value: Cell) -> bytes:
    """Return the record of one cell of an .xls."""
    place = struct.pack("<HHH", row, column, 0)
    match value:
        case Error(text="#DIV/0!"):
            result = struct.pack("<BBBBHH", 2, 0, 0x07, 0, 0, 0xFFFF)
            return old_record(0x0006, place + result + bytes(8))
        case Error(text=text):
            return old_record(0x0205, place + bytes([ERRORS.get(text, 0x55), 1]))
        case Percent(share=share):
            styled = struct.pack("<HHH", row, column, 3)
            return old_record(0x0203, styled + struct.pack("<d", share))
        case bool():
            return old_record(0x0205, place + bytes([value, 0]))
        case str():
            held = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
            return old_record(0x0204, place + held)
        case date():
            day = struct.pack("<HHH", row, column, 1)
            return old_record(0x0203, day + struct.pack("<d", serial(value)))
        case int() | float():
            return old_record(0x0203, place + struct.pack("<d", value))
        case _:
            raise TypeError(value)


_FREE, _END_OF_CHAIN, _TABLE, _LIST = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
_SECTOR, _MINI, _CUTOFF, _LISTED = 512, 64, 4096, 109


def compound(streams: Mapping[str, bytes], *, is_small: bool = False) -> bytes:
    """Return a compound file; with ``is_small`` its streams share the small sectors."""
    contents = [
        held if is_small else held + bytes(max(0, _CUTOFF - len(held))) for held in streams.values()
    ]
    sectors: list[bytes] = []
    chains: list[int] = []

    def place(held: bytes) -> int:
        first = len(sectors)
        parts = [
            held[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(held), _SECTOR)
        ]
        sectors.extend(parts)
        chains.extend(range(first + 1, first + len(parts)))
        chains.append(_END_OF_CHAIN)
        return first

    entries = []
    mini = b""
    mini_table: list[int] = []
    for name, held in zip(streams, contents, strict=True):
        if len(held) >= _CUTOFF:
            entries.append((name, 2, place(held), len(held)))
            continue
        first = len(mini_table)
        count = -(-len(held) // _MINI)
        mini += held.ljust(count * _MINI, b"\0")
        mini_table += [*range(first + 1, first + count), _END_OF_CHAIN]
        entries.append((name, 2, first, len(held)))
    root = place(mini) if mini else _END_OF_CHAIN
    mini_start = (
        place(struct.pack(f"<{len(mini_table)}I", *mini_table).ljust(_SECTOR, b"\xff"))
        if mini
        else _END_OF_CHAIN
    )
    directory = place(
        b"".join(_entry(*one) for one in [("Root Entry", 5, root, len(mini)), *entries]).ljust(
            _SECTOR, b"\0"
        )
    )
    # The table of chains is itself in sectors, which the header lists, and more sectors if need be.
    per_sector = _SECTOR // 4
    tables, lists = 1, 0
    while tables * per_sector < len(sectors) + tables + lists:
        tables += 1
        lists = -(-max(0, tables - _LISTED) // (per_sector - 1))
    starts = list(range(len(sectors), len(sectors) + tables))
    numbers = [*chains, *[_TABLE] * tables, *[_LIST] * lists]
    numbers += [_FREE] * (tables * per_sector - len(numbers))
    sectors.append(struct.pack(f"<{len(numbers)}I", *numbers))
    first_list = starts[-1] + 1 if lists else _END_OF_CHAIN
    for number in range(lists):
        begin = _LISTED + number * (per_sector - 1)
        listed = starts[begin : begin + per_sector - 1]
        listed += [_FREE] * (per_sector - 1 - len(listed))
        following = _END_OF_CHAIN if number == lists - 1 else first_list + number + 1
        sectors.append(struct.pack(f"<{per_sector}I", *listed, following))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables)
    header += struct.pack("<IIII", directory, 0, _CUTOFF, mini_start)
    header += struct.pack("<III", 1 if mini else 0, first_list, lists)
    shown = starts[:_LISTED]
    header += struct.pack(f"<{_LISTED}I", *shown, *[_FREE] * (_LISTED - len(shown)))
    return header + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    wide = name.encode("utf-16-le")
    child = 1 if kind == 5 else _FREE
    return (
        wide.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(wide) + 2, kind, 1, _FREE, _FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
