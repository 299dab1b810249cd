"""The tests of a slice that look at columns, out of whatever negates and joins them."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.expression import (
    AllTest,
    AmongTest,
    AnyTest,
    Column,
    Comparator,
    CompareTest,
    ConditionTest,
    KnownTest,
    NotTest,
    TextTest,
    TickTest,
    TopTest,
    WithinTest,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.expression import Test

LeafTest = CompareTest | AmongTest | WithinTest | TextTest | TopTest | KnownTest | TickTest


def leaf_tests(tests: Iterable[Test]) -> Iterator[LeafTest]:
    """Yield the tests that look at columns, in written order; conditions are written out before."""
    for test in tests:
        match test:
            case CompareTest() | AmongTest() | WithinTest() | TextTest() | TopTest():
                yield test
            case NotTest():
                yield from leaf_tests((test.test,))
            case AnyTest() | AllTest():
                yield from leaf_tests(test.tests)
            case KnownTest() | TickTest():
                yield test
            case ConditionTest():  # pragma: no cover - written out when the plan was made
                raise AssertionError(test)
            case _:
                assert_never(test)


def sizes_of(tests: Iterable[Test]) -> Iterator[str]:
    """Yield the names of the columns whose sizes tests compare, on either side."""
    for test in leaf_tests(tests):
        match test:
            case CompareTest(comparator=Comparator.EQUAL | Comparator.UNEQUAL):
                continue
            case CompareTest(value=Column() as other):
                yield test.column.column
                yield other.column
            case CompareTest() | WithinTest() | TopTest():
                yield test.column.column
            case _:
                continue


def columns_of(tests: Iterable[Test]) -> Iterator[str]:
    """Yield the names of the columns that tests look at, also those they compare with."""
    for test in leaf_tests(tests):
        yield test.column.column
        if isinstance(test, CompareTest) and isinstance(test.value, Column):
            yield test.value.column
