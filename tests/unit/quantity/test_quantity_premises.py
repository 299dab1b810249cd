"""What need not be asked again when premises are looked for: what worlds show already."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from naive_cases import COUNT, joined, number, place_of, unknown

from factcheck.model.expression import Operator
from factcheck.model.figure import Profiles
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Row, System, Variable, variable
from factcheck.model.plan import Target
from factcheck.model.truth import Truth
from factcheck.quantity.decide.permitted import leaves, outcome_of, permitted_by, shown_by
from factcheck.quantity.decide.question import PROFILES, question_of
from factcheck.quantity.measures import Measures
from factcheck.quantity.unknowns import Unknowns

if TYPE_CHECKING:
    from factcheck.model.possible import Permitted
    from factcheck.quantity.decide.question import Question

SIDES = (Truth.TRUE, Truth.FALSE)
MEASURE = joined(unknown("a"), Operator.ADD, joined(number(2), Operator.MULTIPLY, unknown("b")))
FORM = variable("a") + variable("b").scaled(Fraction(2))


@st.composite
def intervals(draw: st.DrawFn, most: int) -> Interval:
    lower, upper = sorted(draw(st.tuples(*(st.integers(0, most),) * 2)))
    return Interval(Fraction(lower), Fraction(upper))


@st.composite
def systems(draw: st.DrawFn) -> System:
    variables = tuple(Variable(name, draw(intervals(4)), is_integer=True) for name in "ab")
    forms = {"sum": variable("a") + variable("b"), "difference": variable("a") - variable("b")}
    rows = (Row(name, form, draw(intervals(6))) for name, form in forms.items())
    return System(variables, tuple(row for row in rows if draw(st.booleans())))


def asked(claimed: Interval) -> tuple[Question, ...]:
    target = Target(MEASURE, Profiles(claimed, claimed, claimed), MEASURE.text)
    return (question_of(target, Measures({}, Unknowns())),)


def permitted(of: System, claimed: Interval) -> Permitted:
    return permitted_by(of, asked(claimed), dict.fromkeys("ab", COUNT), lambda each: (each,))


def truths_in_worlds(of: System, claimed: Interval) -> set[Truth]:
    """Return whether the claim is true in some world, and false in some, by trying all."""
    numbers = [Fraction(each) for each in range(5)]
    worlds = [{"a": a, "b": b} for a, b in product(numbers, repeat=2)]
    sides = {True: Truth.TRUE, False: Truth.FALSE}
    return {sides[FORM.at(world) in claimed] for world in worlds if of.admits(world)}


@given(systems(), intervals(12))
def test_what_worlds_show_is_what_is_so_in_some_world(of: System, claimed: Interval) -> None:
    expected = {(p, side) for p in PROFILES for side in truths_in_worlds(of, claimed)}
    assert shown_by(permitted(of, claimed).certificate, of) == expected


@given(systems(), intervals(12))
def test_an_outcome_is_the_same_where_worlds_are_shown(of: System, claimed: Interval) -> None:
    shown = shown_by(permitted(of, claimed).certificate, of)
    assert outcome_of(of, asked(claimed), (), shown) == outcome_of(of, asked(claimed))


@given(systems(), intervals(12))
def test_fewer_rows_leave_the_same_where_the_whole_outcome_is(
    of: System, claimed: Interval
) -> None:
    wanted = outcome_of(of, asked(claimed))
    for name in ("sum", "difference"):
        fewer = of.without(frozenset((name,)))
        is_same = outcome_of(fewer, asked(claimed)) == wanted
        assert leaves(fewer, asked(claimed), (), wanted) is is_same


def test_worlds_of_other_rows_show_nothing() -> None:
    row = Row("sum", variable("a") + variable("b"), Interval.point(1))
    variables = tuple(Variable(name, Interval(Fraction(0), Fraction(3)), True) for name in "ab")
    wide, narrow = System(variables), System(variables, (row,))
    claimed = Interval.at_least(3)
    certificate = permitted(wide, claimed).certificate
    assert (1, Truth.TRUE) in shown_by(certificate, wide)
    assert shown_by(certificate, narrow) == frozenset()
    assert shown_by(None, wide) == frozenset()


def test_both_sides_can_be_shown() -> None:
    variables = tuple(Variable(name, Interval(Fraction(0), Fraction(3)), True) for name in "ab")
    found = shown_by(
        permitted(System(variables), Interval.at_least(3)).certificate, System(variables)
    )
    assert found == set(product(PROFILES, SIDES))


def test_a_row_matters_that_only_makes_a_gap() -> None:
    # While b and c are equal, a is first or third; without that it may be second as well.
    equal = Row("equal", variable("b") - variable("c"), Interval.point(0))
    ends = {"a": (2, 3), "b": (1, 9), "c": (1, 9)}
    variables = tuple(
        Variable(name, Interval(Fraction(low), Fraction(high)), is_integer=True)
        for name, (low, high) in ends.items()
    )
    of, second = System(variables, (equal,)), Interval.point(2)
    place = place_of("a", ("a", "b", "c"))
    target = Target(place, Profiles(second, second, second), place.text)
    questions = (question_of(target, Measures({}, Unknowns())),)
    wanted, fewer = outcome_of(of, questions), of.without(frozenset({"equal"}))
    assert outcome_of(fewer, questions).found == wanted.found
    assert not leaves(fewer, questions, (), wanted)
    assert leaves(of, questions, (), wanted)
