from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from evidence_workspace import ENGINES, SPAN, Workspace, only_cells, only_fault

from factcheck.evidence import EvidenceReader, codes, content, records
from factcheck.model.plan import TablePlan
from factcheck.model.span import Text

if TYPE_CHECKING:
    from factcheck.evidence.scan import Engine

LARGE = 200_000
"""Rows that are more than is held in memory."""


def test_the_digest_is_that_of_the_bytes_scanned(tables: Workspace) -> None:
    for text in ("a,b\n1,2\n", "a,b\n" + "1,22222\n" * LARGE):
        path = tables.write(text)
        assert tables.scan(("a", "")).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("latin-1", "latin-1"),
        ("windows-1252", "windows-1252"),
        ("utf-16", "utf-16"),
    ],
)
@pytest.mark.parametrize("rows", [2, LARGE])
def test_tables_are_read_in_their_encoding(
    tables: Workspace, encoding: str, name: str, rows: int
) -> None:
    tables.write(("naïve,n\n" + "Zürich,1\n" * rows).encode(name))
    declaration = tables.declare(encoding=encoding)
    (cell,) = only_cells(tables.scan(("naïve", "n"), of=declaration, engine="auto"))
    assert (cell.key, cell.rows, int(cell.measured[0].total)) == (("Zürich",), rows, rows)


def test_another_encoding_is_a_fault_with_its_place(tables: Workspace) -> None:
    tables.write("a,b\nx,y\nZürich,1\n".encode("latin-1"))
    fault = only_fault(tables.open())
    assert fault.message == "line 3: byte 0xfc at offset 9 is no utf-8"
    assert fault.hint is not None
    assert "`encoding: windows-1252`" in fault.hint
    assert only_fault(tables.scan(("a", ""))) == fault


def test_the_place_counts_a_byte_order_mark(tables: Workspace) -> None:
    tables.write(b"\xef\xbb\xbfa,b\nZ\xfcrich,1\n")
    assert only_fault(tables.open()).message == "line 2: byte 0xfc at offset 8 is no utf-8"


def test_a_bad_byte_far_inside_is_found_by_the_scan(tables: Workspace) -> None:
    head = b"a,b\n" + b"xyz,1\n" * LARGE
    tables.write(head + b"\xc3,1\n" + b"x,1\n" * 10)
    assert tables.open().faults == ()
    for engine in ENGINES:
        cells = tables.scan(("a", ""), engine=engine)
        assert only_fault(cells).message == (
            f"line {LARGE + 2}: byte 0xc3 at offset {len(head)} is no utf-8"
        )
        assert cells.rows == 0


def test_a_file_that_ends_inside_a_letter_is_a_fault(tables: Workspace) -> None:
    tables.write("a,b\n1,ü".encode()[:-1])
    assert only_fault(tables.open()).code is codes.WRONG_ENCODING


def test_utf_16_without_its_declaration_is_named(tables: Workspace) -> None:
    tables.write("a,b\n1,2\n".encode("utf-16"))
    fault = only_fault(tables.open())
    assert fault.hint is not None
    assert "`encoding: utf-16`" in fault.hint


@pytest.mark.parametrize("rows", [1, LARGE])
def test_nul_characters_are_no_text(tables: Workspace, rows: int) -> None:
    tables.write(b"a,b\n" + b"xxxxx,2\n" * rows + b"\0,2\n")
    fault = only_fault(tables.scan(("a", ""), engine="auto"))
    assert (fault.code, fault.message.split(" holds")[0]) == (codes.NOT_TEXT, f"line {rows + 2}")


def test_an_unknown_encoding_is_a_fault(tables: Workspace) -> None:
    tables.write("a,b\n")
    declaration = tables.declare(encoding="klingon")
    assert only_fault(tables.open(declaration)).message == "there is no encoding 'klingon'"
    cells = tables.scan(("a", ""), of=declaration)
    assert (cells.sha256, cells.rows, only_cells(cells)) == ("", 0, ())
    assert only_fault(cells).code is codes.WRONG_ENCODING


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n3\n", "line 3 has 1 cell, but the table has 2 columns; it begins '3'"),
        ("a,b\n\n1,2,3\n", "line 3 has 3 cells, but the table has 2 columns; it begins '1'"),
        ("a,b\n1,2,\n", "line 2 has 3 cells, but the table has 2 columns; it begins '1'"),
        ('a,b\n"x\ny",2\nz\n', "line 4 has 1 cell, but the table has 2 columns; it begins 'z'"),
        ("a\n1,2\n", "line 2 has 2 cells, but the table has 1 column; it begins '1'"),
        ('a,b\n"x"y,2\n', "line 2: text follows a closing quote"),
        ('a,b\n"x" ,2\n', "line 2: text follows a closing quote"),
        ('a,b\n1,2\n"x,2\ny,3\n', "line 3: a cell begins with a quote that is never closed"),
        (f"a,b\n{'x' * 140_000},1\n", "line 2: a cell has more than 131,072 characters"),
    ],
)
@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_no_table_is_a_fault_with_its_line(
    tables: Workspace, text: str, message: str, engine: Engine
) -> None:
    tables.write(text)
    cells = tables.scan(("a", ""), engine=engine)
    fault = only_fault(cells)
    assert (fault.message, fault.column, cells.rows) == (message, None, 0)


def test_blank_lines_are_skipped(tables: Workspace) -> None:
    tables.write('a,b\r\n\r\n1,2\r\n  \r\n""\r\n3,4\r\n\r\n')
    assert tables.scan(("a", "")).rows == 2
    tables.write("a,b\n\n \n")
    assert tables.scan(("a", "")).rows == 0


def test_a_line_without_end_is_a_fault_and_not_held_in_memory(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "SMALL_BYTES", 10)
    monkeypatch.setattr(content, "MAX_LINE", 50)
    tables.write("a,b\n1,2\n" + "," * 60)
    fault = only_fault(tables.scan(("a", "")))
    assert fault.code is codes.BROKEN_QUOTES
    assert "has more than 50 characters" in fault.message
    tables.write("a,b\n1,2\n" + "3," + "4" * 47 + "\n")
    assert tables.scan(("a", "")).rows == 2


@pytest.mark.parametrize("moment", ["before opening", "in the header", "scan", "end"])
def test_a_file_that_changes_is_not_used(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    path = tables.write("a,b\n" + "x,1\n" * 300_000)
    declaration = tables.declare()
    plan = TablePlan(declaration, (), ())
    opened = content.opened
    calls = []

    def changing(located: object) -> object:
        calls.append(located)
        if (moment, len(calls)) in {("before opening", 1), ("in the header", 2)}:
            path.write_text("a,b\n1,2\n")
        return opened(located)  # type: ignore[arg-type]

    monkeypatch.setattr(content, "opened", changing)
    reader = EvidenceReader(tables.folder, tables.folder, engine="python")
    faults = reader.open(declaration).faults
    if moment == "scan":
        path.write_text("a,b\n1,2\n")
    if moment == "end":
        monkeypatch.setattr(records, "BATCH", 299_999)
        stat = Path.stat

        def touched(self: Path, **said: bool) -> os.stat_result:
            os.utime(path, ns=(1, 1))
            return stat(self, **said)

        monkeypatch.setattr(Path, "stat", touched)
    cells = reader.scan(plan)
    assert {fault.code for fault in (*faults, *cells.faults)} == {codes.CHANGED}
    assert cells.rows == 0


def test_a_pipe_that_takes_the_files_place_is_not_read(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tables.write("a,b\n")
    opened = content.opened

    def swapped(located: object) -> object:
        path.unlink()
        os.mkfifo(path)
        return opened(located)  # type: ignore[arg-type]

    monkeypatch.setattr(content, "opened", swapped)
    assert only_fault(tables.open()).code is codes.CHANGED


@pytest.mark.parametrize(
    ("text", "is_strict"),
    [
        ('a,"b c"\n', True),
        ('a,"he said ""no"" x"\n', True),
        ('a,"b" \n', False),
        ('a,"" ,\n', False),
        ('"" x\n', False),
        ('"b""" x\n', False),
        ("no quotes\n", True),
        ('x,"' + '""' * 5000 + '"\n', True),
        ("x," + '"' * 4096, False),
    ],
)
@pytest.mark.parametrize("chunk", [1, 7, 2**20])
def test_blanks_after_closing_quotes_are_noticed(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch, text: str, is_strict: bool, chunk: int
) -> None:
    monkeypatch.setattr(content, "SMALL_BYTES", 0)
    monkeypatch.setattr(content, "_CHUNK", chunk)
    tables.write(text)
    from factcheck.evidence.locate import locate

    located = locate(Text("t.csv", SPAN), tables.folder, tables.folder)
    seen = content.fingerprint(content.read_content(located, "utf-8"))
    if chunk == 2**20 or len(text) < 100:
        assert seen.is_strict is is_strict
    assert seen.sha256 == hashlib.sha256(text.encode()).hexdigest()
