"""What is to be known of an .xls before it is read: errors, percentages, and how far cells lie."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from msgspec import Struct, field

from factcheck.evidence.workbook.cell_text import cell_text, percent_text
from factcheck.evidence.workbook.compound import SIGNATURE, read_stream
from factcheck.evidence.workbook.errors import error_text
from factcheck.evidence.workbook.fault import Corners, broken, locked
from factcheck.evidence.workbook.number_format import is_percent_format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.workbook.cell_text import CellValue

_STREAMS = ("Workbook", "Book")
_BEGIN, _END = {0x0009, 0x0209, 0x0409, 0x0809}, 0x000A
_LOCK, _SHEET, _DIMENSIONS = 0x002F, 0x0085, 0x0200
_MULTIPLE, _ERROR, _FORMULA = 0x00BD, 0x0205, {0x0006, 0x0206, 0x0406}
_CELLS = {_MULTIPLE, _ERROR, *_FORMULA, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x027E}
_RECORD = struct.Struct("<HH")
_IS_ERROR = 2
_NEWER = 14
"""Bytes of a sheet's dimensions, whose rows are wider numbers since 1997."""
_MAX_ROWS, _MAX_COLUMNS = 65_536, 256
_FORMAT, _STYLE = 0x041E, 0x00E0
_NEW_TEXT, _WIDE = 0x0600, 1


class Marks(Struct, frozen=True):
    """What the cells of a sheet are that a reader of values does not tell, from row 0, column 0."""

    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)

    def text(self, row: int, column: int, value: CellValue) -> str:
        """Return the text of a cell whose value was read."""
        if value == "":
            return self.errors.get((row, column), "")
        if isinstance(value, bool) or not isinstance(value, int | float):
            return cell_text(value)
        return percent_text(value) if (row, column) in self.percents else cell_text(value)


def marks_of(held: bytes) -> list[Marks]:
    """Return, for each sheet in order, the errors and percentages in its cells.

    What reads the workbook takes an error for an empty cell, which may be declared to be 0, and
    does not tell what is shown as 12.5% from a number 0.125. Raises ``ContentError`` for a damaged
    file and for a sheet whose cells lie too far apart.
    """
    if not held.startswith(SIGNATURE):
        raise broken("it is no .xls inside")
    stream = read_stream(held, _STREAMS)
    if stream is None:
        raise broken("it holds no workbook")
    try:
        percents = _percent_styles(stream)
        return [_sheet_marks(stream, start, percents) for start in _sheets(stream)]
    except (IndexError, struct.error) as error:
        raise broken("it is damaged") from error


def _sheets(stream: bytes) -> Iterator[int]:
    """Yield where each sheet begins in the stream."""
    for kind, start, _ in _records(stream, 0):
        if kind == _LOCK:
            raise locked()
        if kind == _SHEET:
            yield struct.unpack_from("<I", stream, start)[0]


def _percent_styles(stream: bytes) -> set[int]:
    """Return the styles of cells, by their numbers, that show percentages."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    version = 0
    for kind, start, size in _records(stream, 0):
        if kind in _BEGIN:
            (version,) = struct.unpack_from("<H", stream, start)
        elif kind == _FORMAT:
            (number,) = struct.unpack_from("<H", stream, start)
            codes[number] = _format_code(stream[start + 2 : start + size], version)
        elif kind == _STYLE:
            formats.append(struct.unpack_from("<HH", stream, start)[1])
    every = enumerate(formats)
    return {style for style, number in every if is_percent_format(number, codes)}


def _format_code(held: bytes, version: int) -> str:
    if version < _NEW_TEXT:
        return held[1:].decode("latin-1")
    is_wide = held[2] & _WIDE
    return held[3:].decode("utf-16-le" if is_wide else "latin-1", "replace")


def _sheet_marks(stream: bytes, begin: int, percents: set[int]) -> Marks:
    corners, marks = Corners(), Marks()
    for kind, start, size in _records(stream, begin):
        record = stream[start : start + size]
        if kind == _DIMENSIONS:
            _check_dimensions(record)
        if kind not in _CELLS:
            continue
        for row, column, style in _cells(kind, record):
            corners.add(row, column)
            if style in percents:
                marks.percents.add((row, column))
            code = _error_code(kind, record)
            if code is not None:
                marks.errors[row, column] = error_text(code)
    return marks


def _cells(kind: int, record: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield row, column and style of each cell in a record."""
    row, column, style = struct.unpack_from("<HHH", record)
    yield row, column, style
    if kind == _MULTIPLE:
        for at in range(10, len(record) - 2, 6):
            column += 1
            yield row, column, struct.unpack_from("<H", record, at)[0]


def _error_code(kind: int, record: bytes) -> int | None:
    """Return the number of the error in a cell, ``None`` where it holds something else."""
    if kind == _ERROR:
        return record[6] if record[7] else None
    if kind in _FORMULA and record[12:14] == b"\xff\xff" and record[6] == _IS_ERROR:
        return record[8]
    return None


def _check_dimensions(record: bytes) -> None:
    pattern = "<IIHH" if len(record) == _NEWER else "<HHHH"
    _, rows, _, columns = struct.unpack_from(pattern, record)
    if rows > _MAX_ROWS or columns > _MAX_COLUMNS:
        raise broken("it is damaged")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, start and size of each record, until the end of the sheet.

    Raises ``IndexError`` where the stream ends before.
    """
    depth = 0
    while at + _RECORD.size <= len(stream):
        kind, size = _RECORD.unpack_from(stream, at)
        at += _RECORD.size
        yield kind, at, size
        # Charts inside a sheet have beginnings and ends of their own.
        depth += (kind in _BEGIN) - (kind == _END)
        if not depth:
            return
        at += size
    raise IndexError
