"""Aggregates of one table as linear forms: what is known, and what hangs on unknown cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from factcheck.bounds.linear import Form, Row, constant, variable
from factcheck.model.expression import AggregateFunction
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.quantity.codes import NOT_ONE_ROW, NOT_WHOLE
from factcheck.quantity.index import Selected
from factcheck.quantity.outcomes import outcomes_of, ranked_by
from factcheck.quantity.rational import Quotient, Value, quotient
from factcheck.quantity.split import Undecided, grouped, split_rows
from factcheck.quantity.totals import is_counted
from factcheck.quantity.values import extreme_of, extreme_pieces, order_statistic

if TYPE_CHECKING:
    from factcheck.model.bound import TableTerm
    from factcheck.model.cell import Cell
    from factcheck.quantity.evidence_view import TableView
    from factcheck.quantity.index import Places
    from factcheck.quantity.unknowns import Unknowns

ZERO = Fraction(0)


@dataclass(slots=True)
class _Sums:
    """The parts of one term's linear form, and how many rows are behind it."""

    form: Form = field(default_factory=Form)
    valued: Form = field(default_factory=Form)
    """How many rows have a value, for a mean."""
    rows: int = 0
    valued_rows: int = 0
    undecided: int = 0
    known: list[Cell] = field(default_factory=list)
    maybe: list[Cell] = field(default_factory=list)
    has_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Aggregated:
    """One term worked out."""

    value: Value
    rows: int
    """Rows surely selected."""
    undecided: int = 0
    """Rows that may be selected or not."""
    cells: tuple[Cell, ...] = ()
    """The cells of the rows surely selected."""


def aggregate_table(
    view: TableView,
    terms: tuple[TableTerm, ...],
    unknowns: Unknowns,
    asked: frozenset[TableTerm],
) -> dict[TableTerm, Aggregated]:
    """Return every term of one table as a form over the reading's unknown numbers.

    A row is left out of every term in ``asked``, those of the measures, where a column of one of
    them does not apply to it; what relations and statements look at changes no measure.
    Raises ``ObstacleError`` for a value that never occurs, an empty slice of a keyed table, a
    cell that is not one row, a count that is not whole.
    """
    for term in terms:
        for test in term.tests:
            view.reader.require_values(test)
        for column in ranked_by(term.tests):
            view.rank_by(column)
    left_out = [_left_out(view, term, asked) for term in terms]
    memberships = [
        Selected(found.surely - out, found.perhaps - out)
        for found, out in zip((_members(view, t) for t in terms), left_out, strict=True)
    ]
    undecided = frozenset[int]().union(*(members.perhaps for members in memberships))
    sums = [_Sums() for _ in terms]
    _add_decided(view, terms, memberships, undecided, sums, unknowns)
    outcomes = {
        place: _without(outcomes_of(view, terms, place), [place in out for out in left_out])
        for place in sorted(undecided)
    }
    for group in grouped(view, outcomes):
        _add_split(view, terms, group, sums, unknowns)
    pairs = list(zip(terms, sums, strict=True))
    finished = {term: _finished(view, term, each, unknowns) for term, each in pairs}
    _narrow_extremes(view, pairs, unknowns)
    return finished


def _members(view: TableView, term: TableTerm) -> Selected:
    """Return the cells that a term selects, or may select."""
    found = view.index.selected(term.tests)
    if not view.totals:
        return found
    rows, totals = view.index.rows, view.totals
    return Selected(
        frozenset(place for place in found.surely if is_counted(term, rows[place], totals)),
        frozenset(place for place in found.perhaps if is_counted(term, rows[place], totals)),
    )


def _left_out(view: TableView, term: TableTerm, asked: frozenset[TableTerm]) -> Places:
    """Return the cells that a term leaves out because a column does not apply to their rows."""
    columns = {each.column for each in asked} if term in asked else {term.column}
    places = (found for column, found in view.inapplicable.items() if column in columns)
    return frozenset[int]().union(*places)


def _without(
    outcomes: frozenset[tuple[bool, ...]], is_out: list[bool]
) -> frozenset[tuple[bool, ...]]:
    """Return outcomes in which the terms that leave the cell out do not have it."""
    if not any(is_out):
        return outcomes
    return frozenset(
        tuple(member and not out for member, out in zip(outcome, is_out, strict=True))
        for outcome in outcomes
    )


def _add_decided(
    view: TableView,
    terms: tuple[TableTerm, ...],
    memberships: list[Selected],
    undecided: Places,
    sums: list[_Sums],
    unknowns: Unknowns,
) -> None:
    for term, members, each in zip(terms, memberships, sums, strict=True):
        number = ZERO
        for place in sorted(members.surely - undecided):
            number += _add_cell(view, term, place, each, unknowns)
        rows = each.rows if term.column is None else number
        each.form += constant(rows)
        each.valued += constant(each.valued_rows)


def _add_cell(
    view: TableView, term: TableTerm, place: int, sums: _Sums, unknowns: Unknowns
) -> Fraction:
    """Add a cell to a term; return the part of its sum that is known."""
    cell = view.index.cells[place]
    sums.rows += cell.rows
    sums.known.append(cell)
    if term.column is None or term.column not in view.measures:
        return ZERO
    total = view.total_at(place, term.column)
    if total is None:
        return ZERO
    sums.valued_rows += cell.rows
    if total.is_point:
        assert total.lower is not None
        return total.lower
    sums.has_unknown = True
    name = f"{view.name}.{term.column}#{place}"
    label = f"{term.column} of {view.describe(place)}"
    form = unknowns.add(name, total, label, is_integer=view.is_whole(cell, term.column))
    sums.form += form
    unknowns.narrow(form, total, view.sure_total_of(cell, term.column))
    view.note_wording(cell, term.column, unknowns.wordings)
    return ZERO


def _add_split(
    view: TableView,
    terms: tuple[TableTerm, ...],
    group: Undecided,
    sums: list[_Sums],
    unknowns: Unknowns,
) -> None:
    split = split_rows(view, group, unknowns)
    for place, outcome in enumerate(group.outcomes):
        for term, member, each in zip(terms, outcome, sums, strict=True):
            if member and term.column in split:
                each.form += split[term.column][place]
                each.valued += split[None][place]
                each.has_unknown = True
    for position, each in enumerate(sums):
        if all(outcome[position] for outcome in group.outcomes):
            each.rows += group.rows
            each.known.extend(group.cells)
        elif any(outcome[position] for outcome in group.outcomes):
            each.undecided += group.rows
            each.maybe.extend(group.cells)


def _finished(view: TableView, term: TableTerm, sums: _Sums, unknowns: Unknowns) -> Aggregated:
    if view.key and sums.rows + sums.undecided == 0:
        message = f"{quoted(term.text)}: no row of table {quoted(view.name)} is there"
        raise ObstacleError(Obstacle("missing", message))
    _require_whole(view, term, sums)
    value = _value(view, term, sums, unknowns)
    return Aggregated(value, sums.rows, sums.undecided, tuple(sums.known))


def _value(view: TableView, term: TableTerm, sums: _Sums, unknowns: Unknowns) -> Value:
    match term.function:
        case None:
            return Quotient(_one_cell(term, sums))
        case AggregateFunction.COUNT | AggregateFunction.SUM | AggregateFunction.TOTAL:
            return Quotient(sums.form)
        case AggregateFunction.MEAN:
            return quotient(sums.form, sums.valued)
        case AggregateFunction.MIN | AggregateFunction.MAX:
            return Quotient(_extreme(view, term, sums, unknowns))
        case _:
            unclear = sums.undecided > 0 or sums.has_unknown
            return Quotient(constant(order_statistic(view, term, sums.known, is_unclear=unclear)))


def _extreme(view: TableView, term: TableTerm, sums: _Sums, unknowns: Unknowns) -> Form:
    found = extreme_of(view, term, sums.known, sums.maybe)
    assert term.column is not None
    if found.is_point:
        assert found.lower is not None
        return constant(found.lower)
    whole = all(view.is_whole(cell, term.column) for cell in (*sums.known, *sums.maybe))
    return unknowns.add(term.text, found, term.text, is_integer=whole)


def _narrow_extremes(
    view: TableView, terms: list[tuple[TableTerm, _Sums]], unknowns: Unknowns
) -> None:
    """Say which numbers an unknown minimum or maximum surely can be.

    Its bounds may hold others in between. Beside another unknown term of the table, it is not
    known which numbers of both go together.
    """
    for term, sums in terms:
        if term.function not in _EXTREMES or term.text not in unknowns.variables:
            continue
        if any(other is not sums and (other.has_unknown or other.undecided) for _, other in terms):
            unknowns.choices.append(())
            continue
        form = variable(term.text)
        pieces = extreme_pieces(view, term, sums.known, sums.maybe)
        unknowns.choices.append(tuple((Row("choice", form, piece),) for piece in pieces))


_EXTREMES = {AggregateFunction.MIN, AggregateFunction.MAX}


def _one_cell(term: TableTerm, sums: _Sums) -> Form:
    if sums.rows != 1 or sums.undecided:
        unclear = f" and {sums.undecided} that may be meant" if sums.undecided else ""
        message = f"{quoted(term.text)} is one cell, but {sums.rows} rows are selected{unclear}"
        raise ObstacleError(
            Obstacle("fault", message, NOT_ONE_ROW, "add a test, or use sum, mean, max …")
        )
    if sums.valued == Form():
        message = f"{quoted(term.text)}: the cell has no value"
        raise ObstacleError(Obstacle("missing", message))
    return sums.form


def _require_whole(view: TableView, term: TableTerm, sums: _Sums) -> None:
    """Raise ``ObstacleError`` where a declared count has a fraction in it."""
    if term.column is None or not view.is_declared_count(term.column):
        return
    if all(_holds_whole(view, cell, term.column) for cell in sums.known):
        return
    unit = view.unit_noun(term.column)
    message = (
        f"column {quoted(term.column)} of table {quoted(view.name)} counts {unit}, "
        "but a cell is not a whole number"
    )
    raise ObstacleError(
        Obstacle("fault", message, NOT_WHOLE, f"declare 'kind: amount' for {term.column}")
    )


def _holds_whole(view: TableView, cell: Cell, column: str) -> bool:
    """Whether the numbers of a cell are whole, be the column summed or looked at value by value."""
    if column in view.measures:
        return view.holds_whole(cell, column)
    key = cell.key[view.index.grouping.dimensions.index(column)]
    return not (isinstance(key, str) and set(key) & {".", "/"})
