"""How much memory and how many threads the engine of large tables may take."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from factcheck.evidence.content import ContentError
from factcheck.evidence.sealed import Limits
from factcheck.model.cell import Fault
from factcheck.model.near import quoted
from factcheck.model.problem import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

MEMORY, THREADS = "FACTCHECK_MEMORY", "FACTCHECK_THREADS"
USUAL_MEMORY = "1GiB"
"""What does not fit in it is kept on disk meanwhile."""
MOST_THREADS = 8
_MEMORY = re.compile(r"[1-9][0-9]{0,5} ?[MG](iB|B)?", re.IGNORECASE)
_THREADS = re.compile(r"[1-9][0-9]?")

WRONG_LIMIT = Code(
    "FC278",
    "wrong-limit",
    "An environment variable sets a limit that is none.",
    "`FACTCHECK_MEMORY` says how much memory the engine of large tables takes before it keeps on "
    "disk what does not fit, such as `2GiB` or `512MB`; `FACTCHECK_THREADS` how many threads it "
    "has, from 1 to 99. What is found is the same with any of them.",
)

CODES: tuple[Code, ...] = (WRONG_LIMIT,)


def limits_of(environment: Mapping[str, str] = os.environ) -> Limits:
    """Return the limits that are set, else the usual ones; raises ``ContentError`` for no limit."""
    memory = environment.get(MEMORY, USUAL_MEMORY)
    threads = environment.get(THREADS, str(min(MOST_THREADS, os.cpu_count() or 1)))
    if not _MEMORY.fullmatch(memory):
        raise _wrong(MEMORY, memory, "2GiB or 512MB")
    if not _THREADS.fullmatch(threads):
        raise _wrong(THREADS, threads, "a whole number from 1 to 99")
    size, is_binary = memory.upper().removesuffix("B"), "I" in memory.upper()
    number, unit = size.removesuffix("I")[:-1].strip(), size.removesuffix("I")[-1]
    return Limits(f"{number}{unit}{'iB' if is_binary else 'B'}", int(threads))


def _wrong(variable: str, found: str, expected: str) -> ContentError:
    message = f"the environment variable {variable} is {quoted(found)}"
    return ContentError(Fault(WRONG_LIMIT, message, hint=f"set it to {expected}"))
