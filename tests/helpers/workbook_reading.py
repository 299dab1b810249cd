"""Workbooks of every format, and short ways to read one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from evidence_workspace import SPAN
from ods_helper import ods
from xls_helper import xls
from xlsb_helper import xlsb
from xlsx_helper import xlsx

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError
from factcheck.evidence.locate import Located
from factcheck.evidence.workbook import Workbook
from factcheck.evidence.workbook.reading import read_rows
from factcheck.model.span import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbook_values import Rows

    Maker = Callable[[Mapping[str, Rows]], bytes]

MAKERS: dict[str, Maker] = {".xlsx": xlsx, ".xls": xls, ".xlsb": xlsb, ".ods": ods}


def rows_of(held: bytes, suffix: str, sheet: str | None = None) -> list[tuple[int, list[str]]]:
    """Return the rows of a sheet, read in this process."""
    rows = enumerate(read_rows(held, suffix, sheet).rows, start=1)
    return [(number, row if any(map(str.strip, row)) else []) for number, row in rows]


def workbook(held: bytes, suffix: str) -> Workbook:
    """Return a workbook that was never a file."""
    file = Text(f"t{suffix}", SPAN)
    return Workbook(Located(Path(file.value), file.value, suffix, (), len(held), file), held)


def refused(held: bytes, suffix: str, sheet: str | None = None) -> str:
    """Return why a workbook is not read."""
    with pytest.raises(ContentError) as caught:
        rows_of(held, suffix, sheet)
    assert caught.value.fault.code in {codes.BROKEN_WORKBOOK, codes.WRONG_SHEET}
    return caught.value.fault.message.removeprefix("the workbook cannot be read: ")
