"""Workbooks are read in a process of their own, which may end without harm."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from workbook_reading import MAKERS, rows_of, workbook
from workbook_values import Error, Percent, zipped
from xlsb_helper import binary_cell, binary_row, record, xlsb_of
from xlsx_helper import xlsx

from factcheck.evidence import child, codes
from factcheck.evidence.content import ContentError
from factcheck.evidence.workbook import apart, sheet_records

if TYPE_CHECKING:
    from workbook_values import Cell

ROWS: list[list[Cell]] = [["a", None, Percent(0.5)], [], [1, "Zürich \ud7ff", Error("#N/A")]]


@pytest.mark.parametrize("suffix", MAKERS)
def test_the_rows_are_those_read_here(suffix: str) -> None:
    held = MAKERS[suffix]({"A": ROWS, "B": []})
    records = sheet_records(workbook(held, suffix), "A")
    assert list(records()) == rows_of(held, suffix, "A")
    # As often as they are asked for.
    assert list(records()) == list(records())


@pytest.mark.parametrize("sheet", [None, "C", "#"])
def test_a_fault_comes_back_whole(sheet: str | None) -> None:
    held = xlsx({"A": ROWS, "B": []})
    with pytest.raises(ContentError) as here:
        rows_of(held, ".xlsx", sheet)
    with pytest.raises(ContentError) as there:
        sheet_records(workbook(held, ".xlsx"), sheet)
    assert there.value.fault == here.value.fault


def hidden_sheet() -> bytes:
    """Return a workbook whose sheet is not found by what looks for cells too far apart."""
    rows = binary_row(0) + binary_cell(0, 1) + binary_row(1_048_575) + binary_cell(16_383, 1)
    with zipfile.ZipFile(io.BytesIO(xlsb_of({"A": rows}))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    links = "xl/_rels/workbook.bin.rels"
    parts[links] = parts[links].replace(b"worksheets/sheet1.bin", b"worksheets/odd.bin")
    parts["xl/worksheets/odd.bin"] = record(46) + parts.pop("xl/worksheets/sheet1.bin")[3:]
    return zipped(parts)


def test_a_workbook_that_ends_the_process_is_a_fault() -> None:
    with pytest.raises(ContentError, match="larger inside than it can be read") as caught:
        sheet_records(workbook(hidden_sheet(), ".xlsb"), None)
    assert caught.value.fault.code is codes.BROKEN_WORKBOOK


def test_a_process_that_ends_early_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    held = xlsx({"A": [["x" * 100]] * 10}) + bytes(2**22)
    rows = r"print('0\n[\"a\"]')"
    for command in ("raise SystemExit", 'print("[]")', "print(0)", rows):
        monkeypatch.setattr(apart, "_command", lambda text=command: [sys.executable, "-c", text])
        with pytest.raises(ContentError, match="larger inside than it can be read"):
            sheet_records(workbook(held, ".xlsx"), None)


@pytest.mark.parametrize("attribute", ["frozen", "executable"])
def test_without_an_interpreter_it_is_read_here(
    monkeypatch: pytest.MonkeyPatch, attribute: str
) -> None:
    monkeypatch.setattr(sys, attribute, "" if attribute == "executable" else True, raising=False)
    monkeypatch.delattr(subprocess, "Popen")
    assert list(sheet_records(workbook(xlsx({"A": [["a"]]}), ".xlsx"), None)()) == [(1, ["a"])]


def answered(held: bytes, suffix: str, sheet: str | None) -> list[object]:
    requests = io.BytesIO(json.dumps([suffix, sheet]).encode() + b"\n" + held)
    answers = io.BytesIO()
    apart.serve(requests, answers)
    return [json.loads(line) for line in answers.getvalue().splitlines()]


def test_a_request_is_answered_line_by_line() -> None:
    held = xlsx({"A": [["a", "\n"], [1]], "B": []})
    assert answered(held, ".xlsx", "A") == [0, ["a", "\n"], ["1", ""], None]
    assert answered(xlsx({"A": [[None, None, "a"]]}), ".xlsx", "A") == [2, ["a"], None]
    (fault,) = answered(held, ".xlsx", None)
    assert isinstance(fault, dict)
    assert fault["code"] == "FC222"


def test_the_process_limits_itself_and_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        def __init__(self, buffer: io.BytesIO) -> None:
            self.buffer = buffer

    limits: list[int] = []
    request = io.BytesIO(b'[".xlsx", null]\n' + xlsx({"A": [["a"]]}))
    answer = io.BytesIO()
    monkeypatch.setattr(child, "prepare", limits.append)
    monkeypatch.setattr(sys, "stdin", Stream(request))
    monkeypatch.setattr(sys, "stdout", Stream(answer))
    apart.main()
    assert answer.getvalue() == b'0\n["a"]\nnull\n'
    assert limits == [2**32]
