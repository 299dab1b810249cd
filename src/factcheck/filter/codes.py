"""What can be wrong with a test once its column is known: ``FC242`` to ``244``, 248 and 249."""

from __future__ import annotations

from factcheck.model.problem import Code

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

NOT_TICKS = Code(
    "FC248",
    "no-tick-all-question",
    "`has` asks an ordinary column for ticks",
    "`has`, `has any of`, `has all of` and `has none of` ask what was ticked in a tick-all "
    "question, whose columns are gathered under the table's `ticks:`. For a column with one value "
    "a row write `=`, `in` or `contains`.",
)
NOT_FOR_TICKS = Code(
    "FC249",
    "ticks-are-several",
    "A tick-all question is tested as if it had one answer",
    "A row of a tick-all question may have none, one or many ticks, so it equals no single value. "
    'Ask for ticks: `saw has "X"`, `saw has any of (X, Y)`, `saw has all of (X, Y)` or `saw has '
    "none of (X, Y)`; `known` and `unknown` work too.",
)

CODES = (NO_SUCH_VALUE, NOT_A_VALUE, NO_ORDER, NOT_TICKS, NOT_FOR_TICKS)
