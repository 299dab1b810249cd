"""A system as a linear program, and what an end of the floats comes to in exact numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.elimination import solved, solved_for
from factcheck.bounds.limits import MINUS, ONE
from factcheck.model.fraction import Fraction
from factcheck.model.linear import ZERO, Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.bounds.highs import Basis
    from factcheck.bounds.limits import Limits, Near
    from factcheck.model.linear import System

SLACK = "\0slack"
"""The column that keeps numbers off the ends that do not belong to their sets."""
TINY = 1e-9
"""Floats nearer to zero than this are taken for zero; whether rightly, the check will tell."""
FEW = 10_000
"""Numbers and multiples are first tried as fractions of no larger denominator."""

Point = dict[str, Fraction]


class Line(Struct, frozen=True):
    """One row, or one end of it, without the numbers that are known."""

    place: int
    """Of the row in its system; -1 for a number's own end."""
    terms: dict[str, Fraction]
    lower: Fraction | None
    upper: Fraction | None
    is_above: bool = False
    """Whether the lower end does not belong to the line's set, and is left to nobody else."""
    is_below: bool = False
    """The same for the upper end."""


class Program(Struct, frozen=True):
    """A linear program: the largest that ``goal`` can be on some lines."""

    limits: Limits
    columns: list[str]
    lower: list[Fraction | None]
    upper: list[Fraction | None]
    lines: list[Line]
    goal: dict[str, Fraction]
    above: frozenset[str] = frozenset()
    """The columns whose lower end does not belong to their set, as with lines."""
    below: frozenset[str] = frozenset()


def program_of(system: System, limits: Limits, goal: Form | None = None) -> Program:
    """Return a system as a program; without a goal one that keeps off open ends by a slack."""
    columns = [each.name for each in system.variables if each.name not in limits.fixed]
    lower = [_real(limits.lower[name].at) if name in limits.lower else None for name in columns]
    upper = [_real(limits.upper[name].at) if name in limits.upper else None for name in columns]
    keeps_off = goal is None
    lines = list(_lines(limits, columns, keeps_off=keeps_off))
    wanted = {SLACK: ONE} if goal is None else dict(goal.terms)
    if keeps_off:
        columns.append(SLACK)
        lower.append(ZERO)
        upper.append(ONE)
        return Program(limits, columns, lower, upper, lines, wanted)
    above = frozenset(name for name, limit in limits.lower.items() if limit.at.small)
    below = frozenset(name for name, limit in limits.upper.items() if limit.at.small)
    return Program(limits, columns, lower, upper, lines, wanted, above, below)


def _real(near: Near) -> Fraction:
    return near.real


def _lines(limits: Limits, columns: list[str], *, keeps_off: bool) -> Iterator[Line]:
    fixed = limits.fixed
    for place, row in limits.rows.items():
        known = row.form.constant
        terms: dict[str, Fraction] = {}
        for name, multiple in row.form.terms:
            if name in fixed:
                known += multiple * fixed[name]
            else:
                terms[name] = multiple
        allowed = row.allowed
        lower = None if allowed.lower is None else allowed.lower - known
        upper = None if allowed.upper is None else allowed.upper - known
        is_above = lower is not None and not allowed.lower_closed
        is_below = upper is not None and not allowed.upper_closed
        if not keeps_off:
            yield Line(place, terms, lower, upper, is_above, is_below)
            continue
        if is_above:
            yield Line(place, {**terms, SLACK: MINUS}, lower, None)
        if is_below:
            yield Line(place, {**terms, SLACK: ONE}, None, upper)
        lower, upper = None if is_above else lower, None if is_below else upper
        if lower is not None or upper is not None:
            yield Line(place, terms, lower, upper)
    for name in columns if keeps_off else ():
        low, high = limits.lower.get(name), limits.upper.get(name)
        if low is not None and low.at.small:
            yield Line(-1, {name: ONE, SLACK: MINUS}, low.at.real, None)
        if high is not None and high.at.small:
            yield Line(-1, {name: ONE, SLACK: ONE}, None, high.at.real)


def rounded_point(program: Program, numbers: list[float]) -> Point:
    """Return simple numbers near some floats."""
    point = dict(program.limits.fixed)
    for name, number in zip(program.columns, numbers, strict=True):
        if name != SLACK:
            nearest = round(number)
            is_whole = abs(number - nearest) < TINY * max(1.0, abs(number))
            point[name] = Fraction(nearest) if is_whole else Fraction(number).limit_denominator(FEW)
    return point


def exact_point(program: Program, basis: Basis) -> Point | None:
    """Return the point at which exactly those ends hold that hold in a basis."""
    found = exact_corner(program, basis)
    return None if found is None else found[0]


def exact_corner(program: Program, basis: Basis) -> tuple[Point, Point] | None:
    """Return the point at which those ends hold that hold in a basis, and a way off it.

    The way leads, in proportion, inwards from every one of these ends that is not in its set.
    """
    point, way = _at_ends(program, basis)
    equations: list[dict[str, Fraction]] = []
    numbers: list[Fraction] = []
    steps: list[Fraction] = []
    for line, side in zip(program.lines, basis.lines, strict=True):
        if not side:
            continue
        end = line.lower if side < 0 else line.upper
        assert end is not None, "a line is at an end that it has"
        step = _step(side, is_above=line.is_above, is_below=line.is_below)
        left: dict[str, Fraction] = {}
        for name, multiple in line.terms.items():
            if name in point:
                end -= multiple * point[name]
                if way[name]:
                    step -= multiple * way[name]
            else:
                left[name] = multiple
        equations.append(left)
        numbers.append(end)
        steps.append(step)
    found = solved_for(equations, (numbers, steps))
    if found is None:
        return None
    fixed = program.limits.fixed
    corner = _completed(program, {**fixed, **point}, found[0])
    return corner, _completed(program, {**dict.fromkeys(fixed, ZERO), **way}, found[1])


def _at_ends(program: Program, basis: Basis) -> tuple[Point, Point]:
    """Return the columns that are at an end of their own, and the ways off these."""
    point: Point = {}
    way: Point = {}
    for place, name in enumerate(program.columns):
        side = basis.columns[place]
        if side:
            end = program.lower[place] if side < 0 else program.upper[place]
            # Without any end it is at zero.
            point[name] = ZERO if end is None or side > 1 else end
            way[name] = _step(side, is_above=name in program.above, is_below=name in program.below)
    return point, way


def _step(side: int, *, is_above: bool, is_below: bool) -> Fraction:
    if side < 0:
        return ONE if is_above else ZERO
    return MINUS if side == 1 and is_below else ZERO


def _completed(program: Program, known: Point, found: Point) -> Point:
    """Return a number for every column but the slack, beside those that are known."""
    point = dict(known)
    for name in program.columns:
        if name not in point:
            point[name] = found.get(name, ZERO)
    point.pop(SLACK, None)
    return point


def exact_multiples(
    program: Program, basis: Basis, goal: dict[str, Fraction]
) -> dict[int, Fraction] | None:
    """Return multiples of the lines at an end against which a goal cancels.

    What is left of it are numbers that are at an end themselves.
    """
    equations: dict[str, dict[int, Fraction]] = {
        name: {} for place, name in enumerate(program.columns) if not basis.columns[place]
    }
    for place, (line, side) in enumerate(zip(program.lines, basis.lines, strict=True)):
        if side:
            for name, multiple in line.terms.items():
                if name in equations:
                    equations[name][place] = multiple
    return solved(list(equations.values()), [-goal.get(name, ZERO) for name in equations])


def by_row(program: Program, multiples: dict[int, Fraction]) -> dict[int, Fraction]:
    """Return multiples of lines as those of rows."""
    found: dict[int, Fraction] = {}
    for place, multiple in multiples.items():
        of = program.lines[place].place
        if of >= 0:
            found[of] = found.get(of, ZERO) + multiple
    return found


def rounded_ray(program: Program, basis: Basis, denominator: int | None) -> dict[int, Fraction]:
    """Return a contradiction of the floats in fractions, simple ones or exactly those floats."""
    largest = max(map(abs, basis.ray), default=0.0)
    found = {}
    for place, multiple in enumerate(basis.ray):
        if abs(multiple) > TINY * largest:
            exact = Fraction(multiple / largest)
            found[place] = exact if denominator is None else exact.limit_denominator(denominator)
    return by_row(program, found)


def exact_ray(program: Program, basis: Basis) -> dict[int, Fraction] | None:
    """Return the contradiction of the floats in exact numbers.

    One line, or one number, that is not at an end misses one of its own because of the ends at
    which the others are.
    """
    missed = _missed(program, basis) if basis.ray else None
    if missed is None:
        return None
    goal, line, sign = missed
    multiples = exact_multiples(program, basis, goal)
    if multiples is None:
        return None
    if line is not None:
        multiples[line] = sign
    return by_row(program, multiples)


def _missed(
    program: Program, basis: Basis
) -> tuple[dict[str, Fraction], int | None, Fraction] | None:
    """Return what cannot come to its end, as a goal that is less than it ought to be."""
    free = [place for place, side in enumerate(basis.lines) if not side]
    line = max(free, key=lambda place: abs(basis.ray[place]), default=None)
    largest = max(map(abs, basis.ray), default=0.0)
    if line is not None and abs(basis.ray[line]) > TINY * largest:
        sign = ONE if basis.ray[line] > 0 else MINUS
        terms = program.lines[line].terms
        return {name: multiple * sign for name, multiple in terms.items()}, line, sign
    left: dict[str, float] = {}
    for multiple, each in zip(basis.ray, program.lines, strict=True):
        if multiple:
            for name, inner in each.terms.items():
                left[name] = left.get(name, 0.0) + multiple * float(inner)
    basic = [name for name, side in zip(program.columns, basis.columns, strict=True) if not side]
    found = max(basic, key=lambda each: abs(left.get(each, 0.0)), default=SLACK)
    if not left.get(found):
        return None
    return {found: MINUS if left[found] > 0 else ONE}, None, ONE
