"""The summary of a step of GitHub Actions, and texts that a runner must not obey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cli_workspace import CLAIMS, REFUTED, WRONG, project
from runner_commands import commands_in

from factcheck.report import github_summary

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import RunCli

VARIABLE = "GITHUB_STEP_SUMMARY"


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


@pytest.fixture
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the runner names, which is not there yet."""
    path = tmp_path / "summary.md"
    monkeypatch.setenv(VARIABLE, str(path))
    return path


def test_the_right_line_is_annotated(run_cli: RunCli, tmp_path: Path) -> None:
    project(tmp_path, REFUTED)
    result = run_cli("run", "claims.yml", "--format", "github")
    assert result.exit_code == 1
    first, counts = commands_in(result.stdout)
    assert first.name == "error"
    assert (first.properties["file"], first.properties["line"]) == ("claims.yml", "9")
    assert counts.message.startswith("1 file: 1 claim declared")


def test_the_summary_is_appended(run_cli: RunCli, tmp_path: Path, summary: Path) -> None:
    project(tmp_path, REFUTED)
    summary.write_text("# Before\n", encoding="utf-8")
    run_cli("run", "claims.yml", "--format", "github")
    once = summary.read_text(encoding="utf-8")
    assert once.startswith("# Before\n1 file: 1 claim declared")
    assert "| **around-9000** | around 8,000 | ✗ refuted — **Not as expected** | 9,167 |" in once
    run_cli("run", "claims.yml", "--format", "github", "--report-lang", "de")
    assert summary.read_text(encoding="utf-8").startswith(once)
    assert summary.read_text(encoding="utf-8") != once * 2


def test_only_this_format_writes_it(run_cli: RunCli, tmp_path: Path, summary: Path) -> None:
    project(tmp_path)
    run_cli("run", "claims.yml", "--format", "junit=x.xml", "--format", "json=x.json")
    assert not summary.exists()


def test_a_file_that_is_wrong_is_in_the_summary(
    run_cli: RunCli, tmp_path: Path, summary: Path
) -> None:
    project(tmp_path, WRONG)
    assert run_cli("run", "claims.yml", "--format", "github").exit_code == 2
    assert "nothing of it was evaluated" in summary.read_text(encoding="utf-8")


def test_there_is_room_for_so_much(
    run_cli: RunCli, tmp_path: Path, summary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path)
    summary.write_text("x" * 500, encoding="utf-8")
    monkeypatch.setattr(github_summary, "MOST_BYTES", 600)
    run_cli("run", "claims.yml", "--format", "github")
    assert summary.read_text(encoding="utf-8") == "x" * 500


def test_a_summary_that_cannot_be_written_is_an_error(
    run_cli: RunCli, tmp_path: Path, summary: Path
) -> None:
    project(tmp_path)
    summary.mkdir()
    result = run_cli("run", "claims.yml", "--format", "github")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_problems_beside_the_report_are_no_commands(
    run_cli: RunCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project(tmp_path, "factcheck: 1\n##[set-output name=a]b: 1\n")
    hostile = path.rename(tmp_path / "##[set-output name=a]b.yml")
    assert commands_in(run_cli("run", hostile.name).stderr)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    told = run_cli("run", hostile.name).stderr
    assert "## [set-output name=a]b.yml" in told
    assert not commands_in(told)


def test_the_report_in_the_log_is_no_command_and_the_one_in_a_file_stays(
    run_cli: RunCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "words " * 11
    project(tmp_path, f'{CLAIMS}    note: "{words}::set-output name=a::b ##[error]c"\n')
    plain = run_cli("run", "claims.yml").stdout
    assert len(commands_in(plain)) == 1
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    told = run_cli("run", "claims.yml").stdout
    assert not commands_in(told)
    assert ": :set-output name=a::b" in told
    run_cli("run", "claims.yml", "-o", "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == plain
    report = run_cli("run", "claims.yml", "--format", "json").stdout
    assert "##[error]c" in report
