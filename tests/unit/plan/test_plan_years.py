"""Values of columns of years are years, which are printed as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quantity_files import Files, claim

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """\
evidence:
  t:
    file: t.csv
    columns:
      Release Year: {}
      born:
        compute: year(birthday)
      month:
        compute: month(birthday)
      birthday:
        type: date
      year_of_visits:
        unit: visits
      alias:
        from: Jahr
"""


@pytest.fixture
def files(tmp_path: Path) -> Files:
    found = Files(tmp_path)
    found.table(
        "Release Year,birthday,year_of_visits,n,Jahr\n"
        "1919,1918-05-01,1500,1500,1912\n1921,1920-06-02,1600,1600,1914\n"
        "1925,1922-06-02,1700,1700,1918\n"
    )
    return found


@pytest.mark.parametrize(
    ("measure", "shown"),
    [
        ("median(t.`Release Year`)", "1921"),
        ("max(t.`Release Year`)", "1925"),
        ("mean(t.`Release Year`)", "1921.67"),
        ("quantile(t.`Release Year`, 0%)", "1919"),
        ("last(t.`Release Year` over birthday)", "1925"),
        ("t.`Release Year`[n = 1600]", "1921"),
        ("median(t.born)", "1920"),
        ("min(t.alias)", "1912"),
        ("largest(min(t.born), max(t.born))", "1922"),
        ("max(t.born) - min(t.born)", "4"),
        ("median(t.n)", "1,600"),
        ("max(t.year_of_visits)", "1,700"),
        ("sum(t.`Release Year`)", "5,765"),
        ("count(t) * 1000", "3,000"),
        ("max(t.month)", "6"),
    ],
)
def test_years_are_printed_as_they_are_written(files: Files, measure: str, shown: str) -> None:
    judged = files.one(TABLE, claim(measure, "'1921'"))
    assert judged.found is not None
    assert judged.found.text == shown
