"""Decision tables that classify rows of evidence.

A test is a set over the domain of an input, numbers or categories, and a rule is a box of such
sets. A row is a box as well: of what each of its cells may be.
"""

from factcheck.rubric.attainable import attainable
from factcheck.rubric.category_words import categories_in
from factcheck.rubric.date_words import dates_in
from factcheck.rubric.errors import NoRuleError, SeveralRulesError, TooManyError, WordsError
from factcheck.rubric.evaluate import classes_of
from factcheck.rubric.number_words import numbers_in
from factcheck.rubric.pieces import DecisionTable, cut
from factcheck.rubric.scores import scores_of
from factcheck.rubric.sets import everything_in, holds_some, inside, union_of

__all__ = [
    "DecisionTable",
    "NoRuleError",
    "SeveralRulesError",
    "TooManyError",
    "WordsError",
    "attainable",
    "categories_in",
    "classes_of",
    "cut",
    "dates_in",
    "everything_in",
    "holds_some",
    "inside",
    "numbers_in",
    "scores_of",
    "union_of",
]
