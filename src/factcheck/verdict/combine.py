"""Readings and parts to the verdict of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from factcheck.model.confidence import combined, is_too_weak, word_level
from factcheck.model.reason_words import reason_of
from factcheck.model.result import Assessment, ClaimResult
from factcheck.model.spec import Verdict
from factcheck.model.told import told, told_join
from factcheck.model.verdict_words import word_of
from factcheck.verdict.assess import assess, obstacle_in_words
from factcheck.verdict.charts import together
from factcheck.verdict.checks import findings_for
from factcheck.verdict.ruling import CONFIDENCE, NOT_DECIDED, Judged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from factcheck.model.dispute_result import DisputeResult
    from factcheck.model.plan import BoundClaim
    from factcheck.model.possible import Possible, PossibleClaim

DEPENDS = told("depends on the reading")
FAULT = "fault"
_UNEVALUATED = (Verdict.CONFLICTING, Verdict.NOT_CHECKABLE)

_Member = TypeVar("_Member", Assessment, ClaimResult)


def judge_claim(bound: BoundClaim, worked: PossibleClaim, *, strict: bool) -> ClaimResult:
    """Return a claim judged: its readings, its parts, and whether it is as expected.

    With ``strict`` an undetermined verdict that was not expected is not as expected.
    """
    return _judged_claim(bound, worked, strict=strict, is_part=False)


def _judged_claim(
    bound: BoundClaim, worked: PossibleClaim, *, strict: bool, is_part: bool
) -> ClaimResult:
    claim = bound.claim
    readings = tuple(assessed(bound, possible) for possible in worked.possible)
    parts = tuple(
        _judged_claim(part, inner, strict=strict, is_part=True)
        for part, inner in zip(bound.parts, worked.parts, strict=True)
    )
    judged = _judged(bound, readings, parts)
    return ClaimResult(
        id=claim.id,
        form=claim.form,
        span=claim.span,
        title=claim.title,
        quote=None if claim.quote is None else claim.quote.value,
        speaker=claim.speaker,
        source=claim.source,
        date=None if claim.date is None else claim.date.value,
        note=claim.note,
        verdict=judged.verdict,
        reason=judged.reason,
        explanation=judged.explanation,
        expected=claim.expect,
        as_expected=_is_as_expected(judged, claim.expect, strict=strict, is_part=is_part)
        and all(part.as_expected for part in parts),
        is_illustrative=any(r.is_illustrative for r in readings)
        or any(p.is_illustrative for p in parts),
        readings=readings,
        parts=parts,
        obstacle_at=judged.obstacle_at,
        levels=judged.levels,
        chart=together(readings),
    )


def assessed(bound: BoundClaim, possible: Possible) -> Assessment:
    """Return a reading judged, with its findings."""
    assessment = assess(possible)
    return replace(assessment, findings=findings_for(bound.claim, possible, assessment))


def _judged(
    bound: BoundClaim, readings: tuple[Assessment, ...], parts: tuple[ClaimResult, ...]
) -> Judged:
    if bound.obstacle is not None:
        obstacle = bound.obstacle
        text = obstacle_in_words(obstacle)
        return Judged(
            Verdict.NOT_CHECKABLE, reason_of(obstacle.reason), text, obstacle_at=obstacle.span
        )
    if not parts:
        return _of_readings(readings)
    return _of_readings(parts) if bound.claim.are_parts_readings else _of_parts(parts)


def _of_readings(readings: tuple[_Member, ...]) -> Judged:
    """Return the readings' verdict if they agree, else that it depends on the reading.

    The readings of a claim of parts are claims of parts themselves.
    """
    hindered = _most_hindered(readings)
    if hindered is not None:
        explanation = _named(_name(hindered), hindered.explanation)
        return _hindered_by(hindered, explanation)
    first = readings[0]
    if any(reading.verdict is not first.verdict for reading in readings):
        each = (told_join(": ", (_name(r) or "", word_of(r.verdict))) for r in readings)
        text = told("the readings differ ({verdicts})", verdicts=told_join("; ", each))
        return Judged(Verdict.UNDETERMINED, DEPENDS, text)
    # One of the readings is meant: whichever it is, the verdict is as sure as the least sure one.
    levels = min((reading.levels for reading in readings), key=combined)
    if any(reading.reason != first.reason for reading in readings):
        return replace(_of_several_reasons(first.verdict, readings), levels=levels)
    return Judged(first.verdict, first.reason, first.explanation, levels=levels)


def _name(reading: Assessment | ClaimResult) -> str | None:
    return reading.id if isinstance(reading, ClaimResult) else reading.name


def _of_several_reasons(verdict: Verdict, readings: tuple[_Member, ...]) -> Judged:
    """Return a verdict that the readings agree in, each for reasons of its own."""
    reasons = tuple((_name(r), r.reason) for r in readings if r.reason is not None)
    listed = told_join("; ", (_named(name, reason) or "" for name, reason in reasons))
    return Judged(verdict, reasons[0][1], listed)


def _of_parts(parts: tuple[ClaimResult, ...]) -> Judged:
    """Return supported if all parts are, refuted if one is."""
    refuted = [part for part in parts if part.verdict is Verdict.REFUTED]
    if refuted:
        # One is enough: the one that is surest.
        surest = max(refuted, key=lambda part: combined(part.levels))
        text = told("refuted: {parts}", parts=", ".join(part.id for part in refuted))
        return Judged(Verdict.REFUTED, None, text, levels=surest.levels)
    hindered = _most_hindered(parts)
    if hindered is not None:
        explanation = _named(hindered.id, hindered.explanation or word_of(hindered.verdict))
        return _hindered_by(hindered, explanation)
    open_parts = [part.id for part in parts if part.verdict is Verdict.UNDETERMINED]
    if open_parts:
        text = told("undetermined: {parts}", parts=", ".join(open_parts))
        return Judged(Verdict.UNDETERMINED, NOT_DECIDED, text)
    return _all_supported(parts)


def _all_supported(parts: tuple[ClaimResult, ...]) -> Judged:
    """Return that all parts are supported, with the confidence of all of them together."""
    levels = tuple(dict.fromkeys(each for part in parts for each in part.levels))
    if is_too_weak(levels):
        level = word_level(combined(levels))
        text = told(
            "each part is supported, but the confidence levels leave less than one half for all "
            "together ({level})",
            level=level,
        )
        return Judged(Verdict.UNDETERMINED, CONFIDENCE, text)
    return Judged(Verdict.SUPPORTED, None, levels=levels)


def _hindered_by(member: Assessment | ClaimResult, explanation: str | None) -> Judged:
    """Return the verdict of a claim that cannot be evaluated because one of its members cannot."""
    place = member.obstacle_at
    return Judged(
        member.verdict, member.reason, explanation, obstacle_at=place, levels=member.levels
    )


def _most_hindered(members: Sequence[_Member]) -> _Member | None:
    """Return the reading or part that keeps its claim from being evaluated.

    A fault in the data comes before anything else, because no claim may expect it.
    """
    hindered = [member for member in members if member.verdict in _UNEVALUATED]
    return min(hindered, key=_rank, default=None)


def _rank(member: Assessment | ClaimResult) -> int:
    return 0 if member.reason == FAULT else 1 + _UNEVALUATED.index(member.verdict)


def _named(name: str | None, text: str | None) -> str | None:
    return text if name is None or text is None else told_join(": ", (name, text))


def _is_as_expected(
    judged: Judged, expected: Verdict | None, *, strict: bool, is_part: bool
) -> bool:
    """Whether a verdict is what the claim file says; a fault in the data never is.

    A part without an expectation of its own is what the whole's makes of it.
    """
    if judged.reason == FAULT and judged.verdict is Verdict.NOT_CHECKABLE:
        return False
    if expected is not None:
        return judged.verdict is expected
    fine = {Verdict.SUPPORTED} if strict else {Verdict.SUPPORTED, Verdict.UNDETERMINED}
    return is_part or judged.verdict in fine


class Tally:
    """What a run comes to, counted claim by claim."""

    def __init__(self) -> None:
        self.declared = self.evaluated = self.decided = self.unexpected = 0
        self._has_bad = self._has_surprise = self._has_decided = False

    def add(self, claim: ClaimResult) -> None:
        """Count one claim of the claim file."""
        self.declared += 1
        self.evaluated += claim.is_evaluated
        self.decided += is_decided(claim)
        self.unexpected += not claim.as_expected
        self._has_decided = self._has_decided or bool(self.decided)
        for each in claim.surprises:
            self._surprised_by(each)

    def add_dispute(self, dispute: DisputeResult) -> None:
        """Count one dispute, which is neither a claim that is declared nor one that is decided."""
        self._has_decided = self._has_decided or dispute.is_decided
        self.unexpected += not dispute.as_expected
        if not dispute.as_expected:
            self._surprised_by(dispute)

    def _surprised_by(self, judged: ClaimResult | DisputeResult) -> None:
        self._has_surprise = True
        self._has_bad = self._has_bad or judged.is_evaluated

    @property
    def exit_code(self) -> int:
        """1 where a claim, part or dispute is not as expected; else 3 or 0.

        It is 3 where one unexpectedly cannot be evaluated, or no claim and no dispute is decided.
        """
        if self._has_bad:
            return 1
        return 3 if self._has_surprise or not self._has_decided else 0


def is_decided(claim: ClaimResult) -> bool:
    """Whether a claim that was evaluated, one of its readings or parts is supported or refuted.

    What is decided of a claim that could not be evaluated as a whole is no decision on it.
    """
    decided = {Verdict.SUPPORTED, Verdict.REFUTED}
    return claim.is_evaluated and (
        claim.verdict in decided
        or any(reading.verdict in decided for reading in claim.readings)
        or any(is_decided(part) for part in claim.parts)
    )
