"""The columns of a pandas DataFrame, and of its index where that means something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factcheck.frames.cell_text import text_maker
from factcheck.frames.column import Column, called

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd


def pandas_columns(name: str, frame: pd.DataFrame) -> Iterator[Column]:
    """Yield every column, those of a named index first.

    Raises ``TypeError`` for columns on several levels, and ``ValueError`` for an index that looks
    like a column and has no name.
    """
    if frame.columns.nlevels > 1:
        levels = frame.columns.nlevels
        raise TypeError(f"{called(name)} has columns on {levels} levels; join their labels")
    text_of = text_maker()
    index = frame.index
    if _has_meaning(name, index):
        for level, label in enumerate(index.names):
            yield Column(label, index.get_level_values(level), text_of)
    for position, label in enumerate(frame.columns):
        array: Any = frame.iloc[:, position].array
        if hasattr(array.dtype, "pyarrow_dtype"):
            from factcheck.frames.arrow_columns import arrow_values

            header = text_of(label)
            yield Column(label, arrow_values(name, header, array.__arrow_array__()), text_of)
        else:
            yield Column(label, array, text_of)


def _has_meaning(name: str, index: pd.Index) -> bool:
    """Whether an index is a column; raises ``ValueError`` where it looks like one and is not."""
    is_nameless = [label is None for label in index.names]
    if not any(is_nameless):
        return True
    only_numbers = index.nlevels == 1 and (index.empty or index.dtype.kind in "iu")
    if not only_numbers:
        message = f"the index of {called(name)} has no name"
        hint = "name it (`df.index.name = ...`) or drop it (`df.reset_index(drop=True)`)"
        raise ValueError(f"{message}; {hint}")
    return False
