"""Parquet files, read by DuckDB with nothing else in reach."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError, refuse_change_of
from factcheck.evidence.frame import Place
from factcheck.evidence.sealed import OutOfMemoryError, QueryError, literal
from factcheck.evidence.stored.apart import asked_apart
from factcheck.evidence.stored.codes import BROKEN_STORE, UNLIKE_PARTS
from factcheck.evidence.stored.parts import Parts
from factcheck.evidence.stored.typed import (
    TypedColumn,
    faults_of,
    float_text,
    floats_of,
    named,
    texts_of,
)
from factcheck.evidence.stored.unlike import refuse_unlike
from factcheck.model.cell import Fault
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.evidence.locate import Located
    from factcheck.evidence.sealed import Ask

    Files = Sequence[Located]
    Element = tuple[Any, ...]
    """An element of a schema: name, number of children, and what its type is."""

_PATTERNS = "*?[{"
_KIND = "type, type_length, converted_type, scale, precision, logical_type"
"""What makes the type of an element, in the words of DuckDB."""


def parquet_columns(ask: Ask, files: Files) -> tuple[TypedColumn, ...]:
    """Return the columns of Parquet files, which all have the same.

    Raises ``ContentError`` where a file contradicts itself, or has other columns than the first.
    """
    schema = _one_schema(ask, files)
    query = f"DESCRIBE SELECT * FROM {parquet_table(files[:1])}"  # noqa: S608 - a quoted literal
    described = [row for batch in ask(query) for row in batch]
    named_columns = _top_level(schema)
    if len(named_columns) != len(described):
        message = "it cannot be read as Parquet: its schema contradicts itself"
        raise ContentError(Fault(BROKEN_STORE, message))
    pairs = zip(named_columns, described, strict=True)
    return tuple(
        TypedColumn(str(name), str(type_), precision) for (name, precision), (_, type_, *_) in pairs
    )


def _one_schema(ask: Ask, files: Files) -> list[Element]:
    """Return the schema of the first file; raises ``ContentError`` where another's is unlike."""
    # The schema has the names as they are; a query would give unlike ones to each column.
    query = f"SELECT file_name, name, num_children, {_KIND} FROM parquet_schema({_paths(files)})"  # noqa: S608 - quoted literals
    rows = (row for batch in ask(query) for row in batch)
    shown = {str(one.path): one.shown for one in files}
    first: list[Element] = []
    for path, elements in groupby(rows, key=lambda row: row[0]):
        schema = [element[1:] for element in elements]
        first = first or schema
        # The first element is the table itself, whose name says nothing.
        if schema[1:] != first[1:]:
            _refuse_schema(first, files[0].shown, schema, shown[path])
    return first


def _refuse_schema(first: list[Element], file: str, schema: list[Element], other: str) -> None:
    """Raise ``ContentError`` that says what differs in the schemas of two files."""
    names, others = ([str(name) for name, *_ in _top_level(one)] for one in (first, schema))
    refuse_unlike(names, file, others, other)
    pairs = zip(first[1:], schema[1:], strict=False)
    one, two = next(pair for pair in pairs if pair[0] != pair[1])
    message = (
        f"column {quoted(str(one[0]))} is {_type_of(one)} in {quoted(file)}, and "
        f"{_type_of(two)} in {quoted(other)}"
    )
    raise ContentError(Fault(UNLIKE_PARTS, message, hint="write both with the same type"))


def _type_of(element: Element) -> str:
    _, _, physical, length, converted, scale, precision, logical = element
    said = [physical or "a group", length and f"of {length} bytes", logical or converted]
    digits = precision and f"{precision} digits, {scale} of them decimals"
    return " ".join(str(one) for one in (*said, digits) if one)


def _top_level(schema: list[Element]) -> list[tuple[str, int | None]]:
    """Return name and precision of the columns that lie in no other one, of a schema's tree.

    An element is followed by its children; the first one is the table.
    """
    found: list[tuple[str, int | None]] = []
    inside = 0
    for name, children, *kind in schema[1:]:
        if not inside:
            found.append((name, kind[4]))
            inside = children or 0
        else:
            inside += (children or 0) - 1
    return found


def parquet_parts(files: Files) -> Parts:
    """Return the columns and rows of Parquet files; raises ``ContentError`` where one is none.

    The rows of several are told apart by their files.
    """
    with connected(files) as ask:
        columns = parquet_columns(ask, files)
    floats = floats_of(columns)
    texts = texts_of(columns)
    is_alone = len(files) == 1

    def rows() -> Iterator[tuple[int, list[str]]]:
        with connected(files) as ask:
            for file in files:
                number = 0
                query = f"SELECT {texts} FROM {named(parquet_table([file]), len(columns))}"  # noqa: S608 - own names
                for batch in ask(query):
                    for row in batch:
                        number += 1
                        cells = list(row)
                        for place, one in floats.items():
                            cells[place] = float_text(cells[place], one)
                        yield number if is_alone else Place(number, file.shown), cells
        for file in files:
            refuse_change_of(file)

    names = tuple(one.name for one in columns)
    return Parts(names, rows, faults_of(columns))


def parquet_table(files: Files, *, with_path: bool = False, with_number: bool = False) -> str:
    """Return Parquet files as a table of SQL.

    Last come a column with the path of each row's file, or its number in it from 0, if asked for.
    """
    path = "filename = 'path of this row', " if with_path else ""
    number = "file_row_number = true, " if with_number else ""
    return f"read_parquet({_paths(files)}, {path}{number}hive_partitioning = false)"


def _paths(files: Files) -> str:
    return f"[{', '.join(literal(str(one.path)) for one in files)}]"


@contextmanager
def connected(files: Files) -> Iterator[Ask]:
    """Give what asks DuckDB about these files.

    Raises ``ContentError`` where one is no Parquet, ``ChangedError`` where it is another file.
    """
    for file in files:
        refuse_change_of(file)
    paths = [str(one.path) for one in files]
    try:
        with asked_apart(*paths) as ask:
            yield ask
    except OutOfMemoryError as error:
        message = "it needs more memory to be read than is allowed"
        raise ContentError(Fault(codes.TOO_MUCH, message)) from error
    except QueryError as error:
        first = str(error).splitlines()[0]
        for path, file in zip(paths, files, strict=True):
            first = first.replace(path, file.shown)
        message = f"it cannot be read as Parquet: {first}"
        is_pattern = any(letter in path for letter in _PATTERNS for path in paths)
        hint = f"move it to where no name has one of {' '.join(_PATTERNS)}" if is_pattern else None
        raise ContentError(Fault(BROKEN_STORE, message, hint=hint)) from error
