"""What kinds of values the types of Spark are."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.evidence.remote.store import Kind, RemoteColumn

_KINDS = {
    "tinyint": Kind.WHOLE,
    "smallint": Kind.WHOLE,
    "int": Kind.WHOLE,
    "bigint": Kind.WHOLE,
    "float": Kind.NARROW,
    "double": Kind.WIDE,
    "boolean": Kind.TRUTH,
    "date": Kind.DAY,
    "time": Kind.CLOCK,
    "timestamp": Kind.ZONED,
    "timestamp_ntz": Kind.MOMENT,
    "decimal": Kind.DECIMAL,
    "string": Kind.TEXT,
    "varchar": Kind.TEXT,
    "char": Kind.TEXT,
    "void": Kind.TEXT,
}
_LONGEST = 60
"""Of a type's name that is shown: those of records name all their fields."""


class SparkField(NamedTuple):
    """A column as Spark describes it."""

    name: str
    type: str
    """As SQL writes it, in small letters: ``decimal(10,2)``, ``array<int>``, ``char(3)``."""


def column_of(field: SparkField) -> RemoteColumn:
    """Return a column of a table of Spark."""
    told = field.type
    # ``string collate UNICODE_CI`` is a text as well, ``array<int>`` a list.
    word = told.partition("(")[0].partition(" ")[0]
    shown = told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…"
    return RemoteColumn(field.name, shown, _KINDS.get(word, Kind.OTHER))
