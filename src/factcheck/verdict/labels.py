"""Verdicts to a house's own labels, which stand beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from factcheck.model.fraction import Fraction
from factcheck.model.interval import Interval
from factcheck.model.rubric import Categories, Numbers
from factcheck.model.spec import Verdict
from factcheck.rubric import scale as scales
from factcheck.rubric import union_of
from factcheck.verdict.gap import gap_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from factcheck.model.result import Assessment, ClaimResult
    from factcheck.model.rubric import Rubric, ValueSet

_ASSUMED = frozenset({"assumption", "bridge"})


class _Outcome(NamedTuple):
    """What a scale looks at, of a reading, part or claim."""

    verdict: Verdict
    values: Mapping[str, ValueSet]
    """What distance and direction may be."""
    findings: frozenset[tuple[str, str]]
    """Slug and message."""
    assumptions: frozenset[str]
    """The names of those that the verdict rests on."""
    is_illustrative: bool


def with_labels(claims: Iterable[ClaimResult], scale: Rubric) -> tuple[ClaimResult, ...]:
    """Return claims, their readings and parts with the labels of a scale that has no problems."""
    return tuple(_labelled(claim, scale)[0] for claim in claims)


def _labelled(claim: ClaimResult, scale: Rubric) -> tuple[ClaimResult, _Outcome]:
    outcomes = [_of_reading(each, scale) for each in claim.readings]
    readings = tuple(
        replace(each, labels=_labels(scale, outcome))
        for each, outcome in zip(claim.readings, outcomes, strict=True)
    )
    labelled = [_labelled(each, scale) for each in claim.parts]
    parts = tuple(each for each, _ in labelled)
    inner = [*outcomes, *(outcome for _, outcome in labelled)]
    outcome = _joined(claim, inner, scale)
    labels = _labels(scale, outcome)
    if readings and all(each.verdict is claim.verdict for each in readings):
        # One of the readings is meant, and its label is the claim's.
        labels = _in_order(scale, {name for each in readings for name in each.labels})
    return replace(claim, readings=readings, parts=parts, labels=labels), outcome


def _of_reading(reading: Assessment, scale: Rubric) -> _Outcome:
    values = dict(scales.possible_beside(reading.verdict, scale))
    is_evaluated = reading.verdict in {Verdict.REFUTED, Verdict.UNDETERMINED}
    if is_evaluated and reading.compared and reading.claimed is not None:
        gap = gap_between(reading.claimed.interval, reading.compared)
        sides = {
            scales.TOO_LOW: gap.is_too_low,
            scales.TOO_HIGH: gap.is_too_high,
            scales.NEITHER: gap.is_met,
        }
        met = Categories(tuple(name for name, is_so in sides.items() if is_so))
        values[scales.DISTANCE] = gap.sizes
        values[scales.DIRECTION] = _within(met, values[scales.DIRECTION])
    return _Outcome(
        reading.verdict,
        {name: values[name] for name in (scales.DISTANCE, scales.DIRECTION)},
        frozenset((each.slug, each.message) for each in reading.findings),
        _assumptions(reading),
        reading.is_illustrative,
    )


def _within(found: Categories, possible: ValueSet) -> Categories:
    """Return what goes with the verdict; all that does, where the numbers do not tell."""
    assert isinstance(possible, Categories)
    kept = tuple(each for each in found.values if each in possible.values)
    return Categories(kept) if kept else possible


def _assumptions(reading: Assessment) -> frozenset[str]:
    """Return the assumptions that a verdict rests on; none where it would be the same without."""
    other = reading.without_assumptions
    if other is None or other.verdict is reading.verdict:
        return frozenset()
    if reading.assumption_sets:
        return min(map(frozenset, reading.assumption_sets), key=len)
    return frozenset(each.name for each in reading.premises if each.kind in _ASSUMED)


def _joined(claim: ClaimResult, inner: list[_Outcome], scale: Rubric) -> _Outcome:
    """Return what is known of a claim by its readings and parts.

    How far a claim of parts lies from the truth is no number, unless it is supported; nor is it
    where readings differ.
    """
    if len(inner) == 1 and inner[0].verdict is claim.verdict and not claim.parts:
        return inner[0]
    possible = scales.possible_beside(claim.verdict, scale)
    return _Outcome(
        claim.verdict,
        {name: possible[name] for name in (scales.DISTANCE, scales.DIRECTION)},
        frozenset().union(*(each.findings for each in inner)),
        frozenset().union(*(each.assumptions for each in inner)),
        claim.is_illustrative,
    )


def _labels(scale: Rubric, outcome: _Outcome) -> tuple[str, ...]:
    """Return the labels that an outcome may have, as the house writes them."""
    slugs = {slug for slug, _ in outcome.findings}
    values: dict[str, ValueSet] = {
        each.name: scales.TRUE if each.name in slugs else scales.FALSE for each in scale.inputs
    }
    values |= {
        scales.VERDICT: Categories((outcome.verdict.value,)),
        **outcome.values,
        scales.FINDINGS: _point(len(outcome.findings)),
        scales.ASSUMPTIONS: _point(len(outcome.assumptions)),
        scales.ILLUSTRATIVE: scales.TRUE if outcome.is_illustrative else scales.FALSE,
    }
    given = scales.labels_of(scale, values)
    return _in_order(scale, {scales.shown_label(scale, name) for name in given})


def _in_order(scale: Rubric, labels: set[str]) -> tuple[str, ...]:
    every = dict.fromkeys(scales.shown_label(scale, name) for name in scale.class_names)
    return tuple(each for each in every if each in labels)


def _point(number: int) -> Numbers:
    return union_of([Interval.point(Fraction(number))])
