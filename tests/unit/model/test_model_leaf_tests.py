from __future__ import annotations

from factcheck.model.leaf_tests import columns_of, leaf_tests
from factcheck.model.render_expression import render_test
from factcheck.model.span import Span
from factcheck.spec.expression import parse_test

NOWHERE = Span("claims.yml", 1, 1, 1, 1)

TESTS = (
    parse_test("(a = 1 or (b starts with x or not c in (1, 2)))", NOWHERE),
    parse_test("d = t.e", NOWHERE),
    parse_test("f in 1..2", NOWHERE),
    parse_test("g in top 3", NOWHERE),
    parse_test("h known", NOWHERE),
)


def test_what_joins_and_negates_is_walked_through() -> None:
    assert [render_test(test) for test in leaf_tests(TESTS)] == [
        "a = 1",
        "b starts with x",
        "c in (1, 2)",
        "d = t.e",
        "f in 1..2",
        "g in top 3",
        "h known",
    ]


def test_a_column_that_another_is_compared_with_is_looked_at_too() -> None:
    assert list(columns_of(TESTS)) == ["a", "b", "c", "d", "e", "f", "g", "h"]
