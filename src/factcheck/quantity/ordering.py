"""Claims that only put numbers of one column in order, so that their unit does not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.bound import Compound, TableTerm
from factcheck.model.expression import Operator
from factcheck.model.form import BoundRank, BoundTrend

if TYPE_CHECKING:
    from factcheck.model.bound import Bound
    from factcheck.model.plan import BoundReading


def only_orders(bound: BoundReading) -> bool:
    """Whether a reading would be as true if the numbers of its column were a hundredfold."""
    match bound.form:
        case BoundRank(measure=TableTerm(), lead=None):
            return True
        case BoundTrend(measure=TableTerm(), within=None):
            return True
        case None if bound.figure is None:
            return all(_compares_one_column(target.measure) for target in bound.targets)
        case _:
            return False


def _compares_one_column(measure: Bound) -> bool:
    """Whether a comparison is one of two numbers of the same column."""
    match measure:
        case Compound(
            operator=Operator.SUBTRACT, left=TableTerm() as left, right=TableTerm() as right
        ):
            return (left.table, left.column) == (right.table, right.column)
        case _:
            return False
