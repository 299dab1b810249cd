"""What keeps a claim from being checked is told with the place in the claim file that met it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.pipeline import run_file
from factcheck.report import render_terminal

if TYPE_CHECKING:
    from quantity_files import Files

    from factcheck.model.result import RunResult

FILE = """\
factcheck: 1
evidence:
  t:
    file: t.csv
    columns:
      n:
        unit: things
  u:
    file: u.csv
  empty:
    file: empty.csv
quantities:
  northern:
    measure: count(t[region = nort])
statements:
  said:
    measure: sum(t.n)
    figure: at least 3
"""
LAST = len(FILE.splitlines()) + 1


@pytest.fixture(autouse=True)
def _tables(files: Files) -> None:
    files.table("year,region,n\n2018,north,1\n2019,south,2\n2020,south,\n")
    files.table("year,m\n2018,\n", "u.csv")
    files.table("", "empty.csv")


def run(files: Files, body: str) -> RunResult:
    path = files.folder / "claims.yml"
    path.write_text(f"{FILE}{body}", encoding="utf-8")
    return run_file(path, root=files.folder)


@pytest.mark.parametrize(
    ("body", "slug", "text"),
    [
        ("measure: sum(t.nn)\n    figure: '5'", "no-such-column", "t.nn"),
        ("measure: count(t[regio = north])\n    figure: '5'", "no-such-column", "regio"),
        ("measure: count(t[region = east])\n    figure: '5'", "no-such-value", "east"),
        (
            "measure: count(t[year = '20x'])\n    figure: '5'",
            "not-a-value-of-the-column",
            "year = '20x'",
        ),
        ("measure: count(t[region < b])\n    figure: '5'", "text-has-no-order", "region < b"),
        ("measure: northern\n    figure: '5'", "no-such-value", "nort"),
        ("measure: sum(t.n)\n    figure: '5'", "undeclared-empty-cell", "n"),
        ("measure: count(u[m = 1])\n    figure: '5'", "undeclared-empty-cell", "u"),
        ("measure: count(empty)\n    figure: '5'", "no-header", "empty.csv"),
        (
            "measure: t.year[region = south]\n    figure: '5'",
            "not-one-row",
            "t.year[region = south]",
        ),
        ("holds: t.year[region = south] < 5", "not-one-row", "t.year[region = south] < 5"),
        (
            "measure: count(t)\n    figure: at least 1\n    by: regio\n    in: all",
            "no-such-column",
            "regio",
        ),
        (
            "parts:\n      - count(t)\n      - '1'\n    total: t.year[region = south]",
            "not-one-row",
            "t.year[region = south]",
        ),
        ("measure: count(t)\n    figure: '5'\n    where: region = eas", "no-such-value", "eas"),
        (
            "measure: count(t)\n    figure: '5'\n    where: year = 2018\n    unfiltered: u",
            "idle-filter",
            "count(t)",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(files: Files, body: str, slug: str, text: str) -> None:
    body = f"claims:\n  c:\n    {body}\n"
    result = run(files, body)
    (claim,) = result.claims
    (reading,) = claim.readings
    place = claim.obstacle_at
    assert claim.explanation is not None
    assert claim.explanation.split(":")[0].endswith(slug)
    assert place is not None
    assert place == reading.obstacle_at
    line = f"{FILE}{body}".splitlines()[place.line - 1]
    assert line[place.column - 1 : place.end_column - 1] == text
    shown = " ".join(render_terminal(result, width=400).split())
    assert f"fault at {place.file}:{place.line}:{place.column}: FC" in shown


def test_a_claim_of_parts_and_one_of_readings_have_the_place_of_the_one_that_is_hindered(
    files: Files,
) -> None:
    parts = "    parts:\n      a:\n        measure: count(t)\n        figure: '3'\n"
    parts += "      b:\n        measure: sum(t.nn)\n        figure: '3'\n"
    (claim,) = run(files, f"claims:\n  c:\n{parts}").claims
    assert claim.obstacle_at is not None
    assert claim.obstacle_at.line == LAST + 7
    readings = "    figure: '3'\n    readings:\n      a: count(t)\n      b: sum(t.nn)\n"
    (claim,) = run(files, f"claims:\n  c:\n{readings}").claims
    assert claim.obstacle_at is not None
    assert (claim.obstacle_at.line, claim.obstacle_at.column) == (LAST + 5, 14)


def test_a_dispute_has_the_place_of_what_is_in_its_way(files: Files) -> None:
    body = "claims:\n  c:\n    measure: sum(t.nn)\n    figure: '3'\n"
    body += "disputes:\n  d:\n    between: [c, said]\n"
    (dispute,) = run(files, body).disputes
    assert dispute.obstacle_at is not None
    assert (dispute.obstacle_at.line, dispute.obstacle_at.column) == (LAST + 2, 18)


def test_what_is_missing_has_its_place_and_is_no_fault(files: Files) -> None:
    files.table("year,region,n\n2018,north,1\n2019,south,2\n")
    body = "claims:\n  c:\n    measure: mean(t.n[year = 2018, region = south])\n    figure: '3'\n"
    result = run(files, body)
    (claim,) = result.claims
    assert (claim.reason, claim.obstacle_at is not None) == ("missing", True)
    assert "missing: " in render_terminal(result)
