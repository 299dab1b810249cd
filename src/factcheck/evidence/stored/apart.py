"""Files of DuckDB and Parquet are asked in a process of their own: damaged ones may end it."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack, contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from factcheck.evidence import child
from factcheck.evidence.content import ContentError
from factcheck.evidence.limits import Limits, limits_of
from factcheck.evidence.locate import stamp_of
from factcheck.evidence.sealed import OutOfMemoryError, QueryError, asked
from factcheck.evidence.stored.codes import BROKEN_STORE
from factcheck.evidence.stored.pool import POOL, Idle
from factcheck.model.cell import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from factcheck.evidence.sealed import Ask, Rows

MAX_MEMORY = 2**33
"""Twice what DuckDB allows itself, since it counts neither its threads nor its code."""
_HINT = "download it again, or write it anew"


@contextmanager
def asked_apart(*paths: str, is_database: bool = False) -> Iterator[Ask]:
    """Give what asks DuckDB about some files, whose rows come in the order of the files.

    They are files of Parquet, or one that ``is_database``. It raises ``QueryError`` as ``asked``
    does, and ``ContentError`` where a file ends the process. Values are whole or decimal numbers,
    texts and ``None``.
    """
    if not child.has_python():
        with asked(*paths, keeps_order=True, is_database=is_database) as ask:
            yield ask
        return
    what = "a database of DuckDB" if is_database else "Parquet"
    # A process has files open that may have been replaced since.
    limits = limits_of()
    key = (paths, tuple(map(_stamp, paths)), is_database, limits)
    opening = [[*paths], [limits.memory, limits.threads], is_database]
    idle = POOL.take(key) or _begun(opening, what)
    asking = _Asking(idle.ask)
    try:
        yield asking
    except Exception:
        idle.end()
        raise
    except BaseException as error:
        # Nobody waits for the end of what an interrupted process is at.
        idle.stop(error)
        raise
    if asking.is_busy:
        idle.end()
    else:
        POOL.give(key, idle)


def _stamp(path: str) -> tuple[int, ...] | None:
    try:
        return stamp_of(Path(path).stat())
    except OSError:
        return None


def _begun(opening: object, what: str) -> Idle:
    """Begin a process that is asked about files until it is ended."""
    stack = ExitStack()
    ask = stack.enter_context(asked_by(_command(), opening, what))

    def stop(error: BaseException) -> None:
        stack.__exit__(type(error), error, error.__traceback__)

    return Idle(ask, stack.close, stop)


class _Asking:
    """Asks a process, and knows whether it has said everything."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self.is_busy = False

    def __call__(self, query: str) -> Iterator[Rows]:
        """Yield the rows that a query finds, in batches."""
        self.is_busy = True
        yield from self._ask(query)
        self.is_busy = False


@contextmanager
def asked_by(command: list[str], opening: object, what: str) -> Iterator[Ask]:
    """Give what asks a process that is begun with a command, and reads ``opening`` first.

    Raises ``QueryError`` where it says so, ``ContentError`` where it ends before it has answered;
    ``what`` is the kind of the file, for the message.
    """
    with child.begun(command) as (requests, answers):
        _tell(requests, opening)

        def batches(query: str) -> Iterator[Rows]:
            _tell(requests, query)
            yield from _answered(answers, what)

        yield batches


def _command() -> list[str]:
    return child.command(__name__, "duckdb")


def _tell(requests: IO[bytes], what: object) -> None:
    # Where it has ended already, its answer says so.
    with suppress(OSError):
        requests.write(json.dumps(what).encode() + b"\n")
        requests.flush()


def _answered(answers: IO[bytes], what: str) -> Iterator[Rows]:
    for line in answers:
        if line == child.END:
            return
        if not line.endswith(b"\n"):
            # The process ended within the line.
            break
        answer = json.loads(line)
        if isinstance(answer, dict):
            kind = OutOfMemoryError if answer["is_memory"] else QueryError
            raise kind(answer["message"])
        yield [tuple(map(_value, row)) for row in answer]
    message = f"it cannot be read as {what}: it is damaged, or larger inside than it can be read"
    raise ContentError(Fault(BROKEN_STORE, message, hint=_HINT))


def _value(value: Any) -> Any:  # noqa: ANN401 - whatever a cell of an answer holds
    return Decimal(value[0]) if type(value) is list else value


def _in_list(value: object) -> list[str]:
    """Return a decimal number as JSON keeps it exactly, and apart from texts."""
    if not isinstance(value, Decimal):
        message = f"nobody asks for {type(value).__name__}"
        raise TypeError(message)
    return [str(value)]


def main() -> None:
    """Answer queries of standard input on standard output."""
    child.prepare(MAX_MEMORY)
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer queries about some files, as ``answer`` does.

    The first line has the paths, the limits and whether they are one database, as JSON.
    """
    paths, limits, is_database = json.loads(requests.readline())
    asking = asked(*paths, keeps_order=True, limits=Limits(*limits), is_database=is_database)
    answer(asking, requests, answers)


def answer(asking: AbstractContextManager[Ask], requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer queries until there are no more, or one of them fails.

    Each line is a query as JSON. Each batch of rows is a line, a list of lists; the end is
    ``null``, an error a mapping instead.
    """
    try:
        with asking as ask:
            for line in requests:
                for rows in ask(json.loads(line)):
                    answers.write(json.dumps(rows, default=_in_list).encode() + b"\n")
                answers.write(child.END)
                answers.flush()
    except QueryError as error:
        told = {"is_memory": isinstance(error, OutOfMemoryError), "message": str(error)}
        answers.write(json.dumps(told).encode() + b"\n")
        answers.flush()
