"""What the descriptor of a Data Package says of a table, beside what its columns are."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from factcheck.model.cell import Fault
    from factcheck.model.span import Text


class FieldsMatch(Enum):
    """How the columns of a table fit the fields of its schema."""

    EXACT = "exact"
    """The same, in the same order."""
    EQUAL = "equal"
    """The same, in any order."""
    SUBSET = "subset"
    """Every field is a column."""
    SUPERSET = "superset"
    """Every column is a field."""
    PARTIAL = "partial"
    """Some field is a column."""


class Described(Struct, frozen=True):
    """A file that says what a table is, and that the digest of the table covers."""

    file: Text
    sha256: str
    """Of the bytes that were read."""


class Packaged(Struct, frozen=True):
    """What a package says of a table."""

    files: tuple[Described, ...]
    """The descriptor, then the files of schema and dialect."""
    fields: tuple[str, ...] = ()
    """The names of the schema's fields; none where it has no schema."""
    match: FieldsMatch = FieldsMatch.EXACT
    place: str = ""
    """Where the fields stand, as messages say it."""
    faults: tuple[Fault, ...] = ()
    """Of columns of a type that is not read."""
    notes: tuple[str, ...] = ()
    """What the package says and nobody checked."""
    is_inline: bool = False
    """Whether the rows stand in the descriptor itself."""
