"""The report as a terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.report.memo.build import memo_of
from factcheck.report.memo.disputes import IN_COUNTS, ONLY_IF
from factcheck.report.memo.words import Words
from factcheck.report.problem_lines import problem_lines
from factcheck.report.styled import (
    EMPTY,
    TONE_STYLES,
    Line,
    Piece,
    Style,
    indented,
    painted,
)
from factcheck.report.visible import cells, padded, wrapped

if TYPE_CHECKING:
    from factcheck.model.result import RunResult
    from factcheck.model.runs import Runs
    from factcheck.report.formats import Look
    from factcheck.report.memo.records import (
        Badge,
        ClaimMemo,
        Detail,
        DisputeMemo,
        FileMemo,
        Memo,
        ReadingMemo,
        RubricMemo,
        ShownStep,
    )

NARROWEST = 40
"""Columns below which nothing is laid out; a narrower window breaks the lines itself."""
DEEPEST = 4
"""Levels of parts that are indented; deeper ones stay below each other."""

_LABEL = 12
_INDENT = 2
_SHORT_DIGEST = 12


def render_runs(runs: Runs, look: Look) -> str:
    """Return the reports of claim files one after the other."""
    return "\n".join(render_result(result, look) for _, result in runs.results())


def render_result(result: RunResult, look: Look) -> str:
    """Return the report of one claim file."""
    memo = memo_of(result, look.language, has_pictures=False)
    return render(memo, width=look.width, colour=look.colour)


def render(memo: Memo, *, width: int = 88, colour: bool = False) -> str:
    """Return the report in lines of at most ``width`` columns, with ANSI colours if wanted.

    No character of the user's text reaches the terminal as a command: controls are shown.
    """
    width = max(width, NARROWEST)
    words = memo.words
    lines = _head(memo, width)
    for claim in memo.claims:
        lines += [*_claim(claim, words, width), EMPTY]
    if memo.left_out:
        lines += [*_text(memo.left_out, width, Style.NOTE), EMPTY]
    for dispute in memo.disputes:
        lines += [*_dispute(dispute, width), EMPTY]
    lines += _evidence(memo.evidence, words, width)
    lines += _rubrics(memo.rubrics, width, words.margin_rubrics)
    lines += _rubrics((memo.scale,) if memo.scale else (), width, words.margin_labels)
    for problem in memo.warnings:
        lines += [*problem_lines(problem, width), EMPTY]
    lines += _text(memo.summary, width, Style.STRONG if memo.is_good else Style.BAD)
    return painted(lines, colour=colour)


def claim_text(claim: ClaimMemo, width: int) -> str:
    """Return what the report says of one claim, without colours."""
    return painted(_claim(claim, Words(), width), colour=False)


def dispute_text(dispute: DisputeMemo, width: int) -> str:
    """Return what the report says of one dispute, without colours."""
    return painted(_dispute(dispute, width), colour=False)


def _head(memo: Memo, width: int) -> list[Line]:
    lines = [*_text(memo.title, width, Style.STRONG), *_text(memo.file, width, Style.FAINT)]
    return [*lines, EMPTY] if lines else []


def _claim(claim: ClaimMemo, words: Words, width: int, depth: int = 0) -> list[Line]:
    """Return a claim under a rule with its verdict; a claim of parts repeats this for each."""
    margin = _INDENT if depth < DEEPEST else 0
    inner = width - margin
    body = _quote(claim, words, inner)
    for row in claim.details:
        body += _items(row, inner, Style.BAD if row.is_bad else Style.PLAIN)
    for reading in claim.readings:
        body += _reading(reading, words, inner, is_plain=claim.is_plain)
    for part in claim.parts:
        body += [EMPTY, *_claim(part, words, inner, depth + 1)]
    return [*_titled(claim.id, _verdict(claim.badge), width, "─", "──"), *indented(body, margin)]


def _dispute(dispute: DisputeMemo, width: int) -> list[Line]:
    """Return a dispute under a double rule, with what is found of it below each other."""
    inner = width - _INDENT
    body = _text(dispute.title, inner, Style.STRONG)
    body += _text(" ".join(dispute.about), inner)
    body += [EMPTY] if body else []
    for row in dispute.details:
        is_found = row.key in {ONLY_IF, IN_COUNTS}
        style = Style.STRONG if is_found else Style.BAD if row.is_bad else Style.PLAIN
        body += _items(row, inner, style)
    title = _titled(dispute.id, _verdict(dispute.badge), width, "═", "══")
    return [*title, *indented(body, _INDENT)]


def _quote(claim: ClaimMemo, words: Words, width: int) -> list[Line]:
    lines = _text(claim.title, width, Style.STRONG)
    quote = f"{words.quote_begins}{claim.quote}{words.quote_ends}" if claim.quote else ""
    lines += _text(quote, width)
    lines += _text(f"— {claim.said}" if claim.said else "", width, Style.FAINT)
    return [*lines, EMPTY] if lines else []


def _verdict(badge: Badge) -> Piece:
    notes = "; ".join(badge.notes)
    words = f"{badge.word.upper()}{f' ({notes})' if notes else ''}"
    return words, TONE_STYLES[badge.tone]


def _titled(shown: str, verdict: Piece, width: int, fill: str, edge: str = "") -> list[Line]:
    """Return one line with a name on the left and a verdict on the right, or several lines."""
    left, right = (f"{edge} ", f" {edge}") if edge else ("", "")
    gap = width - sum(map(cells, (left, shown, verdict[0], right))) - 2
    if gap > 0:
        filling = (f" {fill * gap} ", Style.FAINT)
        line: Line = ((left, Style.FAINT), (shown, Style.STRONG), filling, verdict)
        return [(*line, (right, Style.FAINT)) if right else line]
    return [
        ((fill * width, Style.FAINT),),
        *_text(shown, width, Style.STRONG),
        *_text(verdict[0], width, verdict[1]),
    ]


def _reading(reading: ReadingMemo, words: Words, width: int, *, is_plain: bool) -> list[Line]:
    """Return what is known of one reading, under its name and verdict where it has a name."""
    inner = width if is_plain else width - _INDENT
    rows = [
        *_sets(reading, words, inner),
        *_row(words.margin_measure, reading.measure, inner),
        *(line for row in reading.before for line in _items(row, inner)),
        *_calculation(reading.steps, words, inner),
        *(line for row in reading.after for line in _items(row, inner)),
    ]
    if is_plain:
        return rows
    title = _titled(reading.name, _verdict(reading.badge), width, "·")
    return [EMPTY, *title, *indented(rows, _INDENT)]


def _sets(reading: ReadingMemo, words: Words, width: int) -> list[Line]:
    """Return claimed, found and the distance side by side, or below each other if too long."""
    claimed, found, distance = reading.claimed, reading.found, reading.distance
    told = "  │  ".join(
        filter(None, (claimed, found and f"{words.found_before} {found}", distance))
    )
    if claimed and cells(told) <= width - _LABEL:
        return _labelled(words.margin_claimed, [told], Style.STRONG)
    return [
        *_row(words.margin_claimed, claimed, width, Style.STRONG),
        *_row(words.margin_found, found, width, Style.STRONG),
        *_row(words.margin_distance, distance, width, Style.STRONG),
    ]


def _calculation(steps: tuple[ShownStep, ...], words: Words, width: int) -> list[Line]:
    """Return the steps with their results below each other, and where each comes from.

    The origins stand beside the results if there is room for all of them, else below.
    """
    room = width - _LABEL
    told = _results(steps, room)
    origins = [step.origin for step in steps]
    column = max(map(cells, told), default=0) + 3
    is_beside = all(column + cells(origin) <= room for origin in origins if origin)
    lines = []
    for result, origin in zip(told, origins, strict=True):
        if is_beside and origin:
            lines.append(f"{padded(result, column)}{origin}")
        else:
            lines += [*_fitted(result, room), *_fitted(origin, room - _INDENT, _INDENT)]
    return _labelled(words.margin_calculated, lines, Style.PLAIN)


def _results(steps: tuple[ShownStep, ...], room: int) -> list[str]:
    """Return ``what = result`` for each step, the equals signs below each other."""
    texts = [step.text for step in steps]
    column = max((cells(text) for text in texts if cells(text) <= room // 2), default=0)
    values = [step.value for step in steps]
    return [
        f"{padded(text, column)} = {value}" if value else text
        for text, value in zip(texts, values, strict=True)
    ]


def _fitted(line: str, room: int, margin: int = 0) -> list[str]:
    """Return a line as it is where it fits, and wrapped where not."""
    pieces = [line] if cells(line) <= room else wrapped(line, room)
    return [f"{' ' * margin}{piece}" for piece in pieces if piece]


def _evidence(evidence: tuple[FileMemo, ...], words: Words, width: int) -> list[Line]:
    """Return the tables that were read; their digests cut, as a memo or JSON has them whole."""
    lines: list[Line] = []
    for table in evidence:
        told = f"{table.path}: {table.text}; sha256 {table.sha256[:_SHORT_DIGEST]}…"
        lines += _row("" if lines else words.margin_evidence, told, width, Style.FAINT)
        for note in table.notes:
            lines += _row("", note, width)
    return [*lines, EMPTY] if lines else []


def _rubrics(rubrics: tuple[RubricMemo, ...], width: int, label: str) -> list[Line]:
    """Return by whose definitions rows were classified, or verdicts labelled."""
    lines: list[Line] = []
    for rubric in rubrics:
        told = [f"{rubric.path}: {rubric.text}"]
        told += [source.text for source in rubric.sources]
        told.append(f"sha256 {rubric.sha256[:_SHORT_DIGEST]}…")
        lines += _row("" if lines else label, "; ".join(told), width, Style.FAINT)
    return [*lines, EMPTY] if lines else []


def _items(row: Detail, width: int, style: Style = Style.PLAIN) -> list[Line]:
    """Return the items of one detail; where there are several, each with a bullet."""
    if len(row.items) == 1:
        return _row(row.label, row.items[0], width, style)
    lines = []
    for item in row.items:
        first, *rest = wrapped(item, width - _LABEL - _INDENT)
        lines += [f"• {first}", *(f"  {line}" for line in rest)]
    return _labelled(row.label, lines, style)


def _row(label: str, text: str | None, width: int, style: Style = Style.PLAIN) -> list[Line]:
    return _labelled(label, wrapped(text, width - _LABEL), style)


def _labelled(label: str, lines: list[str], style: Style) -> list[Line]:
    """Return lines with a label in the margin of the first."""
    labels = [label, *[""] * len(lines)]
    return [
        ((padded(name, _LABEL), Style.FAINT), (line, style))
        for name, line in zip(labels, lines, strict=False)
    ]


def _text(text: str | None, width: int, style: Style = Style.PLAIN) -> list[Line]:
    return [((line, style),) for line in wrapped(text, width)]
