"""What is possible for a reading to its verdict, with its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.form_words import figures_in
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.model.reason_words import reason_of
from factcheck.model.result import (
    Alternative,
    Assessment,
    NumberSet,
    World,
)
from factcheck.model.spec import Verdict
from factcheck.model.standing import words_of
from factcheck.model.told import told, told_join
from factcheck.model.wording import (
    difference_of,
    with_noun,
    word_distance,
    word_number,
    word_set,
    word_sets,
    worded_unit,
)
from factcheck.verdict.charts import charted
from factcheck.verdict.ruling import Judged, judge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.figure import Figure
    from factcheck.model.plan import BoundReading, Obstacle, Premise
    from factcheck.model.possible import CheckedWorld, Permitted, Possible, Told
    from factcheck.model.unit import Unit

DEFAULT = 1
LENIENT = 2

ASSUMPTION = "assumption"
ASSUMPTIONS = told("assumptions contradict the evidence")
NO_VALUE = told("assumptions leave no value")
_WITHOUT_THEM = {ASSUMPTIONS, NO_VALUE}
"""Why a reading is judged without its assumptions."""


def assess(possible: Possible) -> Assessment:
    """Return the assessment of one reading, still without findings."""
    bound = possible.bound
    if possible.obstacle is not None:
        return _hindered(bound, possible.obstacle, is_illustrative=possible.is_illustrative)
    assert possible.permitted is not None
    permitted, judged = _with_blame(possible, possible.permitted)
    is_blamed = permitted is not possible.permitted
    own = possible.told_without if is_blamed else possible.told
    words = _words(bound)
    assessment = Assessment(
        name=bound.reading.name,
        measure=bound.measure_text,
        verdict=judged.verdict,
        reason=judged.reason,
        explanation=_explanation(judged, own),
        claimed=_claimed(bound, permitted) if own is None else own.claimed,
        found=_found(bound, permitted, own),
        distance=_distance(bound, permitted),
        profiles=judged.profiles,
        without_assumptions=_alternative(possible),
        premises=_premises(possible, judged),
        findings=(),
        calculation=possible.calculation,
        counts=possible.counts,
        worlds=_worlds(possible, permitted, judged.verdict, own),
        decides=possible.decides if judged.verdict is Verdict.UNDETERMINED else (),
        conflicts=() if possible.permitted.has_no_value else possible.permitted.conflicts,
        figure=_figure_text(bound),
        figure_hedge=words.hedge if words else None,
        figure_meaning=words.meaning if words else None,
        is_illustrative=possible.is_illustrative,
        sources=possible.sources,
        certificate=possible.permitted.certificate,
        conflicts_cut=possible.permitted.conflicts_cut,
        assumption_sets=_assumption_sets(possible, judged),
        without_each=tuple(_without_each(possible)),
        why=possible.why if judged.verdict is not Verdict.UNDETERMINED or is_blamed else (),
        levels=judged.levels,
        conflict_levels=possible.permitted.conflict_levels,
        compared=_compared(bound, permitted, own),
        reading=bound.reading,
    )
    return charted(possible, permitted, assessment)


def _hindered(bound: BoundReading, obstacle: Obstacle, *, is_illustrative: bool) -> Assessment:
    words = _words(bound)
    return Assessment(
        name=bound.reading.name,
        measure=bound.measure_text,
        verdict=Verdict.NOT_CHECKABLE,
        reason=reason_of(obstacle.reason),
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
        figure_hedge=words.hedge if words else None,
        figure_meaning=words.meaning if words else None,
        is_illustrative=is_illustrative,
        obstacle_at=obstacle.span,
        reading=bound.reading,
    )


def obstacle_in_words(obstacle: Obstacle) -> str:
    """Return what stands in a reading's way, with its code and what to do about it."""
    hint = told("({text})", text=obstacle.hint) if obstacle.hint else ""
    code = f"{obstacle.code.code} {obstacle.code.slug}" if obstacle.code is not None else ""
    return told_join(" ", (told_join(": ", (code, obstacle.message)), hint))


def _figure_text(bound: BoundReading) -> str | None:
    """Return the words of a claim's figure, of a rank's lead, of what a trend is within."""
    figure = next(iter(figures_in(bound.reading.form)), None)
    return None if figure is None else figure.text.value


def _words(bound: BoundReading) -> Figure | None:
    """Return the words that were read, of a figure, a lead or a limit."""
    return next(iter(words_of(bound)), None)


def _explanation(judged: Judged, own: Told | None) -> str | None:
    """Return the words that explain a verdict: its own, and what a form has to say."""
    parts = (judged.explanation, None if own is None else own.explanation)
    return told_join("; ", (part for part in parts if part)) or None


def _with_blame(possible: Possible, permitted: Permitted) -> tuple[Permitted, Judged]:
    """Judge a reading; where only its assumptions make the evidence impossible, without them."""
    without = possible.without_assumptions
    if permitted.found or without is None or not without.found:
        return permitted, judge(possible.bound, permitted)
    judged = judge(possible.bound, without)
    blamed = _blamed(possible.bound, permitted)
    if permitted.has_no_value:
        text = told(
            "what {measure} divides by is zero with {blamed}",
            measure=quoted(possible.bound.measure_text),
            blamed=blamed,
        )
        return without, replace(judged, reason=NO_VALUE, explanation=text)
    text = told("the evidence is possible, but not with {blamed}", blamed=blamed)
    return without, replace(judged, reason=ASSUMPTIONS, explanation=text)


def _blamed(bound: BoundReading, permitted: Permitted) -> str:
    """Return the assumptions of the conflicts, and what they contradict."""
    named = dict.fromkeys(name for each in permitted.conflicts for name in each)
    bridges = {each.premise.name for each in bound.relations if each.assumption is not None}
    assumed = ", ".join(name for name in named if name in bridges)
    others = ", ".join(name for name in named if name not in bridges)
    if others:
        return told("the assumptions: {names} (against {others})", names=assumed, others=others)
    return told("the assumptions: {names}", names=assumed)


def _premises(possible: Possible, judged: Judged) -> tuple[Premise, ...]:
    """Return what the verdict rests on: no assumption where it stands without them."""
    if judged.reason not in _WITHOUT_THEM:
        return possible.premises
    return tuple(premise for premise in possible.premises if premise.kind != ASSUMPTION)


def _assumption_sets(possible: Possible, judged: Judged) -> tuple[tuple[str, ...], ...]:
    """Return the minimal sets of assumptions that the verdict rests on.

    Without a bridge the numbers are not comparable, so that one is in each of them.
    """
    if judged.reason in _WITHOUT_THEM:
        return ()
    bridges = _bridges(possible)
    sets = possible.assumption_sets
    return tuple((*bridges, *each) for each in sets or (((),) if bridges else ()))


def _without_each(possible: Possible) -> Iterator[tuple[str, Verdict]]:
    for name in _bridges(possible):
        yield name, Verdict.NOT_CHECKABLE
    for name, permitted in possible.without_each:
        yield name, judge(possible.bound, permitted).verdict


def _bridges(possible: Possible) -> tuple[str, ...]:
    return tuple(each.name for each in possible.bound.premises if each.kind == "bridge")


def _claimed(bound: BoundReading, permitted: Permitted | None = None) -> NumberSet | None:
    target = bound.targets[0]
    unit = target.measure.unit
    claimed = target.claimed.default
    if bound.figure is None:
        return NumberSet(*difference_of(claimed, unit), bound.measure_text)
    found = next(iter(permitted.found), None) if permitted is not None else None
    words = word_set(claimed, worded_unit(unit, bound.figure), beside=found)
    return NumberSet(claimed, unit, words)


def _found(bound: BoundReading, permitted: Permitted, own: Told | None) -> NumberSet | None:
    if not permitted.found:
        return None
    if own is not None:
        return own.found
    unit, found = bound.targets[0].measure.unit, permitted.found[0]
    if bound.figure is None:
        return NumberSet(*difference_of(found, unit), _differences(bound, permitted))
    claimed = bound.targets[0].claimed.default
    sets = _shown_sets(bound, permitted)
    return NumberSet(found, unit, word_sets(sets, worded_unit(unit, bound.figure), beside=claimed))


def _shown_sets(bound: BoundReading, permitted: Permitted) -> tuple[Interval, ...]:
    """Return the set that is found; in its pieces where only these show the claim to be false."""
    found, claimed = permitted.found[0], bound.targets[0].claimed.default
    pieces = tuple(piece[0] for piece in permitted.pieces)
    is_shown = bound.figure is not None and not found.is_apart_from(claimed)
    if is_shown and pieces and all(piece.is_apart_from(claimed) for piece in pieces):
        return pieces
    return (found,)


def _compared(bound: BoundReading, permitted: Permitted, own: Told | None) -> tuple[Interval, ...]:
    """Return the sets that were compared with a claimed figure."""
    has_figure = bound.figure is not None and own is None and len(bound.targets) == 1
    if not has_figure or not permitted.found or bound.targets[0].is_negated:
        return ()
    return _shown_sets(bound, permitted)


def _differences(bound: BoundReading, permitted: Permitted) -> str:
    """Return how far apart the two sides of a comparison are, or those of each in a chain."""
    pairs = zip(bound.targets, permitted.found, strict=True)
    each = [(t.text, _difference(found, t.measure.unit)) for t, found in pairs]
    if len(each) == 1:
        return told("difference {number}", number=each[0][1])
    return told_join("; ", (told_join(": ", pair) for pair in each))


def _difference(found: Interval, unit: Unit) -> str:
    return with_noun(word_set(*difference_of(found, unit)), unit)


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
    found = _found(possible.bound, without, possible.told_without)
    return Alternative(judged.verdict, found, without.certificate, judged.levels)


def _worlds(
    possible: Possible, permitted: Permitted, verdict: Verdict, own: Told | None
) -> tuple[World, ...]:
    """Return a world on each side for an undetermined reading.

    Numbers that allow ``a`` to be a part of ``b`` are no world in which it is one. Where only
    the words leave it open, the one world that is possible decides nothing.
    """
    is_known = all(each.is_point for each in permitted.found)
    if verdict is not Verdict.UNDETERMINED or is_known:
        return ()
    bound = possible.bound
    is_shown = all(target.is_decisive for target in bound.targets)
    true_world = permitted.true_worlds[DEFAULT] or permitted.true_worlds[LENIENT]
    sides = (
        ("true", true_world if is_shown else None),
        ("false", permitted.false_worlds[DEFAULT] or permitted.false_worlds[0]),
    )
    return tuple(
        World(
            side,
            _measure_in(world, bound, own, is_true=side == "true"),
            tuple((name, word_number(number, of)) for name, number, of in world.numbers),
            is_told=own is not None,
        )
        for side, world in sides
        if world is not None
    )


def _measure_in(
    world: CheckedWorld, bound: BoundReading, own: Told | None, *, is_true: bool
) -> str:
    """Return what the measure is in a world; of a form what its targets come to together."""
    if own is not None and own.sides is not None:
        return own.sides[0 if is_true else 1]
    target = bound.targets[0]
    measure, unit = Interval.point(world.measure), target.measure.unit
    if bound.figure is None and own is None:
        number = _difference(measure, unit)
    else:
        claimed = target.claimed.default
        number = word_set(measure, worded_unit(unit, bound.figure), beside=claimed)
    before, after = ("", "") if own is None else own.world
    return told_join("", (before, number, after))
