"""What a memo tells of a dispute, in order, with labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.told import told, told_join
from factcheck.model.verdict_words import word_of
from factcheck.report import cited, wording
from factcheck.report.memo.details import said
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from factcheck.model.dispute_result import (
        ConditionResult,
        DisputeResult,
        MemberResult,
        OutlookResult,
    )
    from factcheck.model.spec import Source
    from factcheck.report.memo.records import Detail

ONLY_IF, IN_COUNTS = "only-if", "in-counts"
"""The keys of what was found."""


def of_dispute(dispute: DisputeResult, sources: tuple[Source, ...]) -> list[Detail]:
    """Return everything that is told of a dispute below its title."""
    whole = [_condition(dispute.integer_condition)]
    giving_up = told("What each alone would have to say")
    profiles = _profiles(dispute)
    premises = map(wording.premise_in_words, dispute.premises)
    follows = map(one_line, dispute.why)
    return [
        *said(
            ("expected", told("expected"), told("Expected"), [expectation(dispute)]),
            is_bad=not dispute.as_expected,
        ),
        *said(
            ("between", told("between"), told("Between"), map(_member, dispute.members)),
            (ONLY_IF, told("only if"), told("Compatible only if"), [_condition(dispute.condition)]),
            (IN_COUNTS, told("in counts"), told("In whole numbers, only if"), whole),
            ("because", told("because"), told("Why"), [wording.why_of(dispute)]),
            ("conflict", told("conflict"), told("What contradicts"), _conflicts(dispute)),
            ("it-follows", told("it follows"), told("Why this follows"), follows),
            ("giving-up", told("giving up"), giving_up, _concessions(dispute)),
            ("profiles", told("profiles"), told("Read strictly or generously"), profiles),
            ("assuming", told("assuming"), told("Without the assumptions"), [_without(dispute)]),
            ("for-example", told("for example"), told("They are all true if"), [_world(dispute)]),
            ("rests-on", told("rests on"), told("Rests on"), premises),
            ("sources", told("sources"), told("Sources of the evidence"), _cited(dispute, sources)),
            ("note", told("note"), told("Note"), [one_line(dispute.note)]),
        ),
    ]


def expectation(dispute: DisputeResult) -> str:
    """Return what the file expects and whether it came so; empty where nothing is to be said."""
    expected = dispute.expected
    if dispute.as_expected:
        if expected is None:
            return ""
        return told("{verdict}: as expected", verdict=word_of(expected))
    if dispute.reason == wording.FAULT:
        return told("NOT AS EXPECTED: a fault in the evidence never is")
    if expected is None:
        return told(
            "NOT AS EXPECTED: the claim file does not say `expect: {verdict}`",
            verdict=dispute.verdict.value,
        )
    return told("NOT AS EXPECTED: the claim file says `expect: {verdict}`", verdict=expected.value)


def _member(member: MemberResult) -> str:
    name, measure = one_line(member.name), one_line(member.measure)
    if not measure:
        return name
    if member.figure is None:
        return told_join(": ", (name, measure))
    claim = told(
        "{name}: {measure} is “{figure}”",
        name=name,
        measure=measure,
        figure=one_line(member.figure),
    )
    claimed = one_line(member.claimed.text) if member.claimed else ""
    return told_join(" ", (claim, wording.in_brackets(claimed)))


def _condition(condition: ConditionResult | None) -> str:
    return "" if condition is None else one_line(condition.text)


def _conflicts(dispute: DisputeResult) -> list[str]:
    return wording.conflicts_in_words(
        dispute.conflicts, dispute.conflict_confidences, is_cut=dispute.conflicts_cut
    )


def _concessions(dispute: DisputeResult) -> list[str]:
    return [
        told_join(": ", (one_line(member.name), one_line(member.concession.text)))
        for member in dispute.members
        if member.concession is not None
    ]


def _profiles(dispute: DisputeResult) -> list[str]:
    """Return the result under each profile of the words, where they are not all the same."""
    profiles = dispute.profiles
    if profiles is None or profiles.strict == profiles.default == profiles.lenient:
        return []
    named = (
        (told("read strictly"), profiles.strict),
        (told("read generously"), profiles.lenient),
    )
    return [
        told_join(": ", (words, outlook_in_words(outlook)))
        for words, outlook in named
        if outlook != profiles.default
    ]


def outlook_in_words(outlook: OutlookResult) -> str:
    """Return a result with its condition: ``compatible only if x is less than 4``."""
    first, second = _condition(outlook.condition), _condition(outlook.integer_condition)
    both = first or second
    if first and second:
        both = told("{first}, and {second}", first=first, second=second)
    level = wording.in_brackets(wording.at_level(outlook.confidence))
    return told_join(" ", (word_of(outlook.verdict), both, level))


def _without(dispute: DisputeResult) -> str:
    other = dispute.without_assumptions
    if other is None:
        return ""
    same = (dispute.verdict, dispute.condition) == (other.verdict, other.condition)
    outlook = outlook_in_words(other)
    if same:
        return told("also {outlook} without the assumptions", outlook=outlook)
    return told("{outlook} without the assumptions", outlook=outlook)


def _world(dispute: DisputeResult) -> str:
    """Return numbers with which every member is true, and what the condition's is then."""
    world = dispute.world
    if world is None:
        return ""
    numbers, measure = wording.numbers_in_words(world), one_line(world.measure)
    if numbers and measure:
        return told("{numbers}; then {measure}", numbers=numbers, measure=measure)
    return numbers or measure


def _cited(dispute: DisputeResult, sources: tuple[Source, ...]) -> list[str]:
    known = {source.id: cited.cited(source) for source in sources}
    return [known.get(each, one_line(each)) for each in dispute.sources]
