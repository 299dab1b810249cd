"""The range of cells that a table of a workbook is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spec_helpers import CLAIM, HEAD, load, problems_of

from factcheck.model.cell_range import CellRange, column_letters
from factcheck.spec.structure.meant_range import range_meant


def table(*lines: str) -> str:
    """Return a file whose table ``t`` has these lines; the first is line 4, from column 5."""
    written = "\n".join(f"    {line}" for line in ("file: t.xlsx", *lines))
    return f"{HEAD}evidence:\n  t:\n{written}\n{CLAIM}"


def made(*lines: str) -> CellRange | None:
    return load(table(*lines)).tables[0].cell_range


def said(*lines: str) -> list[str]:
    return [
        f"{each.code.code} {each.span.line}:{each.span.column} {each.message} | {each.hint}"
        for each in problems_of(table(*lines))
        if each.span is not None
    ]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("B3:F40", CellRange(3, 40, 2, 6)),
        ("b3:f40", CellRange(3, 40, 2, 6)),
        ("$B$3:$F$40", CellRange(3, 40, 2, 6)),
        ("B$3:$F40", CellRange(3, 40, 2, 6)),
        ("B3:B3", CellRange(3, 3, 2, 2)),
        ("B3:F", CellRange(3, None, 2, 6)),
        ("'B3:'", CellRange(3, None, 2, None)),
        ("B3:40", CellRange(3, 40, 2, None)),
        ("B:F", CellRange(1, None, 2, 6)),
        ("$b:F", CellRange(1, None, 2, 6)),
        ("3:40", CellRange(3, 40, 1, None)),
        ("A1:XFD1048576", CellRange(1, 2**20, 1, 2**14)),
        (">-\n      B3:F40", CellRange(3, 40, 2, 6)),
        ("|\n      B3:F40", CellRange(3, 40, 2, 6)),
    ],
)
def test_ranges_are_read(written: str, found: CellRange) -> None:
    assert made(f"range: {written}") == found


def test_a_table_without_a_range_has_none() -> None:
    assert made("sheet: A") is None


@given(st.tuples(*[st.integers(1, 99)] * 4))
def test_what_a_range_is_written_as_is_read_as_that_range(ends: tuple[int, ...]) -> None:
    first_row, last_row = sorted(ends[:2])
    first_column, last_column = sorted(ends[2:])
    for found in (
        CellRange(first_row, last_row, first_column, last_column),
        CellRange(first_row, None, first_column, last_column),
        CellRange(first_row, last_row, first_column, None),
        CellRange(first_row, None, first_column, None),
    ):
        assert made(f"range: '{found}'") == found


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("B3", "write the last cell too, as in B3:F40, or leave the end open: 'B3:'"),
        ("$b$3", "write the last cell too, as in B3:F40, or leave the end open: 'B3:'"),
        ("B3-F40", "write B3:F40"),
        ("B3..F40", "write B3:F40"),
        ("b3 to f40", "write B3:F40"),
        ("3B:40F", "write B3:F40"),
        ("R3C2:R40C6", "write B3:F40"),
        ("':F40'", "write A1:F40"),
        ("Table 1!B3:F40", "write 'sheet: Table 1' and 'range: B3:F40'"),
        ("\"'My sheet'!$B$3:$F$40\"", "write 'sheet: My sheet' and 'range: B3:F40'"),
        ("Data.Region", "write 'sheet: Data' and 'range: B3:F40'"),
        *(
            (
                wrong,
                "write its first and last cell: B3:F40; with an open end B3:F; whole columns B:F",
            )
            for wrong in (
                *("the table", "B0:F40", "B3:F40:G5", "R1C99999:R2C2", "B", "B:F40", "3:F40"),
                *("B3:F40,H3:J40", "AAAA3:F40"),
            )
        ),
    ],
)
def test_what_is_no_range_is_refused_with_what_was_meant(written: str, hint: str) -> None:
    (problem,) = said(f"range: {written}")
    assert problem.startswith("FC034 5:1")
    assert "expected a range of cells, found " in problem
    assert problem.endswith(f" | {hint}")


@given(st.text(max_size=70))
def test_whatever_is_written_there_is_a_hint(text: str) -> None:
    assert range_meant(text)


def test_a_range_upside_down_is_refused() -> None:
    message = "the range 'F40:B3' begins below or right of its end"
    assert said("range: F40:B3") == [f"FC430 5:12 {message} | write B3:F40"]
    assert said("range: F3:B40")[0].endswith("| write B3:F40")
    assert said("range: F3:B")[0].endswith("| write B3:F")
    assert said("range: F:B")[0].endswith("| write B:F")
    assert said("range: 40:3")[0].endswith("| write 3:40")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("B3:F1048577", "row 1048577, and the last row that a sheet can have is 1048576"),
        ("B3:XFE4", "column XFE, and the last one that a sheet can have is XFD"),
        ("B1048577:F", "row 1048577, and the last row that a sheet can have is 1048576"),
    ],
)
def test_a_range_that_no_sheet_can_have_is_refused(written: str, told: str) -> None:
    hint = "to read as far as the sheet goes, leave the end open: B3:F"
    assert said(f"range: {written}") == [f"FC430 5:12 the range '{written}' has {told} | {hint}"]


def test_a_header_outside_of_the_range_is_refused() -> None:
    assert made("range: B3:F40", "header_row: 3") == made("range: B3:F40", "header_row: 40")
    hint = "rows are counted as in the sheet; the first of the range is 3"
    for row in (1, 2, 41):
        told = f"'header_row' is {row}, and that row lies outside of the range B3:F40"
        assert said("range: B3:F40", f"header_row: {row}") == [f"FC431 6:17 {told} | {hint}"]
    assert made("range: B:F", "header_row: 900") == CellRange(1, None, 2, 6)


def test_rows_to_be_skipped_lie_in_the_range() -> None:
    for skipped in ("[3, 40, -1]", "[-50]"):
        assert made("range: B3:F40", f"skip: {skipped}") == CellRange(3, 40, 2, 6)
    hint = "rows are counted as in the sheet; what lies outside is left out anyway"
    assert said("range: B3:F40", "skip: [3, 2, 41]") == [
        f"FC431 6:{place} 'skip' names row {row}, which lies outside of the range B3:F40 | {hint}"
        for row, place in ((2, 15), (41, 18))
    ]


@pytest.mark.parametrize(
    ("count", "which", "rows"),
    [("1", "row", "3"), ("2", "2 rows", "3, 4"), ("5", "5 rows", "3, 4, 5, …")],
)
def test_the_first_rows_to_be_skipped_are_those_of_the_sheet(
    count: str, which: str, rows: str
) -> None:
    assert made("range: B:F", f"skip: {count}") == CellRange(1, None, 2, 6)
    told = f"leaves out the first {which} of the sheet, which the range B3:F40 does not have"
    listed = "list those of the range that are left out"
    hint = f"rows are counted as in the sheet: {listed}, skip: [{rows}]"
    assert said("range: B3:F40", f"skip: {count}") == [f"FC431 6:11 'skip' {told} | {hint}"]


def test_more_rows_than_the_range_has_are_not_skipped() -> None:
    assert made("range: A1:F4", "skip: 4") == CellRange(1, 4, 1, 6)
    assert said("range: A1:F4", "skip: 5")[0].startswith("FC431 6:11 ")


def test_letters_of_the_last_column_are_told() -> None:
    assert column_letters(2**14) == "XFD"
