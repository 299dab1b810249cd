from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import duckdb
import pytest
from evidence_workspace import Workspace, only_cells, only_fault

from factcheck.evidence import EvidenceReader, codes, content, duckdb_engine, sealed, small
from factcheck.evidence.limits import limits_of

if TYPE_CHECKING:
    from collections.abc import Callable

Spy = dict[str, int]


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> Spy:
    """Count how often each engine is asked."""
    counts = {"python": 0, "duckdb": 0}

    def counted(name: str, scan: Callable[..., object]) -> Callable[..., object]:
        def scanning(*arguments: object) -> object:
            counts[name] += 1
            return scan(*arguments)

        return scanning

    monkeypatch.setattr(small, "scan", counted("python", small.scan))
    monkeypatch.setattr(duckdb_engine, "scan", counted("duckdb", duckdb_engine.scan))
    return counts


def test_small_tables_are_read_in_python_and_large_ones_in_duckdb(
    tables: Workspace, used: Spy, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables.write("a,b\n1,2\n")
    tables.scan(("a", ""), engine="auto")
    assert used == {"python": 1, "duckdb": 0}
    monkeypatch.setattr(content, "SMALL_BYTES", 5)
    tables.scan(("a", ""), engine="auto")
    assert used == {"python": 1, "duckdb": 1}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a\n1\n", "t.csv"),
        ("\na,b\n1,2\n", "t.csv"),
        ('a,b\n"1" ,2\n', "t.csv"),
        ("a,b\n1,2\n", "t[1].csv"),
        ("a,b\n1,2\n", "t*.csv"),
    ],
)
def test_what_the_engines_may_read_differently_is_read_in_python(
    tables: Workspace, used: Spy, text: str, name: str
) -> None:
    tables.write(text, name)
    tables.scan(("a", ""), of=tables.declare(file=name), engine="duckdb")
    assert used == {"python": 1, "duckdb": 0}


def test_an_unusual_delimiter_or_encoding_is_read_in_python(tables: Workspace, used: Spy) -> None:
    tables.write("a#b\n1#2\n")
    tables.scan(("a", ""), of=tables.declare(delimiter="#"), engine="duckdb")
    tables.write("a,b\n1,2\n".encode("utf-16"))
    tables.scan(("a", ""), of=tables.declare(encoding="utf-16"), engine="duckdb")
    assert used == {"python": 2, "duckdb": 0}


def test_duckdb_reads_a_copy_of_a_table_in_an_older_encoding(tables: Workspace, used: Spy) -> None:
    tables.write("a;b\nZürich;€ 2\n".encode("cp1252"))
    declaration = tables.declare(encoding="windows-1252", delimiter=";")
    (cell,) = only_cells(tables.scan(("a b", ""), of=declaration, engine="duckdb"))
    assert cell.key == ("Zürich", "€ 2")
    assert used == {"python": 0, "duckdb": 1}


def test_what_duckdb_refuses_is_read_again_in_python(tables: Workspace, used: Spy) -> None:
    # Line ends of both kinds.
    tables.write("a,b\r\n1,2\n3,4\r\n")
    cells = tables.scan(("a", "b"), engine="duckdb")
    assert [cell.key for cell in only_cells(cells)] == [("1",), ("3",)]
    assert used == {"python": 1, "duckdb": 1}


@pytest.mark.parametrize(
    ("version", "text", "asks_duckdb"),
    [
        ("1.5.6", "a,b\n1,2,\n", False),
        ("1.5.6", "a,b\r\n1,\r\n", False),
        ("1.5.6", "a,b\n1,", False),
        ("1.5.6", "a,b\n1,2\n", True),
        ("2.0.0", "a,b\n1,\n", True),
    ],
)
@pytest.mark.parametrize("chunk", [1, 2**20])
def test_older_releases_of_duckdb_do_not_see_lines_that_end_with_the_delimiter(
    tables: Workspace,
    used: Spy,
    monkeypatch: pytest.MonkeyPatch,
    version: str,
    text: str,
    asks_duckdb: bool,
    chunk: int,
) -> None:
    monkeypatch.setattr(content, "SMALL_BYTES", 0)
    monkeypatch.setattr(content, "_CHUNK", chunk)
    monkeypatch.setattr(duckdb, "__version__", version)
    tables.write(text)
    tables.scan(("a", ""), engine="auto")
    assert used["duckdb"] == asks_duckdb


def test_paths_are_quoted(tables: Workspace, used: Spy) -> None:
    name = 'it\'s "1"; DROP TABLE t; --.csv'
    tables.write("a,b\n1,2\n", name)
    assert tables.scan(("a", ""), of=tables.declare(file=name), engine="duckdb").rows == 1
    assert used == {"python": 0, "duckdb": 1}


def test_running_out_of_memory_is_a_fault(
    tables: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTCHECK_MEMORY", "1MB")
    tables.write("a,b\n" + "".join(f"key {i},{i}\n" for i in range(100_000)))
    fault = only_fault(tables.scan(("a", "b"), engine="duckdb"))
    assert (fault.code, fault.column) == (codes.TOO_MUCH, None)


def test_the_connection_reads_its_one_file_and_nothing_else(tables: Workspace) -> None:
    path = tables.write("a,b\n1,2\n")
    other = tables.write("a,b\n1,2\n", "other.csv")
    copy = tables.folder / "copy.csv"
    with sealed.sealed(str(path), limits=limits_of()) as connection:
        read = connection.execute("SELECT count(*) FROM read_csv(?)", [str(path)]).fetchall()
        assert read == [(1,)]
        for statement in (
            f"FROM read_csv('{other}')",
            f"COPY (SELECT 1) TO '{copy}'",
            f"ATTACH '{tables.folder}/new.db'",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SET enable_external_access = true",
            "SET threads = 1",
        ):
            with pytest.raises(duckdb.Error):
                connection.execute(statement)
    assert not copy.exists()


def test_many_columns_fit_in_several_masks(tables: Workspace) -> None:
    names = [f"c{number}" for number in range(70)]
    tables.write(",".join(names) + "\n" + ",".join(map(str, range(70))) + "\n")
    sets = [(name, "c0") for name in names]
    in_python = tables.scan(*sets, engine="python")
    in_duckdb = tables.scan(*sets, engine="duckdb")
    assert in_python == in_duckdb
    assert [found[0].key for _, found in in_duckdb.sets] == [(str(i),) for i in range(70)]


def test_a_reader_forgets_its_tables(tables: Workspace) -> None:
    tables.write("a,b\n1,2\n")
    reader = EvidenceReader(tables.folder, tables.folder)
    assert reader.open(tables.declare()).header == ("a", "b")
    tables.write("x,y\n1,2\n")
    assert reader.open(tables.declare()).header == ("a", "b")
    reader.close()
    assert reader.open(tables.declare()).header == ("x", "y")


def test_what_was_opened_is_what_is_scanned(tables: Workspace) -> None:
    from factcheck.model.plan import TablePlan

    tables.write("a,b\n1,2\n")
    reader = EvidenceReader(tables.folder, tables.folder)
    reader.open(tables.declare())
    tables.write("a,b\n")
    assert reader.scan(TablePlan(tables.declare(), (), ())).rows == 1


def test_reading_a_small_table_loads_neither_duckdb_nor_a_lexicon(tables: Workspace) -> None:
    tables.write("a,b\n1,2\n")
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from factcheck.evidence import EvidenceReader\n"
        "from factcheck.model.cell import GroupingSet\n"
        "from factcheck.model.plan import TablePlan\n"
        "from factcheck.model.span import Span, Text\n"
        "from factcheck.model.spec import TableDeclaration\n"
        "span = Span('c.yml', 1, 1, 1, 2)\n"
        "table = TableDeclaration('t', span, Text('t.csv', span))\n"
        "plan = TablePlan(table, (GroupingSet(('a',), ('b',)),), ('a', 'b'), ('b',))\n"
        "folder = Path(sys.argv[1])\n"
        "print(EvidenceReader(folder, folder).scan(plan).rows)\n"
        "heavy = ('duckdb', 'pandas', 'yaml', 'tempfile', 'factcheck.figure')\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tables.folder)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split("\n")[:2] == ["1", "[]"]
