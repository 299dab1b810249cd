"""What a failure of Spark means for a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.evidence.codes import CHANGED
from factcheck.evidence.content import ContentError
from factcheck.evidence.remote.codes import LOST_CONNECTION, NOT_PERMITTED, TOO_SLOW
from factcheck.evidence.sealed import OutOfMemoryError, QueryError
from factcheck.model.cell import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.evidence.remote.spark_connection import SparkPlace

ANOTHER_SESSION = "ANOTHER_SESSION"
"""A condition of our own: there is no room for a session of ours in this process."""
_WIDTH = 200
"""Of Spark's own words in a message."""
_SHORTEST = 4
"""Of a value of a setting that is looked for in Spark's words; shorter ones tell nothing."""
_ABSENT = (
    "TABLE_OR_VIEW_NOT_FOUND",
    "SCHEMA_NOT_FOUND",
    "CATALOG_NOT_FOUND",
    # A name of three parts, the first of which is no catalog.
    "REQUIRES_SINGLE_PART_NAMESPACE",
    # What becomes of all these where a part of the name has a backtick in it.
    "INVALID_ATTRIBUTE_NAME_SYNTAX",
)
_NO_MEMORY = (
    "java.lang.OutOfMemoryError",
    "SparkOutOfMemoryError",
    "spark.driver.maxResultSize",
    "UNABLE_TO_ACQUIRE_MEMORY",
)
_NO_FILE = ("FAILED_READ_FILE.FILE_NOT_EXIST", "java.io.FileNotFoundException")
_FORBIDDEN = ("AccessControlException", "Permission denied", "AccessDenied", "INSUFFICIENT_PERM")
_LOST = (
    "SparkContext was shut down",
    "SparkContext has been shutdown",
    "stopped SparkContext",
    "Master removed our application",
    "All masters are unresponsive",
    "ExecutorLostFailure",
    "FetchFailed",
    "Py4JNetworkError",
    "Could not connect",
    "EOFError",
    "ConnectionRefusedError",
    "ConnectionResetError",
    "BrokenPipeError",
)


class SparkFailureError(Exception):
    """Spark did not do what it was asked; holds its condition, where it names one, and its words.

    The words may hold parts of the connection string, and are shown to nobody as they are.
    """

    def __init__(self, condition: str | None, words: str) -> None:
        self.condition = condition
        self.words = words
        super().__init__(condition or "Spark failed")

    @property
    def is_absent(self) -> bool:
        """Whether there is no table of this name."""
        return (self.condition or "").startswith(_ABSENT)

    @property
    def is_forbidden(self) -> bool:
        """Whether the user may not read it."""
        return self._tells(_FORBIDDEN)

    def _tells(self, signs: Sequence[str]) -> bool:
        told = f"{self.condition or ''}\n{self.words}"
        return any(sign in told for sign in signs)

    def error(self, secrets: Secrets, *, seconds: float | None) -> Exception:
        """Return what a store raises; ``seconds`` says how long it was waited for, if too long."""
        if seconds is not None:
            message = f"a query took longer than the {seconds} seconds that it may take"
            hint = "set FACTCHECK_STATEMENT_TIMEOUT to more seconds, or give Spark more workers"
            return ContentError(Fault(TOO_SLOW, message, hint=hint))
        if self._tells(_NO_MEMORY):
            return OutOfMemoryError("Spark has too little memory")
        if self._tells(_NO_FILE):
            message = "the table changed while it was read"
            return ContentError(Fault(CHANGED, message, hint="run again"))
        if self.is_forbidden:
            message = "Spark may not read the files of the table"
            return ContentError(Fault(NOT_PERMITTED, message))
        if self._tells(_LOST):
            message = "the cluster of Spark stopped answering while the table was read"
            return ContentError(Fault(LOST_CONNECTION, message, hint="run again"))
        return QueryError(secrets.without(self.words))


class Secrets(Struct, frozen=True):
    """Parts of a connection string, longest first, which stand in no message."""

    parts: tuple[str, ...]

    def without(self, words: str) -> str:
        """Return the first line of Spark's words without any of them."""
        line = words.strip().partition("\n")[0]
        for part in self.parts:
            line = line.replace(part, "…")
        return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"


def secrets_of(place: SparkPlace) -> Secrets:
    """Return what no message may hold of where Spark runs."""
    hosts = (f"{host}:{port}" for host, port in place.addresses)
    values = (value for _, value in place.settings)
    parts = {part for part in (*hosts, *values) if len(part) >= _SHORTEST}
    return Secrets(tuple(sorted(parts, key=lambda part: (-len(part), part))))
