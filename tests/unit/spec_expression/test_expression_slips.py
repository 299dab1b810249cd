"""Slips in expressions that are told with what was meant."""

from __future__ import annotations

import pytest
from expression_helpers import expression, one_test, problem


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("age = > 60", "write age > 60"),
        ("age > = 60", "write age >= 60"),
        ("age = < 60", "write age < 60"),
        ("age = != 60", "write age != 60"),
        ("t.age = >= 60", "write t.age >= 60"),
        ("`my age` = > 60", "write `my age` > 60"),
        ("canton = ZH, age = > 60", "write age > 60"),
        ("not (age = > 60)", "write age > 60"),
        ("year in 2019-2020", "write in 2019..2020; for a text, column = 2019-2020"),
        ("year not in 2019 – 2020", "write in 2019..2020; for a text, column = 2019 – 2020"),
        ("age in (> 60)", "write column > 60"),
    ],
)
def test_a_slip_in_a_test(text: str, hint: str) -> None:
    found = problem(one_test, text)
    assert found.code.slug == "malformed-value"
    assert found.hint == hint


@pytest.mark.parametrize("text", ["n = <5", "n = >60", "p in '2019-2020'", "p = 2019-2020"])
def test_labels_that_look_alike_are_values(text: str) -> None:
    one_test(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("mean(m.share women)", "a name of several words stands in backticks: m.`share women`"),
        ("count(distinct m.canton)", "write distinct(t.c)"),
        ("count(t women)", "write count(t)"),
        ("sum(t.c 5)", "write sum(t.c)"),
    ],
)
def test_a_slip_in_a_call(text: str, hint: str) -> None:
    assert problem(expression, text).hint == hint
