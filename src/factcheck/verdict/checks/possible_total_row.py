"""A row that looks like a total was counted together with the rows it may be the total of.

## What it looks for

A sum, count or mean over rows of which some have a label like "Total" or "All" in a column that no
test looks at and for which `totals` declares nothing.

## Why it matters

A total counted beside its parts doubles every sum, and the result looks plausible.

## Example

A table with a row for each canton and one named "Total": `sum(t.reports)` is twice the number of
reports.

## What to publish instead

The sum without the total.
Declare the row under `totals` of the table, with its column and label, `canton: Total`; it is then
never summed with its parts, and is checked against them.
If the label means something else, a test that looks at the column says so.

## References

- Broman and Woo (2018), "Data organization in spreadsheets", The American Statistician 72: no
  calculations in the raw data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.verdict.explained import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.possible import Possible
    from factcheck.model.result import Assessment
    from factcheck.model.spec import Claim

CODE = code_of("FC107", "possible-total-row", __doc__)


def find(claim: Claim, possible: Possible, assessment: Assessment) -> Iterator[str]:
    """Yield a message for each label that looks like a total's."""
    del claim, assessment
    for table, column, label in possible.circumstances.possible_totals:
        yield (
            f"rows of {quoted(table)} with {quoted(label)} in the column {quoted(column)} look "
            "like totals and were counted with the others; if they are totals, declare the label "
            "under 'totals' of the table"
        )
