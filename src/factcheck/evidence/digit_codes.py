"""What can be wrong with the format of a column's numbers."""

from __future__ import annotations

from factcheck.model.problem import Code

AMBIGUOUS_DIGITS = Code(
    "FC270",
    "ambiguous-digits",
    "The numbers of a column can be read in two ways, a thousandfold apart.",
    "`1.234` is one and a bit where a point begins the decimals, and over a thousand where it "
    "groups digits. A column in which every sign could be either is not read until the claim file "
    "says whose digits it has: `locale: en-GB` or `locale: de-DE`, under the column or the table. "
    "In a claim file of another language than English the same goes for `1,234`, and in English "
    "too where another column of the same table shows another format than the English one, in a "
    "percentage, and beside `12 345` or `12'345` in the same column. One "
    "cell that can be read in one way only, such as `1.5`, `0.987` or `1.234,5`, decides for its "
    "column.",
)

CODES: tuple[Code, ...] = (AMBIGUOUS_DIGITS,)
