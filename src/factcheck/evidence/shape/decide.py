"""Tests on hidden numbers of one row, decided where every number they may be gives the same."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from factcheck.filter.assumed import assumed
from factcheck.filter.tried import literals_of, numbers_to_try
from factcheck.filter.written_numbers import number_of_key
from factcheck.model.cell import number_key
from factcheck.model.expression import Column, CompareTest
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.leaf_tests import columns_of, leaf_tests
from factcheck.model.spec import ColumnType
from factcheck.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from factcheck.filter.reader import Reader
    from factcheck.model.cell import KeyValue
    from factcheck.model.expression import Test

MOST_TRIED = 4096
"""Combinations of numbers that are tried; past this a test is undecided."""
_ZERO = Fraction(0)
_COMPARED = 2
"""So many hidden numbers may be compared with each other, as so many are tried between marks."""


def decided(test: Test, keys: Mapping[str, KeyValue], reader: Reader) -> Truth:
    """Return whether a row passes a test, hidden numbers with a range tried at all that matters."""
    held = reader.holds(test, keys)
    hidden = {name: key for name, key in keys.items() if isinstance(key, Interval)}
    if held is not Truth.UNKNOWN or not hidden or len(hidden.keys() & _compared(test)) > _COMPARED:
        return held
    every = numbers_to_try(sorted({*_marks(test, keys, reader)}) or [_ZERO])
    tried = [[number for number in every if number in possible] for possible in hidden.values()]
    if prod(map(len, tried)) > MOST_TRIED:
        return held
    found = set()
    for numbers in product(*tried):
        filled = {n: assumed(number_key(x), keys[n]) for n, x in zip(hidden, numbers, strict=True)}
        found.add(reader.holds(test, {**keys, **filled}))
    return found.pop() if len(found) == 1 else held


def _compared(test: Test) -> set[str]:
    """Return the columns that are compared with another one."""
    return {
        name
        for leaf in leaf_tests((test,))
        if isinstance(leaf, CompareTest) and isinstance(leaf.value, Column)
        for name in columns_of((leaf,))
    }


def _marks(test: Test, keys: Mapping[str, KeyValue], reader: Reader) -> Iterator[Fraction]:
    """Yield the numbers at which what a test finds can change."""
    tested = ((leaf, reader.columns[leaf.column.column].type) for leaf in leaf_tests((test,)))
    for leaf in (leaf for leaf, type_ in tested if type_ is ColumnType.NUMBER):
        written = (reader.number_of(leaf.column, literal) for literal in literals_of(leaf))
        yield from (number for number in written if number is not None)
    ranges = [key for key in keys.values() if isinstance(key, Interval)]
    yield from (end for key in ranges for end in (key.lower, key.upper) if end is not None)
    known = ((name, key) for name, key in keys.items() if isinstance(key, str))
    yield from (
        number_of_key(key) for name, key in known if reader.columns[name].type is ColumnType.NUMBER
    )
