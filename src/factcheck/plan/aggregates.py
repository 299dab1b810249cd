"""Aggregates of a table's rows, bound."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from factcheck.model.bound import TableTerm
from factcheck.model.expression import (
    AggregateFunction,
    Column,
    Comparator,
    CompareTest,
    Name,
    Number,
    Sliced,
)
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.problem import ProblemsError
from factcheck.model.spec import ColumnKind
from factcheck.plan import codes, units
from factcheck.plan.names import problem_at
from factcheck.plan.slices import resolved, slice_of, written_out

if TYPE_CHECKING:
    from fractions import Fraction

    from factcheck.model.expression import Aggregate, Expression, Test
    from factcheck.model.problem import Code
    from factcheck.model.span import Span
    from factcheck.model.spec import ColumnDeclaration
    from factcheck.plan.expressions import Binder

_LATER = {
    AggregateFunction.LAST,
    AggregateFunction.WEIGHTED_MEAN,
    AggregateFunction.CORRELATION,
}
_SUMS = {AggregateFunction.SUM, AggregateFunction.TOTAL}


def bind_cell(binder: Binder, node: Column, tests: tuple[Test, ...]) -> TableTerm:
    """Return the one cell of a column that the tests select."""
    return _term(binder, None, node, tests)


def bind_aggregate(binder: Binder, node: Aggregate, tests: tuple[Test, ...]) -> TableTerm:
    """Return an aggregate with its slice inside."""
    if node.function in _LATER:
        _refuse(codes.LATER, f"{node.function.value}(…) is not evaluated yet", node.span)
    of, inner = _unsliced(node.of)
    every = (*tests, *inner)
    if node.function is AggregateFunction.COUNT:
        if not isinstance(of, Name) or of.name not in binder.names.tables:
            _refuse(codes.WRONG_ARGUMENT, "count needs a table, as in count(table)", node.span)
        return _term(binder, node.function, of, every)
    assert isinstance(of, Column)  # the parser takes nothing else
    return _term(binder, node.function, of, every, _level(node))


def _unsliced(node: Expression) -> tuple[Expression, tuple[Test, ...]]:
    if isinstance(node, Sliced):
        base, tests = _unsliced(node.base)
        return base, (*tests, *node.tests)
    return node, ()


def _level(node: Aggregate) -> Fraction | None:
    if node.function is not AggregateFunction.QUANTILE:
        return None
    level = node.second
    if not isinstance(level, Number) or not level.is_share or not 0 <= level.number <= 1:
        _refuse(codes.WRONG_ARGUMENT, "quantile needs a level from 0% to 100%", node.span)
    return level.number


def _term(
    binder: Binder,
    function: AggregateFunction | None,
    of: Column | Name,
    tests: tuple[Test, ...],
    level: Fraction | None = None,
) -> TableTerm:
    table = of.name if isinstance(of, Name) else _table_name(of)
    _require_allowed(binder, table)
    view = binder.names.table(table)
    plain = resolved(written_out(tests, binder.names, binder.definitions), table, binder.names)
    name = None if isinstance(of, Name) else of.column
    declared = None if name is None else view.column(name)
    if function is AggregateFunction.TOTAL and not view.declaration.totals:
        message = f"table {quoted(table)} declares no rows of totals"
        _refuse(codes.NO_TOTALS, message, of.span, "declare 'totals:' on the table, or use sum")
    if function in _SUMS and name is not None:
        _require_summable(declared, name, plain, of.span)
    unit = units.aggregate_unit(function, units.column_unit(declared))
    if name is None:
        unit = units.COUNT
    text = _text(function, table, name, plain, level)
    return TableTerm(table, function, name, plain, unit, text, level)


def _table_name(of: Column) -> str:
    assert of.table is not None
    return of.table


def _require_allowed(binder: Binder, table: str) -> None:
    if binder.allowed_tables is not None and table not in binder.allowed_tables:
        message = f"the measure reads table {quoted(table)}, which 'using' leaves out"
        raise ObstacleError(Obstacle("missing", message, codes.NOT_IN_USING))


def _require_summable(
    declared: ColumnDeclaration | None, name: str, tests: tuple[Test, ...], span: Span
) -> None:
    if units.is_rate(declared):
        assert declared is not None
        assert declared.kind is not None
        _refuse(
            codes.NEVER_SUMMED,
            f"column {quoted(name)} is a {declared.kind.value}: it does not add up",
            span,
        )
    if declared is not None and declared.kind is ColumnKind.STOCK:
        over = declared.over
        if over is not None and not any(_fixes(test, over) for test in tests):
            message = (
                f"column {quoted(name)} is a stock over {quoted(over)}: it is not summed over it"
            )
            _refuse(codes.NEVER_SUMMED, message, span, f"add a test such as {over} = …")


def _fixes(test: Test, column: str) -> bool:
    return (
        isinstance(test, CompareTest)
        and test.comparator is Comparator.EQUAL
        and test.column.column == column
    )


def _text(
    function: AggregateFunction | None,
    table: str,
    column: str | None,
    tests: tuple[Test, ...],
    level: Fraction | None,
) -> str:
    slices = slice_of(tests)
    inner = table if column is None else f"{table}.{column}"
    sliced = inner + (f"[{', '.join(slices)}]" if slices else "")
    if function is None:
        return sliced
    return f"{function.value}({sliced}{'' if level is None else f', {level * 100}%'})"


def _refuse(code: Code, message: str, span: Span, hint: str | None = None) -> NoReturn:
    raise ProblemsError((problem_at(code, message, span, hint),))
