"""Aggregates of one table as linear forms: what is known, and what hangs on unknown cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.expression import AggregateFunction, Comparator, CompareTest, Literal
from factcheck.model.fraction import Fraction
from factcheck.model.leaf_tests import leaf_tests
from factcheck.model.linear import Form, constant
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.term_columns import measures_of
from factcheck.model.told import told
from factcheck.quantity.aggregates.cell_sums import sum_at
from factcheck.quantity.aggregates.gathered import Gathered
from factcheck.quantity.aggregates.inside import ways_of
from factcheck.quantity.aggregates.outcomes import outcomes_of, ranked_by
from factcheck.quantity.aggregates.split import Uses, grouped, parts_of, split_rows
from factcheck.quantity.aggregates.weighted import add_products, split_products
from factcheck.quantity.aggregates.whole_counts import require_whole
from factcheck.quantity.cells.disclosed import refuse_disclosing
from factcheck.quantity.cells.index import Selected
from factcheck.quantity.cells.totals import is_counted
from factcheck.quantity.codes import NOT_ONE_ROW
from factcheck.quantity.rational import Quotient, Value, quotient
from factcheck.quantity.sampling.sampled import refuse_sampled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from factcheck.model.bound import TableTerm
    from factcheck.model.cell import Cell
    from factcheck.model.leaf_tests import LeafTest
    from factcheck.quantity.aggregates.inside import Way
    from factcheck.quantity.aggregates.split import Undecided
    from factcheck.quantity.cells.evidence_view import TableView
    from factcheck.quantity.cells.index import Places
    from factcheck.quantity.unknowns import Unknowns

ZERO = Fraction(0)
_EQUALITY = frozenset({Comparator.EQUAL, Comparator.UNEQUAL})
_SUMS = frozenset({AggregateFunction.SUM, AggregateFunction.TOTAL})
_LINEAR = frozenset(
    {
        None,
        AggregateFunction.COUNT,
        AggregateFunction.SUM,
        AggregateFunction.TOTAL,
        AggregateFunction.MEAN,
        AggregateFunction.WEIGHTED_MEAN,
    }
)
"""What is a linear form over unknown numbers, or a quotient of two."""


class Aggregated(Struct, frozen=True):
    """One term worked out."""

    value: Value
    rows: int
    """Rows surely selected."""
    undecided: int = 0
    """Rows that may be selected or not."""
    cells: tuple[Cell, ...] = ()
    """The cells of the rows surely selected."""
    looked_at: TableView | None = None
    """The cells of its table as it looked at them; ``None`` where no table gives it."""
    places: tuple[int, ...] = ()
    """Where those of the rows surely selected stand among them, in order."""
    perhaps: tuple[int, ...] = ()
    """And those of the rows that may be selected or not."""


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
    cell that is not one row, a count that is not whole, a number that may not exist.
    """
    _require_values(view, terms)
    for term in terms:
        view.note_wordings_tested(term.tests, unknowns.wordings)
    gathered = [
        Gathered(_view_for(view, term), term, left_out=_left_out(view, term, asked))
        for term in terms
    ]
    undecided: set[int] = set()
    for each in gathered:
        members = _members(each)
        each.known = sorted(members.surely)
        undecided |= members.perhaps
        _add_perhaps(each, sorted(members.perhaps))
        refuse_disclosing(each)
    if view.is_of_population:
        refuse_sampled(view, terms, has_undecided=bool(undecided))
    _sum_up([each for each in gathered if each.term.function in _LINEAR], undecided, unknowns)
    return _finished(gathered, unknowns)


def _view_for(view: TableView, term: TableTerm) -> TableView:
    """Return the cells as a term looks at them.

    What a correlation would be if round numbers were rounded is not worked out: that it lies
    between -1 and 1 would tell nothing.
    """
    if view.reads_as_rounded and term.function is AggregateFunction.CORRELATION:
        return replace(view, reads_as_rounded=False)
    return view


def _require_values(view: TableView, terms: tuple[TableTerm, ...]) -> None:
    for term in terms:
        for test in term.tests:
            view.reader.require_values(test)
        for column, places in ranked_by(term.tests):
            view.rank_by(column, places)


def _members(gathered: Gathered) -> Selected:
    """Return the cells that a term selects, or may select."""
    view, term, out = gathered.view, gathered.term, gathered.left_out
    found = view.index.selected(term.tests)
    surely, perhaps = found.surely - out, found.perhaps - out
    if not view.totals:
        return Selected(surely, perhaps)
    rows, totals = view.index.rows, view.totals
    return Selected(
        frozenset(place for place in surely if is_counted(term, rows[place], totals)),
        frozenset(place for place in perhaps if is_counted(term, rows[place], totals)),
    )


def _left_out(view: TableView, term: TableTerm, asked: frozenset[TableTerm]) -> Places:
    """Return the cells that a term leaves out because a column does not apply to their rows."""
    if not view.inapplicable:
        return frozenset()
    looked_at = asked if term in asked else {term}
    columns = {column for each in looked_at for column in measures_of(each)}
    places = (found for column, found in view.inapplicable.items() if column in columns)
    return frozenset[int]().union(*places)


def _add_perhaps(gathered: Gathered, places: Iterable[int]) -> None:
    """Put cells that a term may select among those that surely belong to it, or perhaps."""
    for place in places:
        found = outcomes_of(gathered.view, (gathered.term,), place)
        if found == {(True,)} and place not in gathered.view.index.hidden:
            gathered.known.append(place)
        elif (True,) in found:
            gathered.perhaps.append(place)


def _sum_up(terms: Sequence[Gathered], undecided: Iterable[int], unknowns: Unknowns) -> None:
    """Fill in the linear forms: first what is sure, then what undecided rows add.

    A row that may belong to one term may belong to another with it, so that all are tried
    together; where that leaves nothing open, it is sure.
    """
    if not terms:
        return
    columns = frozenset(column for each in terms for column in measures_of(each.term))
    if terms[0].view.declaration.min_cell is not None:
        # No sum has undecided rows then, and what these hold is not told.
        columns = frozenset()
    view, tried = terms[0].view, tuple(each.term for each in terms)
    divided: dict[int, tuple[Way, ...]] = {}
    for place in sorted(undecided):
        if any(place in each.perhaps for each in terms):
            is_out = [place in each.left_out for each in terms]
            ways = _without(ways_of(view, tried, place, sorted(columns)), is_out)
            divided[place] = _or_none(ways) if place in view.index.hidden else ways
    for each in terms:
        _add_sure(each, [place for place in each.known if place not in divided], unknowns)
    for group in grouped(view, divided, columns):
        _add_split(terms, group, unknowns)


def _without(ways: tuple[Way, ...], is_out: Sequence[bool]) -> tuple[Way, ...]:
    """Return ways in which the terms that leave a cell out do not have it."""
    kept = (
        (tuple(m and not out for m, out in zip(members, is_out, strict=True)), numbers)
        for members, numbers in ways
    )
    return tuple(dict.fromkeys(kept))


def _or_none(ways: tuple[Way, ...]) -> tuple[Way, ...]:
    """Return ways in which rows may also not be there, which is to belong to no term."""
    nowhere: Way = (tuple(False for _ in ways[0][0]), ())
    return (*(way for way in ways if way != nowhere), nowhere)


def _add_sure(gathered: Gathered, places: Sequence[int], unknowns: Unknowns) -> None:
    if gathered.term.function is AggregateFunction.WEIGHTED_MEAN:
        add_products(gathered, places, unknowns)
        return
    column = gathered.term.column
    if column is None:
        cells = gathered.view.index.cells
        number = Fraction(sum(cells[place].rows for place in places))
    else:
        number = ZERO
        for place in places:
            number += _add_cell(gathered, place, column, unknowns)
    gathered.form += constant(number)
    gathered.valued += constant(gathered.known_valued)


def _add_cell(gathered: Gathered, place: int, column: str, unknowns: Unknowns) -> Fraction:
    """Add a cell to the sum of a column; return the part of it that is known."""
    form = sum_at(gathered.view, place, column, unknowns)
    if form is None:
        return ZERO
    gathered.known_valued += gathered.view.index.cells[place].rows
    if form.is_constant:
        return form.constant
    gathered.unknown.add(place)
    gathered.form += form
    return ZERO


def _add_split(terms: Sequence[Gathered], group: Undecided, unknowns: Unknowns) -> None:
    view = terms[0].view
    split = split_rows(view, group, unknowns, _uses(terms, group))
    for name, _ in group.spreads:
        for cell in group.cells:
            view.note_wording(cell, name, unknowns.wordings)
    for position, each in enumerate(terms):
        column: str | None = each.term.column
        if column is not None and _is_divided(each, group):
            column = parts_of(column)
        counted: str | None = None
        if each.term.function is AggregateFunction.WEIGHTED_MEAN:
            pair = (each.column, each.second)
            column, counted = f"{pair[0]}×{pair[1]}", pair[1]
            if column not in split:
                choices = split_products(view, group, pair, split, unknowns)
                each.has_products = each.has_products or choices is not None
                each.choices += choices or []
        if column not in split:
            continue
        for way, (members, _) in enumerate(group.ways):
            if members[position]:
                each.form += split[column][way]
                each.valued += split[counted][way]


def _is_divided(gathered: Gathered, group: Undecided) -> bool:
    """Whether what rows count may be of several classes, rather than the rows as a whole."""
    return group.has_open_class and gathered.term.function in _SUMS


def _uses(terms: Sequence[Gathered], group: Undecided) -> Uses:
    """Return what terms make of undecided rows."""
    if not group.has_open_class:
        return Uses()
    sums = {each.term.column for each in terms if _is_divided(each, group)}
    others = [(n, each) for n, each in enumerate(terms) if not _is_divided(each, group)]
    looked_at = {column for _, each in others for column in measures_of(each.term)}
    parted = frozenset(column for column in sums if column is not None)
    varying = any(len({members[n] for members, _ in group.ways}) > 1 for n, _ in others)
    return Uses(parted, parted - looked_at, varying)


def _finished(gathered: Sequence[Gathered], unknowns: Unknowns) -> dict[TableTerm, Aggregated]:
    for each in gathered:
        is_nothing = not each.known and not each.perhaps
        if each.view.key and is_nothing and not _counts_sizes(each):
            message = told(
                "{term}: no row of table {table} is there",
                term=quoted(each.term.text),
                table=quoted(each.view.name),
            )
            raise ObstacleError(Obstacle("missing", message))
        require_whole(each)
    linear = [each for each in gathered if each.term.function in _LINEAR]
    others = [each for each in gathered if each.term.function not in _LINEAR]
    known = [(each, _value(each)) for each in linear]
    values: dict[TableTerm, Value] = {each.term: value for each, value in known}
    if others or any(each.choices or each.has_products for each in linear):
        # Sums and counts need nothing of what medians and the like take.
        from factcheck.quantity.aggregates.possibilities import values_of_terms

        values |= values_of_terms(others, known, unknowns)
    return {each.term: _aggregated(each, values[each.term]) for each in gathered}


def _aggregated(gathered: Gathered, value: Value) -> Aggregated:
    return Aggregated(
        value,
        gathered.rows,
        gathered.undecided,
        tuple(gathered.cells),
        gathered.view,
        tuple(sorted(gathered.known)),
        tuple(sorted(gathered.perhaps)),
    )


def _counts_sizes(gathered: Gathered) -> bool:
    """Whether rows are counted by the sizes of what is measured alone, which all of them have.

    That none has such a number is known then. Other tests say which rows are meant, and where
    none is there the evidence is missing.
    """
    tests = tuple(leaf_tests(gathered.term.tests))
    is_count = gathered.term.function is AggregateFunction.COUNT
    return is_count and bool(tests) and all(_is_of_size(gathered.view, each) for each in tests)


def _is_of_size(view: TableView, test: LeafTest) -> bool:
    if not isinstance(test, CompareTest) or test.comparator in _EQUALITY:
        return False
    declared = view.column(test.column.column)
    is_measured = declared is not None and (declared.unit or declared.kind) is not None
    return is_measured and test.column.column not in view.key and bool(view.index.cells)


def _value(gathered: Gathered) -> Quotient:
    match gathered.term.function:
        case None:
            return Quotient(_one_cell(gathered))
        case AggregateFunction.MEAN:
            return quotient(gathered.form, gathered.valued)
        case AggregateFunction.WEIGHTED_MEAN:
            if gathered.valued == Form():
                term = quoted(gathered.term.text)
                message = told("{term}: the weights add up to nothing", term=term)
                raise ObstacleError(Obstacle("missing", message))
            return quotient(gathered.form, gathered.valued)
        case _:
            return Quotient(gathered.form)


def _one_cell(gathered: Gathered) -> Form:
    text, rows = gathered.term.text, gathered.rows
    if rows != 1 or gathered.undecided:
        message = _not_one(quoted(text), rows, gathered.undecided)
        hint = _unquoted(gathered) or told("add a test, or use sum, mean, max …")
        raise ObstacleError(Obstacle("fault", message, NOT_ONE_ROW, hint))
    if gathered.valued == Form():
        message = told("{term}: the cell has no value", term=quoted(text))
        raise ObstacleError(Obstacle("missing", message))
    return gathered.form


def _not_one(term: str, rows: int, undecided: int) -> str:
    if undecided:
        return told(
            "{term} is one cell, but {n} rows are selected and {undecided} that may be meant",
            term=term,
            n=rows,
            undecided=undecided,
        )
    return told("{term} is one cell, but {n} rows are selected", term=term, n=rows)


def _unquoted(gathered: Gathered) -> str | None:
    """Return how to ask for the number that is printed, where a test asks what was rounded."""
    rounded = gathered.view.reader.rounded
    for test in leaf_tests(gathered.term.tests):
        if not isinstance(test, CompareTest) or test.comparator is not Comparator.EQUAL:
            continue
        column, value = test.column.column, test.value
        if column in rounded and isinstance(value, Literal) and not value.is_quoted:
            return told(
                'in quotes, the number is what is printed: {column} = "{number}"',
                column=column,
                number=value.text,
            )
    return None
