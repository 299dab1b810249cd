"""Columns that are declared to count something, whose numbers have to be whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.cell import printed_key
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.term_columns import dimensions_of, measures_of
from factcheck.model.told import told
from factcheck.quantity.codes import NOT_WHOLE

if TYPE_CHECKING:
    from factcheck.model.cell import Cell
    from factcheck.quantity.aggregates.gathered import Gathered
    from factcheck.quantity.cells.evidence_view import TableView


def require_whole(gathered: Gathered) -> None:
    """Raise ``ObstacleError`` where a declared count has a fraction in it."""
    view, term = gathered.view, gathered.term
    for column in measures_of(term) or dimensions_of(term):
        if not view.is_declared_count(column):
            continue
        if all(_holds_whole(view, cell, column) for cell in gathered.cells):
            continue
        message = told(
            "column {column} of table {table} counts {unit}, but a cell is not a whole number",
            column=quoted(column),
            table=quoted(view.name),
            unit=view.unit_noun(column),
        )
        hint = told("declare 'kind: amount' for {column}", column=column)
        raise ObstacleError(Obstacle("fault", message, NOT_WHOLE, hint))


def _holds_whole(view: TableView, cell: Cell, column: str) -> bool:
    """Whether the numbers of a cell are whole, be the column summed or only looked at."""
    if column in view.measures:
        return view.holds_whole(cell, column)
    key = printed_key(cell.key[view.index.grouping.dimensions.index(column)])
    return not (isinstance(key, str) and set(key) & {".", "/"})
