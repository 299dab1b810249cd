"""The memos of all claim files of one command, for formats that put them into one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.report.language import in_language
from factcheck.report.memo.anchors import prefix_of
from factcheck.report.memo.build import memo_of
from factcheck.report.memo.records import FileRow, Memo, Memos, WrongFile
from factcheck.report.memo.words import Words
from factcheck.report.summary import summary_of_all, wrong_in_words
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from factcheck.model.runs import Run, Runs

_ROWS_FROM = 2
"""Files from which on they have a table of their own."""


def memos_of(runs: Runs, language: str) -> Memos:
    """Return the memos of claim files as one document, in one of ``LANGUAGES``."""
    several = len(runs.runs) >= _ROWS_FROM
    parts = tuple(
        _part(run, language, prefix_of(number, len(runs.runs)))
        for number, run in enumerate(runs.runs, 1)
    )
    return Memos(
        language=language,
        words=in_language(Words(), language),
        parts=parts,
        rows=tuple(map(_row, runs.runs)) if several else (),
        summary=in_language(summary_of_all(runs.total), language) if several else "",
        is_good=runs.total.exit_code == 0,
    )


def _part(run: Run, language: str, prefix: str) -> Memo | WrongFile:
    if run.result is not None:
        return memo_of(run.result, language, prefix=prefix)
    words = in_language(wrong_in_words(run.problems), language)
    return WrongFile(one_line(run.file), words, run.problems)


def _row(run: Run) -> FileRow:
    file, result = one_line(run.file), run.result
    if result is None:
        return FileRow(file, ())
    counts = (result.declared, result.evaluated, result.decided, result.unexpected)
    return FileRow(file, tuple(map(str, counts)))
