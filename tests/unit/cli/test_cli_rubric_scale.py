"""``factcheck rubric scale``: a scale checked by itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from scale_texts import COMPLETE, HEAD, scale_text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import RunCli

COMMAND = ("rubric", "scale", "s.yml")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    head = HEAD.replace("[a, b, c]", "{a: {label: True}, b: {}, c: {}}") + "title: Ours\n"
    (tmp_path / "s.yml").write_bytes(scale_text(COMPLETE, head))


def test_the_labels_of_each_verdict_are_listed(run_cli: RunCli) -> None:
    result = run_cli(*COMMAND)
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "s.yml: “Ours” is complete: every outcome has its label",
        "",
        "supported       True",
        "refuted         b, c",
        "undetermined    b, c",
        "conflicting     b, c",
        "not checkable   b, c",
    ]


def test_json_has_the_same(run_cli: RunCli) -> None:
    found = json.loads(run_cli(*COMMAND, "--format", "json").output)
    assert found["labels"]["refuted"] == ["b", "c"]
    assert (found["name"], found["warnings"]) == ("house", [])


def test_warnings_are_shown(run_cli: RunCli, tmp_path: Path) -> None:
    rules = "- {when: {verdict: supported}, then: a}\n" + COMPLETE
    (tmp_path / "s.yml").write_bytes(scale_text(rules, HEAD + "hit_policy: first\n"))
    result = run_cli(*COMMAND)
    assert result.exit_code == 0
    assert "s.yml:6:5: warning FC34" in result.output
    found = json.loads(run_cli(*COMMAND, "--format", "json").output)
    assert {each["line"] for each in found["warnings"]} == {6}


def test_a_gap_is_told(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "s.yml").write_bytes(scale_text(COMPLETE.replace("under 10", "under 5")))
    result = run_cli(*COMMAND)
    assert result.exit_code == 2
    assert "FC350 scale-gap: no rule matches verdict refuted, distance 5%\n" in result.stderr


def test_what_is_no_scale_is_refused(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "s.yml").write_bytes(scale_text(head=HEAD.replace("scale:", "rubric:")))
    result = run_cli(*COMMAND)
    assert result.exit_code == 2
    assert "hint: write 'scale:'" in result.stderr
