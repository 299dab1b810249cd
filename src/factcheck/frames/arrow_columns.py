"""The columns of a pyarrow Table or RecordBatch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factcheck.frames.cell_text import python_text
from factcheck.frames.column import Column, called, refuse_type
from factcheck.frames.narrow import as_floats
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NARROW = {"halffloat": 16, "float": 32}


def arrow_columns(name: str, table: Any) -> Iterator[Column]:  # noqa: ANN401 - pyarrow has no types
    """Yield every column, chunks joined and dictionaries looked up.

    Raises ``TypeError`` for a column with lists or records in its cells.
    """
    for header, column in zip(table.schema.names, table.columns, strict=True):
        yield Column(header, arrow_values(name, header, column), python_text)


def arrow_values(name: str, header: str, column: Any) -> Iterable[object]:  # noqa: ANN401 - as above
    """Return the values of an array or of its chunks, numbers as wide as they are.

    Raises as ``arrow_columns``, and ``ValueError`` for values that Python does not have, such as
    a date after the year 9999.
    """
    from pyarrow import types

    kind = column.type
    while types.is_dictionary(kind) or types.is_run_end_encoded(kind):
        kind = kind.value_type
    if types.is_nested(kind):
        refuse_type(name, header, str(kind))
    try:
        values = column.to_pylist()
    except (OverflowError, ValueError) as error:
        place = f"{called(name)}, column {quoted(header)}"
        raise ValueError(f"{place}: a value is none that Python has: {error}") from error
    bits = _NARROW.get(str(kind))
    return values if bits is None else as_floats(values, bits)
