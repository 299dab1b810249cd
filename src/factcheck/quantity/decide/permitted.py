"""What a system of rows permits for a reading's targets: bounds, and worlds on either side."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.bounds.quotient import positive_row
from factcheck.bounds.reach import reach_of
from factcheck.model.formula import All
from factcheck.model.interval import Interval
from factcheck.model.possible import Permitted
from factcheck.model.truth import Truth
from factcheck.quantity.decide.cases import cases_of
from factcheck.quantity.decide.formulas import NotLinearError
from factcheck.quantity.decide.leaves import merged, on_steps, step_of
from factcheck.quantity.decide.prover import searching
from factcheck.quantity.decide.question import NAMES, PROFILES
from factcheck.quantity.decide.ranges import range_of_value
from factcheck.quantity.decide.search import Search
from factcheck.quantity.decide.sides import sides_of
from factcheck.quantity.decide.witness import Witness, world_of
from factcheck.quantity.rational import Quotient, denominators_of
from factcheck.quantity.rows import blamable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factcheck.bounds.decision import Decision
    from factcheck.model.certificate import Certificate
    from factcheck.model.linear import Form, System
    from factcheck.model.possible import CheckedWorld, Pieces
    from factcheck.model.unit import Unit
    from factcheck.quantity.decide.alternatives import Branches
    from factcheck.quantity.decide.prover import Prover
    from factcheck.quantity.decide.question import Question
    from factcheck.quantity.decide.sides import Sides
    from factcheck.quantity.decide.witness import Worlds

STRICT, DEFAULT, LENIENT = PROFILES
NO_WORLDS: Worlds = (None, None, None)
_ANYTHING = All(())


def permitted_by(
    system: System,
    questions: tuple[Question, ...],
    named: dict[str, Unit],
    certain: Callable[[System], Iterable[System]],
    alternatives: tuple[Branches, ...] = (),
    prover: Prover | None = None,
    told: tuple[str, ...] = (),
) -> Permitted:
    """Return what a system permits; with its minimal conflicts where that is nothing.

    A conflict is between statements that are ``told`` and cells with a name.
    ``named`` are the unknown numbers that a world shows, with their units; ``certain`` narrows
    a system, in several ways, to worlds that are possible beyond what its rows say. Of each of
    the ``alternatives`` one branch holds in every possible world. ``prover`` answers what the
    verdict hangs on, by default with a search.
    """
    prover = prover or searching()
    if not system.variables and all(question.by_profile is None for question in questions):
        return _known(system, questions, prover, told)
    sides = None
    with suppress(NotLinearError):
        sides = sides_of(system, questions, certain, alternatives, prover)
    certificate = None if sides is None else sides.certificate_of(system)
    search = _search(system, questions, alternatives)
    if search is None or (sides is not None and sides.is_conflicting):
        return _impossible(system, questions, prover, told, certificate)
    if sides is None:
        decided = _looked_for(search, named, certain)
    else:
        decided = _proved(sides, questions, named)
        for side in (Truth.TRUE, Truth.FALSE):
            # Told apart are the cases between which nothing is possible.
            search.may_be(DEFAULT, side)
    integers = search.start.integers
    found = _narrowed(search.pieces(DEFAULT), system, questions, prover)
    found = on_steps(found, questions, integers)
    if not found:
        return _impossible(system, questions, prover, told, certificate)
    first = questions[0]
    claimed = tuple(first.set_in(profile) for profile in PROFILES)
    step = step_of(first.values, integers)
    pieces = merged(found, claimed, step)
    by_profile = None
    if any(question.by_profile is not None for question in questions):
        by_words = (search.pieces(p) for p in (STRICT, LENIENT))
        strict, lenient = (
            merged(on_steps(each, questions, integers), claimed, step) for each in by_words
        )
        by_profile = (strict, pieces, lenient)
    shown = pieces if len(pieces) > 1 else ()
    return replace(
        decided,
        found=_hull(found),
        pieces=shown,
        by_profile=by_profile,
        certificate=certificate,
    )


def _looked_for(
    search: Search,
    named: dict[str, Unit],
    certain: Callable[[System], Iterable[System]],
) -> Permitted:
    """Return worlds on either side of a claim that is no formula over linear conditions."""
    if search.is_settled():
        return Permitted((), NO_WORLDS, NO_WORLDS)
    witness = Witness(search, named, certain)
    return Permitted(
        (), witness.by_profile(Truth.TRUE, (0, 1, 2)), witness.by_profile(Truth.FALSE, (2, 1, 0))
    )


def _proved(sides: Sides, questions: tuple[Question, ...], named: dict[str, Unit]) -> Permitted:
    """Return what is proved not to be, and the worlds of what can be either way."""
    never_true = sides.never(wanted=True)
    never_false = sides.never(wanted=False)
    is_shown = all(question.target.is_decisive for question in questions)

    def worlds(*, wanted: bool) -> Worlds:
        other = never_false if wanted else never_true
        strict, default, lenient = (
            None
            if is_shown and other[profile]
            else _world(sides.of(profile, wanted=wanted), questions, named, profile)
            for profile in PROFILES
        )
        return strict, default, lenient

    return Permitted(
        (),
        worlds(wanted=True),
        worlds(wanted=False),
        never_true=never_true,
        never_false=never_false,
    )


def _world(
    decision: Decision, questions: tuple[Question, ...], named: dict[str, Unit], profile: int
) -> CheckedWorld | None:
    """Return a decision's world, checked once more by working out the measures in it."""
    if decision.point is None:
        return None
    found = world_of(questions, named, profile, decision.point)
    return None if found is None else found[0]


def _narrowed(
    pieces: Pieces, system: System, questions: tuple[Question, ...], prover: Prover
) -> Pieces:
    """Return what is possible, no wider than the sharp bounds of a single quotient."""
    value = questions[0].value
    if len(questions) > 1 or not isinstance(value, Quotient) or questions[0].by_profile:
        return pieces
    sharp = prover.range_of(value, system)
    if sharp is None:
        return pieces
    narrowed = (piece[0].intersect(sharp) for piece in pieces)
    return tuple((each,) for each in narrowed if each is not None)


def _known(
    system: System, questions: tuple[Question, ...], prover: Prover, told: tuple[str, ...]
) -> Permitted:
    """Return what known numbers come to: there is nothing to tell apart, and no other world."""
    ranges = [range_of_value(question.value, system) for question in questions]
    found = tuple(each for each in ranges if each is not None)
    if len(found) < len(ranges):
        return _impossible(system, questions, prover, told)
    return Permitted(found, NO_WORLDS, NO_WORLDS)


def _impossible(
    system: System,
    questions: tuple[Question, ...],
    prover: Prover,
    told: tuple[str, ...],
    certificate: Certificate | None = None,
) -> Permitted:
    """Return that nothing is possible, and who contradicts whom.

    The one conflict is empty where nobody is to blame; there is none where none was found.
    """
    sure = tuple(rows[0][0] for rows in _signs(system, questions) if len(rows) == 1)
    found = prover.conflicts(system.with_rows(sure), blamable(system, told))
    is_of_signs = bool(sure) and bool(found.sets)
    has_no_value = is_of_signs and prover.decide(system, _ANYTHING).point is not None
    return Permitted(
        (),
        NO_WORLDS,
        NO_WORLDS,
        found.sets,
        certificate=certificate,
        conflicts_cut=found.is_cut,
        has_no_value=has_no_value,
    )


class Outcome(Struct, frozen=True):
    """What a system leaves of some questions: two equal ones are no different for a claim."""

    found: tuple[Interval, ...]
    """Empty where nothing is possible."""
    may_be: tuple[tuple[bool, ...], ...]
    """For each profile that differs, whether the claim may be true, and whether it may be false."""


def outcome_of(
    system: System,
    questions: tuple[Question, ...],
    alternatives: tuple[Branches, ...] = (),
    shown: frozenset[tuple[int, Truth]] = frozenset(),
) -> Outcome:
    """Return what a system leaves of some questions, without looking for worlds.

    What is ``shown`` to be possible in a profile, as by ``shown_by``, is not asked again.
    """
    search = _search(system, questions, alternatives)
    if search is None:
        return Outcome((), ())
    found = _hull(search.pieces(DEFAULT))
    may_be = tuple(
        tuple((profile, side) in shown or search.may_be(profile, side) for side in _SIDES)
        for profile in search.distinct_profiles()
    )
    return Outcome(found, may_be)


_SIDES = (Truth.TRUE, Truth.FALSE)


def shown_by(certificate: Certificate | None, system: System) -> frozenset[tuple[int, Truth]]:
    """Return in which profiles a world of a system shows that a claim may be true, or false.

    A certificate of other rows than the system's shows nothing of it.
    """
    if certificate is None or certificate.rows != system.rows:
        return frozenset()
    return frozenset(
        (NAMES.index(each.profile), Truth.TRUE if each.is_true else Truth.FALSE)
        for each in certificate.answers
        if each.world is not None
    )


def leaves(
    system: System,
    questions: tuple[Question, ...],
    alternatives: tuple[Branches, ...],
    wanted: Outcome,
) -> bool:
    """Whether ``outcome_of`` a system is the wanted one, without asking more than that takes.

    The wanted one is that of a system with more rows: what may be so there may be so here.
    """
    search = _search(system, questions, alternatives)
    if search is None:
        return not wanted.found
    found = _hull(search.pieces(DEFAULT))
    if not wanted.found or found != wanted.found:
        # Nothing may be so where nothing is left, whichever way that is seen.
        return found == wanted.found
    pairs = zip(search.distinct_profiles(), wanted.may_be, strict=True)
    return not any(
        search.may_be(profile, side)
        for profile, sides in pairs
        for side, may_be in zip(_SIDES, sides, strict=True)
        if not may_be
    )


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
