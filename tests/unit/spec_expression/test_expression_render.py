from __future__ import annotations

import pytest
from expression_helpers import ORIGIN, bare, expression, one_test

from factcheck.model.expression import (
    AllTest,
    Column,
    Comparator,
    CompareTest,
    ConditionTest,
    Literal,
    Name,
    Number,
    Share,
    Sliced,
    WithinTest,
)
from factcheck.model.fraction import Fraction
from factcheck.model.render_expression import (
    render_expression,
    render_relation,
    render_test,
)
from factcheck.spec.expression import parse_relation

A = Column(None, "a", ORIGIN)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("a-( b*c )", "a - b * c"),
        ("(a-b)-c", "a - b - c"),
        ("a-(b-c)", "a - (b - c)"),
        ("a/(b/c)", "a / (b / c)"),
        ("(a+b)*-c", "(a + b) * -c"),
        ("-(a+b)", "-(a + b)"),
        ("- - a", "--a"),
        ("(-a)[x=1]", "(-a)[x = 1]"),
        ("10 %", "10%"),
        ("`reports`", "reports"),
        ("`a b`.`c``d`", "`a b`.`c``d`"),
        ("count( t )", "count(t)"),
        ("last(t.c over year)", "last(t.c over year)"),
        ("quantile(t.c,90%)", "quantile(t.c, 90%)"),
        ("groups(t by (c),holds sum(t.x)>5)", "groups(t by c, holds sum(t.x) > 5)"),
        ("groups(t by (c,d),holds 1<2<3)", "groups(t by (c, d), holds 1 < 2 < 3)"),
        ("share(a,(b or c))", "share(a, (b or c))"),
        ("share(a, (b, c))", "share(a, b, c)"),
        ("change(a→b)", "change(a -> b)"),
        ("abs(-a)", "abs(-a)"),
        ("largest(a,b)-smallest(a,b)", "largest(a, b) - smallest(a, b)"),
    ],
)
def test_canonical_expressions(text: str, canonical: str) -> None:
    assert render_expression(expression(text)) == canonical
    assert bare(expression(canonical)) == bare(expression(text))


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("a=1,b", "a = 1, b"),
        ("not(a or b)", "not (a or b)"),
        ("((a,b)or c)", "((a, b) or c)"),
        ("a in('x',y)", 'a in ("x", y)'),
        ("a not in 1 .. 5", "a not in 1..5"),
        ("a in 2019-07", "a in 2019-07"),
        ("a not in top 3", "not a in top 3"),
        ("a starts with 'q\"'", 'a starts with "q"""'),
        ("a unknown, t.b known", "a unknown, t.b known"),
        ("`in` ≥ 1", "`in` >= 1"),
        ("a = t.c", "a = t.c"),
    ],
)
def test_canonical_tests(text: str, canonical: str) -> None:
    assert render_test(one_test(text)) == canonical
    assert bare(one_test(canonical)) == bare(one_test(text))


@pytest.mark.parametrize("text", ["a, b", "(x)", " x", "", "or", "1 b = 2", "1..5", "x`y", "'s"])
def test_values_made_by_hand_are_quoted_where_they_must_be(text: str) -> None:
    test = CompareTest(A, Comparator.EQUAL, Literal(text, False, ORIGIN), ORIGIN)
    assert render_test(test).startswith('a = "')


@pytest.mark.parametrize(
    ("lower", "upper", "written"),
    [
        ("1.", ".5", 'a in "1."..".5"'),
        ("x..y", "x..y", 'a in "x..y"'),
        ("top 5", "top 5", 'a in "top 5"'),
        (".5", ".5", "a in .5"),
    ],
)
def test_ends_of_ranges_made_by_hand(lower: str, upper: str, written: str) -> None:
    ends = Literal(lower, False, ORIGIN), Literal(upper, False, ORIGIN)
    assert render_test(WithinTest(A, *ends, False, ORIGIN)) == written


def test_a_literal_of_the_shape_of_a_column_is_quoted() -> None:
    test = CompareTest(A, Comparator.EQUAL, Literal("St.Gallen", False, ORIGIN), ORIGIN)
    assert render_test(test) == 'a = "St.Gallen"'


def test_trees_that_no_text_gives_are_shown_all_the_same() -> None:
    condition = ConditionTest("p", ORIGIN)
    share = Share(Name("a", ORIGIN), condition, ORIGIN)
    assert render_expression(share) == "share(a, p)"
    number = Number(Fraction(5), False, "5", ORIGIN)
    assert render_expression(Sliced(number, (condition,), ORIGIN)) == "(5)[p]"
    assert render_test(AllTest((condition,), ORIGIN)) == "p"


@pytest.mark.parametrize("text", ["a < b <= c", "a = b + c", "sum(t.n)[x = 1] part of b"])
def test_a_relation_is_written_as_it_was(text: str) -> None:
    assert render_relation(parse_relation(text, ORIGIN)) == text
