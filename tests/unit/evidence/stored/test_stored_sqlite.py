"""SQLite files: values as they are, tables by name, and views that reach for more."""

from __future__ import annotations

import io
import json
import os
import random
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from evidence_workspace import ENGINES, SPAN, Workspace, column, markers, only_cells, only_fault
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.evidence import EvidenceReader, child, codes
from factcheck.evidence.content import ChangedError, ContentError
from factcheck.evidence.frame import GroupedFrame
from factcheck.evidence.locate import locate
from factcheck.evidence.sealed import OutOfMemoryError
from factcheck.evidence.stored import Stored, sqlite_apart, sqlite_sealed, stored_frame
from factcheck.evidence.stored.codes import BROKEN_STORE, UNFINISHED_DATABASE, WRONG_RELATION
from factcheck.evidence.stored.sqlite import connected
from factcheck.evidence.workbook.cell_text import number_text
from factcheck.model.problem import ProblemsError
from factcheck.model.span import Text
from factcheck.model.spec import EmptyCell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.frame import Frame
    from factcheck.evidence.locate import Located
    from factcheck.evidence.scan import Engine
    from factcheck.model.cell import Fault
    from factcheck.model.spec import TableDeclaration

Value = int | float | str | bytes | None


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin no process for each question, but where a test is about that."""
    monkeypatch.setattr(child, "has_python", lambda: False)


def written(folder: Path, script: str, name: str = "t.sqlite") -> Path:
    path = folder / name
    connection = sqlite3.connect(path)
    connection.executescript(script)
    connection.commit()
    connection.close()
    return path


def located(folder: Path, name: str = "t.sqlite") -> Located:
    return locate(Text(name, SPAN), folder.resolve(), folder.resolve())


def frame(folder: Path, relation: str | None = None, name: str = "t.sqlite") -> Frame:
    return stored_frame(Stored(located(folder, name), relation))


def rows(folder: Path, relation: str | None = None) -> list[tuple[int, list[str]]]:
    return list(frame(folder, relation).rows())


def refused(folder: Path, relation: str | None = None) -> Fault:
    with pytest.raises(ContentError) as caught:
        rows(folder, relation)
    return caught.value.fault


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1", "1"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("2.50", "2.5"),
        ("0.1 + 0.2", "0.3"),
        ("5.0", "5"),
        ("-0.0", "0"),
        ("1e300", "1e+300"),
        ("9e999", "inf"),
        ("'2.50'", "2.50"),
        ("' Zürich\n'", " Zürich\n"),
        ("''", ""),
        ("NULL", ""),
        ("true", "1"),
    ],
)
def test_a_value_is_read_as_what_it_is(tmp_path: Path, value: str, text: str) -> None:
    written(tmp_path, f"CREATE TABLE t (a, b); INSERT INTO t VALUES ({value}, 'x')")  # noqa: S608 - own
    assert rows(tmp_path) == [(1, [text, "x"])]


def test_kinds_of_values_stand_in_one_column(tables: Workspace) -> None:
    script = """
        CREATE TABLE police (year INTEGER, reports, "a ""quoted"" name");
        INSERT INTO police VALUES (2020, 14, 1), (2020, '1,000', 2), (2021, 2.5, 3), (2021, '-', 4);
    """
    written(tables.folder, script)
    of = tables.declare(
        column("reports", markers=markers(**{"-": EmptyCell.UNKNOWN})),
        column("name", header='a "quoted" name'),
        file="t.sqlite",
    )
    cells = tables.scan(("year", "reports"), ("name", ""), of=of)
    assert (cells.path, cells.rows, cells.faults) == ("t.sqlite", 4, ())
    first, *_ = cells.sets[0][1]
    assert first.key == ("2020",)
    assert first.measured[0] is not None
    assert first.measured[0].total == 1014


def test_rows_come_in_the_order_of_their_keys(tmp_path: Path) -> None:
    script = """
        CREATE TABLE t (id INTEGER PRIMARY KEY, a); CREATE INDEX by_a ON t (a, id);
        INSERT INTO t VALUES (3, 'a'), (1, 'c'), (2, 'b');
        CREATE TABLE u (a TEXT PRIMARY KEY, b) WITHOUT ROWID; CREATE INDEX by_b ON u (b);
        INSERT INTO u VALUES ('z', 1), ('y', 2);
        CREATE TABLE g (a, b AS (a + 1), c AS (a * 2) STORED); INSERT INTO g VALUES (1);
    """
    written(tmp_path, script)
    assert [cells for _, cells in rows(tmp_path, "t")] == [["1", "c"], ["2", "b"], ["3", "a"]]
    assert [cells for _, cells in rows(tmp_path, "u")] == [["y", "2"], ["z", "1"]]
    assert frame(tmp_path, "g").headers == ("a", "b", "c")
    assert rows(tmp_path, "g") == [(1, ["1", "2", "2"])]


def test_rows_of_a_view_stand_nowhere(tables: Workspace) -> None:
    script = """
        CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 'x'), (NULL, 'y');
        CREATE VIEW v AS SELECT a, upper(b) AS c FROM t WHERE b LIKE '%'; CREATE VIEW w AS TABLE v;
    """.replace("AS TABLE v", "AS SELECT * FROM v")
    written(tables.folder, script)
    found = frame(tables.folder, "w")
    assert isinstance(found, GroupedFrame)
    assert not found.is_ordered
    assert [cells for _, cells in found.rows()] == [["1", "X"], ["", "Y"]]
    of = tables.declare(file="t.sqlite", relation=Text("w", SPAN))
    cells = tables.scan(("c", "a"), of=of)
    assert cells.path == "t.sqlite (w)"
    fault = only_fault(cells)
    assert fault.message.endswith("what they mean: 1 cell")
    # Without `table` the only table is meant, whatever views there are.
    assert frame(tables.folder).headers == ("a", "b")


def test_a_column_of_blobs_spoils_itself_alone(tables: Workspace) -> None:
    script = """
        CREATE TABLE t (a, picture, b);
        INSERT INTO t VALUES (1, NULL, 2), (3, zeroblob(2000000), 4)
    """
    written(tables.folder, script)
    of = tables.declare(file="t.sqlite")
    cells = tables.scan(("a", "b"), of=of)
    assert [cell.key for cell in only_cells(cells)] == [("1",), ("3",)]
    fault = only_fault(cells)
    assert fault.column == "picture"
    assert fault.code is BROKEN_STORE
    assert fault.message == "column 'picture' holds blobs, which are no values of a table"


def test_a_text_that_is_no_utf_8_is_told_with_its_place(tmp_path: Path) -> None:
    script = """
        CREATE TABLE t (a, b);
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20002)
        INSERT INTO t SELECT i, CASE WHEN i = 20001 THEN CAST(x'41FF' AS TEXT) ELSE 'x' END FROM n;
    """
    written(tmp_path, script)
    fault = refused(tmp_path)
    assert fault.code is codes.WRONG_ENCODING
    assert fault.message == "row 20,001 has a text in column 'b' that is no utf-8"


@pytest.mark.parametrize(
    ("relation", "message", "hint"),
    [
        (None, "the database has 3 tables, 'a', 'b', 'police': which one is meant?", "`table`"),
        ("polise", "the database has no table or view 'polise'", "did you mean 'police'?"),
        ("Police", "the database has no table or view 'Police'", "did you mean 'police'?"),
        ("sqlite_master", "the database has no table or view 'sqlite_master'", None),
        ("a; DROP TABLE a", "the database has no table or view 'a; DROP TABLE a'", None),
    ],
)
def test_the_table_has_to_be_clear(
    tmp_path: Path, relation: str | None, message: str, hint: str | None
) -> None:
    script = "CREATE TABLE police (x, y); CREATE TABLE a (x, y); CREATE TABLE b (x, y)"
    written(tmp_path, script)
    fault = refused(tmp_path, relation)
    assert fault.code is WRONG_RELATION
    assert fault.message == message
    assert hint is None or hint in (fault.hint or "")


def test_a_database_without_tables_is_refused(tmp_path: Path) -> None:
    written(tmp_path, "")
    assert refused(tmp_path).message == "the database has no tables"
    written(tmp_path, "CREATE VIEW v AS SELECT 1 AS a, 2 AS b")
    assert rows(tmp_path) == [(1, ["1", "2"])]


def test_a_schema_of_blobs_is_read_as_one_of_texts(tmp_path: Path) -> None:
    script = """
        CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2);
        PRAGMA writable_schema = ON;
        UPDATE sqlite_master SET sql = CAST(sql AS BLOB), name = CAST(name AS BLOB);
    """
    written(tmp_path, script)
    assert rows(tmp_path) == [(1, ["1", "2"])]


@pytest.mark.parametrize(
    ("view", "message"),
    [
        ("SELECT load_extension('x') AS a", "unsafe use of load_extension()"),
        ("SELECT random() AS a", "not authorized to use function: random"),
        ("SELECT CURRENT_DATE AS a", "not authorized to use function: CURRENT_DATE"),
        (
            "SELECT * FROM pragma_database_list",
            'unsafe use of virtual table "pragma_database_list"',
        ),
        ("SELECT * FROM nowhere", "no such table: main.nowhere"),
        ("SELECT hex(zeroblob(1000000)) AS a", "column 'a' has a text of more than 1,048,576 char"),
        ("SELECT hex(zeroblob(60000000)) AS a", "a row has more than 64 MiB"),
        ("SELECT date('now') AS a", "it has ''now''"),
        ("SELECT datetime() AS a", "it has 'datetime()'"),
        ("SELECT * FROM other", "it has ''now''"),
    ],
)
def test_a_view_reaches_no_further(tmp_path: Path, view: str, message: str) -> None:
    script = f"""
        CREATE TABLE t (a); CREATE VIEW other AS SELECT date('now') AS b; CREATE VIEW v AS {view}
    """
    written(tmp_path, script)
    fault = refused(tmp_path, "v")
    assert fault.code is BROKEN_STORE
    assert message in fault.message


def test_a_view_without_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = """
        CREATE VIEW v AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
        SELECT i FROM n;
    """
    written(tmp_path, script)
    monkeypatch.setattr(sqlite_sealed, "STEPS", 3_000_000)
    fault = refused(tmp_path, "v")
    assert fault.message.endswith("it takes too many steps")
    assert "CREATE TABLE" in (fault.hint or "")


@pytest.mark.parametrize(
    "query",
    [
        "INSERT INTO t VALUES (1)",
        "CREATE TABLE u (a)",
        "ATTACH '/etc/passwd' AS p",
        "PRAGMA query_only = OFF",
        "PRAGMA journal_mode = WAL",
        "VACUUM INTO 'copy'",
        "BEGIN",
    ],
)
def test_nothing_but_reading_is_allowed(tmp_path: Path, query: str) -> None:
    written(tmp_path, "CREATE TABLE t (a)")
    with pytest.raises(ContentError), connected(located(tmp_path)) as ask:
        list(ask(query))
    assert [one.name for one in tmp_path.iterdir()] == ["t.sqlite"]


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_database_being_written_is_refused(tmp_path: Path, ending: str) -> None:
    path = written(tmp_path, "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2)")
    beside = tmp_path / f"t.sqlite{ending}"
    beside.write_bytes(b"")
    assert rows(tmp_path) == [(1, ["1", "2"])]
    beside.write_bytes(b"half a change")
    fault = refused(tmp_path)
    assert fault.code is UNFINISHED_DATABASE
    assert fault.message.startswith(f"'t.sqlite{ending}' lies beside it")
    beside.unlink()
    beside.symlink_to("nowhere")
    assert refused(tmp_path).code is UNFINISHED_DATABASE
    assert path.exists()


def test_a_database_with_a_log_is_read_when_it_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "t.sqlite"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript("CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2)")
    assert refused(tmp_path).code is UNFINISHED_DATABASE
    connection.close()
    before = path.read_bytes()
    assert rows(tmp_path) == [(1, ["1", "2"])]
    # Nothing is ever put beside it, or into it.
    assert [one.name for one in tmp_path.iterdir()] == ["t.sqlite"]
    assert path.read_bytes() == before


def test_a_locked_database_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2)")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    (tmp_path / "t.sqlite-journal").unlink(missing_ok=True)
    fault = refused(tmp_path)
    connection.close()
    assert fault.code is UNFINISHED_DATABASE
    assert fault.message == "another program is writing the database"


def test_a_change_in_between_is_one(tmp_path: Path) -> None:
    path = written(tmp_path, "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2)")
    found = frame(tmp_path).rows()
    assert next(found)
    os.utime(path, ns=(1, 1))
    with pytest.raises(ChangedError):
        next(found)


@pytest.mark.parametrize(
    "name", ["t.sqlite", "t.sqlite3", "t.db", "T.DB", "a?mode=rwc&x=#%41.sqlite", 'it\'s "é".db']
)
def test_names_of_databases(tables: Workspace, name: str) -> None:
    written(tables.folder, "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2)", name)
    cells = tables.scan(("a", "b"), of=tables.declare(file=name))
    assert (cells.rows, cells.faults) == (1, ())


@pytest.mark.parametrize("content", [b"", b"no database at all"])
def test_what_is_no_database(tables: Workspace, content: bytes) -> None:
    tables.write(content, "t.db")
    with pytest.raises(ProblemsError, match="no database of SQLite or DuckDB"):
        tables.open(tables.declare(file="t.db"))
    if content:
        tables.write(content, "t.sqlite")
        assert "file is not a database" in refused(tables.folder).message


def test_a_database_that_cannot_be_opened(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables.write(b"", "t.db")

    def fails(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", fails)
    with pytest.raises(ProblemsError) as caught:
        tables.open(tables.declare(file="t.db"))
    assert caught.value.problems[0].code is codes.UNREADABLE


@pytest.mark.parametrize(
    ("said", "code"),
    [({"delimiter": ";"}, "FC276"), ({"sheet": "x"}, "FC276"), ({"skip": (1,)}, "FC276")],
)
def test_a_database_is_not_cut(tables: Workspace, said: dict[str, object], code: str) -> None:
    written(tables.folder, "CREATE TABLE t (a, b)")
    assert problem(tables, tables.declare(file="t.sqlite", **said)) == code


@pytest.mark.parametrize("file", ["t.csv", "t.xlsx"])
def test_other_files_have_no_tables(tables: Workspace, file: str) -> None:
    tables.write("a,b\n1,2\n", file)
    assert problem(tables, tables.declare(file=file, relation=Text("t", SPAN))) == "FC290"


def problem(tables: Workspace, declaration: TableDeclaration) -> str:
    with (
        pytest.raises(ProblemsError) as caught,
        EvidenceReader(tables.folder, tables.folder) as reader,
    ):
        reader.open(declaration)
    return caught.value.problems[0].code.code


_VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.integers(-3, 3),
    st.floats(allow_nan=False),
    st.sampled_from(["a", "", " b ", "1,000", "Total", "7", "é'\""]),
)


def as_text(value: Value) -> str:
    if isinstance(value, float):
        return number_text(repr(value))
    return "" if value is None else str(value)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(_VALUES, _VALUES, _VALUES), min_size=1, max_size=8), st.booleans())
def test_a_table_is_what_the_same_csv_is(
    values: list[tuple[Value, Value, Value]], has_empty: bool
) -> None:
    empty = EmptyCell.UNKNOWN if has_empty else None
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(child, "has_python", lambda: False)
        path = written(Path(folder), "CREATE TABLE t (a, b, c)")
        connection = sqlite3.connect(path)
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", values)
        connection.commit()
        connection.close()
        expected = [(n, [as_text(one) for one in row]) for n, row in enumerate(values, 1)]
        assert rows(Path(folder)) == expected
        tables = Workspace(Path(folder))
        lines = [["a", "b", "c"], *(row for _, row in expected)]
        tables.write("\n".join(",".join(map(_cell, line)) for line in lines) + "\n")
        said = [column("a", empty=empty), column("b", empty=empty), column("c", empty=empty)]
        sets = [("a", "b c"), ("", "a"), ("a b", "")]
        mine = tables.scan(*sets, of=tables.declare(*said, file="t.sqlite"))
        theirs = tables.scan(*sets, of=tables.declare(*said))
    if not mine.faults and not theirs.faults:
        assert (mine.sets, mine.rows) == (theirs.sets, theirs.rows)


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@pytest.mark.parametrize("engine", ENGINES)
def test_a_process_of_its_own_answers(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch, engine: Engine
) -> None:
    monkeypatch.setattr(child, "has_python", lambda: True)
    script = "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 2.5), (1, 9e999), (NULL, 'x')"
    written(tables.folder, script)
    assert [cells for _, cells in rows(tables.folder)] == [["1", "2.5"], ["1", "inf"], ["", "x"]]
    of = tables.declare(column("a", empty=EmptyCell.NONE), file="t.sqlite")
    assert tables.scan(("a", ""), of=of, engine=engine).rows == 3
    assert refused(tables.folder, "u").code is WRONG_RELATION


def test_the_process_limits_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Stream:
        def __init__(self, buffer: io.BytesIO) -> None:
            self.buffer = buffer

    path = written(tmp_path, "CREATE TABLE t (a)")
    limits: list[int] = []
    answer = io.BytesIO()
    lines = [json.dumps(str(path)), "\"SELECT 1, 2.5, NULL, 'x'\"", '"no query"']
    monkeypatch.setattr(child, "prepare", limits.append)
    monkeypatch.setattr(sys, "stdin", Stream(io.BytesIO("\n".join([*lines, ""]).encode())))
    monkeypatch.setattr(sys, "stdout", Stream(answer))
    sqlite_apart.main()
    first, end, error = answer.getvalue().splitlines()
    assert (first, end) == (b'[[1, 2.5, null, "x"]]', b"null")
    assert b"syntax error" in error
    assert limits == [2**31]


def test_no_blob_is_ever_told(tmp_path: Path) -> None:
    path = written(tmp_path, "CREATE TABLE t (a)")
    requests = io.BytesIO(f"{json.dumps(str(path))}\n\"SELECT x'00'\"\n".encode())
    with pytest.raises(TypeError, match="nobody asks for bytes"):
        sqlite_apart.serve(requests, io.BytesIO())


def test_without_memory_nothing_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "CREATE TABLE t (a, b)")

    def fails(_: str) -> Iterator[object]:
        raise MemoryError

    monkeypatch.setattr(sqlite_sealed, "_sealed", fails)
    fault = refused(tmp_path)
    assert fault.code is codes.TOO_MUCH
    with pytest.raises(OutOfMemoryError), sqlite_sealed.asked_sqlite(str(tmp_path / "t.sqlite")):
        pass


def test_damaged_databases_are_faults_or_tables(tmp_path: Path) -> None:
    script = """
        CREATE TABLE t (a, b); CREATE INDEX i ON t (a);
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
        INSERT INTO t SELECT i, 'text ' || i FROM n;
    """
    path = written(tmp_path, script)
    whole = path.read_bytes()
    chance = random.Random(7)  # noqa: S311 - the same each time
    ends: set[str] = set()
    for _ in range(150):
        data = bytearray(whole[: chance.choice([len(whole), chance.randrange(len(whole))])])
        for _ in range(chance.choice([1, 5, 50]) if data else 0):
            data[chance.randrange(min(len(data), chance.choice([200, len(whole)])))] = (
                chance.randrange(256)
            )
        path.write_bytes(bytes(data))
        try:
            rows(tmp_path)
        except ContentError as error:
            ends.add(error.fault.code.code)
        else:
            ends.add("table")
    assert {"table", "FC275"} <= ends <= {"table", "FC275", "FC290", "FC291", "FC216", "FC215"}
