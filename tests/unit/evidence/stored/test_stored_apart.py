"""Parquet files are asked in a process of their own, which may end without harm."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from evidence_workspace import ENGINES, Workspace
from parquet_helper import write_parquet

from factcheck.evidence import answering, child, sealed
from factcheck.evidence.content import ContentError
from factcheck.evidence.stored import apart
from factcheck.evidence.stored.apart import asked_apart
from factcheck.evidence.stored.codes import BROKEN_STORE

if TYPE_CHECKING:
    from factcheck.evidence.scan import Engine

_LONG = Decimal("-9999999999999999999999999999.9999999999")
VALUES = [
    ("NULL", None),
    ("-5", -5),
    ("170141183460469231731687303715884105727::HUGEINT", 2**127 - 1),
    ("9.50::DECIMAL(9, 2)", Decimal("9.50")),
    ("0::DECIMAL(38, 12)", Decimal("0E-12")),
    ("'-9999999999999999999999999999.9999999999'::DECIMAL(38, 10)", _LONG),
    ("'9.50'", "9.50"),
    ("'Zürich ' || chr(10) || '\U0001f600'", "Zürich \n\U0001f600"),
]
DAMAGED = Path(__file__).with_name("ends_the_process.parquet")


def found(path: Path, query: str) -> list[tuple[object, ...]]:
    with asked_apart(str(path)) as ask:
        return [row for batch in ask(query) for row in batch]


@pytest.mark.parametrize("is_apart", [True, False])
def test_values_come_back_as_they_are(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch, is_apart: bool
) -> None:
    monkeypatch.setattr(child, "has_python", lambda: is_apart)
    if not is_apart:
        monkeypatch.delattr(subprocess, "Popen")
    path = tables.folder / "t.parquet"
    write_parquet(path, "SELECT 1 AS a")
    query = f"SELECT {', '.join(one for one, _ in VALUES)}"
    (row,) = found(path, query)
    assert row == tuple(value for _, value in VALUES)
    assert [str(one) for one in row] == [str(value) for _, value in VALUES]
    assert [type(one) for one in row] == [type(value) for _, value in VALUES]


def test_several_queries_are_answered_by_one_process(tables: Workspace) -> None:
    path = tables.folder / "t.parquet"
    write_parquet(path, "SELECT range AS a FROM range(50000)")
    query = f"SELECT a FROM '{path}'"  # noqa: S608 - the test's own
    with asked_apart(str(path)) as ask:
        for _ in range(2):
            batches = list(ask(query))
            assert len(batches) == 3
            assert [row for batch in batches for row in batch] == [(n,) for n in range(50_000)]
        with pytest.raises(sealed.QueryError, match="Parser Error"):
            list(ask("no query"))


def test_a_database_that_was_replaced_is_asked_anew(tables: Workspace) -> None:
    path = tables.folder / "t.duckdb"
    for number in (1, 2):
        new = tables.folder / "new.duckdb"
        with duckdb.connect(str(new)) as connection:
            connection.execute(f"CREATE TABLE t AS SELECT {number} AS a")
        new.replace(path)
        with asked_apart(str(path), is_database=True) as ask:
            assert list(ask("SELECT a FROM evidence.t")) == [[(number,)]]


def test_a_process_is_sealed(tables: Workspace) -> None:
    path = tables.folder / "t.parquet"
    other = tables.folder / "other.parquet"
    for one in (path, other):
        write_parquet(one, "SELECT 1 AS a")
    with pytest.raises(sealed.QueryError, match="Permission Error"):
        found(path, f"FROM '{other}'")


def test_nothing_is_printed_among_the_answers(tables: Workspace) -> None:
    # DuckDB takes a process that was begun with a command for one that somebody looks at.
    query = "SELECT current_setting('enable_progress_bar')::VARCHAR"
    assert found(tables.folder / "t.parquet", query) == [("false",)]


def test_a_process_keeps_to_its_memory(tables: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tables.folder / "t.parquet"
    write_parquet(path, "SELECT md5(range::VARCHAR) AS a FROM range(100000)")
    monkeypatch.setenv("FACTCHECK_MEMORY", "1MB")
    with pytest.raises(sealed.OutOfMemoryError):
        found(path, f"SELECT a, count(*) FROM '{path}' GROUP BY a")  # noqa: S608 - own


@pytest.mark.parametrize(
    "text",
    [
        "",
        "import os; os.abort()",
        "print('[[1]]')",
        "import sys; sys.stdin.readline(); print('[[1', end='')",
        "import sys; sys.stdin.readline(); sys.stdin.readline(); print('[[1', end='')",
        "import os, signal, sys; sys.stdin.readline(); os.kill(os.getpid(), signal.SIGKILL)",
        "print('null', end='')",
    ],
)
def test_a_process_that_ends_early_is_a_fault(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    begun = f"print('null', flush=True); {text}"
    monkeypatch.setattr(apart, "command", lambda: [sys.executable, "-c", begun])
    for query in ("SELECT 1", f"SELECT '{'x' * 2**20}'"):
        with pytest.raises(ContentError, match="it is damaged") as caught:
            found(tables.folder, query)
        assert caught.value.fault.code is BROKEN_STORE


@pytest.mark.parametrize(
    "text", ["import nowhere", "print('null', end='')", "print()", "import os; os.abort()"]
)
def test_a_process_that_does_not_begin_is_no_fault_of_the_file(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(apart, "command", lambda: [sys.executable, "-c", text])
    with pytest.raises(ContentError, match="DuckDB, which reads it, does not start") as caught:
        found(tables.folder, "SELECT 1")
    assert caught.value.fault.code is BROKEN_STORE
    assert "import duckdb" in (caught.value.fault.hint or "")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_damaged_file_does_not_end_the_program(tables: Workspace, engine: Engine) -> None:
    # DuckDB 2.0 writes past its memory, and may end at this or a later moment; another release
    # may refuse the file.
    shutil.copy(DAMAGED, tables.folder / "t.parquet")
    of = tables.declare(file="t.parquet")
    for _ in range(3):
        cells = tables.scan(("k", "n f d"), of=of, engine=engine)
        assert {one.code for one in cells.faults} == {BROKEN_STORE}


def test_the_first_error_ends_the_answers(tables: Workspace) -> None:
    path = tables.folder / "t.parquet"
    write_parquet(path, "SELECT 1 AS a")
    lines = [
        [[str(path)], ["1GB", 1], False, None],
        "SELECT 1, 2.50::DECIMAL(9, 2), NULL",
        "SELECT 1 WHERE false",
    ]
    answers = answered([*lines, "no query", "SELECT 2"])
    assert answers[:3] == [[[1, ["2.50"], None]], None, None]
    (error,) = answers[3:]
    assert isinstance(error, dict)
    assert error["is_memory"] is False
    assert "Parser Error" in error["message"]


def test_without_memory_nothing_is_answered(tables: Workspace) -> None:
    query = "SELECT md5(range::VARCHAR) AS a, count(*) FROM range(100000) GROUP BY a"
    (error,) = answered([[[str(tables.folder / "t.parquet")], ["1MB", 1], False, None], query])
    assert isinstance(error, dict)
    assert error["is_memory"] is True


def test_where_nobody_asks_nothing_is_answered() -> None:
    assert answered([]) == []


def answered(lines: list[object]) -> list[object]:
    requests = io.BytesIO(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
    answers = io.BytesIO()
    answering.serve(requests, answers)
    return [json.loads(line) for line in answers.getvalue().splitlines()]


def test_the_process_limits_itself_and_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        def __init__(self, buffer: io.BytesIO) -> None:
            self.buffer = buffer

    limits: list[int] = []
    answer = io.BytesIO()
    monkeypatch.setattr(child, "prepare", limits.append)
    monkeypatch.setattr(
        sys, "stdin", Stream(io.BytesIO(b'[["t.parquet"], ["1GB", 1], false, null]\n"SELECT 1"\n'))
    )
    monkeypatch.setattr(sys, "stdout", Stream(answer))
    answering.main()
    assert answer.getvalue() == b"null\n[[1]]\nnull\n"
    assert limits == [2**33]
