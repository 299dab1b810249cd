"""Numbers: digits with a point, a percent sign for a share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.decimal_text import TooLongError, parse_decimal
from factcheck.model.expression import Number
from factcheck.model.fraction import Fraction
from factcheck.spec.expression.codes import NUMBER

if TYPE_CHECKING:
    from factcheck.spec.expression.cursor import Cursor

_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_PLACEHOLDER = re.compile(r"(?P<name>\$[^\W\d]\w*)(?P<percent>\s*%)?")
_PERCENT = re.compile(r"\s*%")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[,'’][0-9]{3})+(?![0-9])")
_RUN = re.compile(r"[\w.]+")


def parse_number(cursor: Cursor) -> Number | None:
    """Return the number that comes next, ``None`` where none does.

    A placeholder ``$name`` is the number 0 with its text, until a value stands in for it. Raises
    a problem for digits that are no number, such as ``9,167`` and ``1.2.3``.
    """
    start = cursor.here
    match = _NUMBER.match(cursor.text, start)
    if match is None:
        return _placeholder(cursor, start)
    _check_ending(cursor, start, match.end())
    cursor.position = match.end()
    percent = _PERCENT.match(cursor.text, cursor.position)
    if percent is not None:
        cursor.position = percent.end()
    return _number(cursor, match[0], start, is_share=percent is not None)


def _placeholder(cursor: Cursor, start: int) -> Number | None:
    match = _PLACEHOLDER.match(cursor.text, start) if cursor.has_placeholders else None
    if match is None:
        return None
    cursor.position = match.end()
    return Number(Fraction(0), match["percent"] is not None, match["name"], cursor.span(start))


def _number(cursor: Cursor, digits: str, start: int, *, is_share: bool) -> Number:
    try:
        number = parse_decimal(digits)
    except TooLongError as error:
        raise cursor.error(NUMBER, str(error), start, cursor.position) from error
    assert number is not None  # every text of the pattern is one
    text, number = (f"{digits}%", number / 100) if is_share else (digits, number)
    return Number(number, is_share, text, cursor.span(start))


def _check_ending(cursor: Cursor, start: int, end: int) -> None:
    """Raise a problem where the digits go on as no number does."""
    thousands = _THOUSANDS.match(cursor.text, start)
    if thousands is not None:
        written = thousands[0]
        plain = re.sub("[,'’]", "", written)
        message = f"found {written!r}, and commas separate arguments; a number has digits only"
        hint = f"write {plain}, or a blank after the comma for two numbers"
        raise cursor.error(NUMBER, message, start, thousands.end(), hint=hint)
    rest = _RUN.match(cursor.text, end)
    if rest is not None:
        written = cursor.text[start : rest.end()]
        message = f"found '{written[:40]}', which is neither a number nor a name"
        raise cursor.error(NUMBER, message, start, rest.end(), hint=_hint(written))


def _hint(written: str) -> str:
    if ".." in written:
        return "a range belongs to a test: column in 1973..1982"
    if written.endswith("."):
        return f"write {written.rstrip('.')}"
    return f"a name that begins with a digit stands in backticks: `{written[:40]}`"
