"""Which tables are grouped where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.evidence.frame import grouped
from factcheck.evidence.locate import PARQUET

if TYPE_CHECKING:
    from factcheck.evidence.frame import Frame
    from factcheck.evidence.source import Origin


def with_grouper(origin: Origin, frame: Frame) -> Frame:
    """Return a table's frame, with what groups its rows where nothing else is done to them."""
    if not origin.is_whole:
        return frame
    if origin.files and origin.files[0].suffix == PARQUET:
        from factcheck.evidence.stored.columns import ParquetGrouper

        return grouped(frame, ParquetGrouper(origin.files[0]))
    return frame
