"""Which statements contradict each other: minimal sets, by deletion and enumeration."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from factcheck.bounds.propagate import propagate

if TYPE_CHECKING:
    from factcheck.bounds.linear import System

MAX_ENUMERATED = 12
"""Up to this many statements every minimal conflict is listed; beyond, one."""


def minimal_conflicts(system: System) -> tuple[tuple[str, ...], ...]:
    """Return the minimal sets of statements that propagation proves contradictory.

    Empty where it proves no contradiction. Rows and bounds without which every set would be
    consistent belong to the statements of the variables and are always kept.
    """
    statements = tuple(dict.fromkeys(row.statement for row in system.rows))
    if propagate(system) is not None:
        return ()
    core = _reduced(system, statements)
    if len(statements) > MAX_ENUMERATED:
        return (core,)
    found: list[tuple[str, ...]] = []
    for size in range(len(statements) + 1):
        for chosen in combinations(statements, size):
            if not any(set(known) <= set(chosen) for known in found) and _clash(
                system, statements, chosen
            ):
                found.append(chosen)
    return tuple(found)


def _clash(system: System, statements: tuple[str, ...], chosen: tuple[str, ...]) -> bool:
    return propagate(system.without(frozenset(statements) - frozenset(chosen))) is None


def _reduced(system: System, statements: tuple[str, ...]) -> tuple[str, ...]:
    """Return one minimal conflict: drop each statement that is not needed."""
    kept = statements
    for statement in statements:
        rest = tuple(each for each in kept if each != statement)
        if _clash(system, statements, rest):
            kept = rest
    return kept
