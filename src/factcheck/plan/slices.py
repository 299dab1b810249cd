"""Tests of a slice, bound: conditions written out, columns resolved to one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from factcheck.model.expression import (
    AllTest,
    AmongTest,
    AnyTest,
    Column,
    CompareTest,
    ConditionTest,
    KnownTest,
    Literal,
    NotTest,
    TextTest,
    TickTest,
    TopTest,
    WithinTest,
)
from factcheck.model.expression_names import names_in
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError, met_at
from factcheck.plan.codes import NO_SUCH_COLUMN
from factcheck.plan.row_units import RowUnits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.expression import Test
    from factcheck.plan.names import Names

Definitions = dict[str, int]
"""For a condition with several definitions, the index of the one this reading uses."""


def written_out(tests: Iterable[Test], names: Names, definitions: Definitions) -> tuple[Test, ...]:
    """Return tests with every condition replaced by its definition, flattened where all hold."""
    flat: list[Test] = []
    for test in tests:
        plain = _without_conditions(test, names, definitions)
        flat.extend(plain.tests if isinstance(plain, AllTest) else (plain,))
    return tuple(flat)


def _without_conditions(test: Test, names: Names, definitions: Definitions) -> Test:
    match test:
        case ConditionTest():
            chosen = names.conditions[test.name].definitions[definitions.get(test.name, 0)][1]
            return _without_conditions(chosen, names, definitions)
        case NotTest():
            return replace(test, test=_without_conditions(test.test, names, definitions))
        case AnyTest() | AllTest():
            inner = tuple(_without_conditions(each, names, definitions) for each in test.tests)
            return replace(test, tests=inner)
        case CompareTest() | AmongTest() | WithinTest() | TextTest() | TopTest():
            return test
        case KnownTest() | TickTest():
            return test
        case _:
            assert_never(test)


def resolved(tests: Iterable[Test], table: str, names: Names) -> tuple[Test, ...]:
    """Return written-out tests with every column checked to be one of ``table``.

    Raises ``ObstacleError`` for a column that the table does not have, ``ProblemsError`` for two
    columns of unlike units that are compared.
    """
    return tuple(_resolved(test, table, names) for test in tests)


def _resolved(test: Test, table: str, names: Names) -> Test:
    match test:
        case NotTest():
            return replace(test, test=_resolved(test.test, table, names))
        case AnyTest() | AllTest():
            return replace(test, tests=tuple(_resolved(t, table, names) for t in test.tests))
        case CompareTest():
            compared = replace(
                test,
                column=_column(test.column, table, names),
                value=_value(test.value, table, names),
            )
            if isinstance(compared.value, Column):
                RowUnits(names.table(table).declaration).require_comparable(compared)
            return compared
        case AmongTest() | WithinTest() | TextTest() | TopTest() | KnownTest() | TickTest():
            return replace(test, column=_column(test.column, table, names))
        case ConditionTest():  # pragma: no cover - written_out comes first
            raise AssertionError(test)
        case _:
            assert_never(test)


def _column(column: Column, table: str, names: Names) -> Column:
    with met_at(column.span):
        return _known_column(column, table, names)


def _known_column(column: Column, table: str, names: Names) -> Column:
    if column.table is not None and column.table != table:
        raise ObstacleError(
            Obstacle(
                "fault",
                f"a slice of table {quoted(table)} tests {quoted(column.column)} of another "
                f"table, {quoted(column.table)}",
                NO_SUCH_COLUMN,
            )
        )
    names.table(table).column(column.column)
    return replace(column, table=None)


def _value(value: Literal | Column, table: str, names: Names) -> Literal | Column:
    """Return a column of the same table, or the text of what only looks like one.

    The column keeps its table: rendered without it, ``g = t.h`` would be the test ``g = h``.
    """
    if isinstance(value, Literal):
        return value
    if value.table in names.tables:
        _column(value, table, names)
        return value
    return Literal(f"{value.table}.{value.column}", is_quoted=False, span=value.span)


def can_ask(test: Test, table: str, names: Names) -> bool:
    """Whether a table has every column that a written-out test looks at."""
    columns = [each for each in names_in(test, values=True) if isinstance(each, Column)]
    # A value such as St.Gallen has the shape of a column, and is one only of a table's name.
    asked = [each for each in columns if each.table is None or each.table in names.tables]
    return all(
        each.table in {None, table} and names.table(table).has(each.column) for each in asked
    )
