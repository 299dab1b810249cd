"""Which slices lie inside others, and which share nothing, as far as their tests show it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.expression import (
    AmongTest,
    Comparator,
    CompareTest,
    Literal,
    NotTest,
    WithinTest,
)
from factcheck.model.interval import Interval
from factcheck.model.render_expression import render_test

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from factcheck.model.expression import Test
    from factcheck.model.fraction import Fraction

Tests = tuple["Test", ...]
Slice = tuple[str, ...]

_MAYBE_A_NUMBER = re.compile(r"[\d\s.,'’%+-]*[.,'’%+\s][\d\s.,'’%+-]*")
"""Texts such as ``1,000`` that a column of numbers could read as the number of another text."""


def families_of(slices: Mapping[Slice, Tests]) -> Iterator[tuple[Slice, tuple[Slice, ...]]]:
    """Yield each slice with slices inside it that share nothing with each other.

    The families are as large as they can be made, each slice inside is in one at least.
    """
    for wide, tests in slices.items():
        inner = [each for each in slices if _is_inside(slices[each], tests)]
        outermost = [
            each for each in inner if not any(_is_inside(slices[each], slices[o]) for o in inner)
        ]
        found: dict[tuple[Slice, ...], None] = {}
        for first in outermost:
            family = [first]
            for other in outermost:
                if all(are_apart(slices[other], slices[member]) for member in family):
                    family.append(other)
            found[tuple(sorted(family))] = None
        for members in found:
            yield wide, members


def _is_inside(narrow: Tests, wide: Tests) -> bool:
    return lies_within(narrow, wide) and not lies_within(wide, narrow)


def lies_within(narrow: Tests, wide: Tests) -> bool:
    """Whether every row of one slice is surely one of the other."""
    return all(any(_implies(test, needed) for test in narrow) for needed in wide)


def are_apart(one: Tests, other: Tests) -> bool:
    """Whether surely no row is in both slices."""
    return any(_excludes(test, against) for test in one for against in other)


def _implies(test: Test, needed: Test) -> bool:
    if render_test(test) == render_test(needed):
        return True
    if _column_of(test) is None or _column_of(test) != _column_of(needed):
        return False
    if _is_unequal(needed):
        return not _is_unequal(test) and _share_nothing(test, needed)
    return not _is_unequal(test) and _is_covered(test, needed)


def _excludes(test: Test, against: Test) -> bool:
    for one, other in ((test, against), (against, test)):
        if isinstance(one, NotTest) and render_test(one.test) == render_test(other):
            return True
    if _column_of(test) is None or _column_of(test) != _column_of(against):
        return False
    match _is_unequal(test), _is_unequal(against):
        case False, False:
            return _share_nothing(test, against)
        case True, False:
            return _is_covered(against, test)
        case False, True:
            return _is_covered(test, against)
        case _:
            return False


def _column_of(test: Test) -> tuple[str | None, str] | None:
    """Return the column of a test whose values can be told; ``None`` of any other test."""
    match test:
        case CompareTest(value=Literal()) | AmongTest():
            is_told = bool(_values_of(test)) or _range_of(test) is not None
        case WithinTest():
            is_told = _range_of(test) is not None
        case _:
            return None
    return (test.column.table, test.column.column) if is_told else None


def _is_unequal(test: Test) -> bool:
    """Whether a test says what its column is not."""
    if isinstance(test, CompareTest):
        return test.comparator is Comparator.UNEQUAL
    return isinstance(test, AmongTest | WithinTest) and test.negated


def _values_of(test: Test) -> tuple[str, ...]:
    """Return the values that a test names one by one; none where it names a range."""
    match test:
        case CompareTest(comparator=Comparator.EQUAL | Comparator.UNEQUAL, value=Literal() as one):
            return (one.text,)
        case AmongTest():
            return tuple(each.text for each in test.values)
        case _:
            return ()


def _range_of(test: Test) -> Interval | None:
    """Return the numbers between which a test's column lies, or must not lie."""
    match test:
        case WithinTest():
            lower, upper = _number_in(test.lower.text), _number_in(test.upper.text)
            is_range = lower is not None and upper is not None and lower < upper
            return Interval(lower, upper) if is_range else None
        case CompareTest(value=Literal() as one):
            end = _number_in(one.text)
            return None if end is None else _beyond(test.comparator, end)
        case _:
            return None


def _beyond(comparator: Comparator, end: Fraction) -> Interval | None:
    match comparator:
        case Comparator.LESS | Comparator.AT_MOST:
            return Interval.at_most(end, closed=comparator is Comparator.AT_MOST)
        case Comparator.GREATER | Comparator.AT_LEAST:
            return Interval.at_least(end, closed=comparator is Comparator.AT_LEAST)
        case _:
            return None


def _is_covered(test: Test, by: Test) -> bool:
    """Whether the values of one test are all among those of the other."""
    values, others, around = _values_of(test), _values_of(by), _range_of(by)
    if not values:
        inner = _range_of(test)
        return inner is not None and around is not None and inner.is_within(around)
    if around is not None:
        return all(_lies_in(each, around) for each in values)
    return set(values) <= set(others)


def _share_nothing(test: Test, other: Test) -> bool:
    """Whether no value is among those of both tests."""
    first, second = _range_of(test), _range_of(other)
    if first is not None and second is not None:
        return first.is_apart_from(second)
    if first is None and second is None:
        pairs = ((one, two) for one in _values_of(test) for two in _values_of(other))
        return all(_is_different(one, two) for one, two in pairs)
    around, values = (first, _values_of(other)) if first is not None else (second, _values_of(test))
    return around is not None and all(_lies_beyond(each, around) for each in values)


def _is_different(one: str, other: str) -> bool:
    """Whether two written values are surely not the same value of a column."""
    first, second = _number_in(one), _number_in(other)
    if first is not None and second is not None:
        return first != second
    return one != other and not any(_MAYBE_A_NUMBER.fullmatch(each) for each in (one, other))


def _lies_in(value: str, around: Interval) -> bool:
    number = _number_in(value)
    return number is not None and number in around


def _lies_beyond(value: str, around: Interval) -> bool:
    number = _number_in(value)
    return number is not None and number not in around


def _number_in(text: str) -> Fraction | None:
    try:
        return parse_decimal(text)
    except TooLongError:
        return None
