"""Columns whose values DuckDB keeps by type, in Parquet and in its own files, as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from factcheck.evidence.stored.parts import no_single_values
from factcheck.evidence.stored.plain_numbers import plain_number
from factcheck.evidence.workbook.cell_text import number_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.cell import Fault

_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT")
_WHOLE_NUMBERS = frozenset({*_WHOLE, *(f"U{name}" for name in _WHOLE), "HUGEINT"})
_LONGER = frozenset({"UHUGEINT", "BIGNUM"})
"""Whole numbers that are added one by one, since DuckDB makes binary fractions of their sums."""
_TEXT, _LABELS = "VARCHAR", "ENUM("
_AS_TEXT = frozenset(
    {*_WHOLE_NUMBERS, *_LONGER, _TEXT, "DATE", "TIME", "UUID", "BOOLEAN", '"NULL"'}
)
_WIDE, _NARROW = "DOUBLE", "FLOAT"
_MOMENTS = frozenset({"TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP_MS", "TIMESTAMP_S"})
_WITH_ZONE = "TIMESTAMP WITH TIME ZONE"
_MOST_DIGITS = 38
"""Of a decimal number; DuckDB makes binary fractions of longer ones."""
_SURE_DIGITS = 15
"""Of a binary fraction; what stands behind them is dust of the arithmetic."""
_HINT = (
    "a cell is one number, text, date, time or truth; write what claims need of it as a column "
    "of its own"
)


class TypedColumn(NamedTuple):
    """A column of a Parquet file, or of a table of DuckDB."""

    name: str
    type: str
    """As DuckDB calls it."""
    precision: int | None = None
    """The digits of a decimal number of Parquet."""

    @property
    def is_exact(self) -> bool:
        """Whether it holds whole or decimal numbers, which DuckDB adds exactly."""
        return self.type in _WHOLE_NUMBERS or self.type.startswith("DECIMAL(")

    @property
    def is_text(self) -> bool:
        """Whether it holds texts, among which the label of a total may be."""
        return self.type == _TEXT or self.type.startswith(_LABELS)

    @property
    def is_float(self) -> bool:
        """Whether it holds binary fractions, whose texts are looked at once more."""
        return self.type in {_WIDE, _NARROW} and self.is_readable

    @property
    def is_readable(self) -> bool:
        """Whether each value is a single one whose text says what it is."""
        if self.precision is not None and self.precision > _MOST_DIGITS:
            return False
        is_plain = self.type in _AS_TEXT or self.is_exact or self.type.startswith(_LABELS)
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


def faults_of(columns: Sequence[TypedColumn]) -> tuple[Fault, ...]:
    """Return the faults of the columns that no claim can use."""
    return tuple(filter(None, (one.fault() for one in columns)))


def named(table: str, width: int) -> str:
    """Return a table of SQL as ``t``, its columns as ``c0``, ``c1`` and so on."""
    return f"{table} AS t({', '.join(f'c{place}' for place in range(width))})"


def texts_of(columns: Sequence[TypedColumn]) -> str:
    """Return the expressions of the texts of all columns of ``t``."""
    return ", ".join(text_of(f"t.c{place}", one) for place, one in enumerate(columns))


def text_of(name: str, column: TypedColumn) -> str:
    """Return the expression of a value's text, empty where there is no value.

    Times are ISO 8601, moments of a time zone in UTC; at midnight a moment without a zone is its
    day, as in a workbook.
    """
    if not column.is_readable:
        return "''"
    text = f"CAST({name} AS VARCHAR)"
    if column.type == _TEXT:
        # A table of DuckDB may be told to take 'a' and 'A' for the same text.
        text = f'{text} COLLATE "binary"'
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


def floats_of(columns: Sequence[TypedColumn]) -> dict[int, TypedColumn]:
    """Return the columns of binary fractions by their places."""
    return {place: one for place, one in enumerate(columns) if one.is_float}


def float_text(text: str, column: TypedColumn) -> str:
    """Return the text of a binary fraction without exponent, as a cell of a workbook has it.

    A wide one has at most 15 significant digits, a narrow one the fewest that tell it from
    others; ``nan`` and ``inf`` stay.
    """
    if not text[-1:].isdigit():
        return text
    plain = number_text(text) if column.type == _WIDE else plain_number(text)
    return "0" if plain == "-0" else plain
