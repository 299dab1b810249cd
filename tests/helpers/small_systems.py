"""Random systems over small whole numbers, judged by trying every point.

Nothing here asks the engine what a row or a formula means: numbers are read and put together in
the standard library's fractions.
"""

from __future__ import annotations

from fractions import Fraction as Plain
from itertools import product
from typing import TYPE_CHECKING, assert_never

from factcheck.model.formula import All, AnyOf, Atom, Count
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Form, Row, System, Variable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

    from factcheck.model.formula import Formula

Place = dict[str, Plain]
LARGEST = 4
MOST = 3
"""Variables and statements of a system are few."""


def read(number: Fraction) -> Plain:
    """Return one of the engine's fractions as one of the standard library's."""
    return Plain(int(number.numerator), int(number.denominator))


def total(form: Form, place: Mapping[str, Plain]) -> Plain:
    """Return what a form comes to."""
    number = read(form.constant)
    for name, multiple in form.terms:
        number += read(multiple) * place[name]
    return number


def lies_in(number: Plain, allowed: Interval) -> bool:
    """Whether a number lies between two ends."""
    low, high = allowed.lower, allowed.upper
    is_above = low is None or number > read(low) or (number == read(low) and allowed.lower_closed)
    is_below = (
        high is None or number < read(high) or (number == read(high) and allowed.upper_closed)
    )
    return is_above and is_below


def fits(system: System, place: Mapping[str, Plain]) -> bool:
    """Whether a point is one of a system."""
    for each in system.variables:
        number = place[each.name]
        if not lies_in(number, each.bounds) or (each.is_integer and number.denominator != 1):
            return False
    return all(lies_in(total(row.form, place), row.allowed) for row in system.rows)


def is_true(formula: Formula, place: Mapping[str, Plain]) -> bool:
    """Whether a formula is true at a point."""
    match formula:
        case Atom():
            number = total(formula.form, place)
            return number > 0 if formula.is_strict else number >= 0
        case All():
            return False not in [is_true(part, place) for part in formula.parts]
        case AnyOf():
            return True in [is_true(part, place) for part in formula.parts]
        case Count():
            met = [is_true(part, place) for part in formula.parts].count(True)
            return lies_in(Plain(met), formula.allowed) != formula.is_negated
        case _:
            assert_never(formula)


def places(system: System, step: Plain = Plain(1)) -> Iterator[Place]:
    """Yield the points of a grid that a system has; of whole numbers all of them."""
    width = range(int((-LARGEST - 2) / step), int((LARGEST + 2) / step) + 1)
    names = [each.name for each in system.variables]
    choices = [
        [
            number
            for steps in width
            if lies_in(number := steps * step, each.bounds)
            and (number.denominator == 1 or not each.is_integer)
        ]
        for each in system.variables
    ]
    for numbers in product(*choices):
        place = dict(zip(names, numbers, strict=True))
        if all(lies_in(total(row.form, place), row.allowed) for row in system.rows):
            yield place


def random_form(random: Random, names: list[str], most: int = 3) -> Form:
    """Return a form over some of the names."""
    terms = []
    for name in sorted(names):
        multiple = Fraction(random.randint(-most, most), random.choice((1, 1, 1, 2)))
        if multiple:
            terms.append((name, multiple))
    return Form(Fraction(random.randint(-2, 2)), tuple(terms))


def random_set(random: Random) -> Interval:
    """Return an interval, often one of a single number, or without an end."""
    lower = Fraction(random.randint(-12, 12), 2)
    upper = lower + random.choice((0, 0, 1, 1, 2, 4))
    kind = random.random()
    if kind < 0.3:
        return Interval.at_least(lower, closed=random.random() < 0.5)
    if kind < 0.6:
        return Interval.at_most(lower, closed=random.random() < 0.5)
    if upper == lower:
        return Interval.point(lower)
    return Interval(lower, upper, random.random() < 0.5, random.random() < 0.5)


def random_system(random: Random, *, is_whole: bool = False) -> System:
    """Return a system of one to three bounded numbers and a few rows."""
    names = ["x", "y", "z"][: random.randint(1, MOST)]
    variables = []
    for name in names:
        lower = Fraction(random.choice((0, 0, 0, -1, -2)))
        upper = lower + random.randint(1, LARGEST)
        bounds = Interval(lower, upper, random.random() < 0.8, random.random() < 0.8)
        variables.append(Variable(name, bounds, is_whole or random.random() < 0.7))
    rows = [
        Row(f"s{random.randint(0, 5)}", random_form(random, names), random_set(random))
        for _ in range(random.randint(1, 5))
    ]
    return System(tuple(variables), tuple(rows))


def random_formula(random: Random, names: list[str], depth: int = 2) -> Formula:
    """Return a formula over a few conditions, some of them without numbers."""
    kind = random.random()
    if depth == 0 or kind < 0.25:
        return Atom(random_form(random, names, 2), random.random() < 0.5)
    parts = tuple(random_formula(random, names, depth - 1) for _ in range(random.randint(0, 4)))
    if kind < 0.5:
        return All(parts)
    if kind < 0.75:
        return AnyOf(parts)
    least = Fraction(random.randint(0, 3))
    allowed = random.choice(
        (
            Interval.at_least(least),
            Interval.at_most(least),
            Interval(least, least + random.randint(0, 1)),
        )
    )
    return Count(parts, allowed, random.random() < 0.4)
