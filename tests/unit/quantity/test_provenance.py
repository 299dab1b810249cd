"""Each number of a calculation says which rows of which file it comes from."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from quantity_files import TABLE, Files, claim

from factcheck.pipeline import run_file
from factcheck.report import render_json

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.result import Provenance


@pytest.fixture(name="files")
def _files(tmp_path: Path) -> Files:
    files = Files(tmp_path)
    files.table()
    return files


def _behind(files: Files, measure: str) -> list[Provenance]:
    steps = files.measure(measure).calculation
    return [each for step in steps for each in step.provenance]


def test_a_term_says_where_its_rows_are(files: Files) -> None:
    (behind,) = _behind(files, "sum(t.n[year = 2018])")
    digest = hashlib.sha256((files.folder / "t.csv").read_bytes()).hexdigest()
    assert (behind.table, behind.file, behind.sha256) == ("t", "t.csv", digest)
    assert (behind.filter, behind.aggregate, behind.column) == (("year = 2018",), "sum", "n")
    assert (behind.rows, behind.most_rows, behind.second) == (2, 2, None)


def test_undecided_rows_make_a_range(files: Files) -> None:
    (behind,) = _behind(files, "count(t[kind = a])")
    assert (behind.rows, behind.most_rows, behind.column) == (2, 3, None)


def test_only_steps_of_tables_have_one(files: Files) -> None:
    steps = files.measure("sum(t.n[year = 2018]) / sum(t.n)", "30%").calculation
    assert [len(step.provenance) for step in steps] == [1, 1, 0]
    (one,) = _behind(files, "t.n[year = 2018, kind = a]")
    assert (one.aggregate, one.column) == (None, "n")


def test_labels_of_totals_are_written_as_expressions_are(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.table('place name,n\na,1\nb,2\n"all, in ""sum""",3\n')
    table = """\
        evidence:
          t:
            file: t.csv
            totals: {place name: 'all, in "sum"'}
            columns:
              n: {unit: things}
        """
    (behind,) = (
        each
        for step in files.measure("sum(t.n)", table=table).calculation
        for each in step.provenance
    )
    assert behind.filter == ('`place name` != "all, in ""sum"""',)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("measure: sum(t.n)\nby: region\nof: north\nplace: 2", ["region = north"]),
        ("measure: sum(t.n)\nover: year\nfrom: 2018\nto: 2019\ndirection: rising", ["year = 2018"]),
        ("measure: sum(t.n)\nby: region\nfigure: at least 50\nin: 1", ["region = north"]),
        (
            "parts: ['sum(t.n[year = 2018])', 'sum(t.n[year = 2019])']\ntotal: sum(t.n)",
            ["year = 2018"],
        ),
    ],
)
def test_groups_of_a_form_have_theirs(files: Files, body: str, expected: list[str]) -> None:
    found = files.form(body)
    filters = [list(each.filter) for step in found.calculation for each in step.provenance]
    assert expected in filters


def test_the_report_in_json_has_it(files: Files) -> None:
    files.claims(TABLE, claim("sum(t.n[year = 2018])", "30"))
    result = run_file(files.folder / "claims.yml", root=files.folder)
    report: dict[str, Any] = json.loads(render_json(result))
    (behind,) = report["claims"][0]["calculation"][0]["provenance"]
    assert behind == {
        "table": "t",
        "file": "t.csv",
        "sha256": report["evidence"][0]["sha256"],
        "filter": ["year = 2018"],
        "aggregate": "sum",
        "column": "n",
        "second": None,
        "rows": 2,
        "most_rows": 2,
    }
