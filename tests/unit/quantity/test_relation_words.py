"""What a relation says of its unknown side, in words."""

from __future__ import annotations

import pytest

from factcheck.model.expression import Comparator
from factcheck.quantity.calculation import _BOUNDS


@pytest.mark.parametrize(
    ("comparator", "words"),
    [
        (Comparator.LESS, ("less than 3", "more than 3")),
        (Comparator.AT_MOST, ("at most 3", "at least 3")),
        (Comparator.GREATER, ("more than 3", "less than 3")),
        (Comparator.AT_LEAST, ("at least 3", "at most 3")),
        (Comparator.EQUAL, ("exactly 3", "exactly 3")),
        (Comparator.UNEQUAL, ("not 3", "not 3")),
    ],
)
def test_each_relation_bounds_either_side(comparator: Comparator, words: tuple[str, str]) -> None:
    left, right = _BOUNDS[comparator]
    assert (left("3"), right("3")) == words
