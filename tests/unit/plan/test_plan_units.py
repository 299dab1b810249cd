"""What may be added, compared and divided, and what the result is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from plan_files import claim, holds, problems_of, reading_of, unit_of

from factcheck.model.unit import UnitKind
from factcheck.plan import codes

if TYPE_CHECKING:
    from factcheck.model.problem import Code


@pytest.mark.parametrize(
    ("measure", "figure", "kind"),
    [
        ("count(t)", "5", "count"),
        ("sum(t.n)", "5 reports", "count"),
        ("mean(t.n)", "5 reports", "amount"),
        ("median(t.n)", "5 reports", "amount"),
        ("distinct(t.region)", "5", "count"),
        ("sum(u.m)", "CHF 5", "amount"),
        ("mean(t.pct)", "5%", "share"),
        ("mean(t.rate)", "5", "amount"),
        ("quota", "5%", "share"),
        ("money", "CHF 5", "amount"),
        ("ratio", "twice", "factor"),
        ("named_ratio", "twice", "factor"),
        ("sum(t.stock[year = 2020])", "5", "count"),
        ("reports / cases", "twice", "factor"),
        ("graphic / reports", "5%", "share"),
        ("graphic[year = 2018] / reports[year = 2018]", "5%", "share"),
        ("graphic[year = 2018] / reports", "5%", "share"),
        ("graphic / reports[year = 2018]", "5%", "factor"),
        ("(reports - relevant) / reports", "5%", "share"),
        ("(relevant - graphic) / reports", "5%", "share"),
        ("(graphic - relevant) / reports", "5%", "factor"),
        ("(reports + relevant) / reports", "5%", "factor"),
        ("reports / sum(t.n)", "5%", "share"),
        ("sum(t.n[year = 2018]) / reports", "5%", "share"),
        ("reports[year = 2018] / sum(t.n)", "5%", "share"),
        ("relevant / sum(t.n)", "5%", "factor"),
        ("count(t[year = 2018]) / count(t)", "5%", "share"),
        ("count(t) / count(t[year = 2018])", "5%", "factor"),
        ("mean(t.n[year = 2018]) / mean(t.n)", "5%", "factor"),
        ("share(t, north)", "5%", "share"),
        ("share(t[year = 2018], region = south)", "5%", "share"),
        ("share(sum(t.n[year = 2018]), sum(t.n[region = south]))", "5%", "share"),
        ("share(reports[year = 2018], relevant)", "5%", "share"),
        ("share(reports[year = 2018][region = south], graphic)", "5%", "share"),
        ("1 - share(t, north)", "5%", "share"),
        ("100% - share(t, north)", "5%", "share"),
        ("share(t, north) + 1/10", "5%", "share"),
        ("share(t, north) * 2", "5%", "share"),
        ("2 * share(t, north)", "5%", "share"),
        ("share(t, north) / 2", "5%", "share"),
        ("reports * 10%", "5", "count"),
        ("10% * reports", "5", "count"),
        ("reports / 50%", "5", "count"),
        ("reports * share(t, north)", "5", "count"),
        ("share(t, north) * reports", "5", "count"),
        ("reports * cases", "5", "amount"),
        ("1000 / reports", "5 times", "factor"),
        ("reports + 5", "5", "count"),
        ("reports + 1000/2", "5", "count"),
        ("-reports", "5", "count"),
        ("abs(reports - cases)", "5", "count"),
        ("largest(reports, cases, 5)", "5", "count"),
        ("change(reports[year = 2018] -> reports[year = 2019])", "5%", "relative change"),
        ("points(share(t, north) -> share(t, late))", "5 points", "points"),
        ("reports - mean(t.n)", "5 reports", "amount"),
    ],
)
def test_a_measure_has_its_unit(measure: str, figure: str, kind: str) -> None:
    if "late" in measure:
        measure = measure.replace("late", "year = 2018")
    assert unit_of(measure, figure).kind.value == kind


@pytest.mark.parametrize(
    "relation",
    [
        "reports > 2 + 3 * 4 - 1",
        "share(t, north) > 5% + 2 * 10% - 1%",
        "share(t, north) > 10%",
        "share(t, north) > 1/10",
        "share(t, north) > 0",
        "0 < share(t, north)",
        "change(reports -> cases) < -10%",
        "change(reports -> cases) < 0",
        "reports / cases > 2",
        "reports / cases > 3/2",
        "reports > 1000/2",
        "reports > cases",
        "reports > mean(t.n)",
        "mean(t.n) < reports",
        "money > 5",
        "points(share(t, north) -> share(t, year = 2018)) > 5",
        "relevant part of reports",
        "5 < reports < 10",
    ],
)
def test_alike_numbers_are_compared(relation: str) -> None:
    assert reading_of(holds(relation)).obstacle is None


def test_a_difference_has_the_unit_of_both() -> None:
    for relation in ("0 < share(t, north)", "share(t, north) > 0"):
        (target,) = reading_of(holds(relation)).targets
        assert target.measure.unit.kind.value == "share"


@pytest.mark.parametrize(
    ("relation", "code", "column"),
    [
        ("share(t, north) > 10", codes.BARE_NUMBER, 13),
        ("share(t, north) > 1", codes.BARE_NUMBER, 13),
        ("change(reports -> cases) > 1", codes.BARE_NUMBER, 13),
        ("reports > 10%", codes.UNITS_DO_NOT_MIX, 13),
        ("reports > money", codes.UNITS_DO_NOT_MIX, 13),
        ("reports > share(t, north)", codes.UNITS_DO_NOT_MIX, 13),
        ("reports > reports / cases", codes.UNITS_DO_NOT_MIX, 13),
        ("share(t, north) > reports / cases", codes.UNITS_DO_NOT_MIX, 13),
        ("share(t, north) > change(reports -> cases)", codes.UNITS_DO_NOT_MIX, 13),
        ("share(t, north) + 5 > 10%", codes.BARE_NUMBER, 13),
        ("money + reports > 5", codes.UNITS_DO_NOT_MIX, 13),
        ("largest(money, reports) > 5", codes.UNITS_DO_NOT_MIX, 13),
        ("change(money -> reports) > 5%", codes.UNITS_DO_NOT_MIX, 13),
        ("points(reports -> cases) > 5", codes.WRONG_ARGUMENT, 13),
        ("count(t) > mean(t.n)", codes.UNITS_DO_NOT_MIX, 13),
        ("t > 5", codes.NOT_A_NUMBER, 13),
        ("north > 5", codes.NOT_A_NUMBER, 13),
        ("share(reports, cases) > 5%", codes.PART_OUTSIDE, 13),
        ("share(relevant, reports) > 5%", codes.PART_OUTSIDE, 13),
        ("sum(t.rate) > 5", codes.NEVER_SUMMED, 17),
        ("sum(t.stock) > 5", codes.NEVER_SUMMED, 17),
        ("sum(t.stock[year > 2018]) > 5", codes.NEVER_SUMMED, 17),
        ("reports > 2 + 3 * 10% - 1", codes.UNITS_DO_NOT_MIX, 13),
        ("reports > 5 / 0", codes.WRONG_ARGUMENT, 23),
        ("count(reports) > 5", codes.WRONG_ARGUMENT, 13),
        ("quantile(t.n, 50) > 5", codes.WRONG_ARGUMENT, 13),
    ],
)
def test_unlike_numbers_are_refused_at_their_place(relation: str, code: Code, column: int) -> None:
    (problem,) = problems_of(holds(relation))
    assert problem.code is code
    assert problem.span is not None
    assert problem.span.column == column


def test_a_figure_that_cannot_be_read_is_told_at_its_place() -> None:
    (problem,) = problems_of(claim("reports", "5 zorgs"))
    assert problem.span is not None
    assert problem.span.column > 13


def test_every_problem_of_a_file_is_told_once() -> None:
    block = (
        "claims:\n  a:\n    holds: reports > money\n"
        "  b:\n    parts:\n      c:\n        holds: reports > 10%\n"
        "      d:\n        holds: reports > 5\n"
    )
    assert len(problems_of(block)) == 2


@pytest.mark.parametrize(
    ("measure", "kind"),
    [
        ("groups(t by region, holds sum(t.n) > 5) / distinct(t.region)", UnitKind.SHARE),
        ("groups(t[north] by kind, holds sum(t.n) > 5) / distinct(t.kind)", UnitKind.SHARE),
        ("groups(t by kind, holds sum(t.n) > 5) / distinct(t.kind[north])", UnitKind.FACTOR),
        ("groups(t by kind, holds sum(t.n) > 5) / distinct(t.region)", UnitKind.FACTOR),
    ],
)
def test_groups_are_a_share_of_the_values_that_make_them(measure: str, kind: UnitKind) -> None:
    assert unit_of(measure, "50%").kind is kind


@pytest.mark.parametrize(
    ("relation", "hint"),
    [
        ("t.year[n = 1] > 5%", "declare 'unit: percent' on the column 'year' where"),
        ("5% < t.rate[n = 1]", "declare 'unit: percent' on the column 'rate' where"),
        ("t.year[n = 1] < u.m[year = 5]", "declare 'unit: CHF' on the column 'year' where"),
        ("t.year[n = 1] < ratio", "None"),
        ("reports > 5%", "None"),
    ],
)
def test_a_column_that_nothing_is_declared_of_is_named_in_the_hint(
    relation: str, hint: str
) -> None:
    (problem,) = problems_of(holds(relation))
    assert problem.code is codes.UNITS_DO_NOT_MIX
    assert str(problem.hint).startswith(hint)
