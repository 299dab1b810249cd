"""A process that gets ready for questions while nobody knows yet what it will be asked.

To load DuckDB takes as long as to read and bind a claim file, which goes on meanwhile.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, NamedTuple

from factcheck.evidence import child

if TYPE_CHECKING:
    from typing import Self


class Begun(NamedTuple):
    """A process that waits for what it is told first."""

    stack: ExitStack
    requests: IO[bytes]
    answers: IO[bytes]

    @classmethod
    def by(cls, command: list[str]) -> Self:
        """Begin a process with a command."""
        stack = ExitStack()
        return cls(stack, *stack.enter_context(child.begun(command)))

    def stop(self, error: BaseException) -> None:
        """End it at once, because of an interruption."""
        self.stack.__exit__(type(error), error, error.__traceback__)


class Ready:
    """Keeps at most one process that was begun and told nothing."""

    def __init__(self) -> None:
        self._begun: Begun | None = None

    def begin(self) -> None:
        """Begin a process that answers queries of DuckDB, unless one waits already."""
        if self._begun is None and child.has_python():
            self._begun = Begun.by(command())

    def take(self) -> Begun | None:
        """Return the process, which nobody else gets then; ``None`` where none was begun."""
        begun, self._begun = self._begun, None
        return begun

    def close(self) -> None:
        """End the process that nobody has taken, without waiting until it is ready."""
        begun = self.take()
        if begun is not None:
            begun.stop(GeneratorExit())


READY = Ready()
"""What a command may begin before anything is imported that reads claim files."""


def command() -> list[str]:
    """Return the command of a process that answers queries of DuckDB."""
    return child.command("factcheck.evidence.answering", "duckdb")
