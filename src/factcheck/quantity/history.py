"""A measure at the other periods of its table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.bound import quantity_terms, table_terms, with_table_terms
from factcheck.model.expression import Comparator, CompareTest, Literal
from factcheck.model.possible import History

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.bound import Bound, TableTerm
    from factcheck.model.cell import TableCells
    from factcheck.model.interval import Interval

_PERIOD = re.compile(r"[12]\d{3}(-\d\d){0,2}")
MAX_PERIODS = 200


def history_of(
    measure: Bound, tables: dict[str, TableCells], evaluate: Callable[[Bound], Interval | None]
) -> History | None:
    """Return a measure at every period of the one column that dates all its terms.

    ``None`` where its terms are not all kept to one and the same period.
    """
    dated = [_dated(term) for term in table_terms(measure)]
    free = any(term.definition is None for term in quantity_terms(measure))
    if free or not dated or None in dated or len(set(dated)) > 1:
        return None
    assert dated[0] is not None
    column, period = dated[0]
    periods = _periods(measure, column, tables)
    values = [(each, evaluate(_moved(measure, column, each))) for each in periods]
    return History(period, tuple((each, value) for each, value in values if value is not None))


def _dated(term: TableTerm) -> tuple[str, str] | None:
    """Return the column and period that a term is kept to."""
    for test in term.tests:
        if (
            isinstance(test, CompareTest)
            and test.comparator is Comparator.EQUAL
            and isinstance(test.value, Literal)
            and _PERIOD.fullmatch(test.value.text)
        ):
            return test.column.column, test.value.text
    return None


def _periods(measure: Bound, column: str, tables: dict[str, TableCells]) -> tuple[str, ...]:
    """Return the periods that every table of the measure has, in order."""
    shared: set[str] | None = None
    for term in table_terms(measure):
        facts = tables[term.table].facts_of(column)
        values = set() if facts is None else {v for v in facts.values if _PERIOD.fullmatch(v)}
        shared = values if shared is None else shared & values
    return tuple(sorted(shared or ()))[-MAX_PERIODS:]


def _moved(measure: Bound, column: str, period: str) -> Bound:
    """Return the measure with every term kept to another period."""

    def move(term: TableTerm) -> TableTerm:
        tests = tuple(
            replace(test, value=replace(test.value, text=period))
            if isinstance(test, CompareTest)
            and test.comparator is Comparator.EQUAL
            and isinstance(test.value, Literal)
            and test.column.column == column
            else test
            for test in term.tests
        )
        return replace(term, tests=tests)

    return with_table_terms(measure, move)
