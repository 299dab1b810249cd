"""What is found about two rules that match the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.model.rubric import HitPolicy
from factcheck.rubric.analysis import tell
from factcheck.rubric.analysis.grid import bits_of, lies_within

if TYPE_CHECKING:
    from collections.abc import Container, Hashable, Iterator, Sequence

    from factcheck.model.rubric import Outcome
    from factcheck.rubric.analysis.grid import Box, Grid
    from factcheck.rubric.analysis.index import Index
    from factcheck.rubric.analysis.outcomes import Judge
    from factcheck.rubric.analysis.shelf import Shelf


class Overlaps(NamedTuple):
    """What is known of the rules of a table that overlap."""

    grid: Grid
    lookup: Index
    judge: Judge
    redundant: Container[int]


def put_overlaps(known: Overlaps, partners: Sequence[int], shelf: Shelf) -> None:
    """Add a finding for each two rules that overlap, the most telling one.

    Pairs that are only counted, because enough of their sort are listed, are counted at once.
    """
    teller, sorter = _Teller(known, shelf), _Sorter(known)
    for rule, others in enumerate(partners):
        told = 0
        for sort, found in sorter.sorted(rule, others >> rule << rule):
            if shelf.is_full(sort):
                shelf.count(sort, found.bit_count())
            else:
                told |= found
        for other in bits_of(told):
            teller.tell(rule, other)


class _Sorter:
    """Tells the sorts of findings of a rule and others apart, for all of them at once."""

    def __init__(self, known: Overlaps) -> None:
        grid, judge = known.grid, known.judge
        self._known = known
        self._same_box: dict[Box, int] = {}
        self._same_outcome: dict[frozenset[Outcome], int] = {}
        self._open = [0] * len(grid.axes)
        """For each input the rules that leave it open."""
        for rule, (box, given) in enumerate(zip(grid.boxes, judge.outcomes, strict=True)):
            bit = 1 << rule
            self._same_box[box] = self._same_box.get(box, 0) | bit
            self._same_outcome[given] = self._same_outcome.get(given, 0) | bit
            for axis, (side, whole) in enumerate(zip(box, grid.whole, strict=True)):
                self._open[axis] |= bit if side == whole else 0

    def sorted(self, rule: int, others: int) -> Iterator[tuple[Hashable, int]]:
        """Yield sorts of findings, each with those of some rules that belong to it."""
        grid, index, judge, _ = self._known
        box = grid.boxes[rule]
        same_box = others & self._same_box[box]
        if not grid.rubric.hit.is_single:
            yield "duplicate", same_box
            return
        agreeing = others & self._same_outcome[judge.outcomes[rule]]
        yield "duplicate", agreeing & same_box
        nested = agreeing & ~same_box
        nested &= index.holding(box) | index.within(box) if nested else 0
        yield "subsumed", nested
        yield "agreeing", agreeing & ~same_box & ~nested
        misleading = self._misleading(rule, others & ~agreeing)
        yield "misleading", misleading
        differing = others & ~agreeing & ~misleading
        yield ("disagreeing", True), differing & same_box
        yield ("disagreeing", False), differing & ~same_box

    def _misleading(self, rule: int, others: int) -> int:
        """Return the rules of a pair with this one of which either misleads."""
        grid, _, judge, _ = self._known
        if grid.rubric.hit is not HitPolicy.PRIORITY or not others:
            return 0
        more, less = 0, 0
        for side, whole, is_open in zip(grid.boxes[rule], grid.whole, self._open, strict=True):
            if side == whole:
                more |= ~is_open
            else:
                less |= is_open
        return others & (judge.overridden(rule) & more | judge.overriding(rule) & less)


class _Teller:
    """Tells about pairs of rules of one table; a pair is two places, the lower one first."""

    def __init__(self, known: Overlaps, shelf: Shelf) -> None:
        self._grid, _, self._judge, self._redundant = known
        self._shelf = shelf

    def tell(self, one: int, other: int) -> None:
        """Add what is to be told about two rules that overlap."""
        grid, shelf = self._grid, self._shelf
        pair = one, other
        is_same_box = grid.boxes[one] == grid.boxes[other]
        if not grid.rubric.hit.is_single:
            # That several rules match is what such tables are for, unless they test the same.
            shelf.put("duplicate", tell.duplicate, grid, pair)
        elif not self._judge.agree(one, other):
            self._tell_disagreement(pair, is_same_box=is_same_box)
        elif is_same_box:
            shelf.put("duplicate", tell.duplicate, grid, pair)
        elif lies_within(grid.boxes[one], grid.boxes[other]):
            self._tell_subsumption((other, one))
        elif lies_within(grid.boxes[other], grid.boxes[one]):
            self._tell_subsumption(pair)
        else:
            shelf.put("agreeing", tell.agreeing, grid, pair)

    def _tell_subsumption(self, pair: tuple[int, int]) -> None:
        is_redundant = pair[1] in self._redundant
        self._shelf.put("subsumed", tell.subsumed, self._grid, pair, is_redundant=is_redundant)

    def _tell_disagreement(self, pair: tuple[int, int], *, is_same_box: bool) -> None:
        decides = next(
            (a for a, b in (pair, pair[::-1]) if self._judge.overrides(a, b)),
            None,
        )
        if decides is not None and self._grid.rubric.hit is HitPolicy.PRIORITY:
            yields = pair[1] if decides == pair[0] else pair[0]
            left_open = self._left_open(decides, yields)
            if left_open:
                misled = decides, yields
                self._shelf.put("misleading", tell.misleading, self._grid, misled, left_open)
                return
        self._shelf.put(
            ("disagreeing", is_same_box),
            tell.disagreeing,
            self._grid,
            pair,
            decides=decides,
            is_same_box=is_same_box,
        )

    def _left_open(self, rule: int, other: int) -> list[str]:
        """Return the inputs that a rule leaves open and another one tests."""
        boxes = self._grid.boxes
        return [
            axis.input.name
            for axis, mine, its in zip(self._grid.axes, boxes[rule], boxes[other], strict=True)
            if mine == axis.whole != its
        ]
