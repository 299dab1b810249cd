"""The groups of rows that a reading's terms select: those that its verdict was worked out from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.behind import TermGroups
from factcheck.model.bound import table_terms
from factcheck.model.classified import added_among, asked_of_file
from factcheck.model.leaf_tests import columns_of
from factcheck.model.plan import ObstacleError
from factcheck.model.term_columns import dimensions_of, measures_of
from factcheck.quantity.calculation import Account
from factcheck.quantity.cells.classify import shown_key
from factcheck.quantity.equations import bounds_of, equations_of
from factcheck.quantity.forms.expand import expanded
from factcheck.quantity.provenance import provenance_of
from factcheck.quantity.reading import require_sound, with_open_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.behind import Group
    from factcheck.model.bound import TableTerm
    from factcheck.model.cell import Cell
    from factcheck.model.plan import BoundReading
    from factcheck.quantity.aggregates.aggregate import Aggregated
    from factcheck.quantity.cells.bench import Workbench
    from factcheck.quantity.cells.evidence_view import TableView


def groups_behind(bench: Workbench, bound: BoundReading) -> tuple[TermGroups, ...]:
    """Return the groups of rows behind every term of a reading, those of its measures first.

    They are the cells that the verdict is worked out from, found by the same tests. Raises
    ``ObstacleError`` for what keeps the reading from being evaluated.
    """
    if bound.obstacle is not None:
        raise ObstacleError(bound.obstacle)
    require_sound(bench, bound)
    form = expanded(bench, with_open_numbers(bench, bound))
    equations = equations_of(bench, form.bound)
    account = Account(equations.measures, equations.system, bench.tables, form.figure)
    found = equations.measures.aggregated
    return tuple(_groups(account, term, found[term]) for term in _terms(form.bound))


def _terms(bound: BoundReading) -> Iterable[TableTerm]:
    """Return every term of tables once, those that are claimed something of first.

    The measure of a form is that of all groups together; its targets have those of each.
    """
    every = bounds_of(replace(bound, form=None))
    return dict.fromkeys(term for each in every for term in table_terms(each))


def _groups(account: Account, term: TableTerm, found: Aggregated) -> TermGroups:
    view = found.looked_at
    # A term of a table was calculated from its cells.
    assert view is not None
    grouping = asked_of_file(view.declaration, view.index.grouping)
    cells = view.scanned
    added = added_among(view.declaration, view.index.grouping.dimensions)
    chosen = (*found.places, *found.perhaps)
    return TermGroups(
        term.text,
        account.words(term),
        provenance_of(term, found),
        view.name,
        grouping,
        _columns(term, view),
        frozenset(_group(cells[place]) for place in found.places),
        frozenset(_group(cells[place]) for place in found.perhaps),
        added,
        tuple((_group(cells[place]), _said(view, place, added)) for place in chosen)
        if added
        else (),
        view.declaration.min_cell,
    )


def _group(cell: Cell) -> Group:
    return cell.key, cell.marks


def _said(view: TableView, place: int, added: tuple[str, ...]) -> tuple[str, ...]:
    row = view.index.rows[place]
    return tuple(shown_key(row[column]) for column in added)


def _columns(term: TableTerm, view: TableView) -> tuple[str, ...]:
    """Return the columns that decide what a row is and does, each once."""
    rubric = view.declaration.classified_by
    tested = tuple(columns_of(term.tests))
    inputs = rubric.columns if rubric is not None and added_among(view.declaration, tested) else ()
    totals = (column for column, _ in view.totals)
    every = (*view.key, *tested, *inputs, *totals, *dimensions_of(term), *measures_of(term))
    return tuple(dict.fromkeys(every))
