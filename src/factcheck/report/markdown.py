"""The report as a memo in Markdown, the same bytes for the same memo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.report import escape
from factcheck.report.memo.build import memo_of
from factcheck.report.memo.picture import drawn_in_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.problem import Problem
    from factcheck.model.result import RunResult
    from factcheck.model.runs import Runs
    from factcheck.report.formats import Look
    from factcheck.report.memo.records import (
        Badge,
        ClaimMemo,
        Detail,
        DisputeMemo,
        FileMemo,
        Link,
        Memo,
        Picture,
        ReadingMemo,
        Row,
        RubricMemo,
        ShownStep,
        SourceMemo,
    )
    from factcheck.report.memo.words import Words

_DEEPEST = 6
"""Levels of headings that Markdown has."""
_NOTHING = "–"
_COLUMNS = 80
"""Of charts."""


def render_runs(runs: Runs, look: Look) -> str:
    """Return the memos of claim files one after the other."""
    return "\n---\n\n".join(render_result(result, look) for _, result in runs.results())


def render_result(result: RunResult, look: Look) -> str:
    """Return the memo of one claim file."""
    return render(memo_of(result, look.language))


def render(memo: Memo) -> str:
    """Return the memo: a table of all claims, a section for each, sources and evidence.

    It holds no date and no path beyond those of the memo. Blocks are separated by a blank line,
    and every text of the user's is one escaped line, so that none can open a block.
    """
    words = memo.words
    blocks = [
        f"# {escape.text(memo.title or words.fact_check)}",
        *map(escape.text, memo.about),
        escape.text(memo.summary),
        _overview(memo),
        escape.text(memo.left_out),
    ]
    for claim in memo.claims:
        blocks += _claim(claim, words, 2)
    for dispute in memo.disputes:
        blocks += _dispute(dispute, words)
    blocks += _listed(words.sources, map(_source, memo.sources))
    blocks += _listed(words.evidence, map(_file, memo.evidence))
    blocks += _rubrics(words.rubrics, memo.rubrics)
    blocks += _rubrics(words.labels, (memo.scale,) if memo.scale else ())
    blocks += _listed(words.warnings, map(problem_in_words, memo.warnings))
    blocks += _listed(words.files, map(_file, memo.files))
    blocks.append(escape.text(memo.made_by))
    return "\n\n".join(filter(None, blocks)) + "\n"


def _overview(memo: Memo) -> str:
    words = memo.words
    header = (words.claim, words.figure, words.verdict, words.found)
    return table(header, (_row(row, words) for row in memo.rows)) if memo.rows else ""


def _row(row: Row, words: Words) -> tuple[str, ...]:
    name, figure, found = map(escape.text, (row.name, row.figure, row.found))
    told = (_verdict(row.badge), escape.text(row.badge.condition))
    missed = "" if row.is_as_expected else f"; **{escape.text(words.unexpected)}**"
    return name, figure, " ".join(filter(None, told)) + missed, found


def _claim(claim: ClaimMemo, words: Words, level: int) -> Iterator[str]:
    title = escape.text(claim.title)
    yield _heading(level, escape.text(claim.id))
    yield f"**{title}**" if title else ""
    yield _quote(claim, words)
    yield _judged(claim.badge)
    yield _drawn(claim.picture)
    yield from (_detail(each, words.colon) for each in claim.details)
    for reading in claim.readings:
        if not claim.is_plain:
            yield _heading(level + 1, f"{words.reading}: {escape.text(reading.name) or _NOTHING}")
            yield _judged(reading.badge)
        yield from _reading(reading, words)
    for part in claim.parts:
        yield from _claim(part, words, level + 1)


def _reading(reading: ReadingMemo, words: Words) -> Iterator[str]:
    """Yield what is known of one reading, but for what was told of its claim."""
    yield _sets(reading, words)
    measure = escape.code(reading.measure)
    yield f"**{words.measure}{words.colon}** {measure}" if measure else ""
    yield _drawn(reading.picture)
    yield from (_detail(each, words.colon) for each in reading.before)
    yield _calculation(reading.steps, words)
    yield from (_detail(each, words.colon) for each in reading.after)


def _judged(badge: Badge) -> str:
    return f"{_verdict(badge)}: {escape.text(badge.sentence)}"


def _quote(claim: ClaimMemo, words: Words) -> str:
    quote, said = escape.text(claim.quote), escape.text(claim.said)
    lines = [
        f"> {words.quote_begins}{quote}{words.quote_ends}" if quote else "",
        f"> — {said}" if said else "",
    ]
    return "\n>\n".join(filter(None, lines))


def _dispute(dispute: DisputeMemo, words: Words) -> Iterator[str]:
    title = escape.text(dispute.title)
    yield _heading(2, f"{words.dispute}: {escape.text(dispute.id)}")
    yield f"**{title}**" if title else ""
    yield from map(escape.text, dispute.about)
    yield _verdict(dispute.badge)
    yield _drawn(dispute.picture)
    yield from (_detail(each, words.colon) for each in dispute.details)


def _verdict(badge: Badge) -> str:
    notes = escape.text("; ".join(badge.notes))
    return f"**{escape.text(badge.word.capitalize())}**{f' ({notes})' if notes else ''}"


def _drawn(picture: Picture | None) -> str:
    """Return a chart in plain characters, as a block of code: no page that shows Markdown draws.

    Its lines are indented, as a fence could be closed by a text of the user's.
    """
    lines = [] if picture is None else drawn_in_text(picture, _COLUMNS)
    return "\n".join(f"    {line}" if line else "" for line in lines)


def _sets(reading: ReadingMemo, words: Words) -> str:
    row = (reading.claimed, reading.found, reading.distance)
    header = (words.claimed, words.found, words.distance)
    return table(header, [tuple(map(escape.text, row))]) if any(row) else ""


def _calculation(steps: tuple[ShownStep, ...], words: Words) -> str:
    """Return the steps as a numbered list."""
    items = [f"{number}. {_step(step)}" for number, step in enumerate(steps, 1)]
    return "\n".join([f"**{words.calculation}{words.colon}**", "", *items]) if items else ""


def _step(step: ShownStep) -> str:
    """Return an expression with its result, or a remark, and where it comes from."""
    value, origin = escape.text(step.value), escape.text(step.origin)
    told = f"{escape.code(step.text)} = **{value}**" if value else escape.text(step.text)
    return f"{told} — {origin}" if origin else told


def _detail(detail: Detail, colon: str) -> str:
    """Return one item behind its title, or several as a list under it."""
    items = [escape.text(item) for item in detail.items]
    if len(items) == 1:
        return f"**{detail.title}{colon}** {items[0]}"
    return "\n".join([f"**{detail.title}{colon}**", "", *(f"- {item}" for item in items)])


def _source(source: SourceMemo) -> str:
    told = map(escape.text, (source.text, *source.notes))
    return ", ".join([*told, *map(_link, source.links)])


def _link(link: Link) -> str:
    return " ".join(filter(None, (escape.text(link.before), escape.address(link.address))))


def _file(file: FileMemo) -> str:
    text = f"{escape.code(file.path)}: {escape.text(file.text)}" if file.text else ""
    digest = f"sha256 {escape.code(file.sha256)}"
    told = (text, digest) if text else (f"{escape.code(file.path)}: {digest}",)
    return "; ".join([*told, *map(escape.text, file.notes)])


def _rubric(rubric: RubricMemo) -> str:
    told = [
        f"{escape.code(rubric.path)}: {escape.text(rubric.text)}",
        *map(_source, rubric.sources),
        f"sha256 {escape.code(rubric.sha256)}",
    ]
    return "; ".join(told)


def _rubrics(title: str, rubrics: tuple[RubricMemo, ...]) -> Iterator[str]:
    """Yield the rubrics as a list, and then their rules as tables."""
    yield from _listed(title, map(_rubric, rubrics))
    for rubric in rubrics:
        if rubric.table is not None:
            header, *rows = (tuple(map(escape.text, row)) for row in rubric.table.lines)
            yield table(header, rows)
            yield from map(escape.text, rubric.table.notes)


def problem_in_words(problem: Problem) -> str:
    """Return a problem or warning as one line, escaped."""
    place = f" at {problem.span.file}:{problem.span.line}" if problem.span else ""
    code = f"{problem.code.code} {problem.code.slug}"
    return escape.text(f"{code}{place}: {problem.message}")


def _listed(title: str, items: Iterable[str]) -> list[str]:
    shown = [f"- {item}" for item in items]
    return [_heading(2, title), "\n".join(shown)] if shown else []


def _heading(level: int, escaped: str) -> str:
    return f"{'#' * min(level, _DEEPEST)} {escaped}"


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table; empty cells hold a dash."""
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join(f"| {' | '.join(cell or _NOTHING for cell in line)} |" for line in lines)
