"""What is permitted to a verdict and why: the one place where verdicts on readings are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.confidence import Level, combined, is_too_weak, word_level
from factcheck.model.result import VerdictByProfile
from factcheck.model.spec import Verdict
from factcheck.model.standing import Standing, decided_by, standing_of, verdict_of
from factcheck.model.told import told, told_join
from factcheck.model.verdict_words import word_of

if TYPE_CHECKING:
    from factcheck.model.plan import BoundReading
    from factcheck.model.possible import Permitted
    from factcheck.model.span import Span

DEFAULT = 1

NOT_SHOWN = told("not shown by numbers")
WORDING = told("wording")
NEEDS_BOUNDS = told("needs bounds")
NOT_DECIDED = told("evidence does not decide")
CONFLICT = told("conflicting evidence")
CONFIDENCE = told("confidence")
AS_USUAL = told("a figure without a hedge is judged as it is usually read")
"""Why a bare figure is refuted that is not so when read generously."""


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
        reason, why = _open(bound, permitted, standings[DEFAULT], is_weak=is_weak)
        return Judged(ruled, reason, why, profiles)
    if is_weak:
        weak = too_weak_in_words(permitted.levels)
        text = told(
            "{verdict} only if all of this holds, and {weak}", verdict=word_of(ruled), weak=weak
        )
        return Judged(Verdict.UNDETERMINED, CONFIDENCE, text, profiles)
    is_by_print = ruled is Verdict.REFUTED and {strict, lenient} != {Verdict.REFUTED}
    explanation = told_join("; ", (_left_out(permitted) or "", AS_USUAL if is_by_print else ""))
    return Judged(ruled, None, explanation or None, profiles, levels=permitted.levels)


def _open(
    bound: BoundReading, permitted: Permitted, usual: Standing, *, is_weak: bool
) -> tuple[str, str | None]:
    """Return why a verdict is undetermined."""
    if permitted.conflicts:
        return CONFIDENCE, _left_out(permitted)
    if usual is Standing.APART and not is_weak:
        return WORDING, told(
            "refuted as such words are usually read, but not as they can be read generously"
        )
    if usual is Standing.UNCLEAR:
        return NEEDS_BOUNDS, told(
            "the bounds found meet the claimed numbers, but no state of affairs was found on "
            "both sides"
        )
    if _only_undecisive(bound, permitted):
        return NOT_SHOWN, told("the numbers allow it, but being smaller does not show being a part")
    return NOT_DECIDED, None


def _left_out(permitted: Permitted) -> str | None:
    """Return that what has a level was left out, where it contradicts itself; else nothing.

    Samples may well do so where their levels leave less than one half.
    """
    if not permitted.conflicts:
        return None
    listed = conflicts_in_words(permitted.conflicts)
    return told(
        "{conflicts}; the confidence levels leave less than one half for that, so everything that "
        "has a level is left out",
        conflicts=listed,
    )


def too_weak_in_words(levels: tuple[Level, ...]) -> str:
    """Return that levels leave too little to conclude anything, and which they are."""
    named = told_join(
        ", ", (told_join(" ", (each.name, word_level(each.level))) for each in levels)
    )
    return told(
        "the confidence levels leave less than one half ({levels}: together {level} at least)",
        levels=named,
        level=word_level(combined(levels)),
    )


def conflicts_in_words(conflicts: tuple[tuple[str, ...], ...]) -> str:
    """Return who contradicts whom in one sentence."""
    listed = listed_conflicts(conflicts)
    if not listed:
        return told("no numbers fit the evidence")
    return told("these contradict each other: {conflicts}", conflicts=listed)


def listed_conflicts(conflicts: tuple[tuple[str, ...], ...]) -> str:
    """Return who contradicts whom: ``a with b; a with c with d``."""
    return told_join("; ", (_with_each_other(each) for each in conflicts if each))


def _with_each_other(names: tuple[str, ...]) -> str:
    first, *others = names
    for other in others:
        first = told("{first} with {other}", first=first, other=other)
    return first


def _only_undecisive(bound: BoundReading, permitted: Permitted) -> bool:
    return any(not target.is_decisive for target in bound.targets) and not any(
        permitted.false_worlds
    )
