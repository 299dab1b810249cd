"""Rows of a keyed table counted by size, where no number is of that size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quantity_files import Files

if TYPE_CHECKING:
    from pathlib import Path

EVIDENCE = (
    "evidence:\n  t:\n    file: t.csv\n    key: [k, year]\n    may_be_empty: true\n"
    "    columns: {n: {unit: cases}, m: {}, year: {}}\n"
)
ROWS = "k,year,n,m\na,2020,5,1\nb,2021,6,2\n"


@pytest.mark.parametrize(
    ("measure", "verdict"),
    [
        ("count(t[n >= 7])", "supported"),
        ("count(t[not n < 7])", "supported"),
        ("count(t[n > 100, n < 200])", "supported"),
        ("share(count(t), n >= 7)", "supported"),
        # A value that no cell has, and rows that are not there.
        ("count(t[n = 7])", "not checkable"),
        ("count(t[k = a, n >= 7])", "not checkable"),
        ("count(t[k = a, year = 2021])", "not checkable"),
        ("count(t[year > 2022])", "not checkable"),
        ("count(t[m > 7])", "not checkable"),
        ("sum(t.n[n >= 7])", "not checkable"),
    ],
)
def test_that_no_number_is_so_large_is_known(tmp_path: Path, measure: str, verdict: str) -> None:
    files = Files(tmp_path)
    files.table(ROWS)
    figure = "0%" if "share" in measure else "0"
    claim = f"claims:\n  c: {{measure: '{measure}', figure: '{figure}'}}\n"
    assert files.one(EVIDENCE, claim).verdict.value == verdict


def test_a_table_without_rows_says_nothing_of_sizes(tmp_path: Path) -> None:
    files = Files(tmp_path)
    files.table("k,year,n,m\n")
    claim = "claims:\n  c: {measure: 'count(t[n >= 7])', figure: '0'}\n"
    assert files.one(EVIDENCE, claim).verdict.value == "not checkable"
