"""A decision table cut into pieces: stretches of each domain in which the same rules hold."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from operator import xor
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.cell import number_key
from factcheck.model.dates import day_of
from factcheck.model.interval import Interval
from factcheck.model.rubric import Categories, CategoryDomain, NumberDomain, Numbers
from factcheck.rubric.sets import example_of, holds_any

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction
    from factcheck.model.rubric import Rubric, RubricInput, ValueSet


class Piece(Struct, frozen=True):
    """A part of a domain: an interval of numbers, or one category."""

    values: Interval | str
    rules: int
    """One bit for each rule, the first one lowest: whether its test of the input holds here."""


class CutInput(Struct, frozen=True):
    """An input and the pieces of its domain; together they are the domain, and none overlap."""

    input: RubricInput
    pieces: tuple[Piece, ...]
    untested: int
    """The rules that hold where it has no value: those that do not test it, or ask for none."""


class DecisionTable(Struct, frozen=True):
    """A rubric ready to be evaluated."""

    rubric: Rubric
    inputs: tuple[CutInput, ...]


def cut(rubric: Rubric) -> DecisionTable:
    """Return a rubric with the domain of each input cut where some rule's test begins or ends."""
    return DecisionTable(rubric, tuple(_cut_input(rubric, each) for each in rubric.inputs))


def _cut_input(rubric: Rubric, of: RubricInput) -> CutInput:
    allowed = {
        place: test.allowed
        for place, rule in enumerate(rubric.rules)
        for test in rule.tests
        if test.input == of.name
    }
    untested = sum(1 << place for place in range(len(rubric.rules)) if place not in allowed)
    without = untested | sum(
        1 << place
        for place, rule in enumerate(rubric.rules)
        if any(test.input == of.name and test.holds_without for test in rule.tests)
    )
    if isinstance(of.domain, CategoryDomain):
        return CutInput(of, _categories(of.domain, allowed, untested), without)
    return CutInput(of, _numbers(of.domain, allowed, untested), without)


def _categories(
    domain: CategoryDomain, allowed: dict[int, ValueSet], untested: int
) -> tuple[Piece, ...]:
    rules = dict.fromkeys(domain.values, untested)
    for place, found in allowed.items():
        assert isinstance(found, Categories)
        for value in found.values:
            rules[value] |= 1 << place
    return tuple(Piece(value, holding) for value, holding in rules.items())


def _numbers(
    domain: NumberDomain, allowed: dict[int, ValueSet], untested: int
) -> tuple[Piece, ...]:
    """Cut the line at every end of a test: points, and what lies between them."""
    sets = {
        place: found.intervals for place, found in allowed.items() if isinstance(found, Numbers)
    }
    every = [interval for intervals in sets.values() for interval in intervals]
    ends = sorted({end for each in every for end in (each.lower, each.upper) if end is not None})
    stretches = _stretches(ends)
    # Where the rules that hold change: the bits that are switched at the start of a stretch.
    switched = [untested] + [0] * len(stretches)
    for place, intervals in sets.items():
        for each in intervals:
            start = (
                0 if each.lower is None else _stretch(ends, each.lower) + (not each.lower_closed)
            )
            stop = len(stretches) - 1
            if each.upper is not None:
                stop = _stretch(ends, each.upper) - (not each.upper_closed)
            switched[start] ^= 1 << place
            switched[stop + 1] ^= 1 << place
    found = []
    for stretch, holding in zip(stretches, accumulate(switched, xor), strict=False):
        part = stretch.intersect(domain.within)
        if part is not None and holds_any(part, domain):
            found.append(Piece(part, holding))
    return tuple(found)


def _stretches(ends: list[Fraction]) -> list[Interval]:
    """Return the line in order: what lies before the first end, that end, the gap after it."""
    if not ends:
        return [Interval.everything()]
    found = [Interval.at_most(ends[0], closed=False)]
    for place, end in enumerate(ends):
        after = ends[place + 1] if place + 1 < len(ends) else None
        found += [Interval.point(end), Interval(end, after, False, False)]
    return found


def _stretch(ends: list[Fraction], end: Fraction) -> int:
    """Return the place of the point of an end among the stretches."""
    return 2 * bisect_left(ends, end) + 1


def overlap(piece: Piece, found: ValueSet, of: RubricInput) -> str | None:
    """Return a value that lies in a piece and in a set, as text; ``None`` where none does."""
    if isinstance(piece.values, str):
        assert isinstance(found, Categories)
        return piece.values if piece.values in found.values else None
    assert isinstance(found, Numbers)
    assert isinstance(of.domain, NumberDomain)
    for interval in found.intervals:
        both = piece.values.intersect(interval)
        if both is not None and holds_any(both, of.domain):
            return shown_number(example_of(both), of.domain)
    return None


def shown_number(number: Fraction, domain: NumberDomain) -> str:
    """Return a number as a rubric writes it, a day as ISO 8601 does."""
    if domain.is_date:
        return day_of(int(number))
    return f"{number_key(number * 100)}%" if domain.is_percent else number_key(number)
