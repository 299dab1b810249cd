"""Terms as functions of their rows: what they are once everything unknown is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import AggregateFunction
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.quantity.aggregates.correlation import correlation_of, moments_of, units_of
from factcheck.quantity.aggregates.order_statistics import HALF, ZERO, quantile_with
from factcheck.quantity.aggregates.samples import surely

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from factcheck.model.bound import TableTerm
    from factcheck.quantity.aggregates.completions import Entry, Statistic
    from factcheck.quantity.aggregates.gathered import Gathered

    Pair = tuple[Fraction, Fraction, int]
    """Two numbers of a row, and how many rows have them."""

ONE = Fraction(1)
NOT_COUNTED_OUT = frozenset({AggregateFunction.LAST, AggregateFunction.DISTINCT})
"""Terms that are not worked out for each way to fill in what is unknown."""


def level_of(term: TableTerm) -> Fraction:
    """Return the level of the quantile that a term is, from 0 to 1."""
    match term.function:
        case AggregateFunction.MIN:
            return ZERO
        case AggregateFunction.MAX:
            return ONE
        case AggregateFunction.MEDIAN:
            return HALF
        case _:
            assert term.level is not None
            return term.level


def statistic_of(
    gathered: Gathered, opened: Collection[int], entries: Sequence[Entry]
) -> Statistic:
    """Return what a term is with some of ``entries`` beside the rows that leave nothing open.

    ``opened`` are the places of the cells that these entries may come from.
    """
    closed = [place for place in gathered.known if place not in opened]
    match gathered.term.function:
        case AggregateFunction.CORRELATION:
            return _correlation(pairs_at(gathered, closed), entries)
        case AggregateFunction.COUNT:
            return _count(sum(gathered.view.index.cells[place].rows for place in closed))
        case None | AggregateFunction.SUM | AggregateFunction.TOTAL | AggregateFunction.MEAN:
            return _sum(gathered, closed, is_mean=gathered.term.function is AggregateFunction.MEAN)
        case AggregateFunction.WEIGHTED_MEAN:
            return _weighted_mean(pairs_at(gathered, closed))
        case _:
            return _quantile(gathered, closed, entries)


def _count(known: int) -> Statistic:
    return lambda added: Interval.point(known + len(added))


def _sum(gathered: Gathered, closed: Sequence[int], *, is_mean: bool) -> Statistic:
    view, column = gathered.view, gathered.column
    totals = ((place, view.total_at(place, column)) for place in closed)
    there = [(total.lower, view.index.cells[place].rows) for place, total in totals if total]
    known = sum((total for total, _ in there if total is not None), start=ZERO)
    rows = sum(number for _, number in there)

    def statistic(added: Sequence[Entry]) -> Interval | None:
        total, number = known + sum((entry[0] for entry in added), start=ZERO), rows + len(added)
        if not is_mean:
            return Interval.point(total)
        return None if number == 0 else Interval.point(total / number)

    return statistic


def _weighted_mean(known: Sequence[Pair]) -> Statistic:
    products = sum((number * weight * rows for number, weight, rows in known), start=ZERO)
    weights = sum((weight * rows for _, weight, rows in known), start=ZERO)

    def statistic(added: Sequence[Entry]) -> Interval | None:
        total = products + sum((number * weight for number, weight in added), start=ZERO)
        of_weights = weights + sum((weight for _, weight in added), start=ZERO)
        return None if of_weights == 0 else Interval.point(total / of_weights)

    return statistic


def _quantile(gathered: Gathered, closed: Sequence[int], entries: Sequence[Entry]) -> Statistic:
    items = (surely(gathered, place, gathered.column) for place in closed)
    known = tuple(item for item in items if item is not None)
    quantile = quantile_with(known, {entry[0] for entry in entries}, level_of(gathered.term))

    def statistic(added: Sequence[Entry]) -> Interval | None:
        return quantile([entry[0] for entry in added])

    return statistic


def pairs_at(gathered: Gathered, places: Sequence[int]) -> list[Pair]:
    """Return the known pairs of numbers of some cells, and how many rows have each."""
    pairs = []
    for place in places:
        first = surely(gathered, place, gathered.column)
        second = surely(gathered, place, gathered.second)
        if first is not None and second is not None:
            a, b = first.bounds.lower, second.bounds.lower
            assert a is not None
            assert b is not None
            pairs.append((a, b, first.rows))
    return pairs


def _correlation(known: Sequence[Pair], entries: Sequence[Entry]) -> Statistic:
    units = units_of([*((a, b) for a, b, _ in known), *((a, b) for a, b in entries)])
    base = moments_of(known, units)

    def statistic(added: Sequence[Entry]) -> Interval | None:
        moments = base + moments_of([(a, b, 1) for a, b in added], units)
        found = correlation_of(moments)
        return None if found is None else found.bounds

    return statistic
