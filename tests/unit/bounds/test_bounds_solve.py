"""Systems of rows decided exactly: points, refutations, and what the effort allows."""

from __future__ import annotations

import pytest
from exact import exact

from factcheck.bounds import highs, program, simplex, solve, suggest
from factcheck.bounds.check import refutes
from factcheck.bounds.limits import limits_of
from factcheck.bounds.simplex import Tableau, TooLongError
from factcheck.model.certificate import ByNumber, Combination, End, Use
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable, constant, variable

A, B, C = (variable(name) for name in "abc")
N, I, G, R = (variable(name) for name in "NIGR")  # noqa: E741 - the letters of the published case
FREE = Interval.everything()
COUNT = Interval.at_least(0)
POSITIVE = Interval.at_least(0, closed=False)
ONE = Fraction(1)
LINEUP = [Variable(name, COUNT, True) for name in "NIGR"]


def between(lower: int, upper: int, *, closed: bool = True) -> Interval:
    return Interval(Fraction(lower), Fraction(upper), closed, closed)


def over(text: str, *rows: Row, bounds: Interval = FREE, whole: bool = False) -> System:
    return System(tuple(Variable(name, bounds, whole) for name in text), rows)


def at_least(form: Form, number: int | Fraction, *, closed: bool = True) -> Row:
    return Row("row", form, Interval.at_least(number, closed=closed))


def at_most(form: Form, number: int | Fraction, *, closed: bool = True) -> Row:
    return Row("row", form, Interval.at_most(number, closed=closed))


@pytest.fixture(params=[600, 0], ids=["exact", "floats"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggest, "LARGE", request.param)


def is_possible(system: System) -> bool:
    found = solve.solve(system)
    assert found.is_certified
    if found.point is not None:
        assert system.admits(found.point)
        return True
    assert found.refutation is not None
    assert refutes(system, found.refutation)
    return False


# Points and refutations over any numbers.


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("expected", "rows"),
    [
        (True, ()),
        (True, (at_least(A + B, 3), at_most(A, 1))),
        (True, (at_least(A + B, 3, closed=False), at_most(A + B, 4, closed=False))),
        (True, (at_most(A + B, -3), at_least(A - B, 7))),
        (False, (at_least(A + B, 3), at_most(A, 1), at_most(B, 1))),
        (False, (at_least(A + B, 3, closed=False), at_most(A + B, 3))),
        (False, (at_least(A + B, 3), at_most(A + B, 3, closed=False))),
        (False, (at_least(A - B, 0, closed=False), at_least(B - C, 0), at_least(C - A, 0))),
        (False, (at_most(A, 1, closed=False), at_least(A, 1))),
        (True, (at_most(A, 1), at_least(A, 1), at_least(A + B + C, 5))),
        (False, (at_least(constant(1), 2),)),
        (False, (at_most(constant(1), 1, closed=False), at_least(constant(1), 2))),
        (False, (at_least(A, 2), at_most(A, 1), at_least(constant(1), 2))),
        (True, (at_least(constant(1), 1), at_most(A.scaled(Fraction(-2)), 8))),
        (False, (at_least(A - B, 1), at_least(B - A, 1))),
        (True, (at_least(A, 0, closed=False), at_least(B, 0, closed=False), at_most(A + B, 1))),
        (False, (at_least(A, 0, closed=False), at_least(B, 0), at_most(A + B, 0))),
        (False, (at_most(A, 0, closed=False), at_most(B, 0), at_least(A + B, 0))),
    ],
)
def test_real_numbers(rows: tuple[Row, ...], expected: bool) -> None:
    assert is_possible(over("abc", *rows)) is expected


def test_open_ends_are_no_matter_of_size() -> None:
    """900 of 9,000 is not under ten percent."""
    under = at_least(N.scaled(exact("1/10")) - R, 0, closed=False)
    system = System(
        (Variable("N", Interval.point(9000)), Variable("R", Interval.point(900))), (under,)
    )
    assert not is_possible(system)


def test_a_point_stays_inside_narrow_open_ends() -> None:
    narrow = Interval(Fraction(0), exact("1/1000000"), False, False)
    row = Row("row", A + B, narrow)
    assert is_possible(System((Variable("a", narrow), Variable("b", narrow)), (row,)))


def test_a_refutation_is_in_terms_of_the_rows() -> None:
    system = over("ab", at_least(A + B, 3), at_most(A.scaled(Fraction(2)), 2), bounds=between(0, 1))
    found = solve.solve(system)
    assert found.refutation == Combination(
        (Use(0, End.LOWER, ONE), Use("a", End.UPPER, ONE), Use("b", End.UPPER, ONE))
    )
    assert not found.rests_on_whole
    assert solve.solve(system) is found


# Whole numbers.


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("expected", "rows"),
    [
        (False, (Row("row", A.scaled(Fraction(2)) + B.scaled(Fraction(4)), Interval.point(7)),)),
        (False, (Row("row", A.scaled(Fraction(2)), Interval.point(7)),)),
        (True, (at_least(A.scaled(Fraction(2)) - B.scaled(Fraction(5)), 1), at_least(B, 2))),
        (False, (at_least(A - B.scaled(exact("1/2")), exact("1/4")), at_most(A - B, -1),
                 at_most(B, 1))),
    ],
)  # fmt: skip
def test_whole_numbers(rows: tuple[Row, ...], expected: bool) -> None:
    assert is_possible(over("ab", *rows, bounds=between(0, 9), whole=True)) is expected


def test_bounds_without_a_whole_number_are_refuted() -> None:
    bounds = Interval(exact("1/3"), exact("2/3"))
    found = solve.solve(over("a", bounds=bounds, whole=True))
    assert found.refutation == Combination((Use("a", End.LOWER, ONE),), is_whole=True)
    assert found.rests_on_whole


def flagship(images: int) -> System:
    rows = (
        at_least(N - I, 0),
        at_least(I - G, 0),
        at_least(G - I.scaled(exact("63/100")), 0),
        at_least(N - R, 0),
        at_least(R - G, 0),
        at_least(R - N.scaled(exact("9/100")), 0),
        at_least(N.scaled(exact("1/10")) - R, 0, closed=False),
        Row("all", N, Interval.point(9000)),
        Row("images", I, Interval.point(images)),
    )
    return System(tuple(LINEUP), rows)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("images", "expected", "rests_on_whole"),
    [(1426, True, False), (1427, False, True), (1428, False, True), (1429, False, False)],
)
def test_the_case_of_63_percent(images: int, expected: bool, rests_on_whole: bool) -> None:
    system = flagship(images)
    assert is_possible(system) is expected
    assert solve.solve(system).rests_on_whole is rests_on_whole


def test_the_nearer_side_of_a_number_is_looked_at_first() -> None:
    # 0.9 <= a <= 1.9 with b tied to it: one is nearer than nought.
    rows = (Row("tie", A - B.scaled(exact("9/10")), Interval.point(0)), at_least(B, 1))
    assert is_possible(over("ab", *rows, bounds=between(0, 20), whole=True))


def parity(size: int) -> System:
    """Return numbers that are nought or one and that are half as many as is possible, plus a half.

    Any tree needs many nodes for it.
    """
    names = [f"x{place:02}" for place in range(size)]
    whole = [Variable(name, between(0, 1), True) for name in names]
    total = sum((variable(name).scaled(Fraction(2)) for name in names), start=Form())
    tie = Row("tie", total - variable("y"), Interval.point(size))
    return System((*whole, Variable("y", Interval(exact("-2/3"), exact("-1/3")))), (tie,))


def test_a_tree_may_be_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    # With an odd number no sum of twos is that close to it.
    assert not is_possible(parity(3))
    monkeypatch.setattr(solve, "MAX_NODES", 5)
    assert not solve.solve(parity(15)).is_certified


def test_a_tree_may_be_too_deep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve, "MAX_DEPTH", 2)
    assert not solve.solve(parity(9)).is_certified


def hidden() -> System:
    """Return a system with points of whole numbers that no corner shows at once."""
    names = [f"x{place:02}" for place in range(12)]
    weights = [Fraction(each, 7) for each in (1, 2, 3, 5, 11, 13, 17, 19, 23, 29, 31, 37)]
    terms = tuple(zip(names, weights, strict=True))
    tie = Row("tie", Form(terms=terms), Interval.point(exact("181/7")))
    low = Row("low", Form(terms=tuple((name, ONE) for name in names)), Interval.point(13))
    whole = tuple(Variable(name, between(0, 2), True) for name in names)
    return System(whole, (tie, low))


def test_floats_are_asked_for_whole_numbers_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    original = suggest.whole_suggestion

    def noted(*arguments: object) -> object:
        asked.append(arguments)
        return original(*arguments)  # type: ignore[arg-type] # handed on as they came

    monkeypatch.setattr(solve, "whole_suggestion", noted)
    monkeypatch.setattr(solve, "TERMS_BEFORE_FLOATS", 0)
    assert is_possible(hidden())
    assert len(asked) == 1
    asked.clear()
    assert not is_possible(parity(5))
    assert len(asked) == 1


def test_floats_are_not_asked_for_many_whole_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solve, "TERMS_BEFORE_FLOATS", 0)
    monkeypatch.setattr(suggest, "MAX_WHOLE", 1)
    assert is_possible(hidden())


# What is not believed.


def test_nothing_is_believed_that_is_not_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tableau, "point", lambda _: {"a": Fraction(7), "b": Fraction(7)})
    assert not solve.solve(over("ab", at_most(A + B, 1), bounds=COUNT)).is_certified


def test_pivots_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simplex, "MAX_PIVOTS", 0)
    system = over("ab", at_least(A + B, 3), at_most(A - B, 1))
    assert not solve.solve(system).is_certified
    with pytest.raises(TooLongError):
        Tableau(system).is_possible()


def test_after_greedy_pivots_the_first_candidates_are_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(simplex, "GREEDY_PIVOTS", -1)
    assert is_possible(over("abc", at_least(A + B, 3), at_most(A - B, 1), at_least(C - A, 2)))
    assert not is_possible(over("abc", at_least(A - B, 1), at_least(B - C, 1), at_least(C - A, 0)))


# Floats that go astray: the exact simplex has the last word.


@pytest.fixture
def floats(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setattr(suggest, "LARGE", 0)
    return monkeypatch


TIGHT = (at_least(A + B, 3), at_most(A - B, 1), at_least(C - A, 2))
CLASH = (at_least(A - B, 1), at_least(B - C, 1), at_least(C - A, 0))


def test_numbers_beyond_floats(floats: pytest.MonkeyPatch) -> None:
    huge = Fraction(10) ** 400
    assert is_possible(over("ab", at_least(A + B, huge)))
    floats.setattr(simplex, "MAX_PIVOTS", 0)
    assert not solve.solve(over("ab", at_least(A + B, huge))).is_certified
    system = over("ab", at_least(A + B, huge))
    assert suggest.whole_suggestion(system, limits_of(system)) is None


NARROW = Interval(Fraction(0), exact("1/100000"), False, False)
"""Narrower than the floats keep off open ends."""


@pytest.mark.parametrize("is_open", [True, False])
def test_open_ends_closer_than_floats_keep_off(floats: pytest.MonkeyPatch, is_open: bool) -> None:
    floats.setattr(simplex, "MAX_PIVOTS", 0)
    closed = Interval(NARROW.lower, NARROW.upper, True, False)
    bounds = {"a": NARROW, "b": NARROW if is_open else closed, "c": closed}
    variables = tuple(Variable(name, each) for name, each in bounds.items())
    rows = (Row("one", A + B + C, NARROW), Row("two", A - B, Interval.at_least(0, closed=False)))
    assert solve.solve(System(variables, rows)).point is not None


def test_reasons_need_ends_to_cancel_against() -> None:
    limits = limits_of(over("ab", at_least(A + B, 1)))
    assert list(suggest._completed(limits, {0: ONE})) == []


@pytest.mark.parametrize("rows", [TIGHT, CLASH])
def test_without_an_end_of_the_floats(floats: pytest.MonkeyPatch, rows: tuple[Row, ...]) -> None:
    floats.setitem(highs._OPTIONS, "simplex_iteration_limit", 0)
    assert is_possible(over("abc", *rows)) is (rows is TIGHT)


@pytest.mark.parametrize("rows", [TIGHT, CLASH])
def test_without_exact_equations(floats: pytest.MonkeyPatch, rows: tuple[Row, ...]) -> None:
    floats.setattr(program, "solved", lambda *_: None)
    floats.setattr(program, "solved_for", lambda *_: None)
    assert is_possible(over("abc", *rows)) is (rows is TIGHT)
    assert is_possible(over("abc", *rows, bounds=POSITIVE)) is (rows is TIGHT)


def test_without_a_ray(floats: pytest.MonkeyPatch) -> None:
    original = highs.basis_of

    def dumb(of: program.Program, *, inward: float = 0.0) -> highs.Basis | None:
        found = original(of, inward=inward)
        assert found is not None
        return highs.Basis(
            found.is_optimal, found.is_impossible, found.numbers, found.lines, found.columns, []
        )

    floats.setattr(suggest, "basis_of", dumb)
    assert not is_possible(over("abc", *CLASH))


def test_a_ray_that_says_nothing(floats: pytest.MonkeyPatch) -> None:
    original = highs.basis_of

    def mute(of: program.Program, *, inward: float = 0.0) -> highs.Basis | None:
        found = original(of, inward=inward)
        assert found is not None
        ray = [0.0 for _ in found.ray]
        return highs.Basis(
            found.is_optimal, found.is_impossible, found.numbers, found.lines, found.columns, ray
        )

    floats.setattr(suggest, "basis_of", mute)
    assert not is_possible(over("abc", *CLASH))


def test_a_refutation_tells_a_tree_from_a_sum() -> None:
    found = solve.solve(flagship(1427))
    assert isinstance(found.refutation, ByNumber)
