"""Faults that a claim can have when its cells are looked up and its evidence is put together."""

from __future__ import annotations

from factcheck.filter.codes import CODES as FILTER
from factcheck.model.problem import Code
from factcheck.quantity.disclosure_codes import CODES as DISCLOSURE

NOT_LINEAR = Code(
    "FC126",
    "statement-not-linear",
    "A statement or relation is not a quantity, a sum or one quotient.",
    "Statements and assumptions bound unknown quantities. They can say something of a quantity, "
    "a sum of quantities, or one quotient of two such sums.",
)
NOT_ONE_ROW = Code(
    "FC245",
    "not-one-row",
    "A cell is not exactly one row.",
    "`table.column[tests]` without an aggregate is one cell, so its tests must select exactly "
    "one row. Add a test, or say what to do with several rows: `sum`, `mean`, `max` …",
)
NOT_WHOLE = Code(
    "FC246",
    "count-not-whole",
    "A count has a fraction.",
    "A column whose unit is a noun is a count, and counts are whole numbers. If the column "
    "holds measurements or money, declare `kind: amount`.",
)
ZERO_DENOMINATOR = Code(
    "FC247",
    "zero-denominator",
    "The denominator is zero.",
    "The evidence says that what is divided by is zero, so the quotient does not exist. "
    "Claim the numbers themselves, or take another slice.",
)
NEGATIVE_WEIGHT = Code(
    "FC255",
    "negative-weight",
    "A weight is negative.",
    "`weighted_mean(t.c, t.w)` divides by the sum of the weights, which count how much each row "
    "matters. A negative one has no meaning there; most often the two columns are exchanged.",
)
GAP = Code(
    "FC256",
    "gap-in-trend",
    "A trend has a gap.",
    "A trend is true only if it holds at every step, so every period from the first to the last "
    "has to be there. A number column steps by 1, months by one month and years by one year; "
    "declare another `step:` for the column (months, for dates) where its values are further "
    "apart. Days may be any days.",
)
SAMPLE_MISFIT = Code(
    "FC253",
    "sample-misfit",
    "A number is none that a sample as declared can have.",
    "A column with `n` holds shares (`unit: percent` or `kind: share`), or how many of those who "
    "were asked said something: a whole number, not more than `n`. `n` is whole and above 0, and "
    "each number stands in a row of its own.",
)
NO_STEPS = Code(
    "FC257",
    "no-order-to-step-along",
    "A trend goes over a column without an order.",
    "A trend goes over numbers, dates (`2019`, `2019-03`, `2019-03-01`, all of one kind) or "
    "periods (`2018/19`, `1990-1994`, `2019-Q1`). Other texts have no order.",
)
SOME_GROUPS = Code(
    "FC250",
    "slice-of-some-groups",
    "A part of what is claimed of each group speaks of some groups only.",
    "A measure that is kept to some values of the column that rows are grouped by, as "
    "`sum(t.n[year in 2018..2020])` with `by: year`, is asked of these groups alone. Where only a "
    "part of it is kept to them, the others have rows for one part and none for the other, which "
    "would be counted as zero. Choose the groups with `among`, or leave the test out.",
)

CODES = (
    NOT_LINEAR,
    *FILTER,
    NOT_ONE_ROW,
    NOT_WHOLE,
    ZERO_DENOMINATOR,
    NEGATIVE_WEIGHT,
    GAP,
    NO_STEPS,
    SAMPLE_MISFIT,
    SOME_GROUPS,
    *DISCLOSURE,
)
