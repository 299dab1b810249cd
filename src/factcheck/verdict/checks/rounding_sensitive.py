"""The verdict holds only if the table's round numbers are exact.

## What it looks for

A table whose round number cells (9,000; 12.5) might be rounded figures.
The measure is calculated a second time with each of them as everything that rounds to it.
A column is rounded throughout or not at all: 9,000 beside 9,012 is taken as exact, and 10,000
beside 300 as rounded to hundreds at the coarsest.
The finding appears if the claimed numbers would then stand in another relation to the evidence.

## Why it matters

Number cells are taken as exact as printed, which is how most tables are meant.
A table copied from a report in thousands, or read off a chart, holds rounded numbers, and a
narrow verdict would rest on digits that nobody counted.

## Example

"Under ten percent", of 895 among 9,000.
As printed that is 9.94 percent; if the 9,000 was rounded to hundreds, exactly 10 percent is
possible.

## What to publish instead

The same, once it is known how the table was made.
If its numbers are rounded, declare that for the column, `rounded: 100`, and the verdict allows for
it.

## References

- Eurostat, Statistics Explained, "Tutorial: Rounding of numbers": round at the latest step.
- Jung (2023), scrutiny, a package for R, `unround`: the numbers that round to a printed one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.told import told
from factcheck.model.wording import word_set, worded_unit
from factcheck.verdict.explained import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.interval import Interval
    from factcheck.model.possible import Possible
    from factcheck.model.result import Assessment
    from factcheck.model.spec import Claim

CODE = code_of("FC106", "rounding-sensitive", __doc__)


def find(claim: Claim, possible: Possible, assessment: Assessment) -> Iterator[str]:
    """Yield a message where rounded cells would change how claimed and found lie."""
    del claim, assessment
    rounded, permitted = possible.circumstances.if_rounded, possible.permitted
    if rounded is None or permitted is None or not permitted.found:
        return
    target = possible.bound.targets[0]
    printed, claimed = permitted.found[0], target.claimed.default
    unit = worded_unit(target.measure.unit, possible.bound.figure)
    as_printed, as_rounded = _relation(printed, claimed), _relation(rounded, claimed)
    if as_printed != as_rounded:
        yield told(
            "taken as exact, the table's numbers give {printed}, {as_printed} what is claimed; if "
            "its round numbers were rounded, they can give {rounded}, {as_rounded} it",
            printed=word_set(printed, unit, beside=claimed),
            as_printed=as_printed,
            rounded=word_set(rounded, unit, beside=claimed),
            as_rounded=as_rounded,
        )


def _relation(found: Interval, claimed: Interval) -> str:
    if found.is_within(claimed):
        return told("inside")
    return told("outside") if found.is_apart_from(claimed) else told("partly inside")
