"""Several numbers that hang on the same unknown rows, as unknown numbers that go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.interval import Interval
from factcheck.model.linear import Row
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.told import told
from factcheck.quantity.aggregates.pieces import (
    MAX_PIECES,
    Outcome,
    Piece,
    a_few,
    note_cover,
    noted,
    number_in,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.linear import Form
    from factcheck.quantity.aggregates.gathered import Named
    from factcheck.quantity.rational import Quotient
    from factcheck.quantity.unknowns import Choice, Unknowns

    Completion = tuple[Interval | None, ...]
    """What each of some numbers is, once everything unknown is filled in."""


def noted_together(
    unknowns: Unknowns,
    names: Sequence[Named],
    linear: Sequence[Quotient],
    completions: Sequence[Completion],
) -> list[Quotient]:
    """Return numbers of which it is known what they can be together, and with linear ones.

    Each completion has the new numbers first. Raises ``ObstacleError`` for a new number that is
    nothing in every case.
    """
    outcomes = [
        _outcome(name.name, [completion[position] for completion in completions])
        for position, name in enumerate(names)
    ]
    if len(names) == 1 and not linear:
        return [noted(unknowns, names[0], outcomes[0], is_alone=True)]
    numbers = []
    firsts: dict[tuple[bool, ...], Named] = {}
    for position, (name, outcome) in enumerate(zip(names, outcomes, strict=True)):
        absent = tuple(completion[position] is None for completion in completions)
        first = firsts.setdefault(absent, name)
        numbers.append(number_in(unknowns, name, outcome, first))
    every = [*numbers, *linear]
    cases = list(dict.fromkeys(_case(every, completion) for completion in completions))
    if len(cases) > MAX_PIECES:
        for number, outcome in zip(numbers, outcomes, strict=True):
            note_cover(unknowns, number, outcome)
    elif len(cases) > 1:
        unknowns.alternatives.append(tuple(cases))
    if len(cases) > 1:
        unknowns.choices.append(a_few(cases))
    return numbers


def _outcome(name: str, values: Sequence[Interval | None]) -> Outcome:
    there = dict.fromkeys(value for value in values if value is not None)
    if not there:
        message = told(
            "{term}: there is no such number, however the unknown is filled in", term=quoted(name)
        )
        raise ObstacleError(Obstacle("missing", message, is_absent=True))
    return Outcome(tuple(Piece(value) for value in there), None in values)


def _case(numbers: Sequence[Quotient], completion: Completion) -> Choice:
    """Return the rows that make some numbers what they are in one case."""
    rows = []
    for number, value in zip(numbers, completion, strict=True):
        top, below = number.numerator, number.denominator
        if value is None or not below.is_constant:
            rows.append(_existing(below, is_there=value is not None))
        if value is None:
            continue
        if value.is_point and value.lower is not None:
            difference = top - below.scaled(value.lower)
            rows.append(Row("choice", difference, Interval.point(0)))
        else:
            rows.append(Row("choice", top, value))
    return tuple(row for row in rows if not row.form.is_constant)


def _existing(below: Form, *, is_there: bool) -> Row:
    """Return that a number exists: what it is divided by is not zero."""
    allowed = Interval.at_least(0, closed=False) if is_there else Interval.point(0)
    return Row("choice", below, allowed)
