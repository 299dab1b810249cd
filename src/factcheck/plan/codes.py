"""Problems that binding a claim file to its evidence can meet."""

from __future__ import annotations

from factcheck.model.problem import Code

UNITS_DO_NOT_MIX = Code(
    "FC120",
    "units-do-not-mix",
    "Numbers of different kinds are added or compared",
    "A count, an amount, a share, a factor, a relative change and percentage points are "
    "different kinds of number. They are never added to or compared with each other, because "
    "the result would mean nothing. Write `10%` for a share, `change(a -> b)` for a relative "
    "change, `points(a -> b)` for a difference of two shares.",
)
BARE_NUMBER = Code(
    "FC121",
    "bare-number-for-share",
    "A share is compared with a bare number",
    "Shares are written with a percent sign or as a fraction (`10%`, `1/10`), because a bare "
    "`10` could mean 10 or 10 %.",
)
PART_OUTSIDE = Code(
    "FC122",
    "part-not-known-inside",
    "The part of a share is not known to lie inside its base",
    "`share(base, part)` is a share only if every counted thing of the part is also in the "
    "base. Declare `part_of:` on the quantity, name an assumption `a part of b` under `under:`, "
    "or write a plain quotient `a / b`, which is a factor and may exceed one.",
)
UNLIKE_PART = Code(
    "FC123",
    "part-of-other-unit",
    "A part is counted in another unit than its whole",
    "`part of` across units (cases of reports, say) holds only if each counted thing of the "
    "part is at least one of the whole. That is an assumption: declare it with "
    "`one_for_one: true` and a `because`.",
)
NOT_A_NUMBER = Code(
    "FC124",
    "no-number",
    "An expression is no number",
    "A table is not a number; `count(table)` is, and so is `sum(table.column)`. A condition is "
    "a test, not a number.",
)
NEVER_SUMMED = Code(
    "FC125",
    "never-summed",
    "A rate, an index, a median or a stock is summed",
    "Rates, indices and medians of groups do not add up, and a stock (people employed, cases "
    "open) is the same thing counted again at each date. Ask for one cell, `t.c[...]`, or for "
    "`mean`, `min`, `max` instead.",
)
WRONG_ARGUMENT = Code(
    "FC128",
    "wrong-argument",
    "A function was given something it cannot use",
    "Each function says what it needs: `sum`, `mean`, `min`, `max`, `median`, `distinct` and "
    "`quantile` a column, `count` a table, `quantile` also a level such as `90%`, "
    "`weighted_mean` and `correlation` two columns of one table, `last` a column and the one it "
    "goes by, `points` two shares.",
)
MAY_BE_NEGATIVE = Code(
    "FC131",
    "part-of-amount",
    "A part of an amount that may be negative",
    "`part_of` means that the part lies between nothing and the whole. Counts do; an amount "
    "(profit, balance, temperature) may be negative, and then a part can exceed its whole. "
    "Add `nonnegative: true` to both quantities if they cannot be negative.",
)
NO_TOTALS = Code(
    "FC132",
    "no-declared-totals",
    "total(…) of a table that declares no rows of totals",
    "`total(t.c)` reads the rows that the table itself prints as totals. Declare which they are "
    "with `totals:`, or use `sum(t.c)` to add the rows up.",
)
NO_GAP = Code(
    "FC133",
    "no-gap",
    "A lead or a limit that is none",
    "`lead` says by how much a group is ahead of the next one, and `within` how far a flat "
    "measure may be from its start, both as figures: `at least 10 percent`, `3 points` for "
    "shares, or a number of what is measured. They are positive: a lead is never negative, and "
    "`within` bounds the distance on both sides, so it cannot be open above.",
)
IDLE_FILTER = Code(
    "FC134",
    "idle-filter",
    "A filter that does nothing",
    "`where` and `except` are joined to every term of a claim that a table gives, and `unfiltered` "
    "excuses a table that lacks a column of theirs. A test that reaches no term, and a table that "
    "lacks no column, are most often slips: the claim would be checked otherwise than its author "
    "believes.",
)
NO_SUCH_COLUMN = Code(
    "FC240",
    "no-such-column",
    "A column that the table does not have",
    "The expression names a column that is neither declared under `columns:` nor a header of "
    "the file. Only the claims that use it are affected; they are not checkable, and the run "
    "ends with exit code 3.",
)
NOT_IN_USING = Code(
    "FC241",
    "excluded-by-using",
    "The measure reads a table that `using` leaves out",
    "`using:` names the only evidence a claim may rest on. A measure that reads another table "
    "directly cannot be checked with it.",
)

CODES = (
    UNITS_DO_NOT_MIX,
    BARE_NUMBER,
    PART_OUTSIDE,
    UNLIKE_PART,
    NOT_A_NUMBER,
    NEVER_SUMMED,
    WRONG_ARGUMENT,
    MAY_BE_NEGATIVE,
    NO_TOTALS,
    NO_GAP,
    IDLE_FILTER,
    NO_SUCH_COLUMN,
    NOT_IN_USING,
)
