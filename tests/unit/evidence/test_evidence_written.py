"""Workbooks that were written with other libraries are read as they were meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from workbook_reading import rows_of

from factcheck.evidence.workbook.cell_text import NO_RESULT

WRITTEN = Path(__file__).resolve().parent / "written"
ROWS = [
    (1, ["town", "reports", "share", "day", "ok", "note"]),
    (2, ["Zürich & Co", "9167", "12.5%", "2020-06-18", "TRUE", "a"]),
    (3, ["Bern", "-12.5", "33.3333333333333%", "1999-12-31", "FALSE", ""]),
    (4, ["Uri", "0.3", "100%", "2024-02-29", "TRUE", "=x"]),
    (5, ["Basel", "1000000000000000", "7%", "", "", "n/a"]),
]
"""What was handed to each library."""
MERGED = [
    (6, []),
    (7, ["formula", "", "", "", "", ""]),
    (8, []),
    (9, ["merged", "", "", "", "", ""]),
]
"""Further rows: xlwt stores the empty text as the result of a formula."""


WITHOUT_FORMATS = [
    (1, ["town", "reports", "share", "ok", "note"]),
    (2, ["Zürich & Co", "9167", "0.125", "TRUE", "a"]),
    (3, ["Bern", "-12.5", "0.333333333333333", "FALSE", ""]),
    (4, ["Uri", "0.3", "1", "TRUE", "=x"]),
    (5, ["Basel", "1000000000000000", "0.07", "", "n/a"]),
]
"""Of a library that writes neither percentages nor days."""
WITH_FORMATS = ("xlwt.xls", "odfpy.ods", "openpyxl.xlsx", "xlsxwriter.xlsx")


@pytest.mark.parametrize("path", [WRITTEN / name for name in WITH_FORMATS], ids=WITH_FORMATS)
def test_workbooks_of_other_libraries_are_read(path: Path) -> None:
    rows = rows_of(path.read_bytes(), path.suffix, "Data")
    expected = list(ROWS)
    if path.name == "openpyxl.xlsx":
        expected[3] = (4, [*ROWS[3][1][:-1], NO_RESULT])
    assert rows == expected + (MERGED if path.suffix == ".xls" else [])


def test_a_binary_workbook_of_another_library_is_read() -> None:
    held = (WRITTEN / "pyxlsbwriter.xlsb").read_bytes()
    assert rows_of(held, ".xlsb", "Data") == WITHOUT_FORMATS
