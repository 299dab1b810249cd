"""The scores that a row may have, where a rubric adds up what its rules give, or picks from it.

As with classes, all that follow from the values that the row may have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.decimal_text import fraction_of
from factcheck.model.fraction import Fraction
from factcheck.model.rubric import HitPolicy
from factcheck.rubric.errors import TooManyError
from factcheck.rubric.evaluate import MAX_COMBINATIONS, combinations, rules_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from factcheck.model.rubric import Outcome, Rubric, Rule, ValueSet
    from factcheck.rubric.pieces import DecisionTable

Score = Fraction | None
"""``None`` where there is nothing that a smallest or largest could be picked from."""

ZERO = Fraction(0)


def scores_of(table: DecisionTable, values: Mapping[str, ValueSet | None]) -> tuple[Score, ...]:
    """Return the scores that a row may have, in order, ``None`` first; at least one.

    ``values`` is as in ``classes_of``. A row that no rule matches has what ``otherwise`` gives,
    as it stands there; without it 0 under ``collect +`` and ``collect #``, else no score,
    ``None``. Raises ``TooManyError`` past 20,000 combinations of values, or scores.
    """
    rubric = table.rubric
    possible: set[Score] = set()
    for rules in combinations(table, values):
        if rules == 0 and rubric.otherwise is not None:
            possible.update(map(_number, rubric.otherwise.outcomes))
        else:
            possible |= _scores(rubric.hit, tuple(rules_in(rubric, rules)))
    return tuple(sorted(possible, key=lambda score: (score is not None, score or ZERO)))


def scores_of_rules(rubric: Rubric) -> frozenset[Fraction]:
    """Return the scores that any of the rules would give together, could all of them match.

    Raises ``TooManyError`` past 20,000.
    """
    found: set[Fraction]
    match rubric.hit:
        case HitPolicy.SUM:
            found = {ZERO}
            for rule in rubric.rules:
                found |= {total + _number(each) for total in found for each in rule.outcomes}
                _require_few(len(found))
        case HitPolicy.NUMBER:
            different = {outcome for rule in rubric.rules for outcome in rule.outcomes}
            found = {Fraction(number) for number in range(len(different) + 1)}
        case _:
            found = {_number(outcome) for rule in rubric.rules for outcome in rule.outcomes}
    if rubric.otherwise is not None:
        found |= set(map(_number, rubric.otherwise.outcomes))
    return frozenset(found)


def _scores(hit: HitPolicy, matching: Sequence[Rule]) -> set[Score]:
    """Return what some rules may give together, each any one of its outcomes."""
    match hit:
        case HitPolicy.SUM:
            return set(_sums(matching))
        case HitPolicy.NUMBER:
            return {Fraction(len(outcomes)) for outcomes in _given(matching)}
        case HitPolicy.MINIMUM:
            return _smallest(matching, 1)
        case _:
            assert hit is HitPolicy.MAXIMUM, hit
            return _smallest(matching, -1)


def _sums(matching: Iterable[Rule]) -> set[Fraction]:
    sums = {ZERO}
    for rule in matching:
        numbers = [_number(outcome) for outcome in rule.outcomes]
        sums = {total + number for total in sums for number in numbers}
        _require_few(len(sums))
    return sums


def _given(matching: Iterable[Rule]) -> set[frozenset[Outcome]]:
    """Return the sets of different outcomes that some rules may give."""
    given: set[frozenset[Outcome]] = {frozenset()}
    for rule in matching:
        given = {each | {outcome} for each in given for outcome in rule.outcomes}
        _require_few(len(given))
    return given


def _smallest(matching: Sequence[Rule], sign: int) -> set[Score]:
    """Return what the smallest outcome may be: none is larger than all that some rule may give.

    With ``sign`` -1 the largest.
    """
    if not matching:
        return {None}
    numbers = [[_number(outcome) * sign for outcome in rule.outcomes] for rule in matching]
    most = min(map(max, numbers))
    return {number * sign for each in numbers for number in each if number <= most}


def _require_few(number: int) -> None:
    if number > MAX_COMBINATIONS:
        raise TooManyError


def _number(outcome: Outcome) -> Fraction:
    return fraction_of(outcome[0].text)
