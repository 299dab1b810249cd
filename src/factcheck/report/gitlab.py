"""The report for GitLab Code Quality: one JSON array of what is not as it should be.

GitLab shows each entry in the merge request and beside the line, and tells by the fingerprints
which are new; of two that are the same it drops one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from factcheck.report.ci.identity import plain_path, with_fingerprints
from factcheck.report.ci.notices import Weight, notices_of
from factcheck.report.ci.words import cut
from factcheck.report.json_report import safe_text
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from factcheck.model.runs import Runs
    from factcheck.model.span import Span
    from factcheck.report.ci.notices import Notice
    from factcheck.report.formats import Look

MOST_DESCRIBED = 1_000
"""Characters of a description, which GitLab shows as one line."""

_SEVERITIES = {
    Weight.WRONG: "blocker",
    Weight.FAILED: "critical",
    Weight.NOT_EVALUATED: "major",
    Weight.WARNING: "minor",
    Weight.FINDING: "info",
}


def render_runs(runs: Runs, look: Look) -> str:
    """Return the entries of all claim files, the worst first; none gives an empty array."""
    del look
    entries = [_entry(*each) for each in with_fingerprints(notices_of(runs))]
    return safe_text(json.dumps(entries, ensure_ascii=False, indent=2)) + "\n"


def _entry(notice: Notice, fingerprint: str) -> dict[str, Any]:
    return {
        "description": cut(" — ".join(notice.lines), MOST_DESCRIBED),
        "check_name": one_line(notice.rule.code),
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[notice.weight],
        "location": {
            "path": plain_path(notice.file),
            "lines": _lines(notice.span),
        },
    }


def _lines(span: Span | None) -> dict[str, int]:
    """Return the lines; the first stands for a file as a whole."""
    return {"begin": 1} if span is None else {"begin": span.line, "end": span.end_line}
