"""Decision tables that classify rows of evidence.

A test is a set over the domain of an input, numbers or categories, and a rule is a box of such
sets. A row is a box as well: of what each of its cells may be.
"""

from factcheck.rubric.category_words import categories_in
from factcheck.rubric.errors import NoRuleError, SeveralRulesError, TooManyError, WordsError
from factcheck.rubric.evaluate import classes_of
from factcheck.rubric.number_words import numbers_in
from factcheck.rubric.pieces import DecisionTable, cut
from factcheck.rubric.sets import everything_in, inside, union_of

__all__ = [
    "DecisionTable",
    "NoRuleError",
    "SeveralRulesError",
    "TooManyError",
    "WordsError",
    "categories_in",
    "classes_of",
    "cut",
    "everything_in",
    "inside",
    "numbers_in",
    "union_of",
]
