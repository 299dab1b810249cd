"""The supporting calculation, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.bound import (
    Compound,
    Constant,
    QuantityTerm,
    RelativeChange,
    TableTerm,
    Tally,
    operands_of,
    quantity_terms,
)
from factcheck.model.expression import Comparator, Operator
from factcheck.model.interval import Interval
from factcheck.model.linear import System
from factcheck.model.premise_words import kind_of
from factcheck.model.result import Counts, NumberSet, Step
from factcheck.model.told import told, told_count, told_digits, told_join
from factcheck.model.wording import (
    at_least,
    at_most,
    difference_of,
    is_one_number,
    less_than,
    more_than,
    with_noun,
    word_number,
    word_set,
    worded_unit,
)
from factcheck.quantity.decide.leaves import reached_by_steps, step_of
from factcheck.quantity.decide.ranges import range_of_value, zero_divisors
from factcheck.quantity.provenance import provenance_of
from factcheck.quantity.sampling.differences import sample_of
from factcheck.quantity.sampling.words import constraint_of, told_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.bound import Bound
    from factcheck.model.cell import TableCells
    from factcheck.model.figure import Figure
    from factcheck.model.plan import BoundRelation, BoundStatement
    from factcheck.model.result import Provenance
    from factcheck.quantity.aggregates.aggregate import Aggregated
    from factcheck.quantity.measures import Measures
    from factcheck.quantity.rational import Value
    from factcheck.quantity.sampling.sampled import Sampled


class Account(Struct, frozen=True):
    """Writes down how a reading's numbers came about."""

    measures: Measures
    system: System
    tables: dict[str, TableCells]
    figure: Figure | None = None
    """The figure the measure is compared with: it decides whether a factor is a percentage."""
    beside: dict[str, Interval] = {}
    """What a measure is compared with, by its text: its digits show how it lies to that."""

    is_impossible: bool = False
    """Whether the evidence contradicts itself, so that nothing but tables gives a number."""
    ranges: dict[int, Interval | None] = {}
    """What ``range_of`` found, by the identity of the expression."""

    def steps(self, bound: Bound) -> tuple[Step, ...]:
        """Return the steps to a measure, what it is made of first, each once."""
        found: dict[str, Step] = {}
        self._collect(bound, found)
        return tuple(found.values())

    def _collect(self, bound: Bound, found: dict[str, Step]) -> None:
        if isinstance(bound, Constant) or bound.text in found:
            return
        if isinstance(bound, Tally):
            groups = told_count(len(bound.cases), "of {n} group", "of {n} groups")
            found[bound.text] = Step(bound.text, self.words(bound), groups)
            return
        for operand in operands_of(bound):
            if not (isinstance(bound, QuantityTerm) and isinstance(operand, TableTerm)):
                self._collect(operand, found)
        step = self._step(bound)
        if step is not None:
            found[bound.text] = step

    def _step(self, bound: Bound) -> Step | None:
        value = self.range_of(bound)
        if value is None:
            return None
        text = self._worded(bound, value)
        match bound:
            case TableTerm():
                words = with_noun(text, bound.unit)
                return Step(bound.text, words, self._behind(bound), self.provenance(bound))
            case QuantityTerm(definition=None):
                words = told("{number} (not published)", number=text)
                return Step(bound.text, words, told("relations and statements"))
            case QuantityTerm(definition=TableTerm() as inner):
                behind = self._behind(inner)
                words = with_noun(text, bound.unit)
                return Step(f"{bound.text} = {inner.text}", words, behind, self.provenance(inner))
            case QuantityTerm():
                assert bound.definition is not None
                words = with_noun(text, bound.unit)
                return Step(f"{bound.text} = {bound.definition.text}", words)
            case _:
                note = self.measures.unknowns.notes.get(bound.text)
                return Step(told_join("", (bound.text, self._numbers(bound))), text, note)

    def _numbers(self, bound: Bound) -> str:
        """Return the operation with its numbers put in: `` = 1,166 / 7,852``."""
        match bound:
            case Compound():
                left, right = self._word(bound.left), self._word(bound.right)
                sign = "−" if bound.operator is Operator.SUBTRACT else bound.operator.value
                if right.startswith("−"):
                    right = told_join("", ("(", right, ")"))
                return told_join("", (" = ", left, f" {sign} ", right))
            case RelativeChange():
                before, after = self._word(bound.before), self._word(bound.after)
                return told_join("", (" = (", after, " − ", before, ") / ", before))
            case _:
                return ""

    def _word(self, bound: Bound) -> str:
        value, sample = self.range_of(bound), self._sample_of(bound)
        if sample is not None:
            return word_number(sample.printed, worded_unit(bound.unit, self.figure))
        if value is None:
            return bound.text
        text = self._worded(bound, value)
        is_one = value.is_point or is_one_number(value)
        return text if is_one else told_join("", ("(", text, ")"))

    def words(self, bound: Bound, beside: Interval | None = None) -> str:
        """Return what a measure comes to, with its noun: ``1,166 reports``.

        Its digits show how it lies to what it is read ``beside``.
        """
        value = self.range_of(bound)
        if value is None:
            return told("nothing possible") if self.is_impossible else told("no value")
        return with_noun(self._worded(bound, value, beside), bound.unit)

    def _worded(self, bound: Bound, value: Interval, beside: Interval | None = None) -> str:
        """Return what a measure comes to, with the decimals that show what hangs on it."""
        if _is_comparison(bound):
            return word_set(*difference_of(value, bound.unit))
        sampled = self.sample_in_words(bound)
        if sampled is not None:
            return sampled
        beside = beside or self.beside.get(bound.text)
        return word_set(value, worded_unit(bound.unit, self.figure), beside=beside)

    def numbers(self, bound: Bound) -> str:
        """Return the operation that gives a measure: `` = 1,166 / 7,852``, or nothing."""
        match bound:
            case QuantityTerm(definition=Compound() as inner):
                return self._numbers(inner)
            case _:
                return self._numbers(bound)

    def origin(self, bound: Bound) -> str | None:
        """Return the files and rows behind a measure; ``None`` where no table gives it."""
        behind = dict.fromkeys(self._behind(term) for term in _terms(bound))
        return told_join("; ", behind) or None

    def provenance(self, *bounds: Bound) -> tuple[Provenance, ...]:
        """Return the rows behind measures, those of each term of a table by itself."""
        terms = dict.fromkeys(term for bound in bounds for term in _terms(bound))
        aggregated = self.measures.aggregated
        return tuple(provenance_of(term, aggregated[term]) for term in terms)

    def range_of(self, bound: Bound) -> Interval | None:
        """Return what the evidence permits for a part of the measure."""
        value = self.measures.value_of(bound)
        # The measures keep every expression, so that no two have the same identity.
        if id(bound) not in self.ranges:
            self.ranges[id(bound)] = self._range_of(bound, value)
        return self.ranges[id(bound)]

    def sample_in_words(self, bound: Bound) -> str | None:
        """Return the number of a sample with what it says of everybody; ``None`` for others."""
        sample = self._sample_of(bound)
        return None if sample is None else told_of(sample, worded_unit(bound.unit, self.figure))

    def _sample_of(self, bound: Bound) -> Sampled | None:
        """Return the sample of which a part of the measure is the number."""
        return sample_of(self.measures.value_of(bound), self.measures.unknowns)

    def _range_of(self, bound: Bound, value: Value) -> Interval | None:
        sample = sample_of(value, self.measures.unknowns)
        if sample is not None:
            return sample.within
        system = self.system
        if self.is_impossible:
            if not _is_calculated(bound):
                return None
            # Evidence that contradicts itself leaves nothing; what the tables say stands there.
            system = System(system.variables)
        found = range_of_value(value, system)
        if found is None or found.is_point:
            return found
        return reached_by_steps(found, step_of((value,), self.system.integers))

    def may_lack(self, bound: Bound) -> bool:
        """Whether a part of the measure may have no value, because it divides by zero."""
        return bool(zero_divisors(self.measures.value_of(bound), self.system))

    def _behind(self, term: TableTerm) -> str:
        rows = self.measures.aggregated[term]
        table = self.tables[term.table]
        note = self.measures.unknowns.notes.get(term.text)
        sample = self._sample_of(term)
        if sample is not None:
            note = constraint_of(sample, worded_unit(term.unit, self.figure))
        every = told_digits(f"{table.rows:,}")
        if table.hidden_rows:
            most = told_digits(f"{table.rows + table.hidden_rows:,}")
            every = told("{least} to {most}", least=every, most=most)
        return told_join("; ", (_selected(table.path, rows, every), note or ""))

    def counts(self, bound: Bound) -> Counts | None:
        """Return numerator, denominator and the rows behind the denominator of a measure.

        For a measure that is no quotient, the rows behind all of it.
        """
        top, below = _quotient(bound)
        terms = set(_terms(bound if below is None else below)) or set(_terms(bound))
        rows = self._rows_behind(terms) if terms else None
        if top is None or below is None:
            return None if rows is None else Counts(None, None, rows)
        return Counts(self._numbers_of(top), self._numbers_of(below), rows)

    def rows(self, measures: Iterable[Bound]) -> Counts | None:
        """Return the rows behind several measures together, each counted once."""
        terms = {term for measure in measures for term in _terms(measure)}
        return Counts(None, None, self._rows_behind(terms)) if terms else None

    def _rows_behind(self, terms: set[TableTerm]) -> int:
        """Return how many rows the terms surely select together, each counted once."""
        aggregated = self.measures.aggregated
        if len(terms) == 1:
            return sum(aggregated[term].rows for term in terms)
        cells = {(term.table, cell) for term in terms for cell in aggregated[term].cells}
        return sum(cell.rows for _, cell in cells)

    def _numbers_of(self, bound: Bound) -> NumberSet | None:
        sample = self._sample_of(bound)
        value = self.range_of(bound) if sample is None else Interval.point(sample.printed)
        unit = worded_unit(bound.unit, self.figure)
        return None if value is None else NumberSet(value, bound.unit, word_set(value, unit))

    def relation_steps(self, relation: BoundRelation) -> tuple[Step, ...]:
        """Return the steps that a relation adds: its sides, and that it holds."""
        text = f"{relation.left.text} {relation.comparator.value} {relation.right.text}"
        source = told_join(": ", (kind_of(relation.premise.kind), relation.premise.name))
        inner = self._calculated_steps((relation.left, relation.right))
        return (*inner, Step(told_join(", ", (text, self._consequence(relation))), "", source))

    def _consequence(self, relation: BoundRelation) -> str:
        """Return what a relation says of its unknown side, where the other is calculated."""
        left, right = relation.left, relation.right
        if _is_calculated(left) == _is_calculated(right):
            return told("which is taken as true")
        known, unknown = (left, right) if _is_calculated(left) else (right, left)
        bound = _BOUNDS[relation.comparator][known is left]
        return told("so {unknown} is {set}", unknown=unknown.text, set=bound(self._word(known)))

    def statement_steps(self, statement: BoundStatement) -> tuple[Step, ...]:
        """Return the steps that a statement adds: what of it tables give, and what it says."""
        figure = statement.figure
        lenient = word_set(figure.profiles.lenient, worded_unit(figure.unit, figure))
        text = told(
            "{measure} is {figure}, read as {set}",
            measure=statement.measure.text,
            figure=figure.text,
            set=lenient,
        )
        said = Step(text, "", told("statement {name}", name=statement.id))
        return (*self._calculated_steps((statement.measure,)), said)

    def _calculated_steps(self, bounds: Iterable[Bound]) -> tuple[Step, ...]:
        """Return the steps to every part of some expressions that tables give."""
        parts = (part for bound in bounds for part in _calculated_parts(bound))
        found = {step.text: step for part in parts for step in self.steps(part)}
        return tuple(found.values())


def _selected(path: str, rows: Aggregated, every: str) -> str:
    """Return how many rows of a file were taken: ``a.csv, 1 row of 8``."""
    if not rows.undecided:
        return told_count(
            rows.rows,
            "{path}, {n} row of {every}",
            "{path}, {n} rows of {every}",
            path=path,
            every=every,
        )
    return told_count(
        rows.rows,
        "{path}, {n} row and {undecided} undecided of {every}",
        "{path}, {n} rows and {undecided} undecided of {every}",
        path=path,
        undecided=told_digits(f"{rows.undecided:,}"),
        every=every,
    )


def _exactly(number: str) -> str:
    return told("exactly {number}", number=number)


def _unequal(number: str) -> str:
    return told("not {number}", number=number)


_BOUNDS = {
    Comparator.LESS: (less_than, more_than),
    Comparator.AT_MOST: (at_most, at_least),
    Comparator.GREATER: (more_than, less_than),
    Comparator.AT_LEAST: (at_least, at_most),
    Comparator.EQUAL: (_exactly, _exactly),
    Comparator.UNEQUAL: (_unequal, _unequal),
}
"""What a relation says of its left side if the right is known, and the other way round."""


def _is_comparison(bound: Bound) -> bool:
    """Whether a difference is how two sides are compared, rather than one that was written."""
    return isinstance(bound, Compound) and bound.is_comparison


def _is_calculated(bound: Bound) -> bool:
    """Whether every quantity in it is calculated from tables."""
    return all(term.definition is not None for term in quantity_terms(bound))


def _calculated_parts(bound: Bound) -> Iterator[Bound]:
    """Yield the largest parts of an expression that tables give."""
    if _is_calculated(bound):
        yield bound
    else:
        for operand in operands_of(bound):
            yield from _calculated_parts(operand)


def _terms(bound: Bound) -> tuple[TableTerm, ...]:
    if isinstance(bound, TableTerm):
        return (bound,)
    return tuple(term for operand in operands_of(bound) for term in _terms(operand))


def _quotient(bound: Bound) -> tuple[Bound | None, Bound | None]:
    match bound:
        case Compound(operator=Operator.DIVIDE, left=left, right=right):
            return left, right
        case QuantityTerm(definition=Compound() as inner):
            return _quotient(inner)
        case _:
            return None, None
