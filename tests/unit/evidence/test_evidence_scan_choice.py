"""Which sets of an opened table are scanned, and with which cuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pytest
from evidence_workspace import Workspace, column
from msgspec.structs import replace
from parquet_helper import write_parquet

from factcheck.evidence import EvidenceReader
from factcheck.evidence.header import Header
from factcheck.evidence.layout import Layout, lay_out
from factcheck.evidence.raw import RawSet
from factcheck.model.cell import Cut, GroupingSet
from factcheck.model.fraction import Fraction
from factcheck.model.plan import TablePlan
from factcheck.model.spec import ColumnType, EmptyCell, Marker
from factcheck.plan.cuts import ABOVE_ZERO

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.spec import ColumnDeclaration

FIVE, BEHIND_TEN = Cut(Fraction(5), begins=True), Cut(Fraction(10), begins=False)
HEADER = Header(("a", "n"), (("a", 0), ("n", 1), ("same", 1)), ())


def cut(dimensions: str, *cuts: Cut, of: str = "n") -> GroupingSet:
    return GroupingSet(tuple(dimensions.split()), (), ((of, cuts),))


def planned(
    folder: Path, *sets: GroupingSet, columns: tuple[ColumnDeclaration, ...] = ()
) -> TablePlan:
    declaration = Workspace(folder).declare(*columns, file="t.parquet")
    names = sorted({name for one in sets for name in one.dimensions})
    return TablePlan(declaration, sets, tuple(names), wanted=sets)


def laid_out(
    folder: Path,
    *sets: GroupingSet,
    said: ColumnDeclaration | None = None,
    is_printed: bool = False,
) -> Layout:
    columns = () if said is None else (said,)
    return lay_out(planned(folder, *sets, columns=columns), HEADER, is_printed=is_printed)


def test_cuts_are_between_numbers_as_they_are_printed(tmp_path: Path) -> None:
    said = column("n", scale=1000)
    layout = laid_out(tmp_path, cut("n", Cut(Fraction(5000), begins=True)), said=said)
    assert layout.request.cuts == ((1, (FIVE,)),)
    assert layout.request.sets == (RawSet((1,), (), ((1, (FIVE,)),)),)


def test_each_set_has_its_own_cuts(tmp_path: Path) -> None:
    layout = laid_out(tmp_path, cut("n", FIVE), cut("a n", BEHIND_TEN))
    request = layout.request
    assert request.cuts == ((1, (FIVE, BEHIND_TEN)),)
    assert [request.cuts_in(one, 1) for one in request.sets] == [
        (FIVE,),
        (BEHIND_TEN,),
    ]
    assert request.cuts_of(0) == ()
    assert request.cuts_in(RawSet((1,), ()), 1) == request.cuts_of(1)


def test_numbers_that_somebody_printed_are_not_cut(tmp_path: Path) -> None:
    layout = laid_out(tmp_path, cut("n", FIVE), is_printed=True)
    assert layout.request.cuts == ()
    assert layout.sets == ((GroupingSet(("n",)), 0),)


@pytest.mark.parametrize(
    "said",
    [
        column("n", type=ColumnType.DATE),
        column("n", type=ColumnType.TEXT),
        column("n", rounded=Fraction(5)),
    ],
)
def test_columns_of_something_else_than_plain_numbers_are_not_cut(
    tmp_path: Path, said: ColumnDeclaration
) -> None:
    assert laid_out(tmp_path, cut("n", FIVE), said=said).request.cuts == ()


def test_a_column_that_has_two_names_is_not_cut(tmp_path: Path) -> None:
    both = GroupingSet(("n", "same"), (), (("n", (FIVE,)), ("same", (FIVE,))))
    assert laid_out(tmp_path, both).request.cuts == ()


def test_a_column_that_is_not_there_is_not_cut(tmp_path: Path) -> None:
    assert laid_out(tmp_path, cut("z", FIVE, of="z")).sets == ((GroupingSet(("z",), (), ()), None),)


@pytest.mark.parametrize("number", [Fraction(1, 3), Fraction(1, 10**13), Fraction(10**15)])
def test_a_column_is_cut_in_no_set_if_one_cut_cannot_be_written(
    tmp_path: Path, number: Fraction
) -> None:
    layout = laid_out(tmp_path, cut("n", FIVE), cut("a n", Cut(number, begins=True)))
    assert layout.request.cuts == ()
    assert all(one.cuts == () for one in layout.request.sets)
    assert [one.cuts for one, _ in layout.sets] == [(), ()]


def test_a_table_that_changed_meanwhile_is_no_matter_of_the_choice(tmp_path: Path) -> None:
    write_parquet(tmp_path / "t.parquet", "SELECT 'a' AS a, 3 AS n")
    plan = planned(tmp_path, cut("n", FIVE), cut("a n", FIVE))
    with EvidenceReader(tmp_path, tmp_path) as reader:
        reader.open(plan.declaration)
        write_parquet(tmp_path / "t.parquet", "SELECT 'a' AS a, 3 AS n FROM range(9)")
        assert reader.scan_plan(plan).rows is None


@pytest.mark.parametrize("engine", ["python", "duckdb"])
def test_what_readings_ask_of_cut_columns_is_told_with_the_cells(
    tmp_path: Path, engine: str
) -> None:
    rows = ", ".join(f"('a', {n})" for n in (1, 3, 5, 7, 12))
    write_parquet(tmp_path / "t.parquet", f"FROM (VALUES {rows}) t(a, n)")
    plan = planned(tmp_path, cut("n", FIVE, BEHIND_TEN), cut("a n", FIVE))
    with EvidenceReader(tmp_path, tmp_path, engine=engine) as reader:  # type: ignore[arg-type]
        found = reader.scan(plan)
        alone = reader.scan(replace(plan, wanted=()))
    assert found.asked == plan.wanted
    assert alone.asked == plan.sets
    assert [(cell.key, cell.rows) for cell in dict(alone.sets)[plan.sets[0]]] == [
        (("1",), 2),
        (("5",), 2),
        (("12",), 1),
    ]


def test_a_percent_sign_beside_numbers_is_told_although_zero_stands_for_others(
    tmp_path: Path,
) -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t AS SELECT unnest(['0', '3', '12.5%']) AS n")
        connection.execute(f"COPY t TO '{tmp_path / 't.parquet'}' (FORMAT parquet)")
    plan = planned(tmp_path, cut("n", Cut(Fraction(0), begins=True), ABOVE_ZERO))
    with EvidenceReader(tmp_path, tmp_path) as reader:
        (fault,) = reader.scan(plan).faults
    assert "with a percent sign" in fault.message


def test_a_number_that_is_spelled_like_a_marker_is_none(tmp_path: Path) -> None:
    write_parquet(tmp_path / "t.parquet", "SELECT (-99)::DECIMAL(9, 2) AS n UNION ALL SELECT 7")
    said = column("n", markers=(("-99", Marker(EmptyCell.UNKNOWN)),))
    plan = planned(tmp_path, cut("n", FIVE), columns=(said,))
    with EvidenceReader(tmp_path, tmp_path) as reader:
        ((_, cells),) = reader.scan(plan).sets
    assert [cell.key for cell in cells] == [("-99",), ("7",)]


def test_nothing_is_announced_of_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"")
    files = Workspace(tmp_path)
    plan = replace(planned(tmp_path, GroupingSet(("a",))), declaration=files.declare())
    with EvidenceReader(tmp_path, tmp_path) as reader:
        reader.announce(plan)
        assert reader.scan(plan).faults
