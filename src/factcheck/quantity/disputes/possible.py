"""A dispute, worked out: can its members be true together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.bounds.conflict import conflicts_of
from factcheck.bounds.decision import Conflicts
from factcheck.bounds.worlds import find_world
from factcheck.model.dispute import DisputeVerdict, DisputeWorld, PossibleDispute
from factcheck.model.plan import ObstacleError, Premise, placed
from factcheck.model.proof import DisputeProofs
from factcheck.model.told import told
from factcheck.quantity.cells.wordings import wording_premises
from factcheck.quantity.decide.ranges import zero_divisors
from factcheck.quantity.disputes.arena import arena_of
from factcheck.quantity.disputes.chart import condition_chart
from factcheck.quantity.disputes.concessions import concessions
from factcheck.quantity.disputes.needed import needed_by
from factcheck.quantity.disputes.proofs import proved_by
from factcheck.quantity.disputes.sure import levels_at, rested
from factcheck.quantity.disputes.telling import why_of
from factcheck.quantity.levels import confidence_premises, levels_in
from factcheck.quantity.rational import value_at
from factcheck.quantity.reading import require_sound, with_open_numbers
from factcheck.quantity.rows import blamable
from factcheck.quantity.world_numbers import in_words, world_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.dispute import BoundDispute
    from factcheck.model.linear import Form, System
    from factcheck.model.proof import Proved
    from factcheck.quantity.cells.bench import Workbench
    from factcheck.quantity.disputes.arena import Arena
    from factcheck.quantity.disputes.outlook import Looked
    from factcheck.quantity.disputes.sure import Rested
    from factcheck.quantity.levels import Levels

STRICT, DEFAULT, LENIENT = 0, 1, 2


def possible_dispute(bench: Workbench, bound: BoundDispute) -> PossibleDispute:
    """Return whether a dispute's members can be true together, or the obstacle in the way."""
    if bound.obstacle is not None or bound.basis is None:
        return PossibleDispute(bound, bound.obstacle)
    try:
        require_sound(bench, bound.basis)
        wider = replace(bound, basis=with_open_numbers(bench, bound.basis))
        return _Working(bench, wider, arena_of(bench, wider)).possible()
    except ObstacleError as error:
        is_illustrative = bound.basis.is_illustrative
        obstacle = placed(error.obstacle, bound.dispute.span)
        return PossibleDispute(bound, obstacle, is_illustrative=is_illustrative)


class _Working(Struct, frozen=True):
    """Puts together what is found of one dispute."""

    bench: Workbench
    bound: BoundDispute
    arena: Arena

    def possible(self) -> PossibleDispute:
        """Return everything that is told of the dispute."""
        system = self.arena.equations.system
        resting = rested(self.arena, DEFAULT, system)
        usual = resting.looked
        strict, lenient = (self._beside(resting, profile, system) for profile in (STRICT, LENIENT))
        without, proved_without = None, None
        if self.bound.dispute.under:
            bare = system.without(self.arena.equations.assumed)
            alone = rested(self.arena, DEFAULT, bare)
            without, proved_without = alone.looked.outlook, _proved(bare, alone)
        conflicts = self._conflicts(system, usual)
        is_refuted = usual.outlook.verdict is DisputeVerdict.INCOMPATIBLE
        return PossibleDispute(
            self.bound,
            None,
            (strict.looked.outlook, usual.outlook, lenient.looked.outlook),
            without,
            conflicts.sets,
            tuple(concessions(self.arena, DEFAULT, system)) if is_refuted else (),
            self._world(usual),
            self._premises(system, resting),
            DisputeProofs(
                _proved(system, resting),
                None if strict is resting else _proved(system, strict),
                None if lenient is resting else _proved(system, lenient),
                proved_without,
            ),
            self._sources(),
            self.arena.basis.is_illustrative,
            conflicts.is_cut,
            self._conflict_levels(system, conflicts),
            why_of(self.arena, resting.system, resting.least),
            condition_chart(self.arena, system, usual),
        )

    def _conflict_levels(self, system: System, conflicts: Conflicts) -> tuple[Levels, ...]:
        """Return the levels in each conflict; nothing where nothing has a level."""
        return levels_in(levels_at(self.arena, system), conflicts.sets)

    def _beside(self, usual: Rested, profile: int, system: System) -> Rested:
        """Return what is found in another profile, which is the same where the words are."""
        questions = [question for each in self.arena.asked for question in each.questions]
        is_same = all(
            (each.value_in(profile), each.set_in(profile))
            == (each.value_in(DEFAULT), each.set_in(DEFAULT))
            for each in questions
        )
        return usual if is_same else rested(self.arena, profile, system)

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
        measures, terms = self.arena.equations.measures, self.arena.terms
        shown = world_numbers(measures).items()
        numbers = in_words(tuple((name, world[name], unit) for name, unit in shown), measures)
        return DisputeWorld(numbers, None if terms is None else value_at(terms, world))

    def _premises(self, system: System, resting: Rested) -> tuple[Premise, ...]:
        """Return what the result rests on: everything without which it would be another."""
        known = {r.premise.name: r.premise for r in self.arena.basis.relations}
        known |= {s.id: s.premise for s in self.arena.basis.statements}
        unknowns = self.arena.equations.measures.unknowns
        words = wording_premises(unknowns.wordings)
        unique = (Premise("one row", name, text) for name, text in unknowns.premises.items())
        sure = resting.looked.outlook.levels
        needed = {*needed_by(resting.system, resting.least, tuple(known))}
        needed |= {each.name for each in sure}
        named = (premise for name, premise in known.items() if name in needed)
        levels = confidence_premises(sure)
        basis = self.arena.basis.premises
        every = (*basis, *named, *levels, *words, *unique, *self._nonzero(system))
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
            premise = told("the denominator of {measure} is not zero", measure=text)
            yield Premise("denominator", text, premise)

    def _sources(self) -> tuple[str, ...]:
        tables = [self.bench.declaration(table).source for table, _ in self.arena.basis.groupings]
        statements = [statement.source for statement in self.arena.basis.statements]
        return tuple(dict.fromkeys(s for s in (*tables, *statements) if s is not None))


def _proved(system: System, resting: Rested) -> Proved:
    """Return what shows a result: with worlds of everything, or that there are none of less."""
    return proved_by(*(resting.proof or (system, resting.looked)))


def _members_first(conflict: tuple[str, ...], labels: list[str]) -> tuple[str, ...]:
    members = [label for label in labels if label in conflict]
    return (*members, *(name for name in conflict if name not in labels))
