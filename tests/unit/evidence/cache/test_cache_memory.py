"""Tables that were seen are not looked at again, and others never taken for them."""

from __future__ import annotations

import gzip
import os
import time
from enum import Enum
from typing import TYPE_CHECKING, Any

import pytest
from evidence_workspace import SPAN, Workspace, column, grouping
from msgspec.structs import replace
from parquet_helper import write_parquet

from factcheck.evidence.cache import Memory, Store
from factcheck.evidence.cache import memory as memory_module
from factcheck.evidence.given import Given
from factcheck.evidence.reader import EvidenceReader
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.plan import TablePlan
from factcheck.model.problem import ProblemsError
from factcheck.model.row_expression import RowColumn
from factcheck.model.span import Span, Text
from factcheck.model.spec import (
    ColumnDeclaration,
    ColumnKind,
    ColumnType,
    EmptyCell,
    Join,
    Marker,
    TableDeclaration,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import msgspec

    from factcheck.evidence.source import Origin

TABLE = "region,n\na,1\nb,2\na,3\n"
OTHER = "region,n\na,1\nb,2\na,4\n"
LATER = 10 * 10**9
"""The clock of these tests is so far ahead that files which were just written are settled."""


class Looks:
    """What was asked of the reader that looks."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def taken(self) -> list[str]:
        """Return what was asked since the last time."""
        found, self.made = self.made, []
        return found


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Looks:
    """What is asked of the reader that looks, noted."""
    noted = Looks()

    def noting(name: str) -> Any:  # noqa: ANN401 - a method of any form
        real = getattr(EvidenceReader, name)

        def method(reader: EvidenceReader, first: Any, *more: Any) -> Any:  # noqa: ANN401 - same
            declaration = first if isinstance(first, TableDeclaration) else first.declaration
            noted.made.append(f"{name} {declaration.name}")
            return real(reader, first, *more)

        return method

    for name in ("open", "scan", "distinct_rows", "announce"):
        monkeypatch.setattr(EvidenceReader, name, noting(name))
    return noted


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store without entries."""
    return Store(tmp_path / "cache")


def clock() -> int:
    """Return the time of these tests."""
    return time.time_ns() + LATER


def plan_of(declaration: TableDeclaration, **said: Any) -> TablePlan:  # noqa: ANN401 - any field
    """Return what is asked of the table."""
    plan = TablePlan(declaration, (grouping("region", "n"),), ("n", "region"), ("n",))
    return replace(plan, **said)


def seen(tables: Workspace, store: Store, plan: TablePlan, **said: Any) -> tuple[Any, Any]:  # noqa: ANN401 - arguments of a reader
    """Return what is found of a table, with the memory of earlier runs."""
    memory = Memory(store, said.pop("clock", clock))
    with memory.reader(tables.folder, tables.folder, **said) as reader:
        return reader.open(plan.declaration), reader.scan(plan)


def looked_at(tables: Workspace, plan: TablePlan, **said: Any) -> tuple[Any, Any]:  # noqa: ANN401 - same
    """Return what is found of a table without any memory."""
    with EvidenceReader(tables.folder, tables.folder, **said) as reader:
        return reader.open(plan.declaration), reader.scan(plan)


BOTH = ["open t", "scan t"]


def test_a_table_is_looked_at_once(tables: Workspace, store: Store, looks: Looks) -> None:
    tables.write(TABLE)
    plan = plan_of(tables.declare())
    first = seen(tables, store, plan)
    assert looks.taken() == BOTH
    assert seen(tables, store, plan) == first
    assert looks.taken() == []
    assert looked_at(tables, plan) == first


def test_not_one_byte_is_read_again(
    tables: Workspace, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables.write(TABLE)
    plan = plan_of(tables.declare())
    first = seen(tables, store, plan)
    (tables.folder / "t.csv").chmod(0)

    def refused(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("factcheck.evidence.content.opened", refused)
    monkeypatch.setattr(memory_module, "opened", refused)
    # A change of the permissions is one of the stamp too.
    (tables.folder / "t.csv").chmod(0o644)
    with pytest.raises(AssertionError):
        seen(tables, store, plan)
    monkeypatch.undo()
    assert seen(tables, store, plan) == first
    monkeypatch.setattr("factcheck.evidence.content.opened", refused)
    monkeypatch.setattr(memory_module, "opened", refused)
    assert seen(tables, store, plan) == first


def test_a_changed_table_is_looked_at(tables: Workspace, store: Store, looks: Looks) -> None:
    path = tables.write(TABLE)
    plan = plan_of(tables.declare())
    first = seen(tables, store, plan)
    looks.taken()
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    tables.write(OTHER)
    os.utime(path, ns=times)
    second = seen(tables, store, plan)
    assert looks.taken() == BOTH
    assert second != first
    assert second == looked_at(tables, plan)
    looks.taken()
    # Both are known from now on, whichever is there.
    tables.write(TABLE)
    assert seen(tables, store, plan) == first
    tables.write(OTHER)
    assert seen(tables, store, plan) == second
    assert looks.taken() == []


def test_the_same_bytes_with_another_stamp_are_known(
    tables: Workspace, store: Store, looks: Looks
) -> None:
    tables.write(TABLE)
    plan = plan_of(tables.declare())
    first = seen(tables, store, plan)
    looks.taken()
    (tables.folder / "t.csv").unlink()
    tables.write(TABLE)
    assert seen(tables, store, plan) == first
    assert looks.taken() == []


def test_a_table_that_was_just_written_is_not_kept(
    tables: Workspace, store: Store, looks: Looks
) -> None:
    tables.write(TABLE)
    plan = plan_of(tables.declare())
    for _ in range(2):
        seen(tables, store, plan, clock=time.time_ns)
        assert looks.taken() == BOTH
    assert store.held().entries == 0
    # What is known of it is used all the same, after a look at its bytes.
    first = seen(tables, store, plan)
    looks.taken()
    assert seen(tables, store, plan, clock=time.time_ns) == first
    assert looks.taken() == []


def test_a_system_without_times_of_changes_reads_the_bytes(
    tables: Workspace, store: Store, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory_module, "TELLS_CHANGES", False)
    tables.write(TABLE)
    plan = plan_of(tables.declare())
    first = seen(tables, store, plan)
    looks.taken()
    assert store.held().entries == 2
    assert seen(tables, store, plan) == first
    assert looks.taken() == []


def test_a_table_that_changes_meanwhile_is_not_kept(
    tables: Workspace, store: Store, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables.write(TABLE)
    plan = plan_of(tables.declare())
    real = EvidenceReader.scan

    def scan(reader: EvidenceReader, plan: TablePlan) -> Any:  # noqa: ANN401 - as the other
        found = real(reader, plan)
        tables.write(OTHER)
        return found

    monkeypatch.setattr(EvidenceReader, "scan", scan)
    _, cells = seen(tables, store, plan)
    assert cells.sha256
    assert store.held().entries == 0

    def scan_and_remove(reader: EvidenceReader, plan: TablePlan) -> Any:  # noqa: ANN401 - same
        found = real(reader, plan)
        (tables.folder / "t.csv").unlink()
        return found

    monkeypatch.setattr(EvidenceReader, "scan", scan_and_remove)
    seen(tables, store, plan)
    assert store.held().entries == 0
    assert looks.taken()


def test_the_digest_of_a_scan_is_the_one_that_counts(
    tables: Workspace, store: Store, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables.write(TABLE)
    plan = plan_of(tables.declare())
    seen(tables, store, plan)
    other = replace(plan, numeric=())
    real = EvidenceReader.scan
    monkeypatch.setattr(
        EvidenceReader, "scan", lambda *asked: replace(real(*asked), sha256="0" * 64)
    )
    looks.taken()
    _, cells = seen(tables, store, other)
    assert cells.sha256 == "0" * 64
    assert looks.taken() == ["scan t"]
    assert seen(tables, store, other)[1] == cells
    assert looks.taken() == ["open t"]


def package(tables: Workspace) -> TableDeclaration:
    """Write a table whose folders are columns, and return its declaration."""
    for year in (2018, 2020):
        folder = tables.folder / f"year={year}"
        folder.mkdir()
        write_parquet(folder / "t.parquet", f"SELECT 'a' AS region, {year} AS n")
    return tables.declare(file="*/t.parquet", has_partitions=True)


def test_files_whose_folders_are_columns(tables: Workspace, store: Store, looks: Looks) -> None:
    plan = plan_of(package(tables))
    first = seen(tables, store, plan)
    assert looks.taken() == BOTH
    for path in tables.folder.glob("*/t.parquet"):
        os.utime(path, (1, 1))
        assert seen(tables, store, plan) == first
        assert looks.taken() == []
    (tables.folder / "year=2018").rename(tables.folder / "year=2019")
    assert seen(tables, store, plan) != first
    assert looks.taken() == BOTH


def test_what_there_is_too_much_of_goes_at_the_end(tables: Workspace, tmp_path: Path) -> None:
    tables.write(TABLE)
    store = Store(tmp_path / "cache", most_bytes=0)
    memory = Memory(store, clock)
    with memory.reader(tables.folder, tables.folder) as reader:
        reader.scan(plan_of(tables.declare()))
    assert store.held().entries == 2
    memory.close()
    assert store.held().entries == 0


def test_distinct_rows_are_remembered(tables: Workspace, store: Store, looks: Looks) -> None:
    tables.write(TABLE)
    declaration = tables.declare()
    for expected in (["distinct_rows t"], []):
        with Memory(store, clock).reader(tables.folder, tables.folder) as reader:
            assert reader.distinct_rows(declaration, ("region",)) == (("a",), ("b",))
        assert looks.taken() == expected
    with Memory(store, clock).reader(tables.folder, tables.folder) as reader:
        assert reader.distinct_rows(declaration, ("n",)) == (("1",), ("2",), ("3",))
    assert looks.taken() == ["distinct_rows t"]


def test_an_error_is_met_each_time(tables: Workspace, store: Store, looks: Looks) -> None:
    tables.write(TABLE)
    for _ in range(2):
        with (
            Memory(store, clock).reader(tables.folder, tables.folder) as reader,
            pytest.raises(ProblemsError),
        ):
            reader.distinct_rows(tables.declare(), ("none",))
        assert looks.taken() == ["distinct_rows t"]
    for _ in range(2):
        with (
            Memory(store, clock).reader(tables.folder, tables.folder) as reader,
            pytest.raises(ProblemsError),
        ):
            reader.open(tables.declare(file="none.csv"))


def test_what_is_wrong_with_a_column_is_remembered(
    tables: Workspace, store: Store, looks: Looks
) -> None:
    tables.write("region,n,\na,1,\nb,x,\n")
    plan = plan_of(tables.declare())
    first = seen(tables, store, plan)
    assert [fault.column for fault in first[1].faults] == ["", "n"]
    looks.taken()
    assert seen(tables, store, plan) == first
    assert looks.taken() == []


def test_what_is_wrong_with_a_whole_table_is_not(
    tables: Workspace, store: Store, looks: Looks
) -> None:
    tables.write("region,n\na,1\n")
    plan = plan_of(tables.declare(column("m")))
    for _ in range(2):
        seen(tables, store, plan)
        assert looks.taken() == BOTH
    tables.write("region,n\na\n")
    for _ in range(2):
        seen(tables, store, plan_of(tables.declare()))
        assert looks.taken() == BOTH


def test_scans_that_need_not_be_made_are_not_announced(
    tables: Workspace, store: Store, looks: Looks
) -> None:
    tables.write(TABLE)
    plan = plan_of(tables.declare())
    for expected in (["open t", "announce t", "scan t"], []):
        with Memory(store, clock).reader(tables.folder, tables.folder) as reader:
            reader.open(plan.declaration)
            reader.announce(plan)
            reader.scan(plan)
        assert looks.taken() == expected


def _given(tables: Workspace) -> tuple[TablePlan, dict[str, Any]]:
    given = Given(("region", "n"), (("a", "1"),))
    return plan_of(tables.declare(file=None)), {"given": {"t": given}}


def _joined_to_given(tables: Workspace) -> tuple[TablePlan, dict[str, Any]]:
    tables.write(TABLE)
    join = Join(Text("p", SPAN), (("region", "region"),), "drop", SPAN)
    partner = tables.declare(name="p", file=None, key=("region",))
    given = Given(("region", "m"), (("a", "1"), ("b", "2")))
    plan = plan_of(tables.declare(join=join))
    return plan, {"given": {"p": given}, "declared": [partner]}


def _hidden(tables: Workspace) -> tuple[TablePlan, dict[str, Any]]:
    tables.write(TABLE)
    return plan_of(tables.declare(min_cell=1)), {}


@pytest.mark.parametrize("made", [_given, _joined_to_given, _hidden])
def test_what_may_not_be_kept_is_not(
    tables: Workspace,
    store: Store,
    looks: Looks,
    made: Any,  # noqa: ANN401 - one of the above
) -> None:
    plan, said = made(tables)
    for _ in range(2):
        with Memory(store, clock).reader(tables.folder, tables.folder, **said) as reader:
            reader.open(plan.declaration)
            reader.announce(plan)
            reader.scan(plan)
            reader.distinct_rows(plan.declaration, ("region",))
        assert looks.taken() == ["open t", "announce t", "scan t", "distinct_rows t"]
    assert store.held().entries == 0


def found(tables: Workspace, declaration: TableDeclaration) -> Origin:
    """Return what a table is read from."""
    return EvidenceReader(tables.folder, tables.folder)._origin(declaration)


def test_databases_are_not_kept(tables: Workspace, store: Store) -> None:
    tables.write(TABLE)
    origin = found(tables, tables.declare())
    (file,) = origin.files
    database = replace(origin, files=(replace(file, suffix=".sqlite"),))
    remote = replace(origin, remote="anything")
    assert Memory(store, clock).watch(origin, "en") is not None
    for each in (database, remote, replace(origin, joined=remote), replace(origin, files=())):
        assert Memory(store, clock).watch(each, "en") is None


def test_a_joined_table_that_changes_is_noticed(
    tables: Workspace, store: Store, looks: Looks
) -> None:
    tables.write(TABLE)
    tables.write("region,m\na,1\nb,2\n", "p.csv")
    partner = tables.declare(name="p", file="p.csv", key=("region",))
    join = Join(Text("p", SPAN), (("region", "region"),), None, SPAN)
    plan = replace(plan_of(tables.declare(join=join)), sets=(grouping("region", "m"),))
    plan = replace(plan, columns=("m", "region"), numeric=("m",))
    first = seen(tables, store, plan, declared=[partner])
    looks.taken()
    assert seen(tables, store, plan, declared=[partner]) == first
    assert looks.taken() == []
    tables.write("region,m\na,1\nb,3\n", "p.csv")
    second = seen(tables, store, plan, declared=[partner])
    assert looks.taken() == BOTH
    assert second != first
    other = replace(partner, columns=(column("m", scale=2),))
    assert seen(tables, store, plan, declared=[other]) != second
    assert looks.taken() == BOTH


def test_every_kind_of_file_is_remembered(tables: Workspace, store: Store, looks: Looks) -> None:
    write_parquet(tables.folder / "t.parquet", "SELECT 'a' AS region, 1 AS n")
    tables.write('[{"region": "a", "n": 1}]', "t.json")
    tables.write(gzip.compress(TABLE.encode()), "t.csv.gz")
    for name in ("t.parquet", "t.json", "t.csv.gz"):
        plan = plan_of(tables.declare(file=name))
        first = seen(tables, store, plan)
        assert looks.taken() == BOTH
        assert seen(tables, store, plan) == first
        assert looks.taken() == []


def test_a_damaged_entry_is_replaced(tables: Workspace, store: Store, tmp_path: Path) -> None:
    tables.write(TABLE)
    plan = plan_of(tables.declare())
    first = seen(tables, store, plan)
    paths = sorted((tmp_path / "cache").glob("*.json"))
    assert len(paths) == 3
    for path in paths:
        whole = path.read_bytes()
        for content in (b"", whole[:-9], whole.replace(b'"content":', b'"content": ')[:-1]):
            path.write_bytes(content)
            assert seen(tables, store, plan) == first
            assert seen(tables, store, plan) == first
        assert path.read_bytes() == whole


def test_entries_of_what_no_scan_yields_are_not_used(
    tables: Workspace, store: Store, looks: Looks, tmp_path: Path
) -> None:
    tables.write(TABLE)
    plan = plan_of(tables.declare())
    first = seen(tables, store, plan)
    with Memory(store, clock).reader(tables.folder, tables.folder) as reader:
        assert reader.distinct_rows(plan.declaration, ("n",))
    for path in (tmp_path / "cache").glob("*.json"):
        if b'"content":{' in path.read_bytes():
            store.put(path.stem, b'{"Nothing":[]}')
    looks.taken()
    assert seen(tables, store, plan) == first
    assert looks.taken() == BOTH
    for path in (tmp_path / "cache").glob("*.json"):
        if b'"content":{' in path.read_bytes() or b'"content":[' in path.read_bytes():
            store.put(path.stem, b'"text"')
    assert seen(tables, store, plan) == first
    with Memory(store, clock).reader(tables.folder, tables.folder) as reader:
        assert reader.distinct_rows(plan.declaration, ("n",)) == (("1",), ("2",), ("3",))
    assert looks.taken() == [*BOTH, "distinct_rows t"]


def test_a_program_that_cannot_be_told_remembers_nothing(
    tables: Workspace, store: Store, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> str:
        raise PermissionError

    monkeypatch.setattr(memory_module, "program", refused)
    tables.write(TABLE)
    seen(tables, store, plan_of(tables.declare()))
    assert looks.taken() == BOTH
    assert store.held().entries == 0


def test_another_program_remembers_nothing_of_this_one(
    tables: Workspace, store: Store, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables.write(TABLE)
    plan = plan_of(tables.declare())
    seen(tables, store, plan)
    looks.taken()
    monkeypatch.setattr(memory_module, "program", lambda: "another")
    seen(tables, store, plan)
    assert looks.taken() == BOTH


def test_what_has_no_form_in_json_is_not_kept(
    tables: Workspace, store: Store, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables.write(TABLE)
    plan = plan_of(tables.declare())
    # No key can be made of it, nor of half a character.
    for wrong in (frozenset({"a"}), "\ud800"):
        asked = replace(plan, compared=(wrong,))
        for _ in range(2):
            with Memory(store, clock).reader(tables.folder, tables.folder) as reader:
                reader.announce(asked)
                reader.scan(asked)
            assert looks.taken() == ["announce t", "scan t"]
    real = EvidenceReader.scan
    for noted in (1.5, "\ud800"):
        monkeypatch.setattr(
            EvidenceReader, "scan", lambda *asked, n=noted: replace(real(*asked), notes=(n,))
        )
        for _ in range(2):
            _, cells = seen(tables, store, plan)
            assert cells.notes == (noted,)
            assert "scan t" in looks.taken()


def test_a_file_that_cannot_be_read_for_its_digest(
    tables: Workspace, store: Store, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables.write(TABLE)
    plan = plan_of(tables.declare())
    seen(tables, store, plan)
    looks.taken()
    os.utime(tables.folder / "t.csv", (1, 1))

    def refused(_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(memory_module, "opened", refused)
    seen(tables, store, plan)
    assert looks.taken() == BOTH


FULL_COLUMN = ColumnDeclaration("n", SPAN, "n")
OTHER_VALUES: dict[str, object] = {
    "file": Text("u.csv", SPAN),
    "unpivot": Text("x", SPAN),
    "stack": Text("x", SPAN),
    "join": Text("x", SPAN),
    "scope": Text("x", SPAN),
    "columns": (FULL_COLUMN,),
    "signs": Text("x", SPAN),
    "declaration": None,
}


def mutants(record: msgspec.Struct) -> Iterator[tuple[str, msgspec.Struct]]:
    """Yield each field of a record with the record in which it alone is another one."""
    for name in record.__struct_fields__:
        if name != "declaration":
            yield name, replace(record, **{name: _other(name, getattr(record, name))})


def _other(name: str, value: object) -> object:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str():
            return f"{value}x"
        case Enum():
            return next(each for each in type(value) if each is not value)
        case Fraction():
            return value + 1
        case Span():
            return Span("other.yml", 1, 1, 1, 2)
        case Text():
            return Text(f"{value.value}x", value.span)
        case tuple():
            return (*value, Text("more", SPAN))
        case None:
            return OTHER_VALUES.get(name, "x")
        case _:
            return Text("another", SPAN)


def full_declaration(tables: Workspace) -> TableDeclaration:
    """Return a declaration that says something in many fields."""
    said = ColumnDeclaration(
        "n",
        SPAN,
        "n",
        unit="cases",
        scale=Fraction(10),
        kind=ColumnKind.COUNT,
        type=ColumnType.NUMBER,
        map=(("a", "b"),),
        rounded=Fraction(5),
        empty=EmptyCell.UNKNOWN,
        markers=(
            (":", Marker(EmptyCell.UNKNOWN)),
            ("<5", Marker(Interval(Fraction(0), Fraction(4)))),
        ),
        compute=RowColumn("m", SPAN),
    )
    return tables.declare(said, key=("region",), lang="en", locale="de-DE", header=("a", "b"))


def group_of(store: Store, tables: Workspace, plan: TablePlan) -> set[str]:
    """Return the groups of the entries that are looked for."""
    origin = found(tables, tables.declare())
    origin = replace(origin, declaration=plan.declaration)
    asked: list[str] = []

    class Asked(Store):
        def has_group(self, group: str) -> bool:
            asked.append(group)
            return False

    watched = Memory(Asked(tables.folder / "none"), clock).watch(origin, "en")
    assert watched is not None
    assert not watched.knows(plan)
    assert store is not None
    return set(asked)


HIDING = {"min_cell"}
"""What keeps a table from being kept at all."""


def test_every_field_of_plan_and_declaration_is_part_of_the_key(
    tables: Workspace, store: Store
) -> None:
    tables.write(TABLE)
    declaration = full_declaration(tables)
    plan = plan_of(declaration, key=("region",), compared=("n",))
    (own,) = group_of(store, tables, plan)
    groups = {own: "as it is"}
    (said,) = declaration.columns
    changed = [
        *((f"plan.{name}", mutant) for name, mutant in mutants(plan)),
        *(
            (f"table.{name}", replace(plan, declaration=mutant))
            for name, mutant in mutants(declaration)
            if name not in HIDING
        ),
        *(
            (f"column.{name}", replace(plan, declaration=replace(declaration, columns=(mutant,))))
            for name, mutant in mutants(said)
        ),
    ]
    assert len(changed) > 70
    for name, other in changed:
        (group,) = group_of(store, tables, other)  # type: ignore[arg-type]  # a plan each time
        if name.endswith(".span"):
            assert group == own, name
        else:
            assert group not in groups, (name, groups.get(group))
            groups[group] = name


def test_what_is_asked_for_and_the_files_are_part_of_the_key(tables: Workspace) -> None:
    tables.write(TABLE)
    origin = found(tables, tables.declare())
    (file,) = origin.files
    asked: list[str] = []

    class Asked(Store):
        def has_group(self, group: str) -> bool:
            asked.append(group)
            return False

        def put(self, key: str, content: bytes) -> None:
            """Keep nothing."""

    others = [
        (origin, "en"),
        (origin, "de"),
        *(
            (replace(origin, files=(replace(file, **{name: value}),)), "en")
            for name, value in (
                ("shown", "u.csv"),
                ("suffix", ".tsv"),
                ("size", 7),
                ("is_packed", True),
            )
        ),
        (replace(origin, files=(file, file)), "en"),
    ]
    for each, lang in others:
        watched = Memory(Asked(tables.folder / "none"), clock).watch(each, lang)
        assert watched is not None
        watched.knows(plan_of(tables.declare()))
        watched.opened(lambda: EvidenceReader(tables.folder, tables.folder).open(tables.declare()))
        watched.rows(("n",), lambda: ())
        # Two tables in one folder have other digests, so it is the group that tells these apart.
    assert len(set(asked)) == len(asked) == 3 * len(others)
