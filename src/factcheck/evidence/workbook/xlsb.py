"""The parts of an .xlsb, made fit to be read: errors and percentages as texts, sizes checked."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from factcheck.evidence.workbook.cell_text import percent_text
from factcheck.evidence.workbook.errors import error_text
from factcheck.evidence.workbook.fault import Corners, broken
from factcheck.evidence.workbook.number_format import is_percent_format

if TYPE_CHECKING:
    from collections.abc import Iterator

_STYLES, _SHEETS = "xl/styles.bin", "xl/worksheets/sheet"
_ROW, _RK, _ERROR, _REAL, _TEXT = 0, 2, 3, 5, 6
_FORMULA_NUMBER, _FORMULA_ERROR = 9, 11
_FORMAT, _STYLE, _BEGIN_STYLES, _END_STYLES = 44, 47, 617, 618
_BEGIN_SHEET = bytes([129, 1])
_MORE, _BITS, _LONGEST = 0x80, 0x7F, 4
_PLACE = struct.Struct("<II")
_HELD = _PLACE.size
_STYLE_BITS = 0xFFFFFF
_HUNDREDTHS, _WHOLE = 1, 2


def prepared(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a workbook in which errors and percentages are texts.

    What reads them later takes an error for an empty cell, which may be declared to be 0, and
    does not tell what is shown as 12.5% from a number 0.125. Raises ``ContentError`` for a sheet
    whose cells lie too far apart, and for a damaged part.
    """
    try:
        percents = _percent_styles(parts.get(_STYLES, b""))
        return {
            name: _prepared(part, percents) if _is_sheet(name, part) else part
            for name, part in parts.items()
        }
    except (IndexError, struct.error, UnicodeDecodeError) as error:
        raise broken("it is damaged") from error


def _is_sheet(name: str, part: bytes) -> bool:
    """Whether a part is a sheet by its place, or by what it begins with."""
    return name.startswith(_SHEETS) or part.startswith(_BEGIN_SHEET)


def _prepared(part: bytes, percents: frozenset[int]) -> bytes:
    corners = Corners()
    row, begin = 0, 0
    kept: list[bytes] = []
    for kind, start, payload, end in _records(part):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", part, payload)
        elif _RK <= kind <= _FORMULA_ERROR:
            column, style = _PLACE.unpack_from(part, payload)
            corners.add(row, column)
            text = _text(kind, part[payload + _HELD : end], (style & _STYLE_BITS) in percents)
            if text is not None:
                kept += [part[begin:start], _text_cell(column, style, text)]
                begin = end
    return b"".join([*kept, part[begin:]])


def _text(kind: int, held: bytes, is_percent: bool) -> str | None:
    """Return the text to hold instead of an error or a percentage; ``None`` for other cells."""
    if kind in {_ERROR, _FORMULA_ERROR}:
        return error_text(held[0])
    if is_percent and kind in {_REAL, _FORMULA_NUMBER}:
        return percent_text(struct.unpack_from("<d", held)[0])
    return percent_text(_short_number(held)) if is_percent and kind == _RK else None


def _short_number(held: bytes) -> float:
    """Return a number of four bytes: whole or half of a longer one, in units or hundredths."""
    (bits,) = struct.unpack_from("<I", held)
    if bits & _WHOLE:
        number = float(struct.unpack_from("<i", held)[0] >> 2)
    else:
        (number,) = struct.unpack("<d", struct.pack("<II", 0, bits & ~3))
    return number / 100 if bits & _HUNDREDTHS else number


def _percent_styles(part: bytes) -> frozenset[int]:
    """Return the styles of cells, by their numbers, that show percentages."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    is_of_cells = False
    for kind, _, payload, end in _records(part):
        if kind == _FORMAT:
            (number,) = struct.unpack_from("<H", part, payload)
            codes[number] = part[payload + 6 : end].decode("utf-16-le")
        elif kind == _STYLE and is_of_cells:
            formats.append(struct.unpack_from("<HH", part, payload)[1])
        elif kind in {_BEGIN_STYLES, _END_STYLES}:
            is_of_cells = kind == _BEGIN_STYLES
    every = enumerate(formats)
    return frozenset(style for style, number in every if is_percent_format(number, codes))


def _records(part: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield kind, start, start of what it holds, and end of each record."""
    at = 0
    while at < len(part):
        start, kind = at, part[at]
        at += 1
        if kind & _MORE:
            kind = kind & _BITS | (part[at] & _BITS) << 7
            at += 1
        size = 0
        for place in range(_LONGEST):
            byte = part[at]
            at += 1
            size |= (byte & _BITS) << 7 * place
            if not byte & _MORE:
                break
        if at + size > len(part):
            raise IndexError
        yield kind, start, at, at + size
        at += size


def _text_cell(column: int, style: int, text: str) -> bytes:
    held = _PLACE.pack(column, style) + struct.pack("<I", len(text)) + text.encode("utf-16-le")
    return bytes([_TEXT, len(held)]) + held
