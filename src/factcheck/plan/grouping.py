"""Groups of rows: which tables have them, and conditions that each group is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.bound import GroupTally, quantity_terms, table_terms
from factcheck.model.expression import Comparator, CompareTest, Literal, Name, Sliced
from factcheck.model.form import Groups
from factcheck.model.near import listed, quoted
from factcheck.model.plan import Obstacle, ObstacleError, met_at, placed
from factcheck.model.problem import ProblemsError
from factcheck.model.render_expression import render_expression, render_test
from factcheck.model.told import told, told_count, told_join
from factcheck.plan import codes, units
from factcheck.plan.comparing import compared
from factcheck.plan.names import problem_at
from factcheck.plan.slices import can_ask, resolved, written_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model import expression
    from factcheck.model.bound import Bound
    from factcheck.model.expression import Column, Expression, Test
    from factcheck.plan.expressions import Binder


def bind_groups(binder: Binder, node: expression.Groups, tests: tuple[Test, ...]) -> GroupTally:
    """Return how many groups of a table's rows satisfy a comparison.

    The slice of the table is the comparison's as well. Raises ``ProblemsError`` for groups of
    something else, ``ObstacleError`` for a column that a table does not have.
    """
    of, inner = _unsliced(node.table)
    if not isinstance(of, Name) or of.name not in binder.names.tables:
        message = "groups needs a table, as in groups(table by column, holds …)"
        raise ProblemsError((problem_at(codes.WRONG_ARGUMENT, message, node.span),))
    every = (*tests, *inner)
    columns = frozenset(column.column for column in node.by)
    conditions = compared(replace(binder, by=binder.by | columns), node.comparison, every)
    binder.require_allowed(of.name)
    _require_columns(binder, node.by, (of.name, *_tables_of(each.measure for each in conditions)))
    flat = written_out(every, binder.names, binder.definitions)
    rows = resolved(binder.kept(flat, of.name), of.name, binder.names)
    by = tuple(column.column for column in node.by)
    return GroupTally(of.name, by, rows, conditions, units.COUNT, render_expression(node))


def groups_for(
    binder: Binder,
    by: tuple[Column, ...],
    among: tuple[Test, ...],
    measures: tuple[Bound, ...],
) -> Groups:
    """Return the groups that a form asks about, from the tables that its measures read.

    A table says which groups there are where every test of ``where`` and ``among`` can be asked
    of its rows; where a column is written with its table, only that table does. Raises
    ``ObstacleError`` where a table lacks a column of ``by`` and is not ``unfiltered``, or no
    table has all that is asked.
    """
    tables = _tables_of(measures)
    if not tables:
        raise ObstacleError(_no_groups(by, measures))
    _require_columns(binder, by, tables)
    _refuse_fixed(binder, by, measures)
    named = {column.table for column in by} - {None}
    tests = (*binder.where, *written_out(among, binder.names, binder.definitions))
    rows = tuple(
        (table, resolved(tests, table, binder.names))
        for table in tables
        if named <= {table} and _has_all(binder, by, tests, table)
    )
    if not rows:
        _refuse(binder, by, tests, tables)
    return Groups(tuple(column.column for column in by), rows)


def _refuse_fixed(binder: Binder, by: tuple[Column, ...], measures: tuple[Bound, ...]) -> None:
    """Raise ``ObstacleError`` for a measure that is sliced to one of the groups it is asked of."""
    columns = {column.column for column in by}
    for term in (term for measure in measures for term in table_terms(measure)):
        where = resolved(binder.kept(binder.where, term.table), term.table, binder.names)
        for test in term.tests:
            if (
                isinstance(test, CompareTest)
                and test.comparator is Comparator.EQUAL
                and isinstance(test.value, Literal)
                and test.column.column in columns
                and test not in where
            ):
                message = told(
                    "the measure is kept to {test}, and the claim asks it of each group of "
                    "{columns}: it would be nothing in all others",
                    test=quoted(render_test(test)),
                    columns=_named(by),
                )
                hint = told(
                    "leave the test out of the measure; 'where' and 'among' choose the groups"
                )
                code = codes.FIXED_GROUP
                raise ObstacleError(Obstacle("fault", message, code, hint, span=test.span))


def _no_groups(by: tuple[Column, ...], measures: tuple[Bound, ...]) -> Obstacle:
    """Return why there are no groups, where a measure reads no table."""
    terms = (term.name for measure in measures for term in quantity_terms(measure))
    unknown = list(dict.fromkeys(terms))
    why = told("the measure reads no table")
    if unknown:
        why = told_count(
            len(unknown), "{names} has no table", "{names} have no table", names=listed(unknown)
        )
    message = told(
        "{why}, so that nothing says which groups of {columns} there are",
        why=why,
        columns=_named(by),
    )
    hint = told(
        "declare how it is calculated from a table, 'measure: sum(table.column)', or claim "
        "something of single slices of it with 'holds'"
    )
    return Obstacle("missing", message, hint=hint)


def _has_all(binder: Binder, by: tuple[Column, ...], tests: tuple[Test, ...], table: str) -> bool:
    has_columns = all(binder.names.table(table).has(column.column) for column in by)
    return has_columns and all(can_ask(test, table, binder.names) for test in tests)


def _refuse(
    binder: Binder, by: tuple[Column, ...], tests: tuple[Test, ...], tables: tuple[str, ...]
) -> None:
    """Raise ``ObstacleError`` for groups that no table can tell."""
    for table in tables:
        resolved(tests, table, binder.names)
        for column in by:
            with met_at(column.span):
                binder.names.table(table).column(column.column)
    message = told(
        "the groups are those of {columns}, but the measure reads only {tables}",
        columns=_named(by),
        tables=", ".join(quoted(table) for table in tables),
    )
    raise ObstacleError(Obstacle("fault", message, codes.NO_SUCH_COLUMN))


def _require_columns(binder: Binder, by: tuple[Column, ...], tables: Iterable[str]) -> None:
    """Raise ``ObstacleError`` for a table that cannot be divided into groups."""
    for table in tables:
        for column in by:
            if table in binder.unfiltered or binder.names.table(table).has(column.column):
                continue
            try:
                binder.names.table(table).column(column.column)
            except ObstacleError as error:
                obstacle = placed(_with_hint(error.obstacle, table), column.span)
                raise ObstacleError(obstacle) from None


def _with_hint(obstacle: Obstacle, table: str) -> Obstacle:
    advice = told(
        "groups are made in every table that the measure reads; 'unfiltered: [{table}]' takes its "
        "number for each group alike",
        table=table,
    )
    hint = told_join(" ", (obstacle.hint or "", advice))
    return replace(obstacle, hint=hint)


def _tables_of(measures: Iterable[Bound]) -> tuple[str, ...]:
    terms = (term for measure in measures for term in table_terms(measure))
    return tuple(dict.fromkeys(term.table for term in terms))


def _unsliced(node: Expression) -> tuple[Expression, tuple[Test, ...]]:
    if isinstance(node, Sliced):
        base, tests = _unsliced(node.base)
        return base, (*tests, *node.tests)
    return node, ()


def _named(by: tuple[Column, ...]) -> str:
    names = (c.column if c.table is None else f"{c.table}.{c.column}" for c in by)
    return ", ".join(quoted(name) for name in names)
