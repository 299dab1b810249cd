"""A row that looks like a total was counted or compared with the rows it may be the total of.

## What it looks for

A sum, count or mean over rows of which some have a label like "Total" or "All" in a column that no
test looks at and for which `totals` declares nothing.
Also a ranking, or a claim about each group, among whose groups is one with such a label that the
claim does not name.
Rows that are declared as totals in another column are left alone, and so is a column that has such
a label in every row, as its rows have no parts beside them.

## Why it matters

A total counted beside its parts doubles every sum, and the result looks plausible.
A total ranked among its parts is nearly always first, and everybody else is a place too low.

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
from factcheck.model.told import told
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
        yield told(
            "rows of {table} with {label} in the column {column} look like totals and were counted "
            "with the others; if they are totals, declare the label under `totals` of the table",
            table=_named(table),
            label=quoted(label),
            column=quoted(column),
        )
    for table, column, label in possible.circumstances.totals_among_groups:
        yield told(
            "the group {label} in the column {column} of {table} looks like the total of the other "
            "groups and was treated as one of them; if it is a total, declare the label under "
            "`totals` of the table",
            table=_named(table),
            label=quoted(label),
            column=quoted(column),
        )


def _named(table: str) -> str:
    """Return a table's name, with the date of its vintage where it has one."""
    name, _, vintage = table.partition("@")
    if not vintage:
        return quoted(name)
    return told("{table} of {date}", table=quoted(name), date=vintage)
