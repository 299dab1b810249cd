"""Columns out of folders: their names, their values, and what is no partition."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import duckdb
import pytest
from evidence_workspace import ENGINES, SPAN, Workspace, column, only_cells, only_fault
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.evidence import child
from factcheck.evidence.locate import locate
from factcheck.evidence.stored.codes import WRONG_PARTITIONS
from factcheck.evidence.stored.partitions import partitions_of
from factcheck.model.problem import ProblemsError
from factcheck.model.span import Text
from factcheck.model.spec import EmptyCell

_HIVE = "__HIVE_DEFAULT_PARTITION__"


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin no process for each question."""
    monkeypatch.setattr(child, "has_python", lambda: False)


def put(tables: Workspace, *names: str, text: str = "a,b\n1,2\n") -> None:
    for name in names:
        path = tables.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def values(tables: Workspace, *files: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    put(tables, *files)
    root = tables.folder.resolve()
    found = partitions_of([locate(Text(file, SPAN), root, root) for file in files])
    return found.headers, found.rows


def refused(tables: Workspace, pattern: str) -> str:
    with pytest.raises(ProblemsError) as caught:
        tables.open(tables.declare(file=pattern, has_partitions=True))
    (problem,) = caught.value.problems
    assert problem.code is WRONG_PARTITIONS
    return problem.message


@pytest.mark.parametrize(
    ("file", "names", "row"),
    [
        ("year=2020/x.csv", ("year",), ("2020",)),
        ("d/year=2020/e/region=north/x.csv", ("year", "region"), ("2020", "north")),
        (f"region={_HIVE}/x.csv", ("region",), ("",)),
        ("region=/x.csv", ("region",), ("",)),
        ("region=a%2Fb%20c%3D/x.csv", ("region",), ("a/b c=",)),
        ("region=a=b/x.csv", ("region",), ("a=b",)),
        ("der%20Ort=Z%C3%BCrich/x.csv", ("der Ort",), ("Zürich",)),
        ("=x/a=1/x.csv", ("a",), ("1",)),
        ("a=1/b=2.csv", ("a",), ("1",)),
        ("a=007/b=+1 /x.csv", ("a", "b"), ("007", "+1 ")),
    ],
)
def test_folders_are_columns(
    tables: Workspace, file: str, names: tuple[str, ...], row: tuple[str, ...]
) -> None:
    assert values(tables, file) == (names, (row,))


def test_what_is_no_partition(tables: Workspace) -> None:
    put(tables, "plain/x.csv", "y=1/x.csv", "y=1/z=2/x.csv", "y=2/x.csv", "w=1/w=2/x.csv")
    put(tables, "d/y=1/z=2/x.csv", "d/z=1/y=2/x.csv", "e/v=%ff/x.csv", "f/Y=1/y=2/x.csv")
    assert refused(tables, "plain/*.csv") == (
        "no folder of 'plain/x.csv' is a partition, such as year=2020"
    )
    assert refused(tables, "y=?/**/x.csv") == (
        "'y=1/z=2/x.csv' has partitions 'y', 'z', and 'y=1/x.csv' has partitions 'y'"
    )
    assert refused(tables, "[py]*/x.csv") == (
        "no folder of 'plain/x.csv' is a partition, such as year=2020"
    )
    put(tables, "yy/x.csv")
    assert "'yy/x.csv' has no partitions" in refused(tables, "y*/x.csv")
    assert "has partitions 'z', 'y'" in refused(tables, "d/*/*/x.csv")
    assert refused(tables, "w*/*/x.csv") == "'w=1/w=2/x.csv' has 'w' twice"
    assert "has 'Y' twice" in refused(tables, "f/*/*/x.csv")
    assert "no utf-8" in refused(tables, "e/*/x.csv")


def test_a_column_of_the_files_is_none_of_the_folders(tables: Workspace) -> None:
    put(tables, "A=1/x.csv", "A=2/x.csv")
    fault = only_fault(tables.open(tables.declare(file="*/x.csv", has_partitions=True)))
    assert fault.code is WRONG_PARTITIONS
    assert fault.message == (
        "the folders are partitions of 'A', and the files have a column 'a' themselves"
    )


def test_without_the_key_folders_mean_nothing(tables: Workspace) -> None:
    put(tables, "year=2020/x.csv", "year=2021/x.csv")
    assert tables.open(tables.declare(file="*/x.csv")).header == ("a", "b")
    of = tables.declare(file="*/x.csv", has_partitions=True)
    assert tables.open(of).header == ("a", "b", "year")


def test_values_are_typed_as_texts_are(tables: Workspace) -> None:
    put(tables, "year=2020/x.csv", "year=2021/x.csv", "year=2021/y.csv")
    of = tables.declare(file="*/*.csv", has_partitions=True)
    cells = tables.scan(("", "year"), of=of)
    (whole,) = only_cells(cells)
    assert whole.measured[0] is not None
    assert whole.measured[0].total == 2020 + 2 * 2021
    put(tables, "year=n.a./x.csv")
    assert "holds no numbers: 'n.a.'" in only_fault(tables.scan(("", "year"), of=of)).message
    put(tables, f"year={_HIVE}/x.csv")
    assert "empty cells" in tables.scan(("", "year"), of=of).faults[0].message


def test_one_file_has_partitions_too(tables: Workspace) -> None:
    put(tables, "d/year=2020/x.csv", "d/year=2020/x.jsonl", text="a,b\n1,2\n")
    put(tables, "d/year=2020/x.jsonl", text='{"a": 1}\n')
    for name in ("x.csv", "x.jsonl"):
        of = tables.declare(file=f"d/year=2020/{name}", has_partitions=True)
        cells = tables.scan(("year", "a"), of=of)
        assert (cells.path, cells.rows) == (f"d/year=2020/{name}", 1)
        assert [cell.key for cell in only_cells(cells)] == [("2020",)]


def test_the_digest_is_of_the_folders_too(tables: Workspace) -> None:
    put(tables, "d/year=2020/x.csv", "d/year=2021/x.csv")
    of = tables.declare(file="d/*/x.csv", has_partitions=True)
    plain = tables.declare(file="d/*/x.csv")
    before, plain_before = (tables.scan(("a", "b"), of=one).sha256 for one in (of, plain))
    shutil.move(tables.folder / "d/year=2021", tables.folder / "d/year=2022")
    assert tables.scan(("a", "b"), of=of).sha256 != before
    assert tables.scan(("a", "b"), of=plain).sha256 == plain_before


_TEXTS = st.sampled_from(["2020", "north", "a/b", "é%", "x=y", "'quoted'", "007", None])


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.tuples(_TEXTS, _TEXTS, st.integers(0, 3), st.integers(-5, 5)), min_size=1, max_size=6
    )
)
def test_partitions_are_what_columns_are(
    rows: list[tuple[str | None, str | None, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(child, "has_python", lambda: False)
        tables = Workspace(Path(folder))
        with duckdb.connect() as connection:
            connection.execute("CREATE TABLE t (p VARCHAR, q VARCHAR, a INTEGER, n INTEGER)")
            connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", rows)
            # Its own writer encodes the names of folders.
            connection.execute(f"COPY t TO '{folder}/h' (FORMAT parquet, PARTITION_BY (p, q))")
            connection.execute(f"COPY t TO '{folder}/c' (FORMAT csv, PARTITION_BY (p, q))")
            connection.execute(f"COPY (FROM t SELECT a, n, p, q) TO '{folder}/t.csv' (FORMAT csv)")
        said = [column(name, empty=EmptyCell.NONE) for name in "pq"]
        found = [
            tables.scan(
                ("p q", "n"),
                ("q", "a n"),
                ("", "n"),
                of=tables.declare(*said, file=file, has_partitions="*" in file),
                engine=engine,
            )
            for file in ("t.csv", "h/*/*/*.parquet", "h/**/*.parquet", "c/**/*.csv")
            for engine in ENGINES
        ]
    assert not any(one.faults for one in found)
    assert len({str((one.sets, one.rows)) for one in found}) == 1
