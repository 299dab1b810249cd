"""Workbooks are read in a process of their own.

What reads the binary formats ends the whole program where a hostile file makes it ask for more
memory than there is. So it works where that harms nobody, under a limit of memory; a process
that ends before it has said so is the fault of the workbook.
"""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

from factcheck.evidence import child, codes
from factcheck.evidence.content import ContentError
from factcheck.evidence.workbook.fault import broken
from factcheck.evidence.workbook.reading import SheetRows, read_rows
from factcheck.model.cell import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_MEMORY = 2**32


@contextmanager
def read_apart(held: bytes, suffix: str, sheet: str | None) -> Iterator[SheetRows]:
    """Give the rows of a sheet as ``read_rows`` returns them, and raise as it does.

    They are there as long as the context is.
    """
    if suffix == ".ods" or not child.has_python():
        # The former is read by nothing but this package.
        yield read_rows(held, suffix, sheet)
        return
    with child.begun(_command()) as (requests, answers):
        # It may have ended before it took everything.
        with suppress(BrokenPipeError), requests:
            requests.write(json.dumps([suffix, sheet]).encode() + b"\n")
            requests.write(held)
        answered = _answered(answers)
        first = next(answered, None)
        if not isinstance(first, int):
            raise _ended()
        yield SheetRows(first, answered)


def _command() -> list[str]:
    return child.command(__name__, "python_calamine")


def _answered(answers: IO[bytes]) -> Iterator[Any]:
    """Yield the column that rows begin in, then the rows."""
    for line in answers:
        if line == child.END:
            return
        answer = json.loads(line)
        if isinstance(answer, dict):
            code = next(one for one in codes.CODES if one.code == answer["code"])
            raise ContentError(Fault(code, answer["message"], hint=answer["hint"]))
        yield answer
    raise _ended()


def _ended() -> ContentError:
    return broken("it is damaged, or larger inside than it can be read")


def main() -> None:
    """Read one workbook from standard input, and write its rows to standard output."""
    child.prepare(MAX_MEMORY)
    serve(sys.stdin.buffer, sys.stdout.buffer)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer one request: a line with suffix and sheet as JSON, then the workbook.

    The first line is the column, from 0, that rows begin in. Each row is a line, a list of texts;
    the end is ``null``, a fault a mapping instead of it.
    """
    suffix, sheet = json.loads(requests.readline())
    try:
        found = read_rows(requests.read(), suffix, sheet)
        answers.write(json.dumps(found.first).encode() + b"\n")
        answers.writelines(json.dumps(row).encode() + b"\n" for row in found.rows)
    except ContentError as error:
        fault = error.fault
        told = {"code": fault.code.code, "message": fault.message, "hint": fault.hint}
        answers.write(json.dumps(told).encode() + b"\n")
    else:
        answers.write(child.END)
    answers.flush()
