"""Possible worlds: what is tried, in which order, and when the search gives up."""

from __future__ import annotations

import pytest

from factcheck.bounds import worlds
from factcheck.bounds.worlds import candidates, find_world
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Row, System, Variable, constant, variable

A, B = variable("a"), variable("b")


def test_one_number_is_the_only_candidate() -> None:
    assert candidates(Interval.point(3), is_integer=False) == (Fraction(3),)
    assert candidates(Interval.point(3), is_integer=True) == (Fraction(3),)


@pytest.mark.parametrize("lean", [-1, 0, 1])
@pytest.mark.parametrize(
    "bounds",
    [
        Interval(Fraction(0), Fraction(1)),
        Interval(Fraction(0), Fraction(1), False, False),
        Interval(Fraction(8500), Fraction(9500), True, False),
        Interval.at_least(5, closed=False),
        Interval.at_most(-7),
        Interval.everything(),
        Interval(Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**9), False, False),
    ],
)
def test_candidates_are_different_numbers_of_the_set(bounds: Interval, lean: int) -> None:
    found = candidates(bounds, is_integer=False, lean=lean)
    assert found
    assert len(found) == len(set(found))
    assert all(number in bounds for number in found)


def test_whole_candidates_are_whole() -> None:
    bounds = Interval(Fraction(1, 2), Fraction(15, 2))
    found = candidates(bounds, is_integer=True)
    assert all(number.denominator == 1 for number in found)
    assert {1, 7} <= set(found)


def test_a_set_without_a_whole_number_has_no_candidate() -> None:
    assert candidates(Interval(Fraction(1, 4), Fraction(3, 4)), is_integer=True) == ()


def test_candidates_lean_to_one_side() -> None:
    bounds = Interval(Fraction(0), Fraction(6400))
    assert candidates(bounds, is_integer=True, lean=-1)[:2] == (Fraction(0), Fraction(100))
    assert candidates(bounds, is_integer=True)[0] == 3200
    assert candidates(bounds, is_integer=True, lean=1)[:2] == (Fraction(6400), Fraction(6300))


def test_a_world_of_known_numbers_is_those_numbers() -> None:
    assert find_world(System()) == {}
    known = System((Variable("a", Interval.point(Fraction(1, 3))),))
    assert find_world(known) == {"a": Fraction(1, 3)}


def test_a_dive_goes_back_where_nothing_is_left() -> None:
    """The first numbers tried for a leave none for b: 3 a + 5 b = 7 with whole a and b."""
    bounds = Interval(Fraction(-3), Fraction(9))
    row = Row("p", A.scaled(Fraction(3)) + B.scaled(Fraction(5)), Interval.point(7))
    system = System((Variable("a", bounds, True), Variable("b", bounds, True)), (row,))
    found = find_world(system)
    assert found is not None
    assert 3 * found["a"] + 5 * found["b"] == 7


def test_no_world_is_found_where_there_is_none() -> None:
    """2 a + 2 b = 7 has fractions, and no whole numbers."""
    bounds = Interval(Fraction(0), Fraction(9))
    row = Row("p", A.scaled(Fraction(2)) + B.scaled(Fraction(2)), Interval.point(7))
    assert find_world(System((Variable("a", bounds), Variable("b", bounds)), (row,))) is not None
    assert (
        find_world(System((Variable("a", bounds, True), Variable("b", bounds, True)), (row,)))
        is None
    )


def test_a_row_that_no_number_changes_is_a_contradiction() -> None:
    false = Row("p", constant(0), Interval.at_most(0, closed=False))
    system = System((Variable("a", Interval.at_least(0)),), (false,))
    assert find_world(system) is None
    assert not system.admits({"a": Fraction(1)})


def test_the_search_ends_after_its_budget_of_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    bounds = Interval(Fraction(0), Fraction(1))
    row = Row("p", A + B, Interval.point(1))
    system = System((Variable("a", bounds), Variable("b", bounds)), (row,))
    assert find_world(system) is not None
    monkeypatch.setattr(worlds, "MAX_STEPS", -1)
    assert find_world(system) is None


def test_numbers_that_no_row_ties_are_not_tried_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worlds, "MAX_STEPS", 0)
    system = System((Variable("a", Interval(Fraction(0), Fraction(1))),))
    assert find_world(system) == {"a": Fraction(1, 2)}


def test_a_system_admits_only_what_satisfies_everything() -> None:
    system = System(
        (Variable("a", Interval(Fraction(0), Fraction(9)), True),),
        (Row("p", A, Interval.at_least(2)),),
    )
    assert system.admits({"a": Fraction(2)})
    assert not system.admits({"a": Fraction(1)})
    assert not system.admits({"a": Fraction(10)})
    assert not system.admits({"a": Fraction(5, 2)})
