"""The report for GitLab Code Quality."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import report_runs as runs
import report_samples as samples
from hypothesis import given
from hypothesis import strategies as st

from factcheck.report.formats import render_runs
from factcheck.report.gitlab import MOST_DESCRIBED

if TYPE_CHECKING:
    from factcheck.model.runs import Runs


def entries(found: Runs) -> list[dict[str, Any]]:
    listed = json.loads(render_runs(found, "gitlab"))
    assert isinstance(listed, list)
    return listed


def test_every_notice_is_an_entry() -> None:
    found = entries(runs.MIXED)
    assert [each["severity"] for each in found] == [
        *["blocker"] * 2, *["critical"] * 2, *["major"] * 2, "minor", *["info"] * 3,
    ]  # fmt: skip
    assert found[0] == {
        "description": "'a' is defined by itself — hint: define one without the other",
        "check_name": "FC066",
        "fingerprint": found[0]["fingerprint"],
        "severity": "blocker",
        "location": {"path": "claims/bad.yml", "lines": {"begin": 13, "end": 13}},
    }
    assert found[1]["location"] == {"path": "claims/bad.yml", "lines": {"begin": 1}}
    assert len({each["fingerprint"] for each in found}) == len(found)


def test_nothing_to_tell_is_an_empty_array() -> None:
    assert entries(runs.runs_of(samples.result(samples.DECLARED))) == []


@given(st.text(st.characters(), max_size=60))
def test_whatever_texts_hold_descriptions_are_short_lines(raw: str) -> None:
    for each in entries(runs.hostile(raw * 40)):
        assert len(each["description"]) <= MOST_DESCRIBED
        assert "\n" not in each["description"]
