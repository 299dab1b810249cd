"""The sum of a column over the rows of one cell: a number, or an unknown one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.linear import constant

if TYPE_CHECKING:
    from factcheck.model.linear import Form
    from factcheck.quantity.cells.evidence_view import TableView
    from factcheck.quantity.unknowns import Unknowns


def sum_at(view: TableView, place: int, column: str, unknowns: Unknowns) -> Form | None:
    """Return the sum of a column over the rows of the cell at a place; ``None`` without values.

    An unknown one is the same number wherever it is asked for.
    """
    total = view.total_at(place, column)
    if total is None:
        return None
    if total.is_point:
        assert total.lower is not None
        return constant(total.lower)
    cell = view.index.cells[place]
    label = f"{column} of {view.describe(place)}{_where(view, place, column)}"
    name = f"{view.name}.{column}#{place}"
    form = unknowns.add(name, total, label, is_integer=view.is_whole(cell, column))
    unknowns.sums[name] = None
    view.note_wording(cell, column, unknowns.wordings)
    return form


def _where(view: TableView, place: int, column: str) -> str:
    """Return which of the rows with the same values are meant, where there are others.

    What a table leaves unknown of a sum is not the sum.
    """
    if view.index.is_alone(place):
        return ""
    cell = view.index.cells[place]
    mark = cell.marks[view.measures.index(column)]
    text = "a number" if mark is None else f"“{mark.text}”" if mark.text else "empty"
    rows = f" ({cell.rows:,} rows)" if cell.rows > 1 else ""
    return f" where it is {text}{rows}"
