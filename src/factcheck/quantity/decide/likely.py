"""Worlds to begin with: in which tallies come out high, and in which they come out low."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from factcheck.bounds.quotient import positive_row
from factcheck.bounds.worlds import find_world
from factcheck.model.interval import Interval
from factcheck.quantity.rational import Quotient, Tallied, denominators_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from factcheck.bounds.linear import Form, System
    from factcheck.bounds.reach import Reach
    from factcheck.bounds.worlds import World
    from factcheck.quantity.decide.question import Question
    from factcheck.quantity.rational import Condition

MAX_WAYS = 2
"""In how many of the ways that are certain worlds are looked for."""

_ABOVE_ZERO = Interval.at_least(0, closed=False)


def likely_worlds(
    questions: tuple[Question, ...],
    start: Reach,
    certain: Callable[[System], Iterable[System]],
) -> tuple[World, ...]:
    """Return a few possible worlds: many conditions are true in some, and few in others.

    None where nothing is tallied: then what is wanted can be asked for directly.
    """
    values = [value for question in questions for value in question.values]
    tallies = [value for value in values if isinstance(value, Tallied)]
    if not tallies:
        return ()
    conditions = (each for tally in tallies for case in tally.cases for each in case)
    votes = Counter[str]()
    for name, vote in (pair for each in conditions for pair in _votes_of(each)):
        votes[name] += vote
    fewer = {name: -vote for name, vote in votes.items()}
    systems = tuple(islice(certain(with_denominators(questions, start)), MAX_WAYS))
    found = (find_world(each, lean=lean) for lean in (dict(votes), fewer, 0) for each in systems)
    return tuple(world for world in found if world is not None)


def _votes_of(condition: Condition) -> Iterator[tuple[str, int]]:
    """Yield for unknown numbers whether a condition is rather true if they are large, or small."""
    measure, allowed = condition.measure, condition.allowed
    is_one_sided = (allowed.lower is None) is not (allowed.upper is None)
    if not isinstance(measure, Quotient) or not is_one_sided:
        return
    upwards = (allowed.upper is None) is not condition.is_negated
    for form, is_above in ((measure.numerator, True), (measure.denominator, False)):
        for name, multiple in form.terms:
            yield name, 1 if (multiple > 0) is (upwards is is_above) else -1


def with_denominators(questions: tuple[Question, ...], reach: Reach) -> System:
    """Return the system of a reach in which no denominator of a question is zero."""
    values = (value for question in questions for value in question.values)
    forms = dict.fromkeys(form for value in values for form in denominators_of(value))
    rows = (positive_row(form) for form in forms if _needs_row(form, reach))
    return reach.system.with_rows(tuple(rows))


def _needs_row(form: Form, reach: Reach) -> bool:
    """Whether a denominator may be zero, and may be more than that."""
    bounds = reach.of(form)
    return bounds is not None and 0 in bounds and not bounds.is_apart_from(_ABOVE_ZERO)
