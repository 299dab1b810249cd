"""Readings: conditions, evidence that is used, what is comparable, what tables must yield."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from plan_files import (
    WORLD,
    claim,
    holds,
    obstacle_of,
    planned,
    problems_of,
    reading_of,
    readings_of,
)

from factcheck.model.cell import Fault, GroupingSet, OpenedTable
from factcheck.model.problem import Problem
from factcheck.model.span import Text
from factcheck.plan import codes
from factcheck.plan.make import make_plan
from factcheck.plan.tables import merged_sets
from factcheck.spec import load_spec

if TYPE_CHECKING:
    from factcheck.model.problem import Code


def test_a_condition_with_several_definitions_is_a_reading_each() -> None:
    names = [reading.reading.name for reading in readings_of(claim("count(t[late])"))]
    assert names == ["strict", "loose"]
    texts = [r.targets[0].measure.text for r in readings_of(claim("share(t, late)", "5%"))]
    assert len(set(texts)) == 1
    terms = {r.targets[0].measure for r in readings_of(claim("share(t, late)", "5%"))}
    assert len(terms) == 2


def test_a_condition_inside_another_is_a_reading_each() -> None:
    block = "claims:\n  c:\n    figure: 5\n    readings:\n      wide: count(t[both])\n"
    names = [reading.reading.name for reading in readings_of(block)]
    assert names == ["wide / strict", "wide / loose"]


def test_a_condition_behind_a_quantity_is_a_reading_each() -> None:
    more = "quantities:\n  recent:\n    measure: count(t[late])\n"
    world = WORLD.replace(
        "    quantities:\n", "    quantities:\n      recent:\n        measure: count(t[late])\n"
    )
    del more
    (bound,) = planned(world, claim("recent")).claims
    assert [reading.reading.name for reading in bound.readings] == ["strict", "loose"]


def test_a_comparison_uses_conditions_on_both_sides() -> None:
    assert len(readings_of(holds("count(t[late]) < count(t[north])"))) == 2
    assert len(readings_of(holds("count(t[late]) part of count(t[north])"))) == 2


@pytest.mark.parametrize(
    ("measure", "message"),
    [
        ("sum(t.nn)", "has no column 'nn'"),
        ("count(t[regio = north])", "has no column 'regio'"),
        ("relevant[regio = north]", "has no column 'regio'"),
        ("graphic[regio = north]", "has no column 'regio'"),
        ("count(t[not regio = north])", "has no column 'regio'"),
        ("count(t[(regio = north or year = 2018)])", "has no column 'regio'"),
        ("count(t[year in 2018..2019, regio known])", "has no column 'regio'"),
        ("count(t[u.year = 2018])", "of another table"),
        ("count(t[year = u.year])", "of another table"),
    ],
)
def test_a_column_that_is_not_there_is_a_fault(measure: str, message: str) -> None:
    obstacle = obstacle_of(claim(measure))
    assert obstacle.code is codes.NO_SUCH_COLUMN
    assert message in obstacle.message


def test_what_looks_like_a_column_of_no_table_is_text() -> None:
    assert reading_of(claim("count(t[region = st.gallen])")).obstacle is None


def test_the_nearest_column_is_named() -> None:
    assert "region" in (obstacle_of(claim("count(t[regio = north])")).hint or "")


def test_a_declared_header_that_is_not_there_is_named_with_it() -> None:
    block = (
        "evidence:\n  t:\n    file: t.csv\n    columns:\n      n:\n        from: Number\n"
        "claims:\n  c:\n    measure: sum(t.n)\n    figure: 5\n"
    )
    (bound,) = planned(block).claims
    obstacle = bound.readings[0].obstacle
    assert obstacle is not None
    assert "header 'Number'" in obstacle.message


def test_a_table_that_cannot_be_read_hinders_its_claims_only() -> None:
    fault = Fault(codes.NO_SUCH_COLUMN, "broken")
    beside = Fault(codes.NO_SUCH_COLUMN, "a column only", column="n")
    text = (
        "factcheck: 1\nevidence:\n  t:\n    file: t.csv\n  u:\n    file: u.csv\nclaims:\n"
        "  a:\n    measure: count(t)\n    figure: 5\n  b:\n    measure: count(u)\n    figure: 5\n"
    )
    opened = [OpenedTable("t", "t.csv", (), (fault,)), OpenedTable("u", "u.csv", (), (beside,))]
    plan = make_plan(load_spec(text.encode(), file="claims.yml"), opened)
    obstacles = [bound.readings[0].obstacle for bound in plan.claims]
    assert obstacles[0] is not None
    assert obstacles[0].message == "broken"
    assert obstacles[1] is None


def test_a_claim_that_says_why_not_needs_no_form() -> None:
    block = "claims:\n  c:\n    quote: many\n    not_checkable: many is no number\n"
    (bound,) = planned(WORLD, block).claims
    assert bound.obstacle is not None
    assert (bound.obstacle.reason, bound.obstacle.message) == ("declared", "many is no number")


def test_the_checkers_own_threshold_is_a_premise() -> None:
    block = (
        "claims:\n  c:\n    measure: reports\n"
        "    figure:\n      text: many\n      means: at least 500 reports\n"
    )
    (premise,) = reading_of(block).premises
    assert premise.kind == "threshold"


@pytest.mark.parametrize(
    ("aspect", "one", "other", "is_hindered"),
    [
        ("period", "2018", "2018", False),
        ("period", "2018", "2017..2024", True),
        ("period", "2018-05", "2018", True),
        ("period", "2017..2024", "2018..2019", True),
        ("period", "2018", "2019", True),
        ("period", "2017..2019", "2018..2021", True),
        ("period", "2018-2019", "2018..2019", False),
        ("period", "2018-01..2019-12", "2018\u20132019", False),
        ("period", "2018 to 2019", "2018-01-01 .. 2019-12-31", False),
        ("period", "2018..2018", "2018", False),
        ("period", "2018-19", "2018/19", False),
        ("period", "2018-19", "2018-2019", True),
        ("period", "school year  2018/19", "school year 2018/19", False),
        ("period", "school year 2018/19", "2018/19", True),
        ("population", "2018-2019", "2018..2019", True),
        ("population", "adults", "everyone", True),
        ("population", "adults", "adults", False),
        ("definition", "wide", "narrow", True),
        ("as_of", "2020-01", "2021-01", True),
    ],
)
def test_only_like_is_compared_with_like(
    aspect: str, one: str, other: str, *, is_hindered: bool
) -> None:
    tables = (
        f"evidence:\n  t:\n    file: t.csv\n    {aspect}: {one}\n"
        f"  u:\n    file: u.csv\n    {aspect}: {other}\n"
    )
    relation = "claims:\n  c:\n    holds: count(t) < count(u)\n"
    bridge = (
        f"assumptions:\n  alike:\n    same: {aspect}\n    of:\n      - t\n      - u\n"
        "    because: it hardly changed\n"
    )
    (bound,) = planned(tables, relation).claims
    obstacle = bound.readings[0].obstacle
    assert (obstacle is not None) == is_hindered
    (bridged,) = planned(tables, bridge, f"{relation}    under: alike\n").claims
    assert bridged.readings[0].obstacle is None
    assert [premise.kind for premise in bridged.readings[0].premises] == ["bridge"] * is_hindered


def test_another_bridge_does_not_carry() -> None:
    tables = (
        "evidence:\n  t:\n    file: t.csv\n    period: 2018\n    population: adults\n"
        "  u:\n    file: u.csv\n    period: 2019\n    population: adults\n"
    )
    bridge = (
        "assumptions:\n  alike:\n    same: population\n    of:\n      - t\n      - u\n"
        "    because: it hardly changed\n  more:\n    holds: a <= b\n    because: so\n"
    )
    quantities = "quantities:\n  a:\n    measure: count(t)\n  b:\n    measure: count(u)\n"
    relation = "claims:\n  c:\n    holds: a < b\n    under:\n      - alike\n      - more\n"
    (bound,) = planned(tables, quantities, bridge, relation).claims
    obstacle = bound.readings[0].obstacle
    assert obstacle is not None
    assert obstacle.reason == "not comparable"


def test_a_slice_inside_its_tables_period_is_no_difference() -> None:
    quantity = "share(reports[year = 2018], relevant)"
    block = claim(quantity, "5%", "period: 2018")
    assert reading_of(block).obstacle is None
    other = claim("sum(t.n[region = north])", "5", "period: 2030")
    assert obstacle_of(other).reason == "not comparable"


def test_a_period_inside_another_is_another_where_no_slice_says_so() -> None:
    whole = claim("sum(t.n[region = north])", "5", "period: 2018")
    assert obstacle_of(whole).reason == "not comparable"


def test_a_quantity_sliced_inside_its_own_period_is_no_difference() -> None:
    world = WORLD.replace("part_of: reports", "part_of: reports\n        period: 2017..2024")
    (bound,) = planned(world, claim("relevant[year = 2018]", "5 reports", "period: 2018")).claims
    assert bound.readings[0].obstacle is None


def test_scopes_of_quantities_and_statements_count() -> None:
    world = WORLD.replace("part_of: reports", "part_of: reports\n        population: adults")
    block = (
        "statements:\n  said:\n    measure: relevant\n    figure: 5 reports\n"
        "    population: children\n  unsaid:\n    measure: money\n    figure: CHF 5\n"
    )
    (bound,) = planned(world, block, claim("relevant", "5 reports")).claims
    obstacle = bound.readings[0].obstacle
    assert obstacle is not None
    assert "population" in obstacle.message


@pytest.mark.parametrize(
    ("relation", "code"),
    [
        ("holds: cases part of relevant", codes.UNLIKE_PART),
        ("holds: reports <= money", codes.UNLIKE_PART),
    ],
)
def test_an_assumption_across_units_needs_one_for_one(relation: str, code: Code) -> None:
    block = f"assumptions:\n  bridge:\n    {relation}\n    because: so\n"
    under = claim("relevant / reports", "5%", "under: bridge")
    if "money" in relation:
        under = holds("reports < 5", "under: bridge")
    (problem,) = problems_of(block, under)
    assert problem.code is code
    mended = block.replace("    because", "    one_for_one: true\n    because")
    if "money" not in relation:
        assert reading_of(mended, under).obstacle is None


def test_an_assumed_part_makes_a_share() -> None:
    block = (
        "assumptions:\n  bridge:\n    holds: cases part of relevant\n"
        "    one_for_one: true\n    because: so\n"
    )
    measure = "share(reports[year = 2018], cases)"
    assert reading_of(block, claim(measure, "5%", "under: bridge")).obstacle is None
    (problem,) = problems_of(block, claim(measure, "5%"))
    assert problem.code is codes.PART_OUTSIDE


def test_an_assumption_about_other_things_is_left_alone() -> None:
    block = (
        "assumptions:\n  bridge:\n    holds: relevant[year = 2018] <= 5\n    because: so\n"
        "  alike:\n    same: period\n    of:\n      - t\n      - u\n    because: so\n"
    )
    reading = reading_of(block, claim("money", "CHF 5", "under:\n      - bridge\n      - alike"))
    assert reading.relations == ()


def test_relations_that_cannot_be_sliced_so_are_left_out() -> None:
    in_units = "unit: cases\n        measure: count(t)"
    world = WORLD.replace(in_units, "measure: count(u)\n        part_of: relevant")
    (bound,) = planned(world, claim("relevant[region = north]", "5 reports")).claims
    texts = {relation.premise.name for relation in bound.readings[0].relations}
    assert texts == {"relevant part of reports", "graphic part of relevant"}


def test_sets_of_columns_are_merged_into_wider_ones() -> None:
    wide, narrow = GroupingSet(("a", "b"), ("n",)), GroupingSet(("a",), ("m",))
    other = GroupingSet(("c",))
    merged = merged_sets((narrow, wide, other))
    assert merged == (GroupingSet(("a", "b"), ("m", "n")), other)


@pytest.mark.parametrize(
    "column", ["empty: not applicable", "markers:\n          x: not applicable"]
)
def test_sets_are_kept_apart_where_rows_may_be_dropped(column: str) -> None:
    block = (
        f"evidence:\n  t:\n    file: t.csv\n    columns:\n      kind:\n        {column}\n"
        "claims:\n  a:\n    measure: count(t)\n    figure: 5\n"
        "  b:\n    measure: count(t[kind = x])\n    figure: 5\n"
    )
    (table,) = planned(block).tables
    assert len(table.sets) == 2


def test_a_part_of_a_claim_is_planned_too() -> None:
    block = (
        "claims:\n  c:\n    parts:\n      one:\n        measure: count(t)\n        figure: 5\n"
        "      two:\n        holds: count(t[year = 2018]) < 9\n"
    )
    plan = planned(WORLD, block)
    groupings = [part.readings[0].groupings for part in plan.claims[0].parts]
    assert groupings == [(("t", GroupingSet(())),), (("t", GroupingSet(("year",))),)]
    assert plan.tables[0].sets == (GroupingSet(("year",)),)


def test_what_rows_left_open_connect_is_planned_too() -> None:
    world = WORLD.replace("source: office\n", "source: office\n        empty: unknown\n", 1)
    plan = planned(world, "claims:\n  c:\n    measure: count(t[year = 2018])\n    figure: 5\n")
    assert plan.tables[0].sets == (GroupingSet(("year",), ("n",)),)


def test_by_each_source_counts_statements_and_quantities() -> None:
    block = (
        "statements:\n  said:\n    measure: relevant\n    figure: 5 reports\n    source: paper\n"
    )
    under = claim("share(reports, relevant)", "5%", "using: each source")
    names = [reading.reading.name for reading in readings_of(block, under)]
    assert names == ["office", "paper"]


def test_using_each_source_finds_tables_read_directly() -> None:
    for measure in ("count(t)", "sum(t.n)"):
        under = claim(measure, "5", "using: each source")
        assert [reading.reading.name for reading in readings_of(under)] == ["office"]


def test_a_whole_that_using_leaves_out_does_not_lend_its_columns() -> None:
    block = (
        "statements:\n  said:\n    measure: relevant\n    figure: 5 reports\n    source: paper\n"
    )
    found = reading_of(block, claim("graphic[year = 2018]", "5 reports", "using: paper"))
    assert found.obstacle is None


def test_a_whole_that_meets_another_obstacle_does_not_hinder_the_name() -> None:
    block = (
        "evidence:\n  t:\n    file: t.csv\nquantities:\n  whole:\n    measure: count(t)\n"
        "  part:\n    part_of: whole\n"
        "statements:\n  said:\n    measure: part\n    figure: 5\n"
        "claims:\n  c:\n    measure: part[year = 2018]\n    figure: 5\n"
    )
    broken = OpenedTable("t", "t.csv", (), (Fault(codes.NOT_IN_USING, "broken"),))
    plan = make_plan(load_spec(f"factcheck: 1\n{block}".encode(), file="claims.yml"), [broken])
    wholes = {relation.right.text for relation in plan.claims[0].readings[0].relations}
    assert wholes == {"part"}


def test_a_term_without_a_date_keeps_its_tables_period() -> None:
    block = claim("sum(t.n[year > 2018, region = 2018])", "5", "period: 2018..2020")
    assert reading_of(block).obstacle is None


def test_a_bridge_between_others_does_not_carry() -> None:
    tables = (
        "evidence:\n  t:\n    file: t.csv\n    period: 2018\n"
        "  u:\n    file: u.csv\n    period: 2019\n"
    )
    quantities = "quantities:\n  a:\n    measure: count(t)\n  b:\n    measure: count(u)\n"
    bridge = (
        "assumptions:\n  alike:\n    same: period\n    of:\n      - a\n      - u\n    because: so\n"
    )
    relation = "claims:\n  c:\n    holds: a < b\n    under: alike\n"
    (bound,) = planned(tables, quantities, bridge, relation).claims
    assert bound.readings[0].obstacle is not None
    assert bound.readings[0].obstacle.reason == "not comparable"


def test_a_claim_with_a_fault_of_its_own_is_not_bound() -> None:
    text = "factcheck: 1\nevidence:\n  t:\n    file: t.csv\n" + claim("count(t)")
    spec = load_spec(text.encode(), file="claims.yml")
    fault = Problem(codes.NO_SUCH_COLUMN, "no such row", None, hint="look")
    faulty = replace(spec, claims=(replace(spec.claims[0], fault=fault),))
    (bound,) = make_plan(faulty, [OpenedTable("t", "t.csv", ())]).claims
    assert bound.obstacle is not None
    assert (bound.obstacle.reason, bound.obstacle.hint) == ("fault", "look")
    assert bound.readings == ()


@pytest.mark.parametrize(
    ("test", "period", "is_hindered"),
    [
        ("year = 2018", "2018..2019", False),
        ("year in 2018", "2018..2019", False),
        ("year in 2018-01", "2018..2019", False),
        ("year in 2018-01", "2018", False),
        ("year in 2018..2019", "2017..2024", False),
        ("year in (2018, 2019)", "2018-2019", False),
        ("year in 2018", "2018-01-01..2018-12-31", False),
        ("year in 2018", "2018-02..2018-12", True),
        ("year in 2018", "2018-01..2018-11", True),
        ("year in 2018..2020", "2018..2019", True),
        ("year in (2018, 2020)", "2018..2019", True),
        ("year not in 2018..2019", "2017..2024", True),
        ("year not in (2018, 2019)", "2017..2024", True),
        ("year != 2018", "2017..2024", True),
        ("year >= 2018", "2017..2024", True),
        ("year in 2..3", "2017..2024", True),
        ("year = 2018", "school year 2018/19", True),
        ("year = 2018", "2018 to 2018-13", True),
    ],
)
def test_a_slice_by_times_inside_the_period_is_no_difference(
    test: str, period: str, *, is_hindered: bool
) -> None:
    opened = [OpenedTable("t", "t.csv", ("year", "n"))]
    text = (
        "factcheck: 1\nevidence:\n  t:\n    file: t.csv\n    columns:\n"
        f"      year: {{type: date}}\nclaims:\n  c:\n    measure: 'sum(t.n[{test}])'\n"
        "    figure: '5'\n    period: 1999\n"
    )
    if "2..3" in test:
        text = text.replace("type: date", "type: number")
    spec = load_spec(text.encode(), file="c.yml")
    (table,) = spec.tables
    scope = replace(table.scope, period=Text(period, table.span))
    spec = replace(spec, tables=(replace(table, scope=scope),))
    (bound,) = make_plan(spec, opened).claims
    assert (bound.readings[0].obstacle is not None) == is_hindered
