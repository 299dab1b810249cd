"""Parquet files, read by DuckDB with nothing else in reach."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError, refuse_change_of
from factcheck.evidence.sealed import OutOfMemoryError, QueryError, literal
from factcheck.evidence.stored.apart import asked_apart
from factcheck.evidence.stored.codes import BROKEN_STORE
from factcheck.evidence.stored.parts import Parts, no_single_values
from factcheck.evidence.stored.plain_numbers import plain_number
from factcheck.evidence.workbook.cell_text import number_text
from factcheck.model.cell import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.locate import Located
    from factcheck.evidence.sealed import Ask

_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT")
_WHOLE_NUMBERS = frozenset({*_WHOLE, *(f"U{name}" for name in _WHOLE)})
_AS_TEXT = frozenset({*_WHOLE_NUMBERS, "VARCHAR", "DATE", "TIME", "UUID", "BOOLEAN", '"NULL"'})
_WIDE, _NARROW = "DOUBLE", "FLOAT"
_MOMENTS = frozenset({"TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_MS", "TIMESTAMP_S"})
_WITH_ZONE = "TIMESTAMP WITH TIME ZONE"
_MOST_DIGITS = 38
"""Of a decimal number; DuckDB makes binary fractions of longer ones."""
_SURE_DIGITS = 15
"""Of a binary fraction; what stands behind them is dust of the arithmetic."""
_PATTERNS = "*?[{"
_HINT = (
    "a cell is one number, text, date, time or truth; write what claims need of it as a column "
    "of its own"
)


class ParquetColumn(NamedTuple):
    """A column of a Parquet file."""

    name: str
    type: str
    """As DuckDB calls it."""
    precision: int | None = None
    """The digits of a decimal number."""

    @property
    def is_exact(self) -> bool:
        """Whether it holds whole or decimal numbers, which DuckDB adds exactly."""
        return self.type in _WHOLE_NUMBERS or self.type.startswith("DECIMAL(")

    @property
    def is_text(self) -> bool:
        """Whether it holds texts, among which the label of a total may be."""
        return self.type == "VARCHAR"

    @property
    def is_float(self) -> bool:
        """Whether it holds binary fractions, whose texts are looked at once more."""
        return self.type in {_WIDE, _NARROW} and self.is_readable

    @property
    def is_readable(self) -> bool:
        """Whether each value is a single one whose text says what it is."""
        if self.precision is not None and self.precision > _MOST_DIGITS:
            return False
        is_plain = self.type in _AS_TEXT or self.is_exact
        return (is_plain and not self.type.endswith("]")) or self.type in {
            _WIDE,
            _NARROW,
            *_MOMENTS,
            _WITH_ZONE,
        }

    def fault(self) -> Fault | None:
        """Return why no claim can use it."""
        if self.is_readable:
            return None
        shown = self.type if self.precision is None else f"DECIMAL of {self.precision} digits"
        return no_single_values(self.name, f"values of the type {shown}", _HINT)


def parquet_columns(ask: Ask, path: str) -> tuple[ParquetColumn, ...]:
    """Return the columns of a Parquet file; raises ``ContentError`` where it contradicts itself."""
    # The schema has the names as they are; a query would give unlike ones to each column.
    query = f"SELECT name, num_children, precision FROM parquet_schema({literal(path)})"  # noqa: S608 - a quoted literal
    schema = [row for batch in ask(query) for row in batch]
    query = f"DESCRIBE SELECT * FROM {parquet_table(path)}"  # noqa: S608 - a quoted literal
    described = [row for batch in ask(query) for row in batch]
    named_columns = _top_level(schema)
    if len(named_columns) != len(described):
        message = "it cannot be read as Parquet: its schema contradicts itself"
        raise ContentError(Fault(BROKEN_STORE, message))
    pairs = zip(named_columns, described, strict=True)
    return tuple(
        ParquetColumn(str(name), str(type_), precision)
        for (name, precision), (_, type_, *_) in pairs
    )


def _top_level(schema: list[tuple[str, int | None, int | None]]) -> list[tuple[str, int | None]]:
    """Return name and precision of the columns that lie in no other one, of a schema's tree.

    An element is followed by its children; the first one is the table.
    """
    found: list[tuple[str, int | None]] = []
    inside = 0
    for name, children, precision in schema[1:]:
        if not inside:
            found.append((name, precision))
            inside = children or 0
        else:
            inside += (children or 0) - 1
    return found


def parquet_parts(located: Located) -> Parts:
    """Return the columns and rows of a Parquet file; raises ``ContentError`` where it is none."""
    path = str(located.path)
    with connected(located) as ask:
        columns = parquet_columns(ask, path)
    floats = {place: one for place, one in enumerate(columns) if one.is_float}
    texts = ", ".join(text_of(f"t.c{place}", one) for place, one in enumerate(columns))

    def rows() -> Iterator[tuple[int, list[str]]]:
        number = 0
        query = f"SELECT {texts} FROM {named(parquet_table(path), len(columns))}"  # noqa: S608 - own names
        with connected(located) as ask:
            for batch in ask(query):
                for row in batch:
                    number += 1
                    cells = list(row)
                    for place, one in floats.items():
                        cells[place] = float_text(cells[place], one)
                    yield number, cells
        refuse_change_of(located)

    faults = tuple(filter(None, (one.fault() for one in columns)))
    return Parts(tuple(one.name for one in columns), rows, faults)


def parquet_table(path: str) -> str:
    """Return a Parquet file as a table of SQL."""
    return f"read_parquet({literal(path)}, hive_partitioning = false)"


def named(table: str, width: int) -> str:
    """Return a table of SQL as ``t``, its columns as ``c0``, ``c1`` and so on."""
    return f"{table} AS t({', '.join(f'c{place}' for place in range(width))})"


def text_of(name: str, column: ParquetColumn) -> str:
    """Return the expression of a value's text, empty where there is no value.

    Times are ISO 8601, moments of a time zone in UTC; at midnight a moment without a zone is its
    day, as in a workbook.
    """
    if not column.is_readable:
        return "''"
    text = f"CAST({name} AS VARCHAR)"
    if column.type in _MOMENTS:
        text = f"regexp_replace(replace({text}, ' ', 'T'), 'T00:00:00(\\.0+)?$', '')"
    if column.type == _WITH_ZONE:
        text = f"replace(CAST(make_timestamp(epoch_us({name})) AS VARCHAR), ' ', 'T') || 'Z'"
    if column.is_float:
        text = f"regexp_replace({text}, '\\.0$', '')"
    if column.type == _WIDE:
        # With an exponent no engine takes it for a number that it may sum before a look at it.
        is_long = f"length(translate({text}, '.-', '')) > {_SURE_DIGITS}"
        text = f"{text} || CASE WHEN {is_long} AND NOT contains({text}, 'e') THEN 'e0' ELSE '' END"
    return f"coalesce({text}, '')"


def float_text(text: str, column: ParquetColumn) -> str:
    """Return the text of a binary fraction without exponent, as a cell of a workbook has it.

    A wide one has at most 15 significant digits, a narrow one the fewest that tell it from
    others; ``nan`` and ``inf`` stay.
    """
    if not text[-1:].isdigit():
        return text
    plain = number_text(text) if column.type == _WIDE else plain_number(text)
    return "0" if plain == "-0" else plain


@contextmanager
def connected(located: Located) -> Iterator[Ask]:
    """Give what asks DuckDB about this one file.

    Raises ``ContentError`` where it is no Parquet, ``ChangedError`` where it is another file.
    """
    path = str(located.path)
    refuse_change_of(located)
    try:
        with asked_apart(path) as ask:
            yield ask
    except OutOfMemoryError as error:
        message = "it needs more memory to be read than is allowed"
        raise ContentError(Fault(codes.TOO_MUCH, message)) from error
    except QueryError as error:
        first = str(error).splitlines()[0].replace(path, located.shown)
        message = f"it cannot be read as Parquet: {first}"
        is_pattern = any(letter in path for letter in _PATTERNS)
        hint = f"move it to where no name has one of {' '.join(_PATTERNS)}" if is_pattern else None
        raise ContentError(Fault(BROKEN_STORE, message, hint=hint)) from error
