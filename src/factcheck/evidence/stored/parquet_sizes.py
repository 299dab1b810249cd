"""How large Parquet files are: the number of their rows, and about how many values columns have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.evidence.sizes import Sample, Sizes, estimated_distinct
from factcheck.evidence.stored.parquet import parquet_table
from factcheck.evidence.stored.typed import named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.evidence.locate import Located
    from factcheck.evidence.sealed import Ask

_STRETCHES = 8
_SAMPLED = 128_000
"""So many rows are looked at, in stretches of equal length over each file."""


def parquet_sizes(ask: Ask, files: tuple[Located, ...], width: int, places: Iterable[int]) -> Sizes:
    """Return the number of rows, and how many values some columns may have by a sample of rows.

    ``width`` is the number of columns of the files.
    """
    # Only the engine's own names and quoted literals are put together in these queries.
    counting = f"SELECT count(*) FROM {parquet_table(files)}"  # noqa: S608
    ((rows,),) = (row for batch in ask(counting) for row in batch)
    wanted = sorted(set(places))
    if not wanted or not rows:
        return Sizes(int(rows), {})
    found = (row for batch in ask(_query(files, width, int(rows), wanted)) for row in batch)
    samples = {int(place): Sample(int(n), int(d), int(once)) for place, n, d, once in found}
    return Sizes(int(rows), {p: estimated_distinct(one, int(rows)) for p, one in samples.items()})


def _query(files: tuple[Located, ...], width: int, rows: int, places: list[int]) -> str:
    """Return the query of rows, different values and values met once of each column's sample."""
    each = max(1, _SAMPLED // (_STRETCHES * len(files)))
    step = max(each, rows // len(files) // _STRETCHES)
    starts = [number * step for number in range(_STRETCHES)]
    tests = " OR ".join(f"t.c{width} BETWEEN {at} AND {at + each - 1}" for at in starts)
    table = named(parquet_table(files, with_number=True), width + 1)
    sample = ", ".join(f"t.c{place}" for place in places)
    counted = " UNION ALL ".join(
        f"SELECT {place}, sum(n), count(*), count(*) FILTER (n = 1) "  # noqa: S608 - own names
        f"FROM (SELECT c{place}, count(*) AS n FROM sampled GROUP BY 1)"
        for place in places
    )
    return f"WITH sampled AS MATERIALIZED (SELECT {sample} FROM {table} WHERE {tests}) {counted}"  # noqa: S608
