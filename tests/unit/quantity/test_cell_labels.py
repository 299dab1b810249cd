"""What a table leaves unknown of a sum is called by what stands there, and not like the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from quantity_files import Files

ROWS = """\
    year,kind,n
    2018,a,10
    2018,b,<5
    2019,a,<5
    2019,b,<5
    2019,c,30
    2020,a,<5
    2021,a,10
    2021,b,
    2022,a,120
    2022,b,<5
    """
HEAD = """\
    evidence:
      t:
        file: t.csv
        columns:
          n:
            unit: things
            rounded: 10
            markers: {'<5': 0..4}
            empty: unknown
    claims:
      c:
        measure: sum(t.n[year = YEAR])
        figure: fewer than 2
    """


@pytest.mark.parametrize(
    ("year", "label"),
    [
        (2018, "n of t[year = 2018] where it is “<5” is at least 0"),
        (2019, "n of t[year = 2019] where it is “<5” (2 rows) is at least 0"),
        (2018, "n of t[year = 2018] where it is a number is at least 5"),
        (2021, "n of t[year = 2021] where it is empty is at least 0"),
    ],
)
def test_the_rows_of_a_sum_that_are_meant_are_named(files: Files, year: int, label: str) -> None:
    files.table(ROWS)
    why = files.one(HEAD.replace("YEAR", str(year))).why
    assert any(label in line for line in why), why


def test_the_only_rows_need_no_name(files: Files) -> None:
    files.table(ROWS)
    why = files.one(HEAD.replace("YEAR", "2020").replace("fewer than 2", "at least 9")).why
    assert why[0] == "sum(t.n[year = 2020]) is at most 4 (by the table)"
