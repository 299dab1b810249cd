"""The sum of a column over the rows of one cell: a number, or an unknown one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, constant
from factcheck.model.told import told, told_count, told_join
from factcheck.quantity.sampling.sampled import is_sampled, sampled_form

if TYPE_CHECKING:
    from factcheck.quantity.cells.evidence_view import TableView
    from factcheck.quantity.unknowns import Unknowns


def sum_at(view: TableView, place: int, column: str, unknowns: Unknowns) -> Form | None:
    """Return the sum of a column over the rows of the cell at a place; ``None`` without values.

    An unknown one is the same number wherever it is asked for.
    """
    if is_sampled(view, column):
        return sampled_form(view, place, column, unknowns)
    total = view.total_at(place, column)
    if total is None:
        return None
    if total.is_point:
        assert total.lower is not None
        return constant(total.lower)
    cell = view.index.cells[place]
    label = told(
        "{column} of {rows}",
        column=column,
        rows=told_join("", (view.describe(place), _where(view, place, column))),
    )
    name = f"{view.name}.{column}#{place}"
    form = unknowns.add(name, total, label, is_integer=view.is_whole(cell, column))
    unknowns.sums[name] = None
    view.note_wording(cell, column, unknowns.wordings)
    _limit_secrets(view, place, column, unknowns)
    return form


def _limit_secrets(view: TableView, place: int, column: str, unknowns: Unknowns) -> None:
    """Note that a secret number and the other parts are together no more than their total."""
    for whole in view.wholes.get((column, place), ()):
        total_row = view.describe(whole.total)
        label = told("{column} of the parts of {whole}", column=column, whole=total_row)
        if label in unknowns.limited:
            continue
        # Noted before the parts are asked for, which may be secret too.
        unknowns.limited.add(label)
        parts = (sum_at(view, each, column, unknowns) for each in whole.parts)
        form = sum((each for each in parts if each is not None), start=Form())
        total = sum_at(view, whole.total, column, unknowns)
        assert total is not None
        unknowns.rows.append(Row(label, form - total, Interval.at_most(0)))


def _where(view: TableView, place: int, column: str) -> str:
    """Return which of the rows with the same values are meant, where there are others.

    What a table leaves unknown of a sum is not the sum.
    """
    if view.index.is_alone(place):
        return ""
    cell = view.index.cells[place]
    mark = cell.marks[view.measures.index(column)]
    text = told("a number")
    if mark is not None:
        text = told("“{text}”", text=mark.text) if mark.text else told("empty")
    where = told(" where it is {text}", text=text)
    if cell.rows == 1:
        return where
    return told_count(cell.rows, "{where} ({n} row)", "{where} ({n} rows)", where=where)
