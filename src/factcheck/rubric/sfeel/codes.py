"""The kinds of trouble that entries written in S-FEEL give, ``FC330`` and ``FC331``."""

from __future__ import annotations

from factcheck.model.problem import Code

BEYOND_SFEEL = Code(
    "FC330",
    "beyond-s-feel",
    "An entry of a decision table is FEEL beyond S-FEEL's literals.",
    "Read are the unary tests of S-FEEL, DMN's simple expression language: `-`, a literal, "
    "`< 5`, `<= 5`, `> 5`, `>= 5`, `[1..5]`, `(1..5)`, `]1..5[`, lists of these with commas, and "
    "`not(…)` around such a list. A literal is a number, a text in double quotes, `true`, "
    '`false`, `null`, `date("2019-01-31")`, `date(2019, 1, 31)` or `@"2019-01-31"`. Other '
    "functions, arithmetic, names of other inputs, paths, times and durations are refused rather "
    "than skipped, so that no row is classified in another way than its author meant.",
)
WRONG_KIND = Code(
    "FC331",
    "s-feel-kind",
    "A test compares an input with a literal of another kind.",
    "In DMN such a comparison gives null, so that the rule would never match. A text stands in "
    'double quotes, a day is `date("2019-01-31")`, and numbers, `true` and `false` stand plain. '
    "Texts that need not be among a list of values have no order, nor have `true` and `false`.",
)

CODES: tuple[Code, ...] = (BEYOND_SFEEL, WRONG_KIND)
