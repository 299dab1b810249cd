"""Relations, statements and claims as linear rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from factcheck.bounds.quotient import positive_row
from factcheck.model.expression import Comparator
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.linear import Row
from factcheck.model.near import quoted
from factcheck.model.plan import BoundRelation, Obstacle, ObstacleError
from factcheck.model.told import told
from factcheck.quantity.codes import NOT_LINEAR
from factcheck.quantity.rational import Quotient, Value, added, negated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.linear import System
    from factcheck.model.plan import BoundStatement
    from factcheck.quantity.measures import Measures

_MINUS = Fraction(-1)

UNNAMED = frozenset({"choice", "weights", "denominator", "case", "condition"})
"""What rows are called that nobody says: they follow from what a number is."""


def blamable(system: System, told: Iterable[str]) -> tuple[str, ...]:
    """Return the statements of a system that can be to blame: those ``told``, and named cells."""
    names = frozenset(told)
    return tuple(
        name
        for name in dict.fromkeys(row.statement for row in system.rows)
        if name in names or name not in UNNAMED
    )


def rows_of(said: BoundRelation | BoundStatement, measures: Measures) -> tuple[Row, ...]:
    """Return the rows of a relation or statement; raise ``ObstacleError`` for no linear one."""
    if isinstance(said, BoundRelation):
        return relation_rows(said, measures)
    return statement_rows(said, measures)


def relation_rows(relation: BoundRelation, measures: Measures) -> tuple[Row, ...]:
    """Return the rows of ``left <= right`` and the like."""
    left, right = measures.value_of(relation.left), measures.value_of(relation.right)
    difference = added(right, negated(left))
    return rows_within(difference, _allowed(relation.comparator), relation.premise.name)


def _allowed(comparator: Comparator) -> Interval:
    """Return what the right side minus the left one lies in."""
    match comparator:
        case Comparator.AT_MOST:
            return Interval.at_least(0)
        case Comparator.LESS:
            return Interval.at_least(0, closed=False)
        case Comparator.AT_LEAST:
            return Interval.at_most(0)
        case Comparator.GREATER:
            return Interval.at_most(0, closed=False)
        case Comparator.EQUAL:
            return Interval.point(0)
        case Comparator.UNEQUAL:
            message = told("an assumption with != bounds nothing")
            raise ObstacleError(Obstacle("declared", message))
        case _:
            assert_never(comparator)


def statement_rows(statement: BoundStatement, measures: Measures) -> tuple[Row, ...]:
    """Return the rows of a statement: its measure lies in its figure's lenient set."""
    value = measures.value_of(statement.measure)
    rows = rows_within(value, statement.figure.profiles.lenient, statement.id)
    return at_level(rows, statement.confidence)


def at_level(rows: tuple[Row, ...], confidence: Fraction | None) -> tuple[Row, ...]:
    """Return the rows of somebody who is only so sure, 0 to 1; ``None`` for one who is certain."""
    if confidence is None:
        return rows
    return tuple(replace(row, confidence=confidence) for row in rows)


def rows_within(value: Value, allowed: Interval, statement: str) -> tuple[Row, ...]:
    """Return rows that hold exactly where a measure lies in a set.

    A quotient's denominator is kept positive by a row of its own. Raises ``ObstacleError`` for
    a measure that is no quotient of linear forms.
    """
    if not isinstance(value, Quotient):
        message = told(
            "{name} is no sum and no single quotient, so it bounds nothing", name=quoted(statement)
        )
        raise ObstacleError(Obstacle("declared", message, NOT_LINEAR))
    if value.is_linear:
        return (Row(statement, value.numerator, allowed),)
    rows = [Row(statement, value.denominator, positive_row(value.denominator).allowed)]
    for end, closed, sign in (
        (allowed.lower, allowed.lower_closed, Fraction(1)),
        (allowed.upper, allowed.upper_closed, _MINUS),
    ):
        if end is not None:
            form = (value.numerator - value.denominator.scaled(end)).scaled(sign)
            rows.append(Row(statement, form, Interval.at_least(0, closed=closed)))
    return tuple(rows)


def outside_of(allowed: Interval) -> tuple[Interval, ...]:
    """Return the one or two sets of numbers that lie outside another."""
    below = (
        ()
        if allowed.lower is None
        else (Interval.at_most(allowed.lower, closed=not allowed.lower_closed),)
    )
    above = (
        ()
        if allowed.upper is None
        else (Interval.at_least(allowed.upper, closed=not allowed.upper_closed),)
    )
    return (*below, *above)
