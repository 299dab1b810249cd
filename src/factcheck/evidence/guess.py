"""How a file may have to be cut: a look at it for somebody who writes the declaration.

A run never asks this module. What it says is written into a claim file, where its author sees
and corrects it.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence.cut import joined_headers
from factcheck.evidence.records import is_blank
from factcheck.model.decimal_text import TooLongError, parse_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = 2**22
"""Bytes of a file that are looked at."""
DELIMITERS = (",", ";", "\t", "|", "#")
_LONG_NOTE = 20
"""Characters from which on a text below a table is no label but a note."""
_YEAR = re.compile(r"(?:1[5-9]|2[01])[0-9]{2}")
# What a wrong encoding makes of letters with accents and of apostrophes: a capital or a sign
# inside a word.
_UNLIKELY = re.compile(
    "[a-zß-öø-ÿ][À-ÖØ-ÞŠŒŽŸ]|(?<=[A-Z])[À-ÖØ-ÞŠŒŽŸ](?=[a-zß-öø-ÿ])"
    "|[a-z][†‡ƒ¤¶§ª¬±²³¹º¿‰ˆ˜]|[\x80-\x9f]"
)
_OLDER = ("windows-1252", "mac-roman")

Row = list[str]


class Cut(Struct, frozen=True):
    """How a text is cut into rows and cells, and which rows are which."""

    encoding: str = "utf-8"
    delimiter: str = ","
    header_row: int | None = None
    """From 1, blank rows counted; ``None`` where the header is the first row that is not blank."""
    header_rows: int = 1
    skip: tuple[int, ...] = ()
    """Rows below the table, numbered from the end by negative numbers."""
    is_headless: bool = False
    """Whether the row of headers looks like data."""


def guess_cut(
    head: bytes,
    suffix: str,
    *,
    is_whole: bool = True,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_row: int | None = None,
) -> Cut:
    """Return how a text file seems to be cut, from its first bytes.

    What the caller knows is taken as given. ``is_whole`` says that nothing follows the bytes.
    Bytes that are not in the encoding given do not matter here. Raises ``LookupError`` where
    there is no encoding of that name.
    """
    found = encoding or guess_encoding(head, is_whole=is_whole)
    text = _decoded(head, found, is_whole=is_whole, errors="replace")
    usual = "\t" if suffix == ".tsv" else ","
    sign = delimiter or _guess_delimiter(text, usual, is_whole=is_whole)
    rows = _rows(text, sign, is_whole=is_whole)
    layout = guess_rows(rows, is_whole=is_whole, header_row=header_row)
    return Cut(found, sign, layout.header_row, layout.header_rows, layout.skip, layout.is_headless)


def guess_encoding(head: bytes, *, is_whole: bool) -> str:
    """Return ``utf-8`` where the bytes are, else the older encoding that makes likelier words."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        _decoded(head, "utf-8", is_whole=is_whole)
    except UnicodeDecodeError:
        return min(_OLDER, key=lambda encoding: _unlikely(head, encoding))
    return "utf-8"


def _unlikely(head: bytes, encoding: str) -> int:
    """Return how often an encoding makes something of the bytes that no word has."""
    try:
        return len(_UNLIKELY.findall(head.decode(encoding)))
    except UnicodeDecodeError:
        return len(head)


def _decoded(head: bytes, encoding: str, *, is_whole: bool, errors: str = "strict") -> str:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    return decoder.decode(head, is_whole).removeprefix("\ufeff")


def _guess_delimiter(text: str, usual: str, *, is_whole: bool) -> str:
    """Return the sign that cuts most rows into equally many cells, two or more."""
    scores = {sign: _score(_rows(text, sign, is_whole=is_whole)) for sign in DELIMITERS}
    if scores[usual][0] == 1:
        return usual
    best = max(DELIMITERS, key=lambda sign: (*scores[sign], sign == usual))
    return best if scores[best][0] > 0 else usual


def _score(rows: list[Row]) -> tuple[float, int]:
    """Return which share of the rows has the most frequent width, and that width."""
    widths = Counter(len(row) for row in rows if not is_blank(row))
    if not widths:
        return 0, 0
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return (count / widths.total(), width) if width > 1 else (0, 0)


def _rows(text: str, sign: str, *, is_whole: bool) -> list[Row]:
    """Return the rows up to one that cannot be read; of a part not the last one, which is cut."""
    rows = list(_readable(text, sign))
    return rows if is_whole else rows[:-1]


def _readable(text: str, sign: str) -> Iterator[Row]:
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=sign, strict=True, skipinitialspace=True)
    try:
        yield from reader
    except csv.Error:
        return


def guess_rows(rows: list[Row], *, is_whole: bool = True, header_row: int | None = None) -> Cut:
    """Return which rows seem to be headers and notes; encoding and delimiter are not looked at."""
    numbered = [(number, row) for number, row in enumerate(rows, 1) if not is_blank(row)]
    widths = Counter(len(row) for _, row in numbered)
    if not widths:
        return Cut(header_row=header_row)
    width = max(widths.items(), key=lambda pair: (pair[1], pair[0]))[0]
    first = _first(numbered, width) if header_row is None else header_row
    below = [row for number, row in numbered if number >= first]
    is_first = header_row is None and first == numbered[0][0]
    header_rows = 2 if _is_double(below) else 1
    return Cut(
        header_row=None if is_first else first,
        header_rows=header_rows,
        skip=_notes(rows, first + header_rows - 1, width) if is_whole else (),
        is_headless=header_rows == 1 and _is_data(below[0]) if below else False,
    )


def _first(numbered: list[tuple[int, Row]], width: int) -> int:
    """Return the number of the first row that can be a header: as wide as most, and no title."""
    least = min(2, width - 1)
    wide = (number for number, row in numbered if len(row) == width and _filled(row) >= least)
    return next(wide, numbered[0][0])


def _filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _is_double(rows: list[Row]) -> bool:
    """Whether the second row completes the first as a header: it names what that leaves blank."""
    if len(rows) < 3 or len(rows[0]) != len(rows[1]):  # noqa: PLR2004 - two and a row of data
        return False
    top, lower = rows[0], rows[1]
    blank = [place for place, cell in enumerate(top) if place and not cell.strip()]
    named = [place for place in blank if lower[place].strip()]
    # A single column without a name is more likely than a header of two rows for it.
    are_gaps = len(blank) > 1 or (bool(blank) and _filled(lower) < len(lower))
    if not are_gaps or len(named) * 2 < len(blank) or any(map(_is_number, lower)):
        return False
    distinct = len(set(joined_headers([top, lower])))
    return distinct > len({cell.strip() for cell in top} - {""}) and distinct * 5 >= len(top) * 4


def _is_number(cell: str) -> bool:
    """Whether a cell is a number, but for years, which are headers often enough."""
    text = cell.strip().removesuffix("%")
    try:
        return parse_decimal(text) is not None and not _YEAR.fullmatch(text)
    except TooLongError:
        return True


def _is_data(row: Row) -> bool:
    """Whether every cell but the first is a number that names no column."""
    return len(row) > 1 and all(_is_number(cell) for cell in row[1:])


def _notes(rows: list[Row], header: int, width: int) -> tuple[int, ...]:
    """Return the numbers, from the end, of the notes below a table."""
    numbered = [(number, row) for number, row in enumerate(rows, 1) if not is_blank(row)]
    body = [(number, row) for number, row in numbered if number > header]
    last = numbered[-1][0]
    longest = max((len(row[0]) for _, row in body if _filled(row) > 1), default=0)
    notes: list[int] = []
    for number, row in reversed(body):
        if not _is_note(row, width, longest):
            break
        notes.append(number - last - 1)
    return tuple(reversed(notes)) if len(notes) < len(body) else ()


def _is_note(row: Row, width: int, longest: int) -> bool:
    """Whether a row is cut otherwise than the table, or is one long text and nothing beside."""
    if len(row) != width:
        return True
    length = len(row[0].strip())
    return width > 1 and _filled(row) == 1 and length > max(longest, _LONG_NOTE)
