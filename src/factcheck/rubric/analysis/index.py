"""Which rules meet a box, or hold everywhere in it: for all rules at once.

A set of rules is a number with one bit for each, so that two thousand of them are compared with a
box by a few operations for each side, and not one by one.
"""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from factcheck.rubric.analysis.grid import Box, Grid

_BLOCK = 64


class Index:
    """The rules of a grid that match something, by the classes that they allow."""

    def __init__(self, grid: Grid) -> None:
        self.living = sum(1 << rule for rule in grid.living)
        held = [[each & self.living for each in axis.held] for axis in grid.axes]
        self._unions = [_Joined(each, or_) for each in held]
        self._shared = [_Joined(each, and_) for each in held]
        self._whole = grid.whole

    def meeting_side(self, axis: int, side: int) -> int:
        """Return the rules that allow one of some classes of an input."""
        return self._unions[axis].of(side)

    def meeting(self, box: Box) -> int:
        """Return the rules that match somewhere in a box."""
        found = self.living
        for axis, side in enumerate(box):
            found &= self._unions[axis].of(side)
        return found

    def holding(self, box: Box) -> int:
        """Return the rules that match everywhere in a box, which is not empty."""
        found = self.living
        for axis, side in enumerate(box):
            found &= self._shared[axis].of(side)
        return found

    def within(self, box: Box) -> int:
        """Return the rules that match nowhere but in a box."""
        beyond = 0
        for axis, (side, whole) in enumerate(zip(box, self._whole, strict=True)):
            beyond |= self._unions[axis].of(whole & ~side)
        return self.living & ~beyond


class _Joined:
    """Sets in a row, and what the sets of any stretch of it are together."""

    def __init__(self, sets: Sequence[int], join: Callable[[int, int], int]) -> None:
        self._sets = sets
        self._join = join
        self._known: dict[int, int] = {0: 0}
        blocks = [sets[start : start + _BLOCK] for start in range(0, len(sets), _BLOCK)]
        self._blocks = [reduce(join, each) for each in blocks]
        self._ahead = [found for each in blocks for found in _running(each, join)]
        """What the sets of a block are together, up to each."""
        self._behind = [found for each in blocks for found in reversed(_running(each[::-1], join))]
        """The same, from each on."""

    def of(self, places: int) -> int:
        """Return what the sets at some places are together, nothing for no place."""
        found = self._known.get(places)
        if found is None:
            found = reduce(self._join, (self._stretch(*each) for each in runs_of(places)))
            self._known[places] = found
        return found

    def _stretch(self, start: int, stop: int) -> int:
        first, last = start // _BLOCK, (stop - 1) // _BLOCK
        if first == last:
            return reduce(self._join, self._sets[start:stop])
        ends = self._join(self._behind[start], self._ahead[stop - 1])
        return reduce(self._join, self._blocks[first + 1 : last], ends)


def _running(sets: Sequence[int], join: Callable[[int, int], int]) -> list[int]:
    found: list[int] = []
    for each in sets:
        found.append(join(found[-1], each) if found else each)
    return found


def runs_of(places: int) -> Iterator[tuple[int, int]]:
    """Yield the first of bits in a row that are set, and the place after the last of them."""
    passed = 0
    while places:
        zeros = (places & -places).bit_length() - 1
        places >>= zeros
        ones = (~places & (places + 1)).bit_length() - 1
        yield passed + zeros, passed + zeros + ones
        places >>= ones
        passed += zeros + ones
