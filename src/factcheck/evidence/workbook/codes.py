"""What can be wrong with the part of a workbook's sheet that a table is."""

from __future__ import annotations

from factcheck.model.problem import Code

NOT_IN_SHEET = Code(
    "FC432",
    "range-not-in-sheet",
    "The range of a table names cells that the sheet does not have.",
    "With `range: B3:F40` only these cells of the sheet are read. A range that reaches beyond the "
    "last cell with text, or in which no cell has any, is most often a slip, or the sheet has "
    "become another one. Correct it, or leave the end open to read as far as the sheet goes: "
    "`B3:F` down to the last row. A text has no such ranges, nor has a database.",
)

CODES: tuple[Code, ...] = (NOT_IN_SHEET,)
