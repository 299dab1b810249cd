"""Whether the second argument of ``share`` is written as tests or as an expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.spec.expression.parse_references import begins_reference, parse_reference
from factcheck.spec.expression.parse_tests import at_comparator

if TYPE_CHECKING:
    from factcheck.spec.expression.cursor import Cursor


def begins_test(cursor: Cursor) -> bool:
    """Return whether tests come next: a ``not``, or a name that goes on as only a test does.

    A lone name is no test here; only the declarations tell a quantity from a condition.
    """
    before = cursor.position
    is_test = _reads_as_test(cursor)
    cursor.position = before
    return is_test


def _reads_as_test(cursor: Cursor) -> bool:
    opened = 0
    while cursor.take("("):
        opened += 1
    if cursor.word() == "not":
        return True
    if not begins_reference(cursor):
        return False
    parse_reference(cursor)
    while opened and cursor.take(")"):
        opened -= 1
    # After a name, an expression goes on with a sign, never with a word or a comma.
    return at_comparator(cursor) or cursor.word() != "" or cursor.next_is(",")
