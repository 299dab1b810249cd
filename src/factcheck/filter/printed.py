"""Tests on rounded numbers that ask for what is printed, and not for what was rounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.filter.assumed import AssumedRounded
from factcheck.filter.written_numbers import number_of_key
from factcheck.model.cell import Rounded
from factcheck.model.expression import (
    AmongTest,
    Comparator,
    CompareTest,
    Literal,
    TextTest,
    TopTest,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factcheck.model.cell import KeyValue
    from factcheck.model.expression import Test

    Printed = dict[str, Rounded]
    """What each printed number of a column may have been, by its key."""

_EQUALITY = {Comparator.EQUAL, Comparator.UNEQUAL}


def as_asked(test: Test, actual: KeyValue) -> KeyValue:
    """Return a value as a test looks at it: what is printed of a rounded number, if it asks that.

    Values that are tried for such a number were never printed.
    """
    key = actual.key if isinstance(actual, AssumedRounded) else actual
    if not isinstance(key, Rounded):
        return actual
    return key.text if asks_for_print(test, is_name=key.is_name) else actual


def asks_for_print(test: Test, *, is_name: bool) -> bool:
    """Whether a test on a column of rounded numbers asks for what is printed.

    Equality does where its values are in quotes, or the numbers may be names, such as years. So do
    tests on the digits, and ranks, which are only looked at where they do not hang on rounding.
    """
    match test:
        case CompareTest(comparator=comparator, value=Literal() as literal):
            return comparator in _EQUALITY and (is_name or literal.is_quoted)
        case AmongTest(values=values):
            return is_name or all(each.is_quoted for each in values)
        case TextTest() | TopTest():
            return True
        case _:
            return False


def may_have_been(printed: Printed, key: str) -> bool:
    """Whether some number of a column may have been another before it was rounded.

    What may be a name is one that is printed.
    """
    number = number_of_key(key)
    return any(not each.is_name and number in each for each in printed.values())


def is_measured(printed: Printed | None) -> bool:
    """Whether a column has numbers that were rounded and are no names."""
    return printed is not None and any(not each.is_name for each in printed.values())


def unprinted(rounded: Mapping[str, Printed], column: str, key: str) -> KeyValue:
    """Return what a key stands for that is printed in a column: a set where it is rounded."""
    return rounded.get(column, {}).get(key, key)
