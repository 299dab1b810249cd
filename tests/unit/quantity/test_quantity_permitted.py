"""What a system permits for claims: bounds by cases, and worlds on either side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from naive_cases import (
    ABOVE_ZERO,
    COUNT,
    joined,
    minus,
    number,
    place_of,
    tally,
    unknown,
)

from factcheck.model.bound import Absolute, BoundCondition, ExtremeOf
from factcheck.model.expression import Operator
from factcheck.model.figure import Profiles
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Row, System, Variable, variable
from factcheck.model.plan import Target
from factcheck.model.standing import Standing, standing_of
from factcheck.quantity.decide import search
from factcheck.quantity.decide.permitted import Outcome, outcome_of, permitted_by
from factcheck.quantity.decide.question import question_of
from factcheck.quantity.measures import Measures
from factcheck.quantity.unknowns import Unknowns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.bound import Bound
    from factcheck.model.possible import Permitted
    from factcheck.quantity.decide.alternatives import Branches
    from factcheck.quantity.decide.question import Question

A, B, C = (unknown(name) for name in "abc")


def between(lower: int, upper: int) -> Interval:
    return Interval(Fraction(lower), Fraction(upper))


def system(*rows: Row, is_integer: bool = True, **bounds: tuple[int, int]) -> System:
    variables = tuple(Variable(name, between(*ends), is_integer) for name, ends in bounds.items())
    return System(variables, rows)


def target(measure: Bound, claimed: Interval | Profiles, *, is_negated: bool = False) -> Target:
    if isinstance(claimed, Interval):
        claimed = Profiles(claimed, claimed, claimed)
    return Target(measure, claimed, measure.text, is_negated)


def questions(*targets: Target) -> tuple[Question, ...]:
    measures = Measures({}, Unknowns())
    return tuple(question_of(each, measures) for each in targets)


def permitted(of: System, *targets: Target, alternatives: tuple[Branches, ...] = ()) -> Permitted:
    named = {each.name: COUNT for each in of.variables}
    return permitted_by(of, questions(*targets), named, lambda each: (each,), alternatives)


def standing(of: System, *targets: Target) -> Standing:
    return standing_of(targets, permitted(of, *targets), 1)


def place(claimed: int, group: str = "a") -> Target:
    return target(place_of(group, ("a", "b", "c")), Interval.point(claimed))


# Places


def test_a_known_ranking_needs_no_worlds() -> None:
    found = permitted(system(a=(5, 5), b=(3, 3), c=(7, 7)), place(2))
    assert found.found == (Interval.point(2),)
    assert (found.true_worlds, found.false_worlds) == ((None,) * 3, (None,) * 3)
    assert (found.pieces, found.by_profile) == ((), None)


@pytest.mark.parametrize(
    ("a", "b", "claimed", "expected"),
    [
        ((5, 6), (3, 4), 2, Standing.INSIDE),
        ((5, 6), (3, 4), 1, Standing.APART),
        ((5, 6), (3, 6), 2, Standing.BOTH),
        ((5, 6), (3, 6), 1, Standing.APART),
        ((5, 6), (3, 6), 3, Standing.BOTH),
        # At most as many: a tie shares the place.
        ((5, 6), (3, 5), 2, Standing.INSIDE),
    ],
)
def test_a_place_is_decided_where_the_numbers_leave_no_doubt(
    a: tuple[int, int], b: tuple[int, int], claimed: int, expected: Standing
) -> None:
    assert standing(system(a=a, b=b, c=(7, 8)), place(claimed)) is expected


def test_what_adds_up_decides_who_is_ahead() -> None:
    # Of 9 rows a has at least 5, so that neither of the others can have more.
    total = Row("total", variable("a") + variable("b") + variable("c"), Interval.point(9))
    of = system(total, a=(5, 9), b=(0, 9), c=(0, 9))
    assert standing(of, place(1)) is Standing.INSIDE
    assert standing(of, place(1, "b")) is Standing.APART
    # Two of them cannot both be second without a tie; with one they can: 5, 2, 2.
    both = permitted(of, place(2, "b"), place(2, "c"))
    assert standing_of((place(2, "b"), place(2, "c")), both, 1) is Standing.BOTH
    assert both.true_worlds[1] is not None
    numbers = {name: each for name, each, _ in both.true_worlds[1].numbers}
    assert numbers["b"] == numbers["c"]


def test_a_gap_between_possible_places_is_told() -> None:
    # b and c are always equal: both are above a, or none.
    equal = Row("equal", variable("b") - variable("c"), Interval.point(0))
    of = system(equal, a=(2, 3), b=(1, 9), c=(1, 9))
    found = permitted(of, place(2))
    assert found.found == (between(1, 3),)
    assert found.pieces == ((Interval.point(1),), (Interval.point(3),))
    assert standing_of((place(2),), found, 1) is Standing.APART
    assert standing(
        of, target(place_of("a", ("a", "b", "c")), Interval.point(2), is_negated=True)
    ) is (Standing.INSIDE)


def test_ranks_beyond_the_limits_are_still_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    of = system(a=(0, 4), b=(0, 4), c=(0, 4))
    monkeypatch.setattr(search, "MAX_BRANCHES", 0)
    monkeypatch.setattr("factcheck.quantity.decide.cases.MAX_CASES", 1)
    found = permitted(of, place(2))
    assert found.found == (between(1, 3),)
    assert found.pieces == ()
    # Worlds are looked for by other means.
    assert None not in (found.true_worlds[1], found.false_worlds[1])


# Several targets


def test_a_chain_that_is_impossible_together_is_refuted() -> None:
    rising = (target(minus(B, A), ABOVE_ZERO), target(minus(C, B), ABOVE_ZERO))
    of = system(a=(0, 3), b=(0, 3), c=(0, 1))
    assert [standing(of, each) for each in rising] == [Standing.BOTH, Standing.BOTH]
    # Rising twice from a whole number needs at least 2 at the end.
    found = permitted(of, *rising)
    assert standing_of(rising, found, 1) is Standing.APART
    assert found.true_worlds == (None, None, None)
    assert standing(system(a=(0, 3), b=(0, 3), c=(0, 2)), *rising) is Standing.BOTH
    assert (
        standing(system(is_integer=False, a=(0, 3), b=(0, 3), c=(0, 1)), *rising) is Standing.BOTH
    )


def test_a_false_world_shows_the_number_that_was_missed() -> None:
    found = permitted(
        system(a=(0, 3), b=(9, 9)), target(B, Interval.at_least(5)), target(A, Interval.point(1))
    )
    assert found.false_worlds[1] is not None
    assert found.false_worlds[1].measure != 1
    assert found.true_worlds[1] is not None
    assert found.true_worlds[1].measure == 9


# Magnitudes and extremes


def test_a_magnitude_has_two_sides() -> None:
    gap = Absolute(minus(A, B), COUNT, "abs(a - b)")
    of = system(
        Row("apart", variable("a") - variable("b"), Interval.at_least(3)), a=(0, 9), b=(0, 9)
    )
    assert permitted(of, target(gap, between(0, 9))).found == (between(3, 9),)
    assert standing(of, target(gap, between(0, 2))) is Standing.APART


def test_the_largest_is_one_of_its_operands() -> None:
    largest = ExtremeOf(True, (A, minus(number(10), A)), COUNT, "largest(a, 10 - a)")
    of = system(a=(0, 10))
    found = permitted(of, target(largest, Interval.at_most(4)))
    assert found.found == (between(5, 10),)
    assert standing_of((target(largest, Interval.at_most(4)),), found, 1) is Standing.APART


# What rows do not tell apart


def test_worlds_in_which_a_tally_is_divided_by_and_zero_are_left_out() -> None:
    positive = tally((BoundCondition(B, ABOVE_ZERO),))
    ratio = joined(A, Operator.DIVIDE, positive)
    claim = target(ratio, Interval.point(4))
    found = permitted(system(a=(3, 4), b=(0, 2)), claim)
    assert found.found == (between(3, 4),)
    assert standing_of((claim,), found, 1) is Standing.BOTH
    both = (claim, target(positive, between(0, 1)))
    world = permitted(system(a=(3, 4), b=(0, 2)), *both).true_worlds[1]
    assert world is not None
    assert {name: each for name, each, _ in world.numbers}["b"] > 0
    surely = permitted(system(a=(4, 4), b=(0, 2)), claim)
    assert standing_of((claim,), surely, 1) is Standing.INSIDE


def test_a_quotient_of_unknown_places_is_looked_for() -> None:
    """Shares of two unknown numbers each: which is larger hangs on all four."""
    share, other = joined(A, Operator.DIVIDE, B), joined(C, Operator.DIVIDE, unknown("d"))
    above = tally((BoundCondition(minus(share, other), ABOVE_ZERO),))
    of = system(is_integer=False, a=(1, 2), b=(3, 4), c=(1, 2), d=(3, 4))
    assert standing(of, target(above, Interval.point(1))) is Standing.BOTH
    level = tally((BoundCondition(minus(share, other), Interval.point(0)),))
    assert standing(of, target(level, Interval.point(1))) is Standing.BOTH


def test_products_of_whole_numbers_are_tried() -> None:
    square = joined(A, Operator.MULTIPLY, A)
    of = system(a=(0, 9))
    assert standing(of, target(square, Interval.point(7))) is Standing.APART
    assert standing(of, target(square, Interval.point(9))) is Standing.BOTH


def test_products_of_other_numbers_are_looked_for() -> None:
    product = joined(A, Operator.MULTIPLY, B)
    of = system(is_integer=False, a=(0, 4), b=(0, 4))
    assert standing(of, target(product, Interval.point(2))) is Standing.BOTH
    nowhere = target(minus(joined(A, Operator.MULTIPLY, A), A), Interval.at_least(1))
    assert standing(system(is_integer=False, a=(2, 4)), nowhere) is Standing.UNCLEAR


# Profiles


def test_each_profile_may_count_something_else() -> None:
    sets = (between(3, 3), between(2, 4), between(1, 5))
    strict, default, lenient = (
        tally(*((BoundCondition(each, allowed),) for each in (A, B))) for allowed in sets
    )
    both = Interval.point(2)
    claim = Target(
        default, Profiles(both, both, both), "each", by_profile=(strict, default, lenient)
    )
    found = permitted(system(a=(3, 4), b=(2, 2)), claim)
    assert found.found == (Interval.point(2),)
    assert found.by_profile == (
        ((between(0, 1),),), ((Interval.point(2),),), ((Interval.point(2),),),
    )  # fmt: skip
    standings = [standing_of((claim,), found, profile) for profile in range(3)]
    assert standings == [Standing.APART, Standing.INSIDE, Standing.INSIDE]


def test_a_world_of_one_profile_serves_another_only_where_it_is_one() -> None:
    strict, default, lenient = Interval.point(2), between(2, 3), between(1, 9)
    found = permitted(system(a=(2, 4)), target(A, Profiles(strict, default, lenient)))
    # No world is false in the generous sense, so that none has to be shown as true.
    assert [each and each.measure for each in found.true_worlds] == [2, 2, None]
    assert found.never_false == (False, False, True)
    assert [each and each.measure for each in found.false_worlds] == [4, 4, None]


# What is sure beyond the rows


def test_without_any_sure_world_only_bounds_are_found() -> None:
    def nowhere(_: System) -> Iterable[System]:
        return ()

    of, asked = system(a=(0, 9)), questions(target(A, Interval.point(4)))
    found = permitted_by(of, asked, {}, nowhere)
    assert (found.true_worlds, found.false_worlds) == ((None,) * 3, (None,) * 3)
    assert found.found == (between(0, 9),)
    halves = joined(A, Operator.DIVIDE, number(2))
    found = permitted_by(of, questions(target(halves, Interval.point(Fraction(1, 3)))), {}, nowhere)
    # No half of a whole number is a third, and that needs no world.
    assert found.pieces == ((between(0, 0),), (Interval(Fraction(1, 2), Fraction(9, 2)),))


def test_alternatives_decide_what_lies_between_them() -> None:
    one_of = tuple((Row("choice", variable("a"), Interval.point(each)),) for each in (1, 3, 7))
    of = system(a=(0, 9), b=(0, 9))
    found = permitted(of, target(A, between(4, 6)), alternatives=(one_of,))
    assert found.pieces == tuple((Interval.point(each),) for each in (1, 3, 7))
    assert standing_of((target(A, between(4, 6)),), found, 1) is Standing.APART
    joint = tuple(
        (
            Row("choice", variable("a"), Interval.point(x)),
            Row("choice", variable("b"), Interval.point(y)),
        )
        for x, y in ((1, 2), (3, 4))
    )
    more = target(minus(A, B), ABOVE_ZERO)
    found = permitted(of, more, alternatives=(joint,))
    assert standing_of((more,), found, 1) is Standing.APART
    impossible = ((Row("choice", variable("a"), Interval.point(99)),),)
    assert permitted(of, more, alternatives=(impossible,)).conflicts == ()


def test_without_sharp_bounds_wider_ones_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    of, more = system(a=(0, 9), b=(0, 9)), target(A, between(4, 6))
    sharp = permitted(of, more)
    monkeypatch.setattr("factcheck.quantity.decide.sharp.range_of_quotient", lambda *_: None)
    assert permitted(of, more) == sharp


# Everything known


def test_known_numbers_come_to_what_they_are() -> None:
    one = Absolute(number(-2), COUNT, "abs(-2)")
    found = permitted(System(), target(one, between(2, 9)), target(number(1), between(2, 9)))
    assert found.found == (Interval.point(2), Interval.point(1))
    assert found.true_worlds == (None, None, None)
    none = joined(one, Operator.DIVIDE, number(0))
    assert permitted(System(), target(none, between(2, 9))).conflicts == ((),)


# Nothing possible


def test_contradictory_rows_are_named() -> None:
    rows = (
        Row("p", variable("a"), Interval.at_most(2)),
        Row("q", variable("a"), Interval.at_least(5)),
    )
    found = permitted(system(*rows, a=(0, 9)), target(A, between(0, 9)))
    assert (found.found, found.conflicts) == ((), (("p", "q"),))
    assert outcome_of(system(*rows, a=(0, 9)), questions(target(A, between(0, 9)))) == Outcome(
        (), ()
    )


def test_a_measure_without_a_value_anywhere_leaves_nothing() -> None:
    none = joined(A, Operator.DIVIDE, minus(B, B))
    found = permitted(system(a=(1, 2), b=(0, 1)), target(none, between(0, 9)))
    assert (found.found, found.conflicts) == ((), ((),))


def test_worlds_with_a_denominator_of_zero_are_left_out() -> None:
    ratio = joined(A, Operator.DIVIDE, B)
    found = permitted(system(a=(0, 2), b=(0, 2)), target(ratio, Interval.point(2)))
    assert found.found == (between(0, 2),)
    for world in (*found.true_worlds, *found.false_worlds):
        assert world is not None
        assert {name: each for name, each, _ in world.numbers}["b"] > 0
    # Either sign: no division by zero, and worlds on both sides of it.
    both = permitted(system(a=(1, 1), b=(-1, 1)), target(ratio, Interval.point(-1)))
    assert both.found == (between(-1, 1),)
    assert both.pieces == ((Interval.point(-1),), (Interval.point(1),))


def test_what_is_not_the_smallest_must_have_a_value_all_the_same() -> None:
    """Of a = 0 the smaller of a / (a - c) and a is 0, unless c is 0 too."""
    smaller = ExtremeOf(
        False, (joined(A, Operator.DIVIDE, minus(A, C)), A), COUNT, "smallest(a / (a - c), a)"
    )
    both = (target(C, Interval.point(0)), target(smaller, Interval.point(0)))
    assert standing(system(a=(0, 0), c=(0, 1)), *both) is Standing.APART
    assert standing(system(a=(0, 0), c=(-1, 1)), *both) is Standing.APART
    assert standing(system(a=(0, 0), c=(-1, 0)), *both) is Standing.APART


# Without worlds


def test_an_outcome_tells_what_may_be() -> None:
    of = system(a=(0, 9))
    assert outcome_of(of, questions(target(A, between(0, 4)))) == Outcome(
        (between(0, 9),), ((True, True),)
    )
    assert outcome_of(of, questions(target(A, between(0, 9)))).may_be == ((True, False),)
    wider = Profiles(between(0, 4), between(0, 9), between(0, 99))
    assert outcome_of(of, questions(target(A, wider))).may_be == (
        (True, True), (True, False), (True, False),
    )  # fmt: skip
    halves = questions(
        target(joined(A, Operator.DIVIDE, number(2)), Interval.point(Fraction(1, 3)))
    )
    assert outcome_of(of, halves).may_be == ((False, True),)


def test_undecisive_targets_are_looked_at_for_worlds_all_the_same() -> None:
    part = Target(minus(B, A), Profiles(*(Interval.at_least(0),) * 3), "a part of b", False, False)
    found = permitted(system(a=(0, 2), b=(5, 9)), part)
    assert found.true_worlds[1] is not None
    assert found.false_worlds == (None, None, None)


# Where to begin
