from __future__ import annotations

import pytest
from expression_helpers import expression, marked, one_test, problem

from factcheck.model.expression import Share, TickFunction, TickTest
from factcheck.model.render_expression import render_test


def ticks(text: str) -> TickTest:
    test = one_test(text)
    assert isinstance(test, TickTest)
    return test


@pytest.mark.parametrize(
    ("text", "function", "labels"),
    [
        ("saw has A", TickFunction.ANY, ["A"]),
        ('saw has "A, or B"', TickFunction.ANY, ["A, or B"]),
        ("saw has any of (A, B)", TickFunction.ANY, ["A", "B"]),
        ("saw has all of (A, B)", TickFunction.ALL, ["A", "B"]),
        ("t.saw has none of (A)", TickFunction.NONE, ["A"]),
        ('saw has "any of these"', TickFunction.ANY, ["any of these"]),
        ("saw has anything", TickFunction.ANY, ["anything"]),
    ],
)
def test_tests_of_ticks_are_read(text: str, function: TickFunction, labels: list[str]) -> None:
    test = ticks(text)
    assert test.function is function
    assert [label.text for label in test.labels] == labels
    assert render_test(test) == text


def test_one_label_has_one_spelling() -> None:
    assert render_test(ticks("saw has any of (A)")) == "saw has A"


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("saw has any of A", "A", "saw has any of (A, B)"),
        ("saw has all of", "f", "saw has any of (A, B)"),
        ("saw has any of ()", ")", "a list has one or more values"),
        ("saw has", "s", "labels that were ticked"),
        ("saw has not A", "not", "has none of (A, B)"),
        ("saw haz A", "haz", "did you mean 'has'?"),
    ],
)
def test_what_is_no_test_of_ticks_is_told(text: str, place: str, hint: str) -> None:
    found = problem(one_test, text)
    assert marked(found, text) == place
    assert hint in (found.hint or "")


def test_a_share_may_be_of_those_who_ticked() -> None:
    node = expression("share(count(t), saw has A)")
    assert isinstance(node, Share)
    assert isinstance(node.part, TickTest)
