"""Which rules match the same rows, two by two."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.rubric.analysis.grid import Grid
    from factcheck.rubric.analysis.index import Index


def partners_of(grid: Grid, index: Index) -> tuple[int, ...]:
    """Return for each rule the set of the others that overlap with it, one bit a rule."""
    return tuple(
        index.meeting(box) & ~(1 << rule) if all(box) else 0 for rule, box in enumerate(grid.boxes)
    )
