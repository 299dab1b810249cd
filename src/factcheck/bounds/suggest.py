"""What floats suggest of a larger system: exact points and reasons, best first, to be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.highs import basis_of, whole_point
from factcheck.bounds.program import (
    FEW,
    by_row,
    exact_corner,
    exact_multiples,
    exact_point,
    exact_ray,
    program_of,
    rounded_point,
    rounded_ray,
)
from factcheck.model.fraction import Fraction
from factcheck.model.linear import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.bounds.highs import Basis
    from factcheck.bounds.limits import Limits
    from factcheck.bounds.program import Point, Program
    from factcheck.model.certificate import Combination
    from factcheck.model.linear import System

LARGE = 600
"""With so many terms in rows of several numbers the solver's start-up pays."""

MAX_WHOLE = 20_000
"""With more terms the floats are not asked for whole numbers, which would take them too long."""

INWARD = 1e-5
"""How far the floats keep off open ends: more than they take for nothing."""
STEPS = (Fraction(1, 64), Fraction(1, 2**16), Fraction(1, 2**32))
"""How far off a corner points are tried."""

_NO_GOAL = Form()


def is_large(limits: Limits) -> bool:
    """Whether a system is one for the solver."""
    return size_of(limits) >= LARGE


def size_of(limits: Limits) -> int:
    """Return how many terms the rows of several numbers have together."""
    return sum(len(row.form.terms) for row in limits.rows.values())


def suggestions(system: System, limits: Limits) -> Iterator[Point | Combination]:
    """Yield points that may satisfy a system over real numbers, and reasons why nothing may.

    None of them was checked.
    """
    yield from _inward_suggestions(system, limits)
    program = program_of(system, limits)
    basis = basis_of(program)
    if basis is None:
        return
    if basis.is_impossible:
        yield from _reasons(program, basis)
        return
    point = exact_point(program, basis)
    if point is not None:
        yield point
    multiples = exact_multiples(program, basis, program.goal)
    if multiples is not None:
        yield from _completed(limits, by_row(program, multiples))
    yield rounded_point(program, basis.numbers)


def _inward_suggestions(system: System, limits: Limits) -> Iterator[Point | Combination]:
    """Yield what is found with open ends a little further in, which is quicker than a slack."""
    program = program_of(system, limits, _NO_GOAL)
    basis = basis_of(program, inward=INWARD)
    if basis is None:
        return
    if basis.is_impossible:
        yield from _reasons(program, basis)
        return
    corner = exact_corner(program, basis)
    if corner is not None:
        yield from _inner_points(*corner)


def _inner_points(point: Point, way: Point) -> Iterator[Point]:
    """Yield points on the way from a corner, further off and nearer."""
    if not any(way.values()):
        yield point
        return
    for step in STEPS:
        yield {name: number + way[name] * step for name, number in point.items()}


def _reasons(program: Program, basis: Basis) -> Iterator[Combination]:
    limits = program.limits
    multiples = exact_ray(program, basis)
    if multiples is not None:
        yield from _completed(limits, multiples)
    for denominator in (FEW, None):
        yield from _completed(limits, rounded_ray(program, basis, denominator))


def _completed(limits: Limits, multiples: dict[int, Fraction]) -> Iterator[Combination]:
    found = limits.completed(multiples)
    if found is not None:
        yield found


def whole_suggestion(system: System, limits: Limits) -> Point | None:
    """Return a point of whole numbers that may satisfy a system."""
    if size_of(limits) > MAX_WHOLE:
        return None
    program = program_of(system, limits, _NO_GOAL)
    numbers = whole_point(program, system.integers)
    return None if numbers is None else rounded_point(program, numbers)


class Top(Struct, frozen=True):
    """Where a form may be largest, and why it may be no larger; neither where it has no end."""

    point: Point | None = None
    proof: Combination | None = None
    inner: tuple[Point, ...] = ()
    """Points that may be near it, and keep off open ends."""


def top_of(system: System, limits: Limits, form: Form, *, inward: bool = False) -> Top | None:
    """Return where the floats find a form largest; ``None`` where they find nothing.

    With ``inward`` open ends are a little further in.
    """
    program = program_of(system, limits, form)
    basis = basis_of(program, inward=INWARD if inward else 0.0)
    if basis is None or basis.is_impossible:
        return None
    if not basis.is_optimal:
        return Top()
    multiples = exact_multiples(program, basis, program.goal)
    corner = exact_corner(program, basis)
    if multiples is None or corner is None:
        return None
    proof = limits.completed(by_row(program, multiples), form)
    return None if proof is None else Top(corner[0], proof, tuple(_inner_points(*corner)))
