"""Tests that only ask where a number lies, as cuts between numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.filter.written_numbers import number_in
from factcheck.model.cell import Cut
from factcheck.model.expression import Comparator, CompareTest, KnownTest, Literal, WithinTest

if TYPE_CHECKING:
    from factcheck.model.leaf_tests import LeafTest

_ORDER = {
    Comparator.LESS: True,
    Comparator.AT_MOST: False,
    Comparator.GREATER: False,
    Comparator.AT_LEAST: True,
}
"""Whether what is compared with belongs to what lies above it."""


def cuts_of_test(test: LeafTest) -> frozenset[Cut] | None:
    """Return between which cuts a test tells numbers apart; ``None`` where it asks for more.

    Whether a number is known is asked of none.
    """
    match test:
        case KnownTest():
            return frozenset()
        case CompareTest(value=Literal() as literal) if test.comparator in _ORDER:
            return _cut(literal, begins=_ORDER[test.comparator])
        case WithinTest() if test.lower != test.upper:
            lower, upper = _cut(test.lower, begins=True), _cut(test.upper, begins=False)
            return None if lower is None or upper is None else lower | upper
        case _:
            return None


def _cut(literal: Literal, *, begins: bool) -> frozenset[Cut] | None:
    number = number_in(literal.text)
    return None if number is None else frozenset({Cut(number, begins)})
