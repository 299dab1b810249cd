"""The written-out tables against Kleene's logic as minimum and maximum."""

from __future__ import annotations

from itertools import product

import pytest

from factcheck.model.truth import AND, NOT, OR, Truth, truth

RANK = {Truth.FALSE: 0, Truth.UNKNOWN: 1, Truth.TRUE: 2}
PAIRS = list(product(Truth, repeat=2))


def test_the_tables_are_complete() -> None:
    assert set(NOT) == set(Truth)
    assert set(AND) == set(OR) == set(PAIRS)


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_and_is_the_lesser_and_or_the_greater(a: Truth, b: Truth) -> None:
    assert RANK[AND[a, b]] == min(RANK[a], RANK[b])
    assert RANK[OR[a, b]] == max(RANK[a], RANK[b])


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_de_morgan(a: Truth, b: Truth) -> None:
    assert NOT[AND[a, b]] is OR[NOT[a], NOT[b]]


def test_not_turns_the_order_round() -> None:
    assert [RANK[NOT[a]] for a in Truth] == [2 - RANK[a] for a in Truth]


def test_facts_have_a_truth_value() -> None:
    assert truth(True) is Truth.TRUE
    assert truth(False) is Truth.FALSE
