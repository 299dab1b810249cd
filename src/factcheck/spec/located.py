"""Problems with their place and the line that it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.problem import Code, Problem, Severity
from factcheck.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 400


def problem_at(
    code: Code,
    message: str,
    span: Span,
    lines: Sequence[str],
    *,
    hint: str | None = None,
    severity: Severity = Severity.ERROR,
) -> Problem:
    """Return a problem with the line that its place begins on."""
    return Problem(code, message, span, excerpt(lines, span.line), hint, severity)


def excerpt(lines: Sequence[str], line: int) -> str | None:
    """Return a line, counted from 1, cut to 400 characters."""
    if not 1 <= line <= len(lines):
        return None
    return lines[line - 1][:_WIDTH]


def spot(file: str, line: int, column: int, length: int = 1) -> Span:
    """Return a place on one line."""
    return Span(file, line, column, line, column + length)


def in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return problems in the order of the file, each once."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=_place))


def _place(problem: Problem) -> tuple[int, int]:
    return (0, 0) if problem.span is None else (problem.span.line, problem.span.column)
