"""Bounds on a quotient whose two sides share unknown numbers.

Method: the transformation of Charnes and Cooper (1962). Dividing every number by the
denominator makes the denominator 1, so a number that occurs on both sides occurs once.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from factcheck.bounds.propagate import propagate, range_of
from factcheck.bounds.ratios import capped
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable, constant, variable

if TYPE_CHECKING:
    from factcheck.bounds.propagate import Box

SCALE = "1/denominator"
"""The name of the variable that is one over the denominator."""

MAX_CORNER_VARIABLES = 8
"""Up to this many unknown numbers all corners are looked at, at most 256."""


def quotient_range(system: System, numerator: Form, denominator: Form) -> Interval | None:
    """Return bounds on ``numerator / denominator`` over the points with a positive denominator.

    ``None`` where there is no such point. The bounds are valid; they are sharp where
    propagation is sharp on the transformed rows.
    """
    positive = system.with_rows((positive_row(denominator),))
    box = propagate(positive)
    if box is None:
        return None
    below = range_of(denominator, box, positive.rows)
    above = range_of(numerator, box, positive.rows)
    if below is None or above is None:
        return None
    plain = above / below
    sharper = _transformed_range(positive, numerator, denominator, below)
    if sharper is None:
        return None
    cornered = _corner_range(numerator, denominator, box)
    narrowed = plain.intersect(sharper)
    if narrowed is not None and cornered is not None:
        narrowed = narrowed.intersect(cornered)
    if narrowed is None or narrowed.is_point:
        return narrowed
    return capped(narrowed, numerator, denominator, box, positive.rows)


def _corner_range(numerator: Form, denominator: Form, box: Box) -> Interval | None:
    """Return the quotient's range over the box alone, from its corners.

    A linear-fractional function is monotone in each variable, so its ends lie at corners.
    ``None`` where the box is unbounded, has too many corners or touches a zero denominator.
    """
    names = sorted({name for form in (numerator, denominator) for name, _ in form.terms})
    if not names or len(names) > MAX_CORNER_VARIABLES:
        return None
    found: dict[Fraction, bool] = {}
    for corner in product(*(_ends(box[name]) for name in names)):
        point = {name: end for name, (end, _) in zip(names, corner, strict=True) if end is not None}
        if len(point) < len(names) or denominator.at(point) <= 0:
            return None
        number = numerator.at(point) / denominator.at(point)
        level = numerator - denominator.scaled(number)
        closed = {name: is_closed for name, (_, is_closed) in zip(names, corner, strict=True)}
        found[number] = found.get(number, False) or _is_attained(level, closed)
    lower, upper = min(found), max(found)
    return Interval(lower, upper, found[lower], found[upper])


def _ends(bounds: Interval) -> tuple[tuple[Fraction | None, bool], ...]:
    ends = (bounds.lower, bounds.lower_closed), (bounds.upper, bounds.upper_closed)
    return tuple(dict.fromkeys(ends))


def _is_attained(level: Form, closed: dict[str, bool]) -> bool:
    """Whether the quotient of a corner is reached inside the box.

    ``level`` is zero where the quotient is that of the corner. A variable that does not occur
    in it may leave the corner, so that its end need not belong to the box.
    """
    return all(closed[name] for name, _ in level.terms)


def positive_row(form: Form) -> Row:
    """Return the row that keeps a denominator above zero."""
    return Row("denominator", form, Interval.at_least(0, closed=False))


def _transformed_range(
    system: System, numerator: Form, denominator: Form, below: Interval
) -> Interval | None:
    scaled = by_denominator(system, denominator, below.reciprocal())
    box = propagate(scaled)
    return None if box is None else range_of(lifted(numerator), box, scaled.rows)


def by_denominator(system: System, denominator: Form, scale: Interval) -> System:
    """Return a system in which every number is divided by a denominator above zero.

    ``scale`` are bounds on one over the denominator. A quotient over the denominator is the
    linear form ``lifted`` there.
    """
    return System(
        (
            *(Variable(each.name, _sign_of(each.bounds)) for each in system.variables),
            Variable(SCALE, scale),
        ),
        (
            *(half for each in system.variables for half in _bounds_rows(each)),
            *(half for row in system.rows for half in _homogeneous(row)),
            Row("denominator", lifted(denominator), Interval.point(1)),
        ),
    )


def _sign_of(bounds: Interval) -> Interval:
    """Return what dividing by some positive number leaves of a variable's bounds."""
    zero = Fraction(0)
    lower = zero if bounds.lower is not None and bounds.lower >= 0 else None
    upper = zero if bounds.upper is not None and bounds.upper <= 0 else None
    return Interval(
        lower,
        upper,
        bounds.lower_closed or bounds.lower != zero,
        bounds.upper_closed or bounds.upper != zero,
    )


def lifted(form: Form) -> Form:
    """Return a form divided by the denominator: its constant becomes a multiple of the scale."""
    return Form(terms=form.terms) + variable(SCALE).scaled(form.constant)


def _bounds_rows(each: Variable) -> tuple[Row, ...]:
    return _homogeneous(Row(each.name, variable(each.name), each.bounds))


def _homogeneous(row: Row) -> tuple[Row, ...]:
    """Return a row's two ends as rows without a constant."""
    form = lifted(row.form)
    ends = (
        (row.allowed.lower, row.allowed.lower_closed, Fraction(1)),
        (row.allowed.upper, row.allowed.upper_closed, Fraction(-1)),
    )
    return tuple(
        Row(
            row.statement,
            (form - lifted(constant(end))).scaled(sign),
            Interval.at_least(0, closed=closed),
        )
        for end, closed, sign in ends
        if end is not None
    )
