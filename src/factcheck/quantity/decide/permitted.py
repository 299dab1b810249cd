"""What a system of rows permits for a reading's targets: bounds, and worlds on either side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.bounds.conflict import minimal_conflicts
from factcheck.bounds.quotient import positive_row
from factcheck.bounds.reach import reach_of
from factcheck.model.interval import Interval
from factcheck.model.possible import Permitted
from factcheck.model.truth import Truth
from factcheck.quantity.decide.cases import cases_of
from factcheck.quantity.decide.leaves import merged, step_of
from factcheck.quantity.decide.likely import likely_worlds
from factcheck.quantity.decide.question import PROFILES
from factcheck.quantity.decide.ranges import range_of_value
from factcheck.quantity.decide.search import Search
from factcheck.quantity.decide.witness import Witness
from factcheck.quantity.rational import denominators_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factcheck.bounds.linear import Form, System
    from factcheck.model.possible import Pieces
    from factcheck.model.unit import Unit
    from factcheck.quantity.decide.alternatives import Branches
    from factcheck.quantity.decide.question import Question
    from factcheck.quantity.decide.witness import Worlds

STRICT, DEFAULT, LENIENT = PROFILES
NO_WORLDS: Worlds = (None, None, None)


def permitted_by(
    system: System,
    questions: tuple[Question, ...],
    named: dict[str, Unit],
    certain: Callable[[System], Iterable[System]],
    alternatives: tuple[Branches, ...] = (),
) -> Permitted:
    """Return what a system permits; with its minimal conflicts where that is nothing.

    ``named`` are the unknown numbers that a world shows, with their units; ``certain`` narrows
    a system, in several ways, to worlds that are possible beyond what its rows say. Of each of
    the ``alternatives`` one branch holds in every possible world.
    """
    if not system.variables and all(question.by_profile is None for question in questions):
        return _known(system, questions)
    search = _search(system, questions, alternatives)
    if search is None:
        return _impossible(system, questions)
    true_worlds = false_worlds = NO_WORLDS
    if not search.is_settled():
        witness = Witness(search, named, certain, likely_worlds(questions, search.start, certain))
        true_worlds = witness.by_profile(Truth.TRUE, (0, 1, 2))
        false_worlds = witness.by_profile(Truth.FALSE, (2, 1, 0))
    found = search.pieces(DEFAULT)
    if not found:
        return _impossible(system, questions)
    first = questions[0]
    claimed = tuple(first.set_in(profile) for profile in PROFILES)
    step = step_of(first.values, search.start.integers)
    pieces = merged(found, claimed, step)
    by_profile = None
    if any(question.by_profile is not None for question in questions):
        strict, lenient = (merged(search.pieces(p), claimed, step) for p in (STRICT, LENIENT))
        by_profile = (strict, pieces, lenient)
    shown = pieces if len(pieces) > 1 else ()
    return Permitted(_hull(found), true_worlds, false_worlds, (), shown, by_profile)


def _known(system: System, questions: tuple[Question, ...]) -> Permitted:
    """Return what known numbers come to: there is nothing to tell apart, and no other world."""
    ranges = [range_of_value(question.value, system) for question in questions]
    found = tuple(each for each in ranges if each is not None)
    if len(found) < len(ranges):
        return _impossible(system, questions)
    return Permitted(found, NO_WORLDS, NO_WORLDS)


def _impossible(system: System, questions: tuple[Question, ...]) -> Permitted:
    sure = tuple(rows[0][0] for rows in _signs(system, questions) if len(rows) == 1)
    conflicts = minimal_conflicts(system.with_rows(sure))
    return Permitted((), NO_WORLDS, NO_WORLDS, conflicts or ((),))


class Outcome(Struct, frozen=True):
    """What a system leaves of some questions: two equal ones are no different for a claim."""

    found: tuple[Interval, ...]
    """Empty where nothing is possible."""
    may_be: tuple[tuple[bool, ...], ...]
    """For each profile that differs, whether the claim may be true, and whether it may be false."""


def outcome_of(
    system: System, questions: tuple[Question, ...], alternatives: tuple[Branches, ...] = ()
) -> Outcome:
    """Return what a system leaves of some questions, without looking for worlds."""
    search = _search(system, questions, alternatives)
    if search is None:
        return Outcome((), ())
    found = _hull(search.pieces(DEFAULT))
    sides = (Truth.TRUE, Truth.FALSE)
    may_be = tuple(
        tuple(search.may_be(profile, side) for side in sides)
        for profile in search.distinct_profiles()
    )
    return Outcome(found, may_be)


def _search(
    system: System, questions: tuple[Question, ...], alternatives: tuple[Branches, ...]
) -> Search | None:
    """Return the cases of some questions; ``None`` where the rows contradict each other."""
    values = tuple(value for question in questions for value in question.values)
    signs = _signs(system, questions)
    start = reach_of(system.with_rows(tuple(rows[0][0] for rows in signs if len(rows) == 1)))
    if start is None:
        return None
    either = tuple(rows for rows in signs if len(rows) > 1)
    return Search(questions, start, cases_of(values, start, (*alternatives, *either)))


def _hull(pieces: Pieces) -> tuple[Interval, ...]:
    hull: tuple[Interval, ...] = ()
    for piece in pieces:
        hull = tuple(a.hull(b) for a, b in zip(hull, piece, strict=True)) if hull else piece
    return hull


def _denominators(questions: tuple[Question, ...]) -> list[Form]:
    values = (value for question in questions for value in question.values)
    forms = {form for value in values for form in denominators_of(value)}
    return sorted(forms, key=lambda form: (form.terms, form.constant))


def _signs(system: System, questions: tuple[Question, ...]) -> tuple[Branches, ...]:
    """Return for each denominator that may be zero the sign, or signs, that it can have.

    No world has it at zero.
    """
    reach = reach_of(system)
    if reach is None:
        return ()
    pairs = ((form, reach.of(form)) for form in _denominators(questions))
    return tuple(
        _sides_of_zero(form, bounds) for form, bounds in pairs if bounds is not None and 0 in bounds
    )


def _sides_of_zero(form: Form, bounds: Interval) -> Branches:
    above = positive_row(form)
    under = replace(above, allowed=above.allowed.mirrored())
    if bounds.is_within(Interval.at_least(0)):
        return ((above,),)
    return ((under,),) if bounds.is_within(Interval.at_most(0)) else ((above,), (under,))
