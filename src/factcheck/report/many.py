"""The report of many claim files, piece by piece, so that no more than one is in memory.

A run is told in this order: ``begin``, for each file its claims one by one and then its result or
what is wrong with it, and ``end``. What the pieces return, put together, is the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from factcheck.report import escape, json_report, markdown, terminal
from factcheck.report.json_lines import (
    claim_line,
    result_lines,
    total_line,
    total_object,
    wrong_line,
)
from factcheck.report.styled import Style, painted
from factcheck.report.visible import wrapped
from factcheck.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.problem import Problem
    from factcheck.model.result import ClaimResult, RunResult
    from factcheck.model.total import Total


class Pieces(Protocol):
    """A format of the report of many claim files."""

    wants_claims: bool
    """Whether claims are told one by one; the results have none of them then."""

    def begin(self) -> str:
        """Return what the report begins with."""

    def claim(self, file: str, claim: ClaimResult) -> str:
        """Return one claim as soon as it is judged."""

    def result(self, file: str, result: RunResult) -> str:
        """Return what is known of a file once all its claims are judged."""

    def wrong(self, file: str, problems: Sequence[Problem], exit_code: int) -> str:
        """Return a file of which nothing was evaluated; terminals are told why elsewhere."""

    def end(self, total: Total) -> str:
        """Return what the report ends with."""


class JsonLines:
    """One JSON object a line: claims as they are judged, disputes, a run for each file."""

    wants_claims = True

    def __init__(self, *, has_total: bool = True) -> None:
        self._has_total = has_total

    def begin(self) -> str:
        """Return nothing: every line stands for itself."""
        return ""

    def claim(self, file: str, claim: ClaimResult) -> str:
        """Return the claim's line."""
        return claim_line(file, claim)

    def result(self, file: str, result: RunResult) -> str:
        """Return the lines of the disputes, and that of the run."""
        return result_lines(file, result)

    def wrong(self, file: str, problems: Sequence[Problem], exit_code: int) -> str:
        """Return the line of a run with its problems."""
        return wrong_line(file, problems, exit_code)

    def end(self, total: Total) -> str:
        """Return the line of the total, where there were several files."""
        return total_line(total) if self._has_total else ""


class Json:
    """One JSON object whose ``runs`` are the reports of the files, each as it is alone."""

    wants_claims = False

    def __init__(self) -> None:
        self._has_some = False

    def begin(self) -> str:
        """Return the beginning of the object."""
        return f'{{\n  "report": {json_report.REPORT},\n  "runs": ['

    def claim(self, file: str, claim: ClaimResult) -> str:
        """Return nothing, as the claims stand in their report."""
        del file, claim
        return ""

    def result(self, file: str, result: RunResult) -> str:
        """Return the report of one file."""
        del file
        return self._run(json_report.render(result))

    def wrong(self, file: str, problems: Sequence[Problem], exit_code: int) -> str:
        """Return the problems of one file, as they are printed for it alone."""
        del file, exit_code
        return self._run(json_report.render_problems(problems))

    def _run(self, text: str) -> str:
        comma, self._has_some = "," if self._has_some else "", True
        # No text of JSON has a line break inside of a value.
        lines = "".join(f"\n    {line}" for line in text.splitlines())
        return f"{comma}{lines}"

    def end(self, total: Total) -> str:
        """Return the counts over all files, and the end of the object."""
        counts = total_object(total)
        told = ",\n".join(f'  "{name}": {number}' for name, number in counts.items())
        return f"\n  ],\n{told}\n}}\n"


class Terminal:
    """Each file's report under its name, and one line on all of them."""

    wants_claims = False

    def __init__(self, *, width: int, colour: bool) -> None:
        self._width = width
        self._colour = colour

    def begin(self) -> str:
        """Return nothing: every report has a head of its own."""
        return ""

    def claim(self, file: str, claim: ClaimResult) -> str:
        """Return nothing, as the claims stand in their report."""
        del file, claim
        return ""

    def result(self, file: str, result: RunResult) -> str:
        """Return the report of one file, and an empty line."""
        del file
        return f"{terminal.render(result, width=self._width, colour=self._colour)}\n"

    def wrong(self, file: str, problems: Sequence[Problem], exit_code: int) -> str:
        """Return that nothing of a file was evaluated; why stands beside the report."""
        del exit_code
        words = f"{file}: {_wrong_in_words(problems)}"
        return self._painted(words, Style.BAD) + "\n"

    def end(self, total: Total) -> str:
        """Return the line on all files."""
        return self._painted(summary(total), Style.BAD if total.exit_code else Style.STRONG)

    def _painted(self, words: str, style: Style) -> str:
        lines = [((line, style),) for line in wrapped(words, self._width)]
        return painted(lines, colour=self._colour)


class Markdown:
    """The memos of all files one after the other, and a table of the files."""

    wants_claims = False

    def __init__(self) -> None:
        self._rows: list[tuple[str, ...]] = []

    def begin(self) -> str:
        """Return nothing: the memos come first."""
        return ""

    def claim(self, file: str, claim: ClaimResult) -> str:
        """Return nothing, as the claims stand in their memo."""
        del file, claim
        return ""

    def result(self, file: str, result: RunResult) -> str:
        """Return the memo of one file, and a rule."""
        counts = (result.declared, result.evaluated, result.decided, result.unexpected)
        self._rows.append((escape.code(file), *map(str, counts)))
        return f"{markdown.render(result)}\n---\n\n"

    def wrong(self, file: str, problems: Sequence[Problem], exit_code: int) -> str:
        """Return that nothing of a file was evaluated, and what is wrong with it."""
        del exit_code
        self._rows.append((escape.code(file), *[""] * 4))
        items = "\n".join(f"- {markdown.problem_in_words(each)}" for each in problems)
        return f"# {escape.text(file)}\n\n{_wrong_in_words(problems)}\n\n{items}\n\n---\n\n"

    def end(self, total: Total) -> str:
        """Return the table of the files and the line on all of them."""
        header = ("File", "Declared", "Evaluated", "Decided", "Not as expected")
        table = markdown.table(header, self._rows)
        return f"# All files\n\n{escape.text(summary(total))}\n\n{table}\n"


def _wrong_in_words(problems: Sequence[Problem]) -> str:
    return f"{counted(len(problems), 'problem')}; nothing of it was evaluated."


def summary(total: Total) -> str:
    """Return the one line that says how much was checked in all files."""
    wrong = f", {total.wrong} of them not evaluated" if total.wrong else ""
    agreement = "what was evaluated is as expected" if total.wrong else "all as expected"
    if total.unexpected:
        agreement = f"{total.unexpected:,} not as expected"
    counts = (
        f"{counted(total.declared, 'claim')} declared, {total.evaluated:,} evaluated, "
        f"{total.decided:,} decided"
    )
    return f"{counted(total.files, 'file')}{wrong}: {counts}; {agreement}."
