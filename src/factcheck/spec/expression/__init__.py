"""The expression language: text to the tree in ``factcheck.model.expression``.

Tokens are in ``cursor``, the grammar in the ``parse_…`` modules, one for each kind of phrase.
Nothing is resolved here: whether a name is declared, and what a value's type is, comes later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import Column
from factcheck.model.expression_names import names_in
from factcheck.spec.codes import PATTERN
from factcheck.spec.expression.check_text import check_text
from factcheck.spec.expression.codes import CODES
from factcheck.spec.expression.cursor import Cursor
from factcheck.spec.expression.hints import hint_after
from factcheck.spec.expression.parse_arithmetic import parse_sum
from factcheck.spec.expression.parse_references import parse_reference
from factcheck.spec.expression.parse_relations import parse_relation_at
from factcheck.spec.expression.parse_tests import at_comparator, joined, parse_all

if TYPE_CHECKING:
    from factcheck.model.expression import Comparison, Expression, PartOf, Test
    from factcheck.model.row_expression import RowExpression
    from factcheck.model.span import Span
    from factcheck.model.text_pattern import TextPattern

__all__ = [
    "CODES",
    "names_in",
    "parse_column",
    "parse_expression",
    "parse_pattern",
    "parse_relation",
    "parse_row_expression",
    "parse_test",
]


def parse_expression(text: str, span: Span, *, placeholders: bool = False) -> Expression:
    """Return the tree of an expression such as ``reports[year = 2018] / reports``.

    ``span`` is the place of the first character; ``placeholders`` says whether ``$name`` may
    stand for a number. Raises ``ProblemsError`` with one problem whose place lies inside the
    text.
    """
    cursor = _begin(text, span, placeholders)
    node = parse_sum(cursor)
    if at_comparator(cursor):
        hint = "a comparison belongs under holds:, a test into square brackets"
        raise cursor.unexpected("an operator or the end", hint=hint)
    _end(cursor, "an operator or the end")
    return node


def parse_test(text: str, span: Span, *, placeholders: bool = False) -> Test:
    """Return a test such as ``year >= 2018``; several, joined by commas, as an ``AllTest``.

    Arguments and errors as for ``parse_expression``.
    """
    cursor = _begin(text, span, placeholders)
    start = cursor.here
    test = joined(cursor, parse_all(cursor), start)
    _end(cursor, "a comma or the end")
    return test


def parse_relation(text: str, span: Span, *, placeholders: bool = False) -> Comparison | PartOf:
    """Return a relation: ``a < b <= c``, ``a = b + c`` or ``a part of b``.

    Arguments and errors as for ``parse_expression``.
    """
    cursor = _begin(text, span, placeholders)
    relation = parse_relation_at(cursor, parse_sum)
    _end(cursor, "an operator or the end")
    return relation


def parse_column(text: str, span: Span, *, placeholders: bool = False) -> Column:
    """Return a column, ``name`` or ``table.name``, with backticks where a name needs them.

    Arguments and errors as for ``parse_expression``.
    """
    cursor = _begin(text, span, placeholders)
    found = parse_reference(cursor)
    _end(cursor, "the end")
    return found if isinstance(found, Column) else Column(None, found.name, found.span)


def parse_row_expression(text: str, span: Span) -> RowExpression:
    """Return a calculation within a row: ``STARS - RATING``, ``if(test, a, b)``, ``year(d)``.

    ``span`` and errors as for ``parse_expression``.
    """
    # Few files compute columns, and every run would wait for the grammar of it.
    from factcheck.spec.expression.parse_row import parse_row_sum

    cursor = _begin(text, span)
    node = parse_row_sum(cursor)
    if at_comparator(cursor):
        hint = "a comparison belongs into an if: if(a = 1, 1, 0)"
        raise cursor.unexpected("an operator or the end", hint=hint)
    _end(cursor, "an operator or the end")
    return node


def parse_pattern(text: str, span: Span) -> TextPattern:
    """Return the pattern of texts that have several parts: ``{home} - {away}``.

    ``span`` and errors as for ``parse_expression``.
    """
    from factcheck.model.text_pattern import PatternError, parse_text_pattern

    cursor = _begin(text, span)
    try:
        return parse_text_pattern(text)
    except PatternError as error:
        raise cursor.error(PATTERN, str(error), error.start, error.end, hint=error.hint) from error


def _begin(text: str, span: Span, placeholders: bool = False) -> Cursor:
    cursor = Cursor(text, span, has_placeholders=placeholders)
    check_text(cursor)
    return cursor


def _end(cursor: Cursor, expected: str) -> None:
    """Raise a problem where more text follows."""
    if not cursor.is_at_end:
        raise cursor.unexpected(expected, hint=hint_after(cursor))
