"""A dispute, worked out: can its members be true together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.bounds.conflict import conflicts_of
from factcheck.bounds.decision import Conflicts
from factcheck.bounds.worlds import find_world
from factcheck.model.dispute import DisputeVerdict, DisputeWorld, PossibleDispute
from factcheck.model.plan import ObstacleError, Premise
from factcheck.model.proof import DisputeProofs
from factcheck.quantity.cells.wordings import wording_premises
from factcheck.quantity.decide.ranges import zero_divisors
from factcheck.quantity.disputes.arena import arena_of
from factcheck.quantity.disputes.checked import look_again
from factcheck.quantity.disputes.concessions import concessions
from factcheck.quantity.disputes.needed import needed_by
from factcheck.quantity.disputes.outlook import look
from factcheck.quantity.disputes.proofs import proved_by
from factcheck.quantity.rational import value_at
from factcheck.quantity.reading import require_sound
from factcheck.quantity.rows import blamable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.dispute import BoundDispute
    from factcheck.model.linear import Form, System
    from factcheck.model.proof import Proved, SaidDispute
    from factcheck.quantity.cells.bench import Workbench
    from factcheck.quantity.disputes.arena import Arena
    from factcheck.quantity.disputes.outlook import Looked

STRICT, DEFAULT, LENIENT = 0, 1, 2


def possible_dispute(
    bench: Workbench, bound: BoundDispute, said: SaidDispute | None = None
) -> PossibleDispute:
    """Return whether a dispute's members can be true together, or the obstacle in the way.

    With ``said``, what a report says of it, no solver is asked: only what that shows counts.
    """
    if bound.obstacle is not None or bound.basis is None:
        return PossibleDispute(bound, bound.obstacle)
    try:
        require_sound(bench, bound.basis)
        working = _Working(bench, bound, arena_of(bench, bound))
        return working.possible() if said is None else working.checked(said)
    except ObstacleError as error:
        is_illustrative = bound.basis.is_illustrative
        return PossibleDispute(bound, error.obstacle, is_illustrative=is_illustrative)


class _Working(Struct, frozen=True):
    """Puts together what is found of one dispute."""

    bench: Workbench
    bound: BoundDispute
    arena: Arena

    def possible(self) -> PossibleDispute:
        """Return everything that is told of the dispute."""
        system = self.arena.equations.system
        usual = look(self.arena, DEFAULT, system)
        strict, lenient = (self._beside(usual, profile, system) for profile in (STRICT, LENIENT))
        without, proved_without = None, None
        if self.bound.dispute.under:
            bare = system.without(self.arena.equations.assumed)
            alone = look(self.arena, DEFAULT, bare)
            without, proved_without = alone.outlook, proved_by(bare, alone)
        conflicts = self._conflicts(system, usual)
        is_refuted = usual.outlook.verdict is DisputeVerdict.INCOMPATIBLE
        return PossibleDispute(
            self.bound,
            None,
            (strict.outlook, usual.outlook, lenient.outlook),
            without,
            conflicts.sets,
            tuple(concessions(self.arena, DEFAULT, system)) if is_refuted else (),
            self._world(usual),
            self._premises(system, usual),
            DisputeProofs(
                proved_by(system, usual),
                _proved_beside(system, usual, strict),
                _proved_beside(system, usual, lenient),
                proved_without,
            ),
            self._sources(),
            self.arena.basis.is_illustrative,
            conflicts.is_cut,
        )

    def checked(self, said: SaidDispute) -> PossibleDispute:
        """Return the results that follow from what a report shows, and nothing else."""
        system = self.arena.equations.system
        usual = said.profiles[DEFAULT]
        strict, default, lenient = (
            look_again(
                self.arena, profile, system, replace(each, proved=each.proved or usual.proved)
            )
            for profile, each in enumerate(said.profiles)
        )
        without = None
        if self.bound.dispute.under:
            bare = system.without(self.arena.equations.assumed)
            without = look_again(self.arena, DEFAULT, bare, said.without)
        return PossibleDispute(
            self.bound,
            None,
            (strict, default, lenient),
            without,
            sources=self._sources(),
            is_illustrative=self.arena.basis.is_illustrative,
        )

    def _beside(self, usual: Looked, profile: int, system: System) -> Looked:
        """Return what is found in another profile, which is the same where the words are."""
        questions = [question for each in self.arena.asked for question in each.questions]
        is_same = all(
            (each.value_in(profile), each.set_in(profile))
            == (each.value_in(DEFAULT), each.set_in(DEFAULT))
            for each in questions
        )
        return usual if is_same else look(self.arena, profile, system)

    def _conflicts(self, system: System, usual: Looked) -> Conflicts:
        """Return minimal sets of members and statements that contradict each other, if any do.

        Where the members can be true in several ways, each way has conflicts of its own.
        """
        is_conflicting = usual.outlook.verdict is DisputeVerdict.CONFLICTING
        cover = usual.free if is_conflicting else usual.cover
        if cover is not None and not cover.is_impossible:
            return Conflicts()
        added = [()] if cover is None else [rows for rows, _ in cover.refuted]
        labels = [each.label for each in self.bound.members]
        names = self._named(system, labels)
        found = [conflicts_of(system.with_rows(rows), names) for rows in added]
        sets = (_members_first(each, labels) for one in found for each in one.sets if each)
        return Conflicts(tuple(dict.fromkeys(sets)), any(each.is_cut for each in found))

    def _named(self, system: System, labels: list[str]) -> tuple[str, ...]:
        """Return what can be to blame: members, relations, statements and cells with a name."""
        basis = self.arena.basis
        told = (*(r.premise.name for r in basis.relations), *(s.id for s in basis.statements))
        return (*labels, *blamable(system, told))

    def _world(self, usual: Looked) -> DisputeWorld | None:
        """Return a world with every member true: one with middling numbers, where one is found."""
        if usual.point is None or usual.cover is None:
            return None
        unknowns = self.arena.equations.measures.unknowns
        narrowed = (each for way in usual.cover.ways for each in unknowns.certain(way.system))
        found = (find_world(each) for each in narrowed)
        world = next((each for each in found if each is not None), usual.point)
        free = self.arena.equations.measures.free
        numbers = tuple((name, world[name], term.unit) for name, term in free.items())
        terms = self.arena.terms
        return DisputeWorld(numbers, None if terms is None else value_at(terms, world))

    def _premises(self, system: System, usual: Looked) -> tuple[Premise, ...]:
        """Return what the result rests on: everything without which it would be another."""
        known = {r.premise.name: r.premise for r in self.arena.basis.relations}
        known |= {s.id: s.premise for s in self.arena.basis.statements}
        unknowns = self.arena.equations.measures.unknowns
        words = wording_premises(unknowns.wordings)
        unique = (Premise("one row", name, text) for name, text in unknowns.premises.items())
        named = [known[name] for name in needed_by(system, usual, tuple(known))]
        every = (*self.arena.basis.premises, *named, *words, *unique, *self._nonzero(system))
        return tuple(dict.fromkeys(every))

    def _nonzero(self, system: System) -> Iterator[Premise]:
        """Yield a premise for each denominator that could be zero, named by its first measure."""
        asked = [
            (question.target.text, question.value)
            for each in self.arena.asked
            for question in each.questions
        ]
        if self.arena.terms is not None and self.arena.terms_target is not None:
            asked.append((self.arena.terms_target.text, self.arena.terms))
        named: dict[Form | None, str] = {}
        for text, value in asked:
            for form in zero_divisors(value, system):
                named.setdefault(form, text)
        for text in named.values():
            yield Premise("denominator", text, f"the denominator of {text} is not zero")

    def _sources(self) -> tuple[str, ...]:
        tables = [self.bench.declaration(table).source for table, _ in self.arena.basis.groupings]
        statements = [statement.source for statement in self.arena.basis.statements]
        return tuple(dict.fromkeys(s for s in (*tables, *statements) if s is not None))


def _proved_beside(system: System, usual: Looked, other: Looked) -> Proved | None:
    """Return what shows the result of another profile; ``None`` where it is that of the usual."""
    return None if other is usual else proved_by(system, other)


def _members_first(conflict: tuple[str, ...], labels: list[str]) -> tuple[str, ...]:
    members = [label for label in labels if label in conflict]
    return (*members, *(name for name in conflict if name not in labels))
