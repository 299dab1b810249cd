"""One reading judged: verdict, reason, profiles, assumptions and worlds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import judge_samples as samples
import pytest
from judge_samples import between, bound_reading, everywhere, permits, possible, target
from msgspec.structs import replace

from factcheck.model.expression import Comparator
from factcheck.model.plan import BoundRelation, Obstacle, Premise
from factcheck.model.possible import Possible
from factcheck.model.problem import Code
from factcheck.model.result import VerdictByProfile
from factcheck.model.spec import Verdict
from factcheck.verdict.assess import assess

if TYPE_CHECKING:
    from factcheck.model.interval import Interval
    from factcheck.model.plan import Target
    from factcheck.model.possible import Permitted

S, R, U = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.UNDETERMINED
ASSUMED = Premise("assumption", "bridge-it", "a part of b")
PART = Premise("part of", "a part of b", "a is declared part of b")


@pytest.mark.parametrize(
    ("found", "verdict", "reason", "profiles"),
    [
        (between(10, 10), S, None, (S, S, S)),
        (between(12, 12), S, None, (R, S, S)),
        (between(13, 13), U, "wording", (R, R, S)),
        (between(13, 20), U, "wording", (R, R, U)),
        (between(15, 15), R, None, (R, R, R)),
    ],
)
def test_hedged_words_are_refuted_only_outside_their_lenient_set(
    found: Interval,
    verdict: Verdict,
    reason: str | None,
    profiles: tuple[Verdict, Verdict, Verdict],
) -> None:
    judged = assess(possible(permits(found)))
    assert (judged.verdict, judged.reason) == (verdict, reason)
    assert judged.profiles == VerdictByProfile(*profiles)


def test_a_bare_figure_is_judged_by_its_default_set() -> None:
    assert assess(possible(permits(between(13, 13)), is_bare=True)).verdict is R
    assert assess(possible(permits(between(12, 12)), is_bare=True)).verdict is S


def test_why_a_bare_figure_is_refuted_that_is_not_so_generously_is_said() -> None:
    found = assess(possible(permits(between(13, 13)), is_bare=True))
    assert found.profiles is not None
    assert found.profiles.lenient is S
    assert found.explanation == "a figure without a hedge is judged as it is usually read"
    assert assess(possible(permits(between(99, 99)), is_bare=True)).explanation is None
    assert assess(possible(permits(between(12, 12)), is_bare=True)).explanation is None


def test_undetermined_shows_a_world_on_each_side_and_what_would_decide_it() -> None:
    judged = assess(possible(samples.OPEN))
    assert (judged.verdict, judged.reason) == (U, "evidence does not decide")
    assert [(each.verdict, each.measure, each.numbers) for each in judged.worlds] == [
        ("true", "10", (("x", "10"),)),
        ("false", "20", (("x", "20"),)),
    ]
    assert judged.decides == ("a published number for x",)


def test_worlds_are_only_shown_where_nothing_is_decided() -> None:
    sure = permits(between(10, 11), true=everywhere(10))
    judged = assess(possible(sure))
    assert (judged.verdict, judged.worlds, judged.decides) == (S, (), ())


def test_bounds_without_worlds_decide_nothing() -> None:
    judged = assess(possible(permits(between(0, 20), true=everywhere(10))))
    assert (judged.verdict, judged.reason) == (U, "needs bounds")
    assert [each.verdict for each in judged.worlds] == ["true"]


def test_a_lenient_world_stands_in_where_only_the_lenient_set_is_met() -> None:
    outside = permits(
        between(13, 20),
        true=(None, None, samples.world(14)),
        false=(samples.world(13), samples.world(13), samples.world(20)),
    )
    judged = assess(possible(outside))
    assert [(each.verdict, each.measure) for each in judged.worlds] == [
        ("true", "14"),
        ("false", "13"),
    ]


def test_contradicting_evidence_lists_every_minimal_conflict() -> None:
    conflict = permits(conflicts=(("a", "b"), ("c", "d")))
    judged = assess(possible(conflict))
    assert judged.verdict is Verdict.CONFLICTING
    assert judged.explanation == "these contradict each other: a with b; c with d"
    assert judged.conflicts == (("a", "b"), ("c", "d"))
    assert (judged.found, judged.distance, judged.profiles) == (None, None, None)


def test_a_conflict_that_nobody_can_be_blamed_for_is_said_in_words() -> None:
    assert assess(possible(permits(conflicts=((),)))).explanation == "no numbers fit the evidence"


def test_an_obstacle_is_told_with_its_code_and_what_to_do() -> None:
    code = Code("FC240", "no-such-column", "", "")
    judged = assess(possible(obstacle=Obstacle("fault", "no column 'x'", code, "try 'y'")))
    assert (judged.verdict, judged.reason) == (Verdict.NOT_CHECKABLE, "fault")
    assert judged.explanation == "FC240 no-such-column: no column 'x' (try 'y')"
    assert judged.claimed is not None
    plain = assess(possible(obstacle=samples.MISSING))
    assert (plain.reason, plain.explanation) == ("missing", "nobody counts that")


def test_an_obstacle_before_anything_was_bound_has_nothing_claimed() -> None:
    bound = replace(bound_reading(), targets=(), figure=None)
    judged = assess(Possible(bound, samples.MISSING))
    assert (judged.claimed, judged.figure_rule, judged.figure) == (None, None, "about ten")


def test_the_verdict_without_the_assumptions_stands_beside() -> None:
    judged = assess(possible(samples.REFUTED, without=samples.OPEN, premises=(ASSUMED,)))
    assert judged.verdict is R
    assert judged.without_assumptions is not None
    assert judged.without_assumptions.verdict is U
    assert judged.without_assumptions.found is not None
    assert judged.without_assumptions.found.text == "0 to 20"
    assert judged.premises == (ASSUMED,)


def test_assumptions_that_contradict_the_evidence_are_blamed_and_dropped() -> None:
    conflict = permits(conflicts=(("bridge-it", "counted"),))
    given = possible(conflict, without=samples.SUPPORTED, premises=(PART, ASSUMED))
    sides = (samples.number("1"), samples.number("2"))
    relation = BoundRelation(sides[0], Comparator.AT_MOST, sides[1], ASSUMED, "bridge-it")
    judged = assess(replace(given, bound=replace(given.bound, relations=(relation,))))
    assert (judged.verdict, judged.reason) == (S, "assumptions contradict the evidence")
    assert judged.explanation == (
        "the evidence is possible, but not with the assumptions: bridge-it (against counted)"
    )
    assert judged.premises == (PART,)
    assert judged.conflicts == (("bridge-it", "counted"),)
    assert judged.found is not None
    assert judged.found.text == "10"


def test_evidence_that_is_impossible_alone_conflicts_whatever_is_assumed() -> None:
    judged = assess(possible(samples.CONFLICT, without=samples.CONFLICT))
    assert judged.verdict is Verdict.CONFLICTING
    assert judged.without_assumptions is not None
    assert judged.without_assumptions.verdict is Verdict.CONFLICTING
    assert judged.without_assumptions.found is None


def test_the_distance_is_told_where_claimed_and_found_are_apart() -> None:
    assert assess(possible(samples.REFUTED)).distance == "8 reports too low"
    assert assess(possible(samples.SUPPORTED)).distance is None


def compared(*targets: Target, permitted: Permitted) -> Possible:
    return Possible(bound_reading(*targets, is_holds=True), permitted=permitted)


def test_a_comparison_shows_the_difference_that_decides() -> None:
    judged = assess(compared(target(between(None, -1)), permitted=permits(between(-3, -3))))
    assert (judged.verdict, judged.figure, judged.distance) == (S, None, None)
    assert judged.found is not None
    assert judged.found.text == "difference −3 reports"
    assert judged.claimed is not None
    assert judged.claimed.text == "t.n"


def test_a_chain_shows_each_difference() -> None:
    less = target(between(None, -1))
    judged = assess(compared(less, less, permitted=permits(between(-3, -3), between(2, 2))))
    assert judged.verdict is R
    assert judged.found is not None
    assert judged.found.text == "t.n: −3 reports; t.n: 2 reports"


def test_a_part_is_not_shown_by_numbers_that_allow_it() -> None:
    part = target(between(None, 0), is_decisive=False)
    judged = assess(compared(part, permitted=permits(between(-5, 0), true=everywhere(-1))))
    assert (judged.verdict, judged.reason) == (U, "not shown by numbers")
    assert judged.worlds == ()


def test_a_part_that_may_be_larger_is_open_with_a_world_against_it() -> None:
    part = target(between(None, 0), is_decisive=False)
    both = permits(between(-5, 5), true=everywhere(-1), false=everywhere(2))
    judged = assess(compared(part, permitted=both))
    assert (judged.verdict, judged.reason) == (U, "evidence does not decide")
    assert [each.verdict for each in judged.worlds] == ["false"]


def test_without_its_bridge_a_verdict_is_none() -> None:
    given = possible(samples.SUPPORTED, without=samples.SUPPORTED)
    bridge = Premise("bridge", "same", "the periods are close")
    judged = assess(replace(given, bound=replace(given.bound, premises=(bridge,))))
    assert judged.without_assumptions is not None
    assert judged.without_assumptions.verdict is Verdict.NOT_CHECKABLE
    assert judged.without_assumptions.found is None


def test_what_is_found_is_shown_in_pieces_where_these_refute_the_claim() -> None:
    pieces = ((between(1, 5),), (between(20, 20),), (between(30, 31),))
    permitted = replace(permits(between(1, 31)), pieces=pieces)
    judged = assess(replace(possible(samples.REFUTED), permitted=permitted))
    assert judged.found is not None
    assert judged.found.text == "1 to 5, 20 or 30 to 31"
    met = replace(permitted, pieces=(*pieces, (between(9, 10),)))
    shown = assess(replace(possible(samples.REFUTED), permitted=met)).found
    assert shown is not None
    assert shown.text == "1 to 31"
