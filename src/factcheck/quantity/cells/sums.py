"""Rows of totals against the rows they are the totals of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.interval import Interval
from factcheck.model.spec import ColumnKind
from factcheck.model.told import told
from factcheck.model.unit import Unit, UnitKind, is_percent
from factcheck.model.wording import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.cell import KeyValue
    from factcheck.quantity.cells.evidence_view import TableView

Rest = tuple[tuple[str, "KeyValue"], ...]
"""A cell's key without the column of totals."""


def notes_on_totals(view: TableView) -> Iterator[str]:
    """Yield a remark for each total that its parts cannot add up to, even before rounding."""
    for column, label in view.totals:
        for measure in view.measures:
            if adds_up(view, measure):
                yield from _notes(view, column, label, measure)


def adds_up(view: TableView, measure: str) -> bool:
    """Whether the numbers of a column are such that a whole is the sum of its parts.

    A calculated column may be a quotient, and one of a joined table a rate, unless somebody said
    what it counts or measures.
    """
    if view.noise_of(measure) is not None:
        # Perturbed tables do not add up, on purpose.
        return False
    declared = view.column(measure)
    if declared is None:
        return view.declaration.join is None
    if declared.compute is not None and (declared.unit or declared.kind) is None:
        return False
    adds_up = {None, ColumnKind.COUNT, ColumnKind.AMOUNT, ColumnKind.STOCK}
    return declared.kind in adds_up and not is_percent(declared.unit)


def _notes(view: TableView, column: str, label: str, measure: str) -> Iterator[str]:
    sums: dict[Rest, dict[bool, Interval]] = {}
    for row, cell in zip(view.index.rows, view.index.cells, strict=True):
        total = view.total_of(cell, measure)
        if total is None or _is_total_elsewhere(view, row, column):
            continue
        rest = tuple((name, value) for name, value in row.items() if name != column)
        group = sums.setdefault(rest, {})
        is_total = row[column] == label
        group[is_total] = group.get(is_total, Interval.point(0)) + total
    for rest, group in sums.items():
        if len(group) == 2 and group[True].is_apart_from(group[False]):  # noqa: PLR2004 - both
            yield _in_words(column, label, measure, rest, group)


def _is_total_elsewhere(view: TableView, row: dict[str, KeyValue], column: str) -> bool:
    """Whether a row is the total of another column too, whose parts are other rows."""
    return any(row[name] == label for name, label in view.totals if name != column)


def _in_words(
    column: str, label: str, measure: str, rest: Rest, group: dict[bool, Interval]
) -> str:
    unit = Unit(UnitKind.AMOUNT)
    where = "".join(f", {name} = {value}" for name, value in rest)
    return told(
        "{measure} of {total} is {number}, but its parts add up to {sum}",
        measure=measure,
        total=f"{column} = {label}{where}",
        number=word_set(group[True], unit),
        sum=word_set(group[False], unit),
    )
