"""Questions as formulas: true in the worlds where the measure lies in the set, else false."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.bounds.simplex import TooLongError
from factcheck.model.formula import holds_at, negated
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable, constant, variable
from factcheck.quantity.decide import sharp
from factcheck.quantity.decide.formulas import (
    NotLinearError,
    inside_of,
    met,
    not_zero,
    one_of,
    within,
)
from factcheck.quantity.rational import (
    Condition,
    Joint,
    Quotient,
    Tallied,
    Tree,
    Value,
    number,
    value_at,
)

A, B = variable("a"), variable("b")
NUMBERS = st.integers(-4, 4).map(Fraction)
POINTS = st.fixed_dictionaries({"a": NUMBERS, "b": NUMBERS})


@st.composite
def forms(draw: st.DrawFn) -> Form:
    multiples = [draw(st.integers(-2, 2).map(Fraction)) for _ in range(2)]
    return A.scaled(multiples[0]) + B.scaled(multiples[1]) + constant(draw(NUMBERS))


@st.composite
def sets(draw: st.DrawFn) -> Interval:
    lower, upper = sorted((draw(NUMBERS), draw(NUMBERS)))
    is_point = lower == upper
    return Interval(
        draw(st.sampled_from((lower, None))),
        draw(st.sampled_from((upper, None))),
        is_point or draw(st.booleans()),
        is_point or draw(st.booleans()),
    )


QUOTIENTS: st.SearchStrategy[Value] = st.one_of(
    forms().map(Quotient), st.tuples(forms(), forms()).map(lambda pair: Quotient(*pair))
)
LINEAR: st.SearchStrategy[Value] = forms().map(Quotient)


def trees(inner: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    known = NUMBERS.map(number)
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        several.map(lambda operands: Tree(Joint.LARGEST, operands)),
        several.map(lambda operands: Tree(Joint.SMALLEST, operands)),
        inner.map(lambda operand: Tree(Joint.MAGNITUDE, (operand,))),
        st.tuples(known, inner).map(lambda pair: Tree(Joint.SUM, pair)),
        st.tuples(inner, known).map(lambda pair: Tree(Joint.PRODUCT, pair)),
        st.tuples(inner, known).map(lambda pair: Tree(Joint.QUOTIENT, pair)),
        several.map(lambda o: Tree(Joint.SUM, (Tree(Joint.LARGEST, o[:2]), o[-1]))),
    )


CONDITIONS = st.builds(Condition, QUOTIENTS, sets(), st.booleans())
TALLIES: st.SearchStrategy[Value] = st.builds(
    lambda cases, start: Tallied(tuple(map(tuple, cases)), start),
    st.lists(st.lists(CONDITIONS, min_size=1, max_size=2), max_size=3),
    st.integers(0, 2),
)
VALUES = st.recursive(st.one_of(LINEAR, TALLIES), trees, max_leaves=4)


@given(st.one_of(QUOTIENTS, VALUES), sets(), POINTS)
def test_a_formula_is_true_where_the_measure_lies_in_the_set(
    value: Value, allowed: Interval, point: dict[str, Fraction]
) -> None:
    measured = value_at(value, point)
    try:
        formula = inside_of(value, allowed)
    except NotLinearError:
        return
    if measured is None:
        return
    assert holds_at(formula, point) is (measured in allowed)
    assert holds_at(negated(formula), point) is (measured not in allowed)


@given(CONDITIONS, POINTS)
def test_a_condition_is_false_where_its_measure_has_no_value(
    condition: Condition, point: dict[str, Fraction]
) -> None:
    measured = value_at(condition.measure, point)
    expected = measured is not None and (measured in condition.allowed) is not condition.is_negated
    assert holds_at(met(condition), point) is expected


@given(forms(), sets(), POINTS)
def test_rows_are_formulas(form: Form, allowed: Interval, point: dict[str, Fraction]) -> None:
    row = Row("s", form, allowed)
    assert holds_at(within(row), point) is (form.at(point) in allowed)
    assert holds_at(not_zero(form), point) is (form.at(point) != 0)
    beside = Row("s", form - constant(1), allowed)
    either = form.at(point) in allowed or form.at(point) - 1 in allowed
    assert holds_at(one_of((((row,), (beside,)),)), point) is either


@pytest.mark.parametrize(
    "value",
    [
        Tree(Joint.PRODUCT, (Quotient(A), Quotient(B))),
        Tree(Joint.QUOTIENT, (Quotient(A), Tree(Joint.MAGNITUDE, (Quotient(B),)))),
        Tree(Joint.QUOTIENT, (Quotient(A), number(0))),
        Tree(Joint.SUM, (Quotient(A, B), Quotient(B, A))),
    ],
)
def test_what_is_not_linear_is_said_to_be_so(value: Value) -> None:
    with pytest.raises(NotLinearError):
        inside_of(value, Interval.at_least(0))


def test_bounds_of_a_quotient_go_over_both_signs_of_its_denominator() -> None:
    unknown = (Variable("a", Interval(Fraction(1), Fraction(2))),)
    below = Variable("b", Interval(Fraction(-1), Fraction(1)))
    system = System((*unknown, below), ())
    assert sharp.range_of_quotient(Quotient(A, B), system) == Interval.everything()
    impossible = system.with_rows((Row("s", A, Interval.point(9)),))
    assert sharp.range_of_quotient(Quotient(A, B), impossible) is None
    assert sharp.range_of_quotient(Quotient(A), system) == unknown[0].bounds


def test_too_much_effort_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object) -> None:
        raise TooLongError

    monkeypatch.setattr(sharp, "form_range", endless)
    assert sharp.range_of_quotient(Quotient(A), System()) is None
