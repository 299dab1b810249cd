"""Sparse systems of linear equations solved exactly.

Method: Gaussian elimination in rational arithmetic. The equation with fewest unknowns is taken
next and solved for the unknown that occurs in fewest others (Markowitz 1957), so that what comes
from tables, which is nearly triangular, stays sparse.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, TypeVar

from factcheck.model.linear import ZERO

if TYPE_CHECKING:
    from collections.abc import Hashable

    from factcheck.model.fraction import Fraction

MAX_STEPS = 3_000_000
"""How many multiples may be worked out in one elimination."""

_Key = TypeVar("_Key", bound="Hashable")


def solved(
    equations: list[dict[_Key, Fraction]], numbers: list[Fraction]
) -> dict[_Key, Fraction] | None:
    """Return the unknowns of equations ``sum of multiples times unknowns = number``.

    Unknowns that the equations leave open are zero. ``None`` where the equations contradict each
    other or the effort that is allowed is not enough.
    """
    found = solved_for(equations, (numbers,))
    return None if found is None else found[0]


def solved_for(
    equations: list[dict[_Key, Fraction]], sides: tuple[list[Fraction], ...]
) -> tuple[dict[_Key, Fraction], ...] | None:
    """Return the unknowns of the same equations for several right-hand sides, as ``solved``."""
    rows = [dict(each) for each in equations]
    sides = tuple(list(numbers) for numbers in sides)
    users: dict[_Key, set[int]] = {}
    for place, row in enumerate(rows):
        for key in row:
            users.setdefault(key, set()).add(place)
    waiting = [(len(row), place) for place, row in enumerate(rows)]
    heapify(waiting)
    is_open = [True] * len(rows)
    order: list[tuple[_Key, int]] = []
    steps = 0
    while waiting:
        size, place = heappop(waiting)
        row = rows[place]
        if not is_open[place] or size != len(row):
            continue
        is_open[place] = False
        if not row:
            if any(numbers[place] for numbers in sides):
                return None
            continue
        key = min(row, key=lambda each: len(users[each]))
        order.append((key, place))
        pivot = row[key]
        for other in row:
            users[other].discard(place)
        # The order in which the others are changed makes no difference to any of them.
        for user in users.pop(key):
            target = rows[user]
            factor = target.pop(key) / pivot
            for numbers in sides:
                if numbers[place]:
                    numbers[user] -= numbers[place] * factor
            steps += len(row)
            for other, multiple in row.items():
                if other != key:
                    _take(target, other, multiple * factor, users[other], user)
            heappush(waiting, (len(target), user))
        if steps > MAX_STEPS:
            return None
    return tuple(_substituted(rows, numbers, order) for numbers in sides)


def _take(
    row: dict[_Key, Fraction], key: _Key, number: Fraction, users: set[int], place: int
) -> None:
    """Take a number from one multiple of a row."""
    left = row.get(key, ZERO) - number
    if left:
        row[key] = left
        users.add(place)
    else:
        del row[key]
        users.discard(place)


def _substituted(
    rows: list[dict[_Key, Fraction]], numbers: list[Fraction], order: list[tuple[_Key, int]]
) -> dict[_Key, Fraction]:
    found: dict[_Key, Fraction] = {}
    for key, place in reversed(order):
        number = numbers[place]
        for other, multiple in rows[place].items():
            if other != key:
                number -= multiple * found.setdefault(other, ZERO)
        found[key] = number / rows[place][key]
    return found
