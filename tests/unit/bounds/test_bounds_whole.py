"""What being whole takes from a set and from a row."""

from __future__ import annotations

import pytest

from factcheck.bounds.propagate import propagate, whole_rows
from factcheck.bounds.whole import common_step, whole_numbers, whole_row
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable, constant, variable

X, Y = variable("x"), variable("y")
WHOLE = frozenset({"x", "y"})
HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        (Interval(Fraction(0), Fraction(3), False, False), Interval(Fraction(1), Fraction(2))),
        (Interval(HALF, Fraction(7, 2)), Interval(Fraction(1), Fraction(3))),
        (Interval.at_least(HALF), Interval.at_least(1)),
        (Interval.at_most(-HALF), Interval.at_most(-1)),
        (Interval(Fraction(1, 4), HALF), None),
        (Interval(Fraction(3), Fraction(4), False, False), None),
    ],
)
def test_the_whole_numbers_of_a_set(bounds: Interval, expected: Interval | None) -> None:
    assert whole_numbers(bounds) == expected


@pytest.mark.parametrize(
    ("form", "allowed", "expected"),
    [
        # More than 0 is at least 1.
        (X - Y, Interval.at_least(0, closed=False), Interval.at_least(1)),
        # 2x + 4y + 1 is odd.
        (
            X.scaled(Fraction(2)) + Y.scaled(Fraction(4)) + constant(1),
            Interval(Fraction(2), Fraction(6)),
            Interval(Fraction(3), Fraction(5)),
        ),
        (X.scaled(Fraction(2)) - Y.scaled(Fraction(2)), Interval.point(1), None),
        # Halves and thirds add up to sixths.
        (
            X.scaled(HALF) + Y.scaled(Fraction(1, 3)),
            Interval(Fraction(1, 10), Fraction(2, 5)),
            Interval(Fraction(1, 6), Fraction(1, 3)),
        ),
        (X, Interval(Fraction(1), Fraction(2)), Interval(Fraction(1), Fraction(2))),
        (constant(1), Interval(HALF, HALF), Interval(HALF, HALF)),
    ],
)
def test_a_row_over_whole_numbers_shrinks(
    form: Form, allowed: Interval, expected: Interval | None
) -> None:
    found = whole_row(Row("r", form, allowed), WHOLE)
    assert (None if found is None else found.allowed) == expected


def test_a_row_stays_as_it_is_where_some_number_need_not_be_whole() -> None:
    row = Row("r", X - Y, Interval.at_least(0, closed=False))
    assert whole_row(row, frozenset({"x"})) is row


def test_numbers_have_a_common_step() -> None:
    assert common_step([Fraction(3, 2), Fraction(2, 3)]) == Fraction(1, 6)
    assert common_step([Fraction(4), Fraction(6), Fraction(0)]) == 2
    assert common_step([Fraction(0)]) == 0


def test_an_odd_sum_of_even_numbers_is_a_contradiction() -> None:
    bounds = Interval(Fraction(0), Fraction(6))
    row = Row("odd", X.scaled(Fraction(2)) - Y.scaled(Fraction(2)), Interval.point(1))
    system = System((Variable("x", bounds, True), Variable("y", bounds, True)), (row,))
    assert whole_rows(system) is None
    assert propagate(system) is None
