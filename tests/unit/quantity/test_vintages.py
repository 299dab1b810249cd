"""Vintages of a table: which one a claim is judged on, and what later ones say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factcheck.model.spec import Verdict
from factcheck.pipeline import run_file

if TYPE_CHECKING:
    from quantity_files import Files

    from factcheck.model.result import Assessment, ClaimResult

S, R, U, N = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.UNDETERMINED, Verdict.NOT_CHECKABLE
TABLE = """\
    evidence:
      gdp:
        vintages:
          2012-07: first.csv
          2016-01: second.csv
        source: office
        key: year
        columns:
          growth:
            unit: percent
      other:
        file: other.csv
        as_of: 2011
    sources:
      office:
        title: The office
    quantities:
      growth:
        measure: gdp.growth[year = 2012]
    """
CLAIM = "holds: growth < 0%"


@pytest.fixture(autouse=True)
def _tables(files: Files) -> None:
    files.table("year,growth\n2011,1.5\n2012,-0.3\n", "first.csv")
    files.table("year,growth\n2011,1.7\n2012,0.4\n2013,1.0\n", "second.csv")
    files.table("year,n\n2012,5\n", "other.csv")


def told(files: Files, *lines: str) -> Assessment:
    return files.form("\n".join(lines), table=TABLE)


def claim(files: Files, *lines: str) -> ClaimResult:
    body = "".join(f"    {line}\n" for line in lines)
    return files.claims(TABLE, f"claims:\n  c:\n{body}")["c"]


def test_without_a_date_the_latest_is_read(files: Files) -> None:
    judged = told(files, CLAIM)
    assert judged.verdict is R
    assert "second.csv" in str(judged.calculation[0].source)
    assert judged.findings == ()


@pytest.mark.parametrize(
    ("date", "verdict"),
    [
        ("2012-07", S),
        ("2012-07-01", S),
        ("2012", S),
        ("2015-12-31", S),
        ("2016", R),
        ("2016-01", R),
        ("2020", R),
    ],
)
def test_a_date_picks_the_last_vintage_until_then(
    files: Files, date: str, verdict: Verdict
) -> None:
    assert told(files, CLAIM, f"as_of: {date}").verdict is verdict


def test_before_the_first_vintage_nothing_was_known(files: Files) -> None:
    judged = told(files, CLAIM, "as_of: 2012-06")
    assert (judged.verdict, judged.reason) == (N, "missing")
    assert judged.explanation == (
        "table 'gdp' has no vintage as of 2012-06; its vintages are 2012-07, 2016-01"
    )


def test_a_revision_that_changes_the_verdict_is_told(files: Files) -> None:
    judged = told(files, CLAIM, "as_of: 2013")
    (finding,) = judged.findings
    assert finding.slug == "revised"
    assert finding.message == (
        "supported on gdp of 2012-07 (difference 0.3 points), "
        "refuted on gdp of 2016-01 (difference −0.4 points)"
    )
    assert told(files, "holds: growth < 1%", "as_of: 2013").findings == ()
    assert told(files, CLAIM, "as_of: 2017").findings == ()


def test_a_vintage_without_the_row_is_no_verdict(files: Files) -> None:
    judged = told(files, "holds: gdp.growth[year = 2013] > 0%", "as_of: 2013")
    assert judged.verdict is N
    (finding,) = judged.findings
    assert finding.message.endswith("supported on gdp of 2016-01 (difference 1 point)")
    files.table("year,growth\n2011,1.7\n", "second.csv")
    (gone,) = told(files, CLAIM, "as_of: 2013").findings
    assert gone.message.endswith("not checkable on gdp of 2016-01")


def test_several_dates_are_a_reading_each(files: Files) -> None:
    judged = claim(files, CLAIM, "as_of: [2012-07, 2016-01]")
    assert [(each.name, each.verdict) for each in judged.readings] == [
        ("as of 2012-07", S),
        ("as of 2016-01", R),
    ]
    assert judged.verdict is U
    assert [each.findings for each in judged.readings] == [(), ()]


def test_dates_of_readings(files: Files) -> None:
    judged = claim(
        files,
        CLAIM,
        "readings:",
        "  then:",
        "    as_of: 2013",
        "  both:",
        "    as_of: [2013, 2017]",
    )
    assert [each.name for each in judged.readings] == [
        "then",
        "both / as of 2013",
        "both / as of 2017",
    ]


def test_a_run_may_have_a_date_for_claims_without_one(files: Files) -> None:
    claim(files, CLAIM)
    path = files.folder / "claims.yml"
    (then,) = run_file(path, root=files.folder, as_of="2013").claims
    assert then.verdict is S
    assert [finding.slug for finding in then.readings[0].findings] == ["revised"]
    claim(files, CLAIM, "as_of: 2017")
    (own,) = run_file(path, root=files.folder, as_of="2013").claims
    assert own.verdict is R


def test_a_vintage_never_conflicts_with_the_claims_date(files: Files) -> None:
    assert told(files, CLAIM, "as_of: 2013", "using: [gdp]").verdict is S
    assert told(files, CLAIM, "as_of: 2013", "using: [office]").verdict is S
    mixed = told(files, "holds: sum(other.n) > 4", "as_of: 2012")
    assert (mixed.verdict, mixed.reason) == (N, "not comparable")


def test_a_report_names_the_vintages_that_were_read(files: Files) -> None:
    claim(files, CLAIM, "as_of: [2013, 2017]")
    result = run_file(files.folder / "claims.yml", root=files.folder)
    assert [(each.table, each.vintage) for each in result.evidence] == [
        ("gdp", "2012-07"),
        ("gdp", "2016-01"),
    ]


def test_every_form_reads_vintages(files: Files) -> None:
    rising = ("measure: gdp.growth", "over: year", "direction: falling")
    assert told(files, *rising, "as_of: 2013").verdict is S
    assert told(files, *rising).verdict is R
    rank = ("measure: gdp.growth", "by: year", "of: 2011", "place: 1")
    assert told(files, *rank, "as_of: 2013").verdict is S
    each = ("measure: gdp.growth", "by: year", "figure: above 1 percent", "in: 1")
    assert told(files, *each, "as_of: 2013").verdict is S
    groups = "measure: groups(gdp by year, holds gdp.growth < 0%)"
    assert told(files, groups, "figure: 1", "as_of: 2013").verdict is S
    adds = ("parts:", "- gdp.growth[year = 2011]", "- gdp.growth[year = 2012]", "total: 1.2%")
    assert told(files, *adds, "as_of: 2013").verdict is S
    assert told(files, *adds).verdict is R
