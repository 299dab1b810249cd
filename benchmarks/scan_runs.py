"""Runs of ``factcheck`` and of hand-written queries on the table of ``scan.py``."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from scan_claims import questions
from scan_process import Measured, measured

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scan_claims import Question

FACTCHECK = str(Path(sys.executable).with_name("factcheck"))
BESIDE = Path(__file__).resolve().parent
# Refuted claims are to be expected among made-up ones, and a wording may leave one undecided.
RAN_WELL = {0, 1}
UNCACHED = {"FACTCHECK_CACHE": "off"}
MIB = 1 << 20
Answer = tuple[Fraction, Fraction, int]


@dataclass(frozen=True, slots=True)
class Setting:
    """What is measured, on which table."""

    folder: Path
    rows: int
    thresholds: int
    runs: int

    @property
    def table(self) -> str:
        """The table's file."""
        return str(self.folder / "table.parquet")

    def asked(self, claims: int) -> list[Question]:
        """Return the questions of so many claims."""
        return questions(claims, self.rows, self.thresholds)


def best(run: Callable[[], Measured], times: int) -> Measured:
    """Return the quickest of several runs, with the largest memory of any."""
    runs = [run() for _ in range(times)]
    quickest = min(runs, key=lambda one: one.seconds)
    peak = max(one.peak for one in runs)
    return Measured(quickest.seconds, peak, quickest.exit_code, quickest.stdout, quickest.stderr)


def factcheck_run(
    folder: Path, claims: str = "claims.yml", environment: dict[str, str] | None = None
) -> Measured:
    """Run ``factcheck`` once; end the benchmark where it does not evaluate."""
    report = folder / "report.json"
    report.unlink(missing_ok=True)
    command = (FACTCHECK, "run", claims, "--format", "json", "-o", report.name)
    run = measured(command, folder, UNCACHED if environment is None else environment)
    if run.exit_code not in RAN_WELL or not report.exists():
        what = _faults(report) if report.exists() else run.stderr[-2000:]
        sys.exit(f"factcheck exited with {run.exit_code}:\n{what}")
    return run


def _faults(report: Path) -> str:
    """Return why claims of a report are not checkable: the first few of them."""
    claims = json.loads(report.read_text(encoding="utf-8"))["claims"]
    lost = [claim for claim in claims if claim["verdict"] == "not checkable"]
    return "\n".join(f"{claim['id']}: {claim['explanation']}" for claim in lost[:5])


def by_hand(setting: Setting, statements: Sequence[str]) -> tuple[Measured, float, list[Answer]]:
    """Run statements in a process of their own; return it, the time they alone took, answers."""
    command = (sys.executable, str(BESIDE / "scan_hand.py"), setting.table)
    run = measured(command, setting.folder, stdin=json.dumps(statements))
    if run.exit_code:
        sys.exit(f"the hand-written queries failed:\n{run.stderr}")
    said = json.loads(run.stdout)
    return run, said["seconds"], [_answer(row) for row in said["answers"]]


def best_by_hand(setting: Setting, statements: Sequence[str]) -> tuple[Measured, float]:
    """Run statements several times; return the quickest process, and the quickest of them alone."""
    runs = [by_hand(setting, statements) for _ in range(setting.runs)]
    quickest = min((run for run, _, _ in runs), key=lambda run: run.seconds)
    return quickest, min(alone for _, alone, _ in runs)


def _answer(row: list[str]) -> Answer:
    """Return numerator, denominator and rows; of a statement that makes a table nothing of use."""
    numerator, denominator, rows = row if len(row) == 3 else ("0", "1", "0")  # noqa: PLR2004 # above
    return Fraction(numerator), Fraction(denominator), int(rows)


def print_goal(label: str, reached: float, goal: float) -> None:
    """Print whether a goal is met."""
    print(f"  {label:<58} {reached:8.2f}, at most {goal:8.2f}: {said(reached <= goal)}", flush=True)


def said(met: bool) -> str:
    """Return how a goal is said to be met or not."""
    return "met" if met else "MISSED"
