"""What a memo tells of a claim and its readings, in order, with labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.told import told
from factcheck.report import cited, wording
from factcheck.report.memo.records import Detail
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.result import Assessment, ClaimResult, Finding
    from factcheck.model.spec import Source


_FINDING = "finding"
_SOURCES = "sources"
# Told once for the claim where every reading says the same.
_SHARED = frozenset({"words", _SOURCES})


def of_claim(claim: ClaimResult, sources: tuple[Source, ...]) -> list[Detail]:
    """Return what is told of a claim before its readings, and what they have in common."""
    return [
        *said(
            ("expected", told("expected"), told("Expected"), [wording.expectation(claim)]),
            is_bad=not claim.as_expected,
        ),
        *said(
            ("because", told("because"), told("Why"), [wording.own_why(claim)]),
            ("note", told("note"), told("Note"), [one_line(claim.note)]),
        ),
        *_common(claim, sources),
        *_findings(map(wording.finding_in_words, _common_findings(claim))),
    ]


def of_reading(
    reading: Assessment, sources: tuple[Source, ...], told: list[Detail]
) -> tuple[list[Detail], list[Detail]]:
    """Return what is told of a reading before and after the calculation.

    What was ``told`` of the claim by ``of_claim`` is not told again.
    """
    known = {item for detail in told if detail.key == _FINDING for item in detail.items}
    own = [each for each in map(wording.finding_in_words, reading.findings) if each not in known]
    before = [each for each in _basis(reading) if each not in told]
    after = [each for each in _consequences(reading, sources) if each not in told]
    return before, [*after, *_findings(own)]


def _basis(reading: Assessment) -> list[Detail]:
    """Return what was judged and why the verdict is as it is."""
    words = [wording.reading_of_words(reading)]
    return said(
        ("because", told("because"), told("Why"), [wording.why_of(reading)]),
        ("words", told("words"), told("How the words are read"), words),
        ("conflict", told("conflict"), told("What contradicts"), _conflicts(reading)),
    )


def _consequences(reading: Assessment, sources: tuple[Source, ...]) -> list[Detail]:
    """Return what the verdict rests on, and what else is possible."""
    counts = [wording.counts_in_words(reading.counts)] if reading.counts else []
    premises = map(wording.premise_in_words, reading.premises)
    assuming = [wording.without_assumptions(reading), *wording.without_each_in_words(reading)]
    profiles = [wording.profiles_in_words(reading)]
    used = cited.cited_by(reading, sources)
    decides = map(one_line, reading.decides)
    return said(
        ("it-follows", told("it follows"), told("Why this follows"), map(one_line, reading.why)),
        ("counts", told("counts"), told("Counts"), counts),
        (_SOURCES, told("sources"), told("Sources of the evidence"), used),
        ("rests-on", told("rests on"), told("Rests on"), premises),
        ("assuming", told("assuming"), told("With and without the assumptions"), assuming),
        ("profiles", told("profiles"), told("Read strictly or generously"), profiles),
        ("true-if", told("true if"), told("The claim is true if"), _worlds(reading, "true")),
        ("false-if", told("false if"), told("The claim is false if"), _worlds(reading, "false")),
        ("decides", told("decides"), told("What would decide it"), decides),
    )


def _conflicts(reading: Assessment) -> list[str]:
    return wording.conflicts_in_words(
        reading.conflicts, reading.conflict_confidences, is_cut=reading.conflicts_cut
    )


def _worlds(reading: Assessment, verdict: str) -> list[str]:
    return [wording.world_in_words(each) for each in reading.worlds if each.verdict == verdict]


def _findings(found: Iterable[str]) -> list[Detail]:
    return said((_FINDING, told("finding"), told("Findings"), found))


def _common(claim: ClaimResult, sources: tuple[Source, ...]) -> list[Detail]:
    """Return the details that each of several readings has."""
    if not _has_several(claim):
        return []
    first, *others = ([*_basis(each), *_consequences(each, sources)] for each in claim.readings)
    return [
        detail
        for detail in first
        if detail.key in _SHARED and all(detail in other for other in others)
    ]


def _common_findings(claim: ClaimResult) -> tuple[Finding, ...]:
    """Return the findings that each of several readings has."""
    if not _has_several(claim):
        return ()
    first, *others = claim.readings
    return tuple(each for each in first.findings if all(each in one.findings for one in others))


def _has_several(claim: ClaimResult) -> bool:
    return len(claim.readings) > 1


def said(*details: tuple[str, str, str, Iterable[str]], is_bad: bool = False) -> list[Detail]:
    """Return the details that say something."""
    kept = ((key, label, title, tuple(filter(None, items))) for key, label, title, items in details)
    return [Detail(key, label, title, items, is_bad) for key, label, title, items in kept if items]
