"""Files of DuckDB and Parquet are asked in a process of their own: damaged ones may end it."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import ExitStack, contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from tempfile import gettempdir
from typing import IO, TYPE_CHECKING, Any

from factcheck.evidence import child
from factcheck.evidence.content import ContentError
from factcheck.evidence.limits import limits_of
from factcheck.evidence.locate import stamp_of
from factcheck.evidence.ready import READY, Begun, command
from factcheck.evidence.sealed import OutOfMemoryError, QueryError, asked
from factcheck.evidence.stored.codes import BROKEN_STORE
from factcheck.evidence.stored.pool import POOL, Idle
from factcheck.model.cell import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.sealed import Ask, Rows

_HINT = "download it again, or write it anew"
_NO_START = "install this program again, and see what `python -c 'import duckdb'` says"


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
    opening: list[object] = [[*paths], [limits.memory, limits.threads], is_database]
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


def _begun(opening: list[object], what: str) -> Idle:
    """Begin a process that is asked about files until it is ended, or take the one that waits."""
    with ExitStack() as stack:
        # Ours, because a process that is ended in the middle of its work removes nothing; removed
        # even where an interruption comes just after it was made.
        folder = Path(gettempdir(), f"factcheck-{os.urandom(16).hex()}")
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        begun = _waiting() or _new(what)
        stack.push(begun.stack)
        ask = _asking(begun, [*opening, str(folder)], what)
        kept = stack.pop_all()

    def stop(error: BaseException) -> None:
        kept.__exit__(type(error), error, error.__traceback__)

    return Idle(ask, kept.close, stop)


def _waiting() -> Begun | None:
    """Return the process that waits, unless it has ended, which is no fault of any file."""
    begun = READY.take()
    return begun if begun is not None and _is_ready(begun) else None


def _new(what: str) -> Begun:
    begun = Begun.by(command())
    if not _is_ready(begun):
        message = f"it cannot be read as {what}: DuckDB, which reads it, does not start"
        raise ContentError(Fault(BROKEN_STORE, message, hint=_NO_START))
    return begun


def _is_ready(begun: Begun) -> bool:
    """Whether a process has loaded DuckDB, once that is clear; it is ended where it has not."""
    with ExitStack() as stack:
        stack.push(begun.stack)
        if begun.answers.readline() != child.END:
            return False
        stack.pop_all()
    return True


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
def asked_by(arguments: list[str], opening: object, what: str) -> Iterator[Ask]:
    """Give what asks a process that is begun with a command, and reads ``opening`` first.

    Raises ``QueryError`` where it says so, ``ContentError`` where it ends before it has answered;
    ``what`` is the kind of the file, for the message.
    """
    begun = Begun.by(arguments)
    with begun.stack:
        yield _asking(begun, opening, what)


def _asking(begun: Begun, opening: object, what: str) -> Ask:
    """Return what asks a process that was begun, which is told ``opening`` first."""
    _tell(begun.requests, opening)

    def batches(query: str) -> Iterator[Rows]:
        _tell(begun.requests, query)
        yield from _answered(begun.answers, what)

    return batches


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
