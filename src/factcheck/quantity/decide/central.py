"""Worlds near the middle of what is possible, where these are quickly found.

The search for a world ends at a corner, where numbers are as small or large as they can be. One in
the middle tells a reader more. It counts only if it satisfies the same rows and the same formula.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.bounds.decision import Decision
from factcheck.bounds.lone import lone_range
from factcheck.bounds.worlds import candidates, find_world
from factcheck.model.formula import All, AnyOf, Atom, Count, holds_at, negated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from factcheck.bounds.simplex import Point
    from factcheck.model.formula import Formula
    from factcheck.model.fraction import Fraction
    from factcheck.model.linear import Row, System

MAX_SIZE = 60
"""In systems of more rows and numbers than this the first world is as good as any."""


def centred(system: System, formula: Formula, found: Decision) -> Decision:
    """Return a decision with a world from the middle of the case that the found one is in."""
    size = len(system.variables) + len(system.rows)
    if found.point is None or not system.variables or size > MAX_SIZE:
        return found
    rows = tuple(_rows_at(formula, found.point))
    world = _lone(system, rows) if len(system.variables) == 1 else None
    world = world or find_world(system.with_rows(rows))
    if world is None or not system.admits(world) or not holds_at(formula, world):
        return found
    return Decision(point=world)


def _lone(system: System, rows: tuple[Row, ...]) -> Point | None:
    """Return a number from the middle of those that are left to the only unknown one."""
    (only,) = system.variables
    left = lone_range(system, rows)
    return None if left is None else {only.name: candidates(left, only.is_integer)[0]}


def _rows_at(formula: Formula, point: Mapping[str, Fraction]) -> Iterator[Row]:
    """Yield rows that make a formula true, and that a point satisfies in which it is true."""
    match formula:
        case Atom():
            if not formula.form.is_constant:
                yield formula.row
        case All():
            for part in formula.parts:
                yield from _rows_at(part, point)
        case AnyOf():
            yield from _rows_at(next(p for p in formula.parts if holds_at(p, point)), point)
        case Count():
            for part in formula.parts:
                yield from _rows_at(part if holds_at(part, point) else negated(part), point)
        case _:
            assert_never(formula)
