"""Result to memo: what is said of each claim, and the table of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from factcheck.model.chart import BandChart
from factcheck.model.formats import SOURCE
from factcheck.model.told import told, told_join
from factcheck.model.verdict_words import word_of
from factcheck.report import cited, wording
from factcheck.report.language import in_language
from factcheck.report.memo import details, disputes
from factcheck.report.memo.anchors import Anchors
from factcheck.report.memo.records import (
    Badge,
    ClaimMemo,
    DisputeMemo,
    Memo,
    ReadingMemo,
    Row,
    ShownStep,
)
from factcheck.report.memo.tones import TONES
from factcheck.report.memo.used import (
    claim_file_of,
    evidence_memo,
    file_memo,
    rubric_memo,
    source_memo,
)
from factcheck.report.memo.words import Words
from factcheck.report.shown import left_out, shown_claims
from factcheck.report.summary import summary, versions
from factcheck.report.visible import one_line, paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.model.chart import Chart
    from factcheck.model.dispute_result import DisputeResult
    from factcheck.model.result import Assessment, ClaimResult, RunResult, Step
    from factcheck.model.spec import Source
    from factcheck.report.memo.records import Detail, Picture


class _Frame(NamedTuple):
    """What all parts of a memo share."""

    sources: tuple[Source, ...]
    anchors: Anchors
    picture: Callable[[Chart | None, str], Picture | None]
    """Makes a picture of a chart, given the anchor of what it belongs to."""


def memo_of(
    result: RunResult, language: str = SOURCE, *, prefix: str = "", has_pictures: bool = True
) -> Memo:
    """Return what a report for people says of a run, in one of ``LANGUAGES``.

    ``prefix`` begins every anchor, where several memos stand in one document. Without pictures
    no chart is worked out.
    """
    frame = _Frame(result.sources, Anchors(prefix), _painter(language, has_pictures=has_pictures))
    return in_language(_memo(result, language, frame), language)


def _painter(language: str, *, has_pictures: bool) -> Callable[[Chart | None, str], Picture | None]:
    if not has_pictures:
        return lambda _chart, _anchor: None
    # Loaded here, as a terminal does without it.
    from factcheck.report.memo.picture import picture_of

    return lambda chart, anchor: picture_of(chart, anchor, language)


def memo_of_claim(claim: ClaimResult, sources: tuple[Source, ...]) -> ClaimMemo:
    """Return what a report says of one claim alone, in English, without a picture."""
    return _claim(claim, _alone(sources), "")


def memo_of_dispute(dispute: DisputeResult, sources: tuple[Source, ...]) -> DisputeMemo:
    """Return what a report says of one dispute alone, in English, without a picture."""
    return _dispute(dispute, _alone(sources))


def _alone(sources: tuple[Source, ...]) -> _Frame:
    return _Frame(sources, Anchors(), _painter(SOURCE, has_pictures=False))


def _memo(result: RunResult, language: str, frame: _Frame) -> Memo:
    claims = tuple(_claim(each, frame, "") for each in shown_claims(result))
    found = tuple(_dispute(each, frame) for each in result.disputes)
    rows = [row for claim in claims for row in _rows(claim, "", 0)]
    rows += [
        _dispute_row(memo, dispute) for memo, dispute in zip(found, result.disputes, strict=True)
    ]
    return Memo(
        language=language,
        words=Words(),
        title=one_line(result.title),
        about=tuple(paragraphs(result.about)),
        file=claim_file_of(result),
        summary=summary(result),
        is_good=result.exit_code == 0,
        rows=tuple(rows),
        left_out=left_out(result),
        claims=claims,
        disputes=found,
        sources=tuple(map(source_memo, result.sources)),
        evidence=tuple(map(evidence_memo, result.evidence)),
        rubrics=tuple(map(rubric_memo, result.rubrics)),
        scale=rubric_memo(result.scale) if result.scale else None,
        warnings=result.warnings,
        files=tuple(map(file_memo, result.files)),
        made_by=told("Made by {versions}.", versions=versions(result)),
    )


def _claim(claim: ClaimResult, frame: _Frame, within: str) -> ClaimMemo:
    name = f"{within}{one_line(claim.id)}"
    anchor = frame.anchors.take(name)
    about = details.of_claim(claim, frame.sources)
    return ClaimMemo(
        anchor=anchor,
        id=one_line(claim.id),
        title=one_line(claim.title),
        quote=one_line(claim.quote),
        said=cited.attribution(claim, frame.sources),
        link=cited.address_of(claim.source, frame.sources),
        badge=_badge(claim),
        details=tuple(about),
        readings=tuple(_reading(each, claim, frame, about, name) for each in claim.readings),
        parts=tuple(_claim(part, frame, f"{name} / ") for part in claim.parts),
        is_plain=wording.is_plain(claim),
        is_as_expected=claim.as_expected,
        picture=frame.picture(claim.chart, anchor),
    )


def _reading(
    reading: Assessment, claim: ClaimResult, frame: _Frame, about: list[Detail], within: str
) -> ReadingMemo:
    name = one_line(reading.name)
    anchor = frame.anchors.take(f"{within} / {name}")
    before, after = details.of_reading(reading, frame.sources, about)
    return ReadingMemo(
        anchor=anchor,
        name=name,
        badge=replace(_badge(reading), condition=wording.condition(reading)),
        figure=one_line(reading.figure),
        claimed=wording.set_in_words(reading.claimed),
        found=wording.set_in_words(reading.found),
        distance=wording.distance_in_words(reading),
        measure=one_line(reading.measure),
        before=tuple(before),
        steps=tuple(map(_step, reading.calculation)),
        after=tuple(after),
        picture=frame.picture(_own_chart(reading, claim), anchor),
    )


def _own_chart(reading: Assessment, claim: ClaimResult) -> Chart | None:
    """Return a reading's chart, unless that of its claim shows the same beside the others."""
    is_shared = claim.chart is not None and isinstance(reading.chart, BandChart)
    return None if is_shared else reading.chart


def _step(step: Step) -> ShownStep:
    return ShownStep(one_line(step.text), one_line(step.value), one_line(step.source))


def _badge(judged: ClaimResult | Assessment) -> Badge:
    return Badge(
        tone=TONES[judged.verdict],
        word=word_of(judged.verdict),
        sentence=wording.sentence(judged.verdict, judged.reason),
        notes=wording.beside(judged),
    )


def _dispute(dispute: DisputeResult, frame: _Frame) -> DisputeMemo:
    name = one_line(dispute.id)
    anchor = frame.anchors.take(f"dispute {name}")
    return DisputeMemo(
        anchor=anchor,
        id=name,
        title=one_line(dispute.title),
        about=tuple(paragraphs(dispute.about)),
        badge=Badge(
            tone=TONES[dispute.verdict],
            word=word_of(dispute.verdict),
            sentence="",
            notes=wording.beside(dispute),
        ),
        details=tuple(disputes.of_dispute(dispute, frame.sources)),
        is_as_expected=dispute.as_expected,
        picture=frame.picture(dispute.chart, anchor),
    )


def _rows(claim: ClaimMemo, within: str, depth: int) -> Iterator[Row]:
    """Yield a claim's row, and one for each of its named readings or parts."""
    name = f"{within}{claim.id}"
    if claim.is_plain:
        yield _reading_row(claim.readings[0], name, depth, claim)
        return
    yield Row(claim.anchor, name, depth, "", claim.badge, "", claim.is_as_expected)
    for each in claim.readings:
        yield _reading_row(each, told_join("", (name, " / ", each.name)), depth + 1, None)
    for part in claim.parts:
        yield from _rows(part, f"{name} / ", depth + 1)


def _reading_row(reading: ReadingMemo, name: str, depth: int, claim: ClaimMemo | None) -> Row:
    """Return a reading's row; ``claim`` where it is the claim itself."""
    is_as_expected = claim.is_as_expected if claim else True
    anchor = claim.anchor if claim else reading.anchor
    return Row(anchor, name, depth, reading.figure, reading.badge, reading.found, is_as_expected)


def _dispute_row(memo: DisputeMemo, dispute: DisputeResult) -> Row:
    """Return a dispute's row: what it found is the condition."""
    conditions = (dispute.integer_condition, dispute.condition)
    found = next((each.text for each in conditions if each is not None), None)
    name = told_join(" ", (told("Dispute"), memo.id))
    return Row(memo.anchor, name, 0, "", memo.badge, one_line(found), memo.is_as_expected)
