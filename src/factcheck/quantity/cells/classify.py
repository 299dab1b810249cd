"""The rows of a table put into the classes of its rubric, or given its scores."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from factcheck.filter.written_numbers import number_of_key
from factcheck.model.cell import ColumnFacts, Missing, OneOf, PartlyTicked, Rounded, number_key
from factcheck.model.classified import columns_added
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.rubric import (
    CLASS,
    COUNTED,
    OTHER,
    SCORE,
    HitPolicy,
    NumberDomain,
    Role,
    UnknownPolicy,
)
from factcheck.model.spec import ColumnType
from factcheck.model.told import told, told_join, told_or
from factcheck.model.unit import Unit, UnitKind
from factcheck.model.wording import word_set
from factcheck.quantity.cells.input_values import InputValues
from factcheck.rubric import (
    NoRuleError,
    SeveralRulesError,
    TooManyError,
    attainable,
    classes_of,
    cut,
    scores_of,
)
from factcheck.rubric.codes import NO_RULE, SEVERAL_RULES, TOO_MANY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from factcheck.filter.reader import Reader
    from factcheck.model.cell import Cell, GroupingSet, KeyValue
    from factcheck.model.fraction import Fraction
    from factcheck.model.rubric import Rubric, Rule
    from factcheck.model.spec import TableDeclaration
    from factcheck.rubric import DecisionTable
    from factcheck.rubric.errors import Witness

_MOST_RULES = 5
_REMEMBERED = 8
YES, NO = "yes", "no"
"""Whether a row counts."""
_ANSWERS = {Role.COUNTED: (YES,), Role.NOT_COUNTED: (NO,), Role.EITHER: (NO, YES)}


Said = dict[str, "str | Literal[Missing.NONE]"]
"""What a rubric says of a row in each column that it adds; no score is none."""


class Decided(Struct, frozen=True):
    """What a rubric says of the rows that agree in its inputs."""

    ways: tuple[Said, ...]
    """All that it may say; at least one."""
    keys: dict[str, KeyValue]
    """For each column that it adds, the one value, or of which one is right."""


@dataclass(frozen=True, slots=True)
class Classifier:
    """Gives the rows of one table their classes, or scores."""

    table: str
    totals: tuple[tuple[str, str], ...]
    """Column and label of the rows that are totals."""
    decisions: DecisionTable
    values: InputValues
    added: tuple[str, ...]
    """The columns that the rubric adds."""
    found: dict[tuple[KeyValue, ...], Decided] = field(default_factory=dict, compare=False)
    """What is said for the values of the inputs, each worked out once."""

    @property
    def rubric(self) -> Rubric:
        """The rubric."""
        return self.decisions.rubric

    def keys_of(self, row: Mapping[str, KeyValue]) -> Mapping[str, KeyValue]:
        """Return what is added to a row: one of several values where the rubric leaves it open.

        A row of totals has none. Raises ``ObstacleError`` for a cell that the rubric does not
        know, and for values of which no rule, or too many, match.
        """
        if any(row[column] == label for column, label in self.totals):
            return dict.fromkeys(self.added, Missing.NONE)
        return self._decided(row).keys

    def ways_of(self, row: Mapping[str, KeyValue]) -> tuple[Said, ...]:
        """Return all that may be said of a row; raises ``ObstacleError`` as ``keys_of``."""
        return self._decided(row).ways

    def _decided(self, row: Mapping[str, KeyValue]) -> Decided:
        key = tuple(row[each.column] for each in self.rubric.inputs)
        found = self.found.get(key)
        if found is None:
            ways = tuple(self._ways(row))
            keys = {column: _joined(column, ways) for column in self.added}
            found = self.found[key] = Decided(ways, keys)
        return found

    def _ways(self, row: Mapping[str, KeyValue]) -> Iterator[Said]:
        values = {
            each.name: self.values.read(each, row[each.column]) for each in self.rubric.inputs
        }
        try:
            if self.added == (SCORE,):
                yield from _scored(scores_of(self.decisions, values))
                return
            for name in classes_of(self.decisions, values):
                yield from self._counted(name)
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

    def _counted(self, name: str) -> Iterator[Said]:
        """Yield a class, where classes have roles with each answer to whether its rows count."""
        if COUNTED not in self.added:
            yield {CLASS: name}
            return
        role = next(each.role for each in self.rubric.classes if each.name == name)
        assert role is not None
        for answer in _ANSWERS[role]:
            yield {CLASS: name, COUNTED: answer}

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
        named = [
            f"{rule.called.removeprefix('rule ')} (line {rule.span.line})"
            for rule in rules[:_MOST_RULES]
        ]
        named += ["more"] if len(rules) > _MOST_RULES else []
        both = "both" if len(rules) == 2 else "all"  # noqa: PLR2004 - both are two
        do = f"{both} match a row"
        if self.rubric.hit is HitPolicy.ANY:
            do = "give different classes to a row"
        message = (
            f"rules {', '.join(named[:-1])} and {named[-1]} of {self.rubric.file} {do} of table "
            f"{quoted(self.table)}: {self._shown(row)}{self._where(row, witness)}"
        )
        hint = (
            "make one of them narrower, or say 'hit_policy: first' if their order is to decide, "
            "'priority' if the order of the classes is"
        )
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
            f"{name} is {'any other text' if value == OTHER else value}"
            for name, value in witness
            if not _is_shown(value, row[inputs[name].column])
        ]
        return f", where {' and '.join(open_)}" if open_ else ""


def _is_shown(value: str, key: KeyValue) -> bool:
    """Whether a value is what the cell says."""
    if value == OTHER:
        return isinstance(key, str)
    return shown_key(key).casefold() == value.casefold()


def _scored(scores: Iterable[Fraction | None]) -> Iterator[Said]:
    for score in scores:
        yield {SCORE: Missing.NONE if score is None else number_key(score)}


def _joined(column: str, ways: Iterable[Said]) -> KeyValue:
    """Return the one value that a column has, or that it is one of several."""
    values = tuple(dict.fromkeys(way[column] for way in ways))
    if len(values) == 1:
        return values[0]
    # Scores are in order already.
    return OneOf(values if column == SCORE else tuple(sorted(values, key=str)))


def _perhaps(label: str) -> str:
    start = "perhaps "
    return told("perhaps {label}", label=quoted(f"{start}{label}")[1:-1].removeprefix(start))


def shown_slice(table: str, values: Iterable[tuple[str, KeyValue]]) -> str:
    """Return rows of a table by their values: ``police[year = 2018]``."""
    tests = (told_join("", (column, " = ", shown_key(value))) for column, value in values)
    inside = told_join(", ", tests)
    return told_join("", (table, "[", inside, "]")) if inside else table


def shown_key(key: KeyValue) -> str:
    """Return a cell's value for a message."""
    match key:
        case Missing():
            return key.value
        case Rounded():
            return key.text
        case OneOf():
            return told_or(each if isinstance(each, str) else each.value for each in key.values)
        case PartlyTicked():
            sure = (quoted(label)[1:-1] for label in key.ticked)
            return told_join(", ", (*sure, *map(_perhaps, key.unsure)))
        case str():
            return quoted(key)[1:-1]
        case _:
            return word_set(key, Unit(UnitKind.AMOUNT))


def with_added(reader: Reader, rubric: Rubric, added: Mapping[str, Iterable[KeyValue]]) -> Reader:
    """Return what evaluates tests on a table's rows, with the columns that a rubric adds.

    ``added`` has for each of them the keys that rows have. A class may be any of the rubric's,
    whether some row has it or not; a score is one that some row has, or may have.
    """
    facts, domains = dict(reader.columns), dict(reader.domains or {})
    for column, keys in added.items():
        type_ = ColumnType.NUMBER if column == SCORE else ColumnType.TEXT
        values = _values_of(rubric, column, keys)
        facts[column] = ColumnFacts(column, column, type_, values)
        domains[column] = frozenset(values)
    return replace(reader, columns=facts, domains=domains)


def with_attainable(reader: Reader, classifier: Classifier) -> Reader:
    """Return a reader that knows of the scores that some row could have, be there one or not."""
    if SCORE not in classifier.added:
        return reader
    return replace(reader, scores=lambda: map(number_key, attainable(classifier.decisions)))


def _values_of(rubric: Rubric, column: str, keys: Iterable[KeyValue]) -> tuple[str, ...]:
    """Return the values that a column may have; names sorted, numbers by size."""
    if column == CLASS:
        return tuple(sorted(rubric.class_names))
    if column == COUNTED:
        return (NO, YES)
    met: set[str] = set()
    for key in keys:
        met.update(key.texts if isinstance(key, OneOf) else [key] if isinstance(key, str) else [])
    return tuple(sorted(met, key=number_of_key))


def classifier_of(declaration: TableDeclaration, rubric: Rubric, reader: Reader) -> Classifier:
    """Return what classifies the rows of a table, whose columns the reader knows."""
    values = InputValues(declaration, rubric.file, reader)
    added = columns_added(rubric)
    return Classifier(declaration.called, declaration.totals, _decisions(rubric), values, added)


@lru_cache(_REMEMBERED)
def _decisions(rubric: Rubric) -> DecisionTable:
    """Return a rubric cut into pieces; several views of its tables ask for it."""
    return cut(rubric)


def classified(
    classifier: Classifier, read: GroupingSet, wanted: GroupingSet, cells: Iterable[Cell]
) -> tuple[Cell, ...]:
    """Return the cells of a grouping set with what the rubric says of their rows in the key.

    ``read`` is the set without the columns that are added, which the cells have, and ``wanted``
    that with them. Raises ``ObstacleError`` for a row that cannot be classified.
    """
    found = []
    for cell in cells:
        row = dict(zip(read.dimensions, cell.key, strict=True))
        every = {**row, **classifier.keys_of(row)}
        found.append(replace(cell, key=tuple(every[column] for column in wanted.dimensions)))
    return tuple(found)
