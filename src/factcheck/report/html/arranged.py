"""What templates call: how names are nested, what may be a link, problems."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec.structs import replace

from factcheck.report.memo.disputes import IN_COUNTS, ONLY_IF
from factcheck.report.problem_lines import problem_lines
from factcheck.report.visible import one_line, without_passwords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.problem import Problem
    from factcheck.report.memo.records import Detail, Row

_ADDRESS = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+")
_ARROW = " -> "
_EXCERPT = 80
"""Columns of an excerpt of a file."""


def capital(word: str) -> str:
    """Return a word with its first letter in upper case."""
    return word[:1].upper() + word[1:]


def unsplit(text: str) -> str:
    """Return a text, escaped where that is needed, whose arrows ``->`` stay on one line.

    A browser would break it behind the hyphen.
    """
    if _ARROW not in text:
        return text
    return Markup(' <span class="arrow">-&gt;</span> ').join(text.split(_ARROW))


def is_address(text: str) -> bool:
    """Return whether a text is a web address that may become a link: http(s), and plain ASCII."""
    return _ADDRESS.fullmatch(text) is not None


def nested(rows: Iterable[Row]) -> Iterator[tuple[Row, str, str]]:
    """Yield each row with its name in two parts: what the row above it says already, and the rest.

    Both together are the name.
    """
    above: list[str] = []
    for row in rows:
        del above[row.depth :]
        known = f"{above[-1]} / " if above else ""
        if not row.name.startswith(known) or row.name == known:
            known = ""
        yield row, known, row.name[len(known) :]
        above.append(row.name)


def split(details: Iterable[Detail]) -> tuple[list[Detail], list[Detail]]:
    """Return what a dispute found, which stands in front, and everything else."""
    found: list[Detail] = []
    others: list[Detail] = []
    for detail in details:
        (found if detail.key in {ONLY_IF, IN_COUNTS} else others).append(detail)
    return found, others


def problem_told(problem: Problem) -> tuple[str, str, str]:
    """Return the code of a problem, its place and its message, safe to show."""
    code = f"{one_line(problem.code.code)} {one_line(problem.code.slug)}"
    span = problem.span
    place = f"{one_line(span.file)}:{span.line}" if span else ""
    return code, place, without_passwords(one_line(problem.message))


def hint_told(problem: Problem) -> str:
    """Return what to write instead, safe to show; empty where there is no hint."""
    return without_passwords(one_line(problem.hint))


def excerpt(problem: Problem) -> str:
    """Return the line of the file and the mark under it; empty where there is none."""
    _, *lines = problem_lines(replace(problem, hint=None), _EXCERPT)
    return "\n".join("".join(text for text, _ in line) for line in lines)
