"""One problem in the way of a compiler: the place, the line, the mark under it, the hint."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from factcheck.model.problem import Severity
from factcheck.report.styled import Line, Style
from factcheck.report.visible import cells, one_line, visible, without_passwords

if TYPE_CHECKING:
    from factcheck.model.problem import Problem
    from factcheck.model.span import Span

_LEAST = 20
"""Columns of the excerpt that are shown however narrow the window is."""


def problem_lines(problem: Problem, width: int) -> list[Line]:
    """Return the lines of one problem.

    The head is never broken, so that editors and ``grep`` can read it; the excerpt is cut
    around the mark where it is wider than ``width`` columns.
    """
    lines = [_head(problem)]
    gutter = 8
    if problem.span is not None and problem.excerpt is not None:
        gutter = max(gutter, len(str(problem.span.line)) + 4)
        excerpt = without_passwords(problem.excerpt.rstrip("\r\n"))
        lines += _excerpt(problem.span, excerpt, gutter, width)
    hint = without_passwords(one_line(problem.hint))
    return [*lines, ((" " * gutter + "hint: ", Style.NOTE), (hint, Style.PLAIN))] if hint else lines


def style_of(severity: Severity) -> Style:
    """Return the colour of a problem's severity."""
    match severity:
        case Severity.ERROR:
            return Style.BAD
        case Severity.WARNING:
            return Style.OPEN
        case _:
            assert_never(severity)


def _head(problem: Problem) -> Line:
    span = problem.span
    code = f"{one_line(problem.code.code)} {one_line(problem.code.slug)}"
    place = f"{one_line(span.file)}:{span.line}:{span.column}: " if span else ""
    message = without_passwords(one_line(problem.message))
    return (
        (place, Style.STRONG),
        (f"{problem.severity.value} {code}", style_of(problem.severity)),
        (f": {message}", Style.PLAIN),
    )


def _excerpt(span: Span, line: str, gutter: int, width: int) -> list[Line]:
    """Return the line of the file and the mark under it."""
    characters = [visible(character) for character in line]
    first = min(max(span.column - 1, 0), len(characters))
    is_one_line = span.end_line == span.line
    last = span.end_column - 1 if is_one_line else len(line.rstrip())
    last = min(max(last, first + 1), max(len(characters), first + 1))
    start, end = _window(characters, first, max(width - gutter, _LEAST))
    before = "…" * (start > 0) + "".join(characters[start:first])
    after = "".join(characters[first:end]) + "…" * (end < len(characters))
    mark = max(cells("".join(characters[first : min(last, end)])), 1)
    number = f"{span.line:>{gutter - 3}} | "
    margin = f"{'':>{gutter - 3}} | "
    return [
        ((number, Style.FAINT), (before + after, Style.PLAIN)),
        ((margin, Style.FAINT), (" " * cells(before) + "^" * mark, Style.BAD)),
    ]


def _window(characters: list[str], first: int, room: int) -> tuple[int, int]:
    """Return from which to which character a line is shown so that its mark is in sight."""
    widths = [cells(character) for character in characters]
    if sum(widths) <= room:
        return 0, len(characters)
    start = first
    while start > 0 and sum(widths[start - 1 : first]) <= room // 3:
        start -= 1
    end = first
    # Two columns are for the ellipses.
    while end < len(characters) and sum(widths[start : end + 1]) <= room - 2:
        end += 1
    return start, end
