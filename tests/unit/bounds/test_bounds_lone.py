"""What is left of a single unknown number."""

from __future__ import annotations

import pytest

from factcheck.bounds.lone import lone_range
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Row, System, Variable, constant, variable

X = variable("x")


@pytest.mark.parametrize(
    ("rows", "is_integer", "left"),
    [
        ((), True, Interval(Fraction(0), Fraction(10))),
        (
            (Row("s", X.scaled(Fraction(-2)), Interval.at_least(-9)),),
            True,
            Interval(Fraction(0), Fraction(4)),
        ),
        (
            (Row("s", X - constant(1), Interval.at_least(0, closed=False)),),
            False,
            Interval(Fraction(1), Fraction(10), False),
        ),
        ((Row("s", X, Interval.at_least(11)),), True, None),
        ((Row("s", X, Interval.at_least(11)), Row("t", X, Interval.at_least(0))), True, None),
        ((Row("s", X, Interval.point(Fraction(1, 2))),), True, None),
        ((Row("s", constant(1), Interval.at_least(0)),), True, Interval(Fraction(0), Fraction(10))),
        ((Row("s", constant(-1), Interval.at_least(0)),), True, None),
    ],
)
def test_what_is_left(rows: tuple[Row, ...], is_integer: bool, left: Interval | None) -> None:
    system = System((Variable("x", Interval(Fraction(0), Fraction(10)), is_integer),), rows)
    assert lone_range(system) == left
    bare = System(system.variables)
    assert lone_range(bare, rows) == left
