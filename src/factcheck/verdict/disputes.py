"""What is possible for a dispute to its verdict, with its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.confidence import is_too_weak
from factcheck.model.dispute import DisputeVerdict, Outlook
from factcheck.model.dispute_result import (
    ConcessionResult,
    ConditionResult,
    DisputeByProfile,
    DisputeResult,
    MemberResult,
    OutlookResult,
)
from factcheck.model.exact_wording import word_all_exactly, word_exactly
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.model.reason_words import reason_of
from factcheck.model.result import NumberSet, World
from factcheck.model.told import told, told_choice, told_join, told_list
from factcheck.model.verdict_words import word_of
from factcheck.model.wording import word_number, word_set, worded_unit
from factcheck.verdict.assess import ASSUMPTIONS, obstacle_in_words
from factcheck.verdict.charts import dispute_chart
from factcheck.verdict.ruling import CONFIDENCE, CONFLICT, listed_conflicts, too_weak_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.confidence import Level
    from factcheck.model.dispute import (
        BoundMember,
        Concession,
        Condition,
        PossibleDispute,
    )
    from factcheck.model.fraction import Fraction
    from factcheck.model.unit import Unit

NOT_CERTIFIED = told("not certified")
WHOLE_NUMBERS = told("whole numbers")
NOT_CONNECTED = told("not connected")
FAULT = "fault"


class _Judged(Struct, frozen=True):
    """A verdict and why it is so."""

    verdict: DisputeVerdict
    reason: str | None = None
    explanation: str | None = None


def judge_disputes(
    disputes: Iterable[PossibleDispute], *, strict: bool = False
) -> tuple[DisputeResult, ...]:
    """Return every dispute of a run judged, in the order of the claim file.

    With ``strict`` one that has a condition, or is undetermined, and was not expected to be so,
    is not as expected.
    """
    return tuple(_judged_dispute(each, strict=strict) for each in disputes)


def _judged_dispute(worked: PossibleDispute, *, strict: bool) -> DisputeResult:
    possible = _sound(worked)
    dispute, judged = possible.bound.dispute, _judge(possible)
    usual = None if possible.profiles is None else possible.profiles[1]
    without = possible.without_assumptions
    condition = None if usual is None else _condition(usual.condition)
    whole = None if usual is None else _condition(usual.integer_condition)
    return DisputeResult(
        id=dispute.id,
        span=dispute.span,
        verdict=judged.verdict,
        reason=judged.reason,
        explanation=judged.explanation,
        members=_members(possible),
        expected=dispute.expect,
        as_expected=_is_as_expected(judged, dispute.expect, strict=strict),
        condition=condition,
        integer_condition=whole,
        profiles=_profiles(possible),
        without_assumptions=None if without is None else _outlook(without),
        in_terms_of=None if dispute.in_terms_of_text is None else dispute.in_terms_of_text.value,
        conflicts=possible.conflicts,
        world=_world(possible),
        premises=possible.premises,
        conflicts_cut=possible.conflicts_cut,
        proofs=possible.proofs,
        title=dispute.title,
        about=dispute.about,
        note=dispute.note,
        sources=possible.sources,
        is_illustrative=possible.is_illustrative,
        levels=() if usual is None else _levels(usual),
        conflict_levels=possible.conflict_levels,
        why=() if judged.verdict is DisputeVerdict.UNDETERMINED else possible.why,
        obstacle_at=None if possible.obstacle is None else possible.obstacle.span,
        dispute=dispute,
        chart=dispute_chart(possible),
    )


def _sound(possible: PossibleDispute) -> PossibleDispute:
    """Return a dispute with undetermined results where levels of confidence leave too little.

    Then nobody has to say anything else.
    """
    if possible.profiles is None:
        return possible
    strict, usual, lenient = map(_sound_outlook, possible.profiles)
    without = possible.without_assumptions
    return replace(
        possible,
        profiles=(strict, usual, lenient),
        without_assumptions=None if without is None else _sound_outlook(without),
        concessions=possible.concessions if usual is possible.profiles[1] else (),
    )


def _sound_outlook(outlook: Outlook) -> Outlook:
    if not is_too_weak(outlook.levels):
        return outlook
    return Outlook(DisputeVerdict.UNDETERMINED, levels=outlook.levels)


def _levels(outlook: Outlook) -> tuple[Level, ...]:
    """Return the levels that a result has; an undetermined one has none."""
    return () if outlook.verdict is DisputeVerdict.UNDETERMINED else outlook.levels


def _judge(possible: PossibleDispute) -> _Judged:
    if possible.profiles is None:
        obstacle = possible.obstacle
        assert obstacle is not None
        text = obstacle_in_words(obstacle)
        return _Judged(DisputeVerdict.NOT_CHECKABLE, reason_of(obstacle.reason), text)
    usual = possible.profiles[1]
    match usual.verdict:
        case DisputeVerdict.CONFLICTING:
            return _conflicting(possible)
        case DisputeVerdict.UNDETERMINED if usual.levels:
            return _Judged(usual.verdict, CONFIDENCE, too_weak_in_words(usual.levels))
        case DisputeVerdict.UNDETERMINED:
            return _Judged(usual.verdict, NOT_CERTIFIED, _too_long(usual))
        case DisputeVerdict.INCOMPATIBLE:
            return _incompatible(possible, usual, possible.profiles[2])
        case _:
            return _compatible(possible, usual)


def _too_long(usual: Outlook) -> str:
    if usual.is_cut:
        return told(
            "the members can be true together, but the effort that is allowed was not enough to "
            "find on what condition"
        )
    return told(
        "the effort that is allowed was not enough to show that the members can be true together, "
        "or that they cannot"
    )


def _conflicting(possible: PossibleDispute) -> _Judged:
    """Return that nothing is possible before any member speaks, and what is to blame."""
    without = possible.without_assumptions
    listed = listed_conflicts(possible.conflicts)
    if without is not None and without.verdict is not DisputeVerdict.CONFLICTING:
        text = told("the evidence is possible, but not with the assumptions")
        text = told_join(": ", (text, listed))
        return _Judged(DisputeVerdict.CONFLICTING, ASSUMPTIONS, text)
    text = told("these contradict each other whatever the members say")
    return _Judged(DisputeVerdict.CONFLICTING, CONFLICT, told_join(": ", (text, listed)))


def _incompatible(possible: PossibleDispute, usual: Outlook, lenient: Outlook) -> _Judged:
    reason, texts = None, list(_impossible_alone(possible))
    if usual.rests_on_whole:
        reason = WHOLE_NUMBERS
        texts.append(told("only because counts are whole numbers"))
    if lenient.verdict in {DisputeVerdict.COMPATIBLE, DisputeVerdict.ONLY_IF}:
        words = _in_words(lenient)
        texts.append(told("with the words read generously they are {result}", result=words))
    return _Judged(DisputeVerdict.INCOMPATIBLE, reason, told_join("; ", texts) or None)


def _impossible_alone(possible: PossibleDispute) -> Iterator[str]:
    """Yield for each member that contradicts what is known by itself that it does."""
    for member in possible.bound.members:
        others = {each.label for each in possible.bound.members} - {member.label}
        if any(member.label in each and not others & set(each) for each in possible.conflicts):
            name = quoted(member.name)
            yield told("{member} is impossible whatever the others say", member=name)


def _in_words(outlook: Outlook) -> str:
    found = _outlook(outlook)
    conditions = (found.condition, found.integer_condition)
    both = told_list(each.text for each in conditions if each is not None)
    return told_join(" ", (word_of(outlook.verdict), both))


def _compatible(possible: PossibleDispute, usual: Outlook) -> _Judged:
    if usual.verdict is DisputeVerdict.ONLY_IF:
        text = told(
            "the effort that is allowed was not enough to find what whole numbers add to the "
            "condition"
        )
        return _Judged(usual.verdict, None, text if usual.is_cut else None)
    if not possible.bound.is_connected:
        text = told(
            "nothing connects the members: they share no quantity at the same slice, and no "
            "relation and no assumption joins theirs"
        )
        return _Judged(usual.verdict, NOT_CONNECTED, text)
    if possible.bound.in_terms_of is None:
        return _Judged(usual.verdict)
    return _Judged(usual.verdict, None, told("whatever {measure} is", measure=_terms(possible)))


def _terms(possible: PossibleDispute) -> str:
    target = possible.bound.in_terms_of
    assert target is not None
    return target.text


def _outlook(outlook: Outlook) -> OutlookResult:
    return OutlookResult(
        outlook.verdict,
        _condition(outlook.condition),
        _condition(outlook.integer_condition),
        _levels(outlook),
    )


def _profiles(possible: PossibleDispute) -> DisputeByProfile | None:
    if possible.profiles is None:
        return None
    strict, usual, lenient = map(_outlook, possible.profiles)
    return DisputeByProfile(strict, usual, lenient)


def _condition(condition: Condition | None) -> ConditionResult | None:
    if condition is None:
        return None
    unit, sets = condition.unit, condition.sets
    hull = Interval(sets[0].lower, sets[-1].upper, sets[0].lower_closed, sets[-1].upper_closed)
    words = word_all_exactly(sets, unit)
    text = told("{measure} is {set}", measure=condition.measure, set=words)
    numbers = tuple(_numbers(each, unit) for each in sets)
    return ConditionResult(condition.measure, _numbers(hull, unit), numbers, text)


def _numbers(interval: Interval, unit: Unit) -> NumberSet:
    return NumberSet(interval, unit, word_exactly(interval, unit))


def _members(possible: PossibleDispute) -> tuple[MemberResult, ...]:
    dispute = possible.bound.dispute
    bound = {each.name: each for each in possible.bound.members}
    given = {each.member: each for each in possible.concessions}
    found = []
    for member in dispute.members:
        name = member.address.value
        if name in bound:
            found.append(_member(bound[name], given.get(name), is_statement=member.is_statement))
        else:
            found.append(MemberResult(name, member.is_statement, ""))
    return tuple(found)


def _member(
    member: BoundMember, concession: Concession | None, *, is_statement: bool
) -> MemberResult:
    figure, target = member.figure, member.targets[0]
    if figure is None:
        return MemberResult(member.name, is_statement, member.measure_text)
    unit, claimed = target.measure.unit, target.claimed.default
    words = word_set(claimed, worded_unit(unit, figure))
    return MemberResult(
        member.name,
        is_statement,
        member.measure_text,
        figure.text,
        NumberSet(claimed, unit, words),
        None if concession is None else _conceded(concession, worded_unit(unit, figure)),
    )


def _conceded(concession: Concession, unit: Unit) -> ConcessionResult:
    if concession.allowed is None:
        return ConcessionResult(None, told("nothing that it could say would make them compatible"))
    if concession.is_cut:
        text = told(
            "what it says would do if counts were not whole numbers; no nearest whole number was "
            "found with the effort that is allowed"
        )
        return ConcessionResult(None, text)
    if concession.needed is None:
        points = [Interval.point(number) for number in concession.nearest]
        words = told_choice(word_exactly(each, unit) for each in sorted(points, key=_lower))
        nearest = NumberSet(points[0], concession.unit, word_exactly(points[0], unit))
        return ConcessionResult(nearest, told("compatible if it said {set}", set=words))
    words = word_exactly(concession.needed, unit)
    needed = NumberSet(concession.needed, concession.unit, words)
    return ConcessionResult(needed, told("compatible if it said {set}", set=words))


def _lower(point: Interval) -> Fraction:
    assert point.lower is not None
    return point.lower


def _world(possible: PossibleDispute) -> World | None:
    world, target = possible.world, possible.bound.in_terms_of
    if world is None:
        return None
    numbers = tuple((name, word_number(number, unit)) for name, number, unit in world.numbers)
    measure = ""
    if target is not None and world.measure is not None:
        number = word_number(world.measure, target.measure.unit)
        measure = told_join(" = ", (target.text, number))
    return World("true", measure, numbers, is_told=True)


def _is_as_expected(judged: _Judged, expected: DisputeVerdict | None, *, strict: bool) -> bool:
    """Whether a verdict is what the claim file says; a fault in the data never is."""
    if judged.reason == FAULT and judged.verdict is DisputeVerdict.NOT_CHECKABLE:
        return False
    if expected is not None:
        return judged.verdict is expected
    fine = {DisputeVerdict.COMPATIBLE}
    if not strict:
        fine |= {DisputeVerdict.ONLY_IF, DisputeVerdict.UNDETERMINED}
    return judged.verdict in fine
