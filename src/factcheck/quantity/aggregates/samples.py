"""The numbers of a term's rows, as far as they are known."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.whole import whole_numbers
from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.expression import AggregateFunction
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.unit import is_percent
from factcheck.quantity.aggregates.inside import numbers_inside
from factcheck.quantity.aggregates.order_statistics import Item, Sample
from factcheck.quantity.aggregates.pieces import Piece

if TYPE_CHECKING:
    from factcheck.quantity.aggregates.gathered import Gathered
    from factcheck.quantity.cells.evidence_view import TableView

MAX_NUMBERS = 256
"""More different numbers than this are not tried for one unknown one."""


def numbers_of(view: TableView, place: int, column: str) -> list[Fraction | None] | None:
    """Return every number that a row of a cell can have; ``None`` where they are too many.

    A row without a number has ``None`` for one.
    """
    cell = view.index.cells[place]
    spread = view.spread_of(cell, column)
    if spread is None:
        return [None]
    bounds = possible(view, place, column, spread.bounds)
    if bounds.is_point:
        return [bounds.lower]
    if not spread.is_free:
        return None
    domain = [number for number in _domain(view, place, column) if number in bounds]
    if domain:
        return [*domain]
    if bounds.lower is None or bounds.upper is None or not view.is_whole(cell, column):
        return None
    if bounds.upper - bounds.lower >= MAX_NUMBERS:
        return None
    return [Fraction(n) for n in range(ceil(bounds.lower), floor(bounds.upper) + 1)]


def _domain(view: TableView, place: int, column: str) -> list[Fraction]:
    """Return the numbers that were declared for an unknown one, in order."""
    if view.index.cells[place].marks[view.measures.index(column)] is None:
        return []
    declared = view.column(column)
    if declared is None or declared.scale is not None or is_percent(declared.unit):
        return []
    return sorted(number for text in declared.domain if (number := _number(text)) is not None)


def _number(text: str) -> Fraction | None:
    try:
        return parse_decimal(text)
    except TooLongError:
        return None


def possible(view: TableView, place: int, column: str, bounds: Interval) -> Interval:
    """Return bounds narrowed to a declared domain and to whole numbers, where they must be such."""
    domain = _domain(view, place, column)
    kept = bounds.intersect(Interval(domain[0], domain[-1])) if domain else bounds
    if kept is None:
        return bounds
    rounded = whole_numbers(kept) if view.is_whole(view.index.cells[place], column) else kept
    return kept if rounded is None else rounded


def pieces_at(gathered: Gathered, place: int) -> tuple[Piece, ...]:
    """Return what the number of one row of a cell can be; nothing where it has none."""
    view, column = gathered.view, gathered.column
    cell = view.index.cells[place]
    spread = view.spread_of(cell, column)
    if spread is None:
        return ()
    step = Fraction(1) if view.is_whole(cell, column) else None
    bounds = possible(view, place, column, spread.bounds)
    sets = numbers_inside(view, gathered.term, place, column) if place in gathered.perhaps else None
    if sets is None:
        return (Piece(bounds, step, spread.is_free),)
    inside = (each.intersect(bounds) for each in sets)
    return tuple(Piece(each, step) for each in inside if each is not None)


class Drawn(Struct, frozen=True):
    """The sample of a term, and how far it says what is possible."""

    sample: Sample
    is_complete: bool = True
    """Whether no row can have a number that its sets do not have."""
    is_sure: bool = True
    """Whether every row can have every number of its sets, whatever the others have."""


def sample_of(gathered: Gathered) -> Drawn:
    """Return the numbers of a term's rows.

    Of a cell with several numbers only the smallest and the largest are looked at: a smallest or
    largest number of all needs no more of rows that are surely there.
    """
    perhaps = [_perhaps(gathered, place) for place in gathered.perhaps]
    cells = (*gathered.known, *gathered.perhaps)
    sample = Sample(
        tuple(item for place in gathered.known if (item := _item(gathered, place)) is not None),
        tuple(item for items, _ in perhaps for item in items),
        all(gathered.view.is_whole(gathered.view.index.cells[p], gathered.column) for p in cells),
    )
    is_complete = not any(_has_more(gathered, place) for place in gathered.perhaps)
    return Drawn(sample, is_complete, all(is_sure for _, is_sure in perhaps))


def surely(gathered: Gathered, place: int, column: str) -> Item | None:
    """Return the numbers of a cell's rows: of several different ones, the one that decides.

    ``None`` where the rows have none.
    """
    view = gathered.view
    cell = view.index.cells[place]
    number = gathered.number_at(place, column)
    if number is not None:
        return Item(Interval.point(number), cell.rows)
    spread = view.spread_of(cell, column)
    if spread is None:
        return None
    if spread.is_free:
        return Item(possible(view, place, column, spread.bounds), cell.rows)
    sign = -1 if gathered.term.function is AggregateFunction.MIN else 1
    end = view.largest_of(cell, column, sign)
    return Item(possible(view, place, column, end.scaled(sign)))


def _item(gathered: Gathered, place: int) -> Item | None:
    return surely(gathered, place, gathered.column)


def _perhaps(gathered: Gathered, place: int) -> tuple[list[Item], bool]:
    """Return the numbers of rows that may be there, and whether they can have each of them.

    Of several different ones the smallest and the largest.
    """
    view, column = gathered.view, gathered.column
    if _is_mixed(gathered, place):
        cell = view.index.cells[place]
        ends = [(view.largest_of(cell, column, sign), sign) for sign in _ENDS]
        return [Item(end.scaled(sign)) for end, sign in ends], True
    item = _item(gathered, place)
    if item is None:
        return [], True
    sets = numbers_inside(view, gathered.term, place, column)
    if sets is None:
        return [item], True
    kept = [each for one in sets if (each := one.intersect(item.bounds)) is not None]
    if not kept:
        return [], True
    around = possible(view, place, column, kept[0].hull(kept[-1]))
    return [Item(around, item.rows)], len(kept) == 1


def _is_mixed(gathered: Gathered, place: int) -> bool:
    """Whether the rows of a cell have different numbers, which are not known one by one."""
    spread = gathered.view.spread_of(gathered.view.index.cells[place], gathered.column)
    return spread is not None and not spread.is_free


def _has_more(gathered: Gathered, place: int) -> bool:
    """Whether some of a cell's different numbers may be neither the smallest nor the largest."""
    return _is_mixed(gathered, place) and gathered.view.index.cells[place].rows > len(_ENDS)


_ENDS = (-1, 1)
