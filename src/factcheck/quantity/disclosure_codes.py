"""What can be in the way where ``min_cell`` hides small numbers, ``FC423`` and ``FC424``."""

from __future__ import annotations

from factcheck.model.problem import Code

DISCLOSES = Code(
    "FC423",
    "discloses-few-rows",
    "A claim asks for a number of too few rows.",
    "A table with `min_cell: 5` shows no number that is of fewer than five of its rows. Counts "
    "over such groups are known as a range, and of what the rows hold nothing is known: a sum or "
    "mean with them among its rows is not checkable, and neither are medians, extremes and single "
    "cells, which are the numbers of one or two rows whatever the table's size. Ask about larger "
    "groups.",
)
UNPROTECTED = Code(
    "FC424",
    "min-cell-cannot-hide",
    "A table with `min_cell` is declared in a way in which small numbers could not be hidden.",
    "What `min_cell` hides must not follow from other numbers that are shown. That is promised "
    "for the rows of one table that are grouped in one way, so a table with `min_cell` cannot "
    "have `totals`, a `rubric`, a `join`, vintages, or rows that a column does not apply to; no "
    "other table can join it, or be of the same file; and claims cannot be repeated for its rows. "
    "Prepare a table that needs none of it.",
)

CODES = (DISCLOSES, UNPROTECTED)
