"""What is wrong with a user's files, told so that they can mend it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.span import Span


class Severity(Enum):
    """How much a problem matters: an error stops the run, a warning is printed beside it."""

    ERROR = "error"
    WARNING = "warning"


class Code(Struct, frozen=True):
    """The identity of one kind of problem or finding, printed by ``factcheck explain``."""

    code: str
    """Like ``FC012``; never reused."""
    slug: str
    """Like ``duplicate-key``."""
    title: str
    """One line."""
    explanation: str
    """What it means, why it matters, and what to write instead; Markdown, no heading."""


class Problem(Struct, frozen=True):
    """One fault in a user's file."""

    code: Code
    message: str
    """What was found and what was expected, in one or two sentences."""
    span: Span | None = None
    excerpt: str | None = None
    """The line of the file that the span begins on."""
    hint: str | None = None
    """The nearest right word, or the line to write instead."""
    severity: Severity = Severity.ERROR


class ProblemsError(Exception):
    """The user's files are wrong; carries every problem of the stage that found them.

    ``text`` is what the error prints as: the problems' messages, unless the shell, which can
    render them with their places and hints, gives another one.
    """

    def __init__(self, problems: Iterable[Problem], text: str | None = None) -> None:
        self.problems = tuple(problems)
        plain = "; ".join(problem.message for problem in self.problems)
        super().__init__(plain if text is None else text)
