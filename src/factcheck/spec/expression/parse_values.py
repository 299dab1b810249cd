"""The values that tests compare with: literal text, plain or quoted, and columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from factcheck.model.expression import Column, Literal
from factcheck.model.expression_text import (
    column_shape,
    escape_at,
    holds_range,
    holds_test,
    needs_quotes,
    quoted_value,
    value_end,
)
from factcheck.model.near import quoted
from factcheck.spec.expression.codes import FOREIGN_OPERATOR, VALUE
from factcheck.spec.expression.parse_references import parse_reference

if TYPE_CHECKING:
    from factcheck.model.problem import ProblemsError
    from factcheck.spec.expression.cursor import Cursor

_AFTER_QUOTE = re.compile(r"\s*(?:[,)\]]|\.\.|or(?=[\s(]|$)|$)")
_PART = r"(?:[^\s`.,()\[\]]+|`(?:[^`]|``)+`(?!`))"
_BACKTICKED_COLUMN = re.compile(rf"{_PART}\.{_PART}")
_EMPTY = "for cells that are empty or unknown, write: column unknown"
_RANGE_DOTS = re.compile(r"\s*(?:\.\.+|…)\s*")
_OPERATORS = ("=", "!=", "<", "<=", ">", ">=")
_SECOND_OPERATOR = re.compile(r"(?P<operator>[<>]=?|!=|=)\s+(?P<rest>[^\s=<>!].*)", re.DOTALL)
"""``n = <5`` is a label that tables have, and ``n = < 5`` a slip."""
_TEST_BEFORE = re.compile(r"(?P<column>[^\s,(\[]+|`[^`]+`)\s*(?P<operator>[<>]=?|!=|=)\s*\Z")
_JOINING_WORD = re.compile(r"(?<!\S)(?:and|AND|&&)(?!\S)")


def parse_value(cursor: Cursor) -> Literal | Column:
    """Return the value that comes next: a column where it has the shape ``name.name``.

    Only the declared tables tell whether that is a column or a text such as ``St.Gallen``.
    """
    column = _plain_column(cursor) or _backticked_column(cursor)
    return parse_literal(cursor) if column is None else column


def parse_literal(cursor: Cursor, *, in_range: bool = False, hint: str = _EMPTY) -> Literal:
    """Return the literal that comes next; ``in_range`` has a plain one stop at ``..``.

    ``hint`` is for a missing one. Raises a problem where it is empty or has something in it that
    belongs in quotes.
    """
    start = cursor.here
    if cursor.next_is('"') or cursor.next_is("'"):
        return _quoted_literal(cursor)
    stop = value_end(cursor.text, start)
    dots = cursor.text.find("..", start, stop) if in_range else -1
    value = cursor.text[start : stop if dots < 0 else dots].rstrip()
    if not value:
        raise _missing(cursor, hint)
    cursor.position = start + len(value)
    _check_plain(cursor, value, start)
    return Literal(value, is_quoted=False, span=cursor.span(start))


def _plain_column(cursor: Cursor) -> Column | None:
    start = cursor.here
    value = cursor.text[start : value_end(cursor.text, start)].rstrip()
    shape = column_shape(value)
    if shape is None:
        return None
    cursor.position = start + len(value)
    return Column(*shape, span=cursor.span(start))


def _backticked_column(cursor: Cursor) -> Column | None:
    match = _BACKTICKED_COLUMN.match(cursor.text, cursor.here)
    if match is None or "`" not in match[0]:
        return None
    if cursor.text[match.end() : value_end(cursor.text, match.end())].strip():
        return None
    start = cursor.position
    column = parse_reference(cursor)
    if isinstance(column, Column):
        return column
    # What stands before the backticks is no name, such as a sign of another language.
    cursor.position = start
    return None


def _missing(cursor: Cursor, hint: str) -> ProblemsError:
    if cursor.next_is("or"):
        message = "found 'or' where a value should stand"
        hint = 'a value that is this word stands in quotes: "or"'
        return cursor.error(VALUE, message, cursor.here, cursor.here + 2, hint=hint)
    return cursor.unexpected("a value", code=VALUE, hint=hint)


def _check_plain(cursor: Cursor, value: str, start: int) -> None:
    """Raise a problem where a plain value holds what only a quoted one may."""
    end = cursor.position
    second = _SECOND_OPERATOR.match(value)
    if second is not None:
        _refuse_second_operator(cursor, second, start)
    if holds_test(value):
        message = f"the value {quoted(value)} seems to have another test in it"
        hint = "tests are joined by a comma: [a = 1, b = 2]; a text that looks so stands in quotes"
        code = FOREIGN_OPERATOR if _JOINING_WORD.search(value) else VALUE
        raise cursor.error(code, message, start, end, hint=hint)
    if needs_quotes(value):
        message = f"the value {quoted(value)} has a bracket, a quote or a backtick in it"
        hint = 'such a value stands in double quotes: "Smith (Jr)"'
        raise cursor.error(VALUE, message, start, end, hint=hint)
    if holds_range(value):
        message = f"the value {quoted(value)} is a range, and a range follows 'in' alone"
        hint = (
            f"write: column in {_RANGE_DOTS.sub('..', value)}, or for a text {quoted_value(value)}"
        )
        raise cursor.error(VALUE, message, start, end, hint=hint)


def _refuse_second_operator(cursor: Cursor, second: re.Match[str], start: int) -> NoReturn:
    """Raise the problem of two operators before a value, as in ``age = > 60``."""
    before = _TEST_BEFORE.search(cursor.text, 0, start)
    first = "" if before is None else before["operator"]
    column, rest = "column" if before is None else before["column"], second["rest"]
    found = second["operator"]
    message = f"two operators stand before the value: {quoted(f'{first} {found}'.strip())}"
    chosen = first + found if first + found in _OPERATORS else found
    hint = f"write {column} {chosen} {rest}"
    raise cursor.error(VALUE, message, start, start + second.end("operator"), hint=hint)


def _quoted_literal(cursor: Cursor) -> Literal:
    literal = parse_quoted(cursor)
    if _AFTER_QUOTE.match(cursor.text, cursor.position) is None:
        hint = "a quote inside a quoted text is doubled; a comma joins two tests"
        raise cursor.unexpected("the end of the quoted value", code=VALUE, hint=hint)
    return literal


def parse_quoted(cursor: Cursor) -> Literal:
    """Return the text in quotes that comes next; whatever follows it is left to the caller.

    Raises a problem where it is empty or its quote is never closed.
    """
    start = cursor.here
    value, end = _unquoted(cursor.text, start)
    if end is None:
        message = f"the quote {cursor.text[start]} is never closed"
        hint = 'a value that begins with an apostrophe stands in double quotes: "\'90s"'
        raise cursor.error(VALUE, message, start, start + 1, hint=hint)
    cursor.position = end
    if not value:
        message = "found an empty text where a value should stand"
        raise cursor.error(VALUE, message, start, end, hint=_EMPTY)
    return Literal(value, is_quoted=True, span=cursor.span(start))


def _unquoted(text: str, start: int) -> tuple[str, int | None]:
    """Return the content of a quoted text and where it ends, ``None`` where it does not.

    Inside, the quote is written twice or after a backslash, and so may be a backslash; escapes
    stand for what cannot be seen.
    """
    quote, place, content = text[start], start + 1, ""
    while place < len(text):
        pair = text[place : place + 2]
        unseen = escape_at(text, place) if pair[0] == "\\" else None
        if unseen is not None:
            content, place = content + unseen[0], unseen[1]
        elif pair in {quote * 2, "\\" + quote, "\\\\"}:
            content, place = content + pair[1], place + 2
        elif pair[0] == quote:
            return content, place + 1
        else:
            content, place = content + pair[0], place + 1
    return content, None
