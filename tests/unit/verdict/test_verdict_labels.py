"""A house's labels beside verdicts: of readings, of claims, of claims of parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exact import exact
from scale_texts import HEAD, scale

from factcheck.model.interval import Interval
from factcheck.model.plan import Premise
from factcheck.model.result import (
    Alternative,
    Assessment,
    ClaimResult,
    Finding,
    NumberSet,
)
from factcheck.model.span import Span
from factcheck.model.spec import Verdict
from factcheck.model.unit import Unit, UnitKind
from factcheck.verdict.labels import with_labels

if TYPE_CHECKING:
    from factcheck.model.rubric import Rubric

SPAN = Span("claims.yml", 1, 1, 1, 2)
COUNT = Unit(UnitKind.COUNT)
SUPPORTED, REFUTED, UNDETERMINED = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.UNDETERMINED

BY_DISTANCE = scale()
BY_DIRECTION = scale("""\
- {when: {verdict: supported}, then: a}
- {when: {direction: too low, verdict: not supported}, then: b}
- {when: {direction: not too low, verdict: not supported}, then: c}
""")
BY_FINDINGS = scale("""\
- {when: {findings: 0}, then: a}
- {when: {findings: 1 or more, stale: true}, then: b}
- {when: {findings: 1 or more, stale: false}, then: c}
""")
BY_ASSUMPTIONS = scale("""\
- {when: {assumptions: 0}, then: a}
- {when: {assumptions: 1}, then: b}
- {when: {assumptions: 2 or more}, then: c}
""")
BY_ILLUSTRATIVE = scale("""\
- {when: {illustrative: true}, then: a}
- {when: {illustrative: false}, then: b}
""")


def reading(  # noqa: PLR0913 - the parts of a reading that a label goes by
    verdict: Verdict = SUPPORTED,
    *,
    found: tuple[Interval, ...] = (),
    findings: tuple[str, ...] = (),
    without: Verdict | None = None,
    sets: tuple[tuple[str, ...], ...] = (),
    premises: tuple[str, ...] = (),
    name: str | None = None,
    is_illustrative: bool = False,
) -> Assessment:
    """Return a reading of "at most 100"."""
    return Assessment(
        name=name,
        measure="n",
        verdict=verdict,
        reason=None,
        explanation=None,
        claimed=NumberSet(Interval.at_most(100), COUNT, "at most 100"),
        found=None,
        distance=None,
        profiles=None,
        without_assumptions=None if without is None else Alternative(without, None),
        premises=tuple(Premise(each, "x", "") for each in premises),
        findings=tuple(Finding("FC101", each, "…") for each in findings),
        calculation=(),
        counts=None,
        worlds=(),
        decides=(),
        is_illustrative=is_illustrative,
        assumption_sets=sets,
        compared=found,
    )


def claim(
    *readings: Assessment, verdict: Verdict | None = None, parts: tuple[ClaimResult, ...] = ()
) -> ClaimResult:
    return ClaimResult(
        id="c",
        form="figure",
        span=SPAN,
        title=None,
        quote=None,
        speaker=None,
        source=None,
        date=None,
        note=None,
        verdict=verdict or readings[0].verdict,
        reason=None,
        explanation=None,
        expected=None,
        as_expected=True,
        is_illustrative=any(each.is_illustrative for each in readings),
        readings=readings,
        parts=parts,
    )


def labelled(found: ClaimResult, of: Rubric) -> ClaimResult:
    (only,) = with_labels([found], of)
    return only


def labels(found: Assessment, of: Rubric) -> str:
    only = labelled(claim(found), of)
    assert only.readings[0].labels == only.labels
    return " ".join(only.labels)


def between(lower: str, upper: str) -> Interval:
    return Interval(exact(lower), exact(upper))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((between("105", "109"),), "b"),
        ((between("110", "200"),), "c"),
        ((between("105", "200"),), "b c"),
        # In pieces, one near and one far.
        ((between("101", "101"), between("300", "300")), "b c"),
        # No figure was claimed.
        ((), "b c"),
    ],
)
def test_a_refuted_claim_is_labelled_by_its_distance(
    found: tuple[Interval, ...], expected: str
) -> None:
    assert labels(reading(REFUTED, found=found), BY_DISTANCE) == expected


@pytest.mark.parametrize("found", [(), (between("5", "105"),)])
def test_a_supported_claim_has_no_distance(found: tuple[Interval, ...]) -> None:
    assert labels(reading(SUPPORTED, found=found), BY_DISTANCE) == "a"


@pytest.mark.parametrize(
    ("verdict", "found", "expected"),
    [
        (REFUTED, (between("105", "109"),), "b"),
        (REFUTED, (), "b c"),
        (UNDETERMINED, (between("90", "109"),), "b c"),
        (UNDETERMINED, (between("90", "95"),), "c"),
        # What shows it to be false are its cases, which no single set tells.
        (REFUTED, (between("90", "95"),), "b c"),
        (Verdict.NOT_CHECKABLE, (), "b c"),
        (Verdict.CONFLICTING, (between("105", "109"),), "b c"),
    ],
)
def test_a_claim_is_too_low_or_too_high_as_far_as_that_is_known(
    verdict: Verdict, found: tuple[Interval, ...], expected: str
) -> None:
    assert labels(reading(verdict, found=found), BY_DIRECTION) == expected


@pytest.mark.parametrize(
    ("findings", "expected"),
    [((), "a"), (("stale",), "b"), (("tie", "stale"), "b"), (("tie",), "c"), (("other",), "c")],
)
def test_findings_count_and_are_named(findings: tuple[str, ...], expected: str) -> None:
    assert labels(reading(findings=findings), BY_FINDINGS) == expected


@pytest.mark.parametrize(
    ("without", "sets", "premises", "expected"),
    [
        (None, (), (), "a"),
        # The same verdict without them rests on none.
        (SUPPORTED, (("x",),), ("assumption",), "a"),
        (UNDETERMINED, (("x", "y"), ("z",)), (), "b"),
        (UNDETERMINED, (("x", "y"),), (), "c"),
        (UNDETERMINED, (), ("part of", "assumption"), "b"),
        (Verdict.NOT_CHECKABLE, (), ("bridge",), "b"),
    ],
)
def test_assumptions_count_where_the_verdict_rests_on_them(
    without: Verdict | None,
    sets: tuple[tuple[str, ...], ...],
    premises: tuple[str, ...],
    expected: str,
) -> None:
    found = reading(without=without, sets=sets, premises=premises)
    assert labels(found, BY_ASSUMPTIONS) == expected


def test_made_up_evidence_is_told() -> None:
    assert labels(reading(is_illustrative=True), BY_ILLUSTRATIVE) == "a"
    assert labels(reading(), BY_ILLUSTRATIVE) == "b"


def test_labels_are_printed_as_the_house_writes_them() -> None:
    head = HEAD.replace("[a, b, c]", "{a: {label: True}, b: {}, c: {label: True}}")
    found = labelled(claim(reading(REFUTED)), scale(head=head))
    assert found.labels == ("True", "b")


def test_readings_of_one_verdict_give_their_labels() -> None:
    near = reading(REFUTED, found=(between("105", "105"),), name="near")
    far = reading(REFUTED, found=(between("300", "300"),), name="far")
    found = labelled(claim(far, near), BY_DISTANCE)
    assert [each.labels for each in found.readings] == [("c",), ("b",)]
    assert found.labels == ("b", "c")
    assert labelled(claim(near, near), BY_DISTANCE).labels == ("b",)


def test_readings_that_differ_are_undetermined_with_the_findings_of_all() -> None:
    one = reading(SUPPORTED, findings=("stale",), name="one")
    other = reading(REFUTED, findings=("tie",), name="other")
    found = claim(one, other, verdict=UNDETERMINED)
    assert labelled(found, BY_FINDINGS).labels == ("b",)
    assert labelled(found, BY_DISTANCE).labels == ("b", "c")


def test_a_claim_of_parts_has_what_its_parts_have() -> None:
    one = claim(reading(SUPPORTED, without=UNDETERMINED, sets=(("x",),)))
    other = claim(reading(REFUTED, without=UNDETERMINED, sets=(("y",),)))
    whole = claim(verdict=REFUTED, parts=(one, other))
    found = labelled(whole, BY_ASSUMPTIONS)
    assert [each.labels for each in found.parts] == [("b",), ("b",)]
    assert found.labels == ("c",)
    # How far all of it lies from the truth is no number.
    assert labelled(whole, BY_DISTANCE).labels == ("b", "c")
    assert labelled(claim(verdict=SUPPORTED, parts=(one,)), BY_DISTANCE).labels == ("a",)


def test_a_claim_that_nothing_was_worked_out_for_has_a_label() -> None:
    found = labelled(claim(verdict=Verdict.NOT_CHECKABLE), BY_DISTANCE)
    assert found.labels == ("b", "c")
