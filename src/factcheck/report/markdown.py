"""The report as a memo in Markdown, the same bytes for the same result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.report import details, disputes, escape, wording
from factcheck.report.shown import left_out, shown_claims
from factcheck.report.visible import one_line, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.dispute_result import DisputeResult
    from factcheck.model.problem import Problem
    from factcheck.model.result import (
        Assessment,
        ClaimResult,
        EvidenceUsed,
        FileUsed,
        NumberSet,
        RubricUsed,
        RunResult,
        Step,
    )
    from factcheck.model.spec import Source

_DEEPEST = 6
"""Levels of headings that Markdown has."""
_NOTHING = "–"


def render(result: RunResult) -> str:
    """Return the memo: a table of all claims, a section for each, sources and evidence.

    It holds no date and no path beyond those of the result. Blocks are separated by a blank
    line, and every text of the user's is one escaped line, so that none can open a block.
    """
    blocks = [
        f"# {escape.text(result.title) or 'Fact-check'}",
        *map(escape.text, paragraphs(result.about)),
        escape.text(wording.summary(result)),
        _overview(result),
        left_out(result),
    ]
    for claim in shown_claims(result):
        blocks += _claim(claim, result.sources, 2)
    for dispute in result.disputes:
        blocks += _dispute(dispute, result.sources)
    blocks += _listed("Sources", map(_source, result.sources))
    blocks += _listed("Evidence", map(_evidence, result.evidence))
    blocks += _listed("Rubrics", map(_rubric, result.rubrics))
    blocks += _listed("Labels", map(_rubric, filter(None, [result.scale])))
    blocks += _listed("Warnings", map(problem_in_words, result.warnings))
    blocks += _listed("Files", map(_file, result.files))
    blocks.append(f"Made by {escape.text(wording.versions(result))}.")
    return "\n\n".join(filter(None, blocks)) + "\n"


def _overview(result: RunResult) -> str:
    rows = [row for claim in shown_claims(result) for row in _overview_rows(claim, "")]
    rows += [_overview_row(dispute) for dispute in result.disputes]
    return table(("Claim", "Figure", "Verdict", "Found"), rows) if rows else ""


def _overview_rows(claim: ClaimResult, within: str) -> Iterator[tuple[str, ...]]:
    """Yield a claim's row, and one for each of its named readings or parts."""
    name = f"{within}{one_line(claim.id)}"
    verdict = _verdict(claim)
    if wording.is_plain(claim):
        only = claim.readings[0]
        verdict = _reading_verdict(only)
        yield escape.text(name), escape.text(only.figure), verdict, _set(only.found)
        return
    yield escape.text(name), "", verdict, ""
    for each in claim.readings:
        verdict = _reading_verdict(each)
        label = escape.text(f"{name} / {one_line(each.name)}")
        yield label, escape.text(each.figure), verdict, _set(each.found)
    for part in claim.parts:
        yield from _overview_rows(part, f"{name} / ")


def _overview_row(dispute: DisputeResult) -> tuple[str, ...]:
    """Return a dispute's row: what it found is the condition."""
    conditions = (dispute.integer_condition, dispute.condition)
    found = next((each.text for each in conditions if each is not None), None)
    level = wording.at_level(dispute.confidence)
    verdict = f"**{dispute.verdict.value.capitalize()}**{f' ({level})' if level else ''}"
    return f"Dispute {escape.text(dispute.id)}", "", verdict, escape.text(found)


def _reading_verdict(reading: Assessment) -> str:
    verdict = _verdict(reading)
    condition = wording.condition(reading)
    return f"{verdict} {escape.text(condition)}" if condition else verdict


def _claim(claim: ClaimResult, sources: tuple[Source, ...], level: int) -> Iterator[str]:
    title = escape.text(claim.title)
    yield _heading(level, escape.text(claim.id))
    yield f"**{title}**" if title else ""
    yield _quote(claim, sources)
    yield _judged(claim)
    told = details.of_claim(claim, sources)
    yield from map(_detail, told)
    for reading in claim.readings:
        if not wording.is_plain(claim):
            yield from _reading_head(reading, level + 1)
        yield from _reading(reading, sources, told)
    for part in claim.parts:
        yield from _claim(part, sources, level + 1)


def _reading_head(reading: Assessment, level: int) -> Iterator[str]:
    yield _heading(level, f"Reading: {escape.text(reading.name) or _NOTHING}")
    yield _judged(reading)


def _reading(
    reading: Assessment, sources: tuple[Source, ...], told: list[details.Detail]
) -> Iterator[str]:
    """Yield what is known of one reading, but for what was told of its claim."""
    yield _sets(reading)
    measure = escape.code(reading.measure)
    yield f"**Measure:** {measure}" if measure else ""
    before, after = details.of_reading(reading, sources, told)
    yield from map(_detail, before)
    yield _calculation(reading.calculation)
    yield from map(_detail, after)


def _judged(judged: ClaimResult | Assessment) -> str:
    return f"{_verdict(judged)}: {wording.sentence(judged.verdict)}"


def _quote(claim: ClaimResult, sources: tuple[Source, ...]) -> str:
    quote = escape.text(claim.quote)
    said = escape.text(wording.attribution(claim, sources))
    lines = [f"> “{quote}”" if quote else "", f"> — {said}" if said else ""]
    return "\n>\n".join(filter(None, lines))


def _dispute(dispute: DisputeResult, sources: tuple[Source, ...]) -> Iterator[str]:
    title = escape.text(dispute.title)
    yield _heading(2, f"Dispute: {escape.text(dispute.id)}")
    yield f"**{title}**" if title else ""
    yield from map(escape.text, paragraphs(dispute.about))
    yield _verdict(dispute)
    yield from map(_detail, disputes.of_dispute(dispute, sources))


def _verdict(judged: ClaimResult | Assessment | DisputeResult) -> str:
    notes = "; ".join(wording.beside(judged))
    return f"**{judged.verdict.value.capitalize()}**{f' ({notes})' if notes else ''}"


def _set(numbers: NumberSet | None) -> str:
    return escape.text(wording.set_in_words(numbers))


def _sets(reading: Assessment) -> str:
    distance = escape.text(wording.distance_in_words(reading))
    row = (_set(reading.claimed), _set(reading.found), distance)
    return table(("Claimed", "Found", "Distance"), [row]) if any(row) else ""


def _calculation(steps: tuple[Step, ...]) -> str:
    """Return the steps as a numbered list."""
    items = [f"{number}. {_step(step)}" for number, step in enumerate(steps, 1)]
    return "\n".join(["**Calculation:**", "", *items]) if items else ""


def _step(step: Step) -> str:
    """Return an expression with its result, or a remark, and where it comes from."""
    value, source = escape.text(step.value), escape.text(step.source)
    told = f"{escape.code(step.text)} = **{value}**" if value else escape.text(step.text)
    return f"{told} — {source}" if source else told


def _detail(detail: details.Detail) -> str:
    """Return one item behind its title, or several as a list under it."""
    items = [escape.text(item) for item in detail.items]
    if len(items) == 1:
        return f"**{detail.title}:** {items[0]}"
    return "\n".join([f"**{detail.title}:**", "", *(f"- {item}" for item in items)])


def _source(source: Source) -> str:
    dates = (("accessed", source.accessed),)
    told = [escape.text(wording.cited(source))]
    told += [f"{label} {escape.text(date)}" for label, date in dates if one_line(date)]
    links = (("", source.url), ("archived at ", source.archived))
    told += [f"{label}{escape.address(link)}" for label, link in links if one_line(link)]
    return ", ".join(told)


def _evidence(table: EvidenceUsed) -> str:
    told = [
        f"{escape.code(table.path)}: {escape.text(wording.evidence_in_words(table))}",
        f"sha256 {escape.code(table.sha256)}",
        *map(escape.text, table.notes),
    ]
    return "; ".join(filter(None, told))


def _rubric(rubric: RubricUsed) -> str:
    told = [
        f"{escape.code(rubric.file)}: {escape.text(wording.rubric_in_words(rubric))}",
        *(f"after {_source(source)}" for source in rubric.sources),
        f"sha256 {escape.code(rubric.sha256)}",
    ]
    return "; ".join(told)


def problem_in_words(problem: Problem) -> str:
    """Return a problem or warning as one line, escaped."""
    place = f" at {problem.span.file}:{problem.span.line}" if problem.span else ""
    code = f"{problem.code.code} {problem.code.slug}"
    return escape.text(f"{code}{place}: {problem.message}")


def _file(file: FileUsed) -> str:
    return f"{escape.code(file.path)}: sha256 {escape.code(file.sha256)}"


def _listed(title: str, items: Iterable[str]) -> list[str]:
    shown = [f"- {item}" for item in items]
    return [_heading(2, title), "\n".join(shown)] if shown else []


def _heading(level: int, escaped: str) -> str:
    return f"{'#' * min(level, _DEEPEST)} {escaped}"


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table; empty cells hold a dash."""
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join(f"| {' | '.join(cell or _NOTHING for cell in line)} |" for line in lines)
