"""The gaps of a table: the largest boxes that no rule matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.rubric.analysis.divide import OutOfStepsError, uncovered
from factcheck.rubric.analysis.grid import bits_of, lies_within

if TYPE_CHECKING:
    from factcheck.rubric.analysis.divide import Steps
    from factcheck.rubric.analysis.grid import Box, Grid
    from factcheck.rubric.analysis.index import Index

MOST_WORK = 1_500_000
"""Gaps are widened as long as their number times that of rules and inputs is no larger."""

MOST_BOXES = 5_000
"""With so many boxes that are not widened the search ends; nobody reads that many."""


class Gap(Struct, frozen=True):
    """A box that no rule matches."""

    box: Box
    """As wide as it can be, if that was cheap to find out."""
    part: Box
    """What no other gap has."""


class Gaps(Struct, frozen=True):
    """What no rule matches."""

    every: tuple[Gap, ...]
    """Together the gap; their boxes may overlap."""
    is_finished: bool
    """Whether there are no others."""


def gaps_of(grid: Grid, index: Index, steps: Steps) -> Gaps:
    """Return the boxes that no rule matches, as far as the steps reach."""
    most_wide = MOST_WORK // (len(grid.boxes) * len(grid.axes) + 1)
    wide: list[Gap] = []
    narrow: list[Box] = []
    is_finished = True
    try:
        for part in uncovered(grid.boxes, grid.whole, grid.living, steps):
            if any(lies_within(part, each.box) for each in wide):
                continue
            if len(wide) < most_wide:
                wide.append(Gap(_wide(grid, index, part), part))
            elif len(narrow) < MOST_BOXES:
                narrow.append(part)
            else:
                is_finished = False
                break
    except OutOfStepsError:
        is_finished = False
    rest = (Gap(box, box) for box in _merged(grid, narrow))
    every = sorted((*wide, *rest), key=lambda each: _corner(each.box))
    return Gaps(tuple(every), is_finished)


def _corner(box: Box) -> Box:
    """Return the first classes of a box, by which boxes are put in order."""
    return tuple(side & -side for side in box)


def _merged(grid: Grid, boxes: list[Box]) -> list[Box]:
    """Return boxes that do not overlap with those joined that differ in one side alone."""
    for axis in reversed(range(len(grid.axes))):
        joined: dict[Box, int] = {}
        for box in boxes:
            others = (*box[:axis], *box[axis + 1 :])
            joined[others] = joined.get(others, 0) | box[axis]
        boxes = [(*others[:axis], side, *others[axis:]) for others, side in joined.items()]
    return boxes


def _wide(grid: Grid, index: Index, box: Box) -> Box:
    """Return the box with each side as long as it can be, the first one first."""
    for axis in range(len(box)):
        # Only this axis parts these rules from the box.
        beside = index.meeting((*box[:axis], grid.axes[axis].whole, *box[axis + 1 :]))
        taken = 0
        for rule in bits_of(beside & ~index.meeting_side(axis, box[axis])):
            taken |= grid.boxes[rule][axis]
        box = (*box[:axis], grid.axes[axis].whole & ~taken, *box[axis + 1 :])
    return box
