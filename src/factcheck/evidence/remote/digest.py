"""The query of a table's digest, which no order of its rows changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlglot
from sqlglot import exp

from factcheck.evidence.remote.dialects import words_of
from factcheck.evidence.remote.query import column_name, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.evidence.remote.store import Dialect, FoundTable

_JOINED = 40
"""Texts that are put together at a time, so that no expression is nested too deeply."""


def digest_query(dialect: Dialect, table: FoundTable) -> str:
    """Return the query of the number of rows, and of the sums of both halves of their digests.

    A row is the text of each of its values, with its length before it, or a sign that there is
    none; of columns that no claim can use nothing is taken. Equal rows count as often as they are
    there. Both sums are null where there are no rows.
    """
    words = words_of(dialect)
    values = [
        words.canonical(f"t.{column_name(dialect, one.name)}", one)
        for one in table.columns
        if one.is_readable
    ]
    # Only names of this program's own and quoted ones are put together here.
    texts = ", ".join(f"{text} AS x{place}" for place, text in enumerate(values))
    source = table_of(dialect, table, texts or "1 AS nothing")
    row = _joined([_measured(f"x{place}", words.text_type) for place in range(len(values))])
    first, second = words.halves("line")
    query = (
        f"WITH source AS (SELECT 1), lines AS (SELECT {row} AS line FROM source), "  # noqa: S608
        f"halves AS (SELECT {first} AS first_half, {second} AS second_half FROM lines) "
        f"SELECT count(*), {words.sum('first_half')}, {words.sum('second_half')} FROM halves"
    )
    tree = sqlglot.parse_one(query, read=dialect)
    cte, *others = (one.this for one in tree.find_all(exp.CTE))
    cte.replace(source)
    if words.is_fenced:
        for one in (source, *others):
            one.set("offset", exp.Offset(expression=exp.Literal.number(0)))
    return tree.sql(dialect=dialect)


def _measured(name: str, text_type: str) -> str:
    length = f"CAST(length({name}) AS {text_type})"
    return f"CASE WHEN {name} IS NULL THEN '-' ELSE {length} || ':' || {name} END"


def _joined(texts: Sequence[str]) -> str:
    """Return the expression of many texts after each other."""
    while len(texts) > 1:
        starts = range(0, len(texts), _JOINED)
        texts = [f"({' || '.join(texts[start : start + _JOINED])})" for start in starts]
    return texts[0] if texts else "''"
