"""What a column must be to be summed, or calculated with at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from factcheck.model.expression import Comparator, CompareTest
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.problem import ProblemsError
from factcheck.model.spec import ColumnKind, ColumnType
from factcheck.model.told import told
from factcheck.plan import codes, units
from factcheck.plan.names import problem_at

if TYPE_CHECKING:
    from factcheck.model.expression import Test
    from factcheck.model.problem import Code
    from factcheck.model.span import Span
    from factcheck.model.spec import ColumnDeclaration
    from factcheck.plan.names import NamedTable

_TIME = re.compile(
    r"year|month|quarter|week|date|day|period|time|jahr|monat|quartal|datum|\btag\b", re.IGNORECASE
)
"""Names of columns that most often hold dates."""
_MOST = 5


def require_numbers(view: NamedTable, name: str) -> None:
    """Refuse to calculate with a column that is declared to hold dates or texts.

    Raises ``ObstacleError``, so that claims which only test the column are judged all the same.
    """
    declared = view.column(name)
    if declared is None or declared.type in {None, ColumnType.NUMBER}:
        return
    assert declared.type is not None
    is_date = declared.type is ColumnType.DATE
    message = told(
        "the claim calculates with the column {column} of table {table}, which is declared to hold "
        "{what}",
        column=quoted(name),
        table=quoted(view.declaration.called),
        what=told("dates, which are no numbers")
        if is_date
        else told("texts, which are no numbers"),
    )
    hint = told("remove its 'type', or declare 'type: number'")
    if declared.is_described:
        hint = told(
            "its Data Package says so; correct it there, or declare the 'unit' that it counts"
        )
    if is_date:
        hint = told(
            "declare a column of years with 'compute: year({column})' and use that, or count the "
            "dates with 'distinct({table}.{column})'",
            table=view.declaration.called,
            column=name,
        )
    raise ObstacleError(Obstacle("fault", message, codes.NO_NUMBERS, hint))


def require_summable(
    view: NamedTable,
    name: str,
    tests: tuple[Test, ...],
    span: Span,
    by: frozenset[str] = frozenset(),
) -> None:
    """Refuse the sum of a column that does not add up over the rows of a slice.

    ``tests`` are those of the slice, which is divided into groups with one value of each column
    in ``by``. Raises ``ProblemsError`` for a rate, an index or a median,
    and for a stock unless the tests keep to one value of the column that it is a stock over.
    """
    declared = view.column(name)
    if declared is None:
        return
    if units.is_rate(declared):
        assert declared.kind is not None
        _refuse(
            codes.NEVER_SUMMED,
            f"column {quoted(name)} is a {declared.kind.value}: it does not add up",
            span,
            f"ask for one cell, '{view.declaration.called}.{name}[…]', for 'mean', 'min' or 'max', "
            "or for 'weighted_mean' with a column of how many each row stands for",
        )
    if declared.kind is ColumnKind.STOCK and declared.over not in by:
        _require_one_date(view, declared, tests, span)


def _require_one_date(
    view: NamedTable, stock: ColumnDeclaration, tests: tuple[Test, ...], span: Span
) -> None:
    """Refuse to sum a stock over several dates, or over nobody knows which."""
    name, over = stock.name, stock.over
    if over is None:
        key = view.declaration.key
        is_one_cell = key and all(any(_fixes(test, column) for test in tests) for column in key)
        likely = _date_columns(view, name)
        if is_one_cell or not likely:
            return
        message = (
            f"column {quoted(name)} is a stock, and nothing says along which column it is the same "
            "again, so that it may be summed over several dates"
        )
        columns = ", ".join(quoted(each) for each in likely[:_MOST])
        hint = f"add 'over: …' to the column: {columns}; in a table of one date leave 'kind' out"
        _refuse(codes.STOCK, message, span, hint)
    if not any(_fixes(test, over) for test in tests):
        message = f"column {quoted(name)} is a stock over {quoted(over)}: it is not summed over it"
        _refuse(codes.NEVER_SUMMED, message, span, f"add a test such as {over} = …")


def _date_columns(view: NamedTable, name: str) -> list[str]:
    """Return the other columns of a table that hold dates, by their type or by their name."""
    renamed = {column.header: column.name for column in view.declaration.columns}
    others = [
        known for header in view.opened.header if (known := renamed.get(header, header)) != name
    ]
    dates = {column.name for column in view.declaration.columns if column.type is ColumnType.DATE}
    return [each for each in others if each in dates or _TIME.search(each)]


def _fixes(test: Test, column: str) -> bool:
    return (
        isinstance(test, CompareTest)
        and test.comparator is Comparator.EQUAL
        and test.column.column == column
    )


def _refuse(code: Code, message: str, span: Span, hint: str | None = None) -> NoReturn:
    raise ProblemsError((problem_at(code, message, span, hint),))
