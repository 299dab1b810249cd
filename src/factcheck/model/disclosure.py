"""Which numbers of a table with ``min_cell`` are never those of a few rows alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import AggregateFunction, TopTest
from factcheck.model.leaf_tests import leaf_tests

if TYPE_CHECKING:
    from factcheck.model.bound import TableTerm

_OF_ALL_ROWS = frozenset({AggregateFunction.COUNT, AggregateFunction.SUM, AggregateFunction.MEAN})


def is_of_all_rows(term: TableTerm) -> bool:
    """Whether all rows that a term selects make its number, and no row's place chooses them.

    A median, an extreme or a single cell is the number of one row or two, whatever there are.
    """
    is_ranked = any(isinstance(test, TopTest) for test in leaf_tests(term.tests))
    return term.function in _OF_ALL_ROWS and not is_ranked
