"""Columns whose values have no order: what they probably are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.filter.codes import NO_ORDER
from factcheck.filter.written_numbers import number_in
from factcheck.model.near import listed, quoted
from factcheck.model.plan import Obstacle, ObstacleError

if TYPE_CHECKING:
    from collections.abc import Collection


def no_order(column: str, table: str, values: Collection[str]) -> ObstacleError:
    """Return the error of comparing the sizes of texts; ``values`` are those of the column."""
    message = (
        f"column {quoted(column)} of table {quoted(table)} holds text, which has no smaller and "
        "larger"
    )
    others = [value for value in values if number_in(value) is None]
    if len(others) * 2 < len(values):
        hint = (
            f"most of its values are numbers, and {listed(others)} are none: if they stand for "
            f"missing ones, declare them under 'columns: {column}: markers:'"
        )
    elif values and all(any(map(str.isdigit, value)) for value in values):
        hint = (
            f"if it holds dates, declare 'type: date' under 'columns: {column}:'; if figures in "
            "words, its 'unit', or 'type: number'"
        )
    else:
        hint = f"if it holds dates, declare 'type: date' under 'columns: {column}:'"
    return ObstacleError(Obstacle("fault", message, NO_ORDER, hint))
