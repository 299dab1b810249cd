"""DataFrames as evidence tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.evidence.given import Given
from factcheck.frames.cell_text import text_maker
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pandas as pd


def given_table(name: str, frame: object) -> Given:
    """Return a DataFrame as the table ``name``: its headers, and its rows as texts.

    Columns are taken by their labels, whole numbers, dates and periods as text. A named index
    becomes the first columns; the nameless index that only numbers the rows is left out. Cells
    become texts: whole numbers without ``.0``, other floats with at most 15 significant digits as
    in a workbook, missing values (``None``, ``NaN``, ``NaT``, ``NA``) as empty cells, dates
    and midnights as ``2020-12-21``, categories by their labels.

    Raises ``TypeError`` where it is no DataFrame, has columns on several levels or holds an
    object that is no value; ``ValueError`` where two columns have one name, a column or a
    meaningful index has none, or a number is infinite. Both name table, column and row.
    """
    import pandas as pd

    if not isinstance(frame, pd.DataFrame):
        kind = type(frame).__name__
        message = f"{_table(name)} is given as {kind}; it has to be a pandas DataFrame"
        raise TypeError(message)
    if frame.columns.nlevels > 1:
        message = f"{_table(name)} has columns on {frame.columns.nlevels} levels; join their labels"
        raise TypeError(message)
    text_of = text_maker()
    headers: list[str] = []
    columns: list[tuple[str, ...]] = []
    for label, values in _columns(name, frame):
        header = _header(name, label, text_of)
        _refuse_repeated(name, header, headers)
        headers.append(header)
        columns.append(_cells(name, header, values, text_of))
    rows = tuple(zip(*columns, strict=True))
    return Given(tuple(headers), rows)


def _columns(name: str, frame: pd.DataFrame) -> Iterator[tuple[object, Iterable[object]]]:
    """Yield label and values of every column, those of a named index first."""
    index = frame.index
    if _has_meaning(name, index):
        for level, label in enumerate(index.names):
            yield label, index.get_level_values(level)
    for position, label in enumerate(frame.columns):
        yield label, frame.iloc[:, position].array


def _has_meaning(name: str, index: pd.Index) -> bool:
    """Whether an index is a column; raises ``ValueError`` where it looks like one and is not."""
    is_nameless = [label is None for label in index.names]
    if not any(is_nameless):
        return True
    only_numbers = index.nlevels == 1 and (index.empty or index.dtype.kind in "iu")
    if not only_numbers:
        message = f"the index of {_table(name)} has no name"
        hint = "name it (`df.index.name = ...`) or drop it (`df.reset_index(drop=True)`)"
        raise ValueError(f"{message}; {hint}")
    return False


def _header(name: str, label: object, text_of: Callable[[object], str]) -> str:
    try:
        header = text_of(label).strip()
    except (TypeError, ValueError) as error:
        message = f"{_table(name)}: the label {quoted(repr(label))} is no name of a column"
        raise TypeError(message) from error
    if not header:
        raise ValueError(f"{_table(name)} has a column without a name")
    return header


def _refuse_repeated(name: str, header: str, headers: list[str]) -> None:
    if header in headers:
        raise ValueError(f"{_table(name)} has two columns called {quoted(header)}; rename one")


def _cells(
    name: str, header: str, values: Iterable[object], text_of: Callable[[object], str]
) -> tuple[str, ...]:
    cells: list[str] = []
    for row, value in enumerate(values, 1):
        try:
            cells.append(text_of(value))
        except (TypeError, ValueError) as error:
            place = f"{_table(name)}, column {quoted(header)}, row {row}"
            raise type(error)(f"{place}: {error}") from error
    return tuple(cells)


def _table(name: str) -> str:
    return f"table {quoted(name)}"
