"""Sets of columns with cuts: which have the parts of which."""

from __future__ import annotations

import pytest

from factcheck.model.cell import Cut, GroupingSet, cuts_in_order
from factcheck.model.fraction import Fraction

ONE, FIVE = Cut(Fraction(1), begins=True), Cut(Fraction(5), begins=True)
BEHIND_FIVE = Cut(Fraction(5), begins=False)


def cut(dimensions: str, *cuts: Cut) -> GroupingSet:
    return GroupingSet(tuple(dimensions.split()), (), (("n", cuts),))


PLAIN = GroupingSet(("n",))


def test_cuts_ascend_and_one_before_a_number_comes_first() -> None:
    found = cuts_in_order({"n": [BEHIND_FIVE, FIVE, ONE], "a": []})
    assert found == (("a", ()), ("n", (ONE, FIVE, BEHIND_FIVE)))


def test_joined_sets_have_the_columns_and_cuts_of_both() -> None:
    one = GroupingSet(("n",), ("m",), (("n", (FIVE,)),))
    other = GroupingSet(("a", "n"), ("k",), (("n", (ONE, FIVE)),))
    joined = GroupingSet(("a", "n"), ("k", "m"), (("n", (ONE, FIVE)),))
    assert one.joined(other) == joined
    assert joined.has_parts_of(one)
    assert joined.has_parts_of(other)


@pytest.mark.parametrize(
    ("home", "asked", "has_parts"),
    [
        (PLAIN, PLAIN, True),
        (PLAIN, cut("n", FIVE), True),
        (cut("n", FIVE), PLAIN, False),
        (cut("n", ONE, FIVE), cut("n", FIVE), True),
        (cut("n", FIVE), cut("n", ONE, FIVE), False),
        (cut("n", FIVE), cut("n", BEHIND_FIVE), False),
        (cut("a n", FIVE), cut("n"), True),
        (cut("a n", FIVE), GroupingSet(("a",)), True),
        (cut("n", FIVE), GroupingSet(("a",)), False),
        (PLAIN, GroupingSet(("n",), ("m",)), False),
    ],
)
def test_a_set_has_parts_of_those_that_tell_no_more_apart(
    home: GroupingSet, asked: GroupingSet, has_parts: bool
) -> None:
    assert home.has_parts_of(asked) is has_parts
