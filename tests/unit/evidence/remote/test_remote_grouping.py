"""What a database is asked, on a store of DuckDB that needs no server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from duckdb_store import DuckStore
from exact import exact
from msgspec.structs import replace
from store_tables import SPAN, DuckMaker, Made, ParquetMaker, cells, declared, table

from factcheck.evidence import EvidenceReader
from factcheck.evidence.codes import TOO_MUCH
from factcheck.evidence.content import ChangedError, ContentError
from factcheck.evidence.duckdb_engine import RefusedError, TooMuchError
from factcheck.evidence.given import Given
from factcheck.evidence.raw import PlainForm, RawNumbers, RawRequest, RawSet
from factcheck.evidence.remote import answer, connections
from factcheck.evidence.remote.digest import digest_query
from factcheck.evidence.remote.grouper import RemoteGrouper
from factcheck.evidence.remote.query import grouping_query, rows_query
from factcheck.evidence.remote.source import RemoteTable, remote_frame
from factcheck.evidence.stored.codes import CUT_LIKE_TEXT
from factcheck.model.cell import Cut, GroupingSet
from factcheck.model.plan import TablePlan
from factcheck.model.problem import ProblemsError
from factcheck.model.spec import ColumnDeclaration, ColumnType, EmptyCell, Marker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from factcheck.evidence.remote.store import Dialect

VARIABLE = "FACTCHECK_FAKE"
COLUMNS = (
    *(("t", "text"), ("w", "whole"), ("d", "decimal"), ("f", "wide"), ("e", "narrow")),
    *(("b", "truth"), ("day", "day"), ("m", "moment"), ("z", "zoned"), ("x", "list")),
)
ROWS: tuple[tuple[str | None, ...], ...] = (
    *(("a", "1", "1.5", "0.1", "0.1", "true", "2020-12-21", "2020-12-21 00:00:00", None, "[1]"),),
    *(
        (
            "a",
            "2",
            "2.5",
            "0.30000000000000004",
            "16777216",
            "true",
            "2020-12-21",
            None,
            None,
            None,
        ),
    ),
    *(("12", None, None, "nan", "inf", "false", None, "2020-12-21 10:00:00.5", None, None),),
    *((None, "7", "0.25", None, None, None, None, None, "2020-12-21 10:00:00+02", None),),
    *((" ALL ", "3", None, "1e22", "1e10", "true", None, None, None, None),),
    *(("X", "4", None, "-0.0", "-0.0", "true", None, None, None, None),),
)
MADE = Made(COLUMNS, ROWS)
NAMES = tuple(name for name, _ in COLUMNS if name != "x")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> DuckStore:
    """A store that the variable leads to."""
    made = DuckStore()

    def connected(variable: str, _: Mapping[str, str]) -> DuckStore:
        assert variable == VARIABLE
        return made

    monkeypatch.setattr(connections, "connected", connected)
    return made


def opened(store: DuckStore, made: Made = MADE) -> RemoteTable:
    """Return a table of the store."""
    DuckMaker(store, VARIABLE).make(made)
    return RemoteTable(store, store.find(("t0",)), f"t0 at {VARIABLE}")


def plan(*sets: GroupingSet) -> TablePlan:
    columns = (
        ColumnDeclaration("t", SPAN, "t", markers=(("X", Marker(EmptyCell.UNKNOWN)),)),
        ColumnDeclaration("w", SPAN, "w", markers=(("7", Marker(EmptyCell.UNKNOWN)),)),
        ColumnDeclaration("day", SPAN, "day", type=ColumnType.DATE, empty=EmptyCell.NONE),
    )
    declaration = table(columns, totals=(("t", "12"),))
    return TablePlan(declaration, sets, NAMES, ("w", "d", "f", "e"))


def test_a_store_has_the_cells_of_a_file_of_parquet(tmp_path: Path, store: DuckStore) -> None:
    wanted = plan(
        GroupingSet(("t",), ("w", "d", "f", "e")),
        GroupingSet(("b", "day"), ("w",)),
        GroupingSet(("m", "z", "f", "e")),
        GroupingSet(()),
    )
    expected = cells(tmp_path, ParquetMaker(tmp_path).make(MADE), wanted)
    keys = DuckMaker(store, VARIABLE).make(MADE)
    assert cells(tmp_path, keys, wanted) == expected
    assert any("GROUPING SETS" in query for query in store.asked)
    assert cells(tmp_path, keys, wanted, "python") == expected
    assert store.is_closed


def test_what_a_database_cannot_answer_is_read_row_by_row(tmp_path: Path, store: DuckStore) -> None:
    # The sum has more digits than a decimal number of DuckDB.
    made = Made((("d", "long"),), (("9" * 28,),) * 20)
    wanted = TablePlan(table(), (GroupingSet((), ("d",)),), ("d",), ("d",))
    found = cells(tmp_path, DuckMaker(store, VARIABLE).make(made), wanted)
    (((cell,),),) = ((one for _, one in found.sets),)
    assert cell.measured[0].total == exact("9" * 28) * 20
    assert "ORDER BY" in store.asked[-1]


def test_groups_of_a_request(store: DuckStore) -> None:
    found = RemoteGrouper(opened(store)).scan(RawRequest((RawSet((0,), (1, 3)),), (), (0,)))
    assert found.rows == 6
    assert found.totals == {(0, "ALL")}
    by_text = {group.texts: group.measures for group in found.groups[0]}
    assert by_text[("X",)] == (
        RawNumbers(1, exact(4), exact(4), exact(4)),
        RawNumbers(1, exact(0), exact(0), exact(0)),
    )
    assert by_text[("12",)] == ("", "nan")
    assert by_text[(" ALL ",)][1] == "10000000000000000000000"


def test_labels_of_rows_that_are_declared_as_totals_are_not_looked_at(store: DuckStore) -> None:
    request = RawRequest((RawSet((), ()),), (), (0, 1), ((0, frozenset({"ALL"})), (5, frozenset())))
    found = RemoteGrouper(opened(store)).scan(request)
    assert found.totals == frozenset()
    assert (
        RemoteGrouper(opened(DuckStore())).scan(request._replace(totals=((5, frozenset()),))).totals
    )


def test_special_texts_wanted_texts_and_numbers_of_a_country(store: DuckStore) -> None:
    form = PlainForm(r" *[0-9]{1,3}(,[0-9]{1,3})? *", ".", ",")
    made = Made((("n", "text"), ("w", "whole")), (("1,5", "1"), (" 12 ", "2"), ("3", "9")))
    request = RawRequest(
        (RawSet((), (0, 1)),),
        ((0, frozenset({"3"})), (1, frozenset({"9"}))),
        (),
        forms=((0, form),),
    )
    grouper = RemoteGrouper(opened(store, made))
    numbers = RawNumbers(2, exact("13.5"), exact("1.5"), exact(12))
    groups = {group.measures for group in grouper.scan(request).groups[0]}
    assert groups == {(numbers, RawNumbers(2, exact(3), exact(1), exact(2))), ("3", "9")}
    texts = grouper.scan(request._replace(texts=frozenset({0}))).groups[0]
    assert {group.measures[0] for group in texts} == {"1,5", " 12 ", "3"}


def test_numbers_between_the_same_cuts_are_one_group(store: DuckStore) -> None:
    made = Made(
        (("n", "text"), ("d", "decimal"), ("w", "whole")),
        (*((one, one, "1") for one in ("1", "1.5", "2", "2.5", "-3", "40")), ("x", None, "1")),
    )
    cuts = (
        Cut(exact("-0.5"), begins=True),
        Cut(exact(2), begins=False),
        Cut(exact(40), begins=True),
    )
    request = RawRequest(
        (RawSet((0,), (2,)), RawSet((1,), ())), (), (), cuts=((0, cuts), (1, cuts))
    )
    found = RemoteGrouper(opened(store, made)).scan(request)
    assert {(g.texts, g.rows) for g in found.groups[0]} == {
        *((("-3",), 1), (("1",), 3), (("2.5",), 1), (("40",), 1), (("x",), 1))
    }
    assert {(g.texts, g.rows) for g in found.groups[1]} == {
        *((("-3",), 1), (("1",), 3), (("2.5",), 1), (("40",), 1), (("",), 1))
    }
    # All numbers are alike where nothing tells them apart.
    one = RemoteGrouper(opened(DuckStore(), made)).scan(request._replace(cuts=((0, ()),)))
    assert {(g.texts, g.rows) for g in one.groups[0]} == {(("-3",), 6), (("x",), 1)}


@pytest.mark.parametrize(
    "change",
    [
        {"doubted": (0,)},
        {"totals": ((3, frozenset({"1"})),)},
        {"cuts": ((0, (Cut(exact(1) / 3, begins=True),)),)},
        {"cuts": ((0, (Cut(exact("1e15"), begins=True),)),)},
        {"sets": tuple(RawSet((place,), ()) for place in range(301))},
    ],
)
def test_what_only_python_does_is_refused(store: DuckStore, change: dict[str, object]) -> None:
    made = Made(tuple((f"c{n}", "wide" if n == 3 else "text") for n in range(301)), ())
    request = RawRequest((RawSet((0,), (0,)),), (), ())._replace(**change)  # type: ignore[arg-type]
    with pytest.raises(RefusedError):
        RemoteGrouper(opened(store, made)).scan(request)
    assert store.asked == []


def test_tables_that_are_too_wide_or_empty_are_read_in_python(store: DuckStore) -> None:
    wide = opened(store, Made(tuple((f"c{n}", "text") for n in range(501)), ()))
    with pytest.raises(RefusedError):
        RemoteGrouper(wide).scan(RawRequest((), (), ()))
    with pytest.raises(RefusedError):
        RemoteGrouper(opened(DuckStore(), Made(COLUMNS, ()))).scan(RawRequest((), (), ()))


def test_too_many_groups_and_too_little_memory(
    store: DuckStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = RawRequest((RawSet((1,), ()),), (), ())
    grouper = RemoteGrouper(opened(store))
    monkeypatch.setattr(answer, "MOST_GROUPS", 3)
    with pytest.raises(TooMuchError):
        grouper.scan(request)
    store.fails = "memory"
    with pytest.raises(TooMuchError):
        grouper.scan(request)
    store.fails = "query"
    with pytest.raises(RefusedError):
        grouper.scan(request)


def test_a_table_that_cannot_be_read_at_all_is_a_fault(tmp_path: Path, store: DuckStore) -> None:
    wanted = plan(GroupingSet(("t",)))
    keys = DuckMaker(store, VARIABLE).make(MADE)
    store.fails = "query"
    assert "FC287" in [one.code.code for one in cells(tmp_path, keys, wanted).faults]
    store.fails = "memory"
    assert TOO_MUCH in [one.code for one in cells(tmp_path, keys, wanted).faults]


def test_the_digest_is_of_the_rows_in_any_order(store: DuckStore) -> None:
    first = opened(store)
    told = list(first.chunks())
    assert list(opened(DuckStore(), Made(COLUMNS, ROWS[::-1])).chunks()) == told
    others = (
        Made(COLUMNS, ROWS[1:]),
        Made(COLUMNS, (*ROWS, ROWS[0])),
        Made((("u", "text"), *COLUMNS[1:]), ROWS),
        Made(COLUMNS, (("", *ROWS[3][1:]), *ROWS[:3], *ROWS[4:])),
        Made(COLUMNS, ()),
        Made((("x", "list"),), (("[1]",),)),
    )
    digests = [list(opened(DuckStore(), one).chunks()) for one in others]
    assert all(one != told for one in digests)
    assert list(first.chunks()) == told
    assert len(store.asked) == 1


def test_cells_do_not_flow_into_each_other_in_a_digest() -> None:
    columns = (("a", "text"), ("b", "text"))
    rows = (("1:x", "y"), ("1", ":xy"), ("", "-"), (None, ""), ("-", ""), ("", None), ("x1:y", ""))
    digests = {tuple(opened(DuckStore(), Made(columns, (row,))).chunks()) for row in rows}
    assert len(digests) == len(rows)


def test_a_store_that_keeps_no_state_is_looked_at_again(store: DuckStore) -> None:
    found = opened(store)
    found.refuse_change()
    list(found.chunks())
    found.refuse_change()
    assert len(store.asked) == 1
    store.keeps_state = False
    found.refuse_change()
    store.connection.execute("DELETE FROM t0 WHERE w = 1")
    with pytest.raises(ChangedError):
        found.refuse_change()


def test_rows_come_in_one_order_with_fractions_as_cells_have_them(store: DuckStore) -> None:
    frame = remote_frame(opened(store))
    rows = [row for _, row in frame.rows()]
    assert [row[0] for row in rows] == ["", " ALL ", "12", "X", "a", "a"]
    assert [row[3] for row in rows] == ["", "10000000000000000000000", "nan", "0", "0.1", "0.3"]
    assert [row[4] for row in rows] == ["", "10000000000", "inf", "0", "0.1", "16777216"]
    assert rows[0][8] == "2020-12-21T08:00:00Z"
    assert {row[9] for row in rows} == {""}
    assert [fault.column for fault in frame.faults] == ["x"]


def test_a_table_without_columns_is_no_table(store: DuckStore) -> None:
    found = opened(store)
    bare = RemoteTable(store, found.found._replace(columns=()), "t0")
    assert list(bare.chunks())
    with pytest.raises(ContentError, match="has no columns"):
        remote_frame(bare)


def test_rows_that_cannot_be_read_are_a_fault(store: DuckStore) -> None:
    frame = remote_frame(opened(store))
    store.fails = "memory"
    with pytest.raises(ContentError, match="more memory"):
        list(frame.rows())


REQUEST = RawRequest(
    (RawSet((0, 5, 6, 7, 8, 9), (1, 2, 3, 4)),),
    ((0, frozenset({"it's"})),),
    (0,),
    cuts=((0, (Cut(exact(1), begins=True),)),),
)
WRITTEN = Path(__file__).parent / "queries"


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "spark"])
def test_queries_as_they_are_written(
    dialect: Dialect, assert_golden: Callable[[Path, str], None]
) -> None:
    store = DuckStore()
    store.sorts["t0"] = (('the "text"`', "text"), *COLUMNS[1:])
    found = store.find(("t0",))._replace(parts=("data", "public", "t.0"))
    written = [
        rows_query(dialect, found),
        digest_query(dialect, found),
        grouping_query(dialect, found, REQUEST),
    ]
    shown = [query.encode("unicode_escape").decode() for query in written]
    assert_golden(WRITTEN / f"{dialect}.sql", "\n\n".join(shown) + "\n")


def test_a_table_of_a_database_is_not_cut_like_a_text(tmp_path: Path, store: DuckStore) -> None:
    keys = DuckMaker(store, VARIABLE).make(MADE)
    declaration = table(delimiter=";", header=("a",), **declared(keys))
    with (
        EvidenceReader(tmp_path, tmp_path) as reader,
        pytest.raises(ProblemsError, match="`delimiter`, `header`") as raised,
    ):
        reader.open(declaration)
    assert raised.value.problems[0].code is CUT_LIKE_TEXT
    assert store.asked == []


def test_a_table_that_is_passed_in_stands_for_one_of_a_database(tmp_path: Path) -> None:
    declaration = table(**declared("    connection: FACTCHECK_NOT_SET\n    table: t\n"))
    given = {"t": Given(("a",), (("1",),))}
    with EvidenceReader(tmp_path, tmp_path, given=given) as reader:
        assert reader.open(declaration).header == ("a",)


def test_tables_of_one_database_share_its_connection(tmp_path: Path, store: DuckStore) -> None:
    maker = DuckMaker(store, VARIABLE)
    first, second = maker.make(MADE), maker.make(MADE)
    with EvidenceReader(tmp_path, tmp_path) as reader:
        opened_tables = [
            reader.open(replace(table(**declared(keys)), name=name))
            for name, keys in (("a", first), ("b", second))
        ]
        assert [one.header for one in opened_tables] == [tuple(name for name, _ in COLUMNS)] * 2
        assert not store.is_closed
    assert store.is_closed
