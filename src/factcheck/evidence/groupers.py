"""Which tables are grouped where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.evidence.frame import GroupedFrame, grouped
from factcheck.evidence.locate import DUCKDB, PARQUET

if TYPE_CHECKING:
    from factcheck.evidence.frame import Frame
    from factcheck.evidence.source import Origin


def with_grouper(origin: Origin, frame: Frame) -> Frame:
    """Return a table's frame, with what groups its rows where nothing else is done to them."""
    if not origin.is_whole:
        return frame
    if origin.remote is not None:
        from factcheck.evidence.remote.grouper import RemoteGrouper

        return grouped(frame, RemoteGrouper(origin.remote), is_ordered=False)
    if origin.files and origin.files[0].suffix == PARQUET:
        from factcheck.evidence.stored.columns import ParquetGrouper

        parquet = ParquetGrouper(origin.files, origin.partitions)
        return grouped(frame, parquet, sizes=parquet.sizes)
    if origin.files and origin.files[0].suffix == DUCKDB and not origin.is_many:
        from factcheck.evidence.stored.duckdb_file import DuckdbGrouper

        relation = origin.declaration.relation
        grouper = DuckdbGrouper(origin.files[0], None if relation is None else relation.value)
        is_ordered = not isinstance(frame, GroupedFrame) or frame.is_ordered
        return grouped(frame, grouper, is_ordered=is_ordered)
    return frame
