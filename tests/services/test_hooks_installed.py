"""The hooks with the package installed by those who use it: pre-commit and GitHub's action."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from action_runner import Runner, defaults_of, loaded

pytestmark = pytest.mark.services

ROOT = Path(__file__).resolve().parents[2]
_LEFT_OUT = shutil.ignore_patterns(
    ".git", ".hypothesis", "tests", "benchmarks", "*_cache", "__pycache__", ".coverage*", ".venv"
)


def lacking() -> str:
    """Return what these tests need and is not there; nothing where all is there."""
    missing = [each for each in ("git", "bash") if shutil.which(each) is None]
    if find_spec("pre_commit") is None:
        missing.append("pre-commit")
    return ", ".join(missing)


@pytest.fixture(autouse=True)
def _needs() -> None:
    missing = lacking()
    if missing and os.environ.get("FACTCHECK_TEST_STRICT") == "1":
        pytest.fail(f"missing: {missing}")
    if missing:
        pytest.skip(f"missing: {missing}; hooks as they are installed not run")


def done(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def repository(folder: Path) -> None:
    for arguments in (("init", "-q"), ("add", "-A")):
        assert done(folder, "git", *arguments).returncode == 0
    name = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    ended = done(folder, "git", *name, "commit", "-q", "--no-verify", "-m", "all")
    assert ended.returncode == 0, ended.stdout


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    folder = tmp_path / "sample"
    folder.mkdir()
    started = done(folder, sys.executable, "-m", "factcheck", "init")
    assert started.returncode == 0, started.stdout
    repository(folder)
    return folder


def change_a_figure(folder: Path) -> int:
    path = folder / "claims/example.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("more than 75,000", "more than 85,000"), encoding="utf-8")
    return text[: text.index("    figure: more than 75,000")].count("\n") + 1


def test_pre_commit_installs_and_runs_the_hooks(tmp_path: Path, sample: Path) -> None:
    hooks = tmp_path / "hooks"
    shutil.copytree(ROOT, hooks, ignore=_LEFT_OUT)
    repository(hooks)
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home")}

    def tried(hook: str) -> subprocess.CompletedProcess[str]:
        run = ("try-repo", str(hooks), hook, "--all-files")
        return done(sample, sys.executable, "-m", "pre_commit", *run, **home)

    for hook in ("factcheck", "factcheck-check"):
        ended = tried(hook)
        assert ended.returncode == 0, ended.stdout
        assert "Passed" in ended.stdout
    change_a_figure(sample)
    ended = tried("factcheck")
    assert ended.returncode == 1
    assert "REFUTED" in ended.stdout
    assert "exit code: 1" in ended.stdout
    ended = tried("factcheck-check")
    assert ended.returncode == 1
    assert "reports/example.md: differs" in ended.stdout


def test_the_action_installs_itself_and_annotates_the_right_line(
    tmp_path: Path, sample: Path
) -> None:
    action = loaded(ROOT / "action.yml")
    copy = tmp_path / "action"
    shutil.copytree(ROOT, copy, ignore=_LEFT_OUT)
    (tmp_path / "runner").mkdir()
    runner = Runner(sample, tmp_path / "runner", defaults_of(action))
    runner.knows("github.action_path", str(copy))
    install, run, check = (each for each in action["runs"]["steps"] if "run" in each)
    ended = runner.run(install)
    assert ended.exit_code == 0, ended.stderr
    assert [runner.run(each).exit_code for each in (run, check)] == [0, 0]
    line = change_a_figure(sample)
    ended = runner.run(run)
    assert ended.exit_code == 1
    assert f"::error file=claims/example.yml,line={line},endLine={line}," in ended.stdout
    assert "many-visits" in ended.summary
    assert runner.run(check).exit_code == 1
