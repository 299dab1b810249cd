"""Measures as quotients of linear forms, and as trees."""

from __future__ import annotations

import pytest

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import System, Variable, constant, variable
from factcheck.quantity.decide.ranges import plain_range, range_of_value
from factcheck.quantity.rational import (
    Joint,
    Quotient,
    Tree,
    Value,
    added,
    denominators_of,
    divided,
    multiplied,
    negated,
    number,
    quotient,
    value_at,
)

X, Y = Quotient(variable("x")), Quotient(variable("y"))
X_OVER_Y = Quotient(variable("x"), variable("y"))
HALF = Fraction(1, 2)
SYSTEM = System(
    (
        Variable("x", Interval(Fraction(1), Fraction(2))),
        Variable("y", Interval(Fraction(4), Fraction(8))),
    )
)
POINT = {"x": Fraction(2), "y": Fraction(4)}


@pytest.mark.parametrize(
    ("value", "at", "lower", "upper"),
    [
        (added(X, Y), 6, 5, 10),
        (added(X_OVER_Y, number(1)), Fraction(3, 2), Fraction(9, 8), Fraction(3, 2)),
        (added(number(1), X_OVER_Y), Fraction(3, 2), Fraction(9, 8), Fraction(3, 2)),
        (added(X_OVER_Y, X_OVER_Y), 1, Fraction(1, 4), 1),
        (added(X, X_OVER_Y), Fraction(5, 2), Fraction(9, 8), Fraction(5, 2)),
        (added(Tree(Joint.MAGNITUDE, (X,)), X), 4, 2, 4),
        (multiplied(Tree(Joint.MAGNITUDE, (X,)), X), 4, 1, 4),
        (divided(Tree(Joint.MAGNITUDE, (X,)), X), 1, HALF, 2),
        (added(X_OVER_Y, X), Fraction(5, 2), Fraction(9, 8), Fraction(5, 2)),
        (negated(X), -2, -2, -1),
        (negated(added(X_OVER_Y, X)), Fraction(-5, 2), Fraction(-5, 2), Fraction(-9, 8)),
        (multiplied(number(2), X), 4, 2, 4),
        (multiplied(X, number(2)), 4, 2, 4),
        (multiplied(X, Y), 8, 4, 16),
        (divided(X, Y), HALF, Fraction(1, 8), HALF),
        (divided(X, number(2)), 1, HALF, 1),
        (divided(X_OVER_Y, number(2)), Fraction(1, 4), Fraction(1, 16), Fraction(1, 4)),
        (divided(X_OVER_Y, X), Fraction(1, 4), Fraction(1, 16), HALF),
        (quotient(variable("x"), constant(2)), 1, HALF, 1),
        (Tree(Joint.MAGNITUDE, (negated(X),)), 2, 1, 2),
        (Tree(Joint.LARGEST, (X, Y)), 4, 4, 8),
        (Tree(Joint.SMALLEST, (X, Y)), 2, 1, 2),
        (number(3), 3, 3, 3),
    ],
)
def test_a_measure_is_evaluated_and_bounded(
    value: Value, at: Fraction, lower: Fraction, upper: Fraction
) -> None:
    assert value_at(value, POINT) == at
    assert range_of_value(value, SYSTEM) == Interval(Fraction(lower), Fraction(upper))


@pytest.mark.parametrize(
    "value",
    [
        quotient(variable("x"), constant(0)),
        Quotient(constant(1), constant(0)),
        divided(X_OVER_Y, added(Y, negated(Y))),
        Tree(Joint.SUM, (X, quotient(variable("x"), constant(0)))),
    ],
)
def test_a_division_by_zero_has_no_value(value: Value) -> None:
    assert value_at(value, POINT) is None
    assert range_of_value(value, SYSTEM) is None
    assert denominators_of(value)


def test_every_denominator_is_listed() -> None:
    assert denominators_of(X) == ()
    assert denominators_of(X_OVER_Y) == (variable("y"),)
    assert denominators_of(divided(X_OVER_Y, X)) == (variable("x"), variable("y"))
    assert denominators_of(divided(X, X_OVER_Y)) == (variable("x"), variable("y"))


def test_a_contradiction_leaves_nothing() -> None:
    from factcheck.model.linear import Row

    row = Row("no", variable("x"), Interval.point(5))
    assert range_of_value(X, SYSTEM.with_rows((row,))) is None
    free = System((Variable("x", Interval.everything()), Variable("y", Interval.everything())))
    same = Row("no", variable("x") + variable("y"), Interval.point(5))
    other = Row("no", variable("x") + variable("y"), Interval.point(6))
    assert range_of_value(added(X, Y), free.with_rows((same, other))) is None


def test_a_denominator_of_either_sign_bounds_nothing() -> None:
    system = System(
        (Variable("x", Interval.point(1)), Variable("y", Interval(Fraction(-1), Fraction(1))))
    )
    assert range_of_value(X_OVER_Y, system) == Interval.everything()


def test_wide_bounds_come_from_the_numbers_one_by_one() -> None:
    assert plain_range(X_OVER_Y, SYSTEM) == Interval(Fraction(1, 8), HALF)
    assert plain_range(Tree(Joint.MAGNITUDE, (X,)), SYSTEM) is None
    zero = System(
        (Variable("x", Interval.point(1)), Variable("y", Interval(Fraction(0), Fraction(1))))
    )
    assert plain_range(X_OVER_Y, zero) is None
