"""Whether a dispute's rows are possible: first as if numbers were real, then as they are.

Where nobody says how many things there are, shares are all that is known of them, and a world
stays one if there are so many times as many of everything. That makes whole numbers of fractions
without a search.
"""

from __future__ import annotations

from math import lcm
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.bounds.solve import Solution, solve
from factcheck.model.fraction import Fraction
from factcheck.model.linear import System

if TYPE_CHECKING:
    from factcheck.bounds.simplex import Point

_MEMO = "relaxed"


def relaxed(system: System) -> System:
    """Return a system in which no number has to be whole, the same one each time it is asked."""
    found = system.memo.get(_MEMO)
    if not isinstance(found, System):
        variables = tuple(replace(each, is_integer=False) for each in system.variables)
        found = system.memo[_MEMO] = System(variables, system.rows)
    return found


def solution_of(system: System) -> Solution:
    """Return a point of a system, or why it has none; neither where the effort was not enough."""
    if not system.integers:
        return solve(system)
    real = solve(relaxed(system))
    if real.refutation is not None:
        return real
    if real.point is not None:
        multiple = _multiple(system, real.point)
        if system.admits(multiple):
            return Solution(point=multiple)
    return solve(system)


def _multiple(system: System, point: Point) -> Point:
    """Return the smallest multiple of a point in which all whole numbers are such."""
    below = lcm(*(point[name].denominator for name in system.integers))
    return {name: number * Fraction(below) for name, number in point.items()}
