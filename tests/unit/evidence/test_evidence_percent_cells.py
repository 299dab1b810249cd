"""Cells that a spreadsheet shows as percentages: a share of 0.125 that reads 12.5%."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from evidence_workspace import Workspace, column, only_cells
from exact import exact
from hypothesis import given
from hypothesis import strategies as st
from workbook_reading import MAKERS, refused, rows_of
from workbook_values import Error, Percent
from xls_helper import compound, old_record, xls_of
from xlsb_helper import binary_row, record, xlsb_of
from xlsx_helper import xlsx, xlsx_of

from factcheck.evidence.workbook.cell_text import percent_text
from factcheck.evidence.workbook.number_format import is_percent_format
from factcheck.evidence.workbook.xls import _percent_styles

if TYPE_CHECKING:
    from workbook_values import Cell


@pytest.mark.parametrize("suffix", MAKERS)
def test_they_are_read_as_they_are_shown_but_exactly(suffix: str) -> None:
    rows: list[list[Cell]] = [
        ["share", Percent(0.125), Percent(1), Percent(0.07), Percent(-0.0123456789)],
        [0.125, Percent(0), Percent(1 / 3), Error("#DIV/0!"), True],
    ]
    assert rows_of(MAKERS[suffix]({"A": rows}), suffix) == [
        (1, ["share", "12.5%", "100%", "7%", "-1.23456789%"]),
        (2, ["0.125", "0%", "33.3333333333333%", "#DIV/0!", "TRUE"]),
    ]


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(-20, 20))
def test_a_percentage_is_a_hundred_times_the_share(digits: int, exponent: int) -> None:
    share = f"{digits}e{exponent}"
    text = percent_text(float(share))
    assert text.endswith("%")
    assert exact(text[:-1]) == 100 * exact(share)


def test_what_is_no_number_is_no_percentage() -> None:
    assert percent_text(float("inf")) == "Infinity"


@pytest.mark.parametrize("unit", [{}, {"unit": "percent"}])
def test_they_are_shares_whether_declared_or_not(tables: Workspace, unit: dict[str, str]) -> None:
    held = xlsx({"A": [["town", "share"], ["Aarau", Percent(0.125)], ["Baden", Percent(0.5)]]})
    tables.write(held, "t.xlsx")
    declaration = tables.declare(column("share", **unit), file="t.xlsx")
    cells = only_cells(tables.scan(("town", "share"), of=declaration))
    assert [float(cell.measured[0].total) for cell in cells] == [0.125, 0.5]


@pytest.mark.parametrize(
    ("number", "code", "is_percent"),
    [
        (9, None, True),
        (10, None, True),
        (0, None, False),
        (9, "0", False),
        (164, "0.0%", True),
        (164, "[Red]0.0 %;-0", True),
        (164, "0;0%", False),
        (164, '0.0"%"', False),
        (164, r"0.0\%", False),
        (164, "0_%", False),
        (164, "", False),
    ],
)
def test_a_format_says_whether_it_shows_a_percentage(
    number: int, code: str | None, is_percent: bool
) -> None:
    codes = {} if code is None else {number: code}
    assert is_percent_format(number, codes) is is_percent


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A1" s="4"><v>0.5</v></c>', "50%"),
        ('<c s="4" r="A1" t="n"><v>0.5</v></c>', "50%"),
        ("<c r='A1' t='n' s='4'>\n  <v>5E-1</v>\n</c>", "50%"),
        ('<c r="A1" s="4"><f>A2</f><v>0.5</v></c>', "50%"),
        ('<c r="A1" s="4"><f t="shared" si="0"/><v>0.5</v></c>', "50%"),
        ('<c r="A1" s="4" t="str"><f>A2</f><v>0.5</v></c>', "0.5"),
        ('<c r="A1" s="4" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="A1" s="4" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A1" s="0"><v>0.5</v></c>', "0.5"),
        ('<c r="A1" s="99"><v>0.5</v></c>', "0.5"),
        ('<c r="A1"><v>0.5</v></c>', "0.5"),
        (f'<x:c xmlns:x="{MAIN}" r="A1" s="4"><x:f>A2</x:f><x:v>0.5</x:v></x:c>', "50%"),
    ],
)
def test_only_numbers_become_percentages(cell: str, text: str) -> None:
    assert rows_of(xlsx_of({"A": f'<row r="1">{cell}</row>'}), ".xlsx") == [(1, [text])]


def test_a_number_that_is_none_is_left_to_the_reader() -> None:
    held = xlsx_of({"A": '<row r="1"><c r="A1" s="4"><v>x</v></c></row>'})
    assert rows_of(held, ".xlsx") == [(1, ["x"])]


def test_styles_may_be_absent_or_damaged() -> None:
    rows = '<row r="1"><c r="A1" s="1"><v>0.5</v></c></row>'
    own = f'<x:styleSheet xmlns:x="{MAIN}"><x:numFmts><x:numFmt numFmtId="170" formatCode="0%"/>'
    own += '</x:numFmts><x:cellStyleXfs><x:xf numFmtId="9"/></x:cellStyleXfs><x:cellXfs>'
    own += '<x:xf/><x:xf numFmtId="170"/></x:cellXfs></x:styleSheet>'
    assert rows_of(xlsx_of({"A": rows}, extra={"xl/styles.xml": own}), ".xlsx") == [(1, ["50%"])]
    none = {"xl/styles.xml": "<styleSheet/>"}
    assert rows_of(xlsx_of({"A": rows}, extra=none), ".xlsx") == [(1, ["0.5"])]
    assert refused(xlsx_of({"A": rows}, extra={"xl/styles.xml": "<a"}), ".xlsx") == "it is damaged"
    wrong = '<s><cellXfs><xf numFmtId="x"/></cellXfs></s>'
    assert refused(xlsx_of({"A": rows}, extra={"xl/styles.xml": wrong}), ".xlsx") == "it is damaged"


@pytest.mark.parametrize(
    ("bits", "text"),
    [
        (50 << 2 | 2, "5000%"),
        (-50 << 2 & 0xFFFFFFFF | 2, "-5000%"),
        (50 << 2 | 3, "50%"),
        (struct.unpack("<I", struct.pack("<d", 0.5)[4:])[0], "50%"),
        (struct.unpack("<I", struct.pack("<d", 50.0)[4:])[0] | 1, "50%"),
    ],
)
@pytest.mark.parametrize("style", [1, 2])
def test_short_numbers_of_binary_workbooks_are_numbers(bits: int, text: str, style: int) -> None:
    cells = record(2, struct.pack("<III", 0, style, bits))
    cells += record(9, struct.pack("<IId", 1, style, 0.5) + bytes(6))
    assert rows_of(xlsb_of({"A": binary_row(0) + cells}), ".xlsb") == [(1, [text, "50%"])]
    several = struct.pack("<HH", 0, 0) + struct.pack("<HI", style + 1, bits) * 2
    held = xls_of({"A": old_record(0x00BD, several + struct.pack("<H", 1))})
    assert rows_of(held, ".xls") == [(1, [text, text])]


def test_formats_of_earlier_workbooks_are_texts_of_bytes() -> None:
    begin = old_record(0x0809, struct.pack("<HHHH", 0x0500, 0x0005, 0, 0))
    styles = old_record(0x041E, struct.pack("<HB", 170, 4) + b"0.0%")
    styles += old_record(0x00E0, struct.pack("<HHH", 0, 170, 0) + bytes(10))
    stream = begin + styles + old_record(0x000A)
    assert _percent_styles(stream) == {0}
    assert refused(compound({"Book": stream}), ".xls") in {"it is damaged", "it has no sheets"}
