"""Numbers that rows do not tell apart, taken together and shared out again."""

from __future__ import annotations

import pytest

from factcheck.bounds import merged as module
from factcheck.bounds.limits import Limits, limits_of
from factcheck.bounds.merged import merged, shared_out, unmerged
from factcheck.bounds.optimum import largest
from factcheck.bounds.simplex import Tableau
from factcheck.bounds.solve import solve
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable, variable

ONE, HALF = Fraction(1), Fraction(1, 2)


@pytest.fixture(autouse=True)
def _always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WORTH", 0)


def sum_of(text: str) -> Form:
    return Form(terms=tuple((name, ONE) for name in sorted(text)))


def interval(lower: int, upper: int | None, ends: str = "[]") -> Interval:
    closed = ends[0] == "[", ends[1] == "]"
    top = None if upper is None else Fraction(upper)
    return Interval(Fraction(lower), top, closed[0], closed[1] and top is not None)


def over(bounds: dict[str, Interval], *rows: Row, whole: bool = False) -> System:
    return System(tuple(Variable(name, own, whole) for name, own in bounds.items()), rows)


def row(form: Form, allowed: Interval) -> Row:
    return Row("row", form, allowed)


def shared(system: System, number: Fraction) -> dict[str, Fraction]:
    """Return what is shared out of a sum of all numbers."""
    limits: Limits = limits_of(system)
    short = merged(limits)
    (first,) = short.members
    point = {first: number}
    shared_out(point, short, limits)
    assert sum(point.values()) == number
    return point


def test_cells_of_one_total_are_one_number() -> None:
    cells = {name: interval(0, 4) for name in "abc"} | {"d": interval(2, 2), "e": interval(0, 9)}
    system = over(
        cells,
        row(sum_of("abcde"), interval(5, 8)),
        row(Form(terms=(("a", ONE), ("b", ONE), ("c", ONE), ("e", HALF))), interval(1, 9)),
    )
    limits = limits_of(system)
    short = merged(limits)
    assert short.members == {"a": ("a", "b", "c")}
    assert short.left_out == {"b", "c"}
    assert short.limits.upper["a"].at.real == 12
    assert short.form(sum_of("abc")) == variable("a")
    # The known number is in the constant.
    assert short.limits.rows[0].form == Form(Fraction(2), (("a", ONE), ("e", ONE)))
    assert unmerged(limits).form(sum_of("abc")) == sum_of("abc")


def test_a_goal_tells_numbers_apart() -> None:
    system = over({name: interval(0, 4) for name in "abc"}, row(sum_of("abc"), interval(0, 6)))
    assert merged(limits_of(system), variable("a")).members == {"b": ("b", "c")}
    found = largest(system, variable("a") + variable("b"))
    assert found is not None
    assert found.end == 6
    assert found.is_attained


def test_without_a_lower_end_a_number_stays_alone() -> None:
    bounds = {"a": Interval.at_most(4), "b": interval(0, None), "c": interval(0, 3)}
    system = over(bounds, row(sum_of("abc"), interval(0, 6)))
    short = merged(limits_of(system))
    assert short.members == {"b": ("b", "c")}
    assert "b" not in short.limits.upper
    assert solve(system).point is not None


def test_little_is_not_worth_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WORTH", 4)
    system = over({name: interval(0, 4) for name in "abc"}, row(sum_of("abc"), interval(0, 6)))
    assert merged(limits_of(system)) == unmerged(limits_of(system))


def test_whole_numbers_stay_whole() -> None:
    system = over(
        {name: interval(0, 4) for name in "abc"},
        row(sum_of("abc"), Interval.point(6)),
        whole=True,
    )
    filled = {"a": Fraction(4), "b": Fraction(2), "c": Fraction(0)}
    assert shared(system, Fraction(6)) == filled
    assert solve(system).point == filled


@pytest.mark.parametrize(
    ("ends", "number"),
    [
        (["[]", "(]", "[]"], 5),
        (["()", "[]", "()"], 11),
        (["[)", "[)", "[)"], 0),
        (["(]", "(]", "(]"], 12),
    ],
)
def test_open_ends_are_kept_off(ends: list[str], number: int) -> None:
    bounds = {name: interval(0, 4, each) for name, each in zip("abc", ends, strict=True)}
    system = over(bounds, row(sum_of("abc"), interval(0, 12)))
    assert system.admits(shared(system, Fraction(number)))


@pytest.mark.parametrize("number", [2, 3, 50])
@pytest.mark.parametrize("others", ["()", "[]"])
def test_what_has_no_upper_end_takes_the_rest(number: int, others: str) -> None:
    bounds = {"a": interval(1, None, "()"), "b": interval(0, 4, others), "c": interval(0, None)}
    system = over(bounds, row(sum_of("abc"), interval(0, 99)))
    assert system.admits(shared(system, Fraction(number)))


def test_open_ends_alone_may_contradict_a_total() -> None:
    bounds = {name: interval(0, 4, "(]") for name in "abc"}
    system = over(bounds, row(sum_of("abc"), interval(-1, 0)))
    assert solve(system).refutation is not None


def test_short_rows_first_and_the_steepest_number_first() -> None:
    bounds = {name: interval(0, 9) for name in "abcdef"}
    rows = (
        row(sum_of("abcdef"), interval(20, 22)),
        row(sum_of("ab"), interval(3, 4)),
        row(sum_of("cd"), interval(5, 6)),
    )
    goal = Form(terms=(("a", ONE), ("c", Fraction(3)), ("e", Fraction(2))))
    system = over(bounds, *rows)
    found = largest(system, goal)
    assert found is not None
    assert found.end == 4 + 18 + 18
    limits = limits_of(system)
    assert Tableau(system, limits).largest(goal) is not None
