"""Which claims a report that somebody reads has in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.told import told_count

if TYPE_CHECKING:
    from factcheck.model.result import ClaimResult, RunResult

MOST_SHOWN = 1_000
"""More claims than these nobody reads one by one."""


def shown_claims(result: RunResult) -> tuple[ClaimResult, ...]:
    """Return all claims; of more than a thousand those that are not as expected."""
    if len(result.claims) <= MOST_SHOWN:
        return result.claims
    return tuple(claim for claim in result.claims if not claim.as_expected)


def left_out(result: RunResult) -> str:
    """Return how many claims are not shown, and where they are; empty where all of them are."""
    number = len(result.claims) - len(shown_claims(result))
    if not number:
        return ""
    return told_count(
        number,
        "Not shown: {n} claim that is as expected. The formats json and jsonl have all of them.",
        "Not shown: {n} claims that are as expected. The formats json and jsonl have all of them.",
    )
