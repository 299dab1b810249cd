"""The sheets of an .ods, read from its XML: exactly as printed there, errors as their texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from factcheck.evidence.workbook.cell_text import (
    NO_RESULT,
    date_text,
    number_text,
    percent_text,
)
from factcheck.evidence.workbook.fault import Corners, broken, locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Attributes = dict[str, str]

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT = (f"{_BASE}{name}:1.0 " for name in ("office", "table", "text"))
_CELLS = {_TABLE + "table-cell", _TABLE + "covered-table-cell"}
_BREAKS = {_TEXT + "tab": "\t", _TEXT + "line-break": "\n"}
_BLANKS = re.compile(r"[ \t\r\n]+")
_TYPE_OF_ERROR = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_IS_ERROR = re.compile(r"Err:[0-9]+|#[A-Z/0]+[!?A]")
_TIME = re.compile(r"(-?)PT([0-9]+)H([0-9]+)M([0-9]+(?:\.[0-9]+)?)S")
_MAX_ROWS, _MAX_SPACES = 2**20, 10_000


def read_sheet(
    parts: dict[str, bytes], wanted: str | None
) -> tuple[list[str], int, Iterator[list[str]]]:
    """Return the names of all sheets, and the rows of one, which is the first without a name.

    Between the two stands the column, from 0, in which the first cell of every row stands.
    Columns and last rows that are empty are left out. Rows are of one length; one without any
    text is empty. Raises ``ContentError`` for a damaged file.
    """
    reader = _parsed(parts, wanted)
    sheet = reader.sheet
    first, last = sheet.corners.columns
    width = last + 1 - first

    def rows() -> Iterator[list[str]]:
        for row in sheet.rows:
            cells = row[first : last + 1]
            yield cells + [""] * (width - len(cells)) if row else []

    return reader.names, first, rows()


def _parsed(parts: dict[str, bytes], wanted: str | None) -> _Reader:
    content = parts.get(_CONTENT)
    if content is None:
        raise broken("it is no .ods inside")
    if b"encryption-data" in parts.get(_MANIFEST, b""):
        raise locked()
    reader = _Reader(wanted)
    parser = expat.ParserCreate(namespace_separator=" ")
    # Names that stand for other text are how a small file becomes a large one.
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise broken("it is damaged") from error
    return reader


def _refuse_doctype(*_: object) -> None:
    raise broken("it declares a document type")


class _Sheet:
    """The rows of one sheet; those at the end without any text are left out."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.corners = Corners()
        self.blank = 0
        self.known: dict[str, str] = {}

    def add(self, cells: list[tuple[str, int]], times: int) -> None:
        row = self._spread(cells)
        if not row:
            self.blank += times
            return
        if len(self.rows) + self.blank + times > _MAX_ROWS:
            raise broken(f"a sheet has more than {_MAX_ROWS:,} rows")
        self.rows += [[] for _ in range(self.blank)]
        self.blank = 0
        first = next(place for place, text in enumerate(row) if text)
        for number in (len(self.rows), len(self.rows) + times - 1):
            self.corners.add(number, first)
            self.corners.add(number, len(row) - 1)
        self.rows += [row] * times

    def _spread(self, cells: list[tuple[str, int]]) -> list[str]:
        """Return the cells of a row one by one, without empty ones at its end."""
        row: list[str] = []
        empty = 0
        for text, times in cells:
            if not text:
                empty += times
                continue
            if len(row) + empty + times > _MAX_ROWS:
                raise broken("a row has too many cells")
            row += [""] * empty
            empty = 0
            row += [self.known.setdefault(text, text)] * times
        return row


class _Reader:
    """Follows the elements of a document: sheets, rows, cells and their paragraphs."""

    def __init__(self, wanted: str | None) -> None:
        self.wanted = wanted
        self.names: list[str] = []
        self.sheet = _Sheet()
        self.is_inside = False
        """Whether it is about the sheet that is wanted."""
        # How deep the document is open, and how deep its parts began; 0 where none is open.
        self.depth = self.spreadsheet_at = self.cell_at = self.paragraph_at = 0
        self.tables_in_cell = 0
        self.row: list[tuple[str, int]] = []
        self.row_times = self.cell_times = 1
        self.cell: Attributes = {}
        self.paragraphs: list[list[str]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        """Take in the beginning of an element."""
        self.depth += 1
        if self.is_inside:
            self.tables_in_cell += name == _TABLE + "table"
            if not self.tables_in_cell:
                self._start_inside(name, attributes)
        elif name == _OFFICE + "spreadsheet":
            self.spreadsheet_at = self.depth
        elif name == _TABLE + "table" and self.depth == self.spreadsheet_at + 1:
            self.names.append(attributes.get(_TABLE + "name", ""))
            wanted = self.names[0] if self.wanted is None else self.wanted
            # Should two have the same name, the first is meant.
            self.is_inside = wanted == self.names[-1] and wanted not in self.names[:-1]

    def _start_inside(self, name: str, attributes: Attributes) -> None:
        if self.paragraph_at:
            self._start_in_paragraph(name, attributes)
        elif name in _CELLS and not self.cell_at:
            self.cell_at, self.cell, self.paragraphs = self.depth, attributes, []
            self.cell_times = _times(attributes, "number-columns-repeated")
        elif name == _TEXT + "p" and self.depth == self.cell_at + 1:
            # Deeper ones belong to a note or a drawing.
            self.paragraph_at = self.depth
            self.paragraphs.append([])
        elif name == _TABLE + "table-row":
            self.row, self.row_times = [], _times(attributes, "number-rows-repeated")

    def _start_in_paragraph(self, name: str, attributes: Attributes) -> None:
        if name == _TEXT + "s":
            spaces = _whole(attributes.get(_TEXT + "c", "1"))
            self.paragraphs[-1].append(" " * min(spaces, _MAX_SPACES))
        elif name in _BREAKS:
            self.paragraphs[-1].append(_BREAKS[name])

    def text(self, text: str) -> None:
        """Take in text between elements."""
        if self.paragraph_at and not self.tables_in_cell:
            self.paragraphs[-1].append(_BLANKS.sub(" ", text))

    def end(self, name: str) -> None:
        """Take in the end of an element."""
        if self.tables_in_cell:
            self.tables_in_cell -= name == _TABLE + "table"
        elif self.is_inside:
            self._end_inside(name)
        self.depth -= 1

    def _end_inside(self, name: str) -> None:
        if self.depth == self.paragraph_at:
            self.paragraph_at = 0
        elif self.depth == self.cell_at:
            self.cell_at = 0
            # A covered cell is part of a merged one, which has its text in the first.
            is_covered = name != _TABLE + "table-cell"
            self.row.append(("" if is_covered else self._cell_text(), self.cell_times))
        elif name == _TABLE + "table-row":
            self.sheet.add(self.row, self.row_times)
        elif name == _TABLE + "table":
            self.is_inside = False

    def _cell_text(self) -> str:
        shown = "\n".join("".join(parts) for parts in self.paragraphs)
        kind = self.cell.get(_OFFICE + "value-type")
        if self.cell.get(_TYPE_OF_ERROR) == "error" or _IS_ERROR.fullmatch(shown):
            return shown or "#ERROR!"
        read: Callable[[str], str] = str
        match kind:
            case "float" | "currency":
                key, read = "value", number_text
            case "percentage":
                key, read = "value", _share_text
            case "date":
                key, read = "date-value", date_text
            case "time":
                key, read = "time-value", _clock_text
            case "boolean":
                key, read = "boolean-value", str.upper
            case None if not shown and _TABLE + "formula" in self.cell:
                return NO_RESULT
            case _:
                return shown or self.cell.get(_OFFICE + "string-value", "")
        value = self.cell.get(_OFFICE + key)
        return shown if value is None else read(value)


def _share_text(digits: str) -> str:
    try:
        return percent_text(float(digits))
    except ValueError:
        return digits


def _clock_text(duration: str) -> str:
    """Return ``12:30:00`` for ``PT12H30M00S``; other text as it is."""
    match = _TIME.fullmatch(duration)
    if match is None:
        return duration
    sign, hours, minutes, seconds = match.groups()
    whole, _, fraction = seconds.partition(".")
    tail = f".{fraction}" if fraction.strip("0") else ""
    return f"{sign}{int(hours):02}:{int(minutes):02}:{int(whole):02}{tail}"


def _times(attributes: Attributes, name: str) -> int:
    return _whole(attributes.get(_TABLE + name, "1"))


def _whole(text: str) -> int:
    """Return a number of repetitions, from 1; raises ``ContentError`` for anything else."""
    if not re.fullmatch("[0-9]{1,9}", text, re.ASCII) or not int(text):
        raise broken("it is damaged")
    return int(text)
