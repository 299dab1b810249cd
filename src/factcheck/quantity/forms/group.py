"""The groups that a table's rows form, those included that only perhaps have a row."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.filter.codes import NO_SUCH_VALUE, NOT_A_VALUE
from factcheck.filter.printed import is_measured, unprinted
from factcheck.filter.written_numbers import number_of_key
from factcheck.model.bound import BoundCondition, Compound, TableTerm
from factcheck.model.cell import number_key, printed_key
from factcheck.model.expression import (
    AggregateFunction,
    Column,
    Comparator,
    CompareTest,
    Literal,
    Operator,
)
from factcheck.model.interval import Interval
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.spec import ColumnType
from factcheck.model.term_text import term_text
from factcheck.model.told import told, told_digits
from factcheck.model.truth import Truth
from factcheck.model.unit import Unit, UnitKind
from factcheck.quantity.aggregates.outcomes import ranked_by
from factcheck.quantity.cells.closed import values_for
from factcheck.quantity.cells.totals import is_counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from factcheck.model.bound import Bound
    from factcheck.model.cell import KeyValue
    from factcheck.model.expression import Test
    from factcheck.model.form import Groups
    from factcheck.model.span import Span, Text
    from factcheck.quantity.cells.evidence_view import TableView

MAX_GROUPS = 10_000
MAX_RANKED = 100_000
"""Groups of a rank, the numbers of which are known."""
COUNT = Unit(UnitKind.COUNT)
_SOME = Interval.at_least(0, closed=False)

Key = tuple[str, ...]
"""A group's value for each column."""


class Group(Struct, frozen=True):
    """The rows with the same values of some columns."""

    key: Key
    label: str
    """``ZH``, or ``ZH, 2018`` for several columns."""
    tests: tuple[Test, ...]
    """What keeps rows to it."""
    is_sure: bool
    """Whether some row surely belongs to it; else unknown values decide whether any does."""


def found_groups(
    views: Mapping[str, TableView], groups: Groups, span: Span, most: int
) -> tuple[Group, ...]:
    """Return the groups of the rows that pass what is asked, in the order of their values.

    Rows of totals make no group, and neither do values that match nothing. Raises
    ``ObstacleError`` for a value that never occurs, and for more than ``most`` groups.
    """
    found: dict[Key, bool] = {}
    for table, tests in groups.rows:
        for key, is_sure in _keys(views[table], groups.by, tests):
            found[key] = found.get(key, False) or is_sure
            if len(found) > most:
                message = told(
                    "there are more than {n} groups of {columns}",
                    n=told_digits(f"{most:,}"),
                    columns=_listed(groups.by),
                )
                hint = told("ask about fewer with 'among' or 'where'")
                raise ObstacleError(Obstacle("missing", message, hint=hint))
    view = views[groups.rows[0][0]]
    ordered = sorted(found, key=lambda key: _order(view, groups.by, key))
    return tuple(_group(view, groups.by, key, found[key], span) for key in ordered)


def _keys(
    view: TableView, by: tuple[str, ...], tests: tuple[Test, ...]
) -> Iterator[tuple[Key, bool]]:
    """Yield the groups of each cell's rows, and whether they surely are groups by it."""
    for test in tests:
        view.reader.require_values(test)
    for column, places in ranked_by(tests):
        view.rank_by(column, places)
    counting = _count(view, tests)
    passing = view.index.selected(tests)
    for place in sorted(passing.surely | passing.perhaps):
        row = view.index.rows[place]
        values = [values_for(view, column, row[column]) for column in by]
        is_sure = place in passing.surely and all(
            isinstance(printed_key(row[column]), str) for column in by
        )
        for key in product(*values):
            pairs = zip(by, key, strict=True)
            filled = dict(row) | {c: unprinted(view.reader.rounded, c, value) for c, value in pairs}
            if _may_pass(view, counting, filled):
                yield key, is_sure


def _may_pass(view: TableView, counting: TableTerm, row: Mapping[str, KeyValue]) -> bool:
    passes = view.reader.all_hold(counting.tests, row) is not Truth.FALSE
    return passes and is_counted(counting, row, view.totals)


def _count(view: TableView, tests: tuple[Test, ...]) -> TableTerm:
    term = TableTerm(view.name, AggregateFunction.COUNT, None, tests, COUNT, "")
    return replace(term, text=term_text(view.declaration.called, term))


def _order(view: TableView, by: tuple[str, ...], key: Key) -> tuple[tuple[object, str], ...]:
    return tuple(
        (number_of_key(value) if _is_number(view, column) else 0, value)
        for column, value in zip(by, key, strict=True)
    )


def _is_number(view: TableView, column: str) -> bool:
    return view.reader.columns[column].type is ColumnType.NUMBER


def _group(view: TableView, by: tuple[str, ...], key: Key, is_sure: bool, span: Span) -> Group:
    written = [_written(view, column, value) for column, value in zip(by, key, strict=True)]
    tests = tuple(
        CompareTest(
            Column(None, column, span),
            Comparator.EQUAL,
            # In quotes, the number that is printed is a name, and not one that was rounded.
            Literal(text, is_quoted=is_measured(view.reader.rounded.get(column)), span=span),
            span,
        )
        for column, text in zip(by, written, strict=True)
    )
    return Group(key, ", ".join(written), tests, is_sure)


def _written(view: TableView, column: str, value: str) -> str:
    """Return a value as a test writes it: a share as a percentage where its cells are."""
    reader = view.reader
    is_percent = column in reader.percents or reader.columns[column].has_percent_signs
    if not _is_number(view, column) or not is_percent:
        return value
    return f"{number_key(number_of_key(value) * 100)}%"


def exists(views: Mapping[str, TableView], groups: Groups, group: Group) -> BoundCondition:
    """Return that a group has a row."""
    counts = [_count(views[table], (*tests, *group.tests)) for table, tests in groups.rows]
    total: Bound = counts[0]
    for count in counts[1:]:
        total = Compound(Operator.ADD, total, count, COUNT, f"{total.text} + {count.text}")
    return BoundCondition(total, _SOME)


def named_group(
    view: TableView, by: tuple[str, ...], named: tuple[Text, ...], groups: Iterable[Group]
) -> Group:
    """Return the group that a claim names.

    Raises ``ObstacleError`` with the nearest ones where no row makes it a group.
    """
    every = {group.key: group for group in groups}
    key = tuple(_typed(view, column, text) for column, text in zip(by, named, strict=True))
    if key in every:
        return every[key]
    label = ", ".join(text.value for text in named)
    if all(_is_value(view, column, value) for column, value in zip(by, key, strict=True)):
        message = told(
            "no row that is asked for makes {group} a group of {columns}",
            group=quoted(label),
            columns=_listed(by),
        )
        raise ObstacleError(Obstacle("missing", message))
    message = told(
        "{group} is no group of {columns} in table {table}",
        group=quoted(label),
        columns=_listed(by),
        table=quoted(view.name),
    )
    hint = did_you_mean(label, [group.label for group in every.values()])
    raise ObstacleError(Obstacle("fault", message, NO_SUCH_VALUE, hint))


def _typed(view: TableView, column: str, text: Text) -> str:
    if not _is_number(view, column):
        return text.value
    literal = Literal(text.value, is_quoted=False, span=text.span)
    number = view.reader.number_of(Column(None, column, text.span), literal)
    if number is None:
        message = told(
            "column {column} of table {table} holds numbers, and {value} is none",
            column=quoted(column),
            table=quoted(view.name),
            value=quoted(text.value),
        )
        hint = did_you_mean(text.value, view.reader.columns[column].values)
        raise ObstacleError(Obstacle("fault", message, NOT_A_VALUE, hint))
    return number_key(number)


def _is_value(view: TableView, column: str, value: str) -> bool:
    return value in all_values(view, column) or value in view.domain_of(column)


def all_values(view: TableView, column: str) -> frozenset[str]:
    """Return every value of a column; the facts list only the first of very many."""
    return view.reader.many.get(column) or frozenset(view.reader.columns[column].values)


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(quoted(column) for column in columns)
