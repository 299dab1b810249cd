"""The text of an aggregate of a table: ``sum(t.n[year = 2018])``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.cell import number_key
from factcheck.model.expression import AggregateFunction
from factcheck.model.render_expression import render_test

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.bound import TableTerm
    from factcheck.model.expression import Test


def slice_of(tests: Iterable[Test]) -> tuple[str, ...]:
    """Return the canonical text of tests: sorted, each once."""
    return tuple(sorted({render_test(test) for test in tests}))


def term_text(table: str, term: TableTerm) -> str:
    """Return an aggregate as an expression writes it; ``table`` is what that calls its table."""
    slices = slice_of(term.tests)
    inner = table if term.column is None else f"{table}.{term.column}"
    sliced = inner + (f"[{', '.join(slices)}]" if slices else "")
    if term.function is None:
        return sliced
    return f"{term.function.value}({sliced}{_beside(table, term)})"


def _beside(table: str, term: TableTerm) -> str:
    """Return what stands beside the column of an aggregate."""
    if term.level is not None:
        return f", {number_key(term.level * 100)}%"
    if term.second is None:
        return ""
    if term.function is AggregateFunction.LAST:
        return f" over {term.second}"
    return f", {table}.{term.second}"
