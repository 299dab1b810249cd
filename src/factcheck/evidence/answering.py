"""The process that is asked DuckDB's queries: it answers, and loads nothing else."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from importlib import import_module
from typing import IO, TYPE_CHECKING

from factcheck.evidence import child
from factcheck.evidence.sealed import Limits, OutOfMemoryError, QueryError, asked

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from factcheck.evidence.sealed import Ask

MAX_MEMORY = 2**33
"""Twice what DuckDB allows itself, since it counts neither its threads nor its code."""


def _in_list(value: object) -> list[str]:
    """Return a decimal number as JSON keeps it exactly, and apart from texts."""
    if not isinstance(value, Decimal):
        message = f"nobody asks for {type(value).__name__}"
        raise TypeError(message)
    return [str(value)]


def main() -> None:
    """Say ``null`` once DuckDB is loaded, and answer queries of standard input then."""
    child.prepare(MAX_MEMORY)
    # Loaded before anything is asked, which may take a while.
    import_module("duckdb")
    # Who does not hear this knows that no file was looked at.
    sys.stdout.buffer.write(child.END)
    sys.stdout.buffer.flush()
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer queries about some files, as ``answer`` does.

    The first line has the paths, the limits, whether they are one database and the folder for
    what does not fit in memory, as JSON; there is none where nobody asks.
    """
    opening = requests.readline()
    if not opening:
        return
    paths, limits, is_database, folder = json.loads(opening)
    asking = asked(
        *paths,
        keeps_order=True,
        limits=Limits(*limits),
        is_database=is_database,
        folder=folder,
    )
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
