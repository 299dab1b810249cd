"""A Parquet file grouped by DuckDB itself, numbers added as the numbers that they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence.content import refuse_change_of
from factcheck.evidence.duckdb_engine import MAX_WIDTH, Fed, RefusedError, scan_table
from factcheck.evidence.stored.parquet import (
    connected,
    float_text,
    named,
    parquet_columns,
    parquet_table,
    text_of,
)

if TYPE_CHECKING:
    from factcheck.evidence.locate import Located
    from factcheck.evidence.raw import RawGroup, RawRequest, RawScan, RawSet
    from factcheck.evidence.stored.parquet import ParquetColumn

    Floats = dict[int, ParquetColumn]


class ParquetGrouper(Struct, frozen=True):
    """Groups the rows of one Parquet file."""

    located: Located

    def scan(self, request: RawRequest) -> RawScan:
        """Return the groups of one scan; raises as ``scan_parquet``."""
        return scan_parquet(self.located, request)


def scan_parquet(located: Located, request: RawRequest) -> RawScan:
    """Return the groups of a Parquet file in one scan.

    Raises ``RefusedError`` and ``TooMuchError`` as the engine does, ``ContentError`` where it is
    no Parquet, ``ChangedError`` where the file is another one by now.
    """
    with connected(located) as ask:
        columns = parquet_columns(ask, str(located.path))
        floats = {place: one for place, one in enumerate(columns) if one.is_float}
        if len(columns) > MAX_WIDTH or any(place in floats for place, _ in request.totals):
            raise RefusedError
        searched = tuple(place for place in request.searched if columns[place].is_text)
        request = request._replace(searched=searched)
        found = scan_table(ask, _fed(located, columns, request), request)
    refuse_change_of(located)
    return _with_float_texts(found, request, floats) if floats else found


def _fed(located: Located, columns: tuple[ParquetColumn, ...], request: RawRequest) -> Fed:
    used = {place for one in request.sets for place in (*one.dimensions, *one.measures)}
    used |= {*request.searched, *(place for place, _ in request.totals)}
    exact = frozenset(place for place in used if columns[place].is_exact)
    texts = [f"{text_of(f't.c{place}', columns[place])} AS c{place}" for place in sorted(used)]
    numbers = [f"t.c{place} AS n{place}" for place in sorted(exact)]
    chosen = ", ".join([*texts, *numbers]) or "1 AS nothing"
    table = named(parquet_table(str(located.path)), len(columns))
    # Only names of this program's own and a quoted literal are put together here.
    return Fed(f"(SELECT {chosen} FROM {table})", exact)  # noqa: S608


def _with_float_texts(found: RawScan, request: RawRequest, floats: Floats) -> RawScan:
    """Return a scan whose binary fractions are printed as the other engine has them.

    Several groups may have the same texts then.
    """
    pairs = zip(request.sets, found.groups, strict=True)
    groups = tuple(tuple(_plain(one, each, floats) for each in many) for one, many in pairs)
    return found._replace(groups=groups)


def _plain(grouping: RawSet, group: RawGroup, floats: Floats) -> RawGroup:
    texts = tuple(
        float_text(text, floats[place]) if place in floats else text
        for place, text in zip(grouping.dimensions, group.texts, strict=True)
    )
    measures = tuple(
        float_text(one, floats[place]) if place in floats and isinstance(one, str) else one
        for place, one in zip(grouping.measures, group.measures, strict=True)
    )
    return group._replace(texts=texts, measures=measures)
