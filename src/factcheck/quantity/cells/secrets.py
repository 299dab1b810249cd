"""Numbers kept secret, held against the totals that are printed with them in.

A number that was suppressed is part of its total all the same: it is no more than the total less
the other parts, and several of them together are no more than that either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.interval import Interval
from factcheck.quantity.cells.index import CellIndex
from factcheck.quantity.cells.sums import adds_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.cell import Cell, KeyValue
    from factcheck.model.fraction import Fraction
    from factcheck.quantity.cells.evidence_view import TableView

_Rest = tuple[tuple[str, "KeyValue"], ...]


class Whole(Struct, frozen=True):
    """One row of totals and its parts in one column, of which some number is secret."""

    column: str
    total: int
    """The place of its cell."""
    parts: tuple[int, ...]


def with_secrets(view: TableView) -> TableView:
    """Return a view whose secret numbers are no more than their totals let them be."""
    if not view.totals or not any(_is_secret(cell) for cell in view.index.cells):
        return view
    wholes = tuple(whole for measure in view.measures for whole in _wholes(view, measure))
    if not wholes:
        return view
    cells = list(view.index.cells)
    for whole in wholes:
        for place in whole.parts:
            cells[place] = _narrowed(view, whole, place, cells[place])
    own = view.index
    index = CellIndex(view.reader, own.grouping, tuple(cells), own.cuts)
    return replace(view, index=index, wholes=_by_place(wholes))


def _by_place(wholes: Iterable[Whole]) -> dict[tuple[str, int], tuple[Whole, ...]]:
    found: dict[tuple[str, int], tuple[Whole, ...]] = {}
    for whole in wholes:
        for place in (whole.total, *whole.parts):
            key = (whole.column, place)
            found[key] = (*found.get(key, ()), whole)
    return found


def _is_secret(cell: Cell) -> bool:
    return any(mark is not None and mark.is_suppressed for mark in cell.marks)


def is_secret_at(view: TableView, place: int, column: str) -> bool:
    """Whether the number of a cell was suppressed, with no range of its own."""
    mark = view.index.cells[place].marks[view.measures.index(column)]
    return mark is not None and mark.is_suppressed


def _wholes(view: TableView, measure: str) -> Iterator[Whole]:
    if not adds_up(view, measure):
        return
    for column, label in view.totals:
        for totals, parts in _groups(view, column, label):
            valued = [place for place in parts if _sum(view, place, measure) is not None]
            places = (*totals, *valued)
            if not any(is_secret_at(view, place, measure) for place in places):
                continue
            if _is_complete(view, column, measure, totals, parts):
                whole = Whole(measure, totals[0], tuple(valued))
                rest = _rest(view, whole)
                # What is known may be more than the total already, which is told by itself.
                if rest is None or rest >= 0:
                    yield whole


def _groups(view: TableView, column: str, label: str) -> Iterable[tuple[list[int], list[int]]]:
    """Return the places of totals and of parts that agree in all other columns."""
    groups: dict[_Rest, tuple[list[int], list[int]]] = {}
    for place, row in enumerate(view.index.rows):
        rest = tuple((name, value) for name, value in row.items() if name != column)
        totals, parts = groups.setdefault(rest, ([], []))
        (totals if row[column] == label else parts).append(place)
    return groups.values()


def _is_complete(
    view: TableView, column: str, measure: str, totals: list[int], parts: list[int]
) -> bool:
    """Whether a total surely is that of these parts: one row each, none below zero.

    Where the cells put several rows together, some of them may have no total.
    """
    every = [*totals, *parts]
    names = [view.index.rows[place][column] for place in every]
    sums = [_sum(view, place, measure) for place in parts]
    return (
        len(totals) == 1
        and all(view.index.cells[place].rows == 1 for place in every)
        and all(isinstance(name, str) for name in names)
        and len(set(names)) == len(names)
        and _sum(view, totals[0], measure) is not None
        and all(one is None or (one.lower is not None and one.lower >= 0) for one in sums)
    )


def _sum(view: TableView, place: int, measure: str) -> Interval | None:
    return view.total_of(view.index.cells[place], measure)


def _narrowed(view: TableView, whole: Whole, place: int, cell: Cell) -> Cell:
    """Return a cell whose number, if it is secret, is no more than the rest of a total."""
    if not is_secret_at(view, place, whole.column):
        return cell
    at = view.measures.index(whole.column)
    mark = cell.marks[at]
    assert mark is not None
    assert mark.possible is not None
    most = _rest(view, whole, besides=place)
    if most is None:
        return cell
    # The rest is not below zero, nor is the number of a part.
    kept = mark.possible.intersect(Interval.at_most(most))
    assert kept is not None
    marks = (*cell.marks[:at], replace(mark, possible=kept), *cell.marks[at + 1 :])
    return replace(cell, marks=marks)


def _rest(view: TableView, whole: Whole, besides: int | None = None) -> Fraction | None:
    """Return a total less its parts at least, but for one; ``None`` where it has no upper end."""
    total = _sum(view, whole.total, whole.column)
    assert total is not None
    most = total.upper
    for place in whole.parts:
        found = _sum(view, place, whole.column)
        if most is not None and place != besides and found is not None:
            assert found.lower is not None
            most -= found.lower
    return most
