"""A row of totals is not the sum of the rows it is declared to be the total of.

## What it looks for

A table with `totals`, where the number in a row of totals cannot be the sum of its parts, in a
column that the claim calculates with.
Numbers that may be rounded are given the room that `rounded` declares.
Columns that do not add up anyway, such as shares and rates, are left alone.

## Why it matters

One of the two is wrong, or they count different things: a row may be missing or stand twice, a
number may be mistyped, or the total may have a group that the table does not show.
A claim on the parts and one on the total then differ, and only one can be right.

## Example

Bern 10, Uri 20 and a row "Total" with 40.

## What to publish instead

The number whose meaning is known, saying whether it is the sum or the published total.
Ask the publisher what the difference is; if it is rounding, declare `rounded` for the column.

## References

- Broman and Woo (2018), "Data organization in spreadsheets", The American Statistician 72: no
  calculations in the raw data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.model.told import told, told_count
from factcheck.verdict.explained import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.possible import Possible
    from factcheck.model.result import Assessment
    from factcheck.model.spec import Claim

CODE = code_of("FC112", "unequal-total", __doc__)

_SHOWN = 3


def find(claim: Claim, possible: Possible, assessment: Assessment) -> Iterator[str]:
    """Yield a message for each of the first totals that differ, and one for how many more do."""
    del claim, assessment
    every = possible.circumstances.unequal_totals
    for table, remark in every[:_SHOWN]:
        yield told("in table {table}, {remark}", table=quoted(table), remark=remark)
    if len(every) > _SHOWN:
        yield told_count(
            len(every) - _SHOWN,
            "{n} more total differs from the sum of its parts",
            "{n} more totals differ from the sum of their parts",
        )
