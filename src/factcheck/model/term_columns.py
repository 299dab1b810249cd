"""What an aggregate asks of its table's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import AggregateFunction

if TYPE_CHECKING:
    from factcheck.model.bound import TableTerm


def dimensions_of(term: TableTerm) -> tuple[str, ...]:
    """Return the columns of which an aggregate needs every single value.

    They are dimensions of the grouping set, like those that its tests look at.
    """
    match term.function:
        case AggregateFunction.MEDIAN | AggregateFunction.QUANTILE | AggregateFunction.DISTINCT:
            return _named(term.column)
        case AggregateFunction.WEIGHTED_MEAN | AggregateFunction.CORRELATION:
            return _named(term.column, term.second)
        case AggregateFunction.LAST:
            return _named(term.second)
        case _:
            return ()


def measures_of(term: TableTerm) -> tuple[str, ...]:
    """Return the columns whose cells an aggregate takes as numbers."""
    match term.function:
        case AggregateFunction.DISTINCT:
            return ()
        case AggregateFunction.WEIGHTED_MEAN | AggregateFunction.CORRELATION:
            return _named(term.column, term.second)
        case _:
            return _named(term.column)


def _named(*columns: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column for column in columns if column is not None))
