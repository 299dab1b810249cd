"""Words and signs of other languages, and what to write instead of each."""

from __future__ import annotations

from types import MappingProxyType

from factcheck.model.expression import Comparator

_COMMA = "tests that must all hold are joined by a comma: [a = 1, b = 2]"
_OR = (
    "alternatives stand in parentheses: (a = 1 or b = 2); "
    "a value with the word in it stands in quotes"
)
_PERCENT = "write a share as 10%"

FOREIGN = MappingProxyType(
    {
        "==": "write =",
        "===": "write =",
        "=!": "write !=",
        "!==": "write !=",
        "<>": "write !=",
        "~=": "write !=",
        "=<": "write <=; a value that begins with < has a blank before it",
        "=>": "write >=; a value that begins with > has a blank before it",
        "!": "write not, or != between a column and a value",
        "**": "there are no powers; write a * a",
        "^": "there are no powers; write a * a",
        "//": "write /; the division is exact",
        "·": "write *",
        "–": "write -",
        ":": "write / for a ratio",
        "%": "a percent sign follows a number: 10%",
        "$": "$name stands for a number or the value of a test, in a claim with for_each",
        "and": _COMMA,
        "AND": _COMMA,
        "&": _COMMA,
        "&&": _COMMA,
        "or": _OR,
        "OR": _OR,
        "|": _OR,
        "||": _OR,
        "is": "write =, < or >, or: column known, column unknown",
        "NOT": "write not",
        "IN": "write in",
        "percent": _PERCENT,
        "pct": _PERCENT,
        "mod": "there are no remainders",
    }
)
"""What to write instead of an operator or word that many a language has and this has not."""

COMPARATORS = MappingProxyType(
    {comparator.value: comparator for comparator in Comparator}
    | {"≤": Comparator.AT_MOST, "≥": Comparator.AT_LEAST, "≠": Comparator.UNEQUAL}
)

TEST_SYNONYMS = MappingProxyType(
    {
        "in": "in",
        "not in": "not in",
        "contains": "contains",
        "starts": "starts with",
        "has": "has",
        "known": "known",
        "unknown": "unknown",
        "is": "= or known",
        "equals": "=",
        "eq": "=",
        "like": "contains",
        "includes": "contains",
        "have": "has",
        "ticked": "has",
        "startswith": "starts with",
        "begins": "starts with",
        "between": "in 1973..1982",
        "within": "in 1973..1982",
        "missing": "unknown",
        "null": "unknown",
        "empty": "unknown",
        "present": "known",
    }
)
"""Words that people write after a column, and how the language says it."""
