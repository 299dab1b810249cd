"""The checker of certificates, and the small parts that the engine is made of."""

from __future__ import annotations

import pytest
from exact import exact

from factcheck.bounds import elimination
from factcheck.bounds.check import half_of, narrowed_to_whole, refutes
from factcheck.bounds.elimination import solved
from factcheck.bounds.limits import Limit, Near, limits_of
from factcheck.model.certificate import ByNumber, Combination, End, Refutation, Use
from factcheck.model.formula import Atom, atoms_of, holds_at, plain, truth_of
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable, constant, variable
from factcheck.model.truth import Truth

A, B = variable("a"), variable("b")
ONE, TWO = Fraction(1), Fraction(2)
NOTHING = Combination(())


def between(lower: int, upper: int, *, closed: bool = True) -> Interval:
    return Interval(Fraction(lower), Fraction(upper), closed, closed)


SYSTEM = System(
    (
        Variable("a", between(0, 3), True),
        Variable("b", between(0, 3)),
        Variable("c", Interval.everything(), True),
    ),
    (
        Row("low", A + B, Interval.at_least(7)),
        Row("even", A.scaled(TWO) + variable("c").scaled(TWO), Interval.point(3)),
        Row("open", A - B, Interval.at_most(-3, closed=False)),
        Row("third", A.scaled(Fraction(3)), Interval.at_most(-1)),
    ),
)


def uses(*of: tuple[int | str, End, Fraction]) -> tuple[Use, ...]:
    return tuple(Use(name, end, multiple) for name, end, multiple in of)


LOW, HIGH = End.LOWER, End.UPPER
A_HIGH, B_HIGH = ("a", HIGH, ONE), ("b", HIGH, ONE)


@pytest.mark.parametrize(
    ("expected", "refutation"),
    [
        (True, Combination(uses((0, LOW, ONE), A_HIGH, B_HIGH))),
        (True, Combination(uses((0, LOW, TWO), A_HIGH, B_HIGH, A_HIGH, B_HIGH))),
        (False, Combination(uses((0, LOW, ONE), A_HIGH))),
        (False, Combination(uses((0, HIGH, ONE), A_HIGH, B_HIGH))),
        (False, Combination(uses((0, LOW, -ONE), A_HIGH, B_HIGH))),
        (False, Combination(uses((9, LOW, ONE), A_HIGH, B_HIGH))),
        (False, Combination(uses((-1, LOW, ONE), A_HIGH, B_HIGH))),
        (False, Combination(uses(("?", LOW, ONE), A_HIGH, B_HIGH))),
        (False, Combination(uses(("c", LOW, ONE)))),
        (False, Combination(uses((2, HIGH, Fraction(0))))),
        (True, Combination(uses((2, HIGH, ONE), ("a", LOW, ONE), ("b", HIGH, ONE)))),
        (False, Combination(uses(A_HIGH, ("a", LOW, ONE)))),
        (False, NOTHING),
        (False, Combination(uses((1, LOW, ONE)))),
        (True, Combination(uses((1, LOW, ONE)), is_whole=True)),
        (True, Combination(uses((3, HIGH, ONE), ("a", LOW, Fraction(3))), is_whole=True)),
        (False, ByNumber("b", 1, NOTHING, NOTHING)),
        (False, ByNumber("?", 1, NOTHING, NOTHING)),
        (False, ByNumber("a", 1, NOTHING, NOTHING)),
        (False, ByNumber("a", -1, NOTHING, NOTHING)),
        (True, ByNumber("a", -1, NOTHING, Combination(uses((0, LOW, ONE), A_HIGH, B_HIGH)))),
        (True, ByNumber("a", 3, Combination(uses((0, LOW, ONE), A_HIGH, B_HIGH)), NOTHING)),
        (True, ByNumber("a", 1, Combination(uses((0, LOW, ONE), A_HIGH, B_HIGH)),
                        Combination(uses((2, HIGH, ONE), ("a", LOW, ONE), ("b", HIGH, ONE))))),
    ],
)  # fmt: skip
def test_what_the_checker_accepts(expected: bool, refutation: Refutation) -> None:
    assert refutes(SYSTEM, refutation) is expected


def test_a_strict_end_counts_only_with_a_multiple() -> None:
    row = Row("open", A - B, Interval.at_least(0, closed=False))
    system = System(
        (Variable("a", between(0, 1)), Variable("b", between(0, 1))),
        (row, Row("back", A - B, Interval.at_most(0))),
    )
    assert refutes(system, Combination(uses((0, LOW, ONE), (1, HIGH, ONE))))
    assert not refutes(system, Combination(uses((0, LOW, Fraction(0)), (1, HIGH, Fraction(0)))))


def test_the_half_of_a_row() -> None:
    none: frozenset[str] = frozenset()
    assert half_of(SYSTEM, Use(0, LOW, ONE), none) == (A + B - constant(7), False)
    assert half_of(SYSTEM, Use(2, HIGH, ONE), none) == (constant(-3) - A + B, True)
    assert half_of(SYSTEM, Use(2, LOW, ONE), none) is None
    assert half_of(SYSTEM, Use(0, HIGH, ONE), none) is None
    assert half_of(SYSTEM, Use(3, HIGH, ONE), frozenset("a")) == (
        constant(-3) - A.scaled(Fraction(3)),
        False,
    )
    assert half_of(SYSTEM, Use(1, HIGH, ONE), frozenset("ac")) is None


def test_numbers_on_one_side() -> None:
    narrow = narrowed_to_whole(SYSTEM, "a", Interval.at_most(exact("3/2")))
    assert narrow is not None
    assert narrow.variables[0].bounds == between(0, 1)
    assert narrow.variables[1:] == SYSTEM.variables[1:]
    assert narrowed_to_whole(SYSTEM, "a", Interval.at_least(4)) is None
    third = Interval(exact("1/3"), exact("2/3"))
    assert narrowed_to_whole(SYSTEM, "a", third) is None


# Ends of single numbers.


def test_the_best_ends_and_where_they_are_from() -> None:
    system = System(
        (Variable("a", between(0, 9)), Variable("b", between(0, 9))),
        (
            Row("wide", A, Interval.at_most(20)),
            Row("tight", A.scaled(Fraction(-2)) + constant(1), Interval(Fraction(-7), None, False)),
            Row("both", A + B, Interval.at_least(3)),
            Row("known", B.scaled(TWO), Interval.point(4)),
            Row("nothing", constant(3), Interval.at_least(2)),
        ),
    )
    limits = limits_of(system)
    assert limits.upper["a"] == Limit(Near(Fraction(4), -ONE), Use(1, LOW, exact("1/2")))
    assert limits.lower["a"] == Limit(Near(Fraction(0), Fraction(0)), Use("a", LOW, ONE))
    assert limits.fixed == {"b": 2}
    assert list(limits.rows) == [2]
    assert limits.clash is None


@pytest.mark.parametrize(
    "row",
    [
        Row("r", constant(3), Interval.at_least(4)),
        Row("r", constant(3), Interval.at_least(3, closed=False)),
        Row("r", constant(3), Interval.at_most(2)),
        Row("r", A, Interval.at_least(4)),
        Row("r", A.scaled(-TWO), Interval.at_most(-6, closed=False)),
    ],
)
def test_ends_that_contradict_each_other(row: Row) -> None:
    system = System((Variable("a", between(0, 3)),), (row, row))
    limits = limits_of(system)
    assert limits.clash is not None
    assert refutes(system, limits.clash)


def test_multiples_need_ends_to_cancel_against() -> None:
    system = System(
        (Variable("a", Interval.at_least(0)), Variable("b", between(0, 1))),
        (Row("r", A + B, Interval.at_least(3)), Row("s", A - B, between(0, 1))),
    )
    limits = limits_of(system)
    assert limits.completed({0: ONE}) is None
    assert limits.completed({0: ONE, 1: -ONE}) == Combination(
        uses((0, LOW, ONE), (1, HIGH, ONE), ("b", HIGH, TWO))
    )
    assert limits.completed({0: Fraction(0), 1: ONE}, B - A) == Combination(uses((1, LOW, ONE)))


# Equations.


def equations(*rows: dict[str, int]) -> list[dict[str, Fraction]]:
    return [{name: Fraction(each) for name, each in row.items()} for row in rows]


def test_equations_are_solved_exactly() -> None:
    rows = equations({"x": 3, "y": 1, "z": 2}, {"x": 1, "y": -1}, {"y": 7, "z": 1})
    found = solved(rows, [exact("29/3"), Fraction(1), Fraction(9)])
    assert found is not None
    for row, number in zip(rows, (exact("29/3"), 1, 9), strict=True):
        assert sum((each * found[name] for name, each in row.items()), Fraction(0)) == number


def test_what_equations_leave_open_is_zero() -> None:
    assert solved(equations({"x": 1, "y": 1}, {"x": 2, "y": 2}), [ONE, TWO]) == {
        "x": ONE,
        "y": ONE - ONE,
    }
    assert solved([], []) == {}


def test_equations_may_contradict_each_other() -> None:
    assert solved(equations({"x": 1, "y": 1}, {"x": 2, "y": 2}), [ONE, ONE]) is None


def test_equations_may_be_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elimination, "MAX_STEPS", 1)
    rows = equations({"x": 1, "y": 1}, {"x": 1, "y": -1})
    assert solved(rows, [ONE, ONE]) is None


# Formulas.


def test_plain_forms() -> None:
    two = Atom(A.scaled(TWO) - constant(6))
    assert plain(two) == (Atom(A - constant(3)), True)
    assert plain(Atom(constant(3) - A, is_strict=True)) == (Atom(A - constant(3)), False)
    assert plain(two.opposite()) == (Atom(A - constant(3)), False)
    assert list(atoms_of(Atom(constant(1)))) == []


def test_conditions_that_are_not_known() -> None:
    atom = Atom(A - constant(3))
    assert truth_of(atom, {}) is Truth.UNKNOWN
    assert truth_of(atom, {atom: True}) is Truth.TRUE
    assert truth_of(atom.opposite(), {atom: True}) is Truth.FALSE
    assert truth_of(Atom(constant(0)), {}) is Truth.TRUE
    assert truth_of(Atom(constant(0), is_strict=True), {}) is Truth.FALSE
    assert holds_at(atom, {"a": Fraction(3)})
    assert not holds_at(Atom(Form(), is_strict=True), {})
