"""Aggregates of a table's rows, bound."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from msgspec.structs import replace

from factcheck.model.bound import TableTerm
from factcheck.model.expression import (
    AggregateFunction,
    Column,
    Name,
    Number,
    Sliced,
)
from factcheck.model.near import quoted
from factcheck.model.plan import met_at
from factcheck.model.problem import ProblemsError
from factcheck.model.term_text import term_text
from factcheck.plan import codes, units
from factcheck.plan.filters import rows_of
from factcheck.plan.names import problem_at
from factcheck.plan.slices import written_out
from factcheck.plan.summable import require_numbers, require_summable

if TYPE_CHECKING:
    from factcheck.model.expression import Aggregate, Expression, Test
    from factcheck.model.fraction import Fraction
    from factcheck.model.problem import Code
    from factcheck.model.span import Span
    from factcheck.plan.expressions import Binder

_SUMS = {AggregateFunction.SUM, AggregateFunction.TOTAL}
_OF_ANY = {AggregateFunction.COUNT, AggregateFunction.DISTINCT}
"""Aggregates that ask nothing of the values but whether they are the same."""
_OF_ONE = frozenset(
    {
        None,
        AggregateFunction.MEAN,
        AggregateFunction.MEDIAN,
        AggregateFunction.QUANTILE,
        AggregateFunction.MIN,
        AggregateFunction.MAX,
        AggregateFunction.LAST,
    }
)
"""Aggregates that are a value of their column, or lie among these; ``None`` is one cell."""


def bind_cell(binder: Binder, node: Column, tests: tuple[Test, ...]) -> TableTerm:
    """Return the one cell of a column that the tests select."""
    with met_at(node.span):
        return _term(binder, None, node, tests)


def bind_aggregate(binder: Binder, node: Aggregate, tests: tuple[Test, ...]) -> TableTerm:
    """Return an aggregate with its slice inside."""
    of, inner = _unsliced(node.of)
    every = (*tests, *inner)
    if node.function is AggregateFunction.COUNT:
        if not isinstance(of, Name) or of.name not in binder.names.tables:
            _refuse(codes.WRONG_ARGUMENT, "count needs a table, as in count(table)", node.span)
        with met_at(of.span):
            return _term(binder, node.function, of, every)
    assert isinstance(of, Column)  # the parser takes nothing else
    with met_at(of.span):
        return _term(binder, node.function, of, every, _level(node), _second(binder, node, of))


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


def _second(binder: Binder, node: Aggregate, of: Column) -> str | None:
    """Return the other column that an aggregate looks at, which is of the same table."""
    other = node.over if isinstance(node.second, Number | None) else node.second
    if other is None:
        return None
    assert isinstance(other, Column)  # the parser takes nothing else
    if other.table not in {None, of.table}:
        message = (
            f"{node.function.value}(…) looks at the rows of table {quoted(_table_name(of))}, "
            f"and {quoted(f'{other.table}.{other.column}')} is a column of another"
        )
        hint = "bring the columns into one table with 'join'"
        _refuse(codes.WRONG_ARGUMENT, message, other.span, hint)
    with met_at(other.span):
        view = binder.names.table(_table_name(of))
        view.column(other.column)
        if node.over is None:
            require_numbers(view, other.column)
    return other.column


def _term(
    binder: Binder,
    function: AggregateFunction | None,
    of: Column | Name,
    tests: tuple[Test, ...],
    level: Fraction | None = None,
    second: str | None = None,
) -> TableTerm:
    table = of.name if isinstance(of, Name) else _table_name(of)
    binder.require_allowed(table)
    view = binder.names.table(table)
    flat = written_out(tests, binder.names, binder.definitions)
    plain = rows_of(binder, flat, table)
    name = None if isinstance(of, Name) else of.column
    declared = None if name is None else view.column(name)
    if function is AggregateFunction.TOTAL and not view.declaration.totals:
        message = f"table {quoted(table)} declares no rows of totals"
        _refuse(codes.NO_TOTALS, message, of.span, "declare 'totals:' on the table, or use sum")
    if function in _SUMS and name is not None:
        require_summable(view, name, plain, of.span, binder.by)
    if function not in _OF_ANY and name is not None:
        require_numbers(view, name)
    unit = units.aggregate_unit(function, units.column_unit(declared))
    if name is None:
        unit = units.COUNT
    elif function in _OF_ONE:
        unit = units.year_unit(declared, name, unit)
    term = TableTerm(table, function, name, plain, unit, "", level, second)
    return replace(term, text=term_text(table, term))


def _table_name(of: Column) -> str:
    assert of.table is not None
    return of.table


def _refuse(code: Code, message: str, span: Span, hint: str | None = None) -> NoReturn:
    raise ProblemsError((problem_at(code, message, span, hint),))
