"""Databases of DuckDB: their tables as from Parquet, and nothing outside of them."""

from __future__ import annotations

import os
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from evidence_workspace import ENGINES, SPAN, Workspace, column, only_cells, only_fault
from hypothesis import given, settings
from parquet_helper import write_parquet
from typed_tables import columns

from factcheck.evidence import child, codes, sealed
from factcheck.evidence.content import ChangedError, ContentError
from factcheck.evidence.frame import GroupedFrame
from factcheck.evidence.locate import locate
from factcheck.evidence.raw import RawRequest, RawSet
from factcheck.evidence.stored import Stored, duckdb_file, stored_frame
from factcheck.evidence.stored.codes import BROKEN_STORE, UNFINISHED_DATABASE, WRONG_RELATION
from factcheck.evidence.stored.duckdb_file import DuckdbGrouper, connected
from factcheck.model.span import Text
from factcheck.model.spec import EmptyCell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.frame import Frame
    from factcheck.evidence.locate import Located
    from factcheck.evidence.scan import Engine
    from factcheck.model.cell import Fault


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin no process for each question, but where a test is about that."""
    monkeypatch.setattr(child, "has_python", lambda: False)


def written(folder: Path, *queries: str, name: str = "t.duckdb") -> Path:
    path = folder / name
    with duckdb.connect(str(path)) as connection:
        for query in queries:
            connection.execute(query)
    return path


def located(folder: Path, name: str = "t.duckdb") -> Located:
    return locate(Text(name, SPAN), folder.resolve(), folder.resolve())


def frame(folder: Path, relation: str | None = None) -> Frame:
    return stored_frame(Stored(located(folder), relation))


def rows(folder: Path, relation: str | None = None) -> list[list[str]]:
    return [cells for _, cells in frame(folder, relation).rows()]


def refused(folder: Path, relation: str | None = None) -> Fault:
    with pytest.raises(ContentError) as caught:
        rows(folder, relation)
    return caught.value.fault


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("9.50::DECIMAL(9, 2)", "9.50"),
        ("170141183460469231731687303715884105727", "170141183460469231731687303715884105727"),
        ("2::UHUGEINT", "2"),
        ("123::BIGNUM", "123"),
        ("'x'::ENUM('x', 'a]')", "x"),
        ("0.1::DOUBLE + 0.2::DOUBLE", "0.3"),
        ("TIMESTAMP '2020-01-01 10:30:00'", "2020-01-01T10:30:00"),
        ("NULL::DATE", ""),
        ("true", "true"),
    ],
)
def test_types_are_texts(tmp_path: Path, value: str, text: str) -> None:
    written(tmp_path, f"CREATE TABLE t AS SELECT {value} AS a, 'x' AS b")
    assert rows(tmp_path) == [[text, "x"]]


@pytest.mark.parametrize("kind", ["INTEGER[]", "JSON", "BLOB", "STRUCT(a INTEGER)", "INTERVAL"])
def test_other_types_spoil_their_column_alone(tmp_path: Path, kind: str) -> None:
    written(tmp_path, f"CREATE TABLE t (a INTEGER, b {kind})", "INSERT INTO t VALUES (1, NULL)")
    (fault,) = frame(tmp_path).faults
    assert (fault.code, fault.column) == (BROKEN_STORE, "b")
    assert rows(tmp_path) == [["1", ""]]


def test_texts_are_told_apart_letter_by_letter(tables: Workspace) -> None:
    # A column may be declared to take capitals for small letters, or accents for nothing.
    written(
        tables.folder,
        "CREATE TABLE t (a VARCHAR COLLATE NOCASE, b VARCHAR COLLATE NOACCENT, n INTEGER)",
        "INSERT INTO t VALUES ('a', 'e', 1), ('A', 'é', 2)",
    )
    of = tables.declare(file="t.duckdb")
    for engine in ENGINES:
        cells = tables.scan(("a b", "n"), of=of, engine=engine)
        assert {cell.key for cell in only_cells(cells)} == {("a", "e"), ("A", "é")}


@pytest.mark.parametrize("kind", ["HUGEINT", "UHUGEINT", "UBIGINT", "BIGNUM"])
def test_sums_past_every_type_are_exact(tables: Workspace, kind: str) -> None:
    large = {"HUGEINT": 2**127 - 1, "UHUGEINT": 2**128 - 1, "UBIGINT": 2**64 - 1}.get(kind, 10**50)
    query = f"INSERT INTO t VALUES ('x', '{large}'::{kind}), ('x', '{large}'::{kind})"  # noqa: S608 - own
    written(tables.folder, f"CREATE TABLE t (a VARCHAR, n {kind})", query)
    of = tables.declare(file="t.duckdb")
    found = [tables.scan(("a", "n"), of=of, engine=engine) for engine in ENGINES]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("relation", "expected"),
    [("t", [["1"]]), ("more.u", [["2"]]), ("v", [["1"]]), ('odd "name".x', [["3"]])],
)
def test_tables_by_name(tmp_path: Path, relation: str, expected: list[list[str]]) -> None:
    written(
        tmp_path,
        "CREATE TABLE t AS SELECT 1 AS a",
        "CREATE SCHEMA more; CREATE TABLE more.u AS SELECT 2 AS a",
        "CREATE VIEW v AS FROM t",
        'CREATE SCHEMA "odd ""name"""; CREATE TABLE "odd ""name""".x AS SELECT 3 AS a',
    )
    found = frame(tmp_path, relation)
    assert [cells for _, cells in found.rows()] == expected
    assert isinstance(found, GroupedFrame) is (relation == "v")


def test_a_name_that_is_not_there(tmp_path: Path) -> None:
    written(
        tmp_path,
        "CREATE TABLE police (a INT); CREATE SCHEMA m; CREATE TABLE m.courts (a INT)",
        'CREATE TABLE "m.courts" (a INT)',
    )
    fault = refused(tmp_path, "polise")
    assert (fault.code, fault.hint) == (WRONG_RELATION, "did you mean 'police'?")
    assert "3 tables" in refused(tmp_path).message
    assert "several tables that can be called 'm.courts'" in refused(tmp_path, "m.courts").message
    assert refused(tmp_path, "information_schema.tables").code is WRONG_RELATION


@pytest.mark.parametrize(
    "view",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM 'other.parquet'",
    ],
)
def test_a_view_reads_nothing_outside(
    tmp_path: Path, view: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_parquet(tmp_path / "other.parquet", "SELECT 1 AS a")
    written(tmp_path, f"CREATE VIEW v AS {view}")
    fault = refused(tmp_path)
    assert fault.code is BROKEN_STORE
    assert "a view of it reads what lies outside of it: Permission Error" in fault.message
    assert "CREATE TABLE" in (fault.hint or "")


@pytest.mark.parametrize(
    ("queries", "shown"),
    [
        (["CREATE VIEW v AS SELECT random() AS a"], "random("),
        (["CREATE VIEW v AS SELECT uuid() AS a"], "uuid("),
        (["CREATE VIEW v AS SELECT current_date AS a"], "current_date"),
        (["CREATE VIEW v AS SELECT a FROM t USING SAMPLE 1"], "USING SAMPLE"),
        (["CREATE MACRO m() AS random()", "CREATE VIEW v AS SELECT m() AS a"], "random("),
        (["CREATE VIEW w AS SELECT now() AS a", "CREATE VIEW v AS FROM w"], "now("),
    ],
)
def test_a_view_that_changes_is_refused(tmp_path: Path, queries: list[str], shown: str) -> None:
    written(tmp_path, "CREATE TABLE t AS SELECT 1 AS a", *queries)
    fault = refused(tmp_path, "v")
    assert fault.code is BROKEN_STORE
    assert shown.casefold() in fault.message.casefold()
    assert rows(tmp_path, "t") == [["1"]]


def test_only_reading_is_allowed(tmp_path: Path) -> None:
    path = written(tmp_path, "CREATE TABLE t AS SELECT 1 AS a")
    before = path.read_bytes()
    for query in (
        "INSERT INTO evidence.t VALUES (2)",
        "DROP TABLE evidence.t",
        f"ATTACH '{tmp_path / 'u.duckdb'}' AS u",
        f"COPY evidence.t TO '{tmp_path / 't.csv'}'",
        "SET enable_external_access = true",
    ):
        with pytest.raises(ContentError), connected(located(tmp_path)) as ask:
            list(ask(query))
    assert [one.name for one in tmp_path.iterdir()] == ["t.duckdb"]
    assert path.read_bytes() == before


def test_a_database_being_written_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "CREATE TABLE t AS SELECT 1 AS a")
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO t VALUES (2)")
        fault = refused(tmp_path)
    assert fault.code is UNFINISHED_DATABASE
    assert fault.message.startswith("'t.duckdb.wal' lies beside it")
    assert rows(tmp_path) == [["1"], ["2"]]


@pytest.mark.parametrize("content", [b"", b"no database", b"x" * 8 + b"DUCK" + b"x" * 9000])
def test_what_is_no_database(tables: Workspace, content: bytes) -> None:
    tables.write(content, "t.duckdb")
    assert refused(tables.folder).code is BROKEN_STORE


def test_another_version_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "CREATE TABLE t AS SELECT 1 AS a")

    def fails(*_: str, **__: bool) -> Iterator[object]:
        raise sealed.QueryError("IO Error: ... a database file with version number 250, but ...")

    monkeypatch.setattr(duckdb_file, "asked_apart", fails)
    fault = refused(tmp_path)
    assert "another version of DuckDB wrote it" in fault.message
    assert "export the table as Parquet" in (fault.hint or "")


def test_a_change_in_between_is_one(tmp_path: Path) -> None:
    path = written(tmp_path, "CREATE TABLE t AS SELECT range AS a FROM range(3)")
    found = frame(tmp_path).rows()
    assert next(found)
    file = located(tmp_path)
    os.utime(path, ns=(1, 1))
    with pytest.raises(ChangedError):
        list(found)
    with pytest.raises(ChangedError):
        DuckdbGrouper(file, None).scan(RawRequest((RawSet((), ()),), (), ()))


def test_without_memory_nothing_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "CREATE VIEW v AS SELECT max(a) FROM (SELECT range AS a FROM range(10))")
    monkeypatch.setenv("FACTCHECK_MEMORY", "1MB")
    query = "SELECT md5(range::VARCHAR) AS a, count(*) FROM range(100000) GROUP BY a"
    with pytest.raises(ContentError) as caught, connected(located(tmp_path)) as ask:
        list(ask(query))
    assert caught.value.fault.code is codes.TOO_MUCH


@pytest.mark.parametrize("name", ["t.duckdb", 'it\'s [a] "é" *.db'])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_process_of_its_own_answers(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch, name: str, engine: Engine
) -> None:
    monkeypatch.setattr(child, "has_python", lambda: True)
    written(tables.folder, "CREATE TABLE t AS SELECT 1 AS a, NULL::INTEGER AS n", name=name)
    of = tables.declare(column("n", empty=None), file=name)
    fault = only_fault(tables.scan(("a", "n"), of=of, engine=engine))
    assert fault.code is codes.EMPTY_CELL


def test_damaged_databases_do_not_end_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "has_python", lambda: True)
    path = written(
        tmp_path, "CREATE TABLE t AS SELECT range AS a, 'x' || range AS b FROM range(5000)"
    )
    whole = path.read_bytes()
    chance = random.Random(3)  # noqa: S311 - the same each time
    for number in range(12):
        data = bytearray(whole)
        if number % 3 == 0:
            data = data[: chance.randrange(len(data))]
        for _ in range(chance.choice([1, 200, 5000])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(bytes(data))
        assert outcome(tmp_path) in {BROKEN_STORE, WRONG_RELATION, codes.TOO_MUCH, 5000}


def outcome(folder: Path) -> object:
    """Return how many rows the table has, or the code of the fault in the way."""
    try:
        return len(rows(folder))
    except ContentError as error:
        return error.fault.code


@settings(deadline=None, max_examples=25)
@given(columns())
def test_a_table_is_what_the_same_parquet_is(
    table: tuple[list[str], list[tuple[object, ...]]],
) -> None:
    types, values = table
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(child, "has_python", lambda: False)
        said = ", ".join(f"c{place} {one}" for place, one in enumerate(types))
        path = Path(folder) / "t.duckdb"
        with duckdb.connect(str(path)) as connection:
            connection.execute(f"CREATE TABLE t ({said})")
            connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", values)
            connection.execute(f"COPY t TO '{folder}/t.parquet' (FORMAT parquet)")
        tables = Workspace(Path(folder))
        named = [column(f"c{place}", empty=EmptyCell.UNKNOWN) for place in range(4)]
        sets = [("c0", "c1 c2"), ("c1", "c2"), ("c3", ""), ("", "c1")]
        found = [
            tables.scan(*sets, of=tables.declare(*named, file=name), engine=engine)
            for name in ("t.duckdb", "t.parquet")
            for engine in ENGINES
        ]
    assert len({str((one.sets, one.faults, one.rows)) for one in found}) == 1
