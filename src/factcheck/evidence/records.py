"""Delimited text as records, strictly as RFC 4180 has it."""

from __future__ import annotations

import csv
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError
from factcheck.model.cell import Fault
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Iterator

    from factcheck.evidence.content import Content

BATCH = 20_000
_MESSAGES = {
    "expected after": "text follows a closing quote",
    "unexpected end of data": "a cell begins with a quote that is never closed",
    "field larger": "a cell has more than 131,072 characters",
}


class Shape(Struct, frozen=True):
    """How a table's text is cut: one character between cells, and cells in a row."""

    delimiter: str
    width: int
    has_header: bool


class _BrokenError(Exception):
    """A batch holds a row that a second look must name."""


def batches(content: Content, shape: Shape) -> Iterator[list[list[str]]]:
    """Yield the data rows in batches, blank lines left out.

    Raises ``ContentError`` that names the line of a row of another width, or of text that is no
    CSV.
    """
    try:
        yield from _batches(content, shape)
    except (csv.Error, _BrokenError) as error:
        # Fast reading does not count lines; only a broken table is read a second time.
        deque(numbered(content, shape), maxlen=0)
        # no cover: what broke the first look breaks the second.
        raise AssertionError from error  # pragma: no cover


def numbered(content: Content, shape: Shape) -> Iterator[tuple[int, list[str]]]:
    """Yield each data row with the line it begins on; raises as ``batches`` does."""
    records = _strict_records(content, shape.delimiter)
    if shape.has_header:
        first_record(records)
    for line, row in records:
        if len(row) == shape.width:
            yield line, row
        elif not is_blank(row):
            raise ContentError(length_fault(line, row, shape.width))


def first_record(records: Iterator[tuple[int, list[str]]]) -> tuple[int, list[str]] | None:
    """Return the first record that is not blank, or ``None``."""
    return next(((line, row) for line, row in records if not is_blank(row)), None)


def records_of(content: Content, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every record, blank ones too, with the line it begins on; raises ``ContentError``."""
    return _strict_records(content, delimiter)


def is_blank(row: list[str]) -> bool:
    """Whether a record is a blank line."""
    return not row or (len(row) == 1 and not row[0].strip())


def _strict_records(content: Content, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = _reader(content, delimiter)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ContentError(_broken_fault(line, error)) from error
        yield line, row


def _batches(content: Content, shape: Shape) -> Iterator[list[list[str]]]:
    reader = _reader(content, shape.delimiter)
    if shape.has_header:
        next((row for row in reader if not is_blank(row)), None)
    while rows := list(islice(reader, BATCH)):
        kept = [row for row in rows if len(row) == shape.width]
        if len(kept) != len(rows):
            _refuse_width(rows, shape.width)
        if kept:
            yield kept


def _refuse_width(rows: list[list[str]], width: int) -> None:
    if any(len(row) != width and not is_blank(row) for row in rows):
        raise _BrokenError


def _reader(content: Content, delimiter: str) -> Reader:
    # Blanks around cells mean nothing, so a quote after a blank opens a quoted cell as well.
    skips_blanks = delimiter != " "
    return csv.reader(
        content.lines(), delimiter=delimiter, strict=True, skipinitialspace=skips_blanks
    )


def length_fault(line: int, row: list[str], width: int) -> Fault:
    """Return the fault of a row that has more or fewer cells than the table has columns."""
    cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
    columns = "1 column" if width == 1 else f"{width} columns"
    return Fault(
        codes.WRONG_LENGTH,
        f"line {line} has {cells}, but the table has {columns}; it begins {quoted(row[0])}",
        hint="look for a delimiter in an unquoted cell or a missing quote; titles and notes are "
        "left out with `header_row` and `skip`",
    )


def _broken_fault(line: int, error: csv.Error) -> Fault:
    text = str(error)
    reason = next((ours for theirs, ours in _MESSAGES.items() if theirs in text), text)
    return Fault(
        codes.BROKEN_QUOTES,
        f"line {line}: {reason}",
        hint='a cell with a quote in it is written in quotes, the quote doubled: "say ""no"""',
    )
