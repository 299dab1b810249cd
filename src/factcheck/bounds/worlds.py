"""Possible worlds: a number for every unknown, checked against every row.

A dive with interval propagation: fix one variable at a time, tighten the rest, go back where
nothing is left. Whatever it returns satisfies the system exactly; that it returns nothing
proves nothing. Its effort is counted in steps, never in seconds.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from factcheck.bounds.linear import System, Variable
from factcheck.bounds.propagate import propagate
from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from factcheck.bounds.propagate import Box

MAX_STEPS = 400

World = dict[str, Fraction]


def find_world(system: System, *, lean: int = 0) -> World | None:
    """Return numbers that satisfy the whole system, or ``None`` where the dive found none.

    ``lean`` below zero prefers small numbers, above zero large ones, zero middling ones.
    """
    world = _Dive(lean).descend(system)
    return world if world is not None and system.admits(world) else None


class _Dive:
    """One search, with its budget of steps."""

    def __init__(self, lean: int) -> None:
        self.lean = lean
        self.steps = 0

    def descend(self, system: System) -> World | None:
        self.steps += 1
        box = propagate(system) if self.steps <= MAX_STEPS else None
        if box is None:
            return None
        free = [each for each in system.variables if not box[each.name].is_point]
        if not free:
            return {name: _only(bounds) for name, bounds in box.items()}
        chosen = free[0]
        for number in candidates(box[chosen.name], chosen.is_integer, self.lean):
            world = self.descend(_fixed(system, box, chosen.name, number))
            if world is not None:
                return world
        return None


def _only(bounds: Interval) -> Fraction:
    assert bounds.lower is not None
    return bounds.lower


def _fixed(system: System, box: Box, name: str, number: Fraction) -> System:
    """Return the system with the bounds found so far and one variable fixed."""
    return System(
        tuple(
            Variable(
                each.name,
                Interval.point(number) if each.name == name else box[each.name],
                each.is_integer,
            )
            for each in system.variables
        ),
        system.rows,
    )


def candidates(bounds: Interval, is_integer: bool, lean: int = 0) -> tuple[Fraction, ...]:
    """Return a few numbers of a set to try: simple ones, spread over it.

    Without an end on one side, numbers a little and far beyond the other are tried.
    """
    low = bounds.lower if bounds.lower is not None else _reach(bounds.upper, -1)
    high = bounds.upper if bounds.upper is not None else _reach(bounds.lower, 1)
    spread = [Fraction(1, 2), Fraction(1, 16), Fraction(15, 16), Fraction(1, 4), Fraction(3, 4)]
    if lean:
        spread = [Fraction(0), Fraction(1, 64), *spread]
    if lean > 0:
        spread = [1 - part for part in spread]
    step = (high - low) / 64
    found: list[Fraction] = []
    for part in [*spread, Fraction(0), Fraction(1)]:
        around = low + (high - low) * part
        for number in _near(around, step, is_integer):
            if number in bounds and number not in found:
                found.append(number)
                break
    return tuple(found)


def _reach(end: Fraction | None, direction: int) -> Fraction:
    """Return a number well beyond the only end there is."""
    start = end if end is not None else Fraction(0)
    return start + direction * max(abs(start), Fraction(1000))


def _near(number: Fraction, step: Fraction, is_integer: bool) -> tuple[Fraction, ...]:
    """Return simple numbers near another, the number itself last."""
    if is_integer:
        return (Fraction(floor(number)), Fraction(ceil(number)))
    if step == 0:
        return (number,)
    simple = number.limit_denominator(max(1, ceil(1 / step)))
    return (Fraction(round(number)), simple, number) if step >= 1 else (simple, number)
