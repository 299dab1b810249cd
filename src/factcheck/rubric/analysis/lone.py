"""Rules that never decide, and rules that make no difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.rubric.analysis import tell
from factcheck.rubric.analysis.divide import OutOfStepsError, parts, uncovered
from factcheck.rubric.analysis.findings import Kind
from factcheck.rubric.analysis.grid import bits_of, lies_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.rubric.analysis.divide import Part, Steps
    from factcheck.rubric.analysis.grid import Grid
    from factcheck.rubric.analysis.index import Index
    from factcheck.rubric.analysis.outcomes import Judge
    from factcheck.rubric.analysis.shelf import Shelf

FEW = 12
"""Of so many rules that mask another, those that are not needed are left out."""


def masks_of(
    grid: Grid, index: Index, judge: Judge, rule: int, partners: int, steps: Steps
) -> tuple[int, ...] | None:
    """Return the rules that decide, together, wherever a rule matches; ``None`` if it decides.

    That is one rule where one is enough. Raises ``OutOfStepsError``.
    """
    overriding = partners & judge.overriding(rule)
    alone = next(bits_of(overriding & index.holding(grid.boxes[rule])), None)
    if alone is not None:
        return (alone,)
    over = list(bits_of(overriding))
    if not _cover(grid, rule, over, steps):
        return None
    if len(over) <= FEW:
        for other in list(over):
            rest = [each for each in over if each != other]
            if _cover(grid, rule, rest, steps):
                over = rest
    return tuple(over)


def _cover(grid: Grid, rule: int, others: Sequence[int], steps: Steps) -> bool:
    """Whether some rules match, together, wherever a rule does."""
    left = uncovered(grid.boxes, grid.boxes[rule], others, steps)
    return bool(others) and next(left, None) is None


def is_redundant(grid: Grid, judge: Judge, rule: int, partners: int, steps: Steps) -> bool:
    """Whether leaving out a rule changes no outcome. Raises ``OutOfStepsError``."""
    if judge.always_counts(rule):
        return False

    def is_done(part: Part) -> bool:
        return judge.is_settled(part.full, part.partial, rule)

    box = grid.boxes[rule]
    for part in parts(grid.boxes, box, tuple(bits_of(partners)), steps, is_done):
        if not is_done(part) and judge.changes(part.full, rule):
            return False
    return True


class Lone(Struct, frozen=True):
    """The rules that do nothing."""

    masked: dict[int, tuple[int, ...]]
    """Those that never decide, each with the rules that decide instead."""
    redundant: frozenset[int]
    """Those that make no difference, the masked ones apart."""
    seen: int
    """How many rules were looked at, the first ones: all, where the steps reach."""


def lone_rules(
    grid: Grid, index: Index, judge: Judge, partners: Sequence[int], steps: Steps
) -> Lone:
    """Return the rules that never decide or make no difference, as far as the steps reach."""
    masked: dict[int, tuple[int, ...]] = {}
    redundant: set[int] = set()
    living = grid.living
    for seen, rule in enumerate(living):
        try:
            over = masks_of(grid, index, judge, rule, partners[rule], steps)
            if over is not None:
                masked[rule] = over
            elif is_redundant(grid, judge, rule, partners[rule], steps):
                redundant.add(rule)
        except OutOfStepsError:
            return Lone(masked, frozenset(redundant), seen)
    return Lone(masked, frozenset(redundant), len(living))


def put_lone(grid: Grid, judge: Judge, partners: Sequence[int], lone: Lone, shelf: Shelf) -> None:
    """Add what is found about rules that do nothing.

    A rule that is left out for one other alone is told of where the two are.
    """
    for rule, over in lone.masked.items():
        shelf.put(Kind.MASKED, tell.masked, grid, rule, over)
    for rule in sorted(lone.redundant):
        others = [each for each in bits_of(partners[rule]) if judge.agree(each, rule)]
        alone = (each for each in others if lies_within(grid.boxes[rule], grid.boxes[each]))
        if grid.rubric.hit.is_single and next(alone, None) is not None:
            continue
        shelf.put(Kind.REDUNDANT, tell.redundant, grid, rule, others)
    if lone.seen < len(grid.living):
        what = f"rules that do nothing were sought among the first {lone.seen:,} rules only"
        shelf.put(("unfinished", what), tell.unfinished, what)
