"""What the printed formats, PDF and DOCX, share: how verdicts look, and problems in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.report.memo.records import WrongFile
from factcheck.report.memo.tones import SIGNS, Tone
from factcheck.report.problem_lines import problem_lines
from factcheck.report.visible import one_line, without_passwords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from factcheck.model.problem import Problem
    from factcheck.report.memo.records import Badge, Memo, Memos, RuleTable

_ADDRESS = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+")
_MOST_COLUMNS = 8
"""More of them are too narrow to be read on paper."""
_EXCERPT = 80
"""Columns of an excerpt of a file."""


class Ink(Struct, frozen=True):
    """How the verdicts of a tone are printed."""

    sign: str
    colour: str
    """Six hexadecimal digits; white letters on it, and its letters on white, can be read."""


INKS: Mapping[Tone, Ink] = {
    Tone.SUPPORTED: Ink(SIGNS[Tone.SUPPORTED], "17663a"),
    Tone.REFUTED: Ink(SIGNS[Tone.REFUTED], "a61b1b"),
    Tone.UNDETERMINED: Ink(SIGNS[Tone.UNDETERMINED], "7a5200"),
    Tone.CONFLICTING: Ink(SIGNS[Tone.CONFLICTING], "5b3a8e"),
    Tone.NOT_CHECKABLE: Ink(SIGNS[Tone.NOT_CHECKABLE], "4a4a4a"),
}
"""Every verdict has a sign and its word beside the colour, for prints without colours."""


class PrintedProblem(Struct, frozen=True):
    """What is wrong with a file, safe to show."""

    code: str
    place: str
    message: str
    hint: str
    excerpt: str
    """The line of the file and the mark under it, in letters of one width; may be empty."""


def printed_problem(problem: Problem) -> PrintedProblem:
    """Return a problem as it is printed, in English as the command tells it."""
    span = problem.span
    _, *lines = problem_lines(replace(problem, hint=None), _EXCERPT)
    return PrintedProblem(
        code=one_line(f"{problem.code.code} {problem.code.slug}"),
        place=f"{one_line(span.file)}:{span.line}:{span.column}" if span else "",
        message=without_passwords(one_line(problem.message)),
        hint=without_passwords(one_line(problem.hint)),
        excerpt="\n".join("".join(text for text, _ in line) for line in lines),
    )


def capital(word: str) -> str:
    """Return a word with a capital at its beginning and the rest as it is."""
    return word[:1].upper() + word[1:]


def verdict_of(badge: Badge) -> str:
    """Return the sign and the word of a verdict, which stay on one line."""
    return f"{INKS[badge.tone].sign}\N{NO-BREAK SPACE}{capital(badge.word)}"


def heading_of(part: Memo | WrongFile, memos: Memos) -> str:
    """Return the heading of one claim file: its title, or its name."""
    if isinstance(part, WrongFile):
        return part.file
    return part.title or part.file or memos.words.fact_check


def title_of(memos: Memos) -> str:
    """Return the title of the document: the heading of its only file, or that it has them all."""
    if len(memos.parts) == 1:
        return heading_of(memos.parts[0], memos)
    return memos.words.all_files


def rules_in_words(table: RuleTable) -> tuple[str, ...]:
    """Return the rules of a table with too many columns for a page: a line for each.

    None where the table can be printed as one.
    """
    if len(table.header) <= _MOST_COLUMNS:
        return ()
    return tuple(_rule_in_words(table.header, row) for row in table.rows)


def _rule_in_words(header: tuple[str, ...], row: tuple[str, ...]) -> str:
    (first, name), *others = zip(header, row, strict=True)
    told = "; ".join(f"{title}: {cell}" for title, cell in others if cell)
    return f"{first} {name}: {told}"


def is_address(text: str) -> bool:
    """Return whether a text is a web address that may become a link: http(s), and plain ASCII."""
    return _ADDRESS.fullmatch(text) is not None
