"""Whole numbers with a given sum and sum of squares: all of them, or the proof that none exist.

Numbers are looked for from the largest down. What is left to find is bounded at each step: the
sum of squares is least where the numbers are as equal as can be, and greatest where they lie at
the ends of their range. No number lies further from the mean than Samuelson (1968) allows, so
that a range without ends has ends as well.
"""

from __future__ import annotations

from math import isqrt
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

MAX_STEPS = 500_000
"""How many numbers may be tried for one question."""

Counts = dict[int, int]
"""Numbers, and how often each is there."""


class TooManyStepsError(Exception):
    """The search took more steps than are allowed."""


class Range(Struct, frozen=True):
    """Which whole numbers may be used."""

    least: int | None = None
    most: int | None = None
    barred: frozenset[int] = frozenset()


def least_squares(n: int, total: int) -> int:
    """Return the smallest sum of squares of n whole numbers with a sum; of none it is 0."""
    if n == 0:
        return 0
    each, rest = divmod(total, n)
    return (n - rest) * each**2 + rest * (each + 1) ** 2


def most_squares(total: int, cap: int) -> int:
    """Return the greatest sum of squares of numbers from 0 to ``cap`` with a sum.

    There must be enough of them: at least ``total / cap``.
    """
    if cap == 0:
        return 0
    full, rest = divmod(total, cap)
    return full * cap**2 + rest**2


class Search:
    """Looks for numbers, and counts its steps over all the questions it is asked."""

    def __init__(self, most_steps: int = MAX_STEPS) -> None:
        self.most_steps = most_steps
        self.steps = 0
        self._end = most_steps

    @property
    def is_over(self) -> bool:
        """Whether no step is left."""
        return self.steps >= self.most_steps

    def find(
        self, n: int, total: int, squares: int, among: Range, *, most_steps: int | None = None
    ) -> Counts | None:
        """Return n whole numbers with a sum and a sum of squares; ``None`` where none exist.

        Raises ``TooManyStepsError`` past ``most_steps`` of its own, or where none are left.
        """
        own = self.most_steps if most_steps is None else self.steps + most_steps
        self._end = min(self.most_steps, own)
        self._step()
        if n == 0:
            return {} if total == squares == 0 else None
        reach = n * squares - total**2
        # Sums of squares have the parity of their sums, and the mean is never beyond the root.
        if reach < 0 or (squares - total) % 2:
            return None
        furthest = isqrt((n - 1) * reach)
        lowest, highest = -((furthest - total) // n), (total + furthest) // n
        lowest = lowest if among.least is None else max(lowest, among.least)
        highest = highest if among.most is None else min(highest, among.most)
        if lowest > highest:
            return None
        # From here on numbers are counted from the lowest one.
        barred = frozenset(each - lowest for each in among.barred)
        moved = squares - 2 * lowest * total + n * lowest**2
        start = _Left(n, total - n * lowest, moved, highest - lowest)
        found = self._descend(start, barred)
        return None if found is None else {each + lowest: times for each, times in found.items()}

    def _step(self) -> None:
        if self.steps >= self._end:
            raise TooManyStepsError
        self.steps += 1

    def _descend(self, start: _Left, barred: AbstractSet[int]) -> Counts | None:
        """Choose numbers from the largest down, and go back where the rest cannot be found."""
        if not start.is_open:
            return None
        dead: set[_Left] = set()
        path: list[tuple[int, _Left, Iterator[int]]] = []
        left = start
        choices = left.choices()
        while True:
            ending = _ending(left, barred)
            if ending is not None:
                return _counted([*(each for each, _, _ in path), *ending])
            step = self._next(left, choices, barred, dead)
            if step is not None:
                path.append((step[0], left, choices))
                left, choices = step[1], step[1].choices()
                continue
            dead.add(left)
            if not path:
                return None
            _, left, choices = path.pop()

    def _next(
        self, left: _Left, choices: Iterator[int], barred: AbstractSet[int], dead: set[_Left]
    ) -> tuple[int, _Left] | None:
        """Return the next number to try with what it leaves; ``None`` where none is left."""
        for number in choices:
            self._step()
            after = left.after(number)
            if number not in barred and after.is_open and after not in dead:
                return number, after
        return None


class _Left(NamedTuple):
    """What is still to be found: n numbers from 0 to ``cap`` with a sum and a sum of squares."""

    n: int
    total: int
    squares: int
    cap: int

    @property
    def is_open(self) -> bool:
        """Whether the bounds leave such numbers possible."""
        if not 0 <= self.total <= self.n * self.cap:
            return False
        least = least_squares(self.n, self.total)
        return least <= self.squares <= most_squares(self.total, self.cap)

    def choices(self) -> Iterator[int]:
        """Yield what the largest of them can be, downwards; two or fewer are found at once."""
        if self.n <= _PAIR:
            return
        number = min(self.cap, _highest(self))
        # The smaller the largest one, the smaller the greatest sum of squares.
        while number * self.n >= self.total and most_squares(self.total, number) >= self.squares:
            yield number
            number -= 1

    def after(self, number: int) -> _Left:
        """Return what is left when this number was chosen."""
        total, squares = self.total - number, self.squares - number**2
        return _Left(self.n - 1, total, squares, min(number, self.cap))


_PAIR = 2


def _highest(left: _Left) -> int:
    reach = (left.n - 1) * (left.n * left.squares - left.total**2)
    return (left.total + isqrt(reach)) // left.n


def _ending(left: _Left, barred: AbstractSet[int]) -> list[int] | None:
    """Return the last numbers where they follow at once: two or fewer, or all of them equal."""
    n, total, squares, cap = left
    if n > _PAIR:
        each, rest = divmod(total, n)
        is_flat = rest == 0 and squares == n * each**2 and each not in barred
        return [each] * n if is_flat else None
    # Two numbers with a sum s and a sum of squares q differ by the root of 2q - s².
    gap = isqrt(2 * squares - total**2) if n == _PAIR else 0
    pair = [(total + gap) // 2, (total - gap) // 2] if n == _PAIR else [total]
    fits = sum(pair) == total and sum(each**2 for each in pair) == squares
    return pair if fits and all(0 <= x <= cap and x not in barred for x in pair) else None


def _counted(numbers: list[int]) -> Counts:
    found: Counts = {}
    for each in sorted(numbers):
        found[each] = found.get(each, 0) + 1
    return found
