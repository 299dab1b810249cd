"""Claims that only put numbers of one scale in order, so that their unit does not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.bound import Compound, GroupTally, TableTerm
from factcheck.model.expression import Operator
from factcheck.model.form import BoundEach, BoundRank, BoundTrend
from factcheck.model.term_columns import measures_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.bound import Bound, BoundCondition
    from factcheck.model.plan import BoundReading

Alike = frozenset[tuple[str, str]]
"""Columns, each with its table, whose numbers are all of one unknown scale."""


def only_orders(bound: BoundReading, alike: Alike) -> bool:
    """Whether a reading would be as true if the numbers of its columns were a hundredfold.

    It puts the numbers of one column in order, or compares them with each other or with those of
    another column that is ``alike``.
    """
    match bound.form:
        case BoundRank(measure=TableTerm(), lead=None):
            return True
        case BoundTrend(measure=TableTerm(), within=None):
            return True
        case BoundEach(conditions=(_, conditions, _)):
            return _only_compare(conditions, alike)
        case None if bound.figure is None:
            return all(_compares(target.measure, alike) for target in bound.targets)
        case None:
            return all(_only_counts(target.measure, alike) for target in bound.targets)
        case _:
            return False


def _only_counts(measure: Bound, alike: Alike) -> bool:
    """Whether a measure is a number of groups that satisfy such comparisons."""
    return isinstance(measure, GroupTally) and _only_compare(measure.conditions, alike)


def _only_compare(conditions: Iterable[BoundCondition], alike: Alike) -> bool:
    return all(_compares(each.measure, alike) for each in conditions)


def _compares(measure: Bound, alike: Alike) -> bool:
    """Whether a comparison is one of two numbers of the same column, or of columns alike."""
    match measure:
        case Compound(
            operator=Operator.SUBTRACT,
            left=TableTerm() as left,
            right=TableTerm() as right,
            is_comparison=True,
        ):
            is_one = (left.table, left.column) == (right.table, right.column)
            return is_one or (_is_of(left, alike) and _is_of(right, alike))
        case _:
            return False


def _is_of(term: TableTerm, alike: Alike) -> bool:
    return any((term.table, column) in alike for column in measures_of(term)[:1])
