"""What ``where`` and ``unfiltered`` reach: a filter that reaches nothing is a slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.leaf_tests import columns_of
from factcheck.model.near import listed, quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.render_expression import render_test
from factcheck.model.told import told, told_join
from factcheck.plan.codes import IDLE_FILTER
from factcheck.plan.slices import can_ask, resolved

if TYPE_CHECKING:
    from collections.abc import Collection

    from factcheck.model.expression import Test
    from factcheck.plan.expressions import Binder


def require_filters(binder: Binder, tables: Collection[str], *, has_groups: bool) -> None:
    """Raise ``ObstacleError`` for a test that is joined to no term, or a table excused of nothing.

    ``tables`` are those that a reading reads, as expressions call them; with ``has_groups`` a
    table may be excused because it lacks the groups' column.
    """
    read = ", ".join(map(quoted, tables)) or told("no table")
    for test in binder.where:
        if not any(can_ask(test, table, binder.names) for table in tables):
            message = told(
                "the test {test} of 'where' or 'except' reaches nothing: the claim reads {tables}",
                test=quoted(render_test(test)),
                tables=read,
            )
            raise ObstacleError(Obstacle("fault", message, IDLE_FILTER, span=test.span))
    for table in sorted(binder.unfiltered):
        if table not in tables:
            message = told(
                "'unfiltered' names {table}, and the claim reads {tables}",
                table=quoted(table),
                tables=read,
            )
            raise ObstacleError(Obstacle("fault", message, IDLE_FILTER))
        asked = [test for test in binder.where if can_ask(test, table, binder.names)]
        if not has_groups and len(asked) == len(binder.where):
            tests = listed([render_test(test) for test in asked])
            message = told(
                "'unfiltered' names {table}, which lacks no column of the tests: {tests}",
                table=quoted(table),
                tests=tests,
            )
            hint = told("leave 'unfiltered' out, or slice the other terms instead of using 'where'")
            raise ObstacleError(Obstacle("fault", message, IDLE_FILTER, hint))


def rows_of(binder: Binder, tests: tuple[Test, ...], table: str) -> tuple[Test, ...]:
    """Return the tests of a slice that apply to a table, its columns resolved.

    Raises ``ObstacleError`` for a column that the table does not have.
    """
    kept = binder.kept(tests, table)
    try:
        return resolved(kept, table, binder.names)
    except ObstacleError as error:
        lacking = next((t for t in kept if not can_ask(t, table, binder.names)), None)
        if lacking is None or lacking not in binder.where or not _is_elsewhere(binder, lacking):
            raise
        raise ObstacleError(_excusable(error.obstacle, lacking, table)) from None


def _is_elsewhere(binder: Binder, test: Test) -> bool:
    """Whether some table has the columns of a test: it is not misspelt."""
    columns = tuple(columns_of((test,)))
    return any(all(map(view.has, columns)) for view in binder.names.tables.values())


def _excusable(obstacle: Obstacle, test: Test, table: str) -> Obstacle:
    advice = told(
        "the test {test} of 'where' or 'except' is joined to every table; 'unfiltered: [{table}]' "
        "takes this one whole",
        test=quoted(render_test(test)),
        table=table,
    )
    hint = told_join("; ", (obstacle.hint or "", advice))
    return replace(obstacle, hint=hint)
