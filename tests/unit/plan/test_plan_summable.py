"""What may be summed, and what is no number at all."""

from __future__ import annotations

import pytest
from plan_files import HEADERS, claim, obstacle_of, planned, problems_of, reading_of

from factcheck.model.problem import ProblemsError


def table(columns: str, more: str = "") -> str:
    return f"evidence:\n  t:\n    file: t.csv\n{more}    columns:\n{columns}"


STOCK = "      stock: {kind: stock}\n"
DATED = "      day: {from: year, type: date}\n      label: {from: region, type: text}\n"


def hint_of(*blocks: str) -> str:
    with pytest.raises(ProblemsError) as caught:
        planned(*blocks)
    (problem,) = caught.value.problems
    assert problem.code.slug == "stock-without-over"
    assert problem.span is not None
    return str(problem.hint)


@pytest.mark.parametrize("measure", ["sum(t.stock)", "sum(t.stock[year = 2020])"])
def test_a_stock_that_does_not_say_over_what_is_not_summed(measure: str) -> None:
    hint = hint_of(table(STOCK), claim(measure))
    assert hint.startswith("add 'over: …' to the column: 'year'; ")


def test_columns_of_dates_by_their_type_could_be_meant() -> None:
    columns = STOCK + "      when: {from: kind, type: date}\n"
    hint = hint_of(table(columns), claim("sum(t.stock)"))
    assert "'year', 'when';" in hint


def test_a_stock_is_summed_where_no_column_holds_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(HEADERS, "t", ("region", "stock"))
    ((reading,),) = (each.readings for each in planned(table(STOCK), claim("sum(t.stock)")).claims)
    assert reading.obstacle is None


def test_what_does_not_sum_a_stock_is_left_alone() -> None:
    measures = ("mean(t.stock)", "t.stock[year = 2020]", "max(t.stock)", "count(t)")
    for measure in measures:
        ((reading,),) = (each.readings for each in planned(table(STOCK), claim(measure)).claims)
        assert reading.obstacle is None
    keyed = table(STOCK, "    key: [year, region]\n")
    one_row = claim("sum(t.stock[year = 2020, region = north])")
    ((reading,),) = (each.readings for each in planned(keyed, one_row).claims)
    assert reading.obstacle is None
    assert "'year'" in hint_of(keyed, claim("sum(t.stock[region = north])"))


@pytest.mark.parametrize(
    ("measure", "column", "advice"),
    [
        ("max(t.day)", "'day'", "compute: year(day)"),
        ("sum(t.day)", "'day'", "distinct(t.day)"),
        ("t.day[n = 5]", "'day'", "compute: year(day)"),
        ("last(t.day over n)", "'day'", "compute: year(day)"),
        ("weighted_mean(t.n, t.day)", "'day'", "compute: year(day)"),
        ("correlation(t.label, t.n)", "'label'", "type: number"),
        ("median(t.label)", "'label'", "type: number"),
    ],
)
def test_dates_and_texts_are_no_numbers(measure: str, column: str, advice: str) -> None:
    block = claim(measure) + "  d: {measure: 'count(t[day = 2020, label = x])', figure: 5}\n"
    first, second = planned(table(DATED), block).claims
    obstacle = first.readings[0].obstacle
    assert obstacle is not None
    assert obstacle.code is not None
    assert (obstacle.reason, obstacle.code.slug) == ("fault", "column-of-no-numbers")
    assert column in obstacle.message
    assert advice in str(obstacle.hint)
    # The other claim only tests the columns, which stay what they are.
    assert second.readings[0].obstacle is None


def test_dates_can_be_counted_and_gone_by() -> None:
    for measure in ("distinct(t.day)", "last(t.n over day)"):
        ((reading,),) = (each.readings for each in planned(table(DATED), claim(measure)).claims)
        assert reading.obstacle is None


@pytest.mark.parametrize(
    ("measure", "advice"),
    [
        ("share(t.n, region = north)", "write share(sum(t.n), column = value)"),
        ("share(t.n[year = 2020], region = north)", "write share(sum(t.n), column = value)"),
        (
            "share(sum(t.n), t.stock[year = 2020])",
            "share(sum(t.n), column = value), or a quotient, sum(t.stock) / sum(t.n)",
        ),
        ("share(cases, graphic)", "declare part_of on the quantity"),
    ],
)
def test_a_share_of_one_cell_is_told_how_shares_are_written(measure: str, advice: str) -> None:
    (problem,) = problems_of(claim(measure, "5%"))
    assert problem.code.slug == "part-not-known-inside"
    assert advice in str(problem.hint)


def test_groups_of_what_no_table_gives_are_told_by_name() -> None:
    lines = "    by: region\n    of: north\n    place: 1\n"
    for measure, who in (
        ("graphic", "'graphic' has no table"),
        ("graphic + relevant", "'graphic', 'relevant' have no table"),
        ("5 + 5", "the measure reads no table"),
    ):
        obstacle = obstacle_of(f"claims:\n  c:\n    measure: {measure}\n{lines}")
        assert obstacle.reason == "missing"
        assert obstacle.message.startswith(who)
        assert "'region'" in obstacle.message
        assert "measure: sum(table.column)" in str(obstacle.hint)
    assert reading_of(claim("count(t)")).obstacle is None
