"""Where a number of the calculation comes from: file, digest, filter and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import AggregateFunction
from factcheck.model.expression_text import is_plain_value, quoted_value, written_name
from factcheck.model.render_expression import render_test
from factcheck.model.result import Provenance
from factcheck.quantity.cells.totals import asks_for_total, looked_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.bound import TableTerm
    from factcheck.quantity.aggregates.aggregate import Aggregated


def provenance_of(term: TableTerm, found: Aggregated) -> Provenance:
    """Return the rows that a term was calculated from, and what they had to pass."""
    view = found.looked_at
    # A term of a table was calculated from its cells.
    assert view is not None
    return Provenance(
        view.declaration.called,
        view.cells.path,
        view.cells.sha256,
        tuple(filter_of(term, view.totals)),
        None if term.function is None else term.function.value,
        term.column,
        found.rows,
        found.rows + found.undecided,
        term.second,
    )


def filter_of(term: TableTerm, totals: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Yield every test that the rows of a term have to pass, as written in an expression.

    Rows of declared ``totals`` are left out where no test asks for them, and are all that is
    taken where ``total(t.c)`` wants them, as ``is_counted`` has it.
    """
    yield from map(render_test, term.tests)
    for column, label in totals:
        if asks_for_total(term.tests, column, label):
            continue
        is_total = term.function is AggregateFunction.TOTAL and not looked_at(term.tests, column)
        value = label if is_plain_value(label) else quoted_value(label)
        yield f"{written_name(column)} {'=' if is_total else '!='} {value}"
