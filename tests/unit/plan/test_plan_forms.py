"""Forms bound: groups, gaps, what tables must yield, and what is wrong in the claim file."""

from __future__ import annotations

import pytest
from plan_files import WORLD, holds, obstacle_of, problems_of, reading_of

from factcheck.model.bound import GroupTally, QuantityTerm, TableTerm
from factcheck.model.cell import GroupingSet
from factcheck.model.form import BoundEach, BoundRank, BoundSum, BoundTrend, Gap
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.unit import UnitKind
from factcheck.plan import codes


def form(*lines: str) -> str:
    """Return the block of a claim with these keys."""
    return "claims:\n  c:\n" + "".join(f"    {line}\n" for line in lines)


RANK = ("measure: reports", "by: region", "of: north", "place: 1")
TREND = ("measure: reports", "over: year", "direction: rising")
FLAT = ("measure: reports", "over: year", "direction: flat")
EACH = ("measure: reports", "by: region", "figure: at least 5", "in: all")


def test_a_rank_is_bound_as_a_template_of_all_rows() -> None:
    reading = reading_of(form(*RANK, "order: lowest", "unique: true"))
    bound = reading.form
    assert isinstance(bound, BoundRank)
    assert isinstance(bound.measure, QuantityTerm)
    assert bound.measure.tests == ()
    assert bound.groups.by == ("region",)
    assert bound.groups.rows == (("t", ()),)
    assert (bound.is_highest, bound.is_unique, bound.lead) == (False, True, None)
    assert reading.targets == ()
    assert reading.measure_text == "reports by region"
    assert reading.groupings == (("t", GroupingSet(("region",), ("n",))),)


def test_what_groups_must_pass_is_read_as_well() -> None:
    reading = reading_of(form(*RANK, "among: kind = a", "where: north"))
    assert reading.form is not None
    ((table, grouping),) = reading.groupings
    assert table == "t"
    assert grouping.dimensions == ("kind", "region")
    assert reading.measure_text == "reports by region, where north"
    assert ("t", "kind") in reading.columns


def test_a_trend_is_over_one_column() -> None:
    reading = reading_of(form(*TREND, "from: 2018", "to: 2020"))
    bound = reading.form
    assert isinstance(bound, BoundTrend)
    assert (str(bound.start), str(bound.end)) == ("2018", "2020")
    assert bound.groups.by == ("year",)
    assert reading.measure_text == "reports over year"


def test_each_has_a_condition_for_each_profile() -> None:
    reading = reading_of(form("measure: reports", "by: region", "figure: about 100", "in: all"))
    bound = reading.form
    assert isinstance(bound, BoundEach)
    strict, default, lenient = (each[0].allowed for each in bound.conditions)
    assert strict.is_within(default)
    assert default.is_within(lenient)
    assert strict != lenient
    assert [figure.text for figure in reading.words] == ["about 100"]
    compared = reading_of(holds("3 < reports < 5", "by: region", "in: all"))
    assert isinstance(compared.form, BoundEach)
    assert len(compared.form.conditions[0]) == 2
    assert compared.words == ()


def test_parts_and_total_share_a_unit() -> None:
    reading = reading_of(form("parts: ['quota', '20%']", "total: '100%'"))
    bound = reading.form
    assert isinstance(bound, BoundSum)
    assert {part.unit.kind for part in bound.parts} == {UnitKind.SHARE}
    assert reading.measure_text == "quota + 20% = 100%"
    # Each printed number is looked at by itself.
    sums = reading_of(form("parts: ['sum(t.n)', 'reports']", "total: 12"))
    assert sums.groupings == (("t", GroupingSet(("n",), ("n",))),)
    (problem,) = problems_of(form("parts: ['quota', 'reports']", "total: '100%'"))
    assert problem.code is codes.UNITS_DO_NOT_MIX


@pytest.mark.parametrize(
    ("words", "gap", "kind"),
    [
        ("at least 10 percent", Gap.RELATIVE, UnitKind.RELATIVE_CHANGE),
        ("twice as many", Gap.RELATIVE, UnitKind.RELATIVE_CHANGE),
        ("500 reports", Gap.DIFFERENCE, UnitKind.COUNT),
        ("500", Gap.DIFFERENCE, UnitKind.COUNT),
    ],
)
def test_a_lead_is_relative_or_in_the_measures_unit(words: str, gap: Gap, kind: UnitKind) -> None:
    bound = reading_of(form(*RANK, f"lead: {words}")).form
    assert isinstance(bound, BoundRank)
    assert bound.lead is not None
    assert (bound.lead.gap, bound.lead.figure.unit.kind) == (gap, kind)


def test_a_lead_of_shares_may_be_in_points() -> None:
    shares = ("measure: quota", "by: region", "of: north", "place: 1")
    for words, gap in (("3 points", Gap.POINTS), ("3 percent", Gap.RELATIVE)):
        bound = reading_of(form(*shares, f"lead: {words}")).form
        assert isinstance(bound, BoundRank)
        assert bound.lead is not None
        assert bound.lead.gap is gap
    bound = reading_of(form(*shares, "lead: {text: 3 percent, unit: points}")).form
    assert isinstance(bound, BoundRank)
    assert bound.lead is not None
    assert bound.lead.gap is Gap.POINTS


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((*RANK, "lead: 10 percent fewer"), "FC133"),
        ((*RANK, "lead: 3 points"), "FC086"),
        ((*RANK, "lead: a nice bit"), "FC082"),
        ((*FLAT, "within: at least 3 percent"), "FC133"),
        ((*FLAT, "within: -1 percent"), "FC133"),
        ((*FLAT, "within: less than 0 percent"), "FC133"),
    ],
)
def test_a_lead_or_limit_that_is_none_is_told(lines: tuple[str, ...], code: str) -> None:
    (problem,) = problems_of(form(*lines))
    assert problem.code.code == code
    assert problem.span is not None


@pytest.mark.parametrize(
    ("words", "upper", "is_closed"),
    [
        ("2 percent", "1/50", True),
        ("less than 2 percent", "1/50", False),
        ("up to 5%", "1/20", True),
        ("0", "0", True),
        ("0 percent", "0", True),
    ],
)
def test_a_limit_is_on_both_sides(words: str, upper: str, is_closed: bool) -> None:
    bound = reading_of(form(*FLAT, f"within: {words}")).form
    assert isinstance(bound, BoundTrend)
    assert bound.within is not None
    allowed = bound.within.figure.profiles.default
    assert str(allowed.upper) == upper
    assert allowed == allowed.mirrored()
    assert allowed.upper_closed is is_closed


def test_a_limit_without_a_number_is_on_both_sides_too() -> None:
    reading = reading_of(form(*FLAT, "within: {text: hardly, means: less than 1 percent}"))
    bound = reading.form
    assert isinstance(bound, BoundTrend)
    assert bound.within is not None
    limit = Fraction(1, 100)
    allowed = bound.within.figure.profiles.default
    assert allowed == Interval(-limit, limit, lower_closed=False, upper_closed=False)
    (premise,) = reading.premises
    assert premise.kind == "threshold"


def test_a_number_of_groups_is_bound_with_its_slice() -> None:
    reading = reading_of(
        form("measure: 'groups(t[kind = a] by region, holds sum(t.n) > 5)'", "figure: 3")
    )
    (target,) = reading.targets
    tally = target.measure
    assert isinstance(tally, GroupTally)
    assert tally.by == ("region",)
    assert len(tally.tests) == 1
    (condition,) = tally.conditions
    terms = [node for node in (condition.measure.left,) if isinstance(node, TableTerm)]  # type: ignore[union-attr]  # a difference
    assert [len(term.tests) for term in terms] == [1]
    assert reading.groupings == (("t", GroupingSet(("kind", "region"), ("n",))),)
    only = reading_of(
        form(
            "measure: 'groups(t by kind, holds money > 5)'",
            "figure: 3",
            "where: year > 0",
            "unfiltered: [u]",
        )
    )
    assert dict(only.groupings)["t"] == GroupingSet(("kind", "year"), ())


@pytest.mark.parametrize(
    ("measure", "message"),
    [
        ("groups(reports by region, holds sum(t.n) > 5)", "groups needs a table"),
        ("groups(t by region, holds sum(t.n) > 5%)", "do not mix"),
    ],
)
def test_groups_of_something_else_are_refused(measure: str, message: str) -> None:
    (problem,) = problems_of(form(f"measure: '{measure}'", "figure: 3"))
    assert message in problem.message


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("measure: reports", "by: regio", "of: north", "place: 1"), "has no column 'regio'"),
        (("measure: money", "by: region", "of: north", "place: 1"), "has no column 'region'"),
        (("measure: reports", "over: yeer", "direction: rising"), "has no column 'yeer'"),
        ((*EACH, "among: knd = a"), "has no column 'knd'"),
        (("measure: 'groups(t by knd, holds sum(t.n) > 5)'", "figure: 3"), "has no column 'knd'"),
    ],
)
def test_a_column_of_groups_must_be_there(lines: tuple[str, ...], message: str) -> None:
    obstacle = obstacle_of(form(*lines))
    assert obstacle.code is codes.NO_SUCH_COLUMN
    assert message in obstacle.message


def test_groups_of_a_table_that_using_leaves_out_are_refused() -> None:
    measure = "measure: 'groups(t by region, holds 1 < 2)'"
    obstacle = obstacle_of(form(measure, "figure: 3", "using: [u]"))
    assert obstacle.code is codes.NOT_IN_USING


def test_each_source_has_a_reading_of_its_own_in_every_form() -> None:
    from plan_files import readings_of

    for lines in (RANK, TREND, EACH, ("parts: [reports, reports]", "total: 5")):
        names = [each.reading.name for each in readings_of(form(*lines, "using: [each source]"))]
        assert names == ["office"]
    both = readings_of(form("holds: sum(t.n) > 5", "by: region", "in: all", "using: [each source]"))
    assert [each.reading.name for each in both] == ["office"]


def test_the_world_of_these_tests_has_what_they_need() -> None:
    assert "part_of: relevant" in WORLD


@pytest.mark.parametrize(
    "lines",
    [
        ("measure: 'sum(t.n[region = north])'", "by: region", "of: north", "place: 1"),
        ("measure: 'sum(t.n[year = 2020])'", "over: year", "direction: rising"),
        ("measure: 'sum(t.n[year = 2020])'", "figure: at least 5", "by: [region, year]", "in: all"),
        ("holds: 'sum(t.n) >= sum(t.n[year = 2020])'", "by: year", "in: all"),
        ("measure: 'reports[region = north]'", "by: region", "of: north", "place: 1"),
    ],
)
def test_a_measure_of_one_group_is_not_asked_of_every_group(lines: tuple[str, ...]) -> None:
    obstacle = obstacle_of(form(*lines))
    assert obstacle.code is not None
    assert obstacle.code.slug == "slice-of-one-group"
    assert "'where' and 'among'" in str(obstacle.hint)


@pytest.mark.parametrize(
    "lines",
    [
        ("measure: 'sum(t.n[kind = a])'", "by: region", "of: north", "place: 1"),
        ("measure: sum(t.n)", "by: region", "of: north", "place: 1", "where: region = north"),
        ("measure: 'sum(t.n[region != south])'", "by: region", "of: north", "place: 1"),
    ],
)
def test_other_slices_may_be_asked_of_every_group(lines: tuple[str, ...]) -> None:
    assert reading_of(form(*lines)).obstacle is None
