"""The summary of a step of GitHub Actions: a table of all claims in Markdown."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from factcheck.model.told import told_count
from factcheck.report import escape
from factcheck.report.language import in_language
from factcheck.report.markdown import problem_in_words
from factcheck.report.memo.build import memo_of
from factcheck.report.memo.records import Memo, WrongFile
from factcheck.report.memo.tones import SIGNS
from factcheck.report.memo.words import Words
from factcheck.report.summary import summary_of_all, wrong_in_words
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from factcheck.model.runs import Runs
    from factcheck.report.formats import Look
    from factcheck.report.memo.records import Row

MOST_BYTES = 1024 * 1024
"""What GitHub takes of one step."""

_ROOM_FOR_NOTE = 200


def render_summary(runs: Runs, look: Look, room: int = MOST_BYTES) -> str:
    """Return the summary, in the language of reports for people.

    What is not as expected comes first. It has at most ``room`` bytes; what does not fit is left
    out line by line from the end, and a line says how many. Nothing is returned where not even
    that fits.
    """
    return _fitted(list(_lines(runs, look.language)), look.language, room)


def _fitted(lines: list[str], language: str, room: int) -> str:
    text = "\n".join((*lines, ""))
    if len(text.encode()) <= room:
        return text
    sizes = accumulate(len(line.encode()) + 1 for line in lines)
    kept = [line for line, size in zip(lines, sizes, strict=True) if size <= room - _ROOM_FOR_NOTE]
    if not kept:
        return ""
    note = told_count(
        len(lines) - len(kept),
        "Left out: {n} line, as there is no room for more.",
        "Left out: {n} lines, as there is no room for more.",
    )
    return "\n".join((*kept, "", in_language(note, language), ""))


def _lines(runs: Runs, language: str) -> Iterator[str]:
    words = in_language(Words(), language)
    parts = [
        WrongFile(
            one_line(run.file), in_language(wrong_in_words(run.problems), language), run.problems
        )
        if run.result is None
        else memo_of(run.result, language, has_pictures=False)
        for run in runs.runs
    ]
    yield from _paragraph(escape.text(in_language(summary_of_all(runs.total), language)))
    memos = [each for each in parts if isinstance(each, Memo)]
    unexpected = [row for each in memos for row in each.rows if not row.is_as_expected]
    if unexpected:
        yield from _paragraph(f"### {words.unexpected}")
        yield from _table(words, unexpected)
    for part in parts:
        yield from _wrong(part) if isinstance(part, WrongFile) else _memo(part)


def _memo(memo: Memo) -> Iterator[str]:
    yield from _paragraph(f"### {escape.text(memo.title or memo.words.fact_check)}")
    yield from _paragraph(escape.code(memo.file))
    yield from _paragraph(escape.text(memo.summary))
    if memo.rows:
        yield from _table(memo.words, memo.rows)
    yield from _paragraph(escape.text(memo.left_out))


def _wrong(file: WrongFile) -> Iterator[str]:
    yield from _paragraph(f"### {escape.text(file.file)}")
    yield from _paragraph(escape.text(file.summary))
    yield from (f"- {problem_in_words(each)}" for each in file.problems)
    yield ""


def _paragraph(text: str) -> tuple[str, ...]:
    return (text, "") if text else ()


def _table(words: Words, rows: Sequence[Row]) -> Iterator[str]:
    yield _row(words.claim, words.figure, words.verdict, words.found)
    yield _row(*["---"] * 4)
    for row in rows:
        name = escape.text(row.name)
        shown = name if row.is_as_expected else f"**{name}**"
        yield _row(shown, escape.text(row.figure), _verdict(row, words), escape.text(row.found))
    yield ""


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell or '–' for cell in cells)} |"


def _verdict(row: Row, words: Words) -> str:
    badge = row.badge
    parts = (
        f"{SIGNS[badge.tone]} {escape.text(badge.word)}",
        f"({escape.text('; '.join(badge.notes))})" if badge.notes else "",
        escape.text(badge.condition),
        "" if row.is_as_expected else f"— **{words.unexpected}**",
    )
    return " ".join(filter(None, parts))
