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


def numbers_to_try(marks: list[Fraction], number: int = 2) -> list[Fraction]:
    """Return some numbers given in order, ``number`` between each two, and beyond each end.

    Two, because two unknown numbers that are compared can both lie between the same others.
    """
    parts = range(1, number + 1)
    between = [a + (b - a) * part / (number + 1) for a, b in pairwise(marks) for part in parts]
    below, above = marks[0], marks[-1]
    return [*(below - n for n in parts), *marks, *between, *(above + n for n in parts)]
