"""A dispute, worked out: can its members be true together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.conflict import minimal_conflicts
from factcheck.bounds.worlds import find_world
from factcheck.model.dispute import DisputeVerdict, DisputeWorld, PossibleDispute
from factcheck.model.plan import ObstacleError, Premise
from factcheck.quantity.decide.ranges import zero_divisors
from factcheck.quantity.disputes.arena import arena_of
from factcheck.quantity.disputes.concessions import concessions
from factcheck.quantity.disputes.needed import needed_by
from factcheck.quantity.disputes.outlook import look
from factcheck.quantity.disputes.proofs import proved_by
from factcheck.quantity.rational import value_at
from factcheck.quantity.reading import require_sound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.dispute import BoundDispute
    from factcheck.model.linear import Form, System
    from factcheck.quantity.cells.bench import Workbench
    from factcheck.quantity.disputes.arena import Arena
    from factcheck.quantity.disputes.outlook import Looked

STRICT, DEFAULT, LENIENT = 0, 1, 2


def possible_dispute(bench: Workbench, bound: BoundDispute) -> PossibleDispute:
    """Return whether a dispute's members can be true together, or the obstacle in the way."""
    if bound.obstacle is not None or bound.basis is None:
        return PossibleDispute(bound, bound.obstacle)
    try:
        require_sound(bench, bound.basis)
        return _Working(bench, bound, arena_of(bench, bound)).possible()
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
        without = None
        if self.bound.dispute.under:
            bare = system.without(self.arena.equations.assumed)
            without = look(self.arena, DEFAULT, bare).outlook
        is_refuted = usual.outlook.verdict is DisputeVerdict.INCOMPATIBLE
        return PossibleDispute(
            self.bound,
            None,
            (strict.outlook, usual.outlook, lenient.outlook),
            without,
            self._conflicts(system, usual),
            tuple(concessions(self.arena, DEFAULT, system)) if is_refuted else (),
            self._world(usual),
            self._premises(system, usual),
            proved_by(system, usual),
            self._sources(),
            self.arena.basis.is_illustrative,
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

    def _conflicts(self, system: System, usual: Looked) -> tuple[tuple[str, ...], ...]:
        """Return minimal sets of statements that contradict each other, if any do.

        Where the members can be true in several ways, each way has conflicts of its own.
        """
        if usual.cover is None:
            return minimal_conflicts(system)
        if not usual.cover.is_impossible:
            return ()
        ways = [system.with_rows(rows) for rows, _ in usual.cover.refuted]
        found = (each for way in ways for each in minimal_conflicts(way))
        labels = [each.label for each in self.bound.members]
        return tuple(dict.fromkeys(_members_first(each, labels) for each in found))

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
        words = (
            Premise("wording", place, f"the cell {place} is read generously")
            for place in unknowns.wordings
        )
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


def _members_first(conflict: tuple[str, ...], labels: list[str]) -> tuple[str, ...]:
    members = [label for label in labels if label in conflict]
    return (*members, *(name for name in conflict if name not in labels))
