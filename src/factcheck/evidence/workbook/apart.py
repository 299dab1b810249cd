"""Workbooks are read in a process of their own.

What reads the binary formats ends the whole program where a hostile file makes it ask for more
memory than there is. So it works where that harms nobody, under a limit of memory; a process
that ends before it has said so is the fault of the workbook.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO, TYPE_CHECKING

from factcheck.evidence import codes
from factcheck.evidence.content import ContentError
from factcheck.evidence.workbook.fault import broken
from factcheck.evidence.workbook.reading import read_rows
from factcheck.model.cell import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_MEMORY = 2**32
_PACKAGES = ("factcheck", "python_calamine")
_BEGIN = (
    "import sys; sys.path += sys.argv[1:]; "
    "from factcheck.evidence.workbook.apart import main; main()"
)
_END = b"null\n"


def rows_read_apart(held: bytes, suffix: str, sheet: str | None) -> Iterator[list[str]]:
    """Yield the rows of a sheet as ``read_rows`` returns them, and raise as it does."""
    if suffix == ".ods" or not _has_python():
        # The former is read by nothing but this package.
        yield from read_rows(held, suffix, sheet)
        return
    # What is begun is this very interpreter, and nothing of the user's stands in the command.
    with subprocess.Popen(  # noqa: S603 - see above
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        # It may have ended before it took everything.
        with suppress(BrokenPipeError), process.stdin as requests:
            requests.write(json.dumps([suffix, sheet]).encode() + b"\n")
            requests.write(held)
        yield from _answered(process.stdout)


def _has_python() -> bool:
    """Whether there is an interpreter to begin, which a program packed into one file lacks."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


def _command() -> list[str]:
    """Return the command of the process: isolated, with the folders of two packages to find."""
    specs = [find_spec(name) for name in _PACKAGES]
    places = [Path(spec.origin).parents[1] for spec in specs if spec and spec.origin]
    return [sys.executable, "-I", "-c", _BEGIN, *dict.fromkeys(map(str, places))]


def _answered(answers: IO[bytes]) -> Iterator[list[str]]:
    for line in answers:
        if line == _END:
            return
        answer = json.loads(line)
        if isinstance(answer, dict):
            code = next(one for one in codes.CODES if one.code == answer["code"])
            raise ContentError(Fault(code, answer["message"], hint=answer["hint"]))
        yield answer
    raise broken("it is damaged, or larger inside than it can be read")


def main() -> None:
    """Read one workbook from standard input, and write its rows to standard output."""
    _limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        # There is no such limit on Windows.
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer one request: a line with suffix and sheet as JSON, then the workbook.

    Each row is a line, a list of texts; the end is ``null``, a fault a mapping instead of it.
    """
    suffix, sheet = json.loads(requests.readline())
    try:
        rows = read_rows(requests.read(), suffix, sheet)
        answers.writelines(json.dumps(row).encode() + b"\n" for row in rows)
    except ContentError as error:
        fault = error.fault
        told = {"code": fault.code.code, "message": fault.message, "hint": fault.hint}
        answers.write(json.dumps(told).encode() + b"\n")
    else:
        answers.write(_END)
    answers.flush()
