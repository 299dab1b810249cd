"""Expressions: sums of products of signed terms, with slices behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import (
    Arithmetic,
    Expression,
    Name,
    Negated,
    Number,
    Operator,
    Sliced,
)
from factcheck.spec.expression.parse_calls import parse_call
from factcheck.spec.expression.parse_numbers import parse_number
from factcheck.spec.expression.parse_references import begins_reference, parse_reference
from factcheck.spec.expression.parse_tests import parse_all

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from factcheck.spec.expression.cursor import Cursor

SUM = {"+": Operator.ADD, "-": Operator.SUBTRACT, "−": Operator.SUBTRACT}
PRODUCT = {
    "*": Operator.MULTIPLY,
    "×": Operator.MULTIPLY,
    "/": Operator.DIVIDE,
    "÷": Operator.DIVIDE,
}
_NO_OPERATOR = frozenset({"->", "**", "//"})
"""Signs that only begin like an operator."""

TERM = "a number, a name, a function or '('"


def parse_sum(cursor: Cursor) -> Expression:
    """Return the expression that comes next: ``* /`` bind before ``+ -``, from left to right."""
    return _chain(cursor, SUM, _parse_product)


def _parse_product(cursor: Cursor) -> Expression:
    return _chain(cursor, PRODUCT, _parse_signed)


def _chain(
    cursor: Cursor, operators: Mapping[str, Operator], part: Callable[[Cursor], Expression]
) -> Expression:
    """Return parts joined by operators of one rank, leaning to the left."""
    start = cursor.here
    left = part(cursor)
    while operator := take_operator(cursor, operators):
        right = part(cursor)
        left = Arithmetic(operator, left, right, cursor.span(start))
    return left


def take_operator(cursor: Cursor, operators: Mapping[str, Operator]) -> Operator | None:
    """Step over the operator that comes next and return it, ``None`` where none does."""
    sign = cursor.text[cursor.here : cursor.here + 1]
    if sign not in operators or cursor.token() in _NO_OPERATOR:
        return None
    cursor.count_operation(cursor.here)
    cursor.take(sign)
    return operators[sign]


def _parse_signed(cursor: Cursor) -> Expression:
    start = cursor.here
    if not (cursor.take("-") or cursor.take("−")):
        return _parse_sliced(cursor)
    with cursor.nested(start):
        operand = _parse_signed(cursor)
    return Negated(operand, cursor.span(start))


def _parse_sliced(cursor: Cursor) -> Expression:
    """Return a term with the slices behind it."""
    start = cursor.here
    node = _parse_term(cursor)
    if isinstance(node, Number) and not cursor.text.startswith("(", start):
        return node
    while cursor.next_is("["):
        node = _slice(cursor, node, start)
    return node


def _slice(cursor: Cursor, base: Expression, start: int) -> Sliced:
    opening = cursor.here
    cursor.count_operation(opening)
    cursor.take("[")
    if cursor.next_is("]"):
        raise cursor.unexpected("a test", hint="write one, as in [year = 2018], or no brackets")
    with cursor.nested(opening):
        tests = parse_all(cursor)
    cursor.close(opening, "]", "a comma", hint=_IN_SLICE)
    return Sliced(base, tests, cursor.span(start))


_IN_SLICE = "tests are joined by commas; a value that holds a bracket or comma stands in quotes"


def _parse_term(cursor: Cursor) -> Expression:
    """Return a number, a name, a column, a function or an expression in parentheses."""
    start = cursor.here
    number = parse_number(cursor)
    if number is not None:
        return number
    if cursor.take("("):
        with cursor.nested(start):
            inner = parse_sum(cursor)
        cursor.close(start, ")", "an operator")
        return inner
    if begins_reference(cursor):
        return _named(cursor, start)
    raise cursor.unexpected(TERM)


def _named(cursor: Cursor, start: int) -> Expression:
    is_plain = not cursor.next_is("`")
    reference = parse_reference(cursor)
    if isinstance(reference, Name) and is_plain and cursor.next_is("("):
        return parse_call(cursor, reference.name, start, parse_sum)
    return reference
