"""One reading, worked out from the cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.bound import Compound, table_terms
from factcheck.model.confidence import is_too_weak, levels_of
from factcheck.model.near import quoted
from factcheck.model.obstacle_place import obstacle_of, place_of
from factcheck.model.plan import Obstacle, ObstacleError, Premise, placed
from factcheck.model.possible import Possible
from factcheck.model.spec import Verdict
from factcheck.model.standing import decided_by
from factcheck.model.term_columns import measures_of
from factcheck.model.told import told
from factcheck.quantity.calculation import Account
from factcheck.quantity.cells.disclosed import without_values
from factcheck.quantity.cells.wordings import wording_premises
from factcheck.quantity.circumstances import circumstances_of, hides_rows
from factcheck.quantity.codes import ZERO_DENOMINATOR
from factcheck.quantity.decide.permitted import leaves, outcome_of, permitted_by, shown_by
from factcheck.quantity.decide.question import question_of
from factcheck.quantity.decide.ranges import zero_divisors
from factcheck.quantity.equations import Equations, bounds_of, equations_of, require_connected
from factcheck.quantity.forms.expand import expanded
from factcheck.quantity.forms.expanded import Shown
from factcheck.quantity.levels import confidence_premises, levels_in, surest, with_levels
from factcheck.quantity.ordering import only_orders
from factcheck.quantity.resting import sets_rested_on
from factcheck.quantity.telling import Telling
from factcheck.quantity.used import sources_used
from factcheck.quantity.widened import widened
from factcheck.quantity.world_numbers import with_worlds_in_words, world_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.bound import Bound
    from factcheck.model.interval import Interval
    from factcheck.model.linear import System
    from factcheck.model.plan import BoundReading
    from factcheck.model.possible import Permitted, Told
    from factcheck.model.result import Counts, Step
    from factcheck.quantity.cells.bench import Workbench
    from factcheck.quantity.decide.question import Question
    from factcheck.quantity.forms.expanded import Expanded
    from factcheck.quantity.resting import Sets


def possible_for(bench: Workbench, bound: BoundReading) -> Possible:
    """Return what the evidence permits for a reading, or the obstacle in its way."""
    found = _possible(bench, bound)
    if bound.latest is None:
        return found
    return replace(found, latest=_possible(bench, bound.latest))


def _possible(bench: Workbench, bound: BoundReading) -> Possible:
    if bound.obstacle is not None:
        return Possible(bound, bound.obstacle)
    try:
        require_sound(bench, bound)
        require_connected(bound)
        bound = with_open_numbers(bench, bound)
        form = expanded(bench, bound)
        return _Working(bench, form, equations_of(bench, form.bound)).possible()
    except ObstacleError as error:
        obstacle = placed(error.obstacle, place_of(bound.reading))
        if any(hides_rows(bench, table) for table, _ in bound.groupings):
            obstacle = without_values(obstacle)
        return Possible(bound, obstacle, is_illustrative=bound.is_illustrative)


def with_open_numbers(bench: Workbench, bound: BoundReading) -> BoundReading:
    """Return a reading with what open numbers of tables connect, unless a fault spoils that."""
    wider = widened(bench, bound)
    if wider is bound:
        return bound
    try:
        require_sound(bench, wider)
    except ObstacleError:
        return bound
    return wider


def require_sound(bench: Workbench, bound: BoundReading) -> None:
    """Raise ``ObstacleError`` for a fault in a table or column that the reading uses."""
    used = set(bound.columns)
    terms = {term for each in bounds_of(bound) for term in table_terms(each)}
    calculated = {(term.table, column) for term in terms for column in measures_of(term)}
    is_ordered = only_orders(bound, _unordered(bench, bound))
    for table in dict(bound.groupings):
        for fault in bench.tables[table].faults:
            where = used if fault.spoils_tests else calculated
            if is_ordered and not fault.spoils_order:
                continue
            if fault.column is None or (table, fault.column) in where:
                raise ObstacleError(obstacle_of(fault, bench.declaration(table)))


def _unordered(bench: Workbench, bound: BoundReading) -> frozenset[tuple[str, str]]:
    """Return the columns of which it is all one what scale their numbers have, to be ordered."""
    return frozenset(
        (table, fault.column)
        for table in dict(bound.groupings)
        for fault in bench.tables[table].faults
        if not fault.spoils_order and fault.column is not None
    )


class _Working(Struct, frozen=True):
    """Puts together what is possible for one reading."""

    bench: Workbench
    form: Expanded
    equations: Equations

    @property
    def bound(self) -> BoundReading:
        """The reading, its form made targets."""
        return self.form.bound

    def possible(self) -> Possible:
        system = self.equations.system
        measures = self.equations.measures
        questions = tuple(question_of(target, measures) for target in self.bound.targets)
        bare = system.without(self.equations.assumed) if self.bound.reading.under else system
        self._require_denominators(bare, questions)
        permitted = self._permitted(system, questions)
        without = None
        if self.bound.reading.under:
            without = self._permitted(bare, questions)
        self._require_value(permitted if without is None else without)
        singly = tuple(self._without_each(system, questions, without))
        system = with_levels(system, permitted.levels)
        bare = with_levels(bare, (without or permitted).levels)
        # Where only the assumptions make it impossible, the verdict stands without them.
        is_blamed = without is not None and bool(without.found) and not permitted.found
        standing, holding = (bare, without or permitted) if is_blamed else (system, permitted)
        account = self._account(standing, is_impossible=not holding.found)
        resting = () if is_blamed else self._resting(system, permitted)
        premises = self._premises(standing, questions, resting or (), holding)
        if resting is None:
            # What is found rests on what it would be another without.
            assumed = tuple(each.name for each in premises if each.kind == "assumption")
            resting = (assumed,) if assumed else ()
        teller = self.form.teller
        shown = Shown(()) if teller is None else teller.shown(account)
        circumstances = circumstances_of(self.bench, self.bound, account)
        telling = Telling(self.bound, self.equations.measures, questions)
        return Possible(
            self.bound,
            None,
            permitted,
            without,
            self._steps(account, frozenset(premise.name for premise in premises), shown),
            self._counts(account),
            tuple(dict.fromkeys((*self.bound.premises, *premises))),
            telling.decides(holding, standing, self.bench.prover),
            replace(circumstances, ties=shown.ties),
            sources_used(self.bench, self.bound, {each.name for each in premises}),
            self.bound.is_illustrative,
            self._told(system, permitted),
            self._told(bare, without),
            assumption_sets=resting,
            without_each=singly,
            why=(*telling.why(holding), *(telling.why(permitted) if is_blamed else ())),
            chart=shown.chart,
        )

    def _resting(self, system: System, permitted: Permitted) -> Sets | None:
        """Return the minimal sets of assumptions that a decided verdict rests on."""
        assumed = tuple(sorted(self.equations.assumed))
        if not assumed or not permitted.found:
            return ()
        return sets_rested_on(self.bench.prover, self.bound, system, permitted.certificate, assumed)

    def _without_each(
        self, system: System, questions: tuple[Question, ...], without: Permitted | None
    ) -> Iterator[tuple[str, Permitted]]:
        """Yield what is permitted without each single assumption."""
        assumed = dict.fromkeys(
            r.premise.name for r in self.bound.relations if r.assumption is not None
        )
        if without is not None and len(assumed) == 1:
            yield from ((name, without) for name in assumed)
        else:
            for name in assumed:
                fewer = system.without(frozenset((name,)))
                yield name, self._permitted(fewer, questions)

    def _counts(self, account: Account) -> Counts | None:
        measures = [target.measure for target in self.bound.targets]
        is_plain = self.form.teller is None
        return account.counts(measures[0]) if is_plain else account.rows(measures)

    def _account(self, system: System, *, is_impossible: bool = False) -> Account:
        tables, figure = self.bench.tables, self.form.figure
        account = Account(
            self.equations.measures, system, tables, figure, is_impossible=is_impossible
        )
        if self.form.teller is not None:
            return account
        return replace(account, beside=dict(self._beside(account)))

    def _beside(self, account: Account) -> Iterator[tuple[str, Interval]]:
        """Yield what numbers are compared with: a measure with its claim, or with another."""
        if self.bound.figure is not None:
            yield from ((t.measure.text, t.claimed.default) for t in self.bound.targets)
            return
        measures = (target.measure for target in self.bound.targets)
        for measure in (each for each in measures if isinstance(each, Compound)):
            one, other = measure.left, measure.right
            for side, compared in ((one, other), (other, one)):
                found = account.range_of(compared)
                if found is not None:
                    yield side.text, found

    def _told(self, system: System, permitted: Permitted | None) -> Told | None:
        """Return what a form tells of what is permitted; ``None`` where nothing is."""
        if self.form.teller is None or permitted is None or not permitted.found:
            return None
        return self.form.teller.told(self._account(system), permitted)

    def _steps(self, account: Account, needed: frozenset[str], shown: Shown) -> tuple[Step, ...]:
        """Return the calculation: what the needed premises say, then the measures."""
        steps: dict[str, Step] = {}
        for relation in self.bound.relations:
            if relation.premise.name in needed:
                steps |= {step.text: step for step in account.relation_steps(relation)}
        for statement in self.bound.statements:
            if statement.id in needed:
                steps |= {step.text: step for step in account.statement_steps(statement)}
        for measure in self._shown_measures():
            steps |= {step.text: step for step in account.steps(measure)}
        return (*steps.values(), *shown.steps, *self.form.notes)

    def _shown_measures(self) -> tuple[Bound, ...]:
        if self.form.teller is not None:
            return self.form.teller.measures()
        return tuple(target.measure for target in self.bound.targets)

    def _permitted(self, system: System, questions: tuple[Question, ...]) -> Permitted:
        """Return what a system permits; what decides the claim at the surest level that does."""
        found = self._drawn(system, questions)
        levels = levels_of(system.rows)
        ruled = decided_by(self.bound, found) if levels else Verdict.UNDETERMINED
        if ruled is Verdict.UNDETERMINED:
            return replace(found, levels=levels) if levels else found
        sure, needed = surest(
            levels,
            found,
            lambda some: self._drawn(with_levels(system, some), questions),
            lambda other: decided_by(self.bound, other) is ruled,
        )
        if ruled is Verdict.CONFLICTING and is_too_weak(needed):
            # Samples may well contradict each other then. What is certain stands.
            sure, needed = self._drawn(with_levels(system, ()), questions), ()
        return replace(
            sure,
            levels=needed,
            conflicts=found.conflicts,
            conflicts_cut=found.conflicts_cut,
            conflict_levels=levels_in(levels, found.conflicts),
        )

    def _drawn(self, system: System, questions: tuple[Question, ...]) -> Permitted:
        measures = self.equations.measures
        found = permitted_by(
            system,
            questions,
            world_numbers(measures),
            measures.unknowns.certain,
            tuple(measures.unknowns.alternatives),
            self.bench.prover,
            self._names(),
        )
        return with_worlds_in_words(found, measures)

    def _names(self) -> tuple[str, ...]:
        """Return the names of the relations and statements of the reading."""
        relations = (each.premise.name for each in self.bound.relations)
        return (*relations, *(each.id for each in self.bound.statements))

    def _require_denominators(self, system: System, questions: tuple[Question, ...]) -> None:
        """Raise ``ObstacleError`` where the evidence leaves a denominator nothing but zero."""
        for question in questions:
            if any(any(zero_divisors(each, system).values()) for each in question.values):
                message = told(
                    "the denominator of {measure} is zero", measure=quoted(question.target.text)
                )
                raise ObstacleError(Obstacle("missing", message, ZERO_DENOMINATOR))

    def _require_value(self, permitted: Permitted) -> None:
        """Raise ``ObstacleError`` where nothing is possible though no evidence contradicts other.

        Then the unknown cells leave no way in which every denominator is something else than
        zero, every number is there and every claimed group has a row.
        """
        said = {r.premise.name for r in self.bound.relations if r.premise.kind != "groups"}
        said |= {statement.id for statement in self.bound.statements}
        blamed = {name for conflict in permitted.conflicts for name in conflict}
        is_blameless = said.isdisjoint(blamed) if permitted.conflicts else not said
        if not permitted.found and is_blameless:
            text = quoted(self.bound.measure_text)
            message = told(
                "there is no value for {measure}, whatever the unknown cells hold", measure=text
            )
            raise ObstacleError(Obstacle("missing", message))

    def _premises(
        self,
        system: System,
        questions: tuple[Question, ...],
        resting: Sets,
        permitted: Permitted,
    ) -> tuple[Premise, ...]:
        """Return the premises without which something else would be possible.

        Of several sets of assumptions, of which the verdict needs one, all are told; and every
        statement at whose confidence the verdict holds.
        """
        known = {r.premise.name: r.premise for r in self.bound.relations}
        known |= {s.id: s.premise for s in self.bound.statements}
        levels = permitted.levels
        # What is least sure is the first that is tried to do without.
        unsure = (each.name for each in sorted(levels, key=lambda each: each.level))
        # And so is what is only assumed, before what is known.
        assumed = (name for name, each in known.items() if each.kind == "assumption")
        named = tuple(dict.fromkeys((*unsure, *assumed, *known)))
        needed = {*self._needed(system, questions, permitted, named)}
        if len(resting) > 1:
            needed |= {name for each in resting for name in each}
        if levels and decided_by(self.bound, permitted) is not Verdict.UNDETERMINED:
            needed |= {each.name for each in levels}
        words = wording_premises(self.equations.measures.unknowns.wordings)
        unique = self.equations.measures.unknowns.premises.items()
        return (
            *(premise for name, premise in known.items() if name in needed),
            *confidence_premises(each for each in levels if each.name in needed),
            *words,
            *(Premise("one row", name, text) for name, text in unique),
            *self._nonzero(system, questions),
        )

    def _needed(
        self,
        system: System,
        questions: tuple[Question, ...],
        permitted: Permitted,
        names: tuple[str, ...],
    ) -> tuple[str, ...]:
        """Drop each statement without which the same is found; return those that stay."""
        said = {row.statement for row in system.rows}
        names = tuple(name for name in names if name in said)
        # Numbers that are all known are the same without any row that they satisfy.
        if not names or (permitted.found and not system.variables):
            return ()
        alternatives = tuple(self.equations.measures.unknowns.alternatives)
        shown = shown_by(permitted.certificate, system)
        wanted = outcome_of(system, questions, alternatives, shown)
        needed = []
        for name in names:
            fewer = system.without(frozenset((name,)))
            if leaves(fewer, questions, alternatives, wanted):
                system = fewer
            else:
                needed.append(name)
        return tuple(needed)

    def _nonzero(self, system: System, questions: tuple[Question, ...]) -> tuple[Premise, ...]:
        """Return a premise for each measure whose denominator could be zero."""
        premises = []
        for question in questions:
            for form in (form for each in question.values for form in zero_divisors(each, system)):
                measure = question.target.text
                text = told("the denominator of {measure} is not zero", measure=measure)
                if form is not None:
                    text = self.equations.measures.unknowns.existing.get(form, text)
                premises.append(Premise("denominator", question.target.text, text))
        return tuple(dict.fromkeys(premises))
