"""Reads a rubric's file, under the same rules as tables."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from factcheck.evidence import codes
from factcheck.evidence.content import ChangedError, opened
from factcheck.evidence.find import refuse_output
from factcheck.evidence.locate import locate, unreadable
from factcheck.model.problem import Problem, ProblemsError

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.span import Text

SUFFIXES = (".yml", ".yaml")

_MOST_BYTES = 2**24
"""Far more than a rubric may have, which the stage that reads it refuses with a message."""


class RubricFile(NamedTuple):
    """The bytes of a rubric."""

    path: str
    """As shown: relative to the project root."""
    content: bytes
    sha256: str


def read_rubric_file(
    file: Text, folder: Path, root: Path, *, outputs: tuple[Path, ...] = ()
) -> RubricFile:
    """Return the bytes of the file that a table names under ``rubric``.

    Its path is relative to ``folder``, the claim file's. Raises ``ProblemsError`` at its place
    in the claim file where it is no regular file that ends in .yml inside ``root``, cannot be
    read, or is one of ``outputs``, the files that reports go to.
    """
    located = locate(file, folder.resolve(), root.resolve(), suffixes=SUFFIXES)
    refuse_output(located, outputs)
    try:
        with opened(located) as binary:
            content = binary.read(_MOST_BYTES)
    except OSError as error:
        raise unreadable(file, error) from error
    except ChangedError as error:
        message = "the file changed while it was read"
        problem = Problem(codes.CHANGED, message, file.span, hint="run again")
        raise ProblemsError([problem]) from error
    return RubricFile(located.shown, content, hashlib.sha256(content).hexdigest())
