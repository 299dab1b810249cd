"""Possible worlds: a number for every unknown, checked against every row.

A dive with interval propagation: fix one variable at a time, tighten the rest, go back where
nothing is left. Whatever it returns satisfies the system exactly; that it returns nothing
proves nothing. Its effort is counted in steps, never in seconds.
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.bounds.reach import reach_of
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.bounds.reach import Reach
    from factcheck.model.linear import System

MAX_STEPS = 400
"""Numbers tried beside one for each unknown number."""

World = dict[str, Fraction]
Lean = int | dict[str, int]
"""Which numbers to prefer: for all alike, or by name, middling ones where nothing is said."""


def find_world(system: System, *, lean: Lean = 0) -> World | None:
    """Return numbers that satisfy the whole system, or ``None`` where the dive found none.

    ``lean`` below zero prefers small numbers, above zero large ones, zero middling ones; or says
    so for each number.
    """
    reach = reach_of(system)
    world = None if reach is None else _dive(_without_loose(reach, lean), lean)
    return world if world is not None and system.admits(world) else None


def _without_loose(reach: Reach, lean: Lean) -> Reach:
    """Fix every number that no row ties to another: whatever it is, the others do not mind."""
    box = dict(reach.box)
    for each in reach.variables:
        if each.name not in reach.touching and not box[each.name].is_point:
            first = candidates(box[each.name], each.is_integer, _lean_of(each.name, lean))[0]
            box[each.name] = Interval.point(first)
    return replace(reach, box=box, memo={})


def _dive(start: Reach, lean: Lean) -> World | None:
    """Fix one number after the other; go back where a number leaves nothing for the others."""
    trail = [_Level(start, 0, lean)]
    for _ in range(MAX_STEPS + len(start.variables)):
        if not trail:
            return None
        level = trail[-1]
        if level.chosen is None:
            return {name: _only(bounds) for name, bounds in level.reach.box.items()}
        number = next(level.numbers, None)
        if number is None:
            trail.pop()
            continue
        fixed = level.reach.fixed(level.chosen.name, number)
        if fixed is not None:
            trail.append(_Level(fixed, level.place + 1, lean))
    return None


class _Level:
    """How far a dive got: the first number from a place on that is not fixed, and what to try."""

    def __init__(self, reach: Reach, start: int, lean: Lean) -> None:
        self.reach = reach
        every = reach.variables
        free = (n for n in range(start, len(every)) if not reach.box[every[n].name].is_point)
        self.place = next(free, len(every))
        self.chosen = every[self.place] if self.place < len(every) else None
        self.numbers: Iterator[Fraction] = iter(())
        if self.chosen is not None:
            bounds = reach.box[self.chosen.name]
            self.numbers = iter(
                candidates(bounds, self.chosen.is_integer, _lean_of(self.chosen.name, lean))
            )


def _lean_of(name: str, lean: Lean) -> int:
    return lean if isinstance(lean, int) else lean.get(name, 0)


def _only(bounds: Interval) -> Fraction:
    assert bounds.lower is not None
    return bounds.lower


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
