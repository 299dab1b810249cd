"""One sheet of a workbook as rows of texts, whatever the format."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError
from factcheck.evidence.workbook.fault import broken
from factcheck.model.cell import Fault
from factcheck.model.near import did_you_mean, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from python_calamine import CalamineWorkbook

    from factcheck.evidence.workbook.xls import Marks


class SheetRows(Struct, frozen=True):
    """The rows of one sheet."""

    first: int
    """The column, from 0, that the first cell of every row stands in."""
    rows: Iterator[list[str]]


class _Sheets(Struct, frozen=True):
    """The names of a workbook's sheets, and how to get the rows of one."""

    names: list[str]
    rows_of: Callable[[str], SheetRows]


def read_rows(held: bytes, suffix: str, sheet: str | None) -> SheetRows:
    """Return the rows of a sheet from its first, all of one length; blank ones may be empty.

    Merged cells have their text in the first of them; columns without any text are left out at
    both sides. Without ``sheet`` it is the only one. Raises ``ContentError`` where there are
    several, and for a damaged workbook.
    """
    sheets = _sheets(held, suffix, sheet)
    return sheets.rows_of(_chosen(sheets.names, sheet))


def _chosen(names: list[str], sheet: str | None) -> str:
    if sheet is None and len(names) == 1:
        return names[0]
    if sheet in names:
        return sheet
    if not names:
        raise broken("it has no sheets")
    if sheet is None:
        message = f"the workbook has {len(names)} sheets, {listed(names)}: which one is meant?"
        raise ContentError(
            Fault(codes.WRONG_SHEET, message, hint="declare `sheet` with one of them")
        )
    message = f"the workbook has no sheet {quoted(sheet)}"
    raise ContentError(Fault(codes.WRONG_SHEET, message, hint=did_you_mean(sheet, names)))


def _sheets(held: bytes, suffix: str, sheet: str | None) -> _Sheets:
    # These are imported here because most tables are text.
    match suffix:
        case ".ods":
            from factcheck.evidence.workbook import ods
            from factcheck.evidence.workbook.archive import unpack

            names, first, rows = ods.read_sheet(unpack(held), sheet)
            return _Sheets(names, lambda _: SheetRows(first, rows))
        case ".xls":
            from factcheck.evidence.workbook.xls import marks_of

            return _read(io.BytesIO(held), marks_of(held))
        case _:
            return _read(_prepared(held, suffix), None)


def _prepared(held: bytes, suffix: str) -> io.BytesIO:
    from factcheck.evidence.workbook import xlsb, xlsx
    from factcheck.evidence.workbook.archive import pack, unpack

    parts = unpack(held)
    if f"xl/workbook.{'bin' if suffix == '.xlsb' else 'xml'}" not in parts:
        raise broken(f"it is no {suffix} inside")
    return pack(xlsb.prepared(parts) if suffix == ".xlsb" else xlsx.prepared(parts))


def _read(file: io.BytesIO, marks: list[Marks] | None) -> _Sheets:
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    with _translated():
        book = CalamineWorkbook.from_filelike(file)
    every = book.sheets_metadata
    names = [one.name for one in every if one.typ is SheetTypeEnum.WorkSheet]
    if marks is not None and len(marks) != len(every):
        raise broken("it is damaged")

    def rows_of(name: str) -> SheetRows:
        place = [one.name for one in every].index(name)
        return _rows_of(book, place, None if marks is None else marks[place])

    return _Sheets(names, rows_of)


def _rows_of(book: CalamineWorkbook, place: int, marks: Marks | None) -> SheetRows:
    from factcheck.evidence.workbook.cell_text import cell_text

    with _translated():
        sheet = book.get_sheet_by_index(place)
    _, first = sheet.start or (0, 0)

    def rows() -> Iterator[list[str]]:
        for number, row in enumerate(sheet.iter_rows()):
            if marks is None:
                yield [cell_text(value) for value in row]
            else:
                yield [marks.text(number, place, value) for place, value in enumerate(row, first)]

    return SheetRows(first, rows())


@contextmanager
def _translated() -> Iterator[None]:
    """Turn what the reader of workbooks raises into the fault of a workbook."""
    from python_calamine import CalamineError

    try:
        yield
    except (CalamineError, OSError) as error:
        raise broken("it is damaged") from error
    except BaseException as error:
        # What was written in Rust ends like this where it meets what it never expected.
        if type(error).__name__ != "PanicException":
            raise
        raise broken("it is damaged") from error
