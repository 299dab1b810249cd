"""SQLite files are asked in a process of their own: what views do there has its limits."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from factcheck.evidence import child
from factcheck.evidence.answering import answer
from factcheck.evidence.stored.apart import asked_by
from factcheck.evidence.stored.sqlite_sealed import asked_sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.sealed import Ask

MAX_MEMORY = 2**31


@contextmanager
def sqlite_apart(path: str) -> Iterator[Ask]:
    """Give what asks SQLite about one file; raises as ``asked_apart`` does."""
    if not child.has_python():
        with asked_sqlite(path) as ask:
            yield ask
        return
    with asked_by(child.command(__name__, "msgspec"), path, "a database of SQLite") as ask:
        yield ask


def main() -> None:
    """Answer queries of standard input on standard output."""
    child.prepare(MAX_MEMORY)
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer queries about one file, whose path is the first line, as ``answering.serve`` does."""
    path = json.loads(requests.readline())
    answer(asked_sqlite(path), requests, answers)
