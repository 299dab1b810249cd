"""What to declare where two units do not mix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.bound import TableTerm
from factcheck.model.near import quoted
from factcheck.model.unit import Unit, UnitKind

if TYPE_CHECKING:
    from factcheck.model.bound import Bound

_PERCENTAGES = frozenset({UnitKind.SHARE, UnitKind.RELATIVE_CHANGE})
_UNDECLARED = frozenset({UnitKind.COUNT, UnitKind.AMOUNT})
"""Kinds of numbers of a column where nothing is declared, then without a noun."""


def undeclared_column(measure: Bound) -> str | None:
    """Return the column that a measure reads, where nobody has declared its unit."""
    match measure:
        case TableTerm(unit=Unit(kind=kind, noun=None)) if kind in _UNDECLARED:
            return measure.column
        case _:
            return None


def as_share(column: str) -> str:
    """Return how a column is declared whose numbers are shares."""
    return (
        f"declare 'unit: percent' on the column {quoted(column)} where its numbers are "
        "percentages such as 1.8, 'kind: share' where they are shares such as 0.018"
    )


def declaring(column: str | None, other: Unit) -> str | None:
    """Return how a column without a unit is declared to be in that of what it stands beside.

    ``None`` where there is no such column, or the other has no unit that could be declared.
    """
    if column is None or (other.noun is None and other.kind not in _PERCENTAGES):
        return None
    if other.kind in _PERCENTAGES:
        return as_share(column)
    return f"declare 'unit: {other.noun}' on the column {quoted(column)} where it is in {other}"
