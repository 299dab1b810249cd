"""Workbooks put together by hand, record by record: .xlsb."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from workbook_values import ERRORS, Cell, Error, Percent, Rows, zipped
from xlsx_helper import OFFICE, PACKAGE, TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping


def xlsb(sheets: Mapping[str, Rows]) -> bytes:
    """Return an .xlsb with some sheets."""
    return xlsb_of({name: b"".join(_binary_rows(rows)) for name, rows in sheets.items()})


def xlsb_of(sheets: Mapping[str, bytes], extra: Mapping[str, bytes] | None = None) -> bytes:
    """Return an .xlsb whose sheets are given by the records of their rows."""
    bundle = b"".join(
        record(156, struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(name))
        for number, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" '
        f'Target="worksheets/sheet{number}.bin"/>'
        for number in range(1, len(sheets) + 1)
    )
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "xl/workbook.bin": record(131) + record(143) + bundle + record(144) + record(132),
            "xl/styles.bin": _styles(),
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            f"{links}</Relationships>",
            **{
                f"xl/worksheets/sheet{number}.bin": record(129)
                + record(148, struct.pack("<IIII", 0, 0, 0, 0))
                + record(145)
                + rows
                + record(146)
                + record(130)
                for number, rows in enumerate(sheets.values(), 1)
            },
            **(extra or {}),
        }
    )


def _styles() -> bytes:
    """Return the styles of cells: plain ones and percentages, the latter in two ways."""
    count = struct.pack("<I", 1)
    code = record(615, count) + record(44, struct.pack("<H", 170) + _wide("0.0%")) + record(616)
    styles = b"".join(record(47, struct.pack("<HH", 0, number)) for number in (0, 10, 170))
    own = record(617, struct.pack("<I", 3)) + styles
    # Named styles do not count.
    return (
        record(278)
        + code
        + record(626, count)
        + record(47, bytes(4))
        + record(627)
        + own
        + record(618)
    )


def record(kind: int, held: bytes = b"") -> bytes:
    """Return one record of an .xlsb."""
    size = b""
    rest = len(held)
    while True:
        rest, part = rest >> 7, rest & 0x7F
        size += bytes([part | (0x80 if rest else 0)])
        if not rest:
            break
    name = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return name + size + held


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_row(number: int) -> bytes:
    """Return the record that begins a row of an .xlsb, from 0."""
    return record(0, struct.pack("<I", number) + bytes(17))


def _binary_rows(rows: Rows) -> list[bytes]:
    records = []
    for number, row in enumerate(rows):
        records.append(binary_row(number))
        records += [binary_cell(column, value) for column, value in enumerate(row)]
    return records


def binary_cell(column: int, value: Cell) -> bytes:
    """Return the record of one cell of an .xlsb."""
    place = struct.pack("<II", column, int(isinstance(value, Percent)))
    match value:
        case None:
            return record(1, place)
        case Error(text=text):
            # One in a formula, or one that was typed.
            is_formula = text == "#DIV/0!"
            held = place + bytes([ERRORS.get(text, 0x55)])
            return record(11, held + bytes(10)) if is_formula else record(3, held)
        case Percent(share=share):
            return record(5, place + struct.pack("<d", share))
        case bool():
            return record(4, place + bytes([value]))
        case str():
            return record(6, place + _wide(value))
        case int() | float():
            return record(5, place + struct.pack("<d", value))
        case _:
            raise TypeError(value)
