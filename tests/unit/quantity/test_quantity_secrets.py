"""Suppressed numbers held against their totals, and against every table that may be behind."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from factcheck.pipeline import run_file

if TYPE_CHECKING:
    from quantity_files import Files

HEAD = """\
factcheck: 1
evidence:
  t:
    file: t.csv
    key: [{key}]
    totals:
{totals}    columns:
      n:
        unit: people
        markers: {{c: suppressed, '<5': 0..4, '?': unknown, x: none}}
claims:
  c:
    measure: "{measure}"
    figure: {figure}
"""


def verdict(
    files: Files, measure: str, figure: str, *, key: str = "region", totals: str = "region"
) -> str:
    lines = "".join(f"      {column}: Total\n" for column in totals.split())
    path = files.folder / "claims.yml"
    text = HEAD.format(key=key, totals=lines, measure=measure, figure=figure)
    path.write_text(text, encoding="utf-8")
    return run_file(path, root=files.folder).claims[0].verdict.value


def test_a_secret_number_is_no_more_than_the_rest_of_its_total(files: Files) -> None:
    files.table("region,n\nA,c\nB,40\nC,c\nTotal,60\n")
    assert verdict(files, "t.n[region = A]", "0 to 20") == "supported"
    assert verdict(files, "t.n[region = A]", "0 to 19") == "undetermined"
    assert verdict(files, "max(t.n)", "40") == "supported"


def test_secret_numbers_together_are_no_more_than_that(files: Files) -> None:
    files.table("region,n\nA,c\nB,40\nC,c\nTotal,60\n")
    both = "t.n[region = A] + t.n[region = C]"
    assert verdict(files, both, "0 to 20") == "supported"
    assert verdict(files, "sum(t.n)", "40 to 60") == "supported"
    assert verdict(files, both, "0 to 19") == "undetermined"


def test_other_hidden_parts_take_their_least_away(files: Files) -> None:
    files.table("region,n\nA,c\nB,<5\nC,?\nD,x\nTotal,10\n")
    assert verdict(files, "t.n[region = A]", "0 to 10") == "supported"
    assert verdict(files, "t.n[region = A] + t.n[region = C]", "0 to 10") == "supported"


def test_a_secret_total_is_no_less_than_its_parts(files: Files) -> None:
    files.table("region,sex,n\nA,f,3\nB,f,4\nTotal,f,c\nA,m,1\nB,m,1\nTotal,m,2\n")
    measure = "t.n[region = Total, sex = f]"
    assert verdict(files, measure, "at least 7", key="region, sex") == "supported"


def test_two_totals_limit_one_number(files: Files) -> None:
    files.table(
        "region,sex,n\nA,f,c\nB,f,c\nTotal,f,9\nA,m,c\nB,m,5\nTotal,m,c\n"
        "A,Total,4\nB,Total,c\nTotal,Total,20\n"
    )
    of = {"key": "region, sex", "totals": "region sex"}
    assert verdict(files, "t.n[region = A, sex = f]", "0 to 4", **of) == "supported"
    both = "t.n[region = A, sex = f] + t.n[region = B, sex = f]"
    assert verdict(files, both, "0 to 9", **of) == "supported"


@pytest.mark.parametrize(
    "table",
    [
        "region,n\nA,c\nB,40\nTotal,30\n",
        "region,n\nA,c\nB,40\n?,7\nTotal,x\n",
        "region,n\nA,c\nB,-5\nTotal,30\n",
    ],
)
def test_a_total_that_cannot_be_that_of_its_parts_limits_nothing(files: Files, table: str) -> None:
    files.table(table)
    assert verdict(files, "t.n[region = A]", "at most 99") == "undetermined"


def test_where_cells_hold_several_rows_a_total_limits_nothing(files: Files) -> None:
    files.table("region,year,n\nA,1,c\nB,1,5\nTotal,1,9\nA,2,c\nB,2,3\n")
    of = {"key": "region, year"}
    assert verdict(files, "sum(t.n[region = A])", "at most 99", **of) == "undetermined"
    assert verdict(files, "t.n[region = A, year = 1]", "0 to 4", **of) == "supported"


@pytest.mark.parametrize(("secret", "total"), [((0, 1), 6), ((0, 2), 5), ((0, 1, 2), 4)])
def test_no_table_that_may_be_behind_is_left_out(
    files: Files, secret: tuple[int, ...], total: int
) -> None:
    known = [1, 2, 1]
    rows = "".join(f"{n},{'c' if n in secret else known[n]}\n" for n in range(3))
    files.table(f"region,n\n{rows}Total,{total}\n")
    sums = set()
    for values in product(range(total + 1), repeat=3):
        fits = all(n in secret or values[n] == known[n] for n in range(3))
        if fits and sum(values) <= total:
            sums.add(values[0] + 2 * values[secret[1]])
    measure = f"t.n[region = 0] + 2 * t.n[region = {secret[1]}]"
    assert verdict(files, measure, f"{min(sums)} to {max(sums)}") == "supported"
    assert verdict(files, measure, f"{min(sums)} to {max(sums) - 1}") == "undetermined"


def test_a_perturbed_total_limits_nothing(files: Files) -> None:
    files.table("region,n\nA,c\nB,40\nTotal,60\n")
    path = files.folder / "claims.yml"
    text = HEAD.format(
        key="region", totals="      region: Total\n", measure="t.n[region = A]", figure="0 to 20"
    )
    noisy = text.replace("unit: people\n", "unit: people\n        perturbation: 1\n")
    path.write_text(noisy, encoding="utf-8")
    assert run_file(path, root=files.folder).claims[0].verdict.value == "undetermined"
