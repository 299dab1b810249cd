"""What is found about rows that no rule matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.rubric import OTHER, CategoryDomain
from factcheck.rubric.analysis import tell
from factcheck.rubric.analysis.findings import Kind

if TYPE_CHECKING:
    from factcheck.rubric.analysis.gaps import Gaps
    from factcheck.rubric.analysis.grid import Axis, Box, Grid
    from factcheck.rubric.analysis.shelf import Shelf

UNFINISHED = "the search for gaps ended; those that are told are real, others may be missing"


def put_gaps(grid: Grid, gaps: Gaps, shelf: Shelf) -> None:
    """Add the gaps, those of texts that no rule names once for each input."""
    others = tuple(_other(axis) for axis in grid.axes)
    told: set[int] = set()
    shown: set[Box] = set()
    for each in gaps.every:
        box = each.box
        for place, (side, other) in enumerate(zip(box, others, strict=True)):
            if side & other and place not in told:
                told.add(place)
                narrow = (*box[:place], other, *box[place + 1 :])
                of = grid.axes[place].input
                shelf.put(Kind.OPEN_TEXT, tell.open_text, grid, of, narrow)
        known, part = _without(box, others), _without(each.part, others)
        if all(known) and known not in shown:
            shown.add(known)
            shelf.put(Kind.GAP, tell.gap, grid, known, part if all(part) else known)
    if not gaps.is_finished:
        shelf.put(Kind.UNFINISHED, tell.unfinished, UNFINISHED)


def _without(box: Box, others: Box) -> Box:
    """Return a box without the texts that no rule names; some of its sides may be empty."""
    return tuple(side & ~other for side, other in zip(box, others, strict=True))


def _other(axis: Axis) -> int:
    """Return the class of the texts that no rule names; none where the domain has no others."""
    domain = axis.input.domain
    if not (isinstance(domain, CategoryDomain) and domain.is_open):
        return 0
    return sum(
        1 << place
        for piece, place in zip(axis.pieces, axis.class_of, strict=True)
        if piece.values == OTHER
    )
