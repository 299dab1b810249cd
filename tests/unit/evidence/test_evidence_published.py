"""Tables that newsrooms published, with their oddities."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from evidence_workspace import ENGINES, SPAN, grouping

from factcheck.evidence import EvidenceReader, codes
from factcheck.model.plan import TablePlan
from factcheck.model.span import Text
from factcheck.model.spec import EmptyCell, TableDeclaration

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.evidence.scan import Engine
    from factcheck.model.cell import TableCells


def scanned(folder: Path, name: str, sets: list[tuple[str, str]], engine: Engine) -> TableCells:
    table = TableDeclaration("t", SPAN, Text(name, SPAN), empty=EmptyCell.UNKNOWN)
    groupings = tuple(grouping(*one) for one in sets)
    names = {name for one in groupings for name in (*one.dimensions, *one.measures)}
    plan = TablePlan(table, groupings, tuple(sorted(names)))
    with EvidenceReader(folder, folder, engine=engine) as reader:
        return reader.scan(plan)


@pytest.fixture
def published(shared: Path) -> Path:
    folder = shared / "tables"
    if not folder.is_dir():
        pytest.skip("the folder beside the project has no tables")
    return folder


def test_both_engines_read_every_published_table_alike(published: Path) -> None:
    compared = 0
    for path in sorted(published.glob("538__*.csv")):
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
            first, *_ = next(csv.reader(stream))
        sets = [("", "")] if " " in first or not first else [(first, ""), ("", "")]
        found = [scanned(published, path.name, sets, engine) for engine in ENGINES]
        assert found[0] == found[1], path.name
        compared += found[0].rows > 0
    assert compared > 20


def test_the_rows_of_a_published_table_are_counted_as_csv_counts_them(published: Path) -> None:
    for name in ("538__bechdel_movies.csv", "538__marvel-wikia_subset.csv"):
        with (published / name).open(encoding="utf-8", newline="") as stream:
            rows = sum(1 for row in csv.reader(stream) if row) - 1
        assert scanned(published, name, [("", "")], "auto").rows == rows


def test_drinks_are_summed(published: Path) -> None:
    name = "538__alcohol-consumption_drinks.csv"
    with (published / name).open(encoding="utf-8", newline="") as stream:
        beer = sum(int(row["beer_servings"]) for row in csv.DictReader(stream))
    cells = scanned(published, name, [("", "beer_servings")], "python")
    ((_, (cell,)),) = cells.sets
    assert cell.measured[0].total == beer


def test_a_two_row_header_is_told_by_its_nameless_columns(published: Path) -> None:
    cells = scanned(published, "538__masculinity-survey_masculinity-survey.csv", [("", "")], "auto")
    assert codes.EMPTY_HEADER in {fault.code for fault in cells.faults}
