"""One reading, worked out from the cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.model.bound import QuantityTerm, quantity_terms, table_terms
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError, Premise
from factcheck.model.possible import Possible
from factcheck.quantity.calculation import Account
from factcheck.quantity.circumstances import circumstances_of
from factcheck.quantity.codes import ZERO_DENOMINATOR
from factcheck.quantity.equations import Equations, bounds_of, equations_of
from factcheck.quantity.permitted import Question, permitted_by
from factcheck.quantity.rational import Quotient, denominators_of, range_of_value

if TYPE_CHECKING:
    from factcheck.bounds.linear import System
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
        return _Working(bench, bound, equations_of(bench, bound)).possible()
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
class _Working:
    """Puts together what is possible for one reading."""

    bench: Workbench
    bound: BoundReading
    equations: Equations

    def possible(self) -> Possible:
        self._require_connected()
        system = self.equations.system
        questions = tuple(
            Question(target, self.equations.measures.value_of(target.measure))
            for target in self.bound.targets
        )
        bare = system.without(self.equations.assumed) if self.bound.reading.under else system
        self._require_denominators(bare, questions)
        certain = self.equations.measures.unknowns.certain
        permitted = permitted_by(system, questions, self._named(), certain)
        without = None
        if self.bound.reading.under:
            without = permitted_by(bare, questions, self._named(), certain)
        # Where only the assumptions make it impossible, the verdict stands without them.
        is_blamed = without is not None and bool(without.found) and not permitted.found
        standing, holding = (bare, without or permitted) if is_blamed else (system, permitted)
        account = Account(self.equations.measures, standing, self.bench.tables, self.bound.figure)
        premises = self._premises(standing, questions, holding)
        return Possible(
            self.bound,
            None,
            permitted,
            without,
            self._steps(account, frozenset(premise.name for premise in premises)),
            account.counts(self.bound.targets[0].measure),
            (*self.bound.premises, *premises),
            self._decides(holding),
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
        return {name: term.unit for name, term in self.equations.measures.free.items()}

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

    def _require_denominators(self, system: System, questions: tuple[Question, ...]) -> None:
        """Raise ``ObstacleError`` where the evidence leaves a denominator nothing but zero."""
        for question in questions:
            for form in denominators_of(question.value):
                below = range_of_value(Quotient(form), system)
                if below is not None and below.is_point and below.lower == 0:
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
            for place in self.equations.measures.unknowns.wordings
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
        free = [term for term in self.equations.measures.free.values() if self._is_asked(term)]
        unknown = [
            label
            for name, label in self.equations.measures.unknowns.labels.items()
            if name not in self.equations.measures.free
        ]
        return tuple(dict.fromkeys((*(f"a published number for {t.text}" for t in free), *unknown)))

    def _is_asked(self, term: QuantityTerm) -> bool:
        return any(term == each for t in self.bound.targets for each in quantity_terms(t.measure))

    def _sources(self) -> tuple[str, ...]:
        tables = [self.bench.declaration(table).source for table, _ in self.bound.groupings]
        statements = [statement.source for statement in self.bound.statements]
        return tuple(dict.fromkeys(s for s in (*tables, *statements) if s is not None))
