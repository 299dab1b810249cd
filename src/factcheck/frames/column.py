"""One column of a frame, whatever library it comes from, and the table that columns make."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, NoReturn

from factcheck.evidence.given import Given
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Column(NamedTuple):
    """A column before its values are texts."""

    label: object
    values: Iterable[object]
    text_of: Callable[[object], str]
    """Gives the text of a value, and of the label; raises ``TypeError`` and ``ValueError``."""


def table_of(name: str, columns: Iterable[Column]) -> Given:
    """Return the table ``name`` of some columns, all equally long.

    Raises ``TypeError`` where a label or a value is none that a table could print, ``ValueError``
    where a column has no name, two have the same, or a number is infinite. Both name the table,
    the column and the row, from 1.
    """
    headers: list[str] = []
    texts: list[tuple[str, ...]] = []
    for column in columns:
        header = _header(name, column)
        _refuse_repeated(name, header, headers)
        headers.append(header)
        texts.append(_cells(name, header, column))
    return Given(tuple(headers), tuple(zip(*texts, strict=True)))


def called(name: str) -> str:
    """Return how messages call a table."""
    return f"table {quoted(name)}"


def refuse_type(name: str, header: str, kind: str) -> NoReturn:
    """Raise ``TypeError`` for a column whose type has several values in a cell."""
    place = f"{called(name)}, column {quoted(header)}"
    message = f"{place}: its type {quoted(kind)} has no single value in a cell"
    raise TypeError(f"{message}; turn it into numbers, dates or text first")


def _header(name: str, column: Column) -> str:
    try:
        header = column.text_of(column.label).strip()
    except (TypeError, ValueError) as error:
        shown = quoted(repr(column.label))
        raise TypeError(f"{called(name)}: the label {shown} is no name of a column") from error
    if not header:
        raise ValueError(f"{called(name)} has a column without a name")
    return header


def _refuse_repeated(name: str, header: str, headers: list[str]) -> None:
    if header in headers:
        raise ValueError(f"{called(name)} has two columns called {quoted(header)}; rename one")


def _cells(name: str, header: str, column: Column) -> tuple[str, ...]:
    cells: list[str] = []
    text_of = column.text_of
    for row, value in enumerate(column.values, 1):
        try:
            cells.append(text_of(value))
        except (TypeError, ValueError) as error:
            place = f"{called(name)}, column {quoted(header)}, row {row}"
            kind = TypeError if isinstance(error, TypeError) else ValueError
            raise kind(f"{place}: {error}") from error
    return tuple(cells)
