"""Divides a box between rules until each part is wholly in or out of each of them.

The way of Overmars and Yap for the volume of a union of boxes: a part that some rule covers is
done, and any other is cut in two so that as few rules as possible reach into both halves. It
needs far fewer steps than a sweep of column by column, which looks at every combination of the
first columns, and is exact as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from factcheck.rubric.analysis.grid import Box

BUDGET = 10_000_000
"""Steps of one search, where a step is to look at one side of one rule within one part."""


MOST_CLUSTERED = 64
"""Sides with more classes are cut at the ends of tests alone."""


class OutOfStepsError(Exception):
    """A search takes more steps than it may."""


class Steps:
    """Counts the steps of a search."""

    def __init__(self, most: int) -> None:
        self.taken = 0
        self._most = most

    def take(self, number: int) -> None:
        """Count some steps; raise ``OutOfStepsError`` where they are too many."""
        self.taken += number
        if self.taken > self._most:
            raise OutOfStepsError


class Part(NamedTuple):
    """A part of the box, and the rules that reach into it."""

    box: Box
    full: tuple[int, ...]
    """Those that hold everywhere in it, sorted."""
    partial: tuple[int, ...]
    """Those that hold somewhere in it and not everywhere, sorted."""


def uncovered(
    boxes: Sequence[Box], within: Box, rules: Sequence[int], steps: Steps
) -> Iterator[Box]:
    """Yield the parts of a box that none of these rules covers; no two overlap.

    Raises ``OutOfStepsError``; what was yielded before is right.
    """
    for part in parts(boxes, within, rules, steps, is_done=lambda part: bool(part.full)):
        if not part.full:
            yield part.box


def parts(
    boxes: Sequence[Box],
    within: Box,
    rules: Sequence[int],
    steps: Steps,
    is_done: Callable[[Part], bool],
) -> Iterator[Part]:
    """Yield parts that make up a box, in which no rule is partial or ``is_done`` says so.

    Raises ``OutOfStepsError``.
    """
    waiting: list[tuple[Box, tuple[int, ...], Sequence[int]]] = [(within, (), rules)]
    while waiting:
        box, held, open_rules = waiting.pop()
        steps.take((len(open_rules) + 1) * len(box))
        part = _sorted_out(boxes, box, held, open_rules)
        if not part.partial or is_done(part):
            yield part
            continue
        waiting += [(half, part.full, part.partial) for half in _halves(boxes, part)]


def _sorted_out(
    boxes: Sequence[Box], box: Box, held: tuple[int, ...], open_rules: Sequence[int]
) -> Part:
    """Return a box with the rules that reach into it; ``held`` hold everywhere already."""
    full = list(held)
    partial: list[int] = []
    for rule in open_rules:
        is_full = True
        for side, allowed in zip(box, boxes[rule], strict=True):
            inside = side & allowed
            if not inside:
                break
            if inside != side:
                is_full = False
        else:
            (full if is_full else partial).append(rule)
    return Part(box, tuple(sorted(full)), tuple(partial))


def _halves(boxes: Sequence[Box], part: Part) -> tuple[Box, Box]:
    """Return the two parts of a box that has rules which hold in some of it only.

    Of cuts that are alike in what they leave to both halves, that of the first axis is taken.
    """
    cuts: list[_Cut] = []
    for axis, side in enumerate(part.box):
        allowed = [boxes[rule][axis] & side for rule in part.partial]
        cuts += [*_best_end(axis, side, allowed), *_clusters(axis, side, allowed)]
    if cuts:
        best = min(cuts)
        return _cut(part.box, best.axis, best.mask)
    # Every rule reaches from end to end of each axis, and has holes.
    return next(
        _cut(part.box, axis, boxes[rule][axis])
        for rule in part.partial
        for axis, side in enumerate(part.box)
        if side & ~boxes[rule][axis]
    )


def _cut(box: Box, axis: int, mask: int) -> tuple[Box, Box]:
    return (
        (*box[:axis], box[axis] & ~mask, *box[axis + 1 :]),
        (*box[:axis], box[axis] & mask, *box[axis + 1 :]),
    )


class _Cut(NamedTuple):
    """A way to cut an axis, the better the smaller."""

    larger: int
    """Rules that reach into the half with more of them."""
    both: int
    """Those of one half and those of the other, together."""
    axis: int
    mask: int
    """The classes of one half."""


def _best_end(axis: int, side: int, allowed: list[int]) -> Iterator[_Cut]:
    """Yield the best way to cut one axis where a rule begins or ends, if one does."""
    first, last = _lowest(side), side.bit_length() - 1
    if first == last:
        return
    lows = sorted(map(_lowest, allowed))
    highs = sorted(each.bit_length() - 1 for each in allowed)
    number = len(allowed)
    best: tuple[int, int, int] | None = None
    places = {low for low in lows if low > first} | {high + 1 for high in highs if high < last}
    for place in places:
        left = bisect_left(lows, place)
        right = number - bisect_left(highs, place)
        cut = max(left, right), left + right, place
        if best is None or cut < best:
            best = cut
    if best is not None:
        yield _Cut(best[0], best[1], axis, (1 << best[2]) - 1)


def _clusters(axis: int, side: int, allowed: list[int]) -> Iterator[_Cut]:
    """Yield a way to cut an axis of categories in two sets that few rules have parts of both.

    Categories that rules name together are joined, those of the most frequent tests first, until
    two sets would become one. The ends of a test say nothing where categories have no order.
    """
    if all(_is_stretch(each, side) for each in allowed) or side.bit_count() > MOST_CLUSTERED:
        return
    groups = [1 << place for place in range(side.bit_length()) if side >> place & 1]
    for mask, _ in sorted(Counter(allowed).items(), key=lambda item: (-item[1], item[0])):
        touched = [group for group in groups if group & mask]
        if 1 < len(touched) < len(groups):
            groups = [group for group in groups if not group & mask]
            groups.append(sum(touched))
    for group in groups[-2:]:
        left = sum(1 for each in allowed if each & group)
        right = sum(1 for each in allowed if each & ~group)
        yield _Cut(max(left, right), left + right, axis, group)


def _is_stretch(mask: int, side: int) -> bool:
    """Whether the classes of a set are all that a side has between the first and the last."""
    return side & ((1 << mask.bit_length()) - (mask & -mask)) == mask


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1
