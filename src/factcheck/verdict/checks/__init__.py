"""Findings: one check a file, registered here by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.result import Finding
from factcheck.verdict.checks import (
    at_least_for_exact,
    figure_not_in_quote,
    not_a_share,
    percent_or_points,
    possible_total_row,
    revised,
    rounding_sensitive,
    small_base,
    stale,
    tie,
    understated,
    unequal_total,
)

if TYPE_CHECKING:
    from factcheck.model.possible import Possible
    from factcheck.model.result import Assessment
    from factcheck.model.spec import Claim

CHECKS = (
    stale,
    percent_or_points,
    not_a_share,
    small_base,
    understated,
    rounding_sensitive,
    possible_total_row,
    at_least_for_exact,
    figure_not_in_quote,
    tie,
    revised,
    unequal_total,
)
"""Every check in the order of its code."""


def findings_for(claim: Claim, possible: Possible, assessment: Assessment) -> tuple[Finding, ...]:
    """Return what every check finds in one reading, in the order of their codes."""
    return tuple(
        Finding(check.CODE.code, check.CODE.slug, message, check.CODE)
        for check in CHECKS
        for message in check.find(claim, possible, assessment)
    )
