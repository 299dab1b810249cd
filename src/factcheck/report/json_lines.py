"""The report as JSON Lines: every claim as soon as it is judged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec

from factcheck.report.dispute_json import dispute_object
from factcheck.report.files_json import problem_object
from factcheck.report.json_report import (
    REPORT,
    claim_object,
    report_object,
    safe_text,
    set_object,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.problem import Problem
    from factcheck.model.result import ClaimResult, RunResult
    from factcheck.model.runs import Runs
    from factcheck.model.total import Total
    from factcheck.report.formats import Look

Fields = dict[str, Any]

_OWN_LINES = frozenset({"claims", "disputes"})
_NOT_HERE = frozenset({"answers"})
"""What can only be told when all claims are judged, and grows with them."""


def render_runs(runs: Runs, look: Look) -> str:
    """Return the lines of all claim files, and that of the total."""
    del look
    lines = []
    for run in runs.runs:
        if run.result is None:
            lines.append(wrong_line(run.file, run.problems, run.exit_code))
        else:
            lines += [claim_line(run.file, claim) for claim in run.result.claims]
            lines.append(result_lines(run.file, run.result))
    return "".join([*lines, total_line(runs.total)])


def claim_line(file: str, claim: ClaimResult) -> str:
    """Return the line of a claim: its fields in a report, with ``kind`` and ``file`` before."""
    return _line({"kind": "claim", "file": file, **claim_object(claim)})


def result_lines(file: str, result: RunResult) -> str:
    """Return a line for each dispute, and one for the run with what is left of a report."""
    disputes = [
        {"kind": "dispute", "file": file, **dispute_object(each, set_object)}
        for each in result.disputes
    ]
    left = {
        name: value
        for name, value in report_object(result).items()
        if name not in _OWN_LINES | _NOT_HERE
    }
    run = {"kind": "run", "file": file, **left, "unexpected": result.unexpected, "problems": []}
    return "".join(map(_line, [*disputes, run]))


def wrong_line(file: str, problems: Iterable[Problem], exit_code: int) -> str:
    """Return the line of a run of which nothing was evaluated."""
    told = [problem_object(each) for each in problems]
    fields = {"report": REPORT, "exit_code": exit_code, "problems": told}
    return _line({"kind": "run", "file": file, **fields})


def total_line(total: Total) -> str:
    """Return the last line, with the counts over all files."""
    return _line({"kind": "total", "report": REPORT, **total_object(total)})


def total_object(total: Total) -> Fields:
    """Return the counts over all files."""
    return {
        "files": total.files,
        "wrong": total.wrong,
        "declared": total.declared,
        "evaluated": total.evaluated,
        "decided": total.decided,
        "unexpected": total.unexpected,
        "exit_code": total.exit_code,
    }


def _line(fields: Fields) -> str:
    try:
        text = msgspec.json.encode(fields, enc_hook=str).decode()
    except UnicodeEncodeError:
        # Half of a pair, which is no character of its own.
        text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return f"{safe_text(text)}\n"
