"""What propagation leaves, narrowed row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.bounds import reach as reach_module
from factcheck.bounds.reach import Reach, reach_of
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Row, System, Variable, constant, variable

if TYPE_CHECKING:
    import pytest

X, Y, Z = (variable(name) for name in "xyz")
ABOVE_ZERO = Interval.at_least(0, closed=False)


def between(lower: int, upper: int) -> Interval:
    return Interval(Fraction(lower), Fraction(upper))


def reach(*rows: Row, is_integer: bool = True, upper: int = 6) -> Reach:
    variables = tuple(Variable(name, between(0, upper), is_integer) for name in "xyz")
    found = reach_of(System(variables, rows))
    assert found is not None
    return found


def test_a_form_is_bounded_by_its_numbers_and_by_rows_of_its_direction() -> None:
    start = reach(Row("sum", X + Y, between(4, 5)))
    assert start.of(X + Y + Z) == between(4, 11)
    assert start.of((X + Y).scaled(Fraction(2)) + constant(1)) == between(9, 11)
    assert start.of((X + Y).scaled(Fraction(-1))) == between(-5, -4)
    assert start.of(X) == between(0, 5)
    assert start.of(constant(3)) == Interval.point(3)


def test_a_further_row_narrows_and_the_wider_reach_stays_as_it_was() -> None:
    start = reach()
    narrower = start.narrowed((Row("more", X - Y, ABOVE_ZERO),))
    assert narrower is not None
    assert narrower.of(X - Y) == between(1, 6)
    assert (narrower.box["x"], narrower.box["y"]) == (between(1, 6), between(0, 5))
    assert start.of(X - Y) == between(-6, 6)


def test_a_cycle_of_whole_numbers_is_a_contradiction() -> None:
    rows = tuple(Row("more", a - b, ABOVE_ZERO) for a, b in ((X, Y), (Y, Z), (Z, X)))
    assert reach().narrowed(rows) is None


def test_two_rows_of_the_same_two_numbers_bound_each() -> None:
    start = reach(Row("sum", X + Y, Interval.point(5)))
    level = start.narrowed((Row("not less", X - Y, Interval.at_least(0)),))
    assert level is not None
    # Half of 5 is 2.5.
    assert (level.box["x"], level.box["y"]) == (between(3, 5), between(0, 2))
    assert start.narrowed((Row("equal", X - Y, Interval.point(0)),)) is None
    assert start.narrowed((Row("other", Z - Y, Interval.point(0)),)) is not None
    parallel = reach(Row("sum", X + Y, between(5, 6)), Row("third", X - Z, between(-6, 5)))
    same = parallel.narrowed((Row("half", (X + Y).scaled(Fraction(1, 2)), Interval.point(3)),))
    assert same is not None
    assert same.of(X + Y) == Interval.point(6)


def test_narrowing_ends_after_a_number_of_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    start = reach()
    monkeypatch.setattr(reach_module, "MAX_ROUNDS", 0)
    narrower = start.narrowed((Row("more", X - Y, ABOVE_ZERO),))
    assert narrower is not None
    assert narrower.box == start.box
    assert narrower.of(X - Y) == between(1, 6)


def test_a_row_that_says_nothing_new_changes_nothing() -> None:
    start = reach()
    assert start.narrowed((Row("known", X + Y, between(0, 12)),)) is start


def test_rows_that_leave_nothing_are_a_contradiction() -> None:
    start = reach(Row("sum", X + Y, between(4, 5)))
    assert start.narrowed((Row("no", X + Y, between(7, 8)),)) is None
    assert start.narrowed((Row("no", X, between(7, 8)),)) is None
    assert start.narrowed((Row("odd", X.scaled(Fraction(2)), Interval.point(1)),)) is None
    both = (Row("p", X - Y, between(1, 2)), Row("q", X - Y, between(3, 4)))
    assert start.narrowed(both) is None
    bounds = Interval.everything()
    free = System((Variable("x", bounds), Variable("y", bounds)), both)
    assert reach_of(free) is None
    # Of two rows of one direction each leaves something to every number.
    wide = reach_of(System((Variable("x", bounds), Variable("y", bounds))))
    assert wide is not None
    assert wide.narrowed(both) is None


def test_a_known_number_narrows_the_others() -> None:
    start = reach(Row("sum", X + Y + Z, Interval.point(6)))
    fixed = start.fixed("x", Fraction(4))
    assert fixed is not None
    assert fixed.box["y"] == between(0, 2)
    more = fixed.fixed("y", Fraction(1))
    assert more is not None
    assert more.box["z"] == Interval.point(1)
    tight = reach(Row("sum", X + Y + Z, Interval.point(18)))
    assert tight.fixed("x", Fraction(5)) is None


def test_a_change_names_the_numbers_that_moved_and_those_of_new_rows() -> None:
    start = reach()
    narrower = start.narrowed((Row("sum", X + Y, between(0, 4)),))
    assert narrower is not None
    change = start.change_to(narrower)
    assert change.moved == frozenset("xy")
    assert change.rows == (frozenset("xy"),)
    assert not change.may_narrow(frozenset("z"))
    assert change.may_narrow(frozenset("xz"))
    slack = start.narrowed((Row("sum", X + Y, between(0, 11)),))
    assert slack is not None
    # The row says something of both together, and nothing of each.
    assert start.change_to(slack).moved == frozenset()
    assert start.change_to(slack).may_narrow(frozenset("xyz"))
    assert not start.change_to(slack).may_narrow(frozenset("xz"))


def test_a_reach_is_a_system_with_tighter_bounds() -> None:
    start = reach(Row("sum", X + Y, between(0, 4)), Row("other", Y - Z, between(-1, 6)))
    assert start.system is start.system
    assert reach_of(start.system) is start
    assert [each.bounds for each in start.system.variables] == [
        between(0, 4), between(0, 4), between(0, 5),
    ]  # fmt: skip


def test_the_part_about_a_form_has_the_numbers_that_hang_together_with_it() -> None:
    start = reach(Row("sum", X + Y, between(0, 4)))
    assert [each.name for each in start.about((X,)).variables] == ["x", "y"]
    assert start.about((X,)).rows == start.rows
    assert start.about((Z,)) == System((Variable("z", between(0, 6), True),))
    assert start.about((constant(1),)) == System()


def test_a_row_over_some_numbers_of_a_form_bounds_it_too() -> None:
    start = reach(Row("sum", X + Y, Interval.point(6)), is_integer=False)
    assert start.of(X + Y + Z) == between(6, 12)
    assert start.of(X + Y.scaled(Fraction(2))) == between(6, 12)
