"""Numbers that a quotient cannot pass, found from the multiples of its variables."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from factcheck.bounds.quotient import quotient_range
from factcheck.bounds.ratios import capped
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable


def between(lower: int, upper: int) -> Interval:
    return Interval(Fraction(lower), Fraction(upper))


def form(constant: int = 0, **multiples: int) -> Form:
    terms = tuple(sorted((name, Fraction(m)) for name, m in multiples.items()))
    return Form(Fraction(constant), terms)


BOX = {name: between(0, 1) for name in "abc"}
WIDE = between(0, 2)


def test_a_part_that_lies_inside_its_base_is_at_most_all_of_it() -> None:
    assert capped(WIDE, form(a=1, b=1), form(a=1, b=1, c=1), BOX, ()) == between(0, 1)


def test_a_quotient_that_is_never_below_a_ratio_is_at_least_that() -> None:
    found = capped(WIDE, form(a=2, b=3), form(a=2, b=2), BOX, ())
    assert found == Interval(Fraction(1), Fraction(3, 2))


def test_a_ratio_that_is_not_reached_is_left_out() -> None:
    open_box = {**BOX, "c": Interval(Fraction(0), Fraction(1), False, True)}
    found = capped(WIDE, form(a=1), form(a=1, c=1), open_box, ())
    assert found == Interval(Fraction(0), Fraction(1), True, False)
    found = capped(between(-1, 2), form(a=1, c=1), form(1, a=1), open_box, ())
    assert found is not None
    assert not found.lower_closed


def test_ratios_and_rows_that_leave_nothing_are_a_contradiction() -> None:
    impossible = (Row("1", form(a=1, b=1), between(5, 6)),)
    assert capped(WIDE, form(a=2, b=2), form(a=1, b=1, c=1), BOX, impossible) is None
    assert capped(between(1, 2), form(a=1), form(1, a=1), BOX, ()) is None


def test_a_row_gives_the_ratio_that_it_says_is_not_passed() -> None:
    box = {"a": between(0, 2), "b": between(0, 1), "p": between(0, 12)}
    inside = (Row("part", form(3, a=2, b=1, p=-1), Interval.at_least(0)),)
    found = capped(between(0, 4), form(p=1), form(3, a=2, b=1), box, inside)
    assert found == between(0, 1)
    half = (Row("half", form(3, a=2, b=1, p=-2), Interval.at_least(0)),)
    found = capped(between(0, 4), form(p=1), form(3, a=2, b=1), box, half)
    assert found == Interval(Fraction(0), Fraction(1, 2))
    other = (Row("other", form(3, a=2, p=-1), Interval.at_least(0)),)
    assert capped(between(0, 4), form(p=1), form(3, a=2, b=1), box, other) == between(0, 4)


NUMBERS = st.integers(-2, 2)


@given(
    st.lists(NUMBERS, min_size=4, max_size=4), st.lists(st.integers(0, 2), min_size=4, max_size=4)
)
def test_every_quotient_lies_inside(above: list[int], below: list[int]) -> None:
    names = "abc"
    numerator = form(above[0], **{n: m for n, m in zip(names, above[1:], strict=True) if m})
    denominator = form(below[0], **{n: m for n, m in zip(names, below[1:], strict=True) if m})
    variables = tuple(Variable(name, between(0, 1)) for name in names)
    system = System(variables, (Row("1", form(a=1, b=1), between(0, 1)),))
    found = quotient_range(system, numerator, denominator)
    for numbers in product([Fraction(n, 2) for n in range(3)], repeat=3):
        point = dict(zip(names, numbers, strict=True))
        if system.admits(point) and denominator.at(point) > 0:
            assert found is not None
            assert numerator.at(point) / denominator.at(point) in found
