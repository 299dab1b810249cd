"""The scores that a rubric can give to some row, whether a table has such a row or not."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.rubric import UnknownPolicy
from factcheck.rubric.errors import TooManyError
from factcheck.rubric.pieces import cut
from factcheck.rubric.scores import scores_of, scores_of_rules
from factcheck.rubric.sets import everything_in

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction
    from factcheck.rubric.pieces import DecisionTable

_MOST_ABSENT = 6
"""Inputs that may be without a value, of which every combination is tried."""


@lru_cache(8)
def attainable(table: DecisionTable) -> frozenset[Fraction]:
    """Return the scores that a row may have, whatever its cells hold.

    Where the ways to combine values are too many, every number that some of the rules would make
    together; without these where they are too many as well.
    """
    rubric = table.rubric
    try:
        if rubric.unknown is UnknownPolicy.EITHER:
            return _of_values(table)
        # Of what is undecided any test may fail, whatever the others do.
        known = _of_values(cut(replace(rubric, unknown=UnknownPolicy.EITHER)))
        return known | scores_of_rules(rubric)
    except TooManyError:
        pass
    try:
        return scores_of_rules(rubric)
    except TooManyError:
        return frozenset()


def _of_values(table: DecisionTable) -> frozenset[Fraction]:
    tested = [
        any(test.input == each.name for rule in table.rubric.rules for test in rule.tests)
        for each in table.rubric.inputs
    ]
    if sum(tested) > _MOST_ABSENT:
        raise TooManyError
    choices = (
        (everything_in(each.domain), None) if is_tested else (None,)
        for each, is_tested in zip(table.rubric.inputs, tested, strict=True)
    )
    names = [each.name for each in table.rubric.inputs]
    found: set[Fraction] = set()
    for values in product(*choices):
        scores = scores_of(table, dict(zip(names, values, strict=True)))
        found.update(score for score in scores if score is not None)
    return frozenset(found)
