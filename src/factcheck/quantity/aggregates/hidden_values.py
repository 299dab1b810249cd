"""What an unknown value of a column can be, for counting different ones."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from factcheck.bounds.whole import whole_numbers
from factcheck.filter.assumed import is_none
from factcheck.filter.tried import literals_of
from factcheck.filter.written_numbers import number_of_key
from factcheck.model.cell import Missing, OneOf, Rounded, is_unknown, name_in, number_key
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.leaf_tests import columns_of
from factcheck.model.spec import ColumnType
from factcheck.quantity.aggregates.distinct import Hidden, Values
from factcheck.quantity.aggregates.inside import numbers_inside
from factcheck.quantity.aggregates.outcomes import (
    completed_rows,
    memberships_of,
    tests_beside,
    values_to_try,
)
from factcheck.quantity.aggregates.pieces import Piece
from factcheck.quantity.cells.class_worlds import is_added

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.cell import KeyValue
    from factcheck.quantity.aggregates.gathered import Gathered

MAX_LISTED = 256
"""Up to this many whole numbers of a range are listed one by one."""


def values_of(gathered: Gathered) -> tuple[Values, bool]:
    """Return the values of a term's rows, and whether each can be all that is said of it.

    What is none is no value.
    """
    surely, perhaps = _met(gathered, gathered.known), _met(gathered, gathered.perhaps)
    pool = tuple(sorted(surely | perhaps))
    hidden: list[Hidden] = []
    is_exact = True
    for places, is_there in ((gathered.known, True), (gathered.perhaps, False)):
        for place in places:
            if is_unknown(_value(gathered, place)):
                found, is_sure = _hidden(gathered, place, pool, is_there=is_there)
                hidden.append(found)
                is_exact = is_exact and is_sure
    return Values(surely, perhaps, tuple(hidden)), is_exact


def _value(gathered: Gathered, place: int) -> KeyValue:
    return name_in(gathered.view.index.rows[place][gathered.column])


def _met(gathered: Gathered, places: Iterable[int]) -> frozenset[str]:
    values = (_value(gathered, place) for place in places)
    return frozenset(value for value in values if isinstance(value, str))


def _hidden(
    gathered: Gathered, place: int, pool: tuple[str, ...], *, is_there: bool
) -> tuple[Hidden, bool]:
    view, column = gathered.view, gathered.column
    rows, value = view.index.cells[place].rows, _value(gathered, place)
    is_there = is_there and not (isinstance(value, OneOf) and Missing.NONE in value.values)
    listed = _listed(gathered, value)
    if listed is None and view.reader.columns[column].type is ColumnType.NUMBER:
        return _hidden_number(gathered, place, pool, is_there=is_there)
    tried = values_to_try(view, (gathered.term,), column, view.index.rows[place], {})
    every = tuple(dict.fromkeys((*pool, *tried) if listed is None else listed))
    passing = _passing(gathered, place, every)
    among = frozenset(every) if passing is None else passing
    if listed is not None or among <= _named(gathered, pool):
        return Hidden(rows, among, None, 0, is_there), passing is not None
    # How many days there are between two dates is not counted.
    is_exact = passing is not None and view.reader.columns[column].type is not ColumnType.DATE
    return Hidden(rows, among, None, None, is_there), is_exact or column not in _tested(gathered)


def _named(gathered: Gathered, pool: tuple[str, ...]) -> frozenset[str]:
    """Return the values that stand for themselves, and not for all that tests do not tell apart."""
    tests = tests_beside((gathered.term,), gathered.column)
    return frozenset(pool).union(each.text for test in tests for each in literals_of(test))


def _tested(gathered: Gathered) -> frozenset[str]:
    return frozenset(columns_of(gathered.term.tests))


def _listed(gathered: Gathered, value: KeyValue) -> tuple[str, ...] | None:
    """Return the values that an unknown one is known to be among."""
    if isinstance(value, OneOf):
        return value.texts
    if isinstance(value, Rounded):
        return None
    domain = sorted(gathered.view.domain_of(gathered.column))
    totals = gathered.view.totals
    return tuple(v for v in domain if (gathered.column, v) not in totals) or None


def _hidden_number(
    gathered: Gathered, place: int, pool: tuple[str, ...], *, is_there: bool
) -> tuple[Hidden, bool]:
    view, column = gathered.view, gathered.column
    rows, value = view.index.cells[place].rows, _value(gathered, place)
    within = value if isinstance(value, Interval) else Interval.everything()
    sets = numbers_inside(view, gathered.term, place, column)
    inside = (within,) if sets is None else sets
    is_whole = view.is_declared_count(column)
    kept = [each for one in inside if (each := whole_numbers(one) if is_whole else one) is not None]
    if not kept:
        return Hidden(rows, frozenset(), None, 0, is_there=False), True
    among = frozenset(v for v in pool if any(number_of_key(v) in each for each in kept))
    region = kept[0].hull(kept[-1])
    listed = _numbers(kept, is_whole=is_whole)
    if listed is not None:
        return Hidden(rows, listed, None, 0, is_there), True
    room = _room(kept) if is_whole else None
    room = None if room is None else room - len(among)
    return Hidden(rows, among, region, room, is_there), len(kept) == 1


def _room(sets: list[Interval]) -> int | None:
    """Return how many whole numbers some sets have; ``None`` for endlessly many."""
    number = 0
    for each in sets:
        if each.lower is None or each.upper is None:
            return None
        number += floor(each.upper) - ceil(each.lower) + 1
    return number


def _numbers(sets: list[Interval], *, is_whole: bool) -> frozenset[str] | None:
    """Return the numbers of some sets where they are few."""
    pieces = tuple(Piece(each, Fraction(1) if is_whole else None) for each in sets)
    counts = [piece.most_points() for piece in pieces]
    if None in counts or sum(count or 0 for count in counts) > MAX_LISTED:
        return None
    points = (point.lower for piece in pieces for point in piece.points())
    return frozenset(number_key(number) for number in points if number is not None)


def _passing(gathered: Gathered, place: int, values: tuple[str, ...]) -> frozenset[str] | None:
    """Return the values with which a row can belong to the term; ``None`` if they are too many."""
    view, term, column = gathered.view, gathered.term, gathered.column
    if column not in _tested(gathered) and not is_added(view, column):
        return frozenset(values)
    rows = completed_rows(view, (term,), place, {column: values})
    if rows is None:
        return None
    there = (row[column] for row in rows if memberships_of(view, (term,), row) == (True,))
    return frozenset(str(value) for value in there if not is_none(value))
