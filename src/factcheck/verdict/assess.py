"""What is possible for a reading to its verdict, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factcheck.model.result import (
    Alternative,
    Assessment,
    NumberSet,
    VerdictByProfile,
    World,
)
from factcheck.model.spec import FigureForm, Verdict
from factcheck.model.wording import word_distance, word_number, word_set, worded_unit
from factcheck.verdict.relation import Standing, standing_of, verdict_of

if TYPE_CHECKING:
    from factcheck.model.plan import BoundReading, Obstacle, Premise
    from factcheck.model.possible import Permitted, Possible

DEFAULT = 1
LENIENT = 2

NOT_SHOWN = "not shown by numbers"
WORDING = "wording"
NEEDS_BOUNDS = "needs bounds"
NOT_DECIDED = "evidence does not decide"
CONFLICT = "conflicting evidence"
ASSUMPTION = "assumption"
ASSUMPTIONS = "assumptions contradict the evidence"


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, why, and under each profile."""

    verdict: Verdict
    reason: str | None
    explanation: str | None = None
    profiles: VerdictByProfile | None = None


def assess(possible: Possible) -> Assessment:
    """Return the assessment of one reading, still without findings."""
    bound = possible.bound
    if possible.obstacle is not None:
        return _hindered(bound, possible.obstacle, is_illustrative=possible.is_illustrative)
    assert possible.permitted is not None
    permitted, judged = _with_blame(possible, possible.permitted)
    return Assessment(
        name=bound.reading.name,
        measure=bound.measure_text,
        verdict=judged.verdict,
        reason=judged.reason,
        explanation=judged.explanation,
        claimed=_claimed(bound),
        found=_found(bound, permitted),
        distance=_distance(bound, permitted),
        profiles=judged.profiles,
        without_assumptions=_alternative(possible),
        premises=_premises(possible, judged),
        findings=(),
        calculation=possible.calculation,
        counts=possible.counts,
        worlds=_worlds(possible, permitted, judged.verdict),
        decides=possible.decides if judged.verdict is Verdict.UNDETERMINED else (),
        conflicts=possible.permitted.conflicts,
        figure=_figure_text(bound),
        figure_rule=None if bound.figure is None else bound.figure.rule,
        is_illustrative=possible.is_illustrative,
        sources=possible.sources,
    )


def _hindered(bound: BoundReading, obstacle: Obstacle, *, is_illustrative: bool) -> Assessment:
    return Assessment(
        name=bound.reading.name,
        measure=bound.measure_text,
        verdict=Verdict.NOT_CHECKABLE,
        reason=obstacle.reason,
        explanation=obstacle_in_words(obstacle),
        claimed=_claimed(bound) if bound.targets else None,
        found=None,
        distance=None,
        profiles=None,
        without_assumptions=None,
        premises=(),
        findings=(),
        calculation=(),
        counts=None,
        worlds=(),
        decides=(),
        figure=_figure_text(bound),
        figure_rule=None if bound.figure is None else bound.figure.rule,
        is_illustrative=is_illustrative,
    )


def obstacle_in_words(obstacle: Obstacle) -> str:
    """Return what stands in a reading's way, with its code and what to do about it."""
    hint = f" ({obstacle.hint})" if obstacle.hint else ""
    code = f"{obstacle.code.code} {obstacle.code.slug}: " if obstacle.code is not None else ""
    return f"{code}{obstacle.message}{hint}"


def _figure_text(bound: BoundReading) -> str | None:
    form = bound.reading.form
    return form.figure.text.value if isinstance(form, FigureForm) else None


def _with_blame(possible: Possible, permitted: Permitted) -> tuple[Permitted, Judged]:
    """Judge a reading; where only its assumptions make the evidence impossible, without them."""
    without = possible.without_assumptions
    if permitted.found or without is None or not without.found:
        return permitted, judge(possible.bound, permitted)
    judged = judge(possible.bound, without)
    explanation = f"the evidence is possible, but not with {_blamed(possible.bound, permitted)}"
    return without, replace(judged, reason=ASSUMPTIONS, explanation=explanation)


def _blamed(bound: BoundReading, permitted: Permitted) -> str:
    """Return the assumptions of the conflicts, and what they contradict."""
    named = dict.fromkeys(name for each in permitted.conflicts for name in each)
    bridges = {each.premise.name for each in bound.relations if each.assumption is not None}
    assumed = ", ".join(name for name in named if name in bridges)
    others = ", ".join(name for name in named if name not in bridges)
    return f"the assumptions: {assumed}" + (f" (against {others})" if others else "")


def _premises(possible: Possible, judged: Judged) -> tuple[Premise, ...]:
    """Return what the verdict rests on: no assumption where it stands without them."""
    if judged.reason != ASSUMPTIONS:
        return possible.premises
    return tuple(premise for premise in possible.premises if premise.kind != ASSUMPTION)


def judge(bound: BoundReading, permitted: Permitted) -> Judged:
    """Return the verdict on what is permitted, and the verdict under each profile.

    Refuted needs the claimed and the permitted numbers apart under the lenient profile too,
    unless the figure has no hedge.
    """
    if not permitted.found:
        return Judged(Verdict.CONFLICTING, CONFLICT, _conflicts_in_words(permitted))
    standings = tuple(standing_of(bound.targets, permitted, profile) for profile in range(3))
    strict, default, lenient = (verdict_of(standing) for standing in standings)
    profiles = VerdictByProfile(strict, default, lenient)
    is_bare = bound.figure is None or bound.figure.is_bare
    if default is Verdict.REFUTED and lenient is not Verdict.REFUTED and not is_bare:
        text = "refuted as such words are usually read, but not as they can be read generously"
        return Judged(Verdict.UNDETERMINED, WORDING, text, profiles)
    if standings[DEFAULT] is Standing.UNCLEAR:
        text = (
            "the bounds found meet the claimed numbers, but no state of affairs was found on "
            "both sides"
        )
        return Judged(Verdict.UNDETERMINED, NEEDS_BOUNDS, text, profiles)
    if default is Verdict.UNDETERMINED and _only_undecisive(bound, permitted):
        text = "the numbers allow it, but being smaller does not show being a part"
        return Judged(Verdict.UNDETERMINED, NOT_SHOWN, text, profiles)
    reason = NOT_DECIDED if default is Verdict.UNDETERMINED else None
    return Judged(default, reason, None, profiles)


def _conflicts_in_words(permitted: Permitted) -> str:
    listed = "; ".join(" with ".join(each) for each in permitted.conflicts if each)
    return f"these contradict each other: {listed}" if listed else "no numbers fit the evidence"


def _only_undecisive(bound: BoundReading, permitted: Permitted) -> bool:
    return any(not target.is_decisive for target in bound.targets) and not any(
        permitted.false_worlds
    )


def _claimed(bound: BoundReading) -> NumberSet | None:
    target = bound.targets[0]
    unit = target.measure.unit
    claimed = target.claimed.default
    if bound.figure is None:
        return NumberSet(claimed, unit, bound.measure_text)
    return NumberSet(claimed, unit, word_set(claimed, worded_unit(unit, bound.figure)))


def _found(bound: BoundReading, permitted: Permitted) -> NumberSet | None:
    if not permitted.found:
        return None
    unit, found = bound.targets[0].measure.unit, permitted.found[0]
    text = word_set(found, worded_unit(unit, bound.figure))
    if bound.figure is None:
        text = f"difference {text}" if len(permitted.found) == 1 else _chain(bound, permitted)
    return NumberSet(found, unit, text)


def _chain(bound: BoundReading, permitted: Permitted) -> str:
    pairs = zip(bound.targets, permitted.found, strict=True)
    return "; ".join(f"{t.text}: {word_set(f, t.measure.unit)}" for t, f in pairs)


def _distance(bound: BoundReading, permitted: Permitted) -> str | None:
    if bound.figure is None or not permitted.found:
        return None
    target = bound.targets[0]
    unit = worded_unit(target.measure.unit, bound.figure)
    return word_distance(target.claimed.default, permitted.found[0], unit)


def _alternative(possible: Possible) -> Alternative | None:
    without = possible.without_assumptions
    if without is None:
        return None
    if any(premise.kind == "bridge" for premise in possible.bound.premises):
        # Without the bridge the numbers are not comparable, whatever they are.
        return Alternative(Verdict.NOT_CHECKABLE, None)
    judged = judge(possible.bound, without)
    return Alternative(judged.verdict, _found(possible.bound, without))


def _worlds(possible: Possible, permitted: Permitted, verdict: Verdict) -> tuple[World, ...]:
    """Return a world on each side for an undetermined reading.

    Numbers that allow ``a`` to be a part of ``b`` are no world in which it is one.
    """
    if verdict is not Verdict.UNDETERMINED:
        return ()
    bound = possible.bound
    unit = worded_unit(bound.targets[0].measure.unit, bound.figure)
    is_shown = all(target.is_decisive for target in bound.targets)
    true_world = permitted.true_worlds[DEFAULT] or permitted.true_worlds[LENIENT]
    sides = (
        ("true", true_world if is_shown else None),
        ("false", permitted.false_worlds[DEFAULT] or permitted.false_worlds[0]),
    )
    return tuple(
        World(
            side,
            word_number(world.measure, unit),
            tuple((name, word_number(number, of)) for name, number, of in world.numbers),
        )
        for side, world in sides
        if world is not None
    )
