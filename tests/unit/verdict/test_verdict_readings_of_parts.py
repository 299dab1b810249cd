"""A claim of parts that can be read in several ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from judge_samples import claim, claim_of_parts
from msgspec.structs import replace

from factcheck.model.spec import Verdict
from factcheck.verdict.combine import judge_claim

if TYPE_CHECKING:
    from factcheck.model.result import ClaimResult


def judged(*readings: tuple[str, str]) -> ClaimResult:
    """Return a claim judged each of whose readings has two parts in these states."""
    inner = []
    for index, states in enumerate(readings):
        parts = [claim(state, claim_id=f"p{number}") for number, state in enumerate(states)]
        bound, worked = claim_of_parts(*parts)
        inner.append((replace(bound, claim=replace(bound.claim, id=f"r{index}")), worked))
    bound, worked = claim_of_parts(*inner)
    whole = replace(bound, claim=replace(bound.claim, are_parts_readings=True))
    return judge_claim(whole, worked, strict=False)


@pytest.mark.parametrize(
    ("readings", "verdict", "reason"),
    [
        ((("supported", "supported"), ("supported", "supported")), Verdict.SUPPORTED, None),
        ((("refuted", "supported"), ("supported", "refuted")), Verdict.REFUTED, None),
        (
            (("supported", "supported"), ("supported", "refuted")),
            Verdict.UNDETERMINED,
            "depends on the reading",
        ),
        ((("supported", "supported"), ("supported", "missing")), Verdict.NOT_CHECKABLE, "missing"),
        (
            (("undetermined", "supported"), ("supported", "undetermined")),
            Verdict.UNDETERMINED,
            "evidence does not decide",
        ),
    ],
)
def test_a_claim_of_parts_goes_by_its_readings(
    readings: tuple[tuple[str, str], ...], verdict: Verdict, reason: str | None
) -> None:
    found = judged(*readings)
    assert (found.verdict, found.reason) == (verdict, reason)
    assert [part.id for part in found.parts] == ["r0", "r1"]


def test_the_readings_that_differ_are_named() -> None:
    found = judged(("supported", "supported"), ("supported", "refuted"))
    assert found.explanation == "the readings differ (r0: supported; r1: refuted)"
