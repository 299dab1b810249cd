"""Everything worked out to the verdicts of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.verdict.combine import judge_claim

if TYPE_CHECKING:
    from factcheck.model.plan import Plan
    from factcheck.model.possible import Worked
    from factcheck.model.result import ClaimResult


def judge_claims(plan: Plan, worked: Worked, *, strict: bool = False) -> tuple[ClaimResult, ...]:
    """Return every claim of a plan judged, in the order of the claim file."""
    return tuple(
        judge_claim(bound, possible, strict=strict)
        for bound, possible in zip(plan.claims, worked.claims, strict=True)
    )
