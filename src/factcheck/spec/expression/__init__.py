"""The expression language: text to the tree in ``factcheck.model.expression``.

Tokens are in ``cursor``, the grammar in the ``parse_…`` modules, one for each kind of phrase.
Nothing is resolved here: whether a name is declared, and what a value's type is, comes later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression_names import names_in
from factcheck.spec.expression.check_text import check_text
from factcheck.spec.expression.codes import CODES
from factcheck.spec.expression.cursor import Cursor
from factcheck.spec.expression.hints import hint_after
from factcheck.spec.expression.parse_arithmetic import parse_sum
from factcheck.spec.expression.parse_relations import parse_relation_at
from factcheck.spec.expression.parse_tests import at_comparator, joined, parse_all

if TYPE_CHECKING:
    from factcheck.model.expression import Comparison, Expression, PartOf, Test
    from factcheck.model.span import Span

__all__ = ["CODES", "names_in", "parse_expression", "parse_relation", "parse_test"]


def parse_expression(text: str, span: Span) -> Expression:
    """Return the tree of an expression such as ``reports[year = 2018] / reports``.

    ``span`` is the place of the first character. Raises ``ProblemsError`` with one problem
    whose place lies inside the text.
    """
    cursor = _begin(text, span)
    node = parse_sum(cursor)
    if at_comparator(cursor):
        hint = "a comparison belongs under holds:, a test into square brackets"
        raise cursor.unexpected("an operator or the end", hint=hint)
    _end(cursor, "an operator or the end")
    return node


def parse_test(text: str, span: Span) -> Test:
    """Return a test such as ``year >= 2018``; several, joined by commas, as an ``AllTest``.

    ``span`` and errors as for ``parse_expression``.
    """
    cursor = _begin(text, span)
    start = cursor.here
    test = joined(cursor, parse_all(cursor), start)
    _end(cursor, "a comma or the end")
    return test


def parse_relation(text: str, span: Span) -> Comparison | PartOf:
    """Return a relation: ``a < b <= c``, ``a = b + c`` or ``a part of b``.

    ``span`` and errors as for ``parse_expression``.
    """
    cursor = _begin(text, span)
    relation = parse_relation_at(cursor, parse_sum)
    _end(cursor, "an operator or the end")
    return relation


def _begin(text: str, span: Span) -> Cursor:
    cursor = Cursor(text, span)
    check_text(cursor)
    return cursor


def _end(cursor: Cursor, expected: str) -> None:
    """Raise a problem where more text follows."""
    if not cursor.is_at_end:
        raise cursor.unexpected(expected, hint=hint_after(cursor))
