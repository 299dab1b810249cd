"""Generated systems of rows over few unknown numbers, and the points of a small grid."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval, is_empty
from factcheck.model.linear import Form, Row, System, Variable, constant, variable

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("a", "b", "c")
LARGEST = 3
"""Bounded variables lie between minus and plus this."""

Point = dict[str, Fraction]

SMALL = st.integers(-LARGEST, LARGEST).map(Fraction)
_HALVES = st.integers(-2 * LARGEST, 2 * LARGEST).map(lambda number: Fraction(number, 2))
_MULTIPLES = st.sampled_from([Fraction(n, d) for n in (-3, -2, -1, 1, 2, 3) for d in (1, 2)])


@st.composite
def small_intervals(draw: st.DrawFn, *, is_bounded: bool = False) -> Interval:
    """Return sets with few different ends, so that ends of several often meet."""
    ends = _HALVES if is_bounded else st.none() | _HALVES
    lower, upper = draw(ends), draw(ends)
    if lower is not None and upper is not None and lower > upper:
        lower, upper = upper, lower
    lower_closed, upper_closed = draw(st.booleans()), draw(st.booleans())
    if is_empty(lower, upper, lower_closed, upper_closed):
        return Interval(lower, upper)
    return Interval(lower, upper, lower_closed, upper_closed)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Return linear forms over some of the variables, the constant ones among them."""
    form = constant(draw(SMALL))
    for name in draw(st.lists(st.sampled_from(NAMES), unique=True)):
        form += variable(name).scaled(draw(_MULTIPLES))
    return form


@st.composite
def rows(draw: st.DrawFn, statement: str | None = None) -> Row:
    """Return one row of one of a few statements."""
    name = statement or draw(st.sampled_from(("p", "q", "r", "s")))
    return Row(name, draw(forms()), draw(small_intervals()))


@st.composite
def systems(draw: st.DrawFn, *, most_rows: int = 4) -> System:
    """Return systems of three bounded variables, whole or not, that may have no solution."""
    variables = tuple(
        Variable(name, draw(small_intervals(is_bounded=True)), draw(st.booleans()))
        for name in NAMES
    )
    return System(variables, tuple(draw(st.lists(rows(), max_size=most_rows))))


def grid(system: System) -> Iterator[Point]:
    """Yield the points of the grid that satisfy a system: halves, or whole numbers where told."""
    choices = [
        [
            number
            for halves in range(-2 * LARGEST, 2 * LARGEST + 1)
            if (number := Fraction(halves, 2)) in each.bounds
            and (not each.is_integer or number.denominator == 1)
        ]
        for each in system.variables
    ]
    names = [each.name for each in system.variables]
    for numbers in product(*choices):
        point = dict(zip(names, numbers, strict=True))
        # Written out here and not asked of the system: a reference must not share its mistakes.
        if all(_holds(row, point) for row in system.rows):
            yield point


def _holds(row: Row, point: Point) -> bool:
    number = value(row.form, point)
    lower, upper = row.allowed.lower, row.allowed.upper
    above = lower is None or number > lower or (number == lower and row.allowed.lower_closed)
    below = upper is None or number < upper or (number == upper and row.allowed.upper_closed)
    return above and below


def value(form: Form, point: Point) -> Fraction:
    """Return a form's number at a point."""
    number = form.constant
    for name, multiple in form.terms:
        number += multiple * point[name]
    return number
