"""Whether a table, by what the claim file says of it, may leave numbers open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.spec import ColumnDeclaration, EmptyCell

if TYPE_CHECKING:
    from factcheck.model.spec import Marker, TableDeclaration


def may_leave_open(table: TableDeclaration) -> bool:
    """Whether cells may be hidden, rounded or not classified; joined tables always may."""
    is_made = table.rubric is not None or table.join is not None or bool(table.ticks)
    return is_made or _is_open(table) or any(map(_is_open, table.columns))


def _is_open(declared: TableDeclaration | ColumnDeclaration) -> bool:
    """Whether what is said of a table's cells, or of a column's, may hide numbers."""
    is_rounded = isinstance(declared, ColumnDeclaration) and declared.rounded is not None
    is_moved = declared.perturbation is not None or declared.sampling is not None
    is_marked = declared.profile is not None or _hides(declared.markers)
    return is_rounded or is_moved or is_marked or declared.empty is EmptyCell.UNKNOWN


def _hides(markers: tuple[tuple[str, Marker], ...]) -> bool:
    """Whether a marker stands for a number that is not known."""
    plain = (EmptyCell.ZERO, EmptyCell.NONE, EmptyCell.NOT_APPLICABLE)
    return any(marker.meaning not in plain for _, marker in markers)
