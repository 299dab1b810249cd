"""Patterns of file names: which files they are, and their rows as one table."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from evidence_workspace import ENGINES, SPAN, Workspace, column, only_cells, only_fault
from hypothesis import given, settings
from hypothesis import strategies as st
from parquet_helper import write_parquet
from xlsx_helper import xlsx

from factcheck.evidence import EvidenceReader, child, codes
from factcheck.evidence.locate import unreadable
from factcheck.evidence.stored import many_paths
from factcheck.evidence.stored.codes import (
    BROKEN_STORE,
    UNLIKE_PARTS,
    WRONG_PATTERN,
    WRONG_RELATION,
)
from factcheck.evidence.stored.many_paths import is_pattern, locate_all
from factcheck.model.cell import GroupingSet
from factcheck.model.plan import TablePlan
from factcheck.model.problem import ProblemsError
from factcheck.model.span import Text
from factcheck.model.spec import EmptyCell

if TYPE_CHECKING:
    from factcheck.evidence.scan import Engine
    from factcheck.model.cell import Fault
    from factcheck.model.problem import Problem


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin no process for each question."""
    monkeypatch.setattr(child, "has_python", lambda: False)


def put(tables: Workspace, *names: str, text: str = "a,b\n1,2\n") -> None:
    for name in names:
        path = tables.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def matched(tables: Workspace, pattern: str) -> list[str]:
    root = tables.folder.resolve()
    return [one.shown for one in locate_all(Text(pattern, SPAN), root, root)]


def refused(tables: Workspace, pattern: str, **said: object) -> Problem:
    with pytest.raises(ProblemsError) as caught:
        tables.open(tables.declare(file=pattern, **said))
    return caught.value.problems[0]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.csv", ["10.csv", "2.csv", "a.csv"]),
        ("?.csv", ["2.csv", "a.csv"]),
        ("[0-9]*.csv", ["10.csv", "2.csv"]),
        ("[!0-9].csv", ["a.csv"]),
        (".*.csv", [".hidden.csv"]),
        ("d/*.csv", ["d/1.csv", "d/2.csv"]),
        ("*/*.csv", ["d/1.csv", "d/2.csv"]),
        ("d/**/1.csv", ["d/1.csv", "d/e/1.csv", "d/e/f/1.csv"]),
        ("**/1.csv", ["d/1.csv", "d/e/1.csv", "d/e/f/1.csv"]),
        ("d/**/f/*.csv", ["d/e/f/1.csv"]),
        ("./d/?.csv", ["d/1.csv", "d/2.csv"]),
        ("d/../d/[1].csv", ["d/1.csv"]),
        ("**/**/**/1.csv", ["d/1.csv", "d/e/1.csv", "d/e/f/1.csv"]),
    ],
)
def test_files_that_match(tables: Workspace, pattern: str, expected: list[str]) -> None:
    put(tables, "a.csv", "2.csv", "10.csv", ".hidden.csv", "other.tsv")
    put(tables, "d/1.csv", "d/2.csv", "d/e/1.csv", "d/e/f/1.csv", "d/.git/1.csv")
    assert matched(tables, pattern) == expected


def test_a_file_of_that_very_name_is_that_file(tables: Workspace) -> None:
    put(tables, "t1.csv")
    assert is_pattern(Text("t[1].csv", SPAN), tables.folder)
    put(tables, "t[1].csv", text="a,b\n7,8\n9,9\n")
    assert not is_pattern(Text("t[1].csv", SPAN), tables.folder)
    cells = tables.scan(("a", "b"), of=tables.declare(file="t[1].csv"))
    assert (cells.path, cells.rows) == ("t[1].csv", 2)
    for odd in ("*\0.csv", f"*{'x' * 300}.csv"):
        assert is_pattern(Text(odd, SPAN), tables.folder)
        assert refused(tables, odd).code is codes.MISSING_FILE


@pytest.mark.parametrize(
    ("pattern", "code", "told"),
    [
        ("part-*.csv", codes.MISSING_FILE, "did you mean 'parts-1.csv'?"),
        ("x/*.csv", codes.MISSING_FILE, "there is no folder 'x'"),
        ("d/x/*.csv", codes.MISSING_FILE, "there is no folder 'd/x'"),
        ("d/**/x.csv", codes.MISSING_FILE, "no file matches 'd/**/x.csv'"),
        ("../*.csv", codes.OUTSIDE, "lies outside"),
        ("/etc/*.csv", codes.OUTSIDE, "lies outside"),
        ("d/*/../*.csv", WRONG_PATTERN, "`..`"),
        ("d**/*.csv", WRONG_PATTERN, "'d**'"),
        ("d/**", WRONG_PATTERN, "'**'"),
        ("*.xlsm", codes.WRONG_SUFFIX, "'m.xlsm' is no"),
        ("*.d", codes.WRONG_SUFFIX, "is no"),
        ("f*.csv", codes.NOT_REGULAR, "'folder.csv' is a folder"),
        ("*.db", WRONG_PATTERN, "a database is named by its own path"),
        ("a\0/*.csv", codes.MISSING_FILE, "is no path to files"),
    ],
)
def test_patterns_that_are_refused(
    tables: Workspace, pattern: str, code: object, told: str
) -> None:
    put(tables, "parts-1.csv", "m.xlsm", "x.d", "d/1.csv", "folder.csv/x.csv", "s.db")
    (tables.folder / "s.db").write_bytes(b"SQLite format 3\0")
    problem = refused(tables, pattern)
    assert problem.code is code
    assert told in f"{problem.message} {problem.hint}"
    assert problem.span == SPAN


def test_without_any_name_there_is_no_near_one(tables: Workspace) -> None:
    (tables.folder / "d").mkdir()
    assert refused(tables, "d/*.csv").hint is None


def test_links(tables: Workspace, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "1.csv").write_text("a,b\n1,2\n")
    put(tables, "d/1.csv")
    (tables.folder / "e").symlink_to("d")
    (tables.folder / "f").symlink_to(tables.folder)
    # The same file in two ways would count twice; `**` goes through no links.
    assert refused(tables, "[de]/*.csv").code is codes.SAME_FILE
    assert matched(tables, "**/1.csv") == ["d/1.csv"]
    assert matched(tables, "[e]/1.csv") == ["d/1.csv"]
    (tables.folder / "g").symlink_to(outside)
    problem = refused(tables, "?/*.csv")
    assert problem.code is codes.OUTSIDE
    assert "the link 'g'" in problem.message
    (tables.folder / "2.csv").symlink_to(outside / "1.csv")
    assert refused(tables, "*.csv").code is codes.OUTSIDE
    (tables.folder / "2.csv").unlink()
    (tables.folder / "3.csv").symlink_to("nowhere.csv")
    assert refused(tables, "*.csv").code is codes.MISSING_FILE


def test_limits(tables: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tables, *(f"d/{number}.csv" for number in range(5)))
    put(tables, "x/a.xlsx", "x/b.xlsx")
    monkeypatch.setattr(many_paths, "MAX_BYTES_OF_ALL", 39)
    assert "the limit is 0 MiB" in refused(tables, "d/*.csv").message
    monkeypatch.setattr(many_paths, "MAX_BYTES_OF_ALL", 40)
    assert len(matched(tables, "d/*.csv")) == 5
    monkeypatch.setattr(many_paths, "MAX_BYTES_OF_WORKBOOKS", 15)
    assert refused(tables, "x/*.xlsx").code is codes.TOO_LARGE
    monkeypatch.setattr(many_paths, "MAX_FILES", 4)
    assert "more than 4 files match" in refused(tables, "d/*.csv").message
    monkeypatch.setattr(many_paths, "MAX_SEEN", 4)
    assert "more than 4 names lie" in refused(tables, "d/*.csv").message
    monkeypatch.setattr(many_paths, "MAX_SEEN", 100)
    monkeypatch.setattr(many_paths, "MAX_DEPTH", 0)
    put(tables, "e/1/1.csv", "e/2.csv")
    assert matched(tables, "e/**/*.csv") == ["e/2.csv"]


def test_large_limits_are_told_in_gib(tables: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tables, "a.csv")
    monkeypatch.setattr(many_paths, "MAX_BYTES_OF_ALL", 2**30)
    with (tables.folder / "b.csv").open("wb") as sparse:
        sparse.truncate(2**30)
    assert "the limit is 1 GiB" in refused(tables, "*.csv").message


def test_a_folder_that_cannot_be_read(tables: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tables, "a.csv")

    def fails(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", fails)
    problem = refused(tables, "*.csv")
    assert problem.code is codes.UNREADABLE
    assert unreadable(Text("*.csv", SPAN), OSError()).problems[0].code is codes.UNREADABLE


def test_the_report_goes_to_no_file_that_matches(tables: Workspace) -> None:
    put(tables, "a.csv", "b.csv")
    output = tables.folder / "b.csv"
    with (
        pytest.raises(ProblemsError) as caught,
        EvidenceReader(tables.folder, tables.folder, outputs=(output,)) as reader,
    ):
        reader.open(tables.declare(file="*.csv"))
    assert caught.value.problems[0].code is codes.OVERWRITTEN


def test_what_is_declared_fits_the_kind(tables: Workspace) -> None:
    put(tables, "a.csv", "b.json")
    problem = refused(tables, "*.csv", relation=Text("x", SPAN))
    assert problem.code is WRONG_RELATION
    assert refused(tables, "*.json", delimiter=";").code.code == "FC276"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kind", ["csv", "tsv", "json", "jsonl", "parquet", "xlsx"])
def test_files_are_one_table(tables: Workspace, kind: str, engine: Engine) -> None:
    texts = {
        "csv": "a,b\n{0},x\n{1},y\n",
        "tsv": "a\tb\n{0}\tx\n{1}\ty\n",
        "json": '[{{"a": {0}, "b": "x"}}, {{"a": {1}, "b": "y"}}]',
        "jsonl": '{{"a": {0}, "b": "x"}}\n{{"a": {1}, "b": "y"}}\n',
    }
    digest = hashlib.sha256()
    for number in range(3):
        path = tables.folder / f"part-{number}.{kind}"
        if kind == "parquet":
            rows = f"({number}, 'x'), ({number * 2}, 'y')"
            write_parquet(path, f"FROM (VALUES {rows}) AS t(a, b)")
        elif kind == "xlsx":
            path.write_bytes(xlsx({"S": [["a", "b"], [number, "x"], [number * 2, "y"]]}))
        else:
            path.write_text(texts[kind].format(number, number * 2))
        digest.update(path.read_bytes())
    cells = tables.scan(("b", "a"), of=tables.declare(file=f"part-*.{kind}"), engine=engine)
    assert cells.faults == ()
    assert cells.path == f"part-*.{kind} (3 files, part-0.{kind} to part-2.{kind})"
    assert (cells.rows, cells.sha256) == (6, digest.hexdigest())
    measured = ((cell.key, cell.measured[0]) for cell in only_cells(cells))
    found = {key: one.total for key, one in measured}
    assert found == {("x",): 3, ("y",): 6}


def test_one_file_that_matches(tables: Workspace) -> None:
    put(tables, "a.csv")
    cells = tables.scan(("a", "b"), of=tables.declare(file="?.csv"))
    assert (cells.path, cells.rows) == ("?.csv (1 file, a.csv)", 1)


def test_the_pattern_is_shown_from_the_root(tables: Workspace) -> None:
    put(tables, "data/x/1.csv", "claims/c.yml")
    with EvidenceReader(tables.folder / "claims", tables.folder) as reader:
        opened = reader.open(tables.declare(file="../data/*/?.csv"))
    assert opened.path == "data/*/?.csv (1 file, data/x/1.csv)"


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("a,c\n1,2\n", "it lacks 'b' and has 'c'"),
        ("a,b,c\n1,2,3\n", "it has 'c'"),
        ("b,a\n1,2\n", "in another order or number, 'b', 'a'"),
        ("a,B\n1,2\n", "it lacks 'b' and has 'B'"),
        ("a,b,b\n1,2,3\n", "in another order or number, 'a', 'b', 'b'"),
    ],
)
def test_files_of_other_columns(tables: Workspace, second: str, told: str) -> None:
    put(tables, "t1.csv")
    put(tables, "t2.csv", text=second)
    fault = only_fault(tables.open(tables.declare(file="t?.csv")))
    assert fault.code is UNLIKE_PARTS
    assert fault.message == f"'t2.csv' has other columns than 't1.csv': {told_whole(told)}"


def told_whole(told: str) -> str:
    return f"it has the columns {told}" if told.startswith("in another") else told


def test_parquet_files_of_other_columns(tables: Workspace) -> None:
    def unlike(query: str) -> Fault:
        write_parquet(tables.folder / "t2.parquet", query)
        return only_fault(tables.open(tables.declare(file="t?.parquet")))

    write_parquet(tables.folder / "t1.parquet", "SELECT 1 AS a, 1.5::DECIMAL(9, 2) AS b, [1] AS c")
    same = unlike("SELECT 2 AS a, NULL::DECIMAL(9, 2) AS b, [2, 3] AS c")
    assert same.code is BROKEN_STORE
    assert same.column == "c"
    for query, told in (
        ("SELECT 1 AS a, 1.5::DECIMAL(9, 2) AS b", "it lacks 'c'"),
        ("SELECT 1::BIGINT AS a, 1.5::DECIMAL(9, 2) AS b, [1] AS c", "column 'a' is INT32"),
        ("SELECT 1 AS a, 1.5::DECIMAL(9, 3) AS b, [1] AS c", "9 digits, 2 of them decimals in"),
        ("SELECT 1 AS a, 1.5::DECIMAL(9, 2) AS b, ['x'] AS c", "column 'element' is INT32"),
        ("SELECT 1 AS a, 1.5::DECIMAL(9, 2) AS b, 1 AS c", "column 'c' is a group LIST"),
    ):
        fault = unlike(query)
        assert fault.code is UNLIKE_PARTS
        assert told in fault.message
        assert "'t1.parquet'" in fault.message
        assert "'t2.parquet'" in fault.message


def test_a_broken_file_is_named(tables: Workspace) -> None:
    put(tables, "1.csv")
    put(tables, "2.csv", text="")
    assert only_fault(tables.open(tables.declare(file="?.csv"))).message.startswith("'2.csv': ")
    put(tables, "2.csv", text="a,b\n1\n")
    fault = only_fault(tables.scan(("a", "b"), of=tables.declare(file="?.csv")))
    assert fault.message.startswith("'2.csv': line 2 has 1 cell")
    write_parquet(tables.folder / "1.parquet", "SELECT 1 AS a, 2 AS b")
    put(tables, "2.parquet")
    fault = only_fault(tables.open(tables.declare(file="?.parquet")))
    assert "'2.parquet'" in fault.message


def test_a_column_of_lists_is_told_once(tables: Workspace) -> None:
    for number in range(3):
        put(
            tables,
            f"{number}.json",
            text='[{"a": 1, "b": [1]}]' if number else '[{"a": 1, "b": 1}]',
        )
    fault = only_fault(tables.open(tables.declare(file="?.json")))
    assert (fault.column, fault.message[:8]) == ("b", "'1.json'")


def test_an_empty_part_is_no_fault_and_an_empty_whole_is(tables: Workspace) -> None:
    put(tables, "1.csv", text="a,b\n")
    put(tables, "2.csv")
    assert tables.scan(("a", "b"), of=tables.declare(file="?.csv")).rows == 1
    put(tables, "2.csv", text="a,b\n")
    fault = only_fault(tables.scan(("a", "b"), of=tables.declare(file="?.csv")))
    assert fault.code.code == "FC268"


def test_places_name_the_file(tables: Workspace) -> None:
    put(tables, "1.csv", "2.csv")
    put(tables, "3.csv", text="a,b\n1,\n")
    fault = only_fault(tables.scan(("a", "b"), of=tables.declare(file="?.csv")))
    assert "1 cell, at line 2 of '3.csv'" in fault.message


def test_a_change_of_one_file_is_one(tables: Workspace) -> None:
    put(tables, "1.csv", "2.csv")
    with EvidenceReader(tables.folder, tables.folder) as reader:
        declaration = tables.declare(file="?.csv")
        reader.open(declaration)
        put(tables, "2.csv", text="a,b\n1,2\n3,4\n")
        plan = TablePlan(declaration, (GroupingSet(("a",), ()),), ("a",), (), ())
        assert only_fault(reader.scan(plan)).code is codes.CHANGED


_CELLS = st.sampled_from(["a", "b", "", "1", "2.5", "Total", "é"])
_ROWS = st.lists(st.tuples(_CELLS, st.integers(-3, 3)), max_size=4)


@settings(deadline=None, max_examples=25)
@given(st.lists(_ROWS, min_size=1, max_size=4), st.booleans())
def test_a_pattern_is_what_one_file_of_all_rows_is(
    parts: list[list[tuple[str, int]]], is_unknown: bool
) -> None:
    empty = EmptyCell.UNKNOWN if is_unknown else EmptyCell.NONE
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(child, "has_python", lambda: False)
        tables = Workspace(Path(folder))
        for number, rows in enumerate(parts):
            lines = "".join(f"{text},{count}\n" for text, count in rows)
            tables.write(f"a,n\n{lines}", f"p{number}.csv")
            values = ", ".join(f"(NULLIF('{text}', ''), {count})" for text, count in rows)
            query = (
                f"FROM (VALUES {values}) AS t(a, n)"
                if rows
                else ("SELECT '' AS a, 1 AS n WHERE false")
            )
            write_parquet(tables.folder / f"p{number}.parquet", query)
        every = "".join(f"{text},{count}\n" for rows in parts for text, count in rows)
        tables.write(f"a,n\n{every}", "all.csv")
        found = [
            tables.scan(
                ("a", "n"),
                ("", "n"),
                of=tables.declare(column("a", empty=empty), file=file, totals=()),
                engine=engine,
            )
            for file in ("all.csv", "p*.csv", "p*.parquet")
            for engine in ENGINES
        ]
        with duckdb.connect() as connection:
            said = connection.execute(
                f"FROM read_parquet('{folder}/p*.parquet') SELECT count(*), sum(n)"
            ).fetchone()
    assert len({str((one.sets, one.rows, one.total_like)) for one in found}) == 1
    assert said is not None
    assert found[0].rows == said[0]
    if found[0].rows:
        (whole,) = found[0].sets[1][1]
        assert whole.measured[0] is not None
        assert whole.measured[0].total == said[1]
