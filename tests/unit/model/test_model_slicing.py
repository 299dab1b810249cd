"""Bound expressions kept to one group, and rewritten part by part."""

from __future__ import annotations

import pytest

from factcheck.model.bound import (
    Absolute,
    BoundCondition,
    Compound,
    Constant,
    ExtremeOf,
    GroupTally,
    Negative,
    PointsBetween,
    QuantityTerm,
    RelativeChange,
    TableTerm,
    Tally,
    nodes_of,
    operands_of,
    rewritten,
    table_terms,
    with_table_terms,
)
from factcheck.model.expression import (
    AggregateFunction,
    Column,
    Comparator,
    CompareTest,
    Literal,
    Operator,
)
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.slicing import Cut, sliced
from factcheck.model.span import Span
from factcheck.model.term_text import term_text
from factcheck.model.unit import Unit, UnitKind

SPAN = Span("claims.yml", 1, 1, 1, 2)
COUNT = Unit(UnitKind.COUNT)
FIVE = Constant(Fraction(5), COUNT, "5")


def equal(column: str, value: str) -> CompareTest:
    literal = Literal(value, is_quoted=False, span=SPAN)
    return CompareTest(Column(None, column, SPAN), Comparator.EQUAL, literal, SPAN)


def term(
    table: str = "t", function: AggregateFunction | None = AggregateFunction.SUM, **more: object
) -> TableTerm:
    made = TableTerm(table, function, "n", (), COUNT, "", **more)  # type: ignore[arg-type]  # a level or a second column
    return TableTerm(table, function, "n", (), COUNT, term_text(table, made), **more)  # type: ignore[arg-type]  # the same


SUM = term()
CUT = Cut(
    (equal("town", "A"),),
    {"t": frozenset({"town"}), "t@2016": frozenset({"town"}), "u": frozenset()},
    {"t": "t", "t@2016": "t", "u": "u"},
)
CONDITION = BoundCondition(SUM, Interval.at_least(0))
EVERY = (
    Compound(Operator.DIVIDE, SUM, FIVE, COUNT, "sum(t.n) / 5"),
    Negative(SUM, COUNT, "-sum(t.n)"),
    Absolute(SUM, COUNT, "abs(sum(t.n))"),
    RelativeChange(FIVE, SUM, COUNT, "change(5 -> sum(t.n))"),
    PointsBetween(SUM, FIVE, COUNT, "points(sum(t.n) -> 5)"),
    ExtremeOf(True, (FIVE, SUM), COUNT, "largest(5, sum(t.n))"),
    Tally(((CONDITION,), (CONDITION, CONDITION)), COUNT, "tally"),
    GroupTally("t", ("year",), (), (CONDITION,), COUNT, "groups(t by year, holds sum(t.n) > 0)"),
    QuantityTerm("q", (), (), SUM, COUNT, "q", is_count=True, is_nonnegative=True),
)


@pytest.mark.parametrize("bound", EVERY, ids=lambda bound: bound.text)
def test_every_aggregate_inside_is_kept_to_the_group(bound: Compound) -> None:
    inner = list(table_terms(sliced(bound, CUT)))
    assert len(inner) == len(list(table_terms(bound)))
    assert {each.tests for each in inner} == {CUT.tests}
    assert {each.text for each in inner} == {"sum(t.n[town = A])"}
    assert sliced(bound, CUT).text.endswith("[town = A]")


@pytest.mark.parametrize("bound", EVERY, ids=lambda bound: bound.text)
def test_what_is_not_changed_stays_as_it_is(bound: Compound) -> None:
    assert rewritten(bound, lambda _: None, lambda text: f"changed {text}") == bound
    assert with_table_terms(bound, lambda each: each) == bound
    assert SUM in list(nodes_of(bound))
    assert operands_of(bound)


def test_a_table_without_the_column_is_left_alone() -> None:
    other = term("u")
    assert sliced(other, CUT) == other
    quantity = QuantityTerm("q", (), (), other, COUNT, "q", is_count=True, is_nonnegative=True)
    assert sliced(quantity, CUT) == quantity
    both = Compound(Operator.DIVIDE, SUM, other, COUNT, "sum(t.n) / sum(u.n)")
    assert sliced(both, CUT).text == "(sum(t.n) / sum(u.n))[town = A]"
    unknown = term("v")
    assert sliced(unknown, CUT) == unknown


def test_what_no_table_gives_is_a_number_of_its_own_in_each_group() -> None:
    free = QuantityTerm("q", (), (), None, COUNT, "q", is_count=True, is_nonnegative=True)
    kept = sliced(free, CUT)
    assert isinstance(kept, QuantityTerm)
    assert (kept.text, kept.slice, kept.tests) == ("q[town = A]", ("town = A",), CUT.tests)


def test_a_group_inside_groups_has_its_rows_kept_too() -> None:
    tally = EVERY[7]
    kept = sliced(tally, CUT)
    assert isinstance(kept, GroupTally)
    assert kept.tests == CUT.tests


def test_a_vintage_is_called_by_its_tables_name() -> None:
    assert sliced(term("t@2016"), CUT).text == "sum(t.n[town = A])"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name", "name[town = A]"),
        ("share(a, b)", "share(a, b)[town = A]"),
        ("f(a) / g(b)", "(f(a) / g(b))[town = A]"),
        ("a / b", "(a / b)[town = A]"),
        ("5 + f(a)", "(5 + f(a))[town = A]"),
        ("f(a", "(f(a)[town = A]"),
    ],
)
def test_a_calculation_is_told_with_its_group(text: str, expected: str) -> None:
    assert sliced(Negative(SUM, COUNT, text), CUT).text == expected


@pytest.mark.parametrize(
    ("function", "more", "text"),
    [
        (None, {}, "t.n"),
        (AggregateFunction.QUANTILE, {"level": Fraction(333, 1000)}, "quantile(t.n, 33.3%)"),
        (AggregateFunction.LAST, {"second": "year"}, "last(t.n over year)"),
        (AggregateFunction.WEIGHTED_MEAN, {"second": "w"}, "weighted_mean(t.n, t.w)"),
    ],
)
def test_an_aggregate_is_written_as_in_an_expression(
    function: AggregateFunction | None, more: dict[str, object], text: str
) -> None:
    assert term("t", function, **more).text == text
