"""Bounds on a form whose numbers fall into groups with a row each."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from factcheck.bounds.separate import separate_range
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row


def between(lower: int, upper: int) -> Interval:
    return Interval(Fraction(lower), Fraction(upper))


def form(**multiples: int) -> Form:
    return Form(terms=tuple(sorted((name, Fraction(m)) for name, m in multiples.items())))


def test_each_group_is_bounded_by_its_own_row() -> None:
    box = {name: between(0, 1) for name in "abcd"}
    rows = (Row("1", form(a=1, b=1), between(0, 1)), Row("2", form(c=1, d=1), between(0, 1)))
    assert separate_range(form(a=5, b=5, c=1, d=2), box, rows) == between(0, 7)
    assert separate_range(form(a=5, b=-5, c=1, d=2), box, rows) == between(-5, 7)


def test_a_row_beyond_the_form_says_nothing() -> None:
    box = {name: between(0, 1) for name in "abc"}
    rows = (Row("1", form(a=1, b=1, c=1), between(0, 1)), Row("2", form(a=1), between(0, 0)))
    assert separate_range(form(a=1, b=1), box, rows) == between(0, 2)


def test_a_row_that_tightens_nothing_leaves_its_numbers_to_the_next() -> None:
    box = {name: between(0, 1) for name in "ab"}
    rows = (Row("1", form(a=1, b=1), between(0, 2)), Row("2", form(a=1, b=1), between(0, 1)))
    assert separate_range(form(a=1, b=1), box, rows) == between(0, 1)


def test_rows_that_leave_nothing_are_a_contradiction() -> None:
    box = {name: between(0, 1) for name in "ab"}
    assert separate_range(form(a=1, b=1), box, (Row("1", form(a=1, b=1), between(5, 6)),)) is None


SMALL = st.integers(-3, 3)


@given(
    st.lists(SMALL, min_size=4, max_size=4),
    st.lists(
        st.tuples(SMALL.filter(bool), SMALL.filter(bool), st.integers(0, 3)), min_size=1, max_size=2
    ),
)
def test_every_point_lies_inside(multiples: list[int], groups: list[tuple[int, int, int]]) -> None:
    names = "abcd"
    box = {name: between(0, 2) for name in names}
    measure = form(**{n: m for n, m in zip(names, multiples, strict=True) if m})
    pairs = ("ab", "cd")
    rows = tuple(
        Row(pair, form(**{pair[0]: one, pair[1]: other}), between(-width, width))
        for pair, (one, other, width) in zip(pairs, groups, strict=False)
    )
    found = separate_range(measure, box, rows)
    assert found is not None  # zero is always a point
    halves = [Fraction(number, 2) for number in range(5)]
    for numbers in product(halves, repeat=4):
        point = dict(zip(names, numbers, strict=True))
        if all(row.form.at(point) in row.allowed for row in rows):
            assert measure.at(point) in found
