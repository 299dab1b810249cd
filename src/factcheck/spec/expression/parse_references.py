"""Names and columns, plain or in backticks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from factcheck.model.expression import Column, Name
from factcheck.model.expression_text import RESERVED
from factcheck.model.near import quoted
from factcheck.spec.expression.check_text import check_name
from factcheck.spec.expression.codes import NAME
from factcheck.spec.expression.words import FOREIGN

if TYPE_CHECKING:
    from factcheck.model.problem import ProblemsError
    from factcheck.spec.expression.cursor import Cursor

_IN_BACKTICKS = re.compile(r"`((?:[^`]|``)*)`(?!`)")
_WORD = re.compile(r"\w+")
_DOT = re.compile(r"\s*\.(?!\.)\s*")


def begins_reference(cursor: Cursor) -> bool:
    """Return whether a name or column comes next."""
    return cursor.next_is("`") or cursor.word() != ""


def parse_reference(cursor: Cursor) -> Name | Column:
    """Return the name ``a`` or the column ``t.a`` that comes next.

    Raises a problem for a word of the language, an open backtick, and dots that do not fit.
    """
    start = cursor.here
    _check_reserved(cursor)
    first = _parse_name(cursor)
    if not _take_dot(cursor, start):
        return Name(first, cursor.span(start))
    second = _parse_name(cursor)
    if _DOT.match(cursor.text, cursor.position):
        message = "a column is written table.column, with one dot"
        hint = "a name that holds a dot stands in backticks: t.`a.b`"
        raise cursor.error(NAME, message, start, cursor.position + 1, hint=hint)
    return Column(first, second, cursor.span(start))


def _check_reserved(cursor: Cursor) -> None:
    """Raise a problem where a word of the language stands for a name."""
    word = cursor.word()
    if word in RESERVED:
        message = f"found {quoted(word)} where a name should stand; it is a word of the language"
        hint = FOREIGN.get(word, f"if something is called so, write it in backticks: `{word}`")
        raise cursor.error(NAME, message, cursor.here, cursor.here + len(word), hint=hint)


def _parse_name(cursor: Cursor) -> str:
    """Return the plain name or the name in backticks that comes next."""
    start = cursor.here
    if cursor.next_is("`"):
        name = _in_backticks(cursor, start)
    else:
        name = cursor.word()
        cursor.position = start + len(name)
    check_name(cursor, name, start)
    return normalize("NFC", name)


def _in_backticks(cursor: Cursor, start: int) -> str:
    match = _IN_BACKTICKS.match(cursor.text, start)
    if match is None:
        message = "the backtick is never closed"
        hint = "a name in backticks ends with another; one inside it is doubled"
        raise cursor.error(NAME, message, start, start + 1, hint=hint)
    cursor.position = match.end()
    if not match[1].strip():
        raise cursor.error(NAME, "there is no name between the backticks", start, match.end())
    return match[1].replace("``", "`")


def _take_dot(cursor: Cursor, start: int) -> bool:
    """Step over the dot between table and column if one comes next."""
    dot = _DOT.match(cursor.text, cursor.position)
    if dot is None:
        return False
    if len(dot[0]) > 1:
        message = "a column is written table.column, without blanks around the dot"
        raise cursor.error(NAME, message, start, dot.end())
    cursor.position = dot.end()
    if not begins_reference(cursor):
        raise _no_column(cursor, start)
    return True


def _no_column(cursor: Cursor, start: int) -> ProblemsError:
    digits = _WORD.match(cursor.text, cursor.position)
    hint = "a column is written table.column"
    if digits is not None:
        hint = f"a name that begins with a digit stands in backticks: `{digits[0]}`"
    message = "the name of the column is missing after the dot"
    end = cursor.position if digits is None else digits.end()
    return cursor.error(NAME, message, start, end, hint=hint)
