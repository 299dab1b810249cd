"""The tree of a calculation within one row of a table: ``STARS - RATING``, ``if(test, a, b)``."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.expression import Operator, Test
    from factcheck.model.fraction import Fraction
    from factcheck.model.span import Span


class RowNumber(Struct, frozen=True):
    """A number as written; a percentage is a share."""

    number: Fraction
    text: str
    span: Span


class RowText(Struct, frozen=True):
    """A text in quotes."""

    text: str
    span: Span


class RowColumn(Struct, frozen=True):
    """The cell of a column."""

    name: str
    span: Span


class RowNegated(Struct, frozen=True):
    """Minus a number."""

    operand: RowExpression
    span: Span


class RowArithmetic(Struct, frozen=True):
    """Two numbers joined by one of the four operations."""

    operator: Operator
    left: RowExpression
    right: RowExpression
    span: Span


class RowIf(Struct, frozen=True):
    """``if(test, a, b)``: ``a`` in rows that pass the test, else ``b``."""

    test: Test
    """Its columns are without a table."""
    then: RowExpression
    otherwise: RowExpression
    span: Span


class DatePart(Enum):
    """What can be taken out of a date."""

    YEAR = "year"
    MONTH = "month"


class RowDatePart(Struct, frozen=True):
    """``year(d)`` or ``month(d)``: a number out of a date."""

    part: DatePart
    operand: RowExpression
    span: Span


RowExpression = RowNumber | RowText | RowColumn | RowNegated | RowArithmetic | RowIf | RowDatePart
