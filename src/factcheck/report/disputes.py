"""What a report for people tells of a dispute, in order, with labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.dispute import DisputeVerdict
from factcheck.model.spec import Verdict
from factcheck.report import wording
from factcheck.report.details import Detail
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.dispute_result import (
        ConditionResult,
        DisputeResult,
        MemberResult,
        OutlookResult,
    )
    from factcheck.model.spec import Source

STYLED_AS = {
    DisputeVerdict.COMPATIBLE: Verdict.SUPPORTED,
    DisputeVerdict.ONLY_IF: Verdict.UNDETERMINED,
    DisputeVerdict.INCOMPATIBLE: Verdict.REFUTED,
    DisputeVerdict.UNDETERMINED: Verdict.UNDETERMINED,
    DisputeVerdict.CONFLICTING: Verdict.CONFLICTING,
    DisputeVerdict.NOT_CHECKABLE: Verdict.NOT_CHECKABLE,
}
"""The verdict on a claim whose colour a dispute's has."""


def of_dispute(dispute: DisputeResult, sources: tuple[Source, ...]) -> list[Detail]:
    """Return everything that is told of a dispute below its title."""
    return _told(
        ("expected", "Expected", [expectation(dispute)]),
        ("between", "Between", map(_member, dispute.members)),
        ("only if", "Compatible only if", [_condition(dispute.condition)]),
        (
            "in counts",
            "In whole numbers, only if",
            [_condition(dispute.integer_condition)],
        ),
        ("because", "Why", [wording.why_of(dispute)]),
        ("conflict", "What contradicts", _conflicts(dispute)),
        ("it follows", "Why this follows", map(one_line, dispute.why)),
        ("giving up", "What each alone would have to say", _concessions(dispute)),
        ("profiles", "Read strictly or generously", _profiles(dispute)),
        ("assuming", "Without the assumptions", [_without(dispute)]),
        ("for example", "They are all true if", [_world(dispute)]),
        ("rests on", "Rests on", map(wording.premise_in_words, dispute.premises)),
        ("sources", "Sources of the evidence", _cited(dispute, sources)),
        ("note", "Note", [one_line(dispute.note)]),
    )


def _told(*details: tuple[str, str, Iterable[str]]) -> list[Detail]:
    """Return the details that say something."""
    kept = ((label, title, tuple(filter(None, items))) for label, title, items in details)
    return [Detail(label, title, items) for label, title, items in kept if items]


def expectation(dispute: DisputeResult) -> str:
    """Return what the file expects and whether it came so; empty where nothing is to be said."""
    expected, found = dispute.expected, dispute.verdict.value
    if dispute.as_expected:
        return f"{expected.value}: as expected" if expected else ""
    if dispute.reason == "fault":
        return "NOT AS EXPECTED: a fault in the evidence never is"
    if expected is None:
        return f"NOT AS EXPECTED: the claim file does not say `expect: {found}`"
    return f"NOT AS EXPECTED: the claim file says `expect: {expected.value}`"


def _member(member: MemberResult) -> str:
    name, measure = one_line(member.name), one_line(member.measure)
    if not measure:
        return name
    if member.figure is None:
        return f"{name}: {measure}"
    claimed = f" ({one_line(member.claimed.text)})" if member.claimed else ""
    return f"{name}: {measure} is “{one_line(member.figure)}”{claimed}"


def _condition(condition: ConditionResult | None) -> str:
    return "" if condition is None else one_line(condition.text)


def _conflicts(dispute: DisputeResult) -> list[str]:
    return wording.conflicts_in_words(
        dispute.conflicts, dispute.conflict_confidences, is_cut=dispute.conflicts_cut
    )


def _concessions(dispute: DisputeResult) -> list[str]:
    return [
        f"{one_line(member.name)}: {one_line(member.concession.text)}"
        for member in dispute.members
        if member.concession is not None
    ]


def _profiles(dispute: DisputeResult) -> list[str]:
    """Return the result under each profile of the words, where they are not all the same."""
    profiles = dispute.profiles
    if profiles is None or profiles.strict == profiles.default == profiles.lenient:
        return []
    named = (("read strictly", profiles.strict), ("read generously", profiles.lenient))
    return [
        f"{words}: {outlook_in_words(outlook)}"
        for words, outlook in named
        if outlook != profiles.default
    ]


def outlook_in_words(outlook: OutlookResult) -> str:
    """Return a result with its condition: ``compatible only if x is less than 4``."""
    told = filter(None, (_condition(outlook.condition), _condition(outlook.integer_condition)))
    level = wording.at_level(outlook.confidence)
    words = (outlook.verdict.value, ", and ".join(told), f"({level})" if level else "")
    return " ".join(filter(None, words))


def _without(dispute: DisputeResult) -> str:
    other = dispute.without_assumptions
    if other is None:
        return ""
    same = (dispute.verdict, dispute.condition) == (other.verdict, other.condition)
    return f"{'also ' if same else ''}{outlook_in_words(other)} without the assumptions"


def _world(dispute: DisputeResult) -> str:
    """Return numbers with which every member is true, and what the condition's is then."""
    world = dispute.world
    if world is None:
        return ""
    numbers = ", ".join(f"{one_line(name)} = {one_line(number)}" for name, number in world.numbers)
    return "; then ".join(filter(None, (numbers, one_line(world.measure))))


def _cited(dispute: DisputeResult, sources: tuple[Source, ...]) -> list[str]:
    known = {source.id: wording.cited(source) for source in sources}
    return [known.get(each, one_line(each)) for each in dispute.sources]
