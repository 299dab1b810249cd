"""Aggregates that need every single value: medians, quantiles, extremes, distinct counts."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, assert_never

from factcheck.model.cell import is_unknown
from factcheck.model.expression import AggregateFunction
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.spec import ColumnType
from factcheck.quantity.codes import NOT_A_VALUE
from factcheck.quantity.rational import larger_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.bound import TableTerm
    from factcheck.model.cell import Cell
    from factcheck.model.interval import Interval
    from factcheck.quantity.evidence_view import TableView


def order_statistic(
    view: TableView, term: TableTerm, cells: list[Cell], *, is_unclear: bool
) -> Fraction:
    """Return a median, quantile or distinct count of known values.

    A quantile is the linear interpolation between the two nearest values (type 7 of Hyndman and
    Fan 1996), the median its case at one half. Raises ``ObstacleError`` where some value or
    membership is unknown, or there is no value at all.
    """
    if is_unclear:
        message = f"{quoted(term.text)}: some values or rows are unknown"
        raise ObstacleError(Obstacle("missing", message))
    assert term.function is not None
    assert term.column is not None
    values = _values(view, term, cells)
    match term.function:
        case AggregateFunction.DISTINCT:
            return Fraction(len({value for value, _ in values}))
        case AggregateFunction.MEDIAN:
            return _quantile(_numbers(view, term, values), Fraction(1, 2))
        case AggregateFunction.QUANTILE:
            assert term.level is not None
            return _quantile(_numbers(view, term, values), term.level)
        case _:  # pragma: no cover - the other functions are sums, or refused when bound
            assert_never(term.function)  # type: ignore[arg-type]  # narrowed by hand above


def extreme_of(view: TableView, term: TableTerm, known: list[Cell], maybe: list[Cell]) -> Interval:
    """Return bounds on a minimum or maximum.

    ``known`` cells are surely among the rows, ``maybe`` cells perhaps. Raises ``ObstacleError``
    where there may be no value at all.
    """
    pieces = extreme_pieces(view, term, known, maybe)
    bounds = pieces[0]
    for piece in pieces[1:]:
        bounds = bounds.hull(piece)
    return bounds


def extreme_pieces(
    view: TableView, term: TableTerm, known: list[Cell], maybe: list[Cell]
) -> tuple[Interval, ...]:
    """Return the sets of numbers that a minimum or maximum can really be.

    The first is what it is if no undecided row belongs to it, the others if one of these does.
    """
    if term.function is AggregateFunction.MIN:
        return tuple(each.mirrored() for each in _largest(view, term, known, maybe, sign=-1))
    return _largest(view, term, known, maybe, sign=1)


def _largest(
    view: TableView, term: TableTerm, known: list[Cell], maybe: list[Cell], sign: int
) -> tuple[Interval, ...]:
    """Return the sets for the largest value; of the negated ones where ``sign`` is negative."""
    column = term.column
    assert column is not None
    sure = [reach for cell in known if (reach := view.largest_of(cell, column, sign)) is not None]
    if not sure:
        raise _no_value(term)
    bounds = sure[0]
    for other in sure[1:]:
        bounds = larger_of(bounds, other)
    return tuple(dict.fromkeys((bounds, *_reaches(view, column, maybe, sign, bounds))))


def _reaches(
    view: TableView, column: str, maybe: list[Cell], sign: int, sure: Interval
) -> Iterator[Interval]:
    """Yield what the largest value is with some row of an undecided cell: its last or its first."""
    for cell in maybe:
        last = view.largest_of(cell, column, sign)
        first = view.largest_of(cell, column, -sign)
        if last is not None and first is not None:
            yield larger_of(sure, last)
            yield larger_of(sure, first.mirrored())


def _values(view: TableView, term: TableTerm, cells: list[Cell]) -> list[tuple[str, int]]:
    """Return the values and how many rows have each; empty ones of no meaning left out."""
    assert term.column is not None
    place = view.index.grouping.dimensions.index(term.column)
    values: list[tuple[str, int]] = []
    for cell in cells:
        value = cell.key[place]
        if is_unknown(value):
            message = f"{quoted(term.text)}: {cell.rows} values are unknown"
            raise ObstacleError(Obstacle("missing", message))
        if isinstance(value, str):
            values.append((value, cell.rows))
    return values


def _numbers(
    view: TableView, term: TableTerm, values: list[tuple[str, int]]
) -> list[tuple[Fraction, int]]:
    assert term.column is not None
    if view.reader.columns[term.column].type is not ColumnType.NUMBER:
        message = f"column {quoted(term.column)} of table {quoted(view.name)} holds no numbers"
        raise ObstacleError(Obstacle("fault", message, NOT_A_VALUE))
    if not values:
        raise _no_value(term)
    return sorted((Fraction(value), rows) for value, rows in values)


def _no_value(term: TableTerm) -> ObstacleError:
    return ObstacleError(Obstacle("missing", f"{quoted(term.text)}: there is no value"))


def _quantile(values: list[tuple[Fraction, int]], level: Fraction) -> Fraction:
    total = sum(rows for _, rows in values)
    position = (total - 1) * level
    below = floor(position)
    lower = _at(values, below)
    if position == below:
        return lower
    return lower + (position - below) * (_at(values, below + 1) - lower)


def _at(values: list[tuple[Fraction, int]], position: int) -> Fraction:
    """Return the value at a position of the sorted rows, counted from zero."""
    passed = 0
    for value, rows in values:
        passed += rows
        if position < passed:
            return value
    raise AssertionError(position)  # pragma: no cover - positions are below the total
