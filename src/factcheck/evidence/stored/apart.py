"""Parquet files are asked in a process of their own, since a damaged one may end it."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager, suppress
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any

from factcheck.evidence import child, sealed
from factcheck.evidence.content import ContentError
from factcheck.evidence.sealed import OutOfMemoryError, QueryError, asked
from factcheck.evidence.stored.codes import BROKEN_STORE
from factcheck.model.cell import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.sealed import Ask, Rows

MAX_MEMORY = 2**33
"""Twice what DuckDB allows itself, since it counts neither its threads nor its code."""
_HINT = "download it again, or write it anew"


@contextmanager
def asked_apart(path: str) -> Iterator[Ask]:
    """Give what asks DuckDB about one file, whose rows come in the order of the file.

    It raises ``QueryError`` as ``asked`` does, and ``ContentError`` where the file ends the
    process. Values are whole or decimal numbers, texts and ``None``.
    """
    if not child.has_python():
        with asked(path, keeps_order=True) as ask:
            yield ask
        return
    with child.begun(_command()) as (requests, answers):
        _tell(requests, [path, sealed.MEMORY_LIMIT])

        def batches(query: str) -> Iterator[Rows]:
            _tell(requests, query)
            yield from _answered(answers)

        yield batches


def _command() -> list[str]:
    return child.command(__name__, "duckdb")


def _tell(requests: IO[bytes], what: str | list[str]) -> None:
    # Where it has ended already, its answer says so.
    with suppress(OSError):
        requests.write(json.dumps(what).encode() + b"\n")
        requests.flush()


def _answered(answers: IO[bytes]) -> Iterator[Rows]:
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
    message = "it cannot be read as Parquet: it is damaged, or larger inside than it can be read"
    raise ContentError(Fault(BROKEN_STORE, message, hint=_HINT))


def _value(value: Any) -> Any:  # noqa: ANN401 - whatever a cell of an answer holds
    return Decimal(value[0]) if type(value) is list else value


def _in_list(value: Decimal) -> list[str]:
    """Return a decimal number as JSON keeps it exactly, and apart from texts."""
    return [str(value)]


def main() -> None:
    """Answer queries of standard input on standard output."""
    child.prepare(MAX_MEMORY)
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer queries about one file until there are no more, or one of them fails.

    The first line has the path and the limit of memory, each other one a query, as JSON. Each
    batch of rows is a line, a list of lists; the end is ``null``, an error a mapping instead.
    """
    path, memory = json.loads(requests.readline())
    try:
        with asked(path, keeps_order=True, memory=memory) as ask:
            for line in requests:
                for rows in ask(json.loads(line)):
                    answers.write(json.dumps(rows, default=_in_list).encode() + b"\n")
                answers.write(child.END)
                answers.flush()
    except QueryError as error:
        told = {"is_memory": isinstance(error, OutOfMemoryError), "message": str(error)}
        answers.write(json.dumps(told).encode() + b"\n")
        answers.flush()
