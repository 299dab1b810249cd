"""What a report for people tells of a claim and its readings, in order, with labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.report import wording
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.result import Assessment, ClaimResult, Finding
    from factcheck.model.spec import Source


class Detail(Struct, frozen=True):
    """Something known of a claim or a reading."""

    label: str
    """One or two words, for the margin of a terminal."""
    title: str
    """The same for a memo."""
    items: tuple[str, ...]
    """Each is one line of safe text; never empty."""


_FINDING = "finding"
# Told once for the claim where every reading says the same.
_SHARED = frozenset({"words", "sources"})


def of_claim(claim: ClaimResult, sources: tuple[Source, ...]) -> list[Detail]:
    """Return what is told of a claim before its readings, and what they have in common."""
    return [
        *_told(
            ("expected", "Expected", [wording.expectation(claim)]),
            ("because", "Why", [wording.own_why(claim)]),
            ("note", "Note", [one_line(claim.note)]),
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
    known = {item for detail in told if detail.label == _FINDING for item in detail.items}
    own = [each for each in map(wording.finding_in_words, reading.findings) if each not in known]
    before = [each for each in _basis(reading) if each not in told]
    after = [each for each in _consequences(reading, sources) if each not in told]
    return before, [*after, *_findings(own)]


def _basis(reading: Assessment) -> list[Detail]:
    """Return what was judged and why the verdict is as it is."""
    return _told(
        ("because", "Why", [wording.why_of(reading)]),
        ("words", "How the words are read", [wording.reading_of_words(reading)]),
        ("conflict", "What contradicts", _conflicts(reading)),
    )


def _consequences(reading: Assessment, sources: tuple[Source, ...]) -> list[Detail]:
    """Return what the verdict rests on, and what else is possible."""
    counts = [wording.counts_in_words(reading.counts)] if reading.counts else []
    return _told(
        ("it follows", "Why this follows", map(one_line, reading.why)),
        ("counts", "Counts", counts),
        ("sources", "Sources of the evidence", wording.cited_by(reading, sources)),
        ("rests on", "Rests on", map(wording.premise_in_words, reading.premises)),
        (
            "assuming",
            "With and without the assumptions",
            [wording.without_assumptions(reading), *wording.without_each_in_words(reading)],
        ),
        ("profiles", "Read strictly or generously", [wording.profiles_in_words(reading)]),
        ("true if", "The claim is true if", _worlds(reading, "true")),
        ("false if", "The claim is false if", _worlds(reading, "false")),
        ("decides", "What would decide it", map(one_line, reading.decides)),
    )


def _conflicts(reading: Assessment) -> list[str]:
    return wording.conflicts_in_words(
        reading.conflicts, reading.conflict_confidences, is_cut=reading.conflicts_cut
    )


def _worlds(reading: Assessment, verdict: str) -> list[str]:
    return [wording.world_in_words(each) for each in reading.worlds if each.verdict == verdict]


def _findings(found: Iterable[str]) -> list[Detail]:
    return _told((_FINDING, "Findings", found))


def _common(claim: ClaimResult, sources: tuple[Source, ...]) -> list[Detail]:
    """Return the details that each of several readings has."""
    if not _has_several(claim):
        return []
    first, *others = ([*_basis(each), *_consequences(each, sources)] for each in claim.readings)
    return [
        detail
        for detail in first
        if detail.label in _SHARED and all(detail in other for other in others)
    ]


def _common_findings(claim: ClaimResult) -> tuple[Finding, ...]:
    """Return the findings that each of several readings has."""
    if not _has_several(claim):
        return ()
    first, *others = claim.readings
    return tuple(each for each in first.findings if all(each in one.findings for one in others))


def _has_several(claim: ClaimResult) -> bool:
    return len(claim.readings) > 1


def _told(*details: tuple[str, str, Iterable[str]]) -> list[Detail]:
    """Return the details that say something."""
    kept = ((label, title, tuple(filter(None, items))) for label, title, items in details)
    return [Detail(label, title, items) for label, title, items in kept if items]
