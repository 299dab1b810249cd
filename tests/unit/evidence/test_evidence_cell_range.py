"""A range of cells of a sheet is the whole table."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from evidence_workspace import column, grouping, only_cells, only_fault
from hypothesis import given
from hypothesis import strategies as st
from ods_helper import ods, ods_of
from workbook_reading import MAKERS, rows_of, workbook
from xlsx_helper import xlsx, xlsx_of

import factcheck
from factcheck.evidence import codes
from factcheck.evidence.cache import Memory, Store
from factcheck.evidence.content import ContentError
from factcheck.evidence.workbook import sheet_records, within
from factcheck.evidence.workbook.codes import NOT_IN_SHEET
from factcheck.evidence.workbook.reading import read_rows
from factcheck.evidence.workbook.within import within as cells_within
from factcheck.model.cell_range import CellRange
from factcheck.model.plan import TablePlan
from factcheck.model.problem import ProblemsError

if TYPE_CHECKING:
    from pathlib import Path

    from evidence_workspace import Workspace
    from workbook_values import Cell

SHEET: list[list[Cell]] = [
    ["Schools of the canton"],
    [],
    [None, "note", "town", "pupils", None, "town", "teachers"],
    [None, "a", "Aarau", 300, None, "Aarau", 21],
    [None, "b", "Bern", 512, None, "Bern", 40],
    [],
    [None, "Source: the canton", None, None, None, "as of May"],
]


def rows_in(held: bytes, suffix: str, wanted: CellRange) -> list[list[str]]:
    """Return the rows of a range, read in this process."""
    found = read_rows(held, suffix, None)
    return cells_within(list(found.rows), found.first, wanted)


@pytest.mark.parametrize("suffix", MAKERS)
def test_only_the_cells_of_the_range_are_there(suffix: str) -> None:
    records = sheet_records(
        workbook(MAKERS[suffix]({"A": SHEET}), suffix), "A", CellRange(3, 5, 3, 4)
    )
    expected = [
        (1, []),
        (2, []),
        (3, ["town", "pupils"]),
        (4, ["Aarau", "300"]),
        (5, ["Bern", "512"]),
    ]
    assert list(records()) == list(records()) == expected


@pytest.mark.parametrize("suffix", MAKERS)
def test_ends_may_be_open(suffix: str) -> None:
    held = MAKERS[suffix]({"A": SHEET})
    assert rows_in(held, suffix, CellRange(4, None, 6, 7))[3:] == [
        ["Aarau", "21"],
        ["Bern", "40"],
        [],
        ["as of May", ""],
    ]
    assert rows_in(held, suffix, CellRange(7, 7, 3, None))[6:] == [["", "", "", "as of May"]]
    assert rows_in(held, suffix, CellRange(5, None, 6, None))[4:] == [
        ["Bern", "40"],
        [],
        ["as of May", ""],
    ]


def test_a_range_may_begin_before_the_first_cell() -> None:
    held = ods({"A": [[], [None, None, "a", "b"], [None, None, 1, 2]]})
    assert rows_in(held, ".ods", CellRange(1, 3, 1, 3)) == [[], ["", "", "a"], ["", "", "1"]]
    assert rows_in(held, ".ods", CellRange()) == [
        [],
        ["", "", "a", "b"],
        ["", "", "1", "2"],
    ]


CELLS = st.sampled_from([None, None, None, " ", "a", "b", 1, 20])
SHEETS = st.lists(st.lists(CELLS, max_size=6), max_size=7)


@st.composite
def ranges(draw: st.DrawFn) -> CellRange:
    first_row, first_column = draw(st.integers(1, 8)), draw(st.integers(1, 7))
    more = st.none() | st.integers(0, 6)
    rows, columns = draw(more), draw(more)
    return CellRange(
        first_row,
        None if rows is None else first_row + rows,
        first_column,
        None if columns is None else first_column + columns,
    )


def by_hand(sheet: list[list[Cell]]) -> dict[tuple[int, int], str]:
    """Return the cells with text by their row and column, from 1."""
    return {
        (row, place): str(cell)
        for row, cells in enumerate(sheet, 1)
        for place, cell in enumerate(cells, 1)
        if cell is not None and str(cell).strip()
    }


@given(st.sampled_from(sorted(MAKERS)), SHEETS, ranges())
def test_the_cells_are_those_of_the_sheet_cut_by_hand(
    suffix: str, sheet: list[list[Cell]], wanted: CellRange
) -> None:
    every = by_hand(sheet)
    kept = {
        (row, place): text
        for (row, place), text in every.items()
        if row in range(wanted.first_row, (wanted.last_row or 99) + 1)
        and place in range(wanted.first_column, (wanted.last_column or 99) + 1)
    }
    last_row = max((row for row, _ in every), default=0)
    last_column = max((place for _, place in every), default=0)
    is_beyond = (wanted.last_row or 0) > last_row or (wanted.last_column or 0) > last_column
    held = MAKERS[suffix]({"A": sheet})
    if is_beyond or not kept:
        with pytest.raises(ContentError) as caught:
            rows_in(held, suffix, wanted)
        assert caught.value.fault.code is NOT_IN_SHEET
        return
    found = rows_in(held, suffix, wanted)
    assert len(found) == (wanted.last_row or last_row)
    assert kept == {
        (row, place): text
        for row, cells in enumerate(found, 1)
        for place, text in enumerate(cells, wanted.first_column)
        if text.strip()
    }
    right = wanted.last_column or max(place for _, place in kept)
    assert {len(row) for row in found if row} == {right - wanted.first_column + 1}


@given(st.sampled_from([".xlsx", ".ods"]), SHEETS, ranges())
def test_other_cells_of_the_sheet_change_nothing(
    suffix: str, sheet: list[list[Cell]], wanted: CellRange
) -> None:
    emptied: list[list[Cell]] = [
        [
            cell
            if wanted.has_row(row) and wanted.first_column <= place <= (wanted.last_column or 99)
            else None
            for place, cell in enumerate(cells, 1)
        ]
        for row, cells in enumerate(sheet, 1)
    ]
    try:
        found = rows_in(MAKERS[suffix]({"A": sheet}), suffix, wanted)
    except ContentError:
        return
    whole = rows_of(MAKERS[suffix]({"A": emptied}), suffix)
    # Columns at both sides without text stay only where the range names them.
    assert [[text for text in row if text.strip()] for row in found if row] == [
        [text for text in row if text.strip()] for _, row in whole if row
    ]


BEYOND = "goes beyond the last cell of the sheet that has any text"


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        (
            CellRange(3, 50, 3, 4),
            f"the range C3:D50 {BEYOND}",
            "the cells of the sheet with text are A1:G7; write C3:D7, or leave the end open: C3:D",
        ),
        (
            CellRange(3, 5, 3, 9),
            f"the range C3:I5 {BEYOND}",
            "the cells of the sheet with text are A1:G7; write C3:G5, or leave the end open: C3:5",
        ),
        (
            CellRange(3, 8, 3, 8),
            f"the range C3:H8 {BEYOND}",
            "the cells of the sheet with text are A1:G7; write C3:G7, or leave the end open: 'C3:'",
        ),
        (
            CellRange(30, 40, 3, 9),
            f"the range C30:I40 {BEYOND}",
            "the cells of the sheet with text are A1:G7",
        ),
        (
            CellRange(3, 5, 8, 9),
            f"the range H3:I5 {BEYOND}",
            "the cells of the sheet with text are A1:G7",
        ),
        (
            CellRange(30, None, 3, 4),
            f"the range C30:D {BEYOND}",
            "the cells of the sheet with text are A1:G7",
        ),
        (
            CellRange(2, 6, 5, 5),
            "no cell of the range E2:E6 has any text",
            "the cells of the sheet with text are A1:G7",
        ),
        (
            CellRange(2, 2, 1, None),
            "no cell of the range 2:2 has any text",
            "the cells of the sheet with text are A1:G7",
        ),
    ],
)
def test_a_range_that_the_sheet_does_not_have_is_refused(
    wanted: CellRange, message: str, hint: str
) -> None:
    with pytest.raises(ContentError) as caught:
        rows_in(xlsx({"A": SHEET}), ".xlsx", wanted)
    fault = caught.value.fault
    assert (fault.code, fault.message, fault.hint) == (NOT_IN_SHEET, message, hint)


def test_nothing_is_left_of_the_first_cell() -> None:
    held = ods({"A": [[None, None, None, "a"]]})
    with pytest.raises(ContentError, match="no cell of the range A:B has any text"):
        rows_in(held, ".ods", CellRange(1, None, 1, 2))


def test_an_empty_sheet_has_no_range() -> None:
    with pytest.raises(ContentError, match="has no cells with text, and the range is B3:F40"):
        rows_in(ods({"A": []}), ".ods", CellRange(3, 40, 2, 6))


def test_a_range_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(within, "MAX_CELLS", 20)
    held = xlsx({"A": SHEET})
    assert rows_in(held, ".xlsx", CellRange(3, 7, 2, 5))
    with pytest.raises(ContentError) as caught:
        rows_in(held, ".xlsx", CellRange(3, 5, 1, None))
    assert caught.value.fault.message == "the range 3:5 has 21 cells; the limit is 20"


def test_a_table_is_the_range_and_its_rows_are_those_of_the_sheet(tables: Workspace) -> None:
    for suffix, make in MAKERS.items():
        tables.write(make({"A": SHEET, "B": [["x"]]}), f"t{suffix}")
        declaration = tables.declare(
            *(column("town"), column("pupils")),
            file=f"t{suffix}",
            sheet="A",
            cell_range=CellRange(3, 6, 3, 5),
        )
        opened = tables.open(declaration)
        assert opened.header == ("town", "pupils")
        assert opened.path == f"t{suffix} (A!C3:E6)"
        assert tables.open(tables.declare(file=f"t{suffix}", sheet="B")).path == f"t{suffix} (B)"
        cells = tables.scan(("town", "pupils"), of=declaration, engine="duckdb")
        assert [(cell.key, float(cell.measured[0].total)) for cell in cells.sets[0][1]] == [
            (("Aarau",), 300.0),
            (("Bern",), 512.0),
        ]


def test_rows_are_counted_as_in_the_sheet(tables: Workspace) -> None:
    tables.write(ods({"A": SHEET}), "t.ods")
    said = {"file": "t.ods", "cell_range": CellRange(2, None, 2, 4)}
    with_skip = tables.declare(header_row=3, skip=(5, -1), **said)
    cells = tables.scan(("town", "pupils"), of=with_skip)
    assert [cell.key for cell in cells.sets[0][1]] == [("Aarau",)]
    fault = only_fault(tables.scan(("town", "pupils"), of=tables.declare(skip=(9,), **said)))
    assert fault.message == "`skip` names row 9, but the table has 7 rows"
    fault = next(
        each
        for each in tables.scan(("pupils", ""), of=tables.declare(**said)).faults
        if each.column
    )
    assert fault.message == (
        "column 'pupils' has empty cells, and nothing says what they mean: 1 cell, at line 7"
    )


def test_names_are_given_to_the_columns_of_the_range(tables: Workspace) -> None:
    tables.write(xlsx({"A": SHEET}), "t.xlsx")
    declaration = tables.declare(
        file="t.xlsx", header=("town", "teachers"), cell_range=CellRange(4, 5, 6, 7)
    )
    cells = tables.scan(("teachers", ""), of=declaration)
    assert [cell.key for cell in cells.sets[0][1]] == [("21",), ("40",)]


def test_a_header_outside_of_the_range_is_a_fault(tables: Workspace) -> None:
    tables.write(xlsx({"A": SHEET}), "t.xlsx")
    fault = only_fault(
        tables.open(tables.declare(file="t.xlsx", header_row=3, cell_range=CellRange(4, 5, 2, 4)))
    )
    assert (fault.code, fault.message, fault.hint) == (
        codes.HEADER_PLACE,
        "`header_row` is 3, and that row lies outside of the range B4:D5",
        "declare `header_row: 4`, or let the range begin there",
    )


def test_what_is_no_workbook_has_no_range(tables: Workspace) -> None:
    tables.write("a,b\n1,2\n")
    tables.write('[{"a": 1}]', "t.json")
    for said, hint in (({}, "remove `range`"), ({"sheet": "A"}, "remove `sheet` and `range`")):
        fault = only_fault(tables.open(tables.declare(cell_range=CellRange(1, 2, 1, 2), **said)))
        assert (fault.code, fault.message, fault.hint) == (
            codes.WRONG_SHEET,
            "'t.csv' is a text, which has no sheets",
            hint,
        )
    with pytest.raises(ProblemsError) as caught:
        tables.open(tables.declare(file="t.json", cell_range=CellRange(1, 2, 1, 2)))
    assert caught.value.problems[0].hint == "remove `range`"


def test_two_ranges_of_a_sheet_are_two_tables(tmp_path: Path) -> None:
    (tmp_path / "t.xlsx").write_bytes(xlsx({"A": SHEET}))
    claims = "claims:\n"
    for name in ("pupils", "teachers"):
        claims += f"  {name}: {{measure: sum({name}.{name}), figure: 61}}\n"
    text = f"""\
factcheck: 1
evidence:
  pupils: {{file: t.xlsx, range: "C3:D5", key: town}}
  teachers: {{file: t.xlsx, range: "F3:G5", key: town}}
{claims}"""
    result = factcheck.run(text, root=tmp_path)
    found = [each.readings[0].found for each in result.claims]
    assert [each and each.text for each in found] == ["812", "61"]
    assert [each.path for each in result.evidence] == ["t.xlsx (C3:D5)", "t.xlsx (F3:G5)"]


def test_runs_remember_a_range_and_no_other(tables: Workspace) -> None:
    path = tables.write(ods({"A": SHEET}), "t.ods")
    os.utime(path, ns=(0, 0))
    memory = Memory(Store(tables.folder / "cache"), lambda: time.time_ns() + 10**10)
    for _ in range(2):
        for last, total in ((4, 300), (5, 812)):
            declaration = tables.declare(file="t.ods", cell_range=CellRange(3, last, 3, 4))
            plan = TablePlan(declaration, (grouping("", "pupils"),), ("pupils",), ("pupils",))
            with memory.reader(tables.folder, tables.folder) as reader:
                assert reader.open(declaration).path == f"t.ods (C3:D{last})"
                cells = reader.scan(plan)
            assert only_cells(cells)[0].measured[0].total == total
    # Three for each range: the stamps are those of the file.
    assert Store(tables.folder / "cache").held().entries == 5


def test_several_files_have_one_range(tables: Workspace) -> None:
    for name, rows in (("a", SHEET), ("b", SHEET[:5])):
        tables.write(ods({"A": rows}), f"{name}.ods")
    declaration = tables.declare(
        file=None,
        files=tuple((name, tables.declare(file=f"{name}.ods").file) for name in ("a", "b")),
        adds="canton",
        cell_range=CellRange(3, None, 3, 4),
        skip=(-1,),
    )
    opened = tables.open(declaration)
    assert opened.header == ("canton", "town", "pupils")
    assert opened.path == "a.ods + b.ods (C3:D)"


MERGED = (
    '<table:table table:name="A"><table:table-row><table:table-cell office:value-type="string" '
    'table:number-columns-spanned="2"><text:p>both</text:p></table:table-cell>'
    "<table:covered-table-cell/>"
    '<table:table-cell office:value-type="string"><text:p>c</text:p></table:table-cell>'
    "</table:table-row></table:table>"
)


def test_of_merged_cells_the_first_has_the_text() -> None:
    cells = '<c r="A1" t="str"><v>both</v></c><c r="C1" t="str"><v>c</v></c>'
    sheet = f'<row r="1" hidden="1">{cells}</row>'
    for held, suffix in ((ods_of(MERGED), ".ods"), (xlsx_of({"A": sheet}), ".xlsx")):
        assert rows_in(held, suffix, CellRange(1, 1, 1, 2)) == [["both", ""]]
        assert rows_in(held, suffix, CellRange(1, 1, 2, 3)) == [["", "c"]]
