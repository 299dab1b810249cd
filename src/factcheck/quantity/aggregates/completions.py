"""Everything that rows can be of which something is unknown, where that can be counted out.

Unknown tests and unknown numbers are filled in together, so that a number that several terms of
a reading look at is the same in all of them.
"""

from __future__ import annotations

from itertools import combinations_with_replacement, product
from math import comb, prod
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.cell import is_unknown, number_key
from factcheck.model.expression import AggregateFunction
from factcheck.model.term_columns import measures_of
from factcheck.quantity.aggregates.outcomes import MAX_COMBINATIONS, completed_rows, memberships_of
from factcheck.quantity.aggregates.samples import numbers_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from factcheck.model.bound import TableTerm
    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval
    from factcheck.quantity.aggregates.gathered import Gathered
    from factcheck.quantity.cells.evidence_view import TableView

    Entry = tuple[Fraction, ...]
    """The numbers of one row in the columns that a term looks at."""
    Option = tuple[Entry | None, ...]
    """What one row is to each of some terms; ``None`` where it does not belong to it, or has no
    number."""
    Statistic = Callable[[Sequence[Entry]], Interval | None]
    """What a term is with some entries beside its known ones; ``None`` where that is nothing."""


class OpenRows(Struct, frozen=True):
    """The rows of one cell, each of which is one of some options."""

    rows: int
    options: tuple[Option, ...]

    @property
    def completions(self) -> int:
        """In how many ways they can be completed, whatever their order."""
        return comb(self.rows + len(self.options) - 1, self.rows)


def opened_rows(terms: Sequence[Gathered], places: Sequence[int]) -> list[OpenRows] | None:
    """Return what the rows of some cells can be; ``None`` where that is too much to be tried."""
    opened: list[OpenRows] = []
    number = 1
    for place in places:
        is_out = [place in each.left_out for each in terms]
        rows = open_rows(terms[0].view, [each.term for each in terms], place, is_out)
        number *= 0 if rows is None else rows.completions
        if rows is None or number > MAX_COMBINATIONS:
            return None
        opened.append(rows)
    return opened


def open_rows(
    view: TableView, terms: Sequence[TableTerm], place: int, is_out: Sequence[bool]
) -> OpenRows | None:
    """Return what the rows of a cell can be; ``None`` where that is too much to be tried.

    ``is_out`` tells of each term whether it leaves the cell out whatever it is.
    """
    columns = dict.fromkeys(column for term in terms for column in measures_of(term))
    numbers = {column: numbers_of(view, place, column) for column in columns}
    tried = {column: found for column, found in numbers.items() if found is not None}
    if len(tried) < len(numbers) or prod(map(len, tried.values())) > MAX_COMBINATIONS:
        return None
    row = view.index.rows[place]
    hidden = [column for column in tried if is_unknown(row.get(column, ""))]
    options: dict[Option, None] = {}
    for way in product(*tried.values()):
        known = dict(zip(tried, way, strict=True))
        given = {column: (number_key(n),) for column in hidden if (n := known[column]) is not None}
        completed = completed_rows(view, tuple(terms), place, given)
        if completed is None:
            return None
        for each in completed:
            options[_option(terms, memberships_of(view, terms, each), known, is_out)] = None
    return OpenRows(view.index.cells[place].rows, tuple(options))


_OF_PAIRS = {AggregateFunction.WEIGHTED_MEAN, AggregateFunction.CORRELATION}


def _option(
    terms: Sequence[TableTerm],
    members: tuple[bool, ...],
    numbers: dict[str, Fraction | None],
    is_out: Sequence[bool],
) -> Option:
    option: list[Entry | None] = []
    for term, is_member, out in zip(terms, members, is_out, strict=True):
        columns = measures_of(term)
        if term.second == term.column and term.function in _OF_PAIRS:
            columns *= 2
        entry = tuple(n for column in columns if (n := numbers[column]) is not None)
        option.append(entry if is_member and not out and len(entry) == len(columns) else None)
    return tuple(option)


def completions_of(
    opened: Sequence[OpenRows], statistics: Sequence[Statistic]
) -> tuple[tuple[Interval | None, ...], ...]:
    """Return what some terms can be together, each case once."""
    return tuple(dict.fromkeys(_completions(opened, statistics)))


def _completions(
    opened: Sequence[OpenRows], statistics: Sequence[Statistic]
) -> Iterator[tuple[Interval | None, ...]]:
    ways = [tuple(combinations_with_replacement(each.options, each.rows)) for each in opened]
    for way in product(*ways):
        options = [option for rows in way for option in rows]
        yield tuple(
            statistic([entry for option in options if (entry := option[position]) is not None])
            for position, statistic in enumerate(statistics)
        )
