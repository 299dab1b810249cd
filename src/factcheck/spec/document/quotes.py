"""Quotation marks that are never closed, or only after other keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.spec.codes_yaml import UNCLOSED_QUOTE
from factcheck.spec.document.marks import end_of, start_of
from factcheck.spec.located import problem_at

if TYPE_CHECKING:
    from yaml.events import ScalarEvent

    from factcheck.model.problem import Problem
    from factcheck.spec.document.marks import Mark
    from factcheck.spec.document.source import Source


def swallowed_line(source: Source, event: ScalarEvent, parent_column: int) -> int | None:
    """Return the first line of a quoted text that is indented no deeper than its key."""
    for number in range(start_of(event).line + 1, end_of(event).line + 1):
        line = source.line(number)
        indent = len(line) - len(line.lstrip())
        if line.strip() and indent <= parent_column:
            return number
    return None


def unclosed_quote(source: Source, mark: Mark, swallowed: int | None) -> Problem:
    """Return the problem of a quotation mark that is never closed, or too late."""
    opened = source.line(mark.line)[mark.column]
    until = "the end of the file" if swallowed is None else f"line {swallowed + 1}"
    message = f"the quotation mark opened here is not closed; the text runs on to {until}"
    hint = f"close it with {opened}, or put the text under >-"
    span = source.place(mark.line, mark.column)
    return problem_at(UNCLOSED_QUOTE, message, span, source.original, hint=hint)
