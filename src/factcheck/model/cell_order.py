"""The order of cells: by their keys, numbers by size, then by their marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.cell import Missing
from factcheck.model.decimal_text import fraction_of
from factcheck.model.fraction import Fraction
from factcheck.model.spec import ColumnType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.cell import Cell, KeyValue

Order = tuple[int, Fraction, str]
_NO_NUMBER = Fraction(0)


class Orders:
    """What cells are sorted by: their keys, each value looked at once, then their marks."""

    def __init__(self, types: Iterable[ColumnType]) -> None:
        self._known: list[tuple[ColumnType, dict[KeyValue, Order]]] = [(each, {}) for each in types]

    def of(self, cell: Cell) -> tuple[list[Order], list[str]]:
        """Return what comes first; numbers come before marks: an empty cell has an empty text."""
        pairs = zip(cell.key, self._known, strict=True)
        keys = [
            known[value] if value in known else known.setdefault(value, order_of(value, type_))
            for value, (type_, known) in pairs
        ]
        return keys, ["" if mark is None else f"={mark.text}" for mark in cell.marks]


def order_of(value: KeyValue, type_: ColumnType) -> Order:
    """Return what sorts keys: numbers by size, then texts, then missing ones."""
    if not isinstance(value, str):
        return (2, _NO_NUMBER, value.value if isinstance(value, Missing) else str(value))
    if type_ is ColumnType.NUMBER:
        try:
            return (0, fraction_of(value), value)
        except ValueError:
            # The label of a total, or a cell that is a fault.
            return (1, _NO_NUMBER, value)
    return (1, _NO_NUMBER, value)
