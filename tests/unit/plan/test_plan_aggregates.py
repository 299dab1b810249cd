"""Aggregates bound: their columns, their texts, and how whole figures of them are read."""

from __future__ import annotations

import pytest
from plan_files import claim, holds, problems_of, reading_of

from factcheck.model.bound import table_terms
from factcheck.model.cell import GroupingSet
from factcheck.plan import codes
from factcheck.plan.figures import is_rate_like


@pytest.mark.parametrize(
    ("measure", "text", "second"),
    [
        ("weighted_mean(t.rate, t.n)", "weighted_mean(t.rate, t.n)", "n"),
        ("correlation(t.rate[year = 2018], t.n)", "correlation(t.rate[year = 2018], t.n)", "n"),
        ("last(t.n over year)", "last(t.n over year)", "year"),
        ("last(t.n over t.year)[region = north]", "last(t.n[region = north] over year)", "year"),
        ("quantile(t.n, 90%)", "quantile(t.n, 90%)", None),
    ],
)
def test_an_aggregate_has_its_second_column(measure: str, text: str, second: str | None) -> None:
    (target,) = reading_of(claim(measure, "5")).targets
    (term,) = table_terms(target.measure)
    assert (term.text, term.second) == (text, second)


@pytest.mark.parametrize(
    ("measure", "dimensions", "measures"),
    [
        ("weighted_mean(t.rate, t.n)", ("n", "rate"), ("n", "rate")),
        ("correlation(t.n, t.n)", ("n",), ("n",)),
        ("last(t.n[region = north] over year)", ("region", "year"), ("n",)),
        ("median(t.n)", ("n",), ("n",)),
        ("quantile(t.n, 5%)", ("n",), ("n",)),
        ("distinct(t.kind)", ("kind",), ()),
        ("max(t.n)", (), ("n",)),
        ("count(t)", (), ()),
    ],
)
def test_an_aggregate_asks_for_its_columns(
    measure: str, dimensions: tuple[str, ...], measures: tuple[str, ...]
) -> None:
    ((table, grouping),) = reading_of(claim(measure, "5")).groupings
    assert (table, grouping) == ("t", GroupingSet(dimensions, measures))


@pytest.mark.parametrize("function", ["weighted_mean", "correlation"])
def test_columns_of_two_tables_are_refused(function: str) -> None:
    (problem,) = problems_of(holds(f"{function}(t.n, u.m) > 5"))
    assert problem.code is codes.WRONG_ARGUMENT
    assert "is a column of another" in problem.message
    (problem,) = problems_of(holds("last(t.n over u.m) > 5"))
    assert problem.hint == "bring the columns into one table with 'join'"


def test_a_second_column_must_be_there() -> None:
    for measure in ("weighted_mean(t.n, t.wight)", "last(t.n over yaer)"):
        obstacle = reading_of(claim(measure, "5")).obstacle
        assert obstacle is not None
        assert obstacle.code is codes.NO_SUCH_COLUMN


@pytest.mark.parametrize(
    ("measure", "kind", "is_rate"),
    [
        ("weighted_mean(t.n, t.rate)", "amount", True),
        ("weighted_mean(t.pct, t.n)", "share", True),
        ("correlation(t.n, t.rate)", "factor", True),
        ("correlation(t.n, t.rate) * correlation(t.n, t.rate)", "factor", True),
        ("median(t.n)", "amount", True),
        ("median(t.n) - mean(t.n)", "amount", True),
        ("abs(median(t.n) - mean(t.n))", "amount", True),
        ("-median(t.n)", "amount", True),
        ("largest(median(t.n), mean(t.n))", "amount", True),
        ("last(t.n over year)", "count", False),
        ("last(u.m over year)", "amount", True),
        ("u.m[year = 2018]", "amount", True),
        ("sum(u.m)", "amount", False),
        ("sum(u.m) - sum(u.m[year = 2018])", "amount", False),
        ("sum(t.n)", "count", False),
        ("sum(t.n) - sum(t.n[year = 2018])", "count", False),
        ("reports", "count", False),
        ("relevant", "count", False),
        ("reports / cases", "factor", True),
    ],
)
def test_whole_figures_of_averages_are_rounded(measure: str, kind: str, *, is_rate: bool) -> None:
    (target,) = reading_of(claim(measure, "5 percent" if kind == "share" else "5")).targets
    assert target.measure.unit.kind.value == kind
    assert is_rate_like(target.measure) is is_rate
