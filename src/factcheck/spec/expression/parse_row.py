"""Calculations within a row: ``STARS - RATING``, ``if(test, a, b)``, ``year(d)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import Column, ConditionTest, Name, TopTest
from factcheck.model.expression_names import names_in
from factcheck.model.expression_text import written_name
from factcheck.model.leaf_tests import leaf_tests
from factcheck.model.near import nearest, quoted
from factcheck.model.row_expression import (
    DatePart,
    RowArithmetic,
    RowColumn,
    RowDatePart,
    RowExpression,
    RowIf,
    RowNegated,
    RowNumber,
    RowText,
)
from factcheck.model.row_parts import row_results
from factcheck.spec.expression.codes import (
    NAME,
    SYNTAX,
    TEST,
    UNKNOWN_FUNCTION,
    VALUE,
    WRONG_ARGUMENTS,
)
from factcheck.spec.expression.functions import USAGE
from factcheck.spec.expression.parse_arithmetic import PRODUCT, SUM, take_operator
from factcheck.spec.expression.parse_numbers import parse_number
from factcheck.spec.expression.parse_references import begins_reference, parse_reference
from factcheck.spec.expression.parse_tests import parse_one
from factcheck.spec.expression.parse_values import parse_quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from factcheck.model.expression import Operator, Test
    from factcheck.model.problem import ProblemsError
    from factcheck.spec.expression.cursor import Cursor

_TERM = "a number, a column, a function or '('"
_USAGE = {"if": "if(test, a, b)", "year": "year(d)", "month": "month(d)"}
_TEXT = 'a text stands alone or in an if: if(test, "a", "b")'
_SEVERAL = "; several tests stand in parentheses: if((a = 1, b = 2), …)"
_ALONE = "a column of the row is named alone, without its table"


def parse_row_sum(cursor: Cursor) -> RowExpression:
    """Return the calculation that comes next: ``* /`` bind before ``+ -``, left to right."""
    return _chain(cursor, SUM, _product)


def _product(cursor: Cursor) -> RowExpression:
    return _chain(cursor, PRODUCT, _signed)


def _chain(
    cursor: Cursor,
    operators: Mapping[str, Operator],
    part: Callable[[Cursor], RowExpression],
) -> RowExpression:
    """Return parts joined by operators of one rank, leaning to the left."""
    start = cursor.here
    left = part(cursor)
    while operator := take_operator(cursor, operators):
        right = part(cursor)
        for operand in (left, right):
            _refuse_text(cursor, operand)
        left = RowArithmetic(operator, left, right, cursor.span(start))
    return left


def _signed(cursor: Cursor) -> RowExpression:
    start = cursor.here
    if not (cursor.take("-") or cursor.take("−")):
        return _term(cursor)
    with cursor.nested(start):
        operand = _signed(cursor)
    _refuse_text(cursor, operand)
    return RowNegated(operand, cursor.span(start))


def _refuse_text(cursor: Cursor, operand: RowExpression) -> None:
    """Raise a problem where something is calculated with a text in quotes."""
    for result in row_results(operand):
        if isinstance(result, RowText):
            message = f"nothing can be calculated with the text {quoted(result.text)}"
            raise cursor.error_at(VALUE, message, result.span, hint=_TEXT)


def _term(cursor: Cursor) -> RowExpression:
    start = cursor.here
    number = parse_number(cursor)
    if number is not None:
        return RowNumber(number.number, number.text, number.span)
    if cursor.next_is('"') or cursor.next_is("'"):
        text = parse_quoted(cursor)
        return RowText(text.text, text.span)
    if cursor.take("("):
        with cursor.nested(start):
            inner = parse_row_sum(cursor)
        cursor.close(start, ")", "an operator")
        return inner
    if begins_reference(cursor):
        return _named(cursor, start)
    raise cursor.unexpected(_TERM)


def _named(cursor: Cursor, start: int) -> RowExpression:
    is_plain = not cursor.next_is("`")
    reference = parse_reference(cursor)
    if not isinstance(reference, Name):
        hint = f"write {written_name(reference.column)}"
        raise cursor.error_at(NAME, _ALONE, reference.span, hint=hint)
    if is_plain and cursor.next_is("("):
        return _call(cursor, reference.name, start)
    if cursor.next_is("["):
        message = "a calculation within a row has no slices: it sees its own row and no other"
        place = cursor.here
        hint = "write an if: if(test, a, b)"
        raise cursor.error(SYNTAX, message, place, place + 1, hint=hint)
    return RowColumn(reference.name, reference.span)


def _call(cursor: Cursor, name: str, start: int) -> RowExpression:
    opening = cursor.here
    if name not in _USAGE:
        raise _no_function(cursor, name, start)
    cursor.take("(")
    with cursor.nested(opening):
        return _if(cursor, start, opening) if name == "if" else _date(cursor, name, start, opening)


def _no_function(cursor: Cursor, name: str, start: int) -> ProblemsError:
    close = nearest(name, _USAGE, most=1)
    hint = f"did you mean {quoted(close[0])}?" if close else f"functions: {', '.join(_USAGE)}"
    message = f"there is no function {quoted(name)} within a row"
    if name in USAGE:
        message = (
            f"{quoted(name)} is no function within a row: a computed column sees one row at a time"
        )
        hint = f"a claim's measure may use {USAGE[name]}; the columns of a row are added with +"
    return cursor.error(UNKNOWN_FUNCTION, message, start, start + len(name), hint=hint)


def _if(cursor: Cursor, start: int, opening: int) -> RowIf:
    _require_argument(cursor, "if")
    test = _checked(cursor, parse_one(cursor))
    _comma(cursor, "if")
    then = _argument(cursor, "if")
    _comma(cursor, "if")
    otherwise = _argument(cursor, "if")
    _close(cursor, "if", opening)
    return RowIf(test, then, otherwise, cursor.span(start))


def _checked(cursor: Cursor, test: Test) -> Test:
    """Return a test of an ``if``; raises a problem for what only a table's rows together tell."""
    for name in names_in(test):
        if isinstance(name, ConditionTest):
            message = f"{quoted(name.name)} is no test: a column, an operator and a value are"
            hint = "conditions are for measures and slices; write the test itself: column = value"
            raise cursor.error_at(TEST, message, name.span, hint=hint)
        if isinstance(name, Column) and name.table is not None:
            hint = f"write {written_name(name.column)}"
            raise cursor.error_at(NAME, _ALONE, name.span, hint=hint)
    for leaf in leaf_tests((test,)):
        if isinstance(leaf, TopTest):
            message = "'in top' ranks all rows, and a computed column sees one row at a time"
            raise cursor.error_at(TEST, message, leaf.span, hint="write the test in a slice")
    return test


def _date(cursor: Cursor, name: str, start: int, opening: int) -> RowDatePart:
    operand = _argument(cursor, name)
    if not isinstance(operand, RowColumn):
        message = f"{quoted(name)} takes a column of dates"
        raise cursor.error_at(WRONG_ARGUMENTS, message, operand.span, hint=f"write {_USAGE[name]}")
    _close(cursor, name, opening)
    return RowDatePart(DatePart(name), operand, cursor.span(start))


def _argument(cursor: Cursor, name: str) -> RowExpression:
    _require_argument(cursor, name)
    return parse_row_sum(cursor)


def _require_argument(cursor: Cursor, name: str) -> None:
    if cursor.next_is(")") or cursor.next_is(","):
        raise _wrong(cursor, name, "an argument is missing")


def _comma(cursor: Cursor, name: str) -> None:
    if cursor.next_is(")"):
        raise _wrong(cursor, name, "too few arguments")
    if not cursor.take(","):
        raise cursor.unexpected("a comma", hint=_hint(name))


def _close(cursor: Cursor, name: str, opening: int) -> None:
    if cursor.next_is(","):
        raise _wrong(cursor, name, "too many arguments")
    cursor.close(opening, ")", "an operator", hint=_hint(name))


def _wrong(cursor: Cursor, name: str, fault: str) -> ProblemsError:
    place = cursor.here
    message = f"{fault}: {quoted(name)} is used as {_USAGE[name]}"
    return cursor.error(WRONG_ARGUMENTS, message, place, place + 1, hint=_hint(name))


def _hint(name: str) -> str:
    return f"write {_USAGE[name]}{_SEVERAL if name == 'if' else ''}"
