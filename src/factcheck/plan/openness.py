"""Whether a table, by what the claim file says of it, may leave numbers open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.interval import Interval
from factcheck.model.spec import EmptyCell

if TYPE_CHECKING:
    from factcheck.model.spec import ColumnDeclaration, Marker, TableDeclaration


def may_leave_open(table: TableDeclaration) -> bool:
    """Whether cells may be hidden, rounded or not classified; joined tables always may."""
    if table.rubric is not None or table.join is not None or table.ticks:
        return True
    is_open = table.empty is EmptyCell.UNKNOWN or _hides(table.markers)
    return is_open or any(map(_is_open, table.columns))


def _is_open(column: ColumnDeclaration) -> bool:
    is_rounded = column.rounded is not None
    return is_rounded or column.empty is EmptyCell.UNKNOWN or _hides(column.markers)


def _hides(markers: tuple[tuple[str, Marker], ...]) -> bool:
    hidden = (marker.meaning for _, marker in markers)
    return any(isinstance(each, Interval) or each is EmptyCell.UNKNOWN for each in hidden)
