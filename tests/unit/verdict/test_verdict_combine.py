"""Readings and parts to a claim, what was expected, and the exit code."""

from __future__ import annotations

from itertools import permutations, product
from typing import TYPE_CHECKING

import judge_samples as samples
import pytest
from judge_samples import claim, claim_of_parts
from msgspec.structs import replace

from factcheck.model.plan import Obstacle, Plan
from factcheck.model.possible import PossibleClaim, Worked
from factcheck.model.span import Text
from factcheck.model.spec import Spec, Verdict
from factcheck.verdict.combine import Tally, is_decided, judge_claim
from factcheck.verdict.judge import judge_claims

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.result import ClaimResult

S, R, U = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.UNDETERMINED
C, N = Verdict.CONFLICTING, Verdict.NOT_CHECKABLE


def judged(*states: str, expect: Verdict | None = None, strict: bool = False) -> ClaimResult:
    return judge_claim(*claim(*states, expect=expect), strict=strict)


def whole(
    *parts: tuple[str, Verdict | None], expect: Verdict | None = None, strict: bool = False
) -> ClaimResult:
    """Return a claim of parts, each with one reading in a state and what it expects."""
    inner = [
        claim(state, expect=wanted, claim_id=f"p{index}")
        for index, (state, wanted) in enumerate(parts)
    ]
    return judge_claim(*claim_of_parts(*inner, expect=expect), strict=strict)


def exit_code_of(claims: Iterable[ClaimResult]) -> int:
    """Return the exit code of a run of some claims."""
    tally = Tally()
    for each in claims:
        tally.add(each)
    return tally.exit_code


@pytest.mark.parametrize(
    ("states", "verdict", "reason"),
    [
        (("supported", "supported"), S, None),
        (("refuted", "refuted"), R, None),
        (("undetermined", "undetermined"), U, "evidence does not decide"),
        (("supported", "refuted"), U, "depends on the reading"),
        (("refuted", "undetermined"), U, "depends on the reading"),
        (("supported", "conflicting"), C, "conflicting evidence"),
        (("supported", "missing"), N, "missing"),
        (("refuted", "refuted", "fault"), N, "fault"),
        (("missing", "conflicting"), C, "conflicting evidence"),
        (("missing", "fault"), N, "fault"),
        (("conflicting", "fault"), N, "fault"),
    ],
)
def test_the_verdict_of_readings(
    states: tuple[str, ...], verdict: Verdict, reason: str | None
) -> None:
    for order in permutations(states):
        found = judged(*order)
        assert (found.verdict, found.reason) == (verdict, reason)


def test_readings_that_differ_are_listed() -> None:
    found = judged("supported", "refuted")
    assert found.explanation == "the readings differ (r0: supported; r1: refuted)"


def test_the_reading_in_the_way_is_named() -> None:
    assert judged("supported", "fault").explanation == "r1: a typo (mend it)"
    assert judged("fault").explanation == "a typo (mend it)"


def test_readings_open_for_different_reasons_name_both() -> None:
    wording = samples.possible(samples.permits(samples.between(13, 13)), name="loose")
    unknown = samples.possible(samples.OPEN, name="unknown")
    bound, _ = claim("supported")
    bound = replace(bound, readings=(wording.bound, unknown.bound))
    found = judge_claim(bound, PossibleClaim((wording, unknown), ()), strict=False)
    assert (found.verdict, found.reason) == (U, "wording")
    assert found.explanation == "loose: wording; unknown: evidence does not decide"


@pytest.mark.parametrize(
    ("states", "verdict", "reason"),
    [
        (("supported", "supported"), S, None),
        (("supported", "undetermined"), U, "evidence does not decide"),
        (("supported", "refuted"), R, None),
        (("undetermined", "refuted"), R, None),
        (("missing", "refuted"), R, None),
        (("conflicting", "refuted"), R, None),
        (("supported", "conflicting"), C, "conflicting evidence"),
        (("undetermined", "missing"), N, "missing"),
        (("conflicting", "fault"), N, "fault"),
    ],
)
def test_the_verdict_of_parts(
    states: tuple[str, ...], verdict: Verdict, reason: str | None
) -> None:
    for order in permutations(states):
        found = whole(*((state, None) for state in order))
        assert (found.verdict, found.reason) == (verdict, reason)


def test_parts_are_named_where_they_decide() -> None:
    assert whole(("supported", None), ("refuted", None)).explanation == "refuted: p1"
    assert whole(("undetermined", None)).explanation == "undetermined: p0"
    assert whole(("missing", None)).explanation == "p0: nobody counts that"


def test_a_claim_that_says_itself_why_it_cannot_be_checked() -> None:
    bound, _ = claim("supported", expect=N)
    bound = replace(bound, readings=(), obstacle=Obstacle("declared", "no number"))
    found = judge_claim(bound, PossibleClaim((), ()), strict=True)
    assert (found.verdict, found.reason, found.explanation) == (N, "declared", "no number")
    assert found.as_expected
    assert not found.is_evaluated


@pytest.mark.parametrize(
    ("state", "expect", "strict", "as_expected", "code"),
    [
        ("supported", None, False, True, 0),
        ("supported", None, True, True, 0),
        ("supported", S, False, True, 0),
        ("supported", R, False, False, 1),
        ("supported", U, False, False, 1),
        ("supported", N, False, False, 1),
        ("refuted", None, False, False, 1),
        ("refuted", R, False, True, 0),
        ("refuted", S, False, False, 1),
        ("undetermined", None, False, True, 3),
        ("undetermined", None, True, False, 1),
        ("undetermined", U, True, True, 3),
        ("undetermined", S, False, False, 1),
        ("conflicting", None, False, False, 3),
        ("conflicting", C, False, True, 3),
        ("conflicting", S, False, False, 3),
        ("missing", None, False, False, 3),
        ("missing", N, False, True, 3),
        ("missing", R, False, False, 3),
        ("fault", None, False, False, 3),
        ("fault", N, False, False, 3),
        ("fault", R, False, False, 3),
    ],
)
def test_what_is_as_expected_and_the_exit_code_of_one_claim(
    state: str, expect: Verdict | None, strict: bool, as_expected: bool, code: int
) -> None:
    found = judged(state, expect=expect, strict=strict)
    assert (found.as_expected, exit_code_of([found])) == (as_expected, code)


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ((("supported", None), ("missing", N)), 0),
        ((("supported", None), ("conflicting", C)), 0),
        ((("supported", None), ("fault", N)), 3),
        ((("supported", None), ("missing", None)), 3),
        ((("refuted", None), ("missing", None)), 1),
        ((("refuted", R), ("undetermined", None)), 0),
        ((("undetermined", None), ("undetermined", None)), 3),
        ((), 3),
    ],
)
def test_the_highest_exit_code_wins(
    claims: tuple[tuple[str, Verdict | None], ...], code: int
) -> None:
    results = [judged(state, expect=expect) for state, expect in claims]
    assert exit_code_of(results) == code
    assert exit_code_of(reversed(results)) == code


@pytest.mark.parametrize(
    ("parts", "expect", "as_expected", "code"),
    [
        # What the whole expects covers parts that expect nothing.
        ((("supported", None), ("refuted", None)), R, True, 0),
        ((("missing", None), ("refuted", None)), R, True, 0),
        ((("supported", None), ("refuted", None)), None, False, 1),
        # Nothing was evaluated then, and so nothing decided.
        ((("supported", None), ("missing", None)), N, True, 3),
        # A part's own expectation counts, even where the whole is as expected.
        ((("refuted", S), ("refuted", R)), R, False, 1),
        ((("conflicting", S), ("refuted", R)), R, False, 3),
        ((("supported", R), ("supported", None)), None, False, 1),
        # A fault never is.
        ((("fault", None), ("refuted", R)), R, False, 3),
        ((("fault", N), ("refuted", R)), R, False, 3),
        ((("fault", None), ("refuted", None)), None, False, 1),
        ((("supported", None), ("fault", N)), N, False, 3),
    ],
)
def test_parts_and_expectations(
    parts: tuple[tuple[str, Verdict | None], ...],
    expect: Verdict | None,
    as_expected: bool,
    code: int,
) -> None:
    found = whole(*parts, expect=expect)
    assert (found.as_expected, exit_code_of([found])) == (as_expected, code)


def test_strict_is_about_the_whole_and_not_about_its_parts() -> None:
    assert not whole(("undetermined", None), strict=True).as_expected
    assert whole(("undetermined", None), ("refuted", None), expect=R, strict=True).as_expected


@pytest.mark.parametrize(
    ("states", "decided"),
    [
        (("supported",), True),
        (("refuted",), True),
        (("undetermined",), False),
        (("supported", "refuted"), True),
        (("undetermined", "refuted"), True),
        (("missing", "conflicting"), False),
        (("missing", "supported"), False),
        (("conflicting", "refuted"), False),
    ],
)
def test_decided_is_supported_or_refuted_in_some_reading(
    states: tuple[str, ...], decided: bool
) -> None:
    assert is_decided(judged(*states)) is decided


def test_nothing_is_decided_that_was_not_evaluated() -> None:
    for states in product(("supported", "undetermined", "missing", "conflicting"), repeat=2):
        for found in (judged(*states), whole(*((state, None) for state in states))):
            assert found.is_evaluated or not is_decided(found)


def test_a_decided_part_is_a_decision() -> None:
    assert is_decided(whole(("undetermined", None), ("supported", None)))
    assert not is_decided(whole(("undetermined", None), ("missing", None)))


def test_made_up_evidence_of_a_reading_or_part_shows_in_the_claim() -> None:
    made_up = samples.possible(samples.SUPPORTED, name="made up")
    bound, _ = claim("supported")
    pair = (replace(bound, readings=(made_up.bound,)), PossibleClaim((made_up,), ()))
    assert judge_claim(*pair, strict=False).is_illustrative
    assert judge_claim(*claim_of_parts(pair), strict=False).is_illustrative
    assert not judged("supported").is_illustrative


def test_every_claim_of_a_plan_is_judged_in_order() -> None:
    pairs = [claim("supported", claim_id="one"), claim("undetermined", claim_id="two")]
    spec = Spec("c.yml", 1, None, None, "en", (), (), (), (), (), (), (), ())
    plan = Plan(spec, tuple(bound for bound, _ in pairs), ())
    worked = Worked(tuple(done for _, done in pairs), ())
    results = judge_claims(plan, worked, strict=True)
    assert [(each.id, each.as_expected) for each in results] == [("one", True), ("two", False)]


def test_the_words_around_a_claim_are_handed_on() -> None:
    bound, worked = claim("supported")
    text = Text("as printed", samples.SPAN)
    bound = replace(bound, claim=replace(bound.claim, quote=text, date=text))
    found = judge_claim(bound, worked, strict=False)
    assert (found.quote, found.date) == ("as printed", "as printed")
