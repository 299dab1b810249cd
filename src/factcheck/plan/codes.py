"""Problems that binding a claim file to its evidence can meet."""

from __future__ import annotations

from factcheck.model.problem import Code

UNITS_DO_NOT_MIX = Code(
    "FC120",
    "units-do-not-mix",
    "Numbers of different kinds are added or compared.",
    "A count, an amount, a share, a factor, a relative change and percentage points are "
    "different kinds of number. They are never added to or compared with each other, because "
    "the result would mean nothing. Write `10%` for a share, `change(a -> b)` for a relative "
    "change, `points(a -> b)` for a difference of two shares. Nor do tonnes mix with kilograms: "
    "bring a column to the other's unit with `compute: quota / 1000`. The same holds for two "
    "columns that are compared row by row, `t[landed > t.quota]`, and within `compute`.",
)
BARE_NUMBER = Code(
    "FC121",
    "bare-number-for-share",
    "A share is compared with a bare number.",
    "Shares are written with a percent sign or as a fraction (`10%`, `1/10`), because a bare "
    "`10` could mean 10 or 10 %.",
)
PART_OUTSIDE = Code(
    "FC122",
    "part-not-known-inside",
    "The part of a share is not known to lie inside its base.",
    "`share(base, part)` is a share only if every counted thing of the part is also in the "
    "base. Declare `part_of:` on the quantity, name an assumption `a part of b` under `under:`, "
    "or write a plain quotient `a / b`, which is a factor and may exceed one.",
)
UNLIKE_PART = Code(
    "FC123",
    "part-of-other-unit",
    "A part is counted in another unit than its whole.",
    "`part of` across units (cases of reports, say) holds only if each counted thing of the "
    "part is at least one of the whole. That is an assumption: declare it with "
    "`one_for_one: true` and a `because`.",
)
NOT_A_NUMBER = Code(
    "FC124",
    "no-number",
    "An expression is no number.",
    "A table is not a number; `count(table)` is, and so is `sum(table.column)`. A condition is "
    "a test, not a number.",
)
NEVER_SUMMED = Code(
    "FC125",
    "never-summed",
    "A rate, an index, a median or a stock is summed.",
    "Rates, indices and medians of groups do not add up, and a stock (people employed, cases "
    "open) is the same thing counted again at each date. Ask for one cell, `t.c[...]`, or for "
    "`mean`, `min`, `max` instead.",
)
WRONG_ARGUMENT = Code(
    "FC128",
    "wrong-argument",
    "A function was given something it cannot use.",
    "Each function says what it needs: `sum`, `mean`, `min`, `max`, `median`, `distinct` and "
    "`quantile` a column, `count` a table, `quantile` also a level such as `90%`, "
    "`weighted_mean` and `correlation` two columns of one table, `last` a column and the one it "
    "goes by, `points` two shares.",
)
MAY_BE_NEGATIVE = Code(
    "FC131",
    "part-of-amount",
    "A part of an amount that may be negative.",
    "`part_of` means that the part lies between nothing and the whole. Counts do; an amount "
    "(profit, balance, temperature) may be negative, and then a part can exceed its whole. "
    "Add `nonnegative: true` to both quantities if they cannot be negative.",
)
NO_TOTALS = Code(
    "FC132",
    "no-declared-totals",
    "total(…) of a table that declares no rows of totals.",
    "`total(t.c)` reads the rows that the table itself prints as totals. Declare which they are "
    "with `totals:`, or use `sum(t.c)` to add the rows up.",
)
NO_GAP = Code(
    "FC133",
    "no-gap",
    "A lead or a limit that is none.",
    "`lead` says by how much a group is ahead of the next one, and `within` how far a flat "
    "measure may be from its start, both as figures: `at least 10 percent`, `3 points` for "
    "shares, or a number of what is measured. A lead is positive, and `within` bounds the distance "
    "on both sides, so it cannot be open above nor negative; `within: 0` claims that the measure "
    "stays exactly the same.",
)
IDLE_FILTER = Code(
    "FC134",
    "idle-filter",
    "A filter that does nothing.",
    "`where` and `except` are joined to every term of a claim that a table gives, and `unfiltered` "
    "excuses a table that lacks a column of theirs. A test that reaches no term, and a table that "
    "lacks no column, are most often slips: the claim would be checked otherwise than its author "
    "believes.",
)
IDLE_DATE = Code(
    "FC135",
    "idle-date",
    "`as_of` of a claim has no effect.",
    "`as_of` names the date whose vintages a claim is judged on. Where no table that the claim "
    "reads comes in `vintages`, and nothing declares with `as_of` of which date its numbers are, "
    "the claim is judged on the one edition there is, whatever the date. One date is a warning; "
    "several are an error, because they would give a verdict each on the same numbers.",
)
NO_NUMBERS = Code(
    "FC136",
    "column-of-no-numbers",
    "A claim calculates with a column of dates or texts.",
    "The column is declared with `type: date` or `type: text`, and nothing can be summed, averaged "
    "or read as a number from it. It can be tested, grouped by, counted with `distinct(t.c)`, and "
    "`last(t.n over date)` goes by it. The year of a date is a number: declare another column "
    "with `compute: year(date)`.",
)
STOCK = Code(
    "FC137",
    "stock-without-over",
    "A stock that does not say along which column it is the same again, or the other way round.",
    "A stock (people employed, cases open) is counted again at each date, so that a sum over dates "
    "counts everything many times. In a table with a column of "
    "dates `kind: stock` needs `over:`, the column along which it is never summed, such as "
    "`over: month`; and `over` says nothing without `kind: stock`. Where such a table has numbers "
    "of one date only, leave `kind: stock` out.",
)
FIXED_GROUP = Code(
    "FC139",
    "slice-of-one-group",
    "A measure is kept to one group, and asked of every group",
    "A rank, a trend and a claim about each group take the measure at each group in turn. A "
    "measure that is sliced to one of them (`sum(t.n[canton = ZH])` with `by: canton`) is nothing "
    "in all others, which would be counted as zero. Leave the test out; `where`, `among`, `from` "
    "and `to` say which rows and groups are looked at. A comparison of every group with one of "
    "them is a claim of its own for each, which `for_each` writes.",
)
CONTRADICTED = Code(
    "FC138",
    "means-against-words",
    "`means` contradicts the words of its figure.",
    "`means` gives the checker's own threshold for words that hold none (*substantially more*, *by "
    "far*). Where the words can be read by themselves, a threshold that shares no number with them "
    "would check another claim than the published one. Remove it, or choose another class of "
    "hedge for the words with `reads`.",
)
IDLE_ABOUT = Code(
    "FC149",
    "idle-about",
    "`about` of a claim has no effect.",
    "`about: population` has a claim checked against everything that a sample leaves possible, and "
    "`about: sample` against its numbers as they are printed. Where no table that the claim reads "
    "says with `n` or `margin` that its numbers are those of a sample, both are the same.",
)
SEVERAL_MEANINGS = Code(
    "FC145",
    "member-of-several-meanings",
    "A member of a dispute stands for several readings.",
    "A dispute asks whether its members can be true together, so each has to say one thing. A "
    "condition with several definitions, or several dates under `as_of`, give a verdict each where "
    "a claim stands alone; make a claim of the one that is meant, and name that one.",
)
MARGIN = Code(
    "FC147",
    "margin-misfit",
    "A margin does not fit the figure it belongs to.",
    "`margin:` of a statement says how far the true number may be from the printed one, to either "
    "side. The figure is one number without a word that widens or opens it: `63 percent`, not "
    "`at least 63 percent`. The margin is in the unit of the print: points for a percentage, the "
    "noun or nothing for a count or an amount, with all its zeros (`100,000`, not `0.1` beside "
    "`1.2 million`).",
)
IDLE_TERMS = Code(
    "FC146",
    "idle-in-terms-of",
    "`in_terms_of` has nothing to do with the members of a dispute.",
    "`in_terms_of` names the number that a condition is looked for in. Where no member, no "
    "`part_of`, no assumption and no evidence connects it with the members, whatever they say "
    "leaves it as it was. Most often a slice is of another year than theirs.",
)
IDLE_ASSUMPTION = Code(
    "FC148",
    "idle-assumption",
    "An assumption bounds nothing.",
    "An assumption says something of quantities: `a part of b`, `a <= b`, `a = b + c`, or that "
    "some are `apart`. One that names none, as `3 < 2`, leaves every claim as it is, and so do "
    "things that are apart without a common whole: only inside of one, which each of them is "
    "`part_of`, do they leave less room for each other. This is a warning.",
)
NO_SUCH_COLUMN = Code(
    "FC240",
    "no-such-column",
    "A column that the table does not have.",
    "The expression names a column that is neither declared under `columns:` nor a header of "
    "the file. Only the claims that use it are affected; they are not checkable, and the run "
    "ends with exit code 3.",
)
NOT_IN_USING = Code(
    "FC241",
    "excluded-by-using",
    "The measure reads a table that `using` leaves out.",
    "`using:` names the only evidence a claim may rest on. A measure that reads another table "
    "directly cannot be checked with it. A dispute uses no evidence at all but what its `using:` "
    "names.",
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
    IDLE_DATE,
    IDLE_ABOUT,
    NO_NUMBERS,
    STOCK,
    FIXED_GROUP,
    CONTRADICTED,
    SEVERAL_MEANINGS,
    MARGIN,
    IDLE_TERMS,
    IDLE_ASSUMPTION,
    NO_SUCH_COLUMN,
    NOT_IN_USING,
)
