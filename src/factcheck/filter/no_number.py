"""Literals that are no number, or no value, of their column: how they should be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.filter.codes import NO_SUCH_VALUE, NOT_A_VALUE
from factcheck.filter.written_numbers import number_in
from factcheck.model.expression_text import fully_quoted, looks_otherwise
from factcheck.model.near import did_you_mean, nearest, quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.told import told, told_or

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from factcheck.model.cell import ColumnFacts
    from factcheck.model.expression import Literal


def no_number(
    literal: str, column: str, table: str, values: Collection[str], *, holds_percentages: bool
) -> ObstacleError:
    """Return the error of a literal that is no number, or lacks a percent sign or has one.

    ``values`` are those of the column.
    """
    if number_in(literal) is None:
        kind, fault, hint = "numbers", "is none", did_you_mean(literal, values)
    elif holds_percentages:
        kind, fault, hint = "percentages", "has no percent sign", f"write {literal}%"
    else:
        kind, fault = "numbers without a percent sign", "is a percentage"
        hint = (
            f"write {literal.removesuffix('%').strip()}, or declare 'unit: percent' on the column "
            f"{quoted(column)} where its numbers are percentages, 'kind: share' where they are "
            "shares"
        )
    message = (
        f"column {quoted(column)} of table {quoted(table)} holds {kind}, and {quoted(literal)} "
        f"{fault}"
    )
    return ObstacleError(Obstacle("fault", message, NOT_A_VALUE, hint))


def no_such_value(
    literal: Literal, column: str, table: str, values: Collection[str]
) -> ObstacleError:
    """Return the error of a literal that no cell of a column has; ``values`` are the column's."""
    message = (
        f"{quoted(literal.text)} never occurs in column {quoted(column)} of table {quoted(table)}"
    )
    hint = value_meant(literal.text, values)
    return ObstacleError(Obstacle("fault", message, NO_SUCH_VALUE, hint, span=literal.span))


def value_meant(text: str, values: Collection[str]) -> str | None:
    """Return a hint that names the nearest values of a column, or lists a few.

    A value that holds a line break, or anything else that looks like another text, stands there
    as an expression has to write it.
    """
    close = nearest(text, values)
    if not any(map(looks_otherwise, close)):
        return did_you_mean(text, values)
    names = told_or(fully_quoted(each) if looks_otherwise(each) else quoted(each) for each in close)
    return told("did you mean {names}? It is written so, in double quotes", names=names)


def unlike(table: str, columns: Iterable[ColumnFacts]) -> ObstacleError:
    """Return the error of two columns that are compared and do not hold the same type of values."""
    kinds = " and ".join(f"{quoted(each.name)} of {each.type.value}s" for each in columns)
    message = f"table {quoted(table)} compares columns of unlike types: {kinds}"
    hint = "declare the same 'type' for both"
    return ObstacleError(Obstacle("fault", message, NOT_A_VALUE, hint))
