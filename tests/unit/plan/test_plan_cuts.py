"""Columns of whose numbers all claims ask only where they lie."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from plan_files import WORLD, planned
from rubric_helpers import AGES, rubric_of

from factcheck.model.cell import Cut, OpenedTable
from factcheck.model.fraction import Fraction
from factcheck.plan import cuts as module
from factcheck.plan.cuts import ABOVE_ZERO
from factcheck.plan.make import make_plan
from factcheck.spec import load_spec

if TYPE_CHECKING:
    from factcheck.model.cell import GroupingSet
    from factcheck.model.plan import TablePlan

FIVE, ABOVE_TEN = Cut(Fraction(5), begins=True), Cut(Fraction(10), begins=False)


def plan_of(*measures: str, world: str = WORLD, more: str = "") -> TablePlan:
    """Return the plan of table ``t`` for claims of these measures."""
    said = "".join(
        f"  c{place}:\n    measure: '{measure}'\n    figure: 5\n{more}"
        for place, measure in enumerate(measures)
    )
    made = planned(world, f"claims:\n{said}")
    return next(table for table in made.tables if table.declaration.name == "t")


def cuts_of(*measures: str, world: str = WORLD, more: str = "") -> dict[str, tuple[Cut, ...]]:
    """Return the cuts of the first set that has any, but for the one that every column has."""
    plan = plan_of(*measures, world=world, more=more)
    return next((asked_in(one) for one in plan.sets if one.cuts), {})


def asked_in(grouping: GroupingSet) -> dict[str, tuple[Cut, ...]]:
    """Return the cuts of a set without the one above zero."""
    assert all(ABOVE_ZERO in cuts for _, cuts in grouping.cuts)
    return {n: tuple(cut for cut in of if cut != ABOVE_ZERO) for n, of in grouping.cuts}


def declaring(old: str, new: str) -> str:
    """Return the world with something else declared of its table."""
    world = dedent(WORLD)
    assert old in world
    return world.replace(old, new, 1)


def test_a_column_is_cut_where_it_is_only_compared() -> None:
    assert cuts_of("count(t[n < 5])", "count(t[n > 10])") == {"n": (FIVE, ABOVE_TEN)}


def test_a_range_and_a_question_of_known_numbers_cut_too() -> None:
    assert cuts_of("count(t[n in 5..10, n known])") == {"n": (FIVE, ABOVE_TEN)}


def test_what_is_asked_of_another_table_cuts_nothing() -> None:
    assert cuts_of("sum(u.m[year > 5]) / count(t[n < 5])") == {"n": (FIVE,)}


def test_a_set_has_only_the_cuts_that_its_readings_ask_of() -> None:
    plan = plan_of("count(t[n < 5])", "count(t[n > 10, region = a])")
    by_dimensions = {one.dimensions: asked_in(one)["n"] for one in plan.wanted}
    assert by_dimensions == {("n",): (FIVE,), ("n", "region"): (ABOVE_TEN,)}


@pytest.mark.parametrize(
    "measure",
    [
        "count(t[n = 3])",
        "count(t[n in (3, 4)])",
        "count(t[n < t.stock])",
        "count(t[stock < t.n])",
        "count(t[n in top 3])",
        "median(t.n)",
        "distinct(t.n)",
        "groups(t by n, holds count(t) > 1)",
    ],
)
def test_what_else_is_asked_of_a_column_tells_all_its_numbers_apart(measure: str) -> None:
    assert "n" not in cuts_of("count(t[n < 5])", measure)


def test_another_column_that_is_compared_with_by_row_is_not_cut() -> None:
    assert cuts_of("count(t[n < 5, stock > 5])", "count(t[n < t.stock])") == {}


@pytest.mark.parametrize(
    "said",
    ["rounded: 10", "kind: share", "domain: [1, 6]"],
)
def test_a_column_of_which_each_number_is_looked_at_is_not_cut(said: str) -> None:
    old = "rate:\n        kind: rate"
    new = f"rate:\n        {said}" if "kind" in said else f"{old}\n        {said}"
    world = declaring(old, new)
    assert cuts_of("count(t[rate < 5])", world=world) == {}


def test_nothing_is_cut_where_small_cells_are_hidden() -> None:
    world = declaring("file: t.csv", "file: t.csv\n    min_cell: 5")
    assert cuts_of("count(t[n < 5])", world=world) == {}


def test_a_label_of_totals_is_told_apart() -> None:
    world = declaring("file: t.csv", "file: t.csv\n    totals:\n      year: 9999")
    assert cuts_of("count(t[year < 5])", world=world) == {}


def test_numbers_that_are_to_add_up_are_told_apart() -> None:
    parts = "      - sum(t.n[year > 5])\n      - sum(t.rate[n > 5])\n"
    text = f"claims:\n  c:\n    parts:\n{parts}    total: 9\n"
    world = declaring("kind: rate", "unit: reports")
    (table,) = planned(world, text).tables
    assert {name for one in table.sets for name, _ in one.cuts} == {"year"}


@pytest.mark.parametrize(
    ("said", "beside", "cut"),
    [
        ("n: n", "\n    same_sample: stock", {"year"}),
        ("n: 100", "\n    same_sample: stock", {"n", "year"}),
        ("n: 100", "", {"n", "stock", "year"}),
    ],
)
def test_what_tells_numbers_of_a_sample_apart_is_not_cut(
    said: str, beside: str, cut: set[str]
) -> None:
    world = declaring(
        "        unit: percent\n  u:",
        f"        unit: percent\n        {said}\n  u:",
    ).replace("file: t.csv", f"file: t.csv{beside}")
    measure = "t.pct[year > 5, n > 5, stock > 5]"
    made = planned(world, f"claims:\n  c:\n    measure: {measure}\n    figure: 5%\n")
    found = {name for table in made.tables for one in table.sets for name, _ in one.cuts}
    assert found == cut


def test_a_key_is_not_cut() -> None:
    world = declaring("file: t.csv", "file: t.csv\n    key: n")
    assert cuts_of("count(t[n < 5])", world=world) == {}


def test_a_column_with_too_many_thresholds_is_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 1)
    assert cuts_of("count(t[n < 5])", "count(t[n > 10])") == {}


def test_groups_of_a_claim_are_told_apart() -> None:
    body = "    by: year\n    of: 2018\n    place: 1\n"
    text = f"claims:\n  c:\n    measure: count(t[year > 5])\n{body}"
    (table,) = planned(WORLD, text).tables
    assert not any(one.cuts for one in table.sets)


def test_inputs_of_a_rubric_are_told_apart() -> None:
    text = (
        "factcheck: 1\nevidence:\n  t:\n    file: t.csv\n    rubric: r.yml\n"
        "claims:\n  c:\n    measure: 'count(t[age > 5, n > 5])'\n    figure: 5\n"
    )
    spec = load_spec(text.encode(), file="claims.yml")
    (table,) = spec.tables
    spec = replace(spec, tables=(replace(table, classified_by=rubric_of(AGES)),))
    (made,) = make_plan(spec, [OpenedTable("t", "t.csv", ("content", "age", "n"))]).tables
    assert [[name for name, _ in one.cuts] for one in made.sets] == [["n"]]
