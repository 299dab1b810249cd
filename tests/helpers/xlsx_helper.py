"""Workbooks put together by hand, part by part: .xlsx."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from workbook_values import Cell, Error, Percent, Rows, serial, zipped

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" '
    'formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><cellXfs count="5"><xf numFmtId="0"/>'
    '<xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="21"/>'
    '<xf numFmtId="10"/></cellXfs></styleSheet>'
)
_DAY, _MOMENT, _CLOCK, _PERCENT = 1, 2, 3, 4


def letters(column: int) -> str:
    """Return a column's letters, from 0: ``A`` to ``XFD``."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def xlsx(sheets: Mapping[str, Rows], extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return an .xlsx with some sheets; text cells share their strings, as usual."""
    strings: dict[str, int] = {}
    drawn = [_drawn(rows, strings) for rows in sheets.values()]
    return xlsx_of(dict(zip(sheets, drawn, strict=True)), strings, extra)


def xlsx_of(
    sheets: Mapping[str, str],
    strings: Mapping[str, int] | None = None,
    extra: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return an .xlsx whose sheets are given by the XML of their rows."""
    names = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" '
        f'Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    shared = "".join(
        f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings or ()
    )
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{OFFICE}">'
            f"<sheets>{names}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'{links}<Relationship Id="s" Type="{OFFICE}/sharedStrings" '
            'Target="sharedStrings.xml"/></Relationships>',
            "xl/styles.xml": _STYLES,
            "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>',
            **{
                f"xl/worksheets/sheet{number}.xml": f'<worksheet xmlns="{_MAIN}">'
                f"<sheetData>{rows}</sheetData></worksheet>"
                for number, rows in enumerate(sheets.values(), 1)
            },
            **(extra or {}),
        }
    )


def _drawn(rows: Rows, strings: dict[str, int]) -> str:
    drawn = []
    for number, row in enumerate(rows, 1):
        cells = [
            _drawn_cell(f"{letters(column)}{number}", value, strings)
            for column, value in enumerate(row)
        ]
        drawn.append(f'<row r="{number}">{"".join(cells)}</row>')
    return "".join(drawn)


def _drawn_cell(place: str, value: Cell, strings: dict[str, int]) -> str:
    match value:
        case None:
            return ""
        case Error(text=text):
            return f'<c r="{place}" t="e"><f>x</f><v>{text}</v></c>'
        case Percent(share=share):
            return f'<c r="{place}" s="{_PERCENT}"><v>{share!r}</v></c>'
        case str():
            return f'<c r="{place}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
        case bool():
            return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
        case datetime():
            return f'<c r="{place}" s="{_MOMENT}"><v>{serial(value)!r}</v></c>'
        case date():
            return f'<c r="{place}" s="{_DAY}"><v>{int(serial(value))}</v></c>'
        case time():
            part = (value.hour * 3600 + value.minute * 60 + value.second) / 86400
            return f'<c r="{place}" s="{_CLOCK}"><v>{part!r}</v></c>'
        case _:
            return f'<c r="{place}"><v>{value!r}</v></c>'
