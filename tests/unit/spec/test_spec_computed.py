"""Computed columns and patterns in a claim file: what is wrong with them is told at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spec_helpers import load, place_of, problems_of

from factcheck.model.render_row import render_row

if TYPE_CHECKING:
    from factcheck.model.problem import Problem

FILE = """\
factcheck: 1
evidence:
  t:
    file: t.csv
    columns:
      c: {{{said}}}
      d: {{compute: c + 1}}
claims:
  x: {{measure: sum(t.c), figure: 5}}
"""


def one_problem(said: str) -> Problem:
    (problem,) = problems_of(FILE.format(said=said))
    return problem


def test_a_calculation_is_read() -> None:
    ((column, _),) = (table.columns for table in load(FILE.format(said="compute: a - b")).tables)
    assert column.compute is not None
    assert render_row(column.compute) == "a - b"
    assert column.compute_text == "a - b"
    assert column.header == "c"


@pytest.mark.parametrize(
    ("said", "place", "told"),
    [
        ("compute: c * 2", "FC066 6:7", "'c' is calculated from itself: 'c' → 'c'"),
        ("compute: d * 2", "FC066 6:7", "'c' is calculated from itself: 'c' → 'd' → 'c'"),
        ("compute: 'if(d = 1, a, b)'", "FC066 6:7", "'c' → 'd' → 'c'"),
        ("compute: a +", "FC050 6:22", "ends where"),
        ("compute: sum(t.a)", "FC051 6:20", "'sum' is no function within a row"),
        ("parse: a - b", "FC073 6:18", "no part in braces"),
        ("parse: '{a}{b}'", "FC073 6:22", "nothing stands between"),
        ("compute: 100 * a / b, unit: percent", "FC077 6:20", "'c' are multiplied by 100"),
        ("compute: -(a / b * 100), unit: '%'", "FC077 6:20", "multiplied by 100"),
        ("compute: 'if(a = 1, a * 100, b)', unit: percent", "FC077 6:21", "multiplied by 100"),
    ],
)
def test_what_cannot_be_meant_is_told_at_its_place(said: str, place: str, told: str) -> None:
    problem = one_problem(said)
    assert place_of(problem) == place
    assert told in problem.message


@pytest.mark.parametrize(
    "said",
    [
        "compute: a / b, unit: percent",
        "compute: 100 * a / b",
        "compute: a / (b * 100) + 100 * a, unit: percent",
        "compute: a / 100, unit: percent",
    ],
)
def test_other_calculations_are_let_be(said: str) -> None:
    assert problems_of(FILE.format(said=said)) == ()


def test_a_circle_in_vintages_is_told_once() -> None:
    text = FILE.format(said="compute: d").replace(
        "file: t.csv", "vintages: {2019: a.csv, 2020: b.csv}"
    )
    (problem,) = problems_of(text)
    assert place_of(problem) == "FC066 6:7"
