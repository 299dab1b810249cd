"""Bounds on a quotient whose two sides share unknown numbers.

Method: the transformation of Charnes and Cooper (1962). Dividing every number by the
denominator makes the denominator 1, so a number that occurs on both sides occurs once.
"""

from __future__ import annotations

from fractions import Fraction

from factcheck.bounds.linear import Form, Row, System, Variable, constant, variable
from factcheck.bounds.propagate import propagate, range_of
from factcheck.model.interval import Interval

SCALE = "1/denominator"
"""The name of the variable that is one over the denominator."""


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
    return None if sharper is None else plain.intersect(sharper)


def positive_row(form: Form) -> Row:
    """Return the row that keeps a denominator above zero."""
    return Row("denominator", form, Interval.at_least(0, closed=False))


def _transformed_range(
    system: System, numerator: Form, denominator: Form, below: Interval
) -> Interval | None:
    transformed = System(
        (
            *(Variable(each.name, _sign_of(each.bounds)) for each in system.variables),
            Variable(SCALE, below.reciprocal()),
        ),
        (
            *(half for each in system.variables for half in _bounds_rows(each)),
            *(half for row in system.rows for half in _homogeneous(row)),
            Row("denominator", _lift(denominator), Interval.point(1)),
        ),
    )
    box = propagate(transformed)
    return None if box is None else range_of(_lift(numerator), box, transformed.rows)


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


def _lift(form: Form) -> Form:
    """Return a form divided by the denominator: its constant becomes a multiple of the scale."""
    return Form(terms=form.terms) + variable(SCALE).scaled(form.constant)


def _bounds_rows(each: Variable) -> tuple[Row, ...]:
    return _homogeneous(Row(each.name, variable(each.name), each.bounds))


def _homogeneous(row: Row) -> tuple[Row, ...]:
    """Return a row's two ends as rows without a constant."""
    lifted = _lift(row.form)
    ends = (
        (row.allowed.lower, row.allowed.lower_closed, Fraction(1)),
        (row.allowed.upper, row.allowed.upper_closed, Fraction(-1)),
    )
    return tuple(
        Row(
            row.statement,
            (lifted - _lift(constant(end))).scaled(sign),
            Interval.at_least(0, closed=closed),
        )
        for end, closed, sign in ends
        if end is not None
    )
