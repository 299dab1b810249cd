"""Cases of bounds whose answers are known: published, or worked out by hand."""

from __future__ import annotations

import pytest
from exact import exact

from factcheck.bounds.conflict import conflicts_of
from factcheck.bounds.propagate import propagate, range_of
from factcheck.bounds.quotient import positive_row, quotient_range
from factcheck.bounds.worlds import find_world
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable, constant, variable

A, B = variable("a"), variable("b")
N, I, G, R = (variable(name) for name in "NIGR")  # noqa: E741 - the letters of the published case
LEAST = Fraction(63, 100)
CLAIMED = Interval(Fraction(9, 100), Fraction(10, 100), True, False)


def between(lower: int, upper: int, *, closed: bool = True) -> Interval:
    return Interval(Fraction(lower), Fraction(upper), True, closed)


def nonnegative(statement: str, form: Form) -> Row:
    return Row(statement, form, Interval.at_least(0))


def test_a_number_on_both_sides_of_a_quotient_is_one_number() -> None:
    system = System((Variable("a", between(10, 20)), Variable("b", between(30, 40))))
    expected = Interval(Fraction(1, 5), Fraction(2, 5))
    assert quotient_range(system, A, A + B) == expected


# The case of 63 percent: N reports of which I are images, of which G are graphic, R relevant.


def flagship(images: Fraction | None, *rows: Row, number: Interval | None = None) -> System:
    """Return the case with a share of images, and the assumption that graphic is relevant."""
    total = between(8500, 9500, closed=False) if number is None else number
    unknown = Interval.at_least(0)
    evidence: tuple[Row, ...] = (
        nonnegative("images are reports", N - I),
        nonnegative("graphic are images", I - G),
        nonnegative("at least 63 percent", G - I.scaled(LEAST)),
        nonnegative("relevant are reports", N - R),
        nonnegative("graphic is relevant", R - G),
    )
    if images is not None:
        evidence += (Row("share of images", I - N.scaled(images), Interval.point(0)),)
    names = [Variable(name, unknown, True) for name in "IGR"]
    return System((Variable("N", total, True), *names), evidence + rows)


@pytest.mark.parametrize(
    ("images", "lowest"),
    [("5/100", "315/10000"), ("14/100", "882/10000"), ("15/100", "945/10000"),
     ("10/63", "10/100"), ("20/100", "126/1000")],
)  # fmt: skip
def test_the_share_of_images_gives_the_least_share_of_relevant(images: str, lowest: str) -> None:
    found = quotient_range(flagship(exact(images)), R, N)
    assert found == Interval(exact(lowest), Fraction(1))
    assert found.is_apart_from(CLAIMED) is (exact(images) >= Fraction(10, 63))


def test_just_below_the_breaking_point_the_claim_is_possible() -> None:
    found = quotient_range(flagship(Fraction(10, 63) - Fraction(1, 10**6)), R, N)
    assert found is not None
    assert not found.is_apart_from(CLAIMED)


def test_without_the_share_of_images_anything_is_possible() -> None:
    assert quotient_range(flagship(None), R, N) == Interval(Fraction(0), Fraction(1))


def claimed_rows() -> tuple[Row, Row]:
    under = Row("claim", R - N.scaled(Fraction(1, 10)), Interval.at_most(0, closed=False))
    return under, nonnegative("claim", R - N.scaled(Fraction(9, 100)))


def test_at_15_percent_there_is_a_world_in_which_the_claim_is_true() -> None:
    system = flagship(Fraction(15, 100), *claimed_rows())
    world = find_world(system)
    assert world is not None
    assert system.admits(world)
    assert world["R"] / world["N"] in CLAIMED


@pytest.mark.parametrize("images", [Fraction(10, 63), Fraction(20, 100)])
def test_at_the_breaking_point_there_is_no_such_world(images: Fraction) -> None:
    assert find_world(flagship(images, *claimed_rows())) is None


@pytest.mark.parametrize(("images", "is_possible"), [(1426, True), (1427, False), (1428, False)])
def test_whole_numbers_rule_out_what_fractions_allow(images: int, is_possible: bool) -> None:
    count = Row("images", I, Interval.point(images))
    system = flagship(None, count, *claimed_rows(), number=Interval.point(9000))
    assert (propagate(system) is not None) is is_possible
    in_fractions = System(
        tuple(Variable(each.name, each.bounds) for each in system.variables), system.rows
    )
    assert propagate(in_fractions) is not None


# Open and closed ends, whole numbers


@pytest.mark.parametrize(("closed", "is_possible"), [(False, False), (True, True)])
def test_an_open_end_stays_open(closed: bool, is_possible: bool) -> None:
    """900 of 9,000 is not under ten percent, however small the tolerance of a solver."""
    variables = (Variable("R", Interval.point(900)), Variable("N", Interval.point(9000)))
    row = Row("claim", R - N.scaled(Fraction(1, 10)), Interval.at_most(0, closed=closed))
    assert (propagate(System(variables, (row,))) is not None) is is_possible


@pytest.mark.parametrize(("percent", "is_possible"), [(62, False), (63, True), (64, False)])
def test_sixty_four_percent_of_eight_is_impossible(percent: int, is_possible: bool) -> None:
    rounded = Interval(
        Fraction(8 * (2 * percent - 1), 200), Fraction(8 * (2 * percent + 1), 200), True, False
    )
    cases = (Variable("k", between(0, 8), True),)
    system = System(cases, (Row("rounded", variable("k"), rounded),))
    assert (propagate(system) is not None) is is_possible
    assert (find_world(system) is not None) is is_possible


def test_a_whole_number_strictly_between_neighbours_does_not_exist() -> None:
    none = Interval(Fraction(3), Fraction(4), False, False)
    assert propagate(System((Variable("k", none, True),))) is None
    assert find_world(System((Variable("k", none, True),))) is None


def test_rows_of_the_same_direction_bound_a_form_more_closely_than_its_variables() -> None:
    system = System(
        (Variable("a", between(0, 9)), Variable("b", between(0, 9))),
        (Row("sum", A + B + constant(1), Interval(Fraction(4), Fraction(5), False)),),
    )
    box = propagate(system)
    assert box is not None
    form = (A + B).scaled(Fraction(-2)) + constant(7)
    assert range_of(form, box, system.rows) == Interval(Fraction(-1), Fraction(1), True, False)
    assert range_of(A - B, box, system.rows) == Interval(Fraction(-4), Fraction(4))
    assert range_of(A, box, system.rows) == Interval(Fraction(0), Fraction(4))


def test_rows_that_leave_a_form_nothing_leave_no_range() -> None:
    rows = (Row("p", A + B, Interval.at_least(9)), Row("q", A + B, Interval.at_most(8)))
    box = {"a": between(0, 9), "b": between(0, 9)}
    assert range_of(A + B, box, rows) is None
    assert range_of(A + B, box, (rows[0], rows[1], rows[0])) is None


def test_bounds_that_tighten_for_ever_are_valid_when_they_are_given_up() -> None:
    """Of a = b / 2 and b = a / 2 nothing but zero is left, by ever smaller steps."""
    half = Fraction(1, 2)
    rows = (
        Row("p", A - B.scaled(half), Interval.point(0)),
        Row("q", B - A.scaled(half), Interval.point(0)),
    )
    box = propagate(System((Variable("a", between(0, 1)), Variable("b", between(0, 1))), rows))
    assert box is not None
    assert all(0 in bounds and bounds.upper < Fraction(1, 1000) for bounds in box.values())  # type: ignore[operator]  # bounded


# Quotients without a sharp answer from corners


def test_without_a_positive_denominator_there_is_no_quotient() -> None:
    zero = System((Variable("a", Interval.point(1)), Variable("b", Interval.point(0))))
    assert quotient_range(zero, A, B) is None
    negative = System((Variable("a", between(1, 2)), Variable("b", between(-2, -1))))
    assert quotient_range(negative, A, B) is None


def test_contradictory_rows_leave_no_quotient() -> None:
    both = (Row("p", A + B, Interval.at_least(9)), Row("q", A + B, Interval.at_most(8)))
    system = System((Variable("a", between(0, 9)), Variable("b", between(0, 9))), both)
    assert quotient_range(system, A, A + B) is None
    assert quotient_range(system, A + B, B) is None
    apart = (Row("p", A - B, Interval.at_least(1)), Row("q", B - A, Interval.at_least(1)))
    unbounded = (Variable("a", Interval.everything()), Variable("b", Interval.everything()))
    assert quotient_range(System(unbounded, apart), A - B, constant(1)) is None


def test_only_the_quotients_show_that_rows_contradict_each_other() -> None:
    """Half of an unbounded whole and a third of it: propagation on the counts sees nothing."""
    variables = (Variable("a", Interval.at_least(0)), Variable("b", Interval.at_least(0)))
    rows = (
        Row("half", A - B.scaled(Fraction(1, 2)), Interval.at_least(0)),
        Row("third", A - B.scaled(Fraction(1, 3)), Interval.at_most(0)),
    )
    system = System(variables, rows)
    assert propagate(system) is not None
    assert quotient_range(system, A, B) is None


def test_a_quotient_of_known_numbers_is_known() -> None:
    assert quotient_range(System(), constant(1), constant(4)) == Interval.point(Fraction(1, 4))


def test_a_denominator_that_may_come_near_zero_leaves_the_quotient_open_above() -> None:
    system = System((Variable("a", between(1, 2)), Variable("b", between(0, 4))))
    assert quotient_range(system, A, B) == Interval.at_least(Fraction(1, 4))
    unbounded = System((Variable("a", between(1, 2)), Variable("b", Interval.at_least(4))))
    assert quotient_range(unbounded, A, B) == Interval(Fraction(0), Fraction(1, 2), False, True)


def test_a_corner_of_an_open_box_may_be_reached_elsewhere() -> None:
    """0 / b is zero for every b, so that no end of b needs to belong to the box."""
    open_box = Interval(Fraction(1), Fraction(2), False, False)
    system = System((Variable("a", between(-1, 0)), Variable("b", open_box)))
    found = quotient_range(system, A, B)
    assert found == Interval(Fraction(-1), Fraction(0), False, True)


def test_with_many_unknown_numbers_corners_are_left_out() -> None:
    names = [f"x{number}" for number in range(9)]
    system = System(tuple(Variable(name, between(1, 2)) for name in names))
    total = sum((variable(name) for name in names), start=Form())
    found = quotient_range(system, variable("x0"), total)
    assert found is not None
    sharp = Interval(Fraction(1, 17), Fraction(2, 10))
    assert sharp.is_within(found)


def test_numbers_below_zero_are_divided_too() -> None:
    system = System((Variable("a", between(-4, -2)), Variable("b", between(1, 2))))
    assert quotient_range(system, A, B) == Interval(Fraction(-4), Fraction(-1))


def test_a_positive_row_keeps_a_denominator_above_zero() -> None:
    row = positive_row(A)
    assert 0 not in row.allowed
    assert Fraction(1, 10**9) in row.allowed


# Conflicts


def conflict_system(*rows: Row) -> System:
    return System((Variable("a", Interval.at_least(0)), Variable("b", Interval.at_least(0))), rows)


def test_every_minimal_conflict_is_named() -> None:
    system = conflict_system(
        Row("at least 9", A, Interval.at_least(9)),
        Row("at most 8", A, Interval.at_most(8)),
        Row("at most 7", A, Interval.at_most(7)),
        Row("harmless", B, Interval.at_most(100)),
    )
    assert conflicts_of(system).sets == (
        ("at least 9", "at most 8"),
        ("at least 9", "at most 7"),
    )


def test_statements_and_not_rows_are_in_conflict() -> None:
    system = conflict_system(
        Row("around 9", A, Interval.at_least(8)),
        Row("around 9", A, Interval.at_most(10)),
        Row("more than 10", A, Interval.at_least(10, closed=False)),
    )
    assert conflicts_of(system).sets == (("around 9", "more than 10"),)


def test_consistent_statements_have_no_conflict() -> None:
    assert conflicts_of(conflict_system(Row("p", A, Interval.at_most(8)))).sets == ()


def test_a_conflict_of_the_variables_alone_needs_no_statement() -> None:
    nothing = Interval(Fraction(3), Fraction(4), False, False)
    row = Row("p", variable("k"), Interval.at_least(0))
    assert conflicts_of(System((Variable("k", nothing, True),), (row,))).sets == ((),)


def test_of_many_statements_one_minimal_conflict_is_named() -> None:
    harmless = (Row(f"s{number}", B, Interval.at_most(number)) for number in range(1, 13))
    system = conflict_system(
        Row("p", A, Interval.at_most(8)), *harmless, Row("q", A, Interval.at_least(9))
    )
    assert conflicts_of(system).sets == (("p", "q"),)
