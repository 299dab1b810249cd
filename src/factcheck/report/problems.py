"""What is wrong with the user's files, as a terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.problem import Severity
from factcheck.report.problem_lines import problem_lines
from factcheck.report.styled import EMPTY, Line, Style, painted
from factcheck.report.visible import one_line
from factcheck.report.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.problem import Problem


def render(problems: Sequence[Problem], *, colour: bool = False, width: int = 88) -> str:
    """Return the problems in the given order and a last line that counts them.

    Returns the empty text where there are none.
    """
    lines: list[Line] = []
    for problem in problems:
        lines += [*problem_lines(problem, width), EMPTY]
    if problems:
        lines.append(((_total(problems), Style.STRONG),))
    return painted(lines, colour=colour)


def _total(problems: Sequence[Problem]) -> str:
    """Return ``3 problems in claims/x.yml; nothing was evaluated. …``."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    numbers = [counted(errors, "problem")] * (errors > 0)
    numbers += [counted(warnings, "warning")] * (warnings > 0)
    outcome = "; nothing was evaluated" if errors else ""
    explain = f"`factcheck explain {one_line(problems[0].code.code)}` tells more."
    return f"{listed(numbers)}{_where(problems)}{outcome}. {explain}"


def _where(problems: Sequence[Problem]) -> str:
    files = list(dict.fromkeys(one_line(each.span.file) for each in problems if each.span))
    if not files:
        return ""
    return f" in {files[0]}" if len(files) == 1 else f" in {counted(len(files), 'file')}"
