"""Terms that read columns of a joined table are about what that table is about, too."""

from __future__ import annotations

import pytest
from plan_files import HEADERS, JOINED, planned

WORLD = """\
    evidence:
      t:
        file: t.csv
        {own}
        join:
          table: u
          on: year
        columns:
          half:
            compute: m / 2
          quarter:
            compute: half / 2 + n
          twice:
            compute: 2 * n
          longer:
            compute: deep * n
      u:
        file: u.csv
        {other}
        join:
          table: v
          on:
            m: key
        columns:
          m:
            from: m
      v:
        file: v.csv
        {far}
        columns:
          deep:
            unit: km
"""
COLUMNS = {
    "t": ("year", "n", "m", "deep", "half", "quarter", "twice", "longer"),
    "u": ("year", "m", "deep"),
    "v": ("key", "deep"),
}
OWNERS = {"t": (("m", "u"), ("deep", "v")), "u": (("deep", "v"),)}


@pytest.mark.parametrize(
    ("measure", "is_far", "is_hindered"),
    [
        ("sum(t.n)", False, False),
        ("sum(t.twice)", False, False),
        ("sum(t.n[year = 2018])", False, False),
        ("sum(t.m)", False, True),
        ("sum(t.n[m > 3])", False, True),
        ("sum(t.half)", False, True),
        ("sum(t.quarter)", False, True),
        ("weighted_mean(t.n, t.m)", False, True),
        ("sum(t.n)", True, False),
        ("sum(t.m)", True, False),
        ("sum(t.deep)", True, True),
        ("sum(t.longer)", True, True),
    ],
)
def test_what_a_joined_table_is_about_holds_for_its_columns(
    measure: str, *, is_far: bool, is_hindered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for table, headers in COLUMNS.items():
        monkeypatch.setitem(HEADERS, table, headers)
        monkeypatch.setitem(JOINED, table, OWNERS.get(table, ()))
    others = ("population: adults", "period: 2018")[:: -1 if is_far else 1]
    world = WORLD.format(own="population: everyone", other=others[0], far=others[1])
    figure = "5 km" if "deep" in measure else "5"
    block = f"claims:\n  c:\n    measure: {measure}\n    figure: {figure}\n"
    (bound,) = planned(world, block).claims
    obstacle = bound.readings[0].obstacle
    assert (obstacle is not None) == is_hindered, obstacle
    if obstacle is not None:
        assert obstacle.reason == "not comparable"
        assert "'everyone' and 'adults'" in obstacle.message


def test_a_column_that_both_have_is_about_what_its_own_table_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for table, headers in COLUMNS.items():
        monkeypatch.setitem(HEADERS, table, headers)
    monkeypatch.setitem(JOINED, "t", (("deep", "v"),))
    monkeypatch.setitem(JOINED, "u", (("deep", "v"),))
    world = WORLD.format(own="population: everyone", other="population: adults", far="period: 2018")
    block = "claims:\n  c:\n    measure: sum(t.m)\n    figure: '5'\n"
    (bound,) = planned(world, block).claims
    assert bound.readings[0].obstacle is None
