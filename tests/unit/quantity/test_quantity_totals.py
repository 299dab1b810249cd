"""Totals against their parts, faults that stay where they belong, parts of uncertain wholes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quantity_files import claim

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.spec import Verdict
from factcheck.pipeline import run_file

if TYPE_CHECKING:
    from quantity_files import Files

TOTALS = """\
evidence:
  t:
    file: t.csv
    totals:
      region: Total
      sex: all
{columns}claims:
  c:
    measure: sum(t.n)
    figure: 30
"""
ROUNDED = "    columns:\n      n:\n        rounded: 10\n"


def between(lower: int, upper: int) -> Interval:
    return Interval(Fraction(lower), Fraction(upper))


def notes(files: Files, table: str, columns: str = "") -> tuple[str, ...]:
    files.table(table)
    path = files.folder / "claims.yml"
    path.write_text("factcheck: 1\n" + TOTALS.format(columns=columns), encoding="utf-8")
    return run_file(path, root=files.folder).evidence[0].notes


def test_a_total_that_its_parts_do_not_add_up_to_is_told(files: Files) -> None:
    table = "region,sex,n\nA,m,10\nB,m,20\nTotal,m,40\nA,all,10\nTotal,all,99\n"
    found = notes(files, table)
    assert "n of region = Total, sex = m is 40, but its parts add up to 30" in found
    assert len([note for note in found if "sex = all" in note]) == 0


@pytest.mark.parametrize(("total", "columns"), [("30", ""), ("40", ROUNDED)])
def test_totals_that_can_be_reconciled_are_not_told(files: Files, total: str, columns: str) -> None:
    table = f"region,sex,n\nA,m,10\nB,m,20\nTotal,m,{total}\n"
    assert notes(files, table, columns) == ()


def test_a_row_without_a_number_is_no_total(files: Files) -> None:
    columns = "    columns:\n      n:\n        empty: none\n"
    assert notes(files, "region,sex,n\nA,m,10\nTotal,m,\n", columns) == ()


def test_a_text_column_that_one_claim_adds_up_can_still_be_tested_by_another(files: Files) -> None:
    files.table("canton,yes\nA,10\nB,20\n")
    found = files.claims(
        "evidence:\n  t:\n    file: t.csv\n",
        "claims:\n"
        "  right:\n    measure: 'sum(t.yes[canton = A])'\n    figure: 10\n"
        "  wrong:\n    measure: sum(t.canton)\n    figure: 10\n",
    )
    assert found["right"].verdict is Verdict.SUPPORTED
    assert found["wrong"].reason == "fault"


CHAIN = """\
evidence:
  t:
    file: t.csv
    columns:
      poor:
        empty: unknown
quantities:
  people:
    unit: people
    measure: sum(t.people)
  poor:
    unit: people
    measure: sum(t.poor)
    part_of: people
  homeless:
    unit: people
    part_of: poor
claims:
  c:
    measure: '{measure}'
    figure: {figure}
"""


@pytest.mark.parametrize(
    ("measure", "figure", "expected"),
    [
        ("homeless[year = 2021]", "5 people", between(0, 80)),
        ("poor[year = 2021]", "5 people", between(0, 80)),
        ("homeless[year = 2020]", "5 people", between(0, 20)),
    ],
)
def test_a_part_is_bounded_through_a_whole_with_an_unknown_cell(
    files: Files, measure: str, figure: str, expected: Interval
) -> None:
    files.table("year,people,poor\n2020,70,20\n2021,80,\n")
    found = files.one(CHAIN.format(measure=measure, figure=figure))
    assert found.found is not None
    assert found.found.interval == expected


def test_a_part_of_a_sum_of_counts_is_a_share_of_it(files: Files) -> None:
    files.table("yes,no\n30,10\n")
    found = files.one(
        "evidence:\n  t:\n    file: t.csv\n",
        "claims:\n  c:\n    measure: share(sum(t.yes) + sum(t.no), sum(t.yes))\n    figure: 75%\n",
    )
    assert found.verdict is Verdict.SUPPORTED


def test_rows_that_are_counted_whatever_their_unknown_value_are_not_undecided(
    files: Files,
) -> None:
    files.table("kind,n\na,1\n,2\n")
    found = files.one(
        "evidence:\n  t:\n    file: t.csv\n    empty: unknown\n",
        "claims:\n  c:\n    measure: share(t, kind = a)\n    figure: at least 50%\n",
    )
    sources = [step.source for step in found.calculation]
    assert "t.csv, 2 rows of 2" in sources
    assert "t.csv, 1 row and 1 undecided of 2" in sources


HIDDEN = """\
evidence:
  t:
    file: t.csv
    columns:
      d:
        markers:
          "<5": 1..4
"""


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("count(t[d < 5])", between(3, 3)),
        ("count(t[d >= 5])", between(1, 1)),
        ("count(t[d in 1..4])", between(3, 3)),
        ("count(t[d = 2])", between(1, 3)),
        ("count(t[d > 3])", between(1, 3)),
        ("count(t[d unknown])", between(2, 2)),
    ],
)
def test_a_hidden_number_with_a_range_is_tested_by_its_range(
    files: Files, measure: str, expected: Interval
) -> None:
    files.table("d\n<5\n2\n7\n<5\n")
    found = files.one(HIDDEN, f"claims:\n  c:\n    measure: '{measure}'\n    figure: 3\n").found
    assert found is not None
    assert found.interval == expected


def test_a_median_of_hidden_numbers_is_bounded_by_their_range(files: Files) -> None:
    files.table("d\n<5\n2\n7\n")
    found = files.one(HIDDEN, "claims:\n  c:\n    measure: median(t.d)\n    figure: 3\n").found
    assert found is not None
    assert found.interval == between(2, 4)


@pytest.mark.parametrize(
    ("measure", "found"),
    [
        ("sum(t.n)", 30),
        ("count(t)", 3),
        ("sum(t.n) / count(t)", 15),
        ("mean(t.n)", 15),
        ("sum(t.n) + sum(t.m)", 33),
        ("sum(t.m)", 7),
    ],
)
def test_a_row_that_does_not_apply_is_left_out_wherever_its_column_is_used(
    files: Files, measure: str, found: int
) -> None:
    files.table("n,m\n10,1\n20,2\n:,4\n")
    table = "evidence:\n  t:\n    file: t.csv\n    markers: {':': not applicable}\n"
    actual = files.measure(measure, table=table)
    assert actual.found is not None
    assert actual.found.interval == between(found, found)
    assert actual.counts is not None
    assert actual.counts.rows == (2 if "t.n" in measure else 3)


def test_a_cell_that_does_not_apply_is_no_nought(files: Files) -> None:
    files.table("year,n\n2018,10\n2019,:\n")
    table = "evidence:\n  t:\n    file: t.csv\n    key: year\n    markers: {':': not applicable}\n"
    found = files.measure("sum(t.n[year = 2019])", "0", table=table)
    assert found.verdict is Verdict.NOT_CHECKABLE


@pytest.mark.parametrize(
    ("measure", "rows"),
    [
        ("sum(t.n) - sum(t.m)", 3),
        ("sum(t.n[year = 2018]) + sum(t.n[year in (2018, 2019)])", 2),
        ("change(sum(t.n[year = 2018]) -> sum(t.m[year = 2019]))", 2),
        ("sum(t.n) / (sum(t.n) + sum(t.m))", 3),
    ],
)
def test_a_row_behind_several_terms_is_counted_once(files: Files, measure: str, rows: int) -> None:
    files.table("year,n,m\n2018,10,1\n2019,20,2\n2020,30,3\n")
    table = "evidence:\n  t:\n    file: t.csv\n    key: year\n"
    figure = "5 %" if "change" in measure or "/" in measure else "5"
    actual = files.measure(measure, figure, table=table)
    assert actual.counts is not None
    assert actual.counts.rows == rows


def test_what_an_assumption_looks_at_leaves_no_row_out_of_the_measure(files: Files) -> None:
    files.table("year,n,m\n2018,10,2\n2019,20,\n2020,30,4\n")
    columns = "    columns:\n      m: {unit: things, empty: not applicable}\n"
    quantities = (
        "quantities:\n  a: {unit: things, measure: sum(t.n)}\n"
        "  b: {unit: things, measure: sum(t.m)}\n  c: {unit: things, part_of: a}\n"
        "assumptions:\n  x: {holds: b part of c, because: why}\n"
    )
    said = claim("share(a, c)", "half", "under: x")
    found = files.one("evidence:\n  t:\n    file: t.csv\n" + columns + quantities, said).found
    assert found is not None
    assert found.interval == Interval(Fraction(1, 10), Fraction(1))


def test_an_undecided_row_that_does_not_apply_is_left_out_too(files: Files) -> None:
    files.table("kind,n\na,10\n,:\n,5\n")
    table = (
        "evidence:\n  t:\n    file: t.csv\n    markers: {':': not applicable}\n"
        "    columns:\n      kind: {empty: unknown}\n"
    )
    found = files.measure("sum(t.n) / count(t[kind = a])", "5", table=table).found
    assert found is not None
    assert found.interval == Interval(Fraction(15, 2), Fraction(15))


def test_a_row_that_does_not_apply_is_left_out_whatever_its_unknown_value(files: Files) -> None:
    files.table("kind,n\na,10\nb,30\n,:\n")
    table = (
        "evidence:\n  t:\n    file: t.csv\n    columns:\n      kind:\n        empty: unknown\n"
        "      n:\n        markers:\n          ':': not applicable\n"
    )
    found = files.one(
        table,
        "claims:\n  c:\n    measure: share(sum(t.n), kind = a)\n    figure: 25%\n",
    )
    assert found.found is not None
    assert found.found.interval == Interval.point(Fraction(1, 4))
    assert found.verdict is Verdict.SUPPORTED


def test_a_row_left_out_of_a_relation_can_still_be_counted_by_the_measure(files: Files) -> None:
    files.table("kind,n\na,10\nb,30\n,:\n")
    table = (
        "evidence:\n  t:\n    file: t.csv\n    columns:\n      kind:\n        empty: unknown\n"
        "      n:\n        markers:\n          ':': not applicable\n"
        "quantities:\n"
        "  rows:\n    measure: 'count(t[kind = a])'\n"
        "  noted:\n    measure: 'sum(t.n[kind = a])'\n"
        "  sub:\n    part_of: noted\n"
    )
    found = files.one(table, "claims:\n  c:\n    measure: rows + sub\n    figure: 5\n").found
    assert found is not None
    assert found.interval == between(1, 12)


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ("unit: reports", True),
        ("kind: stock", True),
        ("kind: rate", False),
        ("unit: percent", False),
        ("kind: share", False),
        ("from: n\n        compute: m * 2", False),
        ("from: n\n        compute: m * 2\n        unit: reports", True),
    ],
)
def test_only_totals_of_what_adds_up_are_held_against_their_parts(
    files: Files, said: str, is_told: bool
) -> None:
    column = "m" if "compute" in said else "n"
    claims = f"""\
evidence:
  t:
    file: t.csv
    totals:
      region: Total
    columns:
      n:
        {said.removeprefix("from: n").strip()}
claims:
  c:
    measure: max(t.n)
    figure: {"30 %" if "percent" in said or "share" in said else "30"}
"""
    files.table(f"region,{column}\nA,10\nB,20\nTotal,40\n")
    path = files.folder / "claims.yml"
    path.write_text("factcheck: 1\n" + claims, encoding="utf-8")
    result = run_file(path, root=files.folder)
    findings = [each for each in result.claims[0].readings[0].findings if each.code == "FC112"]
    assert bool(findings) == bool(result.evidence[0].notes) == is_told
    for each in findings:
        assert each.message.startswith("in table 't', n of region = Total is ")
