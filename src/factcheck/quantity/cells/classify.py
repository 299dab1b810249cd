"""The rows of a table put into the classes of its rubric."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.cell import ColumnFacts, Missing, OneOf, PartlyTicked, Rounded
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.rubric import CLASS, NumberDomain, UnknownPolicy
from factcheck.model.spec import ColumnType
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_set
from factcheck.quantity.cells.input_values import InputValues
from factcheck.rubric import NoRuleError, SeveralRulesError, TooManyError, classes_of, cut
from factcheck.rubric.codes import NO_RULE, SEVERAL_RULES, TOO_MANY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from factcheck.filter.reader import Reader
    from factcheck.model.cell import Cell, GroupingSet, KeyValue
    from factcheck.model.rubric import Rubric, Rule
    from factcheck.model.spec import TableDeclaration
    from factcheck.rubric import DecisionTable
    from factcheck.rubric.errors import Witness

_MOST_RULES = 5
_REMEMBERED = 8


@dataclass(frozen=True, slots=True)
class Classifier:
    """Gives the rows of one table their classes."""

    table: str
    totals: tuple[tuple[str, str], ...]
    """Column and label of the rows that are totals."""
    decisions: DecisionTable
    values: InputValues
    found: dict[tuple[KeyValue, ...], tuple[str, ...]] = field(default_factory=dict, compare=False)
    """The classes for the values of the inputs, each worked out once."""

    @property
    def rubric(self) -> Rubric:
        """The rubric."""
        return self.decisions.rubric

    def key_of(self, row: Mapping[str, KeyValue]) -> KeyValue:
        """Return the class of a row: one of several where the rubric leaves it open.

        A row of totals has none. Raises ``ObstacleError`` for a cell that the rubric does not
        know, and for values of which no rule, or under ``unique`` several, match.
        """
        if any(row[column] == label for column, label in self.totals):
            return Missing.NONE
        classes = self.classes_of(row)
        return classes[0] if len(classes) == 1 else OneOf(tuple(sorted(classes)))

    def classes_of(self, row: Mapping[str, KeyValue]) -> tuple[str, ...]:
        """Return the classes that a row may have; raises ``ObstacleError`` as ``key_of``."""
        key = tuple(row[each.column] for each in self.rubric.inputs)
        if key not in self.found:
            self.found[key] = self._classes(row)
        return self.found[key]

    def _classes(self, row: Mapping[str, KeyValue]) -> tuple[str, ...]:
        inputs = self.rubric.inputs
        values = {each.name: self.values.read(each, row[each.column]) for each in inputs}
        try:
            return classes_of(self.decisions, values)
        except NoRuleError as error:
            raise ObstacleError(self._unmatched(row, error.witness)) from error
        except SeveralRulesError as error:
            raise ObstacleError(self._overlap(row, error.rules, error.witness)) from error
        except TooManyError as error:
            message = (
                f"the unknown values of a row of table {quoted(self.table)} can be combined in "
                f"too many ways to classify it by {self.rubric.file}: {self._shown(row)}"
            )
            raise ObstacleError(Obstacle("missing", message, TOO_MANY)) from error

    def _unmatched(self, row: Mapping[str, KeyValue], witness: Witness) -> Obstacle:
        message = (
            f"no rule of {self.rubric.file} matches a row of table {quoted(self.table)}: "
            f"{self._shown(row)}{self._where(row, witness)}"
        )
        return Obstacle("fault", message, NO_RULE, self._hint(witness))

    def _hint(self, witness: Witness) -> str:
        """Return what to do about values that no rule matches."""
        shown = dict(witness)
        for each in self.rubric.inputs:
            is_real = isinstance(each.domain, NumberDomain) and not each.domain.is_integer
            if is_real and {".", "/"} & set(shown[each.name]):
                return f"say 'integer: true' for {quoted(each.name)} if it is a whole number"
        return "add a rule for it, or end the rules with 'otherwise: CLASS'"

    def _overlap(
        self, row: Mapping[str, KeyValue], rules: tuple[Rule, ...], witness: Witness
    ) -> Obstacle:
        named = [f"{rule.number} (line {rule.span.line})" for rule in rules[:_MOST_RULES]]
        named += ["more"] if len(rules) > _MOST_RULES else []
        both = "both" if len(rules) == 2 else "all"  # noqa: PLR2004 - both are two
        message = (
            f"rules {', '.join(named[:-1])} and {named[-1]} of {self.rubric.file} {both} match a "
            f"row of table {quoted(self.table)}: {self._shown(row)}{self._where(row, witness)}"
        )
        hint = "make one of them narrower, or say 'hit: first' if their order is to decide"
        return Obstacle("fault", message, SEVERAL_RULES, hint)

    def _shown(self, row: Mapping[str, KeyValue]) -> str:
        """Return the values of a row's inputs."""
        cells = ((each.column, shown_key(row[each.column])) for each in self.rubric.inputs)
        return ", ".join(f"{column} = {text}" for column, text in cells)

    def _where(self, row: Mapping[str, KeyValue], witness: Witness) -> str:
        """Return the values that a row's open inputs would have to have."""
        if self.rubric.unknown is UnknownPolicy.NO_MATCH:
            return ""
        inputs = {each.name: each for each in self.rubric.inputs}
        open_ = [
            f"{name} is {value}"
            for name, value in witness
            if shown_key(row[inputs[name].column]) != value
        ]
        return f", where {' and '.join(open_)}" if open_ else ""


def shown_key(key: KeyValue) -> str:
    """Return a cell's value for a message."""
    match key:
        case Missing():
            return key.value
        case Rounded():
            return key.text
        case OneOf():
            return " or ".join(key.values)
        case PartlyTicked():
            perhaps = [f"perhaps {label}" for label in key.unsure]
            return ", ".join(quoted(each)[1:-1] for each in (*key.ticked, *perhaps))
        case str():
            return quoted(key)[1:-1]
        case _:
            return word_set(key, Unit(UnitKind.AMOUNT))


def with_classes(reader: Reader, rubric: Rubric) -> Reader:
    """Return what evaluates tests on a table's rows, with the column of their classes."""
    facts = ColumnFacts(CLASS, CLASS, ColumnType.TEXT, tuple(sorted(rubric.classes)))
    domains = {**(reader.domains or {}), CLASS: frozenset(rubric.classes)}
    return replace(reader, columns={**reader.columns, CLASS: facts}, domains=domains)


def classifier_of(declaration: TableDeclaration, rubric: Rubric, reader: Reader) -> Classifier:
    """Return what classifies the rows of a table, whose columns the reader knows."""
    values = InputValues(declaration.called, rubric.file, reader)
    return Classifier(declaration.called, declaration.totals, _decisions(rubric), values)


@lru_cache(_REMEMBERED)
def _decisions(rubric: Rubric) -> DecisionTable:
    """Return a rubric cut into pieces; several views of its tables ask for it."""
    return cut(rubric)


def classified(
    classifier: Classifier, read: GroupingSet, wanted: GroupingSet, cells: Iterable[Cell]
) -> tuple[Cell, ...]:
    """Return the cells of a grouping set with the class of their rows in the key.

    ``read`` is the set without ``class``, which the cells have, and ``wanted`` that with it.
    Raises ``ObstacleError`` for a row that cannot be classified.
    """
    place = wanted.dimensions.index(CLASS)
    found = []
    for cell in cells:
        class_ = classifier.key_of(dict(zip(read.dimensions, cell.key, strict=True)))
        found.append(replace(cell, key=(*cell.key[:place], class_, *cell.key[place:])))
    return tuple(found)
