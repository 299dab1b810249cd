"""The report as a terminal shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.report import details, disputes, wording
from factcheck.report.problem_lines import problem_lines
from factcheck.report.shown import left_out, shown_claims
from factcheck.report.styled import (
    EMPTY,
    VERDICT_STYLES,
    Line,
    Piece,
    Style,
    indented,
    painted,
)
from factcheck.report.visible import cells, one_line, padded, wrapped

if TYPE_CHECKING:
    from factcheck.model.dispute_result import DisputeResult
    from factcheck.model.result import (
        Assessment,
        ClaimResult,
        EvidenceUsed,
        RubricUsed,
        RunResult,
        Step,
    )
    from factcheck.model.spec import Source

NARROWEST = 40
"""Columns below which nothing is laid out; a narrower window breaks the lines itself."""
DEEPEST = 4
"""Levels of parts that are indented; deeper ones stay below each other."""

_LABEL = 12
_INDENT = 2
_SHORT_DIGEST = 12


def render(result: RunResult, *, width: int = 88, colour: bool = False) -> str:
    """Return the report in lines of at most ``width`` columns, with ANSI colours if wanted.

    No character of the user's text reaches the terminal as a command: controls are shown.
    """
    width = max(width, NARROWEST)
    lines = _head(result, width)
    for claim in shown_claims(result):
        lines += [*_claim(claim, result.sources, width), EMPTY]
    if left_out(result):
        lines += [*_text(left_out(result), width, Style.NOTE), EMPTY]
    for dispute in result.disputes:
        lines += [*_dispute(dispute, result.sources, width), EMPTY]
    lines += _evidence(result.evidence, width)
    lines += _rubrics(result.rubrics, width)
    lines += _rubrics((result.scale,) if result.scale else (), width, "labels")
    for problem in result.warnings:
        lines += [*problem_lines(problem, width), EMPTY]
    is_good = result.exit_code == 0
    lines += _text(wording.summary(result), width, Style.STRONG if is_good else Style.BAD)
    return painted(lines, colour=colour)


def _head(result: RunResult, width: int) -> list[Line]:
    lines = _text(result.title, width, Style.STRONG)
    for path in result.files[:1]:
        lines += _text(path.path, width, Style.FAINT)
    return [*lines, EMPTY] if lines else []


def _claim(
    claim: ClaimResult, sources: tuple[Source, ...], width: int, depth: int = 0
) -> list[Line]:
    """Return a claim under a rule with its verdict; a claim of parts repeats this for each."""
    margin = _INDENT if depth < DEEPEST else 0
    inner = width - margin
    body = _quote(claim, sources, inner)
    told = details.of_claim(claim, sources)
    for row in told:
        is_bad = row.label == "expected" and not claim.as_expected
        body += _items(row, inner, Style.BAD if is_bad else Style.PLAIN)
    for reading in claim.readings:
        body += _reading(reading, sources, inner, told, is_plain=wording.is_plain(claim))
    for part in claim.parts:
        body += [EMPTY, *_claim(part, sources, inner, depth + 1)]
    verdict = _verdict(claim)
    return [*_titled(claim.id, verdict, width, "─", "──"), *indented(body, margin)]


def _dispute(dispute: DisputeResult, sources: tuple[Source, ...], width: int) -> list[Line]:
    """Return a dispute under a double rule, with what is found of it below each other."""
    inner = width - _INDENT
    body = _text(dispute.title, inner, Style.STRONG)
    body += _text(dispute.about, inner)
    body += [EMPTY] if body else []
    for row in disputes.of_dispute(dispute, sources):
        is_bad = row.label == "expected" and not dispute.as_expected
        is_found = row.label in {"only if", "in counts"}
        style = Style.STRONG if is_found else Style.BAD if is_bad else Style.PLAIN
        body += _items(row, inner, style)
    colour = VERDICT_STYLES[disputes.STYLED_AS[dispute.verdict]]
    verdict = f"{dispute.verdict.value.upper()}{_beside(dispute)}", colour
    return [*_titled(dispute.id, verdict, width, "═", "══"), *indented(body, _INDENT)]


def _quote(claim: ClaimResult, sources: tuple[Source, ...], width: int) -> list[Line]:
    quote = one_line(claim.quote)
    said = wording.attribution(claim, sources)
    lines = _text(claim.title, width, Style.STRONG)
    lines += _text(f"“{quote}”" if quote else "", width)
    lines += _text(f"— {said}" if said else "", width, Style.FAINT)
    return [*lines, EMPTY] if lines else []


def _verdict(judged: ClaimResult | Assessment) -> Piece:
    return f"{judged.verdict.value.upper()}{_beside(judged)}", VERDICT_STYLES[judged.verdict]


def _beside(judged: ClaimResult | Assessment | DisputeResult) -> str:
    notes = "; ".join(wording.beside(judged))
    return f" ({notes})" if notes else ""


def _titled(name: str | None, verdict: Piece, width: int, fill: str, edge: str = "") -> list[Line]:
    """Return one line with a name on the left and a verdict on the right, or several lines."""
    shown = one_line(name)
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


def _reading(
    reading: Assessment,
    sources: tuple[Source, ...],
    width: int,
    told: list[details.Detail],
    *,
    is_plain: bool,
) -> list[Line]:
    """Return what is known of one reading, under its name and verdict where it has a name."""
    inner = width if is_plain else width - _INDENT
    before, after = details.of_reading(reading, sources, told)
    rows = [
        *_sets(reading, inner),
        *_row("measure", reading.measure, inner),
        *(line for row in before for line in _items(row, inner)),
        *_calculation(reading.calculation, inner),
        *(line for row in after for line in _items(row, inner)),
    ]
    if is_plain:
        return rows
    verdict = _verdict(reading)
    return [EMPTY, *_titled(reading.name, verdict, width, "·"), *indented(rows, _INDENT)]


def _sets(reading: Assessment, width: int) -> list[Line]:
    """Return claimed, found and the distance side by side, or below each other if too long."""
    claimed, found = wording.set_in_words(reading.claimed), wording.set_in_words(reading.found)
    distance = wording.distance_in_words(reading)
    told = "  │  ".join(filter(None, (claimed, found and f"found {found}", distance)))
    if claimed and cells(told) <= width - _LABEL:
        return _labelled("claimed", [told], Style.STRONG)
    return [
        *_row("claimed", claimed, width, Style.STRONG),
        *_row("found", found, width, Style.STRONG),
        *_row("distance", distance, width, Style.STRONG),
    ]


def _calculation(steps: tuple[Step, ...], width: int) -> list[Line]:
    """Return the steps with their results below each other, and where each comes from.

    The origins stand beside the results if there is room for all of them, else below.
    """
    room = width - _LABEL
    told = _results(steps, room)
    origins = [one_line(step.source) for step in steps]
    column = max(map(cells, told), default=0) + 3
    is_beside = all(column + cells(origin) <= room for origin in origins if origin)
    lines = []
    for result, origin in zip(told, origins, strict=True):
        if is_beside and origin:
            lines.append(f"{padded(result, column)}{origin}")
        else:
            lines += [*_fitted(result, room), *_fitted(origin, room - _INDENT, _INDENT)]
    return _labelled("calculated", lines, Style.PLAIN)


def _results(steps: tuple[Step, ...], room: int) -> list[str]:
    """Return ``what = result`` for each step, the equals signs below each other."""
    texts = [one_line(step.text) for step in steps]
    column = max((cells(text) for text in texts if cells(text) <= room // 2), default=0)
    values = [one_line(step.value) for step in steps]
    return [
        f"{padded(text, column)} = {value}" if value else text
        for text, value in zip(texts, values, strict=True)
    ]


def _fitted(line: str, room: int, margin: int = 0) -> list[str]:
    """Return a line as it is where it fits, and wrapped where not."""
    pieces = [line] if cells(line) <= room else wrapped(line, room)
    return [f"{' ' * margin}{piece}" for piece in pieces if piece]


def _evidence(evidence: tuple[EvidenceUsed, ...], width: int) -> list[Line]:
    """Return the tables that were read; their digests cut, as a memo or JSON has them whole."""
    lines: list[Line] = []
    for table in evidence:
        digest = one_line(table.sha256)[:_SHORT_DIGEST]
        told = f"{one_line(table.path)}: {wording.evidence_in_words(table)}; sha256 {digest}…"
        lines += _row("" if lines else "evidence", told, width, Style.FAINT)
        for note in table.notes:
            lines += _row("", note, width)
    return [*lines, EMPTY] if lines else []


def _rubrics(rubrics: tuple[RubricUsed, ...], width: int, label: str = "rubrics") -> list[Line]:
    """Return by whose definitions rows were classified, or verdicts labelled."""
    lines: list[Line] = []
    for rubric in rubrics:
        told = [f"{one_line(rubric.file)}: {wording.rubric_in_words(rubric)}"]
        told += [f"after {wording.cited(source)}" for source in rubric.sources]
        told.append(f"sha256 {one_line(rubric.sha256)[:_SHORT_DIGEST]}…")
        lines += _row("" if lines else label, "; ".join(told), width, Style.FAINT)
    return [*lines, EMPTY] if lines else []


def _items(row: details.Detail, width: int, style: Style = Style.PLAIN) -> list[Line]:
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
