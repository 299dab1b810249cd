"""Collects what is wrong with a model, each fault at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.near import quoted
from factcheck.model.problem import Problem, Severity
from factcheck.model.span import Text
from factcheck.rubric.sfeel.errors import SFeelError

if TYPE_CHECKING:
    from factcheck.model.problem import Code
    from factcheck.model.span import Span
    from factcheck.rubric.dmn.document import Element
    from factcheck.rubric.errors import WordsError


MOST_WARNINGS = 100


class Faults:
    """The problems of one decision table."""

    def __init__(self) -> None:
        self.found: list[Problem] = []
        self.warnings: list[Problem] = []
        """What is no fault where a table is analysed only."""

    def at(self, code: Code, message: str, element: Element, hint: str | None = None) -> None:
        """Report a fault of an element."""
        self._add(code, message, element, element.span, hint)

    def warn(self, code: Code, message: str, element: Element, hint: str | None = None) -> None:
        """Report something doubtful about an element; of very many the first hundred."""
        if len(self.warnings) == MOST_WARNINGS:
            return
        if len(self.warnings) == MOST_WARNINGS - 1:
            message += "; more of this kind may follow and are not listed"
        span = element.span
        excerpt = element.document.excerpt(span)
        self.warnings.append(Problem(code, message, span, excerpt, hint, Severity.WARNING))

    def within(
        self, error: WordsError, element: Element, what: str, code: Code | None = None
    ) -> None:
        """Report that the text of an element cannot be read, at the characters in question.

        ``what`` names it. ``code`` says what kind of fault it is, where it is not the reader's.
        """
        start, end = 0, len(element.text)
        if isinstance(error, SFeelError):
            start, end = error.start, error.end
        message = f"{what}: {error.message}"
        self._add(code or error.code, message, element, element.span_in(start, end), error.hint)

    def _add(
        self, code: Code, message: str, element: Element, span: Span, hint: str | None
    ) -> None:
        self.found.append(Problem(code, message, span, element.document.excerpt(span), hint))


def text_of(element: Element, value: str) -> Text:
    """Return a text with the place of the element that it is from."""
    stripped = element.text.strip()
    start = element.text.index(stripped)
    return Text(value, element.span_in(start, start + len(stripped)))


def shown(text: str) -> str:
    """Return the text of an element as messages show it."""
    return quoted(" ".join(text.split()))
