"""Columns of relative changes: figures with a direction, signs, and what is never summed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from quantity_files import ends

from factcheck.model.problem import ProblemsError
from factcheck.model.spec import Verdict

if TYPE_CHECKING:
    from quantity_files import Files

S, R = Verdict.SUPPORTED, Verdict.REFUTED
TABLE = """\
    evidence:
      t:
        file: t.csv
        columns:
          growth:
            unit: percent
            kind: change
          signed:
            kind: change
          plain:
            kind: change
    """


@pytest.fixture(autouse=True)
def _table(files: Files) -> None:
    files.table("town,growth,signed,plain\nA,-1.9,+6.8%,-0.05\nB,5,-50%,0.05\n")


@pytest.mark.parametrize(
    ("measure", "figure", "verdict"),
    [
        ("t.growth[town = A]", "fell by 1.9 percent", S),
        ("t.growth[town = A]", "rose by 1.9 percent", R),
        ("t.growth[town = A]", "1.9 percent", R),
        ("t.growth[town = A]", "-1.9 percent", S),
        ("t.growth[town = B]", "a 5 % increase", S),
        ("t.growth[town = B]", "rose by 5 percent", S),
        ("t.growth[town = B]", "5 %", S),
        ("t.growth[town = B]", "fell by 5 percent", R),
        ("t.signed[town = A]", "up 6.8 %", S),
        ("t.signed[town = B]", "undervalued by 50 %", S),
        ("t.signed[town = B]", "halved", S),
        ("t.plain[town = A]", "fell by 5 percent", S),
        ("mean(t.growth)", "1.55 %", S),
        ("points(t.growth[town = A] -> t.growth[town = B])", "6.9 points", S),
        ("count(t[growth > 0%])", "'1'", S),
        ("count(t[signed > 5%])", "'1'", S),
        ("count(t[plain > 0.01])", "'1'", S),
    ],
)
def test_figures_are_about_the_change(
    files: Files, measure: str, figure: str, verdict: Verdict
) -> None:
    assert files.measure(measure, figure, table=TABLE).verdict is verdict


def test_changes_are_plain_numbers_inside(files: Files) -> None:
    found = files.measure("t.growth[town = A]", "fell by 2 percent", table=TABLE)
    assert ends(found) == ("-19/1000", "-19/1000")


@pytest.mark.parametrize("unit", ["        unit: percent\n", ""])
def test_a_quantity_of_changes_is_one(files: Files, unit: str) -> None:
    named = f"    quantities:\n      q:\n        measure: max(t.growth)\n{unit}"
    found = files.measure("q", "rose by 5 percent", table=TABLE.rstrip(" ") + named)
    assert found.verdict is S


def test_a_lead_of_changes_is_in_points(files: Files) -> None:
    keys = "measure: t.growth\nby: town\nof: B\nplace: 1\nlead: at least 6.9 points"
    assert files.form(keys, table=TABLE).verdict is S


@pytest.mark.parametrize(
    ("measure", "figure", "slug"),
    [
        ("sum(t.growth)", "5 %", "never-summed"),
        ("t.plain[town = A]", "0.05", "figure-needs-percent"),
        ("t.growth[town = A]", "5 points", "figure-unit"),
    ],
)
def test_what_is_no_change_is_refused(files: Files, measure: str, figure: str, slug: str) -> None:
    with pytest.raises(ProblemsError) as raised:
        files.measure(measure, figure, table=TABLE)
    assert [problem.code.slug for problem in raised.value.problems] == [slug]
