"""The kinds of trouble that bringing a table into shape gives, ``FC260`` to ``FC267``."""

from __future__ import annotations

from factcheck.model.problem import Code

TAKEN = Code(
    "FC260",
    "column-name-taken",
    "A new column has the name of another one.",
    "`unpivot`, `stack`, `parse`, `ticks`, `join` and `compute` make columns, and each needs a "
    "name that no other column has: a claim that used the name could mean either. Give the new "
    "column another name; in a joined table give the column an alias with `from`.",
)

NOTHING_ABOVE = Code(
    "FC261",
    "nothing-to-fill-down",
    "The first cell of a column under `fill_down` is empty.",
    "`fill_down` repeats the cell above where a cell is empty, and above the first one there is "
    "none. Correct the file, or leave rows at the top out with `skip`.",
)

UNFIT = Code(
    "FC262",
    "text-does-not-fit",
    "A cell does not fit the pattern of its column.",
    "`parse` takes the texts of a column apart, and every one of them has to fit the pattern "
    "wholly; else numbers would be missing and nobody would notice. Signs between the parts have "
    "to be the same: a dash `–` is no hyphen `-`. Correct the cells, mend the pattern, take "
    "mark-up out with `ignore`, or declare texts without parts under `markers`.",
)

UNCLEAR_TICKS = Code(
    "FC263",
    "unclear-ticks",
    "It is not clear what the columns of a tick-all question stand for.",
    "Each column under `ticks` stands for one answer, named by its header. Two columns with the "
    "same answer, or a column whose cells say different things, leave open what a tick means. "
    "Rename a header, or narrow the pattern; declare signs for *no answer* under `markers`.",
)

NO_PARTNER = Code(
    "FC264",
    "no-partner",
    "A row has no partner in the table that is joined.",
    "`join` finds the row of another table that has the same key. A row without one is most often "
    "a name that is spelt otherwise there; it would drop out of every sum. Correct the name, map "
    "it with the column's `map`, or say what shall happen: `unmatched: unknown` keeps the row and "
    "its joined cells may be anything, `unmatched: drop` leaves it out.",
)

TWO_PARTNERS = Code(
    "FC265",
    "two-partners",
    "A row has several partners in the table that is joined.",
    "The table that is joined has one row for each key. Where two rows share a key, every row "
    "with it would be counted twice. Join on more columns, or aggregate the other table first.",
)

TOO_LARGE = Code(
    "FC266",
    "reshaping-too-large",
    "Bringing a table into shape would take too much.",
    "At most 20 million cells of a joined table are held in memory, and computed columns use each "
    "other over at most 50 steps. Join a table with fewer rows, or calculate in fewer steps.",
)

TOTAL_PARTNER = Code(
    "FC267",
    "total-as-partner",
    "A row finds a row of totals in the table that is joined.",
    "The other table declares its rows of totals, so that they are never summed with "
    "their parts. A row here that is joined to one of them is most often a total itself, and "
    "would be summed with the others. Declare `totals` for this table too.",
)

CODES = (
    TAKEN,
    NOTHING_ABOVE,
    UNFIT,
    UNCLEAR_TICKS,
    NO_PARTNER,
    TWO_PARTNERS,
    TOO_LARGE,
    TOTAL_PARTNER,
)
