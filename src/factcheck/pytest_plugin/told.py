"""What is told of a claim or dispute that is not as expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.result import ClaimResult
from factcheck.report.github import without_commands
from factcheck.report.memo.build import memo_of
from factcheck.report.terminal import claim_text, dispute_text
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from factcheck.model.dispute_result import DisputeResult
    from factcheck.model.result import RunResult


def told_of(
    result: RunResult,
    found: ClaimResult | DisputeResult,
    place: str,
    width: int,
    *,
    is_undecided: bool,
) -> str:
    """Return the place of a claim or dispute, and what the report of a run says of it."""
    is_claim = isinstance(found, ClaimResult)
    claims = (found,) if isinstance(found, ClaimResult) else ()
    disputes = () if isinstance(found, ClaimResult) else (found,)
    memo = memo_of(replace(result, claims=claims, disputes=disputes))
    text = claim_text(memo.claims[0], width) if is_claim else dispute_text(memo.disputes[0], width)
    end = "\nno claim and no dispute of the file is decided, so that nothing is checked"
    return without_commands(f"{one_line(place)}\n{text}".rstrip("\n")) + (
        end if is_undecided else ""
    )


def short_of(found: ClaimResult | DisputeResult, *, is_undecided: bool) -> str:
    """Return the verdict and what was expected instead, in one line."""
    told = f"{one_line(found.id)} is {found.verdict.value}"
    if is_undecided:
        return f"{told}, and nothing is decided in its file"
    if found.expected is not None:
        return f"{told}, expected {found.expected.value}"
    return told
