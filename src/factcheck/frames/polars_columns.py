"""The columns of a polars DataFrame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.frames.cell_text import python_text
from factcheck.frames.column import Column, called, refuse_type
from factcheck.frames.narrow import as_floats, as_nanoseconds
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import polars as pl

_NARROW = ("Float16", "Float32")


def polars_columns(name: str, frame: pl.DataFrame) -> Iterator[Column]:
    """Yield every column, its values as Python has them and numbers as wide as they are.

    Raises ``TypeError`` for a column with lists or records in its cells.
    """
    for series in frame.get_columns():
        if series.dtype.is_nested():
            refuse_type(name, series.name, str(series.dtype))
        yield Column(series.name, _values(name, series), python_text)


def _values(name: str, series: pl.Series) -> Iterable[object]:
    kind = series.dtype
    if str(kind) in _NARROW:
        return as_floats(series.to_list(), int(str(kind)[-2:]))
    if getattr(kind, "time_unit", None) == "ns" and hasattr(kind, "time_zone"):
        # Python's times end at microseconds.
        return as_nanoseconds(series.dt.timestamp("ns").to_list(), kind.time_zone)
    try:
        return series.to_list()
    except (OverflowError, ValueError) as error:
        place = f"{called(name)}, column {quoted(series.name)}"
        raise ValueError(f"{place}: a value is none that Python has: {error}") from error
