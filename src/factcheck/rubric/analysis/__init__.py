"""Is a decision table complete, and free of contradictions? Found out before any row is seen."""

from factcheck.rubric.analysis.analyse import analyse
from factcheck.rubric.analysis.divide import BUDGET
from factcheck.rubric.analysis.findings import Analysis, Finding, Kind, Level, Region, Side, Tally
from factcheck.rubric.analysis.problems import analysed_in_passing, problems_of

__all__ = [
    "BUDGET",
    "Analysis",
    "Finding",
    "Kind",
    "Level",
    "Region",
    "Side",
    "Tally",
    "analyse",
    "analysed_in_passing",
    "problems_of",
]
