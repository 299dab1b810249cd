"""Sums: parts that make a total, as far as the rounding of what is printed lets them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.filter.written_numbers import number_of_key
from factcheck.model.bound import (
    Compound,
    Constant,
    Negative,
    QuantityTerm,
    TableTerm,
    nodes_of,
)
from factcheck.model.cell import printed_key
from factcheck.model.expression import AggregateFunction, Operator
from factcheck.model.figure import Profiles
from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.plan import Target
from factcheck.model.possible import Told
from factcheck.model.result import NumberSet, Step
from factcheck.model.told import told, told_join
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_set
from factcheck.quantity.cells.printed import EXACT, moved_by, step_of_cells, step_of_written
from factcheck.quantity.cells.totals import is_counted
from factcheck.quantity.equations import view_for
from factcheck.quantity.forms.expanded import Expanded, Shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.bound import Bound
    from factcheck.model.form import BoundSum
    from factcheck.model.plan import BoundReading
    from factcheck.model.possible import Permitted
    from factcheck.quantity.calculation import Account
    from factcheck.quantity.cells.bench import Workbench
    from factcheck.quantity.cells.evidence_view import TableView

_PRINTED = frozenset({None, AggregateFunction.SUM, AggregateFunction.TOTAL})
_ONE = Fraction(1)


def expanded_sum(bench: Workbench, bound: BoundReading, form: BoundSum) -> Expanded:
    """Return the target of a sum: the total less its parts is what rounding can explain.

    Cells are taken as printed, rounded ones too, since their rounding is what may explain it.
    """
    printed = replace(bound, reads_printed=True)
    total, added = form.total, _added(form.parts)
    text = f"{total.text} − ({added.text})"
    difference = Compound(Operator.SUBTRACT, total, added, total.unit, text)
    explained = _Rounding(bench, printed, form).explained()
    target = Target(difference, Profiles(explained, explained, explained), text)
    expanded = replace(printed, targets=(target,), form=None)
    return Expanded(expanded, _SumTeller(form, added, explained))


def _added(parts: tuple[Bound, ...]) -> Bound:
    added = parts[0]
    for part in parts[1:]:
        text = f"{added.text} + {part.text}"
        added = Compound(Operator.ADD, added, part, added.unit, text)
    return added


Cell = tuple[str, int, str]
"""A table, the place of a cell in it, and the column whose number is added."""


@dataclass(slots=True)
class _Rounding:
    """Gathers how far rounding may have moved a total away from its parts."""

    bench: Workbench
    bound: BoundReading
    form: BoundSum
    weights: dict[Cell, Fraction] = field(default_factory=dict)
    """How often the number of a cell is in the total, less how often in the parts."""
    views: dict[str, TableView] = field(default_factory=dict)
    written: Interval = EXACT
    counts: set[tuple[str, str]] = field(default_factory=set)
    """Table and column of whole things counted."""

    def explained(self) -> Interval:
        """Return the differences between total and parts that rounding can explain."""
        self.views = {
            table: view_for(self.bench, self.bound, table, grouping)
            for table, grouping in self.bound.groupings
        }
        self._add(self.form.total, _ONE, is_total=True)
        for part in self.form.parts:
            self._add(part, -_ONE)
        moved = self.written
        for (table, column), cells in self._by_column().items():
            for each in self._moved(table, column, cells):
                moved += each
        return moved

    def _add(self, bound: Bound, weight: Fraction, *, is_total: bool = False) -> None:
        match bound:
            case Constant():
                self._add_written(bound, weight, is_total=is_total)
            case TableTerm() if bound.function in _PRINTED:
                self._add_cells(bound, weight)
            case QuantityTerm(definition=inner) if inner is not None:
                self._add(inner, weight)
            case Negative():
                self._add(bound.operand, -weight)
            case Compound(operator=Operator.ADD | Operator.SUBTRACT):
                self._add(bound.left, weight)
                is_added = bound.operator is Operator.ADD
                self._add(bound.right, weight if is_added else -weight)
            case Compound(operator=Operator.MULTIPLY, left=Constant() as factor):
                self._add(bound.right, weight * factor.number)
            case Compound(operator=Operator.MULTIPLY, right=Constant() as factor):
                self._add(bound.left, weight * factor.number)
            case Compound(operator=Operator.DIVIDE, right=Constant() as factor):
                self._add(bound.left, weight / factor.number)
            case _:
                # Counts, means, quotients and quantities without a table are not printed numbers.
                pass

    def _add_written(self, constant: Constant, weight: Fraction, *, is_total: bool) -> None:
        # All of something is exactly 100 %, however few digits are printed.
        is_whole = is_total and constant.unit.kind is UnitKind.SHARE and constant.number == 1
        if not is_whole:
            step = step_of_written(constant, is_counted=self._is_of_table())
            self.written += moved_by(constant.number, step).scaled(weight)

    def _is_of_table(self) -> bool:
        every = (*self.form.parts, self.form.total)
        return any(isinstance(n, TableTerm) for each in every for n in nodes_of(each))

    def _add_cells(self, term: TableTerm, weight: Fraction) -> None:
        assert term.column is not None
        view = self.views[term.table]
        found = view.index.selected(term.tests)
        if term.unit.kind is UnitKind.COUNT:
            self.counts.add((term.table, term.column))
        for place in sorted(found.surely | found.perhaps):
            if is_counted(term, view.index.rows[place], view.totals):
                cell = (term.table, place, term.column)
                self.weights[cell] = self.weights.get(cell, Fraction(0)) + weight

    def _by_column(self) -> dict[tuple[str, str], list[tuple[int, Fraction]]]:
        found: dict[tuple[str, str], list[tuple[int, Fraction]]] = {}
        for (table, place, column), weight in self.weights.items():
            found.setdefault((table, column), []).append((place, weight))
        return found

    def _moved(
        self, table: str, column: str, cells: Iterable[tuple[int, Fraction]]
    ) -> Iterator[Interval]:
        """Yield how far the rounding of each cell moves the total from the parts."""
        view, numbered = self.views[table], []
        for place, weight in cells:
            key = printed_key(view.index.rows[place][column])
            if isinstance(key, str):
                numbered.append((number_of_key(key), place, weight))
        reader, declaration = view.reader, self.bench.declaration(table)
        declared = next((c for c in declaration.columns if c.name == column), None)
        rounding = None if declared is None else declared.rounding
        noise = reader.columns[column].noise
        step = step_of_cells(
            declared,
            [number for number, _, _ in numbered],
            is_percent=column in reader.percents or reader.columns[column].has_percent_signs,
            is_counted=(table, column) in self.counts,
        )
        for number, place, weight in numbered:
            rows = view.index.cells[place].rows
            yield moved_by(number, step, rounding, noise).scaled(weight * rows)


class _SumTeller(Struct, frozen=True):
    """Tells a sum: ``sum 99 %``, and what rounding explains."""

    form: BoundSum
    added: Bound
    explained: Interval

    def told(self, account: Account, permitted: Permitted) -> Told:
        total = account.range_of(self.form.total) or Interval.everything()
        added = account.range_of(self.added) or Interval.everything()
        unit = self.form.total.unit
        allowed = total - self.explained
        words = word_set(total, unit)
        if self.explained != EXACT:
            words = told(
                "{set} (as printed; with rounding {allowed})",
                set=words,
                allowed=word_set(allowed, unit),
            )
        return Told(
            NumberSet(allowed, unit, words),
            NumberSet(added, unit, told("sum {number}", number=word_set(added, unit))),
            self._explanation(permitted.found[0]),
            world=(told("a difference of "), ""),
        )

    def _explanation(self, difference: Interval) -> str | None:
        if difference == EXACT or not difference.is_point:
            return None
        gap = _words(difference.magnitude(), self.form.total.unit)
        assert difference.lower is not None
        text = told("the parts add up to {gap} more than the total", gap=gap)
        if difference.lower > 0:
            text = told("the parts add up to {gap} less than the total", gap=gap)
        if difference.is_within(self.explained):
            return told("consistent within rounding: {text}", text=text)
        if self.explained == EXACT:
            return told("{text}, and nothing is rounded", text=text)
        explained = _words(self.explained, self.form.total.unit)
        return told("{text}, and rounding explains {set}", text=text, set=explained)

    def measures(self) -> tuple[Bound, ...]:
        return ()

    def shown(self, account: Account) -> Shown:
        parts = [_step_of(each, each.text, account) for each in self.form.parts]
        total, unit = self.form.total, self.form.total.unit
        found = account.range_of(Compound(Operator.SUBTRACT, total, self.added, unit, "difference"))
        difference = told("no value") if found is None else _words(found, unit)
        return Shown(
            (
                *parts,
                Step(told("sum of the parts"), account.words(self.added)),
                _step_of(total, told("total: {text}", text=total.text), account),
                Step(told("total − sum"), difference),
                Step(told("what rounding explains"), _words(self.explained, unit)),
            )
        )


def _step_of(bound: Bound, text: str, account: Account) -> Step:
    return Step(text, account.words(bound), account.origin(bound), account.provenance(bound))


def _words(difference: Interval, unit: Unit) -> str:
    """Return a difference in words; of shares in percentage points."""
    if unit.kind is UnitKind.SHARE:
        return word_set(difference.scaled(100), Unit(UnitKind.POINTS))
    return told_join(" ", (word_set(difference, unit), unit.noun or ""))
