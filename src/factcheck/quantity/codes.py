"""Faults that a claim can have when its cells are looked up and its evidence is put together."""

from __future__ import annotations

from factcheck.model.problem import Code

NOT_LINEAR = Code(
    "FC126",
    "statement-not-linear",
    "A statement or relation is not a quantity, a sum or one quotient",
    "Statements and assumptions bound unknown quantities. They can say something of a quantity, "
    "a sum of quantities, or one quotient of two such sums.",
)
NO_SUCH_VALUE = Code(
    "FC242",
    "no-such-value",
    "A value that never occurs in its column",
    "A test names a value that no cell of the column has. Most often it is misspelt; a slice on "
    "it would silently count nothing. Where the value is right and simply did not occur, declare "
    "the column's `domain:`.",
)
NOT_A_VALUE = Code(
    "FC243",
    "not-a-value-of-the-column",
    "A value of another type than its column",
    "A column of numbers is tested against a text, or a column of shares against a number "
    "without a percent sign (or the other way round). Write the value as the column's cells are.",
)
NO_ORDER = Code(
    "FC244",
    "text-has-no-order",
    "A text column is compared with < or >",
    "Text has no smaller and larger. If the column holds numbers, some cell is not one: declare "
    "its `markers:` or `type: number`; dates need `type: date`.",
)
NOT_ONE_ROW = Code(
    "FC245",
    "not-one-row",
    "A cell is not exactly one row",
    "`table.column[tests]` without an aggregate is one cell, so its tests must select exactly "
    "one row. Add a test, or say what to do with several rows: `sum`, `mean`, `max` …",
)
NOT_WHOLE = Code(
    "FC246",
    "count-not-whole",
    "A count has a fraction",
    "A column whose unit is a noun is a count, and counts are whole numbers. If the column "
    "holds measurements or money, declare `kind: amount`.",
)
ZERO_DENOMINATOR = Code(
    "FC247",
    "zero-denominator",
    "The denominator is zero",
    "The evidence says that what is divided by is zero, so the quotient does not exist.",
)

CODES = (
    NOT_LINEAR,
    NO_SUCH_VALUE,
    NOT_A_VALUE,
    NO_ORDER,
    NOT_ONE_ROW,
    NOT_WHOLE,
    ZERO_DENOMINATOR,
)
