"""Possible worlds split into cases."""

from __future__ import annotations

from itertools import product

import pytest

from factcheck.bounds.reach import Reach, reach_of
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Row, System, Variable, constant, variable
from factcheck.quantity.decide import cases
from factcheck.quantity.decide.alternatives import Branches, narrowed_by
from factcheck.quantity.decide.cases import (
    Case,
    branches_of,
    cases_of,
    finer,
    split,
    split_by_number,
)
from factcheck.quantity.decide.leaves import merged, range_in, step_of
from factcheck.quantity.rational import (
    Condition,
    Joint,
    Quotient,
    Tallied,
    Tree,
    Value,
    added,
    divided,
    multiplied,
    negated,
    number,
)

X, Y, Z = (Quotient(variable(name)) for name in "xyz")
X_OVER_Y = Quotient(variable("x"), variable("y"))
ABOVE_ZERO = Interval.at_least(0, closed=False)
AT_LEAST_HALF = Interval.at_least(Fraction(1, 2))


def between(lower: int, upper: int) -> Interval:
    return Interval(Fraction(lower), Fraction(upper))


def reach(*rows: Row, is_integer: bool = True, **bounds: tuple[int, int]) -> Reach:
    variables = tuple(Variable(name, between(*ends), is_integer) for name, ends in bounds.items())
    found = reach_of(System(variables, rows))
    assert found is not None
    return found


def minus(left: Value, right: Value) -> Value:
    return added(left, negated(right))


def counted(*conditions: Condition, start: int = 0) -> Tallied:
    return Tallied(tuple((each,) for each in conditions), start)


BELOW_ONE = Interval(Fraction(0), Fraction(1), True, False)
ABOVE_ONE = Interval(Fraction(1), Fraction(2), False)
PLACE = counted(Condition(minus(Y, X), ABOVE_ZERO), Condition(minus(Z, X), ABOVE_ZERO), start=1)


def found_in(start: Reach, *values: Value) -> list[tuple[Value, ...]]:
    """Return what measures are in each case, and check that the cases cover every world."""
    every = cases_of(values, start)
    names = [each.name for each in start.variables]
    ranges = (start.box[name] for name in names)
    choices = (range(int(each.lower or 0), int(each.upper or 0) + 1) for each in ranges)
    for numbers in product(*choices):
        world = dict(zip(names, map(Fraction, numbers), strict=True))
        if start.system.admits(world):
            assert any(case.reach.system.admits(world) for case in every)
    return [case.values for case in every]


def test_in_each_case_a_place_is_a_number() -> None:
    found = found_in(reach(x=(2, 3), y=(2, 3), z=(2, 3)), PLACE)
    assert set(found) == {(number(1),), (number(2),), (number(3),)}


def test_what_is_decided_needs_no_cases() -> None:
    assert found_in(reach(x=(5, 6), y=(2, 3), z=(2, 3)), PLACE) == [(number(1),)]
    assert found_in(reach(x=(5, 5)), X) == [(number(5),)]


def test_two_places_of_one_ranking_never_are_the_same_without_a_tie() -> None:
    other = counted(Condition(minus(X, Y), ABOVE_ZERO), Condition(minus(Z, Y), ABOVE_ZERO), start=1)
    # x and y add up to 5, so that they are never equal.
    row = Row("sum", variable("x") + variable("y"), Interval.point(5))
    found = found_in(reach(row, x=(0, 5), y=(0, 5), z=(9, 9)), PLACE, other)
    assert set(found) == {(number(2), number(3)), (number(3), number(2))}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Tree(Joint.MAGNITUDE, (minus(X, Y),)), {minus(X, Y), minus(Y, X)}),
        (Tree(Joint.LARGEST, (X, Y)), {X, Y}),
        (Tree(Joint.SMALLEST, (X, Y, Z)), {X, Y, Z}),
        (added(Tree(Joint.LARGEST, (X, Y)), Z), {added(X, Z), added(Y, Z)}),
        (Tree(Joint.MAGNITUDE, (Tree(Joint.LARGEST, (X, minus(Y, number(9)))),)), {X}),
    ],
)
def test_signs_and_extremes_are_put_in(value: Value, expected: set[Value]) -> None:
    start = reach(is_integer=False, x=(0, 3), y=(1, 4), z=(1, 2))
    assert {values[0] for values in found_in(start, value)} == expected


def test_a_denominator_of_either_sign_makes_two_cases() -> None:
    start = reach(x=(1, 2), y=(-1, 1))
    found = cases_of((X_OVER_Y,), start)
    assert [case.reach.box["y"] for case in found] == [Interval.point(1), Interval.point(-1)]
    inner = cases_of((Tree(Joint.MAGNITUDE, (X_OVER_Y,)),), start)
    assert [case.values for case in inner] == [(X,), (X,)]
    larger = cases_of(
        (Tree(Joint.LARGEST, (X_OVER_Y, Quotient(constant(3), variable("y")))),), start
    )
    assert [case.values for case in larger] == [(number(3),), (negated(X),)]


def test_a_condition_without_a_value_is_a_case_of_its_own() -> None:
    share = Condition(X_OVER_Y, AT_LEAST_HALF)
    found = cases_of(
        (counted(share, Condition(X_OVER_Y, AT_LEAST_HALF, True)),), reach(x=(1, 2), y=(-1, 3))
    )
    by_y = {(str(case.reach.box["y"].lower), case.values) for case in found}
    assert ("0", (number(0),)) in by_y
    assert ("-1", (number(1),)) in by_y
    assert all(values in {(number(0),), (number(1),)} for _, values in by_y)


def test_what_no_rows_tell_apart_stays_open() -> None:
    product_of = multiplied(X, Y)
    (only,) = cases_of((product_of,), reach(x=(1, 2), y=(1, 2)))
    assert only.values == (product_of,)
    (only,) = cases_of(
        (counted(Condition(product_of, AT_LEAST_HALF, True)),), reach(x=(0, 2), y=(1, 2))
    )
    assert isinstance(only.values[0], Tallied)
    mixed = Tree(Joint.LARGEST, (X_OVER_Y, minus(Z, number(1))))
    (only,) = cases_of((mixed,), reach(x=(1, 2), y=(1, 2), z=(1, 3)))
    assert only.values == (mixed,)


def test_inside_what_cannot_be_told_apart_there_may_be_cases() -> None:
    value = Tree(Joint.LARGEST, (X_OVER_Y, Tree(Joint.MAGNITUDE, (minus(Z, number(1)),))))
    start = reach(is_integer=False, x=(1, 2), y=(1, 2), z=(0, 3))
    # The sign of z - 1 is told apart, and not whether it is larger than a quotient.
    found = [case.values[0] for case in cases_of((value,), start)]
    assert found[1] == Tree(Joint.LARGEST, (X_OVER_Y, minus(number(1), Z)))
    condition = Condition(Tree(Joint.MAGNITUDE, (minus(Z, number(1)),)), Interval.point(1))
    assert {case.values for case in cases_of((counted(condition),), start)} == {
        (number(0),), (number(1),),
    }  # fmt: skip


def test_past_a_number_of_cases_the_rest_stay_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cases, "MAX_CASES", 2)
    found = found_in(reach(x=(2, 3), y=(2, 3), z=(2, 3)), PLACE)
    assert len(found) == 2
    assert all(isinstance(values[0], Tallied) for values in found)


def test_a_number_that_is_tried_leaves_out_worlds() -> None:
    (case,) = cases_of((multiplied(X, Y),), reach(x=(1, 4), y=(1, 2)))
    tried = split_by_number(case, "x", (Fraction(1), Fraction(3)))
    assert [each.values for each in tried] == [
        (Y,), (Quotient(variable("y").scaled(Fraction(3))),),
    ]  # fmt: skip
    tight = reach(Row("sum", variable("x") + variable("y"), Interval.point(2)), x=(0, 2), y=(2, 2))
    assert tight.box["x"] == Interval.point(0)


# Halving what rows do not tell apart


def test_whole_numbers_are_halved_down_to_each() -> None:
    (case,) = cases_of((multiplied(X, Y),), reach(x=(1, 4), y=(1, 2)))
    branches = finer(case, ("x", "y"))
    assert branches is not None
    low, high = split(case, branches)
    assert (low.reach.box["x"], high.reach.box["x"]) == (between(1, 2), between(3, 4))


@pytest.mark.parametrize(
    ("start", "names"),
    [
        (reach(x=(1, 1)), ("x",)),
        (reach(x=(1, 2), is_integer=False), ("x",)),
        (reach(x=(0, 999)), ("x",)),
        (reach(x=(0, 30), y=(0, 30)), ("x", "y")),
        (reach(x=(0, 1)), ()),
    ],
)
def test_what_does_not_come_to_an_end_is_not_begun(start: Reach, names: tuple[str, ...]) -> None:
    assert finer(Case(start, ()), names) is None


def test_unbounded_numbers_are_not_halved() -> None:
    for bounds in (Interval.at_least(0), Interval.at_most(0)):
        start = reach_of(System((Variable("x", bounds, True),)))
        assert start is not None
        assert finer(Case(start, ()), ("x",)) is None


# Alternatives


def either(name: str, *numbers: int) -> Branches:
    """Return that an unknown number is one of some."""
    return tuple((Row("choice", variable(name), Interval.point(each)),) for each in numbers)


def test_alternatives_that_are_left_are_put_in() -> None:
    narrowed = narrowed_by(reach(x=(2, 9)), (either("x", 1, 3, 7),))
    assert narrowed is not None
    assert narrowed[0].box["x"] == between(3, 7)
    assert narrowed[1] == (either("x", 3, 7),)
    only = narrowed_by(reach(x=(2, 5)), (either("x", 1, 3, 7),))
    assert only is not None
    assert (only[0].box["x"], only[1]) == (Interval.point(3), ())
    assert narrowed_by(reach(x=(4, 6)), (either("x", 1, 3, 7),)) is None


def test_one_alternative_decides_another() -> None:
    both = tuple(
        (
            Row("choice", variable("x"), Interval.point(x)),
            Row("choice", variable("y"), Interval.point(y)),
        )
        for x, y in ((1, 5), (2, 6))
    )
    found = narrowed_by(reach(x=(0, 9), y=(0, 9)), (both, either("x", 2, 3)))
    assert found is not None
    assert (found[0].box["x"], found[0].box["y"]) == (Interval.point(2), Interval.point(6))
    assert narrowed_by(reach(x=(0, 9), y=(5, 5)), (both, either("x", 2, 3))) is None


def test_a_row_that_not_every_branch_has_is_not_shared() -> None:
    branches = (
        (Row("choice", variable("x"), Interval.point(1)),),
        (Row("choice", variable("y"), Interval.point(1)),),
    )
    found = narrowed_by(reach(x=(0, 9), y=(0, 9)), (branches,))
    assert found is not None
    assert found[1] == (branches,)
    assert found[0].box["x"] == between(0, 9)


def test_alternatives_that_contradict_a_direction_are_dropped() -> None:
    row = Row("more", variable("x") - variable("y"), between(1, 2))
    other = Row("choice", variable("x") - variable("y"), between(3, 4))
    found = narrowed_by(reach(row, x=(0, 9), y=(0, 9)), (((other,), either("x", 3)[0]),))
    assert found is not None
    assert found[0].box["x"] == Interval.point(3)


def test_cases_keep_to_the_alternatives() -> None:
    found = cases_of((X,), reach(x=(0, 9)), (either("x", 1, 3, 7),))
    assert [case.reach.box["x"] for case in found] == [between(1, 7)]
    assert cases_of((X,), reach(x=(4, 6)), (either("x", 1, 3, 7),)) == ()
    (case,) = found
    branches = finer(case, ("x",))
    assert branches == either("x", 1, 3, 7)
    assert finer(case, ()) is None


# What is possible in each case


def test_a_quotient_lies_by_a_claimed_set_as_its_rows_show() -> None:
    row = Row(
        "at most twice",
        variable("z").scaled(Fraction(2)) - variable("x") - variable("y"),
        Interval.at_least(0),
    )
    start = reach(row, is_integer=False, x=(1, 3), y=(1, 6), z=(1, 4))
    ratio = Quotient(variable("x") + variable("y"), variable("z"))
    found = range_in(ratio, (Interval.at_most(2),), start)
    assert found == Interval(Fraction(1, 2), Fraction(2))
    assert range_in(X, (Interval.at_most(2),), start) == between(1, 3)
    assert range_in(Quotient(variable("x"), constant(0)), (between(0, 1),), start) is None


@pytest.mark.parametrize(
    ("sets", "claimed", "step", "expected"),
    [
        ([between(1, 2), between(2, 3)], (), None, [between(1, 3)]),
        ([between(2, 3), between(0, 1)], (), None, [between(0, 1), between(2, 3)]),
        ([between(2, 3), between(0, 1)], (), Fraction(1), [between(0, 3)]),
        ([between(3, 4), between(0, 1)], (), Fraction(1), [between(0, 1), between(3, 4)]),
        # No whole number lies between, but the claim is about what does.
        ([between(2, 3), between(0, 1)], (Interval.point(Fraction(3, 2)),), Fraction(1),
         [between(0, 1), between(2, 3)]),
        ([between(2, 3), between(0, 1)], (Interval.at_least(Fraction(3, 2)),), Fraction(1),
         [between(0, 3)]),
        ([between(2, 3), between(0, 1)], (between(7, 8),), Fraction(1), [between(0, 3)]),
        ([between(1, 2), Interval.at_most(3)], (), None, [Interval.at_most(3)]),
        ([Interval.at_least(1), between(2, 5)], (), None, [Interval.at_least(1)]),
        ([BELOW_ONE, ABOVE_ONE], (), None, [BELOW_ONE, ABOVE_ONE]),
        ([between(1, 1), between(2, 2)], (), Fraction(0), [between(1, 1), between(2, 2)]),
    ],
)  # fmt: skip
def test_pieces_are_joined_where_nothing_lies_between(
    sets: list[Interval],
    claimed: tuple[Interval, ...],
    step: Fraction | None,
    expected: list[Interval],
) -> None:
    pieces = tuple((each,) for each in sets)
    assert merged(pieces, claimed, step) == tuple((each,) for each in expected)


def test_pieces_of_several_questions_are_told_apart_only() -> None:
    piece, other = (between(0, 1), between(0, 1)), (between(1, 2), between(0, 1))
    assert merged((piece, other, piece), (), None) == (piece, other)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (PLACE, 1),
        (X, 1),
        (Quotient(variable("x").scaled(Fraction(3, 2)) + constant(1)), Fraction(1, 2)),
        (Tree(Joint.MAGNITUDE, (minus(X, Y),)), 1),
        (Tree(Joint.LARGEST, (X, Quotient(variable("r")))), None),
        (multiplied(X, Y), None),
        (X_OVER_Y, None),
        (Quotient(variable("r")), None),
        (divided(X, Y), None),
    ],
)
def test_a_measure_of_whole_numbers_goes_in_steps(value: Value, expected: Fraction | None) -> None:
    assert step_of((value,), frozenset("xyz")) == expected


def test_a_settled_quotient_has_no_branches() -> None:
    assert branches_of(X, reach(x=(0, 9))) is None
