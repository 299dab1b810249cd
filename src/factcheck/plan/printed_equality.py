"""Tests that ask what is printed of a rounded number, kept apart from those that ask what it was.

``n = "10"`` lies in no range of ``n``: what is printed as 10 may have been 8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.expression import (
    AllTest,
    AmongTest,
    AnyTest,
    Comparator,
    CompareTest,
    Literal,
    NotTest,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factcheck.model.expression import Column, Test
    from factcheck.model.spec import TableDeclaration

_EQUALITY = {Comparator.EQUAL, Comparator.UNEQUAL}


def may_be_rounded(tables: Iterable[TableDeclaration]) -> Callable[[str], bool]:
    """Return what tells of a column's name whether its numbers may be others than are printed."""
    listed = tuple(tables)
    declared = [column for table in listed for column in table.columns]
    names = {c.name for c in declared if (c.rounded or c.perturbation) is not None}
    if any(table.perturbation is not None for table in listed):
        keys = {name for table in listed for name in table.key}
        return lambda name: name not in keys or name in names
    return names.__contains__


def kept_apart(tests: Iterable[Test], is_rounded: Callable[[str], bool]) -> tuple[Test, ...]:
    """Return tests in which equality looks at a column of another name where it may be rounded.

    So nothing is concluded from equality for tests of size, or the other way round, nor from what
    is printed for what it was.
    """
    return tuple(_kept_apart(test, is_rounded) for test in tests)


def _kept_apart(test: Test, is_rounded: Callable[[str], bool]) -> Test:
    match test:
        case NotTest():
            return replace(test, test=_kept_apart(test.test, is_rounded))
        case AllTest() | AnyTest():
            return replace(test, tests=kept_apart(test.tests, is_rounded))
        case CompareTest(value=Literal() as literal) if test.comparator in _EQUALITY:
            is_quoted = literal.is_quoted
        case AmongTest(values=values):
            is_quoted = all(each.is_quoted for each in values)
        case _:
            return test
    if not is_rounded(test.column.column):
        return test
    return replace(test, column=_named(test.column, "printed" if is_quoted else "equal"))


def _named(column: Column, kind: str) -> Column:
    return replace(column, column=f"{column.column}\x00{kind}")
