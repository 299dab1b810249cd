"""The value of the latest row: ``last(t.c over year)``."""

from __future__ import annotations

from collections import Counter
from itertools import combinations_with_replacement, product
from math import comb, prod
from typing import TYPE_CHECKING, NamedTuple, assert_never

from factcheck.filter.codes import NO_ORDER
from factcheck.filter.tried import numbers_to_try
from factcheck.filter.written_numbers import number_of_key
from factcheck.model.cell import Rounded, is_unknown, name_in, number_key
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.spec import ColumnType
from factcheck.model.told import told, told_join
from factcheck.quantity.aggregates.cell_sums import sum_at
from factcheck.quantity.aggregates.gathered import named
from factcheck.quantity.aggregates.outcomes import (
    MAX_COMBINATIONS,
    completed_rows,
    dates_to_try,
    memberships_of,
    values_to_try,
)
from factcheck.quantity.aggregates.pieces import Outcome, Piece, noted
from factcheck.quantity.aggregates.samples import pieces_at
from factcheck.quantity.cells.class_worlds import UNTRIED
from factcheck.quantity.codes import NOT_ONE_ROW
from factcheck.quantity.rational import Quotient

if TYPE_CHECKING:
    from factcheck.model.cell import KeyValue
    from factcheck.quantity.aggregates.gathered import Gathered
    from factcheck.quantity.unknowns import Unknowns

Moment = tuple[Fraction, str]
"""What rows are ordered by: a number, or a date's text."""
MAX_OPEN = 64
"""More rows than this that may be the latest are not tried."""
_SOME_DAY = "2000-01-01"


class _Way(NamedTuple):
    """One way in which a row can be there: when, and in which cell."""

    moment: Moment
    place: int


class _Open(NamedTuple):
    """The rows of a cell that may be the latest, and what each of them can be."""

    rows: int
    ways: tuple[_Way | None, ...]
    """``None`` for not being there."""

    @property
    def is_dated(self) -> bool:
        """Whether the rows have one moment, if they are there."""
        return None in self.ways and len(self.ways) == 2  # noqa: PLR2004 - there or not there


def latest_of(gathered: Gathered, unknowns: Unknowns, *, is_alone: bool) -> Quotient:
    """Return the value of the row with the latest number or date.

    Where it is open which row that is, it is an unknown number that is one of their values; that
    two rows are the latest together is left out, which is a premise. Raises ``ObstacleError`` for
    two that surely are, for no row, for a row without a value, and for a column of texts.
    """
    top = _top(gathered)
    places = _latest_places(gathered, top, _opened(gathered, top), unknowns)
    if sum(gathered.view.index.cells[place].rows for place in places) > 1:
        pieces = tuple(piece for place in places for piece in _pieces(gathered, place))
        return noted(unknowns, named(gathered), Outcome(pieces), is_alone=is_alone)
    form = sum_at(gathered.view, places[0], gathered.column, unknowns)
    if form is None:
        raise _missing(gathered, told("the latest row has no value"))
    return Quotient(form)


def _missing(gathered: Gathered, why: str) -> ObstacleError:
    return ObstacleError(Obstacle("missing", told_join(": ", (quoted(gathered.term.text), why))))


def _pieces(gathered: Gathered, place: int) -> tuple[Piece, ...]:
    """Return what the number of a row can be that may be the latest."""
    pieces = pieces_at(gathered, place)
    if not pieces:
        raise _missing(gathered, told("the row that may be the latest has no value"))
    return pieces


def _moment(gathered: Gathered, key: str) -> Moment:
    """Return what orders a row."""
    column = gathered.second
    match gathered.view.reader.columns[column].type:
        case ColumnType.NUMBER:
            return number_of_key(key), ""
        case ColumnType.DATE:
            return Fraction(0), key
        case ColumnType.TEXT:
            message = told(
                "column {column} of table {table} holds text, of which none is the latest",
                column=quoted(column),
                table=quoted(gathered.view.name),
            )
            raise ObstacleError(Obstacle("fault", message, NO_ORDER))
        case _ as never:
            assert_never(never)


def _key_at(gathered: Gathered, place: int) -> KeyValue:
    """Return what is known of the moment of a cell's rows."""
    return name_in(gathered.view.index.rows[place][gathered.second])


def _top(gathered: Gathered) -> _Way | None:
    """Return the latest row of those that are surely there and have a known moment."""
    keys = ((_key_at(gathered, place), place) for place in gathered.known)
    ways = [_Way(_moment(gathered, key), place) for key, place in keys if isinstance(key, str)]
    if not ways:
        return None
    return max(ways)


def _sharing(gathered: Gathered, top: _Way) -> int:
    """Return how many rows that are surely there have the moment of the latest of them."""
    cells, key = gathered.view.index.cells, _key_at(gathered, top.place)
    return sum(cells[place].rows for place in gathered.known if _key_at(gathered, place) == key)


def _tied(gathered: Gathered, top: _Way, number: int) -> ObstacleError:
    column = gathered.second
    message = told(
        "{term} is one row, but {n} have {column} = {value}, the latest",
        term=quoted(gathered.term.text),
        n=number,
        column=column,
        value=str(_key_at(gathered, top.place)),
    )
    hint = told("add a test that leaves one of them")
    return ObstacleError(Obstacle("fault", message, NOT_ONE_ROW, hint))


def _opened(gathered: Gathered, top: _Way | None) -> list[_Open]:
    """Return the rows that may be the latest beside the one that is known to be there."""
    cells = gathered.view.index.cells
    hidden = [p for p in (*gathered.known, *gathered.perhaps) if is_unknown(_key_at(gathered, p))]
    if len(hidden) > MAX_OPEN:
        raise _missing(gathered, _TOO_MANY)
    opened = []
    for place in gathered.perhaps:
        key = _key_at(gathered, place)
        if isinstance(key, str) and _is_later(gathered, key, top):
            opened.append(_Open(cells[place].rows, (_Way(_moment(gathered, key), place), None)))
    beside = _beside(gathered, top)
    for place in hidden:
        ways = _ways(gathered, beside, place)
        if top is None or any(way is not None and way.moment >= top.moment for way in ways):
            opened.append(_Open(cells[place].rows, ways))
    return opened


def _is_later(gathered: Gathered, key: str, top: _Way | None) -> bool:
    """Whether a row at a moment would be the latest, or share that with another."""
    return top is None or _moment(gathered, key) >= top.moment


def _beside(gathered: Gathered, top: _Way | None) -> list[str]:
    """Return the moments that an unknown one is told apart from: other rows' and ranges' ends."""
    keys = [_key_at(gathered, place) for place in (*gathered.known, *gathered.perhaps)]
    ranges = dict.fromkeys(key for key in keys if isinstance(key, Interval))
    ends = {end for each in ranges for end in (each.lower, each.upper) if end is not None}
    latest = [] if top is None else [str(_key_at(gathered, top.place))]
    return [*latest, *(number_key(end) for end in sorted(ends))]


def _ways(gathered: Gathered, beside: list[str], place: int) -> tuple[_Way | None, ...]:
    """Return what a row of a cell can be, at every moment that tells it from other rows."""
    view, term, column = gathered.view, gathered.term, gathered.second
    keys = _keys_to_try(gathered, beside, place)
    completed = completed_rows(view, (term,), place, {column: keys})
    if completed is None:
        raise _missing(gathered, _TOO_MANY)
    ways: dict[_Way | None, None] = {}
    for row in completed:
        is_there = memberships_of(view, (term,), row) == (True,)
        ways[_Way(_moment(gathered, str(row[column])), place) if is_there else None] = None
    return tuple(ways)


_TOO_MANY = told("there are too many ways to fill in what is unknown")


def _keys_to_try(gathered: Gathered, beside: list[str], place: int) -> list[str]:
    """Return an unknown moment's values: all that the tests and the other rows tell apart."""
    view, column = gathered.view, gathered.second
    row = view.index.rows[place]
    within = row[column]
    if view.domain_of(column) and not isinstance(within, Rounded):
        every = sorted(view.domain_of(column))
        return [each for each in every if (column, each) not in view.totals]
    tests = values_to_try(view, (gathered.term,), column, row, {})
    tried = [each for each in tests if each != UNTRIED]
    if view.reader.columns[column].type is ColumnType.DATE:
        return list(dict.fromkeys((*tried, *dates_to_try(view, column, beside or [_SOME_DAY]))))
    marks = {number_of_key(each) for each in (*tried, *beside)} or {Fraction(0)}
    numbers = numbers_to_try(sorted(marks))
    return [number_key(n) for n in numbers if not isinstance(within, Interval) or n in within]


def _latest_places(
    gathered: Gathered, top: _Way | None, opened: list[_Open], unknowns: Unknowns
) -> list[int]:
    """Return the cells of which a row can be the latest, in order.

    Raises ``ObstacleError`` where there may be no row.
    """
    sharing = 1 if top is None else _sharing(gathered, top)
    if top is not None and all(each.is_dated for each in opened):
        if sharing > 1:
            raise _tied(gathered, top, sharing)
        return _of_dated(gathered, top, opened, unknowns)
    if prod(comb(each.rows + len(each.ways) - 1, each.rows) for each in opened) > MAX_COMBINATIONS:
        raise _missing(gathered, _TOO_MANY)
    sure = [] if top is None else [top]
    found: set[int] = set()
    has_tie = False
    for chosen in product(*(combinations_with_replacement(o.ways, o.rows) for o in opened)):
        there = [way for some in chosen for way in some if way is not None] + sure
        if not there:
            why = told("there may be no row") if opened else told("there is no row")
            raise _missing(gathered, why)
        last = max(there)
        if sharing > 1 and top is not None and last.moment == top.moment:
            raise _tied(gathered, top, sharing)
        if sum(way.moment == last.moment for way in there) > 1:
            has_tie = True
        else:
            found.add(last.place)
    if not found:
        raise _missing(gathered, told("it is not known which row is the latest"))
    if has_tie:
        _note_tie(gathered, unknowns)
    return sorted(found)


def _of_dated(gathered: Gathered, top: _Way, opened: list[_Open], unknowns: Unknowns) -> list[int]:
    """Return the cells of which a row can be the latest, where all moments are known.

    Each row can, as those after it can be missing.
    """
    ways = [(way, each.rows) for each in opened for way in each.ways if way is not None]
    rows: Counter[Moment] = Counter({top.moment: 1})
    for way, number in ways:
        rows[way.moment] += number
    if max(rows.values()) > 1:
        _note_tie(gathered, unknowns)
    return sorted({top.place, *(way.place for way, _ in ways if way.moment > top.moment)})


def _note_tie(gathered: Gathered, unknowns: Unknowns) -> None:
    over = f"{gathered.view.name}.{gathered.second}"
    name = told("one latest {column}", column=over)
    unknowns.premises[name] = told("no two rows share the latest {column}", column=over)
