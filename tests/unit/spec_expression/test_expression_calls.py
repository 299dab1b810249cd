from __future__ import annotations

import pytest
from expression_helpers import bare, expression, marked, problem

from factcheck.model.expression import (
    Aggregate,
    AggregateFunction,
    AllTest,
    AnyTest,
    Arithmetic,
    Column,
    CompareTest,
    ConditionTest,
    Expression,
    Extreme,
    Groups,
    KnownTest,
    Magnitude,
    Name,
    NotTest,
    Pair,
    PairFunction,
    Share,
    Sliced,
    TextTest,
    WithinTest,
)


@pytest.mark.parametrize("name", ["sum", "total", "mean", "median", "min", "max", "distinct"])
def test_aggregates_of_a_column(name: str) -> None:
    node = expression(f"{name}(t.c)")
    assert isinstance(node, Aggregate)
    assert node.function is AggregateFunction(name)
    assert isinstance(node.of, Column)
    assert (node.second, node.over) == (None, None)


def test_aggregates_of_a_slice() -> None:
    node = expression("sum (t.c[x = 1][y = 2])")
    assert isinstance(node, Aggregate)
    assert isinstance(node.of, Sliced)


@pytest.mark.parametrize(("text", "kind"), [("count(t)", Name), ("count(t[x = 1])", Sliced)])
def test_count_takes_a_table(text: str, kind: type[Expression]) -> None:
    node = expression(text)
    assert isinstance(node, Aggregate)
    assert node.function is AggregateFunction.COUNT
    assert isinstance(node.of, kind)


def test_quantile_has_a_level() -> None:
    node = expression("quantile(t.c, 90%)")
    assert isinstance(node, Aggregate)
    assert node.function is AggregateFunction.QUANTILE
    assert bare(node.second) == bare(expression("90%"))


@pytest.mark.parametrize("name", ["weighted_mean", "correlation"])
def test_functions_of_two_columns(name: str) -> None:
    node = expression(f"{name}(t.c, t.w)")
    assert isinstance(node, Aggregate)
    assert node.function is AggregateFunction(name)
    assert bare(node.second) == bare(expression("t.w"))


@pytest.mark.parametrize(("over", "table"), [("year", None), ("t.year", "t"), ("`year`", None)])
def test_last_goes_over_a_column(over: str, table: str | None) -> None:
    node = expression(f"last(t.c over {over})")
    assert isinstance(node, Aggregate)
    assert node.over is not None
    assert (node.over.table, node.over.column) == (table, "year")


@pytest.mark.parametrize(
    ("by", "columns"), [("c", ("c",)), ("(c, t.d)", ("c", "d")), ("(c)", ("c",)), ("by", ("by",))]
)
def test_groups(by: str, columns: tuple[str, ...]) -> None:
    node = expression(f"groups(t[x = 1] by {by}, holds sum(t.x) > 5)")
    assert isinstance(node, Groups)
    assert isinstance(node.table, Sliced)
    assert tuple(column.column for column in node.by) == columns
    assert len(node.comparison.operands) == 2


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("relevant", Name),
        ("(relevant)", Name),
        ("((relevant))", Name),
        ("t.c", Column),
        ("relevant[kind = x]", Sliced),
        ("a + b", Arithmetic),
        ("(a + b) / c", Arithmetic),
        ("(a)[x = 1]", Sliced),
        ("sum(t.c)", Aggregate),
        ("-5 + x", Arithmetic),
        ("x = 1", CompareTest),
        ("t.x >= 1", CompareTest),
        ("x = St.Gallen", CompareTest),
        ("x in 1..5", WithinTest),
        ("x known", KnownTest),
        ('x contains "y"', TextTest),
        ("not x", NotTest),
        ("not (a or b)", NotTest),
        ("(a or b)", AnyTest),
        ("((a = 1, b = 2) or c)", AnyTest),
        ("(a, b)", AllTest),
        ("a = 1, b = 2", AllTest),
        ("passed, recent", AllTest),
        ("(passed), recent", AllTest),
        ("(not a)", NotTest),
        ("(x = 1)", CompareTest),
    ],
)
def test_the_part_of_a_share(part: str, kind: type) -> None:
    node = expression(f"share(reports[year = 2020], {part})")
    assert isinstance(node, Share)
    assert isinstance(node.base, Sliced)
    assert isinstance(node.part, kind)


def test_a_lone_name_among_tests_is_a_condition() -> None:
    node = expression("share(t, passed, x = 1)")
    assert isinstance(node, Share)
    assert isinstance(node.part, AllTest)
    assert isinstance(node.part.tests[0], ConditionTest)


@pytest.mark.parametrize("arrow", ["->", "→", " -> "])
@pytest.mark.parametrize("name", ["change", "points"])
def test_pairs(name: str, arrow: str) -> None:
    node = expression(f"{name}(a - b{arrow}-c)")
    assert isinstance(node, Pair)
    assert node.function is PairFunction(name)
    assert bare(node.before) == bare(expression("a - b"))
    assert bare(node.after) == bare(expression("-c"))


def test_absolute_values_and_extremes() -> None:
    assert isinstance(expression("abs(a - b)"), Magnitude)
    largest, smallest = expression("largest(a, b, c)"), expression("smallest(a, b)")
    assert isinstance(largest, Extreme)
    assert isinstance(smallest, Extreme)
    assert (largest.is_largest, len(largest.operands)) == (True, 3)
    assert (smallest.is_largest, len(smallest.operands)) == (False, 2)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("summ", "sum"),
        ("SUM", "sum"),
        ("averge", "mean"),  # codespell:ignore averge
        ("average", "mean"),
        ("meen", "mean"),
        ("percentile", "quantile"),
        ("weighted_maen", "weighted_mean"),
    ],
)
def test_misspelt_functions(name: str, meant: str) -> None:
    found = problem(expression, f"1 + {name}(t.c)")
    assert found.code.slug == "unknown-function"
    assert marked(found, f"1 + {name}(t.c)") == name
    assert found.hint == f"did you mean '{meant}'?"


def test_unknown_functions_show_what_there_is() -> None:
    found = problem(expression, "zzz(t.c)")
    assert found.hint is not None
    assert found.hint.startswith("functions: count, sum")


@pytest.mark.parametrize("text", ["`sum`(t.c)", "t.sum(c)"])
def test_only_a_plain_name_calls_a_function(text: str) -> None:
    assert marked(problem(expression, text), text) == "("


@pytest.mark.parametrize(
    ("text", "pointed_at", "usage"),
    [
        ("sum()", ")", "sum(t.c)"),
        ("sum(,)", ",", "sum(t.c)"),
        ("sum(t.c, x = 1)", ",", "sum(t.c)[year = 2018]"),
        ("sum(reports)", "reports", "sum(t.c)"),
        ("sum(t.a + t.b)", "t.a + t.b", "sum(t.c)"),
        ("sum(t[a = 1].c)", "t[a = 1]", "sum(t.c[year = 2018])"),
        ("count(t.c)", "t.c", "distinct(t.c)"),
        ("count(*)", "*", "count(t)"),
        ("max(a, b)", "a", "largest(a, b)"),
        ("min(t.a, t.b)", ",", "smallest(a, b)"),
        ("quantile(t.c)", ")", "quantile(t.c, 90%)"),
        ("quantile(t.c, 90%, 2)", ",", "quantile(t.c, 90%)"),
        ("quantile(t.c, level)", "level", "quantile(t.c, 90%)"),
        ("weighted_mean(t.c)", ")", "weighted_mean(t.c, t.w)"),
        ("weighted_mean(t.c, w)", "w", "weighted_mean(t.c, t.w)"),
        ("correlation(t.a, )", ")", "correlation(t.a, t.b)"),
        ("last(t.c)", ")", "last(t.c over year)"),
        ("last(t.c, year)", ",", "last(t.c over year)"),
        ("groups(t)", ")", "groups(t by c, holds sum(t.x) > 5)"),
        ("groups(t by c)", ")", "groups(t by c, holds sum(t.x) > 5)"),
        ("groups(t.c by c, holds 1 > 0)", "t.c", "groups(t by c, holds sum(t.x) > 5)"),
        ("groups(t by c, holds)", ")", None),
        ("share(a)", ")", "share(base, part)"),
        ("share(a, )", ")", "share(base, part)"),
        ("share(a, b + c, d)", ",", "share(base, part)"),
        ("change(a)", ")", "change(before -> after)"),
        ("points(a, b)", ",", "points(before -> after)"),
        ("change(a -> b -> c)", "->", "change(before -> after)"),
        ("abs(a, b)", ",", "abs(a)"),
        ("largest(a)", ")", "largest(a, b)"),
        ("largest(a, b, )", ")", "largest(a, b)"),
    ],
)
def test_arguments_that_do_not_fit(text: str, pointed_at: str, usage: str | None) -> None:
    found = problem(expression, text)
    assert found.code.slug in {"wrong-arguments", "expression-syntax"}
    assert marked(found, text) == pointed_at
    if usage is not None:
        assert usage in str(found.hint)


@pytest.mark.parametrize(
    ("text", "pointed_at"),
    [
        ("sum(t.c", "("),
        ("sum(t.c]", "]"),
        ("quantile(t.c 90%)", "90%"),
        ("last(t.c by year)", "by"),
        ("last(t.c over 5)", "5"),
        ("groups(t over c)", "over"),
        ("groups(t by (c, holds 1 > 0)", "1"),
        ("groups(t by c, sum(t.x) > 5)", "sum"),
        ("groups(t by c, holds sum(t.x))", ")"),
        ("groups(t by c, holds a part of b)", "part"),
        ("change(a b)", "b"),
        ("change(a", "a"),
        ("share(t, x", "("),
        ("share(t, (x", "("),
        ('share(t, kind containz "x")', "containz"),
        ("share(t, x = 1 y)", None),
        ("share(t, t.c, x = 1)", ","),
    ],
)
def test_calls_that_cannot_be_read(text: str, pointed_at: str | None) -> None:
    if pointed_at is None:
        assert isinstance(expression(text), Share)
    else:
        assert marked(problem(expression, text), text) == pointed_at
