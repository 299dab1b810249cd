"""Columns of shares whose numbers are above 1, so that they are percentages, or no shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.cell import Fault, number_key
from factcheck.model.near import quoted
from factcheck.model.problem import Code
from factcheck.model.spec import ColumnType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.column import ReadColumn

ABOVE_ONE = Code(
    "FC272",
    "share-above-one",
    "A column of shares holds a number above 1.",
    "`kind: share` says that a column holds parts of a whole, from 0 to 1. A 45 in it would be "
    "4,500 percent. Where its numbers are percentages, declare `unit: percent`; where they may be "
    "more than the whole, such as debts beside an income, leave the `kind` out.",
)

CODES: tuple[Code, ...] = (ABOVE_ONE,)


def above_one(column: ReadColumn) -> Iterator[Fault]:
    """Yield a fault for a printed column of shares, not of percentages, with a number above 1."""
    rules = column.rules
    is_told = rules.is_part and not rules.is_percent and not rules.is_computed
    if not is_told or column.type is not ColumnType.NUMBER or column.largest <= 1:
        return
    place = rules.place()
    yield Fault(
        ABOVE_ONE,
        f"column {quoted(rules.name)} is declared to hold shares, from 0 to 1, and has "
        f"{number_key(column.largest)}",
        rules.name,
        f"add `unit: percent` under {place} if its numbers are percentages, or remove its `kind` "
        "if they may be more than the whole",
    )
