"""Which tests only ask where a number lies, and between which cuts."""

from __future__ import annotations

import pytest

from factcheck.filter.cut_tests import cuts_of_test
from factcheck.model.cell import Cut
from factcheck.model.expression import (
    AmongTest,
    Column,
    Comparator,
    CompareTest,
    KnownTest,
    Literal,
    WithinTest,
)
from factcheck.model.fraction import Fraction
from factcheck.model.span import Span

SPAN = Span("claims.yml", 1, 1, 1, 2)
N = Column("t", "n", SPAN)


def literal(text: str) -> Literal:
    return Literal(text, False, SPAN)


@pytest.mark.parametrize(
    ("comparator", "begins"),
    [
        (Comparator.LESS, True),
        (Comparator.AT_LEAST, True),
        (Comparator.AT_MOST, False),
        (Comparator.GREATER, False),
    ],
)
def test_an_order_cuts_before_or_behind_its_number(comparator: Comparator, begins: bool) -> None:
    test = CompareTest(N, comparator, literal("5"), SPAN)
    assert cuts_of_test(test) == frozenset({Cut(Fraction(5), begins)})


def test_a_percentage_is_a_share() -> None:
    test = CompareTest(N, Comparator.LESS, literal("50%"), SPAN)
    assert cuts_of_test(test) == frozenset({Cut(Fraction(1, 2), begins=True)})


def test_a_range_has_both_its_ends_inside() -> None:
    test = WithinTest(N, literal("10"), literal("20"), False, SPAN)
    ends = {Cut(Fraction(10), begins=True), Cut(Fraction(20), begins=False)}
    assert cuts_of_test(test) == frozenset(ends)


def test_whether_a_number_is_known_is_asked_of_all() -> None:
    assert cuts_of_test(KnownTest(N, False, SPAN)) == frozenset()


@pytest.mark.parametrize(
    "test",
    [
        CompareTest(N, Comparator.EQUAL, literal("5"), SPAN),
        CompareTest(N, Comparator.LESS, literal("2020-05-01"), SPAN),
        CompareTest(N, Comparator.LESS, Column("t", "m", SPAN), SPAN),
        WithinTest(N, literal("2020"), literal("2020"), False, SPAN),
        WithinTest(N, literal("2020-01"), literal("5"), False, SPAN),
        WithinTest(N, literal("5"), literal("2020-01"), False, SPAN),
        AmongTest(N, (literal("5"),), False, SPAN),
    ],
)
def test_other_tests_ask_for_more(test: CompareTest | WithinTest | AmongTest) -> None:
    assert cuts_of_test(test) is None
