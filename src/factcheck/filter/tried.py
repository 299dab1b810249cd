"""Values to try for an unknown one: those that stand for all that tests can tell apart."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from factcheck.model.expression import AmongTest, CompareTest, Literal, TextTest, WithinTest

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction
    from factcheck.model.leaf_tests import LeafTest


def literals_of(test: LeafTest) -> tuple[Literal, ...]:
    """Return the values that a test names."""
    match test:
        case CompareTest(value=Literal() as literal) | TextTest(value=literal):
            return (literal,)
        case AmongTest():
            return test.values
        case WithinTest():
            return (test.lower, test.upper)
        case _:
            return ()


def numbers_to_try(marks: list[Fraction]) -> list[Fraction]:
    """Return some numbers given in order, two between each two, and two beyond each end.

    Two, because two unknown numbers that are compared can both lie between the same others.
    """
    between = [a + (b - a) * part / 3 for a, b in pairwise(marks) for part in (1, 2)]
    below, above = marks[0], marks[-1]
    return [below - 2, below - 1, *marks, *between, above + 1, above + 2]
