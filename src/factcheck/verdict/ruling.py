"""What is permitted to a verdict and why: the one place where verdicts on readings are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.confidence import Level, combined, is_too_weak, word_level
from factcheck.model.result import VerdictByProfile
from factcheck.model.spec import Verdict
from factcheck.model.standing import Standing, decided_by, standing_of, verdict_of

if TYPE_CHECKING:
    from factcheck.model.plan import BoundReading
    from factcheck.model.possible import Permitted
    from factcheck.model.span import Span

DEFAULT = 1

NOT_SHOWN = "not shown by numbers"
WORDING = "wording"
NEEDS_BOUNDS = "needs bounds"
NOT_DECIDED = "evidence does not decide"
CONFLICT = "conflicting evidence"
CONFIDENCE = "confidence"
TOO_WEAK = "the confidence levels leave less than one half"


class Judged(Struct, frozen=True):
    """A verdict, why, and under each profile."""

    verdict: Verdict
    reason: str | None
    explanation: str | None = None
    profiles: VerdictByProfile | None = None
    obstacle_at: Span | None = None
    levels: tuple[Level, ...] = ()
    """The confidence of what the verdict needs; none for a verdict that needs none."""


def judge(bound: BoundReading, permitted: Permitted) -> Judged:
    """Return the verdict on what is permitted, and the verdict under each profile.

    Refuted needs the claimed and the permitted numbers apart under the lenient profile too,
    unless the figure has no hedge. What rests on levels of confidence that leave less than one
    half together is not decided.
    """
    if not permitted.found:
        text = conflicts_in_words(permitted.conflicts)
        return Judged(Verdict.CONFLICTING, CONFLICT, text, levels=permitted.levels)
    standings = tuple(standing_of(bound.targets, permitted, profile) for profile in range(3))
    is_weak = is_too_weak(permitted.levels)
    strict, default, lenient = (
        Verdict.UNDETERMINED if is_weak else verdict_of(standing) for standing in standings
    )
    profiles = VerdictByProfile(strict, default, lenient)
    ruled = decided_by(bound, permitted)
    if ruled is Verdict.UNDETERMINED:
        reason, told = _open(bound, permitted, standings[DEFAULT], is_weak=is_weak)
        return Judged(ruled, reason, told, profiles)
    if is_weak:
        weak = too_weak_in_words(permitted.levels)
        text = f"{ruled.value} only if all of this holds, and {weak}"
        return Judged(Verdict.UNDETERMINED, CONFIDENCE, text, profiles)
    return Judged(ruled, None, _left_out(permitted), profiles, levels=permitted.levels)


def _open(
    bound: BoundReading, permitted: Permitted, usual: Standing, *, is_weak: bool
) -> tuple[str, str | None]:
    """Return why a verdict is undetermined."""
    if permitted.conflicts:
        return CONFIDENCE, _left_out(permitted)
    if usual is Standing.APART and not is_weak:
        text = "refuted as such words are usually read, but not as they can be read generously"
        return WORDING, text
    if usual is Standing.UNCLEAR:
        text = (
            "the bounds found meet the claimed numbers, but no state of affairs was found on "
            "both sides"
        )
        return NEEDS_BOUNDS, text
    if _only_undecisive(bound, permitted):
        return NOT_SHOWN, "the numbers allow it, but being smaller does not show being a part"
    return NOT_DECIDED, None


def _left_out(permitted: Permitted) -> str | None:
    """Return that what has a level was left out, where it contradicts itself; else nothing.

    Samples may well do so where their levels leave less than one half.
    """
    if not permitted.conflicts:
        return None
    listed = conflicts_in_words(permitted.conflicts)
    return f"{listed}; {TOO_WEAK} for that, so everything that has a level is left out"


def too_weak_in_words(levels: tuple[Level, ...]) -> str:
    """Return that levels leave too little to conclude anything, and which they are."""
    named = ", ".join(f"{each.name} {word_level(each.level)}" for each in levels)
    return f"{TOO_WEAK} ({named}: together {word_level(combined(levels))} at least)"


def conflicts_in_words(conflicts: tuple[tuple[str, ...], ...]) -> str:
    """Return who contradicts whom in one sentence."""
    listed = "; ".join(" with ".join(each) for each in conflicts if each)
    return f"these contradict each other: {listed}" if listed else "no numbers fit the evidence"


def _only_undecisive(bound: BoundReading, permitted: Permitted) -> bool:
    return any(not target.is_decisive for target in bound.targets) and not any(
        permitted.false_worlds
    )
