"""Parquet files and tables of DuckDB grouped by DuckDB itself, numbers added as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.evidence.content import refuse_change_of
from factcheck.evidence.duckdb_engine import MAX_WIDTH, RefusedError
from factcheck.evidence.sealed import literal
from factcheck.evidence.stored.parquet import connected, parquet_columns, parquet_table
from factcheck.evidence.stored.typed import TypedColumn, float_text, floats_of
from factcheck.evidence.stored.typed_query import Typed, scan_typed

if TYPE_CHECKING:
    from factcheck.evidence.given import Given
    from factcheck.evidence.locate import Located
    from factcheck.evidence.raw import RawGroup, RawRequest, RawScan, RawSet
    from factcheck.evidence.sealed import Ask
    from factcheck.evidence.sizes import Sizes

    Floats = dict[int, TypedColumn]


class ParquetGrouper(Struct, frozen=True):
    """Groups the rows of Parquet files that are one table."""

    files: tuple[Located, ...]
    partitions: Given | None = None
    """The columns that their folders are, behind those of the files."""

    def scan(self, request: RawRequest) -> RawScan:
        """Return the groups of one scan.

        Raises ``RefusedError`` and ``TooMuchError`` as the engine does, ``ContentError`` where a
        file is no Parquet, ``ChangedError`` where it is another one by now.
        """
        with connected(self.files) as ask:
            columns = parquet_columns(ask, self.files)
            table = parquet_table(self.files)
            if self.partitions is not None:
                table = _partitioned(self.files, len(columns), self.partitions)
                columns += tuple(TypedColumn(name, "VARCHAR") for name in self.partitions.headers)
            found = scan_columns(ask, table, columns, request)
        for file in self.files:
            refuse_change_of(file)
        return found

    def sizes(self, places: tuple[int, ...]) -> Sizes:
        """Return how large the table is; raises ``ContentError`` and ``ChangedError`` as ``scan``.

        Of folders that are columns each value is a file's or more.
        """
        # Only needed where there is something to choose.
        from factcheck.evidence.stored.parquet_sizes import parquet_sizes

        with connected(self.files) as ask:
            width = len(parquet_columns(ask, self.files))
            found = parquet_sizes(ask, self.files, width, [p for p in places if p < width])
        given = () if self.partitions is None else self.partitions.rows
        folders = {width + at: len({*values}) for at, values in enumerate(zip(*given, strict=True))}
        return replace(found, distinct={**found.distinct, **folders})


def _partitioned(files: tuple[Located, ...], width: int, partitions: Given) -> str:
    """Return the files as a table with the values of their folders, found by their paths."""
    pairs = zip(files, partitions.rows, strict=True)
    rows = [(str(file.path), *values) for file, values in pairs]
    values = ", ".join(f"({', '.join(map(literal, row))})" for row in rows)
    chosen = [f"f.c{place}" for place in range(width)]
    names = [f"p{place}" for place in range(len(partitions.headers))]
    own = ", ".join(f"c{place}" for place in range(width + 1))
    # Only names of this program's own and quoted literals are put together here.
    return (
        f"(SELECT {', '.join([*chosen, *names])} "  # noqa: S608
        f"FROM {parquet_table(files, with_path=True)} AS f({own}) "
        f"JOIN (VALUES {values}) AS p(path, {', '.join(names)}) ON f.c{width} = p.path)"
    )


def scan_columns(
    ask: Ask, table: str, columns: tuple[TypedColumn, ...], request: RawRequest
) -> RawScan:
    """Return the groups of a table of SQL in one scan; raises as ``scan_typed``."""
    floats = floats_of(columns)
    if len(columns) > MAX_WIDTH or any(place in floats for place, _ in request.totals):
        raise RefusedError
    found = scan_typed(ask, Typed(table, columns), request)
    return _with_float_texts(found, request, floats) if floats else found


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
