"""Bounds by interval propagation: what each row leaves to each variable, until nothing moves.

Method: feasibility-based bound tightening (Davis 1987; Belotti et al. 2009) in exact rational
arithmetic with open and closed ends. The bounds are valid whatever the number of rounds; they
are sharp for chains in which a variable occurs once.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factcheck.bounds.linear import Form, Row, System

MAX_ROUNDS = 30
"""Some systems tighten for ever by ever smaller steps; any round's bounds are valid."""

Box = dict[str, Interval]


def propagate(system: System) -> Box | None:
    """Return bounds on every variable, or ``None`` where the rows contradict each other.

    ``None`` is a proof of contradiction; a box is no proof that a point exists.
    """
    if _MEMO not in system.memo:
        system.memo[_MEMO] = _propagated(system)
    box = system.memo[_MEMO]
    return None if box is None else dict(box)


_MEMO = "box"


def _propagated(system: System) -> Box | None:
    box: Box = {}
    for each in system.variables:
        bounds = _whole(each.bounds) if each.is_integer else each.bounds
        if bounds is None:
            return None
        box[each.name] = bounds
    integers = {each.name for each in system.variables if each.is_integer}
    for _ in range(MAX_ROUNDS):
        moved = False
        for row in system.rows:
            outcome = _tighten(row, box, integers)
            if outcome is None:
                return None
            moved = moved or outcome
        if not moved:
            break
    return box


def range_of(
    form: Form, box: Mapping[str, Interval], rows: tuple[Row, ...] = ()
) -> Interval | None:
    """Return bounds on a form from the variables' bounds and from rows of the same direction.

    ``None`` where these leave nothing.
    """
    bounds: Interval | None = _image(form, box)
    for row in rows:
        ratio = _proportion(form, row.form)
        if ratio is not None and bounds is not None:
            moved = row.allowed.shifted(-row.form.constant).scaled(ratio).shifted(form.constant)
            bounds = bounds.intersect(moved)
    return bounds


def _image(form: Form, box: Mapping[str, Interval]) -> Interval:
    total = Interval.point(form.constant)
    for name, multiple in form.terms:
        total += box[name].scaled(multiple)
    return total


def _proportion(form: Form, other: Form) -> Fraction | None:
    """Return ``r`` where ``form`` is ``r`` times ``other`` but for the constants."""
    if not form.terms or len(form.terms) != len(other.terms):
        return None
    ratio = form.terms[0][1] / other.terms[0][1]
    same = all(
        name == other_name and multiple == ratio * other_multiple
        for (name, multiple), (other_name, other_multiple) in zip(
            form.terms, other.terms, strict=True
        )
    )
    return ratio if same else None


def _tighten(row: Row, box: Box, integers: set[str]) -> bool | None:
    """Tighten every variable of one row; whether any moved, ``None`` on a contradiction."""
    known, parts = _parts(row.form, box)
    allowed = row.allowed.shifted(-known)
    if not parts:
        return False if 0 in allowed else None
    moved = False
    for name, multiple in row.form.terms:
        if name not in parts:
            continue
        reach = _less_others(allowed, name, parts)
        tighter = box[name].intersect(reach.scaled(1 / multiple))
        if tighter is not None and name in integers:
            tighter = _whole(tighter)
        if tighter is None:
            return None
        if tighter != box[name]:
            moved = True
            box[name] = tighter
            parts[name] = tighter.scaled(multiple)
    return moved


def _parts(form: Form, box: Box) -> tuple[Fraction, Box]:
    """Return the known part of a form, and what each unknown variable adds to it."""
    known, parts = form.constant, {}
    for name, multiple in form.terms:
        bounds = box[name]
        if bounds.is_point:
            assert bounds.lower is not None
            known += bounds.lower * multiple
        else:
            parts[name] = bounds.scaled(multiple)
    return known, parts


def _less_others(allowed: Interval, name: str, parts: Box) -> Interval:
    """Return what is left for one variable's part after what the others can take up."""
    for other, part in parts.items():
        if other != name:
            allowed -= part
    return allowed


def _whole(bounds: Interval) -> Interval | None:
    """Return the smallest closed interval around the whole numbers of another."""
    lower = None if bounds.lower is None else _first_whole(bounds.lower, bounds.lower_closed)
    mirrored = bounds.mirrored()
    upper = None if mirrored.lower is None else -_first_whole(mirrored.lower, mirrored.lower_closed)
    if lower is not None and upper is not None and lower > upper:
        return None
    return Interval(lower, upper)


def _first_whole(lower: Fraction, closed: bool) -> Fraction:
    return Fraction(ceil(lower) if closed else floor(lower) + 1)
