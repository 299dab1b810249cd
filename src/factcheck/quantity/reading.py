"""One reading, worked out from the cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.bounds.linear import System
from factcheck.model.bound import QuantityTerm, quantity_terms, table_terms
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, Premise
from factcheck.model.possible import Possible
from factcheck.quantity.aggregate import aggregate_table
from factcheck.quantity.calculation import Account
from factcheck.quantity.circumstances import circumstances_of
from factcheck.quantity.codes import ZERO_DENOMINATOR
from factcheck.quantity.faults import ObstacleError
from factcheck.quantity.measures import Measures
from factcheck.quantity.permitted import Question, permitted_by
from factcheck.quantity.rational import Quotient, denominators_of, range_of_value
from factcheck.quantity.rows import relation_rows, statement_rows
from factcheck.quantity.unknowns import Unknowns

if TYPE_CHECKING:
    from factcheck.bounds.linear import Row
    from factcheck.model.bound import Bound, TableTerm
    from factcheck.model.cell import Fault
    from factcheck.model.interval import Interval
    from factcheck.model.plan import BoundReading
    from factcheck.model.possible import Permitted
    from factcheck.model.result import Step
    from factcheck.model.unit import Unit
    from factcheck.quantity.bench import Workbench


def possible_for(bench: Workbench, bound: BoundReading) -> Possible:
    """Return what the evidence permits for a reading, or the obstacle in its way."""
    if bound.obstacle is not None:
        return Possible(bound, bound.obstacle)
    try:
        _require_sound(bench, bound)
        return _Working(bench, bound, worked(bench, bound)).possible()
    except ObstacleError as error:
        return Possible(bound, error.obstacle, is_illustrative=bound.is_illustrative)


def _require_sound(bench: Workbench, bound: BoundReading) -> None:
    """Raise ``ObstacleError`` for a fault in a table or column that the reading uses."""
    used = set(bound.columns)
    terms = {term for each in bounds_of(bound) for term in table_terms(each)}
    calculated = {(term.table, term.column) for term in terms}
    for table in dict(bound.groupings):
        for fault in bench.tables[table].faults:
            where = used if fault.spoils_tests else calculated
            if fault.column is None or (table, fault.column) in where:
                raise ObstacleError(_obstacle(fault))


def _obstacle(fault: Fault) -> Obstacle:
    return Obstacle("fault", fault.message, fault.code, fault.hint)


@dataclass(frozen=True, slots=True)
class Worked:
    """A reading's numbers: measures over unknowns, and the rows that bound these."""

    measures: Measures
    rows: tuple[Row, ...]
    assumed: frozenset[str]
    """The names of the rows that come from assumptions."""

    @property
    def system(self) -> System:
        """Everything known of the unknown numbers."""
        unknowns = self.measures.unknowns
        return System(tuple(unknowns.variables.values()), (*unknowns.rows, *self.rows))


def worked(bench: Workbench, bound: BoundReading, *, as_rounded: bool = False) -> Worked:
    """Return a reading's measures and rows; round cells as rounded figures if asked.

    Raises ``ObstacleError`` for whatever keeps one of its terms from being calculated.
    """
    unknowns = Unknowns()
    aggregated = {}
    for table, grouping in bound.groupings:
        view = bench.view(table, grouping, as_rounded=as_rounded)
        aggregated.update(aggregate_table(view, _terms_of(bound, table), unknowns))
    measures = Measures(aggregated, unknowns)
    for target in bound.targets:
        measures.value_of(target.measure)
    rows: list[Row] = []
    for relation in bound.relations:
        found = relation_rows(relation, measures)
        rows.extend(row for row in found if not (relation.is_aside and row.form.is_constant))
    for statement in bound.statements:
        rows.extend(statement_rows(statement, measures))
    assumed = {r.premise.name for r in bound.relations if r.assumption is not None}
    return Worked(measures, tuple(rows), frozenset(assumed))


def _terms_of(bound: BoundReading, table: str) -> tuple[TableTerm, ...]:
    return tuple(
        dict.fromkeys(
            term for each in bounds_of(bound) for term in table_terms(each) if term.table == table
        )
    )


def bounds_of(bound: BoundReading) -> tuple[Bound, ...]:
    """Return every bound expression of a reading."""
    return (
        *(target.measure for target in bound.targets),
        *(side for relation in bound.relations for side in (relation.left, relation.right)),
        *(statement.measure for statement in bound.statements),
    )


@dataclass(frozen=True, slots=True)
class _Working:
    """Puts together what is possible for one reading."""

    bench: Workbench
    bound: BoundReading
    worked: Worked

    def possible(self) -> Possible:
        self._require_connected()
        system = self.worked.system
        questions = tuple(
            Question(target, self.worked.measures.value_of(target.measure))
            for target in self.bound.targets
        )
        self._require_denominators(questions)
        certain = self.worked.measures.unknowns.certain
        permitted = permitted_by(system, questions, self._named(), certain)
        without = None
        if self.bound.reading.under:
            bare = system.without(self.worked.assumed)
            without = permitted_by(bare, questions, self._named(), certain)
        account = Account(self.worked.measures, system, self.bench.tables, self.bound.figure)
        premises = self._premises(system, questions, permitted)
        return Possible(
            self.bound,
            None,
            permitted,
            without,
            self._steps(account, frozenset(premise.name for premise in premises)),
            account.counts(self.bound.targets[0].measure),
            (*self.bound.premises, *premises),
            self._decides(permitted),
            circumstances_of(self.bench, self.bound, account),
            self._sources(),
            self.bound.is_illustrative,
        )

    def _steps(self, account: Account, needed: frozenset[str]) -> tuple[Step, ...]:
        """Return the calculation: what the needed premises say, then the measures."""
        steps: dict[str, Step] = {}
        for relation in self.bound.relations:
            if relation.premise.name in needed:
                steps |= {step.text: step for step in account.relation_steps(relation)}
        for statement in self.bound.statements:
            if statement.id in needed:
                step = account.statement_step(statement)
                steps[step.text] = step
        for target in self.bound.targets:
            steps |= {step.text: step for step in account.steps(target.measure)}
        return tuple(steps.values())

    def _named(self) -> dict[str, Unit]:
        """Return the unknown numbers that a world shows."""
        return {name: term.unit for name, term in self.worked.measures.free.items()}

    def _require_connected(self) -> None:
        """Raise ``ObstacleError`` where nothing known says anything of the measure."""
        bounds = bounds_of(self.bound)
        if any(True for each in bounds for _ in table_terms(each)) or self.bound.statements:
            return
        free = [t.name for each in bounds for t in quantity_terms(each) if t.definition is None]
        if not free:
            message = "only written numbers are compared; nothing of the evidence is asked"
            raise ObstacleError(Obstacle("missing", message))
        names = ", ".join(quoted(name) for name in dict.fromkeys(free))
        message = f"no table and no statement says anything of {names}, alone or through a whole"
        raise ObstacleError(Obstacle("missing", message))

    def _require_denominators(self, questions: tuple[Question, ...]) -> None:
        for question in questions:
            for form in denominators_of(question.value):
                if form.is_constant and form.constant == 0:
                    message = f"the denominator of {quoted(question.target.text)} is zero"
                    raise ObstacleError(Obstacle("missing", message, ZERO_DENOMINATOR))

    def _premises(
        self, system: System, questions: tuple[Question, ...], permitted: Permitted
    ) -> tuple[Premise, ...]:
        """Return the premises without which something else would be possible."""
        known = {r.premise.name: r.premise for r in self.bound.relations}
        known |= {s.id: s.premise for s in self.bound.statements}
        needed = self._needed(system, questions, permitted, tuple(known))
        words = tuple(
            Premise("wording", place, f"the cell {place} is read generously")
            for place in self.worked.measures.unknowns.wordings
        )
        return (
            *(known[name] for name in needed),
            *words,
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
        dropped: frozenset[str] = frozenset()
        wanted = permitted.found or None
        for name in names:
            ranges = self._ranges(system.without(dropped | {name}), questions)
            if ranges == wanted:
                dropped |= {name}
        return tuple(name for name in names if name not in dropped)

    def _ranges(
        self, system: System, questions: tuple[Question, ...]
    ) -> tuple[Interval, ...] | None:
        ranges = [range_of_value(question.value, system) for question in questions]
        found = tuple(each for each in ranges if each is not None)
        return found if len(found) == len(ranges) else None

    def _nonzero(self, system: System, questions: tuple[Question, ...]) -> tuple[Premise, ...]:
        """Return a premise for each measure whose denominator could be zero."""
        premises = []
        for question in questions:
            for form in denominators_of(question.value):
                below = range_of_value(Quotient(form), system)
                if below is not None and 0 in below:
                    text = f"the denominator of {question.target.text} is not zero"
                    premises.append(Premise("denominator", question.target.text, text))
        return tuple(dict.fromkeys(premises))

    def _decides(self, permitted: Permitted) -> tuple[str, ...]:
        """Return what would decide an undetermined reading: numbers nobody published."""
        if all(each.is_point for each in permitted.found):
            return ()
        free = [term for term in self.worked.measures.free.values() if self._is_asked(term)]
        unknown = [
            label
            for name, label in self.worked.measures.unknowns.labels.items()
            if name not in self.worked.measures.free
        ]
        return tuple(dict.fromkeys((*(f"a published number for {t.text}" for t in free), *unknown)))

    def _is_asked(self, term: QuantityTerm) -> bool:
        return any(term == each for t in self.bound.targets for each in quantity_terms(t.measure))

    def _sources(self) -> tuple[str, ...]:
        tables = [self.bench.declaration(table).source for table, _ in self.bound.groupings]
        statements = [statement.source for statement in self.bound.statements]
        return tuple(dict.fromkeys(s for s in (*tables, *statements) if s is not None))
