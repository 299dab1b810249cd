"""The tree of a calculation within one row of a table: ``STARS - RATING``, ``if(test, a, b)``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from factcheck.model.expression import Operator, Test
    from factcheck.model.span import Span


@dataclass(frozen=True, slots=True)
class RowNumber:
    """A number as written; a percentage is a share."""

    number: Fraction
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class RowText:
    """A text in quotes."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class RowColumn:
    """The cell of a column."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class RowNegated:
    """Minus a number."""

    operand: RowExpression
    span: Span


@dataclass(frozen=True, slots=True)
class RowArithmetic:
    """Two numbers joined by one of the four operations."""

    operator: Operator
    left: RowExpression
    right: RowExpression
    span: Span


@dataclass(frozen=True, slots=True)
class RowIf:
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


@dataclass(frozen=True, slots=True)
class RowDatePart:
    """``year(d)`` or ``month(d)``: a number out of a date."""

    part: DatePart
    operand: RowExpression
    span: Span


RowExpression = RowNumber | RowText | RowColumn | RowNegated | RowArithmetic | RowIf | RowDatePart
