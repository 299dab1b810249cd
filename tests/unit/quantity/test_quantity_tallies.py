"""Tallies: whole numbers that count which conditions are true."""

from __future__ import annotations

import pytest
from naive_cases import ABOVE_ZERO, COUNT, joined, number, tally, unknown

from factcheck.bounds.reach import Reach, reach_of
from factcheck.model.bound import BoundCondition, GroupTally
from factcheck.model.expression import Operator
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Row, System, Variable, constant, variable
from factcheck.model.truth import Truth
from factcheck.quantity import rational
from factcheck.quantity.decide.ranges import (
    may_lack_value,
    plain_range,
    range_of_value,
    signed,
    truth_of,
    truth_within,
    zero_divisors,
)
from factcheck.quantity.decide.settle import settled
from factcheck.quantity.measures import Measures
from factcheck.quantity.rational import (
    Condition,
    Joint,
    Quotient,
    Tallied,
    Tree,
    Value,
    denominators_of,
    divided,
    forms_of,
    value_at,
)
from factcheck.quantity.unknowns import Unknowns

X, Y, Z = (Quotient(variable(name)) for name in "xyz")
X_OVER_Y = Quotient(variable("x"), variable("y"))
HALF = Fraction(1, 2)
AT_LEAST_HALF = Interval.at_least(HALF)


def system(**bounds: tuple[int, int]) -> System:
    return System(
        tuple(
            Variable(name, Interval(Fraction(lower), Fraction(upper)), True)
            for name, (lower, upper) in bounds.items()
        )
    )


def reach(**bounds: tuple[int, int]) -> Reach:
    found = reach_of(system(**bounds))
    assert found is not None
    return found


def counted(*conditions: Condition, start: int = 0) -> Tallied:
    """Return how many of some conditions are true."""
    return Tallied(tuple((each,) for each in conditions), start)


def world(**numbers: int) -> dict[str, Fraction]:
    return {name: Fraction(each) for name, each in numbers.items()}


PLACE = counted(
    Condition(rational.added(Y, rational.negated(X)), ABOVE_ZERO),
    Condition(rational.added(Z, rational.negated(X)), ABOVE_ZERO),
    start=1,
)
"""The place of x among x, y and z."""


@pytest.mark.parametrize(
    ("numbers", "place"),
    [((5, 3, 1), 1), ((5, 5, 1), 1), ((3, 5, 1), 2), ((1, 5, 1), 2), ((1, 5, 3), 3)],
)
def test_a_place_is_one_more_than_those_above(numbers: tuple[int, ...], place: int) -> None:
    assert value_at(PLACE, world(**dict(zip("xyz", numbers, strict=True)))) == place


@pytest.mark.parametrize(
    ("bounds", "lower", "upper"),
    [
        ({"x": (5, 5), "y": (3, 4), "z": (0, 1)}, 1, 1),
        ({"x": (5, 5), "y": (3, 6), "z": (0, 1)}, 1, 2),
        ({"x": (0, 1), "y": (3, 6), "z": (0, 1)}, 2, 3),
        ({"x": (0, 0), "y": (3, 6), "z": (1, 1)}, 3, 3),
    ],
)
def test_a_tally_lies_between_what_is_sure_and_what_may_be(
    bounds: dict[str, tuple[int, int]], lower: int, upper: int
) -> None:
    expected = Interval(Fraction(lower), Fraction(upper))
    assert range_of_value(PLACE, system(**bounds)) == expected
    assert plain_range(PLACE, system(**bounds)) is None


def test_a_case_is_true_if_all_its_conditions_are() -> None:
    both = Tallied(((Condition(X, ABOVE_ZERO), Condition(Y, ABOVE_ZERO)),))
    assert value_at(both, world(x=1, y=1)) == 1
    assert value_at(both, world(x=1, y=0)) == 0
    assert range_of_value(both, system(x=(1, 2), y=(0, 0))) == Interval.point(0)
    assert range_of_value(both, system(x=(0, 2), y=(1, 1))) == Interval(Fraction(0), Fraction(1))


def test_a_condition_without_a_value_is_false_negated_or_not() -> None:
    share = Condition(X_OVER_Y, AT_LEAST_HALF)
    other = Condition(X_OVER_Y, AT_LEAST_HALF, True)
    assert value_at(counted(share, other), world(x=1, y=0)) == 0
    assert value_at(counted(share, other), world(x=1, y=3)) == 1
    # x is at least half of y, unless there is no y.
    bounds = {"x": (2, 3), "y": (0, 4)}
    assert truth_of(share, reach(**bounds)) is Truth.UNKNOWN
    assert truth_of(other, reach(**bounds)) is Truth.FALSE
    assert truth_of(share, reach(x=(2, 3), y=(1, 4))) is Truth.TRUE
    assert truth_of(share, reach(x=(2, 3), y=(0, 0))) is Truth.FALSE
    assert truth_of(other, reach(x=(2, 3), y=(0, 0))) is Truth.FALSE
    assert denominators_of(counted(share, other)) == ()


def test_what_was_divided_by_on_the_way_must_not_be_zero() -> None:
    condition = Condition(X, ABOVE_ZERO, nonzero=(variable("y"),))
    assert value_at(counted(condition), world(x=1, y=0)) == 0
    assert value_at(counted(condition), world(x=1, y=1)) == 1
    assert truth_of(condition, reach(x=(1, 1), y=(0, 1))) is Truth.UNKNOWN
    assert truth_of(condition, reach(x=(1, 1), y=(0, 0))) is Truth.FALSE
    assert condition.names == frozenset("xy")
    assert set(forms_of(counted(condition))) == {variable("x"), constant(1), variable("y")}


def test_a_denominator_below_zero_turns_a_condition_round() -> None:
    share = Condition(X_OVER_Y, AT_LEAST_HALF)
    assert truth_of(share, reach(x=(1, 3), y=(-4, -1))) is Truth.FALSE
    assert truth_of(share, reach(x=(-3, -2), y=(-4, -1))) is Truth.TRUE
    assert truth_of(share, reach(x=(2, 3), y=(-4, 4))) is Truth.UNKNOWN
    everywhere = Condition(X_OVER_Y, Interval(Fraction(-1), Fraction(1)))
    assert truth_of(everywhere, reach(x=(0, 1), y=(-4, -1))) is Truth.TRUE
    assert [each.denominator for each in signed(X_OVER_Y, reach(x=(1, 1), y=(-1, 1)))] == [
        variable("y"),
        variable("y").scaled(Fraction(-1)),
    ]


def test_a_tree_that_may_be_divided_by_zero_is_never_surely_met() -> None:
    below = Tree(Joint.MAGNITUDE, (Y,))
    ratio = divided(X, below)
    condition = Condition(ratio, Interval.at_least(0))
    assert truth_of(condition, reach(x=(1, 2), y=(1, 2))) is Truth.TRUE
    assert truth_of(condition, reach(x=(1, 2), y=(-1, 2))) is Truth.UNKNOWN
    assert truth_of(condition, reach(x=(1, 2), y=(0, 0))) is Truth.FALSE
    inside = rational.added(ratio, X)
    assert may_lack_value(inside, reach(x=(1, 2), y=(-1, 2)))
    assert not may_lack_value(inside, reach(x=(1, 2), y=(1, 2)))


@pytest.mark.parametrize(
    ("value", "bounds", "expected"),
    [
        (X_OVER_Y, {"x": (1, 1), "y": (1, 2)}, {}),
        (X_OVER_Y, {"x": (1, 1), "y": (0, 2)}, {variable("y"): False}),
        (X_OVER_Y, {"x": (1, 1), "y": (0, 0)}, {variable("y"): True}),
        (divided(X, PLACE), {"x": (1, 1), "y": (0, 2), "z": (0, 0)}, {}),
        (
            divided(X, counted(Condition(Y, ABOVE_ZERO))),
            {"x": (1, 1), "y": (0, 2)},
            {None: False},
        ),
        (divided(X, counted(Condition(Y, ABOVE_ZERO))), {"x": (1, 1), "y": (0, 0)}, {None: True}),
    ],
)
def test_what_may_be_zero_below_a_measure(
    value: Value, bounds: dict[str, tuple[int, int]], expected: dict[object, bool]
) -> None:
    assert zero_divisors(value, system(**bounds)) == expected


def test_nothing_is_zero_where_nothing_is_possible() -> None:
    no = Row("no", variable("x"), Interval.point(9))
    assert zero_divisors(X_OVER_Y, system(x=(1, 2), y=(0, 0)).with_rows((no,))) == {}


def test_a_denominator_that_cancels_out_must_not_be_zero_all_the_same() -> None:
    ratio = divided(X_OVER_Y, Quotient(variable("z"), variable("y")))
    assert isinstance(ratio, Quotient)
    assert (ratio.numerator, ratio.denominator) == (variable("x"), variable("z"))
    assert value_at(ratio, world(x=1, y=0, z=1)) is None
    assert value_at(ratio, world(x=1, y=1, z=2)) == HALF
    assert denominators_of(ratio) == (variable("z"), variable("y"))
    for kept in (
        rational.negated(ratio),
        rational.added(ratio, rational.number(1)),
        rational.multiplied(rational.number(2), ratio),
        divided(ratio, rational.number(2)),
    ):
        assert denominators_of(kept) == (variable("z"), variable("y"))
        assert range_of_value(kept, system(x=(1, 1), y=(0, 0), z=(1, 2))) is None
        assert truth_within(kept, ABOVE_ZERO, reach(x=(1, 1), y=(0, 0), z=(1, 2))) is None
    known = divided(Quotient(constant(1), constant(0)), Quotient(constant(2), constant(0)))
    assert range_of_value(known, System()) is None


def test_a_measure_that_is_never_there_is_no_number() -> None:
    none = Tree(Joint.SUM, (X, Quotient(constant(1), constant(0))))
    assert truth_of(Condition(none, ABOVE_ZERO), reach(x=(1, 2))) is Truth.FALSE
    assert truth_within(none, ABOVE_ZERO, reach(x=(1, 2))) is None


# From bound expressions


def test_a_bound_tally_becomes_a_value() -> None:
    more = joined(unknown("x"), Operator.SUBTRACT, unknown("y"))
    bound = tally(
        (BoundCondition(more, ABOVE_ZERO), BoundCondition(unknown("y"), ABOVE_ZERO, True)),
        (BoundCondition(number(1), ABOVE_ZERO),),
        start=2,
    )
    value = Measures({}, Unknowns()).value_of(bound)
    assert value == Tallied(
        (
            (
                Condition(rational.added(X, rational.negated(Y)), ABOVE_ZERO),
                Condition(Y, ABOVE_ZERO, True),
            ),
            (Condition(rational.number(1), ABOVE_ZERO),),
        ),
        2,
    )


def test_groups_have_to_be_known_before_they_are_counted() -> None:
    groups = GroupTally("t", ("region",), (), (), COUNT, "groups(t by region)")
    with pytest.raises(AssertionError, match="groups"):
        Measures({}, Unknowns()).value_of(groups)


# What rows decide is put in


def test_a_settled_tally_has_only_open_conditions() -> None:
    bounds = {"x": (2, 5), "y": (3, 6), "z": (0, 1)}
    open_ones = settled(PLACE, reach(**bounds))
    assert open_ones == counted(
        Condition(rational.added(Y, rational.negated(X)), ABOVE_ZERO), start=1
    )
    assert settled(PLACE, reach(x=(7, 8), y=(3, 6), z=(0, 1))) == rational.number(1)


def test_settling_looks_only_at_what_has_changed() -> None:
    start = reach(x=(2, 5), y=(3, 6), z=(0, 6))
    value = settled(PLACE, start)
    fixed = start.fixed("z", Fraction(0))
    assert fixed is not None
    change = start.change_to(fixed)
    assert settled(value, fixed, change) == settled(PLACE, fixed)
    assert settled(X, fixed, change) is X


@pytest.mark.parametrize(
    ("value", "bounds", "expected"),
    [
        (Tree(Joint.MAGNITUDE, (X,)), {"x": (0, 3)}, X),
        (Tree(Joint.MAGNITUDE, (X,)), {"x": (-3, 0)}, rational.negated(X)),
        (Tree(Joint.MAGNITUDE, (X,)), {"x": (-3, 1)}, Tree(Joint.MAGNITUDE, (X,))),
        (Tree(Joint.LARGEST, (X, Y, Z)), {"x": (0, 3), "y": (1, 2), "z": (4, 5)}, Z),
        (Tree(Joint.SMALLEST, (X, Y, Z)), {"x": (0, 3), "y": (1, 2), "z": (4, 5)},
         Tree(Joint.SMALLEST, (X, Y))),
        (Tree(Joint.LARGEST, (X, X)), {"x": (0, 3)}, X),
        (Tree(Joint.LARGEST, (X, X_OVER_Y)), {"x": (0, 3), "y": (1, 2)},
         Tree(Joint.LARGEST, (X, X_OVER_Y))),
        (Tree(Joint.LARGEST, (X, Quotient(variable("y"), constant(0)))), {"x": (0, 3), "y": (1, 2)},
         Tree(Joint.LARGEST, (X, Quotient(variable("y"), constant(0))))),
        (Tree(Joint.PRODUCT, (X, Y)), {"x": (2, 2), "y": (1, 2)},
         Quotient(variable("y").scaled(Fraction(2)))),
        (Tree(Joint.SUM, (X_OVER_Y, Z)), {"x": (1, 2), "y": (2, 2), "z": (0, 1)},
         Quotient(variable("x").scaled(HALF) + variable("z"))),
        (X_OVER_Y, {"x": (3, 3), "y": (2, 2)}, rational.number(Fraction(3, 2))),
        (X_OVER_Y, {"x": (3, 3), "y": (0, 0)}, X_OVER_Y),
        (X_OVER_Y, {"x": (3, 3), "y": (0, 1)}, X_OVER_Y),
    ],
)  # fmt: skip
def test_a_settled_measure_is_the_same_and_simpler(
    value: Value, bounds: dict[str, tuple[int, int]], expected: Value
) -> None:
    assert settled(value, reach(**bounds)) == expected


def test_a_settled_condition_keeps_in_mind_what_it_divided_by() -> None:
    highest = Tree(Joint.LARGEST, (X, Y))
    lead = Condition(divided(Z, highest), Interval.at_least(0))
    value = settled(counted(lead), reach(x=(0, 1), y=(2, 3), z=(0, 4)))
    # y is the largest and not zero, so that z over y is surely not below zero.
    assert value == rational.number(1)
    value = settled(counted(lead), reach(x=(-2, -1), y=(0, 3), z=(0, 4)))
    assert value == counted(
        Condition(
            Quotient(variable("z"), variable("y")), Interval.at_least(0), nonzero=(variable("y"),)
        )
    )
