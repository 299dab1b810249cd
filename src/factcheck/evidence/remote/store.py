"""The contract of databases: what a table has, and how one is asked."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from factcheck.evidence.stored.parts import no_single_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.cell import Fault
    from factcheck.model.problem import Code

    Rows = list[tuple[Any, ...]]

Dialect = Literal["duckdb", "postgres", "spark"]
"""The SQL that a store understands, as sqlglot calls it."""
At = Literal["connection", "table"]
"""The key of the claim file at which an error is told."""
_HINT = (
    "a cell is one number, text, date, time or truth; write what claims need of it as a column "
    "of its own, or in a view"
)


class Kind(Enum):
    """What kind of values a column holds; the value says it in a digest.

    Stores that keep the same content call its kinds the same, whatever they call their types.
    """

    WHOLE = "whole"
    """Whole numbers of any width."""
    DECIMAL = "decimal"
    WIDE = "wide"
    """Binary fractions of 64 bits."""
    NARROW = "narrow"
    """Binary fractions of 32 bits."""
    TRUTH = "truth"
    DAY = "day"
    CLOCK = "clock"
    """Times of a day, without a zone."""
    MOMENT = "moment"
    """A day with a time, without a zone."""
    ZONED = "zoned"
    """A moment of the world, shown in UTC."""
    TEXT = "text"
    """Texts, and whatever is told by its text alone, such as a UUID or a word of an enumeration."""
    OTHER = "other"
    """What no cell may be: lists, records, bytes, spans of time and the like."""


_EXACT = frozenset({Kind.WHOLE, Kind.DECIMAL})
_FLOATS = frozenset({Kind.WIDE, Kind.NARROW})


class RemoteColumn(NamedTuple):
    """A column of a table in a database."""

    name: str
    """As the database has it, in its own case."""
    type: str
    """As the database calls it, for messages."""
    kind: Kind

    @property
    def is_exact(self) -> bool:
        """Whether it holds whole or decimal numbers, which are summed as the numbers they are."""
        return self.kind in _EXACT

    @property
    def is_text(self) -> bool:
        """Whether it holds texts, among which the label of a total may be."""
        return self.kind is Kind.TEXT

    @property
    def is_float(self) -> bool:
        """Whether it holds binary fractions, whose texts Python looks at once more."""
        return self.kind in _FLOATS

    @property
    def is_readable(self) -> bool:
        """Whether each value is a single one whose text says what it is."""
        return self.kind is not Kind.OTHER

    def fault(self) -> Fault | None:
        """Return why no claim can use it."""
        if self.is_readable:
            return None
        return no_single_values(self.name, f"values of the type {self.type}", _HINT)


class FoundTable(NamedTuple):
    """A table or view that a store has."""

    parts: tuple[str, ...]
    """Its whole name, each part as it is, without quotes: ``("public", "cases")``."""
    columns: tuple[RemoteColumn, ...]
    """In the order of the table."""


class RemoteError(Exception):
    """A database cannot be used as the claim file says; carries what a problem is made of.

    No text of it has the connection string, or a part of it.
    """

    def __init__(
        self, code: Code, message: str, *, hint: str | None = None, at: At = "connection"
    ) -> None:
        self.code = code
        self.message = message
        self.hint = hint
        self.at = at
        super().__init__(message)


class Store(Protocol):
    """A connection to one database, which is only ever read.

    A module of a store has ``connect(text: str) -> Store``, which is given the connection string
    and raises ``RemoteError`` where it cannot connect; ``connections.py`` says which module is
    for which string. Everything asked of one store is of one state of its tables where the
    database has such a thing.
    """

    @property
    def dialect(self) -> Dialect:
        """The SQL that ``ask`` understands."""
        ...

    @property
    def keeps_state(self) -> bool:
        """Whether all answers are of one state of the tables, whoever changes them meanwhile."""
        ...

    def find(self, parts: tuple[str, ...]) -> FoundTable:
        """Return the table of a name of one to three parts.

        Raises ``RemoteError`` at ``table`` where it is not there (the hint has names near to it)
        or may not be read.
        """
        ...

    def ask(self, query: str) -> Iterator[Rows]:
        """Yield the rows that a query of this program finds, in batches of bounded size.

        Numbers of type DECIMAL come as ``Decimal``, whole ones as ``int``, texts as ``str``; no
        more of the answer is held than one batch. Answers of several queries may be read in
        turns. Raises ``QueryError`` of ``evidence.sealed`` where the query cannot be computed
        (then the table is read row by row), ``OutOfMemoryError`` of it where memory is lacking,
        ``ContentError`` where the database cannot be reached any more, takes too long or does not
        let the table be read.
        """
        ...

    def close(self) -> None:
        """End the connection; nothing is asked afterwards."""
        ...
