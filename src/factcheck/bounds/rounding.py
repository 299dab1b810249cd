"""A point of whole numbers near another one, found by rounding it and mending rows one by one.

Method: local search with weights of rows, in the manner of the feasibility jump heuristic
(Luteberget and Sartor 2023), in whole numbers throughout. Rows of tables have some room left, so
that a few steps are enough; where they are not, nothing is found and nothing is said. Effort is
counted in steps and in terms looked at, never in seconds, and nothing is drawn at random.
"""

from __future__ import annotations

from collections import deque
from heapq import nlargest
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.linear import Row, System

MAX_STEPS = 20_000
"""How many steps one search may take."""
MAX_ROUNDS = 20
"""So many times the terms of all rows may be looked at in all of them."""
MAX_TRIED = 60
"""How many numbers of a row are tried at a time."""
BUSIEST = 3
"""So many of its numbers are always among them: those that occur most often."""
REST = 5
"""A number that was changed is left alone for so many steps."""

Point = dict[str, Fraction]


class _Line(NamedTuple):
    """A row in whole numbers."""

    terms: tuple[tuple[str, int], ...]
    lower: int | None
    upper: int | None
    unit: int
    """The largest of the multiples: how much a step may come to."""

    def missed(self, total: int) -> int:
        """Return how many steps of the largest multiple a total is off."""
        if self.lower is not None and total < self.lower:
            return -((total - self.lower) // self.unit)
        if self.upper is not None and total > self.upper:
            return -((self.upper - total) // self.unit)
        return 0


def whole_near(system: System, point: Point) -> Point | None:
    """Return whole numbers near a point that may satisfy a system of whole numbers.

    The system's rows and bounds are those that whole numbers can reach. ``None`` where some
    number need not be whole, and where nothing is found.
    """
    if not all(each.is_integer for each in system.variables):
        return None
    search = _Search(system, point)
    return search.point() if search.is_found() else None


class _Search:
    """Whole numbers for everything, and what the rows miss with them."""

    def __init__(self, system: System, point: Point) -> None:
        self.lines = [_line(row) for row in system.rows if row.form.terms]
        self.lower = {each.name: _whole(each.bounds.lower) for each in system.variables}
        self.upper = {each.name: _whole(each.bounds.upper) for each in system.variables}
        self.value = {name: self._within(name, round(point[name])) for name in self.lower}
        self.uses: dict[str, list[tuple[int, int]]] = {name: [] for name in self.lower}
        for place, line in enumerate(self.lines):
            for name, multiple in line.terms:
                self.uses[name].append((place, multiple))
        self.total = [
            sum(multiple * self.value[name] for name, multiple in line.terms) for line in self.lines
        ]
        self.missed = [
            line.missed(total) for line, total in zip(self.lines, self.total, strict=True)
        ]
        self.weight = [1] * len(self.lines)
        self.rested = dict.fromkeys(self.lower, -REST)
        self.waiting = deque(place for place, missed in enumerate(self.missed) if missed)
        self.terms = MAX_ROUNDS * sum(len(line.terms) for line in self.lines)
        """So many may still be looked at."""

    def _within(self, name: str, number: int) -> int:
        lower, upper = self.lower[name], self.upper[name]
        number = number if lower is None else max(number, lower)
        return number if upper is None else min(number, upper)

    def point(self) -> Point:
        """Return the numbers."""
        return {name: Fraction(number) for name, number in self.value.items()}

    def is_found(self) -> bool:
        """Mend rows until all are; ``False`` where the effort that is allowed is not enough."""
        for step in range(MAX_STEPS):
            while self.waiting and not self.missed[self.waiting[0]]:
                self.waiting.popleft()
            if not self.waiting:
                return True
            if self.terms < 0:
                return False
            self._mend(self.waiting[0], step)
            self.waiting.rotate(-1)
        return False

    def _mend(self, place: int, step: int) -> None:
        """Change the number of a row with which most is won, or give the row more weight."""
        best: tuple[int, int, str, int] | None = None
        tried = 0
        for name, change in self._changes(place, step):
            if step - self.rested[name] < REST:
                continue
            cost = (self._cost(name, change), abs(change), name, change)
            if best is None or cost < best:
                best = cost
            tried += 1
            if tried == MAX_TRIED:
                break
        if best is None or best[0] > 0:
            self.weight[place] += 1
            return
        self._change(best[2], best[3])
        self.rested[best[2]] = step

    def _changes(self, place: int, step: int) -> Iterator[tuple[str, int]]:
        """Yield changes of one number that mend a row, or as much of it as it can.

        The first number is another one at each step.
        """
        line, total = self.lines[place], self.total[place]
        if line.lower is not None and total < line.lower:
            wanted = line.lower - total
        else:
            assert line.upper is not None, "a row misses an end that it has"
            wanted = line.upper - total
        first = step % len(line.terms)
        for name, multiple in (*self._busiest(line), *line.terms[first:], *line.terms[:first]):
            change = -(-abs(wanted) // abs(multiple))
            if (wanted > 0) is not (multiple > 0):
                change = -change
            before = self.value[name]
            change = self._within(name, before + change) - before
            if change:
                yield name, change

    def _busiest(self, line: _Line) -> list[tuple[str, int]]:
        """Return the numbers of a line that occur in most lines, such as a total of everything."""
        return nlargest(BUSIEST, line.terms, key=lambda term: len(self.uses[term[0]]))

    def _cost(self, name: str, change: int) -> int:
        cost = 0
        for place, multiple in self.uses[name]:
            missed = self.lines[place].missed(self.total[place] + multiple * change)
            cost += (missed - self.missed[place]) * self.weight[place]
        self.terms -= len(self.uses[name])
        return cost

    def _change(self, name: str, change: int) -> None:
        self.value[name] += change
        for place, multiple in self.uses[name]:
            self.total[place] += multiple * change
            before = self.missed[place]
            self.missed[place] = self.lines[place].missed(self.total[place])
            if self.missed[place] and not before:
                self.waiting.append(place)


def _whole(end: Fraction | None) -> int | None:
    return None if end is None else int(end)


def _line(row: Row) -> _Line:
    """Return a row times what makes all its numbers whole."""
    numbers = [row.form.constant, *(multiple for _, multiple in row.form.terms)]
    ends = (row.allowed.lower, row.allowed.upper)
    numbers += [end for end in ends if end is not None]
    scale = lcm(*(each.denominator for each in numbers))
    terms = tuple((name, int(multiple * scale)) for name, multiple in row.form.terms)
    lower, upper = (None if end is None else int((end - row.form.constant) * scale) for end in ends)
    return _Line(terms, lower, upper, max(abs(multiple) for _, multiple in terms))
