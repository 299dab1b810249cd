"""The report of many claim files, piece by piece, so that no more than one is in memory.

A run is told in this order: ``begin``, for each file its claims one by one and then its result or
what is wrong with it, and ``end``. What the pieces return, put together, is the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from factcheck.model.runs import Run, Runs
from factcheck.model.told import told_join
from factcheck.report import escape, json_report, markdown, terminal
from factcheck.report.formats import Look, render_runs
from factcheck.report.json_lines import (
    claim_line,
    result_lines,
    total_line,
    total_object,
    wrong_line,
)
from factcheck.report.language import in_language
from factcheck.report.memo.words import Words
from factcheck.report.styled import Style, painted
from factcheck.report.summary import summary_of_all, wrong_in_words
from factcheck.report.visible import wrapped

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

    def end(self, total: Total) -> str | bytes:
        """Return what the report ends with."""


def pieces_of(name: str, look: Look, *, is_alone: bool) -> Pieces:
    """Return what makes the report of claim files in one of ``FORMATS``.

    ``is_alone`` says that one file was named and no folder, whose report stands for itself.
    """
    match name:
        case "jsonl":
            return JsonLines(has_total=not is_alone)
        case "json" if not is_alone:
            return Json()
        case "markdown" if not is_alone:
            return Markdown(look)
        case "terminal" if not is_alone:
            return Terminal(look)
        case _:
            return Whole(name, look)


class Whole:
    """A report that is made of all files at once, at the end."""

    wants_claims = False

    def __init__(self, name: str, look: Look) -> None:
        self._name = name
        self.look = look
        self._runs: list[Run] = []

    def begin(self) -> str:
        """Return nothing."""
        return ""

    def claim(self, file: str, claim: ClaimResult) -> str:
        """Return nothing, as the claims stand in their report."""
        del file, claim
        return ""

    def result(self, file: str, result: RunResult) -> str:
        """Keep the result."""
        self._runs.append(Run(file, result, (), result.exit_code))
        return ""

    def wrong(self, file: str, problems: Sequence[Problem], exit_code: int) -> str:
        """Keep what is wrong."""
        self._runs.append(Run(file, None, tuple(problems), exit_code))
        return ""

    def end(self, total: Total) -> str | bytes:
        """Return the report."""
        return render_runs(self.runs(total), self._name, self.look)

    def runs(self, total: Total) -> Runs:
        """Return what came of all files."""
        return Runs(tuple(self._runs), total)


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

    def __init__(self, look: Look) -> None:
        self._look = look

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
        return f"{terminal.render_result(result, self._look)}\n"

    def wrong(self, file: str, problems: Sequence[Problem], exit_code: int) -> str:
        """Return that nothing of a file was evaluated; why stands beside the report."""
        del exit_code
        words = told_join(": ", (file, wrong_in_words(problems)))
        return self._painted(in_language(words, self._look.language), Style.BAD) + "\n"

    def end(self, total: Total) -> str:
        """Return the line on all files."""
        words = in_language(summary_of_all(total), self._look.language)
        return self._painted(words, Style.BAD if total.exit_code else Style.STRONG)

    def _painted(self, words: str, style: Style) -> str:
        lines = [((line, style),) for line in wrapped(words, self._look.width)]
        return painted(lines, colour=self._look.colour)


class Markdown:
    """The memos of all files one after the other, and a table of the files."""

    wants_claims = False

    def __init__(self, look: Look) -> None:
        self._look = look
        self._words = in_language(Words(), look.language)
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
        return f"{markdown.render_result(result, self._look)}\n---\n\n"

    def wrong(self, file: str, problems: Sequence[Problem], exit_code: int) -> str:
        """Return that nothing of a file was evaluated, and what is wrong with it."""
        del exit_code
        self._rows.append((escape.code(file), *[""] * 4))
        items = "\n".join(f"- {markdown.problem_in_words(each)}" for each in problems)
        words = escape.text(in_language(wrong_in_words(problems), self._look.language))
        return f"# {escape.text(file)}\n\n{words}\n\n{items}\n\n---\n\n"

    def end(self, total: Total) -> str:
        """Return the table of the files and the line on all of them."""
        words = self._words
        header = (words.file, words.declared, words.evaluated, words.decided, words.unexpected)
        table = markdown.table(header, self._rows)
        told = escape.text(in_language(summary_of_all(total), self._look.language))
        return f"# {words.all_files}\n\n{told}\n\n{table}\n"
