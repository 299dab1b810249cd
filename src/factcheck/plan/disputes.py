"""Disputes bound: their members side by side, with everything that connects them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.bound import quantity_terms
from factcheck.model.dispute import BoundDispute, BoundMember
from factcheck.model.figure import Profiles
from factcheck.model.interval import Interval
from factcheck.model.near import listed, quoted
from factcheck.model.obstacle_place import place_of
from factcheck.model.plan import BoundReading, Obstacle, ObstacleError, Target, placed
from factcheck.model.problem import ProblemsError
from factcheck.model.spec import FigureForm, HoldsForm, Reading
from factcheck.model.told import told, told_join
from factcheck.plan import codes
from factcheck.plan.connected import component_of
from factcheck.plan.dispute_members import sides_of
from factcheck.plan.expressions import Binder
from factcheck.plan.grouping_sets import columns_read, groupings_of
from factcheck.plan.names import problem_at
from factcheck.plan.readings import (
    is_illustrative_with,
    knowledge_of,
    scopes_of,
    tables_named,
    thresholds_of,
)
from factcheck.plan.relations import Surroundings, surroundings_of, wide_surroundings_of
from factcheck.plan.rubrics import premises_of_rubrics
from factcheck.plan.scope import require_comparable
from factcheck.plan.slices import written_out
from factcheck.plan.targets import figure_target, holds_targets
from factcheck.plan.variants import measure_text
from factcheck.plan.vintages import on_its_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.bound import Bound
    from factcheck.model.dispute import Dispute
    from factcheck.model.plan import Premise
    from factcheck.model.spec import Assumption, Scope, Spec, Statement
    from factcheck.plan.dispute_members import Side
    from factcheck.plan.names import Names

_EVERYTHING = Profiles(Interval.everything(), Interval.everything(), Interval.everything())


def bound_dispute(
    spec: Spec, names: Names, dispute: Dispute, as_of: str | None = None
) -> BoundDispute:
    """Return a dispute bound, or with the obstacle in its way.

    ``as_of`` is the date whose vintages are read where no member names one. Raises
    ``ProblemsError`` for what is wrong in the claim file: a member that stands for several
    readings, units that do not mix, ``in_terms_of`` of what has nothing to do with the members.
    """
    try:
        sides = sides_of(spec, names, dispute, as_of)
        faulty = next((side.fault for side in sides if side.fault is not None), None)
        if faulty is not None:
            return BoundDispute(dispute, obstacle=faulty)
        return _bound(spec, _names_then(names, sides, as_of), dispute, sides)
    except ObstacleError as error:
        return BoundDispute(dispute, obstacle=placed(error.obstacle, dispute.span))


def _names_then(names: Names, sides: tuple[Side, ...], as_of: str | None) -> Names:
    """Return the names with the vintages of the one date that members name, if any does."""
    dates = dict.fromkeys(
        date for side in sides if (date := side.chosen.as_of) not in {None, as_of}
    )
    if len(dates) > 1:
        message = told(
            "the members are of different dates: {dates}",
            dates=listed(str(date) for date in dates),
        )
        raise ObstacleError(Obstacle("not comparable", message))
    date = next(iter(dates), as_of)
    return names if date is None else names.as_of(date)


def _bound(spec: Spec, names: Names, dispute: Dispute, sides: tuple[Side, ...]) -> BoundDispute:
    bind = _Binding(spec, names, dispute)
    members = tuple(bind.member(side) for side in sides)
    terms = bind.in_terms_of()
    targets = tuple(target for member in members for target in member.targets)
    every = targets if terms is None else (*targets, terms)
    around = bind.around(tuple(target.measure for target in every))
    named = _labelled(members, around)
    is_connected = _is_connected(dispute, named, terms, around)
    basis = bind.basis(sides, every, around)
    basis = replace(basis, wide=bind.wide_basis(sides, every))
    terms = None if terms is None else basis.targets[-1]
    return BoundDispute(dispute, _on_tables(named, basis), basis, terms, is_connected)


def _on_tables(members: tuple[BoundMember, ...], basis: BoundReading) -> tuple[BoundMember, ...]:
    """Return members with the targets that the basis has for them: on the tables as they are."""
    targets = iter(basis.targets)
    return tuple(
        replace(member, targets=tuple(next(targets) for _ in member.targets)) for member in members
    )


def _labelled(members: tuple[BoundMember, ...], around: Surroundings) -> tuple[BoundMember, ...]:
    """Return members with labels that no relation and no statement has."""
    taken = {each.premise.name for each in around.relations}
    taken |= {each.id for each in around.statements}
    return tuple(
        replace(each, label=told("member {name}", name=each.name)) if each.name in taken else each
        for each in members
    )


def _is_connected(
    dispute: Dispute, members: tuple[BoundMember, ...], terms: Target | None, around: Surroundings
) -> bool:
    """Whether quantities and relations connect the members.

    Raises ``ProblemsError`` where ``in_terms_of`` speaks of an unknown that none is connected with.
    """
    sides = [tuple(target.measure for target in member.targets) for member in members]
    links = [*sides, *((r.left, r.right) for r in around.relations)]
    links += [(statement.measure,) for statement in around.statements]
    reached = [component_of(side, links) for side in sides]
    if terms is not None:
        known = frozenset[tuple[str, tuple[str, ...]]]().union(*reached)
        lost = next(
            (
                term
                for term in quantity_terms(terms.measure)
                if term.definition is None and (term.name, term.slice) not in known
            ),
            None,
        )
        if lost is not None:
            written = dispute.in_terms_of_text
            assert written is not None
            message = f"nothing connects {quoted(lost.text)} with any member of the dispute"
            hint = "'in_terms_of' speaks of the members' quantities, at the same slices"
            raise ProblemsError((problem_at(codes.IDLE_TERMS, message, written.span, hint),))
    return all(each & reached[0] for each in reached)


class _Binding(Struct, frozen=True):
    """Binds the parts of one dispute."""

    spec: Spec
    names: Names
    dispute: Dispute

    @property
    def tables(self) -> frozenset[str]:
        """The tables that may be read: none without ``using``."""
        return tables_named(self.spec, self.dispute.using)

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What is assumed."""
        named = {text.value for text in self.dispute.under}
        return tuple(each for each in self.spec.assumptions if each.id in named)

    def member(self, side: Side) -> BoundMember:
        """Return a member bound, with the tests that its claim keeps to."""
        reading, picks = side.chosen.reading, side.chosen.picks
        name = side.member.address.value
        binder = self._binder(reading, picks)
        try:
            self._require_columns(reading, picks)
            if isinstance(reading.form, FigureForm):
                target, figure = figure_target(binder, reading.form)
                label, sure = measure_text(reading), side.confidence
                return BoundMember(name, name, label, (target,), figure, sure)
            assert isinstance(reading.form, HoldsForm)
            targets = holds_targets(binder, reading.form.relation)
            return BoundMember(name, name, measure_text(reading), targets)
        except ObstacleError as error:
            obstacle = placed(error.obstacle, place_of(reading))
            raise ObstacleError(_told_for(name, obstacle)) from error

    def _binder(
        self, reading: Reading, picks: dict[str, int], tables: frozenset[str] | None = frozenset()
    ) -> Binder:
        """Return what binds a member.

        Its own assumptions say what ``share`` may be taken of, and no more than that.
        """
        own = {text.value for text in reading.under}
        assumed = (*self.assumptions, *(each for each in self.spec.assumptions if each.id in own))
        return Binder(
            self.names,
            knowledge_of(self.names, assumed),
            picks,
            self.tables if tables is not None else None,
            written_out(reading.where, self.names, picks),
            frozenset(reading.unfiltered),
        )

    def _require_columns(self, reading: Reading, picks: dict[str, int]) -> None:
        """Raise ``ObstacleError`` for a slice by a column that no table has.

        Where no table is read, a misspelt column would make another number that nobody misses.
        """
        binder = self._binder(reading, picks, tables=None)
        try:
            if isinstance(reading.form, FigureForm):
                binder.bind(reading.form.measure, binder.where)
            else:
                assert isinstance(reading.form, HoldsForm)
                holds_targets(binder, reading.form.relation)
        except ObstacleError as error:
            if error.obstacle.code is codes.NO_SUCH_COLUMN:
                raise

    def in_terms_of(self) -> Target | None:
        """Return what a condition is looked for in, bound."""
        node, written = self.dispute.in_terms_of, self.dispute.in_terms_of_text
        if node is None or written is None:
            return None
        knowledge = knowledge_of(self.names, self.assumptions)
        try:
            Binder(self.names, knowledge).bind(node)
        except ObstacleError as error:
            if error.obstacle.code is codes.NO_SUCH_COLUMN:
                raise
        measure = Binder(self.names, knowledge, allowed_tables=self.tables).bind(node)
        return Target(measure, _EVERYTHING, written.value)

    def around(self, measures: tuple[Bound, ...]) -> Surroundings:
        """Return the relations between the members' quantities, and the statements used."""
        return surroundings_of(self._plain_binder(), measures, self.assumptions, self._statements())

    def _plain_binder(self) -> Binder:
        knowledge = knowledge_of(self.names, self.assumptions)
        return Binder(self.names, knowledge, allowed_tables=self.tables)

    def wide_basis(
        self, sides: tuple[Side, ...], targets: tuple[Target, ...]
    ) -> BoundReading | None:
        """Return what is known also where tables leave numbers open; ``None`` if no more is."""
        if not self.tables:
            return None
        measures = tuple(target.measure for target in targets)
        try:
            around = wide_surroundings_of(
                self._plain_binder(), measures, self.assumptions, self._statements()
            )
            wide = self.basis(sides, targets, around)
        except (ObstacleError, ProblemsError):
            return None
        return wide if around.has_asides else None

    def _statements(self) -> tuple[Statement, ...]:
        named = {text.value for text in self.dispute.using}
        members = {each.address.value for each in self.dispute.members if each.is_statement}
        return tuple(
            each
            for each in self.spec.statements
            if (each.id in named or each.source in named) and each.id not in members
        )

    def basis(
        self, sides: tuple[Side, ...], targets: tuple[Target, ...], around: Surroundings
    ) -> BoundReading:
        """Return everything that is known of the members' numbers, as one reading of them all."""
        relations = tuple(side for r in around.relations for side in (r.left, r.right))
        every = (
            *(target.measure for target in targets),
            *relations,
            *(statement.measure for statement in around.statements),
        )
        bridges = require_comparable(self._scopes(sides, every, around), self.assumptions)
        groupings = groupings_of(every, None, self.names)
        tables = tuple(table for table, _ in groupings)
        first = sides[0].chosen.reading
        reading = replace(
            first, name=None, span=self.dispute.span, under=self.dispute.under,
            using=self.dispute.using, as_of=(), where=(), unfiltered=(), date=None, note=None,
        )  # fmt: skip
        bound = BoundReading(
            reading,
            ", ".join(side.member.address.value for side in sides),
            targets,
            relations=around.relations,
            statements=around.statements,
            premises=(
                *bridges,
                *_thresholds(sides),
                *premises_of_rubrics(groupings, self.names),
            ),
            groupings=groupings,
            columns=columns_read(groupings),
            is_illustrative=is_illustrative_with(self.names, tables, around.statements),
        )
        return on_its_tables(bound, self.names)

    def _scopes(
        self, sides: tuple[Side, ...], every: tuple[Bound, ...], around: Surroundings
    ) -> Iterator[tuple[str, Scope]]:
        for side in sides:
            reading = side.chosen.reading
            *others, (_, own) = scopes_of(self.spec, self.names, reading, every, around.statements)
            yield from others
            yield side.id, own


def _thresholds(sides: tuple[Side, ...]) -> tuple[Premise, ...]:
    found = (each for side in sides for each in thresholds_of(side.chosen.reading.form))
    return tuple(dict.fromkeys(found))


def _told_for(name: str, obstacle: Obstacle) -> Obstacle:
    """Return an obstacle as the member's, with what a dispute can do about it."""
    hint = obstacle.hint
    if obstacle.code is codes.NOT_IN_USING:
        hint = told(
            "a dispute uses evidence only if 'using' names it: name the table there, or speak of a "
            "quantity of which it is the measure"
        )
    message = told_join(": ", (quoted(name), obstacle.message))
    return replace(obstacle, message=message, hint=hint)
