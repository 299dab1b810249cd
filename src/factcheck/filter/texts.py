"""Tests that look inside a text: what it contains, and what it begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.filter.codes import NO_SUCH_VALUE
from factcheck.filter.no_number import value_meant
from factcheck.model.expression import TextFunction
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError

if TYPE_CHECKING:
    from collections.abc import Collection

    from factcheck.model.expression import TextTest

_VERBS = {TextFunction.CONTAINS: "contains", TextFunction.STARTS_WITH: "begins with"}


def matches(test: TextTest, actual: str) -> bool:
    """Whether a text passes a test; upper and lower case count."""
    match test.function:
        case TextFunction.CONTAINS:
            return test.value.text in actual
        case TextFunction.STARTS_WITH:
            return actual.startswith(test.value.text)
        case _:
            assert_never(test.function)


def require_match(test: TextTest, known: Collection[str], table: str) -> None:
    """Raise ``ObstacleError`` for a text that no value of its column has in it.

    Most often it is misspelt, and the test would count nothing without anybody noticing.
    """
    if any(matches(test, value) for value in known):
        return
    message = (
        f"no cell of column {quoted(test.column.column)} of table {quoted(table)} "
        f"{_VERBS[test.function]} {quoted(test.value.text)}"
    )
    words = dict.fromkeys(word for value in known for word in value.split())
    hint = value_meant(test.value.text, [*known, *words])
    raise ObstacleError(Obstacle("fault", message, NO_SUCH_VALUE, hint))
