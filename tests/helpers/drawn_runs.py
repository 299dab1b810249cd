"""Runs with everything that a memo can show: charts of every kind, disputes, wrong files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import chart_samples as charts
import report_runs
import report_samples as samples
from msgspec.structs import replace

from factcheck.model.dispute import DisputeVerdict
from factcheck.model.dispute_result import ConditionResult

if TYPE_CHECKING:
    from factcheck.model.chart import Chart
    from factcheck.model.result import ClaimResult, RunResult
    from factcheck.model.runs import Runs

CONDITION = ConditionResult("x", samples.JUST_UNDER_TEN, (), "x is less than 10/63 (15.87 %)")
DISPUTE = report_runs.dispute(
    DisputeVerdict.ONLY_IF,
    title="Ten percent or 63?",
    about="Both were printed.\n\nOn the same day.",
    condition=CONDITION,
    integer_condition=replace(CONDITION, text="y is at most 1,246"),
    why=("because of this", "and of that"),
    chart=charts.CURVES,
)


def _drawn(claim: ClaimResult, chart: Chart) -> ClaimResult:
    """Return a claim whose first reading has a chart."""
    first, *others = claim.readings
    return replace(claim, readings=(replace(first, chart=chart), *others))


DRAWN: RunResult = replace(
    report_runs.UNEXPECTED,
    claims=(
        _drawn(samples.AROUND_9000, charts.SINGLE),
        replace(samples.FLAGSHIP, chart=charts.READINGS),
        _drawn(samples.MADE_UP, charts.TREND),
        _drawn(samples.CLASH, charts.RANK),
        samples.FAULTY,
        samples.DECLARED,
        samples.PARTS,
    ),
    disputes=(DISPUTE, *report_runs.UNEXPECTED.disputes),
    scale=replace(samples.ACTS, file="scales/house.yml"),
)
ALONE: Runs = report_runs.runs_of(DRAWN)
SEVERAL: Runs = report_runs.runs_of(DRAWN, samples.SWISS, wrong=(report_runs.WRONG,))


def hostile(text: str) -> Runs:
    """Return runs whose every text is ``text``."""
    return report_runs.hostile(text, DRAWN)
