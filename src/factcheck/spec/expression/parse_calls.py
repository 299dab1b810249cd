"""Functions with their arguments."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from factcheck.model.expression import (
    Aggregate,
    AggregateFunction,
    Column,
    Expression,
    Extreme,
    Groups,
    Magnitude,
    Name,
    Pair,
    PairFunction,
    Share,
    Test,
)
from factcheck.model.expression_names import names_in
from factcheck.model.near import quoted
from factcheck.spec.expression.call import Call
from factcheck.spec.expression.codes import UNKNOWN_FUNCTION
from factcheck.spec.expression.functions import meant_function
from factcheck.spec.expression.parse_references import begins_reference, parse_reference
from factcheck.spec.expression.parse_relations import parse_comparison
from factcheck.spec.expression.parse_tests import joined, parse_all
from factcheck.spec.expression.recognise_tests import begins_test

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.problem import ProblemsError
    from factcheck.spec.expression.cursor import Cursor


def parse_call(
    cursor: Cursor, name: str, start: int, parse: Callable[[Cursor], Expression]
) -> Expression:
    """Return the call of ``name``, which has been read and began at ``start``."""
    if name not in _READERS:
        message = f"there is no function {quoted(name)}"
        end = start + len(name)
        raise cursor.error(UNKNOWN_FUNCTION, message, start, end, hint=meant_function(name))
    opening = cursor.here
    cursor.take("(")
    with cursor.nested(opening):
        return _READERS[name](Call(cursor, name, start, opening, parse))


def _count(call: Call) -> Aggregate:
    if call.cursor.next_is("*"):
        raise call.wrong("a table is missing")
    table = call.table()
    return Aggregate(AggregateFunction.COUNT, table, call.close())


def _of_column(call: Call) -> Aggregate:
    column = call.column()
    return Aggregate(AggregateFunction(call.name), column, call.close())


def _quantile(call: Call) -> Aggregate:
    column = call.column()
    call.comma()
    begin = call.cursor.here
    level = call.argument()
    if next(names_in(level), None) is not None:
        raise call.wrong_kind("a number for its level, such as 90%", begin)
    return Aggregate(AggregateFunction.QUANTILE, column, call.close(), second=level)


def _last(call: Call) -> Aggregate:
    column = call.column()
    call.keyword("over", "'over' and a column")
    over = _plain_column(call)
    return Aggregate(AggregateFunction.LAST, column, call.close(), over=over)


def _of_two_columns(call: Call) -> Aggregate:
    first = call.column()
    call.comma()
    begin = call.cursor.here
    second = call.argument()
    if not isinstance(second, Column):
        raise call.wrong_kind("a second column, written table.column", begin)
    return Aggregate(AggregateFunction(call.name), first, call.close(), second=second)


def _groups(call: Call) -> Groups:
    table = call.table()
    call.keyword("by", "'by' and a column")
    by = _group_columns(call)
    call.comma()
    call.keyword("holds", "'holds' and a comparison")
    comparison = parse_comparison(call.cursor, call.parse)
    return Groups(table, by, comparison, call.close())


def _group_columns(call: Call) -> tuple[Column, ...]:
    """Return one column, or several in parentheses."""
    opening = call.cursor.here
    if not call.cursor.take("("):
        return (_plain_column(call),)
    columns = [_plain_column(call)]
    while call.cursor.take(","):
        columns.append(_plain_column(call))
    call.cursor.close(opening, ")", "a comma", hint=call.usage)
    return tuple(columns)


def _plain_column(call: Call) -> Column:
    """Return the column that comes next, with or without its table."""
    if not begins_reference(call.cursor):
        raise call.cursor.unexpected("a column", hint=call.usage)
    reference = parse_reference(call.cursor)
    if isinstance(reference, Name):
        return Column(None, reference.name, reference.span)
    return reference


def _share(call: Call) -> Share:
    base = call.argument()
    call.comma()
    part = _part(call)
    return Share(base, part, call.close())


def _part(call: Call) -> Expression | Test:
    """Return the part: tests where it is written as such, else an expression."""
    begin = call.cursor.here
    if not begins_test(call.cursor):
        return call.argument()
    return joined(call.cursor, parse_all(call.cursor), begin)


def _pair(call: Call) -> Pair:
    before = call.argument()
    if not (call.cursor.take("->") or call.cursor.take("→")):
        raise _no_arrow(call)
    after = call.argument()
    return Pair(PairFunction(call.name), before, after, call.close())


def _no_arrow(call: Call) -> ProblemsError:
    if call.cursor.next_is(",") or call.cursor.next_is(")"):
        return call.wrong("an arrow is missing")
    return call.cursor.unexpected("'->'", hint=call.usage)


def _abs(call: Call) -> Magnitude:
    operand = call.argument()
    return Magnitude(operand, call.close())


def _extreme(call: Call) -> Extreme:
    operands = [call.argument()]
    call.comma()
    operands.append(call.argument())
    while call.cursor.take(","):
        operands.append(call.argument())
    return Extreme(call.name == "largest", tuple(operands), call.close())


_READERS: MappingProxyType[str, Callable[[Call], Expression]] = MappingProxyType(
    {
        "count": _count,
        "sum": _of_column,
        "total": _of_column,
        "mean": _of_column,
        "median": _of_column,
        "min": _of_column,
        "max": _of_column,
        "distinct": _of_column,
        "quantile": _quantile,
        "last": _last,
        "weighted_mean": _of_two_columns,
        "correlation": _of_two_columns,
        "groups": _groups,
        "share": _share,
        "change": _pair,
        "points": _pair,
        "abs": _abs,
        "largest": _extreme,
        "smallest": _extreme,
    }
)
"""Every function with what reads its arguments."""
