from __future__ import annotations

import struct
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from evidence_workspace import Workspace, column, only_fault
from exact import exact
from hypothesis import given
from hypothesis import strategies as st
from ods_helper import ods_of
from workbook_reading import MAKERS, rows_of
from workbook_values import Error
from xls_helper import old_cell, old_record, xls, xls_of
from xlsx_helper import letters, xlsx, xlsx_of

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError, opened
from factcheck.evidence.workbook import book
from factcheck.evidence.workbook.cell_text import (
    NO_RESULT,
    cell_text,
    number_text,
    percent_text,
)
from factcheck.evidence.workbook.errors import error_text
from factcheck.evidence.workbook.xls import marks_of
from factcheck.evidence.workbook.xlsx import _prepared
from factcheck.model.problem import ProblemsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbook_values import Cell, Rows

    from factcheck.evidence.locate import Located

    Maker = Callable[[Mapping[str, Rows]], bytes]

SHEET: list[list[Cell]] = [
    ["year", "reports", "share", "is final", "rate"],
    [2018, 9167, 0.1, True, 1 / 3],
    [],
    ["total & all", -12.5, Error("#N/A"), False, Error("#DIV/0!")],
    [None, None, 1e21, None, 1e-7],
]
TEXTS = [
    (1, ["year", "reports", "share", "is final", "rate"]),
    (2, ["2018", "9167", "0.1", "TRUE", "0.333333333333333"]),
    (3, []),
    (4, ["total & all", "-12.5", "#N/A", "FALSE", "#DIV/0!"]),
    (5, ["", "", "1000000000000000000000", "", "0.0000001"]),
]


@pytest.mark.parametrize("suffix", MAKERS)
def test_cells_become_texts(suffix: str) -> None:
    assert rows_of(MAKERS[suffix]({"A": SHEET}), suffix) == TEXTS


@pytest.mark.parametrize("suffix", MAKERS)
def test_empty_columns_beside_a_table_are_left_out_and_rows_above_are_counted(
    suffix: str,
) -> None:
    rows: list[list[Cell]] = [[], [], [None, None, "a", None, "b"], [None, None, None, 1]]
    assert rows_of(MAKERS[suffix]({"A": rows}), suffix) == [
        (1, []),
        (2, []),
        (3, ["a", "", "b"]),
        (4, ["", "1", ""]),
    ]
    assert rows_of(MAKERS[suffix]({"A": []}), suffix) == []


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_moments_are_written_as_iso_8601(suffix: str) -> None:
    row: list[Cell] = [
        date(2020, 6, 18),
        datetime(2020, 6, 18, 12, 30),  # noqa: DTZ001 - spreadsheets know no zones
        datetime(2020, 6, 18),  # noqa: DTZ001 - same
        time(12, 30),
    ]
    assert rows_of(MAKERS[suffix]({"A": [row]}), suffix) == [
        (1, ["2020-06-18", "2020-06-18T12:30:00", "2020-06-18", "12:30:00"])
    ]


def test_an_older_workbook_has_dates_too() -> None:
    assert rows_of(xls({"A": [[date(2020, 6, 18)]]}), ".xls") == [(1, ["2020-06-18"])]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (timedelta(hours=36), "36:00:00"),
        (timedelta(minutes=-90, microseconds=-500_000), "-1:30:00.5"),
        (time(1, 2, 3), "01:02:03"),
        (7, "7"),
        (-0.0, "0"),
        (1.5e300, "1.5e+300"),
        (float("nan"), "nan"),
    ],
)
def test_rarer_values_have_texts(value: Any, text: str) -> None:  # noqa: ANN401 - any cell
    assert cell_text(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_read_back_as_the_same_to_fifteen_digits(number: float) -> None:
    text = cell_text(number)
    assert float(text) == (number if number.is_integer() else pytest.approx(number, rel=1e-14))
    assert not text.endswith(".0")


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(-20, 20))
def test_whatever_decimal_was_typed_is_read_exactly(digits: int, exponent: int) -> None:
    typed = f"{digits}e{exponent}"
    assert exact(cell_text(float(typed))) == exact(typed)


def test_the_dust_of_binary_arithmetic_is_left_out() -> None:
    sums = [0.1 + 0.2, 1.1 + 2.2, 0.1 * 3, 100 * 1.1, 4.35 * 100, 1 - 0.9]
    assert [cell_text(each) for each in sums] == ["0.3", "3.3", "0.3", "110", "435", "0.1"]
    assert percent_text(0.1 + 0.2) == "30%"
    assert cell_text(float(2**53)) == "9007199254740992"


def test_what_is_no_number_stays_text() -> None:
    assert [number_text(text) for text in ("9,167", "", "1.50", "NaN")] == [
        "9,167",
        "",
        "1.5",
        "NaN",
    ]
    assert (error_text(0x2A), error_text(0x99)) == ("#N/A", "#ERROR!")


def test_columns_have_letters() -> None:
    assert [letters(number) for number in (0, 25, 26, 701, 702, 16383)] == [
        *("A", "Z", "AA", "ZZ", "AAA", "XFD")
    ]


@pytest.mark.parametrize("suffix", MAKERS)
def test_one_of_several_sheets_is_named(suffix: str) -> None:
    held = MAKERS[suffix]({"Notes": [["x"]], "Table 1": [["a"]], "Table 2": [["b"]]})
    assert rows_of(held, suffix, "Table 2") == [(1, ["b"])]
    with pytest.raises(ContentError) as caught:
        rows_of(held, suffix)
    assert (caught.value.fault.code, caught.value.fault.hint) == (
        codes.WRONG_SHEET,
        "declare `sheet` with one of them",
    )
    assert caught.value.fault.message == (
        "the workbook has 3 sheets, 'Notes', 'Table 1', 'Table 2': which one is meant?"
    )
    with pytest.raises(ContentError) as caught:
        rows_of(held, suffix, "table 2")
    assert caught.value.fault.message == "the workbook has no sheet 'table 2'"
    assert (caught.value.fault.hint or "").startswith("did you mean 'Table 2'")


def test_a_workbook_is_a_table(tables: Workspace) -> None:
    rows: list[list[Cell]] = [
        ["Reports by year"],
        [],
        [None, "year", "reports", "day"],
        [None, 2018, 9167, date(2018, 1, 31)],
        [None, 2019, 8028.5, None],
        [],
        [None, "Source: police"],
    ]
    for suffix in (".xlsx", ".ods"):
        tables.write(MAKERS[suffix]({"A": rows, "B": []}), f"t{suffix}")
        declaration = tables.declare(
            *(column("year"), column("n", header="reports")),
            file=f"t{suffix}",
            sheet="A",
            header_row=3,
            skip=(-1,),
        )
        opened = tables.open(declaration)
        assert opened.header == ("year", "reports", "day")
        cells = tables.scan(("year", "n"), ("day", ""), of=declaration, engine="duckdb")
        assert [(cell.key, float(cell.measured[0].total)) for cell in cells.sets[0][1]] == [
            (("2018",), 9167.0),
            (("2019",), 8028.5),
        ]
        assert [fault.message for fault in cells.faults if fault.column == "day"] == [
            "column 'day' has empty cells, and nothing says what they mean: 1 cell, at line 5"
        ]
        assert len(cells.sha256) == 64


def test_a_text_has_no_sheet_and_a_workbook_no_delimiter(tables: Workspace) -> None:
    tables.write("a,b\n")
    fault = only_fault(tables.open(tables.declare(sheet="A")))
    assert (fault.code, fault.hint) == (codes.WRONG_SHEET, "remove `sheet`")
    tables.write(xlsx({"A": [["a"]]}), "t.xlsx")
    for said, told in (({"delimiter": ";"}, "delimiter"), ({"encoding": "cp437"}, "encoding")):
        with pytest.raises(ProblemsError) as caught:
            tables.open(tables.declare(file="t.xlsx", **said))
        (problem,) = caught.value.problems
        assert problem.message == f"'t.xlsx' is a workbook, which has no `{told}`"
        assert problem.hint == f"remove `{told}`"


def test_a_workbook_that_cannot_be_read_is_a_fault(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables.write(b"hello", "t.xlsx")
    declaration = tables.declare(file="t.xlsx")
    cells = tables.scan(("a", ""), of=declaration)
    assert only_fault(cells).message == "the workbook cannot be read: it is damaged"
    assert len(cells.sha256) == 64
    monkeypatch.setattr(book, "MAX_BYTES", 2**20)
    tables.write(bytes(2**20 + 1), "t.xlsx")
    fault = only_fault(tables.open(declaration))
    assert fault.message == "the workbook cannot be read: it has 1 MiB; the limit is 1 MiB"


def test_a_workbook_that_changes_is_not_used(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tables.write(xlsx({"A": [["a"]]}), "t.xlsx")

    def changing(located: Located) -> object:
        path.write_bytes(b"")
        return opened(located)

    monkeypatch.setattr(book, "opened", changing)
    assert only_fault(tables.open(tables.declare(file="t.xlsx"))).code is codes.CHANGED


def test_small_streams_are_found_in_older_workbooks() -> None:
    assert rows_of(xls({"A": SHEET}, is_small=True), ".xls") == TEXTS


def test_large_older_workbooks_are_read() -> None:
    rows: list[list[Cell]] = [[f"row {number}", number, Error("#N/A")] for number in range(40_000)]
    found = rows_of(xls({"A": rows, "B": []}), ".xls", "A")
    assert found[-1] == (40_000, ["row 39999", "39999", "#N/A"])


def test_charts_in_older_workbooks_do_not_end_a_sheet() -> None:
    chart = old_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0020, 0, 0, 0, 0))
    cells = old_cell(0, 0, "a") + chart + old_record(0x000A) + old_cell(1, 0, Error("#N/A"))
    assert [one.errors for one in marks_of(xls_of({"A": cells}))] == [{(1, 0): "#N/A"}]
    several = struct.pack("<HH", 0, 0) + (struct.pack("<HI", 0, 6) * 2) + struct.pack("<H", 1)
    assert rows_of(xls_of({"A": old_record(0x00BD, several)}), ".xls") == [(1, ["1", "1"])]


def test_tables_of_chains_go_on_in_older_workbooks() -> None:
    """A file of more than 7 MB needs more than its header can list."""
    rows: list[list[Cell]] = [["x" * 200, number] for number in range(20_000)]
    rows[-1] = [Error("#REF!"), 1]
    held = xls({"A": rows})
    assert len(held) > 7_500_000
    assert rows_of(held, ".xls")[-1] == (20_000, ["#REF!", "1"])


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c r='B2'><f>A1*2</f><v>8</v></c>", "8"),
        ("<c r='B2'><f>A1*2</f><v></v></c>", NO_RESULT),
        ("<c r='B2'><f>A1*2</f><v/></c>", NO_RESULT),
        ("<c r='B2' t='n' s='4'><f>A1*2</f></c>", NO_RESULT),
        ("<c r='B2'> <f t='shared' si='0'/> <v xml:space='preserve'/> </c>", NO_RESULT),
        ("<c><f>A1*2</f></c>", NO_RESULT),
        ("<c r='B2' t='str'><f>IF(A1=1,2,\"\")</f><v></v></c>", ""),
        ("<c r='B2' t='e'><f>1/0</f><v>#DIV/0!</v></c>", "#DIV/0!"),
        ("<c r='B2'><v></v></c>", ""),
    ],
)
def test_a_formula_without_a_result_is_no_empty_cell(cell: str, text: str) -> None:
    rows = f"<row r='2'><c r='A2'><v>4</v></c>{cell}<c r='C2'><v>1</v></c></row>"
    assert rows_of(xlsx_of({"A": rows}), ".xlsx") == [(1, []), (2, ["4", text, "1"])]
    part = f"<x:sheetData>{cell}</x:sheetData>".replace("</", "</x:").replace("<c", "<x:c")
    part = part.replace("<f", "<x:f").replace("<v", "<x:v").replace("</x:x:", "</x:")
    made = _prepared("xl/worksheets/sheet1.xml", part.encode(), frozenset())
    assert (b"<x:v>formula without a result</x:v></x:c>" in made) == (text == NO_RESULT)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (' table:formula="of:=A1*2" office:value-type="float" office:value="8"', "8"),
        (' table:formula="of:=A1*2"', NO_RESULT),
        (' table:formula="of:=A1*2" office:value-type="string"', ""),
        ("", ""),
    ],
)
def test_a_formula_without_a_result_is_no_empty_cell_in_an_ods_either(cell: str, text: str) -> None:
    rows = (
        "<table:table-row><table:table-cell office:value-type='float' office:value='4'/>"
        f"<table:table-cell{cell}/>"
        "<table:table-cell office:value-type='float' office:value='1'/></table:table-row>"
    )
    held = ods_of(f"<table:table table:name='A'>{rows}</table:table>")
    assert rows_of(held, ".ods") == [(1, ["4", text, "1"])]
