"""The parts of an .xlsx, made fit to be read: errors and percentages as texts, sizes checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from factcheck.evidence.workbook.cell_text import NO_RESULT, percent_text
from factcheck.evidence.workbook.fault import Corners, broken
from factcheck.evidence.workbook.number_format import is_percent_format

if TYPE_CHECKING:
    Attributes = dict[str, str]

_STYLES = "xl/styles.xml"
# A prefix before the name of an element is rare, but allowed.
_P = r"(?:[\w.-]+:)?"
_SHEET = re.compile(rf"<{_P}sheetData[\s/>]".encode())
_ERROR = re.compile(rf"""(<{_P}c\s(?:[^>]*?\s)?t\s*=\s*)(["'])e\2""".encode())
_PLACED = re.compile(rf"<{_P}(c|row)(?=[\s/>])([^>]*)>".encode())
_PLACE = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
_REFERENCE = re.compile(rb"([A-Za-z]{0,3})([0-9]{1,7})")
_STYLE = re.compile(rb"""\ss\s*=\s*["']([0-9]{1,9})["']""")
_TYPE = re.compile(rb"""\st\s*=\s*["']([^"']*)["']""")
_FORMULA = rf"<{_P}f(?:\s[^>]*)?(?:/>|>[^<]*</{_P}f>)\s*"
_NUMBER = re.compile(
    rf"(<{_P}c)(\s[^>]*[^>/])(>\s*(?:{_FORMULA})?<{_P}v(?:\s[^>]*)?>)([^<]*)".encode()
)
_NO_RESULT = rf"(?:<{_P}v(?:\s[^>]*)?(?:/>|></{_P}v>)\s*)?</{_P}c>"
_UNSTORED = re.compile(rf"(<({_P})c)((?:\s[^>]*[^>/])?)(>\s*{_FORMULA}){_NO_RESULT}".encode())
_LETTERS = 26


def prepared(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a workbook in which errors and percentages are texts.

    What reads them later takes an error for an empty cell, which may be declared to be 0, also a
    formula without a stored result, and does not tell what is shown as 12.5% from a number 0.125.
    Raises ``ContentError`` for a sheet
    whose cells lie too far apart.
    """
    percents = _percent_styles(parts.get(_STYLES, b""))
    return {name: _prepared(name, part, percents) for name, part in parts.items()}


def _prepared(name: str, part: bytes, percents: frozenset[int]) -> bytes:
    if b"\0" in part and name.endswith(".xml"):
        raise broken("its parts are not in UTF-8")
    if not _SHEET.search(part):
        return part
    _check_corners(part)
    if percents:
        part = _NUMBER.sub(lambda match: _with_percent(match, percents), part)
    part = _UNSTORED.sub(_with_remark, part)
    return _ERROR.sub(rb"\1\2str\2", part)


def _check_corners(part: bytes) -> None:
    corners = Corners()
    row = column = 0
    for match in _PLACED.finditer(part):
        kind, attributes = match.groups()
        place = _PLACE.search(attributes)
        if place is not None:
            row, column = _position(place[1])
        else:
            row, column = (row + 1, 0) if kind == b"row" else (row, column + 1)
        # A cell without content only has a format.
        if kind == b"c" and not attributes.endswith(b"/"):
            corners.add(row, column)


def _position(reference: bytes) -> tuple[int, int]:
    """Return row and column, from 1, of ``B12``; column 0 of the row ``12``."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise broken("a cell of it stands nowhere")
    column = 0
    for letter in match[1].upper():
        column = column * _LETTERS + letter - ord("A") + 1
    return int(match[2]), column


def _with_percent(match: re.Match[bytes], percents: frozenset[int]) -> bytes:
    """Return a cell with a number as it is, or as text where it is shown as a percentage."""
    begin, attributes, between, digits = match.groups()
    style, kind = _STYLE.search(attributes), _TYPE.search(attributes)
    is_number = kind is None or kind[1] == b"n"
    if style is None or int(style[1]) not in percents or not is_number:
        return match[0]
    try:
        text = percent_text(float(digits))
    except ValueError:
        return match[0]
    return b"".join([begin, _TYPE.sub(b"", attributes), b' t="str"', between, text.encode()])


def _with_remark(match: re.Match[bytes]) -> bytes:
    """Return a cell whose formula has no stored number as text, as errors are."""
    begin, prefix, attributes, formula = match.groups()
    kind = _TYPE.search(attributes)
    if kind is not None and kind[1] != b"n":
        # The result may well be an empty text.
        return match[0]
    told = f"v>{NO_RESULT}</".encode()
    text = b"".join([b"<", prefix, told, prefix, b"v></", prefix, b"c>"])
    return b"".join([begin, _TYPE.sub(b"", attributes), b' t="str"', formula, text])


def _percent_styles(part: bytes) -> frozenset[int]:
    """Return the styles of cells, by their numbers, that show percentages."""
    reader = _Styles()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    try:
        parser.Parse(part or b"<none/>", True)
    except (expat.ExpatError, ValueError) as error:
        raise broken("it is damaged") from error
    every = enumerate(reader.formats)
    return frozenset(style for style, number in every if is_percent_format(number, reader.codes))


class _Styles:
    """The formats that a workbook writes out, and the format of each style of cells."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.formats: list[int] = []
        self.is_of_cells = False

    def start(self, name: str, attributes: Attributes) -> None:
        match name.rpartition(":")[2]:
            case "numFmt":
                self.codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
            case "cellXfs":
                self.is_of_cells = True
            case "xf" if self.is_of_cells:
                self.formats.append(int(attributes.get("numFmtId", "0")))
            case _:
                pass

    def end(self, name: str) -> None:
        if name.rpartition(":")[2] == "cellXfs":
            self.is_of_cells = False
