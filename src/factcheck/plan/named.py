"""Columns of whose values claims ask only whether they are some that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import AmongTest, Comparator, CompareTest, KnownTest, Literal
from factcheck.model.leaf_tests import leaf_tests
from factcheck.model.spec import ColumnType
from factcheck.plan.cuts import looked_at
from factcheck.plan.sizes import tests_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.leaf_tests import LeafTest
    from factcheck.model.plan import BoundReading, Named
    from factcheck.model.spec import TableDeclaration

MOST = 1_000
"""More values than these are told apart as all others are."""
_EQUALITY = frozenset({Comparator.EQUAL, Comparator.UNEQUAL})


def named_values(table: TableDeclaration, readings: Iterable[BoundReading]) -> Named:
    """Return the columns of a table that all its readings only compare with values by name.

    A column of which anything else is asked has none, nor one that is no plain text: with labels
    of its own, another type, or of which every value counts for some other reason.
    """
    readings = tuple(readings)
    found: dict[str, set[str] | None] = dict.fromkeys(looked_at(table, readings))
    found |= {c.name: None for c in table.columns if c.map or c.type not in {None, ColumnType.TEXT}}
    for reading in readings:
        for of, tests in tests_of(reading):
            for test in leaf_tests(tests) if of == table.name else ():
                _note(test, found)
    return tuple(
        (name, tuple(sorted(values)))
        for name, values in sorted(found.items())
        if values and len(values) <= MOST
    )


def _note(test: LeafTest, found: dict[str, set[str] | None]) -> None:
    """Note the values that a test names, or that its columns are asked for more."""
    column = test.column.column
    values = _values(test)
    known = found.setdefault(column, set())
    if values is None:
        found[column] = None
        if isinstance(test, CompareTest) and not isinstance(test.value, Literal):
            found[test.value.column] = None
    elif known is not None:
        known |= values


def _values(test: LeafTest) -> set[str] | None:
    """Return the values that a test names; ``None`` where it asks for more."""
    match test:
        case KnownTest():
            return set()
        case CompareTest(value=Literal() as literal) if test.comparator in _EQUALITY:
            return {literal.text}
        case AmongTest():
            return {literal.text for literal in test.values}
        case _:
            return None
