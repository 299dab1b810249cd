"""The kinds of trouble that tables of codes give, ``FC355`` to ``FC359``."""

from __future__ import annotations

from factcheck.model.problem import Code

CODED_TWICE = Code(
    "FC355",
    "unit-coded-twice",
    "A table has a unit of coding twice, or a row without one.",
    "Two people's codes are compared unit by unit, so that each row is one unit, named in the "
    "column of `--unit`. Of a unit that stands in two rows nobody could say which code counts.",
)
NO_SUCH_CLASS = Code(
    "FC356",
    "code-not-in-rubric",
    "A table of codes has a class that the rubric does not have.",
    "With `--rubric` every code is one of the rubric's classes, so that a misspelt one is not "
    "counted as a disagreement. An empty cell is a unit that was not coded.",
)
WRONG_COUNT = Code(
    "FC357",
    "coded-count",
    "What a unit of coding stands for is no number, or another one in each table.",
    "The column of `--count` says how many cases a row stands for: a number in digits, not below "
    "zero. Where both tables have the column, both must say the same of a unit.",
)
TOO_MANY_CODES = Code(
    "FC358",
    "too-many-codes",
    "A table of codes has more units or classes than the limit.",
    "Two people's codes are compared for at most 200,000 units and 500 classes. More classes are "
    "most likely the wrong column: `--class` is the one that has the codes.",
)

CODES = (CODED_TWICE, NO_SUCH_CLASS, WRONG_COUNT, TOO_MANY_CODES)
