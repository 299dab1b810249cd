"""Formats for machines against the schemas that their readers use, beside the project.

JUnit by the schema of Jenkins, SARIF by that of OASIS, GitLab by its own list of what an entry
has, as it has published no schema.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import report_runs
import run_files
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft7Validator

from factcheck.model.runs import Run, Runs
from factcheck.model.total import Total
from factcheck.report.formats import render_runs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Check = Callable[[Runs], None]

HOSTILE = st.text(st.characters(), max_size=20)
# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string"},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {
                            "begin": {"type": "integer", "minimum": 1},
                            "end": {"type": "integer", "minimum": 1},
                        },
                    },
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def every(root: Path) -> Runs:
    """What came of all claim files of the project, wrong ones and strict runs among them."""
    files = run_files.claim_files(root)
    usual, strict = run_files.run_each(files), run_files.run_each(files[:20], strict=True)
    assert {each.exit_code for each in usual.runs} == {0, 1, 2, 3}
    return _together((*usual.runs, *strict.runs))


def _together(runs: tuple[Run, ...]) -> Runs:
    total = Total()
    for run in runs:
        done = run.result
        total = total.with_wrong(run.exit_code) if done is None else total.with_result(done)
    return Runs(runs, total)


def each_alone(found: Runs) -> list[Runs]:
    """Return all runs together, and each by itself."""
    return [found, *(_together((run,)) for run in found.runs)]


def text_of(found: Runs, name: str) -> str:
    text = render_runs(found, name)
    assert isinstance(text, str)
    return text


@pytest.fixture(scope="module")
def check_sarif(shared: Path) -> Check:
    """Refuses what the schema of OASIS refuses."""
    path = shared / "conformance/ci/oasis-sarif-schema-2.1.0.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft4Validator.check_schema(schema)
    validator = Draft4Validator(schema)
    return lambda found: validator.validate(json.loads(text_of(found, "sarif")))


@pytest.fixture(scope="module")
def check_junit(shared: Path) -> Check:
    """Refuses what the schema of Jenkins refuses."""
    reason = "lxml is not installed; it comes with the extra 'dev'"
    lxml: Any = pytest.importorskip("lxml.etree", reason=reason)
    schema = lxml.XMLSchema(lxml.parse(str(shared / "conformance/ci/junit-10.jenkins.xsd")))

    def check(found: Runs) -> None:
        schema.assertValid(lxml.fromstring(text_of(found, "junit").encode()))

    return check


def test_sarif_is_what_oasis_says(every: Runs, check_sarif: Check) -> None:
    for found in each_alone(every):
        check_sarif(found)


@settings(max_examples=30)
@given(HOSTILE)
def test_sarif_is_so_whatever_texts_hold(check_sarif: Check, raw: str) -> None:
    check_sarif(report_runs.hostile(raw))


def test_junit_is_what_jenkins_says(every: Runs, check_junit: Check) -> None:
    for found in each_alone(every):
        check_junit(found)


@settings(max_examples=30)
@given(HOSTILE)
def test_junit_is_so_whatever_texts_hold(check_junit: Check, raw: str) -> None:
    check_junit(report_runs.hostile(raw))


def test_the_schema_of_jenkins_refuses_what_it_has_to(check_junit: Check, shared: Path) -> None:
    lxml: Any = pytest.importorskip("lxml.etree")
    schema = lxml.XMLSchema(lxml.parse(str(shared / "conformance/ci/junit-10.jenkins.xsd")))
    check_junit(report_runs.MIXED)
    whole = text_of(report_runs.MIXED, "junit")
    for old, new in (
        (' tests="', ' test="'),
        ("<failure", "<failed"),
        ("<testcase name=", "<testcase title="),
        ("<system-out>", "<output>"),
    ):
        broken = whole.replace(old, new).replace(f"{old[1:]}>", f"{new[1:]}>")
        broken = broken.replace("</failure>", "</failed>") if "failed" in new else broken
        broken = broken.replace("</system-out>", "</output>") if "output" in new else broken
        assert not schema.validate(lxml.fromstring(broken.encode())), old


def test_gitlab_has_what_it_needs(every: Runs) -> None:
    for found in each_alone(every):
        entries = json.loads(text_of(found, "gitlab"))
        Draft7Validator(GITLAB).validate(entries)
        fingerprints = [each["fingerprint"] for each in entries]
        assert len(set(fingerprints)) == len(fingerprints)


def test_a_run_fails_in_junit_if_and_only_if_its_exit_code_is_not_0(every: Runs) -> None:
    for found in each_alone(every):
        tree = ET.fromstring(text_of(found, "junit").encode())  # noqa: S314 - made here
        failing = [*tree.iter("failure"), *tree.iter("error")]
        assert bool(failing) == (found.total.exit_code != 0)
        if found.total.exit_code == 1:
            assert list(tree.iter("failure"))


def test_every_format_has_an_error_if_and_only_if_the_exit_code_is_not_0(every: Runs) -> None:
    for found in each_alone(every):
        (run,) = json.loads(text_of(found, "sarif"))["runs"]
        levels = {each["level"] for each in run["results"]}
        severities = {each["severity"] for each in json.loads(text_of(found, "gitlab"))}
        lines = text_of(found, "github").splitlines()
        is_bad = found.total.exit_code != 0
        assert ("error" in levels) == is_bad
        assert bool(severities & {"major", "critical", "blocker"}) == is_bad
        assert any(line.startswith("::error ") for line in lines) == is_bad
        assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


def test_the_same_runs_give_the_same_bytes(every: Runs) -> None:
    for name in ("junit", "sarif", "github", "gitlab", "claimreview"):
        assert text_of(every, name) == text_of(every, name)
