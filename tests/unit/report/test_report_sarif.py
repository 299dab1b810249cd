"""The report as SARIF: results, rules, places and the limits of GitHub."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import report_runs as runs
import report_samples as samples
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from factcheck import __version__
from factcheck.model.spec import Verdict
from factcheck.report import sarif
from factcheck.report.formats import render_runs

if TYPE_CHECKING:
    import pytest

    from factcheck.model.runs import Runs


def run_of(found: Runs) -> dict[str, Any]:
    report = json.loads(render_runs(found, "sarif"))
    assert report["version"] == "2.1.0"
    (run,) = report["runs"]
    assert isinstance(run, dict)
    return run


def test_what_is_as_expected_is_only_counted() -> None:
    run = run_of(runs.runs_of(samples.result(samples.DECLARED, samples.AROUND_9000)))
    assert [each["ruleId"] for each in run["results"]] == ["FC110"]
    assert run["properties"] == {
        "files": 1, "wrong": 0, "declared": 2, "evaluated": 1, "decided": 1, "unexpected": 0,
    }  # fmt: skip
    assert run["invocations"] == [
        {
            "executionSuccessful": True,
            "exitCode": 0,
            "exitCodeDescription": "every claim is as expected",
        }
    ]


def test_every_result_is_a_failure_of_its_rule() -> None:
    run = run_of(runs.MIXED)
    rules = run["tool"]["driver"]["rules"]
    assert [each["level"] for each in run["results"]] == [*["error"] * 6, "warning", *["note"] * 3]
    for each in run["results"]:
        assert each["kind"] == "fail"
        rule = rules[each["ruleIndex"]]
        assert rule["id"] == each["ruleId"]
        assert rule["defaultConfiguration"]["level"] == each["level"]
        assert all(rule[name]["text"] for name in ("shortDescription", "fullDescription", "help"))
    assert run["invocations"][0]["executionSuccessful"] is False


def test_a_rule_explains_itself() -> None:
    rules = {each["id"]: each for each in run_of(runs.MIXED)["tool"]["driver"]["rules"]}
    assert rules["FC066"]["name"] == "CircularDefinition"
    assert rules["FC066"]["shortDescription"] == {"text": "A circle."}
    assert rules["FC066"]["fullDescription"] == {"text": "Nobody can say."}
    assert rules["FC066"]["help"] == {
        "text": "**Why**\nNobody can say.",
        "markdown": "**Why**\n\nNobody can say.",
    }
    assert "name" not in rules["refuted"]


def test_a_place_has_lines_and_columns() -> None:
    run = run_of(runs.MIXED)
    first, second = (each["locations"][0] for each in run["results"][:2])
    assert first["physicalLocation"] == {
        "artifactLocation": {"uri": "claims/bad.yml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 13, "startColumn": 3, "endLine": 13, "endColumn": 4},
    }
    assert second["physicalLocation"]["region"] == {"startLine": 1}
    assert run["columnKind"] == "unicodeCodePoints"
    assert "%SRCROOT%" in run["originalUriBaseIds"]


def test_a_path_from_the_root_is_an_address_of_its_own() -> None:
    claim = samples.claim("a", Verdict.REFUTED, as_expected=False)
    moved = replace(claim, span=replace(claim.span, file="/home/a b.yml"))
    run = run_of(runs.runs_of(samples.result(moved, exit_code=1)))
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "file:///home/a%20b.yml"}


def test_a_result_has_the_verdict_for_programs() -> None:
    claim = samples.claim(
        "passed-on", Verdict.REFUTED, samples.FLAGSHIP.readings[0],
        expected=Verdict.SUPPORTED, as_expected=False, labels=("False",),
    )  # fmt: skip
    run = run_of(runs.runs_of(samples.result(claim, exit_code=1)))
    result = run["results"][0]
    assert result["properties"] == {
        "subject": "passed-on",
        "verdict": "refuted",
        "expected": "supported",
        "illustrative": False,
        "labels": ["False"],
        "readings": [
            {
                "name": "passed on, 2018",
                "verdict": "refuted",
                "claimed": "9 % to under 10 %",
                "found": "6.68 %",
                "distance": "2.32 points too low",
            }
        ],
    }
    assert result["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "passed-on"}]
    assert list(result["partialFingerprints"]) == ["factcheckClaim/v1"]


def test_a_dispute_has_its_result_for_programs() -> None:
    run = run_of(runs.MIXED)
    (dispute,) = (each for each in run["results"] if each["ruleId"] == "dispute-incompatible")
    assert dispute["properties"] == {
        "subject": "dispute both",
        "verdict": "incompatible",
        "expected": None,
        "illustrative": False,
    }


def test_results_past_the_limit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 4)
    run = run_of(runs.MIXED)
    assert [each["level"] for each in run["results"]] == ["error"] * 4
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "6 more results are left out; a run has at most 4"
    assert {each["id"] for each in run["tool"]["driver"]["rules"]} == {
        each["ruleId"] for each in run["results"]
    }


def test_the_tool_has_its_version_even_where_nothing_was_evaluated() -> None:
    assert run_of(runs.runs_of(wrong=(runs.WRONG,)))["tool"]["driver"]["version"] == __version__


@given(st.text(st.characters(), max_size=30))
def test_whatever_texts_hold_it_is_json_in_utf_8(raw: str) -> None:
    text = render_runs(runs.hostile(raw), "sarif")
    assert isinstance(text, str)
    assert json.loads(text.encode())
    assert "\x1b" not in text
