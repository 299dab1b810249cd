"""DataFrames as evidence tables, whichever of three libraries they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factcheck.frames.column import called, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.given import Given
    from factcheck.frames.column import Column

_WANTED = "it has to be a DataFrame of pandas or polars, or a Table of pyarrow"
_LATER = {
    ("polars", "LazyFrame"): "is not computed yet; call `.collect()` first",
    ("pyarrow", "RecordBatchReader"): "can be read once only; call `.read_all()` first",
    ("pyarrow", "Dataset"): "is not read yet; call `.to_table()` first",
}
"""What becomes a table by one more step."""


def given_table(name: str, frame: object) -> Given:
    """Return a frame as the table ``name``: its headers, and its rows as texts.

    Columns are taken by their labels, whole numbers, dates and periods as text. A named index of
    pandas becomes the first columns; the nameless index that only numbers the rows is left out.
    Cells become texts: whole numbers without ``.0``, other floats with at most 15 significant
    digits as in a workbook, missing values (``None``, null, ``NaN``, ``NaT``, ``NA``) as empty
    cells, dates and midnights as ``2020-12-21``, categories by their labels. The same values give
    the same texts from every library.

    Raises ``TypeError`` where it is no DataFrame of pandas or polars and no Table or RecordBatch
    of pyarrow, where it is lazy, has columns on several levels, lists in its cells or an object
    that is no value; ``ValueError`` where two columns have one name, a column or a meaningful
    index has none, or a number is infinite. Both name table, column and row.
    """
    return table_of(name, _columns(name, frame))


def _columns(name: str, frame: Any) -> Iterator[Column]:  # noqa: ANN401 - of three libraries
    # Recognised by their names, so that no library is loaded that nobody uses.
    kinds = {(kind.__module__.partition(".")[0], kind.__name__) for kind in type(frame).__mro__}
    if ("pandas", "DataFrame") in kinds:
        from factcheck.frames.pandas_columns import pandas_columns

        return pandas_columns(name, frame)
    if ("polars", "DataFrame") in kinds:
        from factcheck.frames.polars_columns import polars_columns

        return polars_columns(name, frame)
    if kinds & {("pyarrow", "Table"), ("pyarrow", "RecordBatch")}:
        from factcheck.frames.arrow_columns import arrow_columns

        return arrow_columns(name, frame)
    shown = type(frame).__name__
    later = next((why for kind, why in _LATER.items() if kind in kinds), None)
    if later is not None:
        raise TypeError(f"{called(name)} is given as {shown}, which {later}")
    raise TypeError(f"{called(name)} is given as {shown}; {_WANTED}")
