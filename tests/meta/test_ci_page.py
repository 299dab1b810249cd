"""The configurations on the page about continuous integration: what they run, and their form."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from jsonschema import Draft7Validator

if TYPE_CHECKING:
    from tests.conftest import RunCli

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "ci.md"
TEXT = PAGE.read_text(encoding="utf-8")
COMMANDS = re.findall(r"factcheck (run claims/[^'\n]+)", TEXT)
CONFIGURATIONS = re.findall(r"^```yml\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_write_the_files_that_they_name(
    command: str, run_cli: RunCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    Path("claims").mkdir()
    Path("claims/t.csv").write_text("n\n5\n", encoding="utf-8")
    Path("claims/a.yml").write_text(
        "factcheck: 1\nevidence: {t: {file: t.csv}}\n"
        "claims: {a: {measure: sum(t.n), figure: '5'}}\n",
        encoding="utf-8",
    )
    result = run_cli(*shlex.split(command))
    assert result.exit_code == 0, result.output
    named = re.findall(r"=(\S+)", command)
    assert named
    assert all(Path(name).stat().st_size for name in named)


def test_there_are_commands_for_each_system() -> None:
    assert len(COMMANDS) == 4
    assert len(CONFIGURATIONS) == 2


def test_the_workflow_is_what_github_reads(shared: Path) -> None:
    path = shared / "conformance/ci/schemastore-github-workflow.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    # YAML 1.1 takes `on` for a truth value, and GitHub does not.
    workflow = yaml.load(CONFIGURATIONS[0], yaml.BaseLoader)  # noqa: S506 - texts only
    assert workflow["on"] == ["push", "pull_request"]
    Draft7Validator(schema).validate(workflow)


def test_the_job_of_gitlab_keeps_the_files_that_it_writes() -> None:
    job = yaml.safe_load(CONFIGURATIONS[1])["claims"]
    kept = job["artifacts"]["reports"]
    assert job["artifacts"]["when"] == "always"
    assert f"junit={kept['junit']}" in job["script"][1]
    assert f"gitlab={kept['codequality']}" in job["script"][1]
