"""Completion in shells: the scripts, and what they are told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from factcheck.cli import main

SHELLS = ("bash", "zsh", "fish")


def completed(shell: str, words: str, folder: Path) -> list[str]:
    """Return what the command tells a shell that may stand for the last of some words."""
    typed = words.split(" ")
    environment = {
        **os.environ,
        "_FACTCHECK_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": typed[-1] if shell == "fish" else str(len(typed) - 1),
    }
    finished = subprocess.run(
        (command(),), cwd=folder, env=environment, capture_output=True, check=True, text=True
    )
    assert finished.stderr == ""
    return [line for line in finished.stdout.splitlines() if line]


def command() -> str:
    """Return the installed command; the variable that shells set has its name in it."""
    path = Path(sys.executable).with_name("factcheck")
    if not path.exists():
        pytest.skip("the command is not installed beside this Python")
    return str(path)


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_a_script(shell: str) -> None:
    if shell == "bash" and shutil.which("bash") is None:
        pytest.skip("no bash here, which is asked for its version")
    environment = {**os.environ, "_FACTCHECK_COMPLETE": f"{shell}_source"}
    finished = subprocess.run((command(),), env=environment, capture_output=True, check=True)
    script = finished.stdout.decode()
    assert "_FACTCHECK_COMPLETE" in script
    assert "factcheck" in script


def test_bash_reads_its_script() -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash here")
    script = f'eval "$(_FACTCHECK_COMPLETE=bash_source {command()})"; complete -p factcheck'
    finished = subprocess.run((bash, "-c", script), capture_output=True, check=True)
    assert b"factcheck" in finished.stdout


def test_commands_are_completed(tmp_path: Path) -> None:
    names = (
        "cache", "check", "diff", "explain", "figure", "init", "lock", "new", "plan", "possible",
        "rows", "rubric", "run", "schema", "serve", "verify",
    )  # fmt: skip
    assert completed("bash", "factcheck ", tmp_path) == [f"plain,{name}" for name in names]
    assert completed("bash", "factcheck ex", tmp_path) == ["plain,explain"]


def test_options_and_choices_are_completed(tmp_path: Path) -> None:
    assert "plain,--strict" in completed("bash", "factcheck run --s", tmp_path)
    assert completed("bash", "factcheck run --format m", tmp_path) == ["plain,markdown"]
    assert completed("bash", "factcheck schema ", tmp_path)[:1] == ["plain,claims"]


@pytest.mark.parametrize("words", ["factcheck run cl", "factcheck new --table ev"])
def test_files_are_left_to_the_shell(words: str, tmp_path: Path) -> None:
    (found,) = completed("bash", words, tmp_path)
    assert found == f"file,{words.rsplit(' ', 1)[1]}"


def test_codes_and_their_names_are_completed(tmp_path: Path) -> None:
    assert completed("bash", "factcheck explain FC104", tmp_path) == ["plain,FC104"]
    assert completed("bash", "factcheck explain small-b", tmp_path) == ["plain,small-base"]
    assert len(completed("bash", "factcheck explain fc1", tmp_path)) > 10
    kind, name, title = completed("zsh", "factcheck explain FC104", tmp_path)
    assert (kind, name) == ("plain", "FC104")
    assert title.startswith("A percentage of so few cases")


def test_completion_needs_no_process_of_its_own() -> None:
    completion = ShellComplete(main, {}, "factcheck", "_FACTCHECK_COMPLETE")
    found = completion.get_completions(["explain"], "fc104")
    assert [item.value for item in found] == ["FC104"]
    assert completion.get_completions(["rnu"], "x") == []


def test_a_word_that_is_no_command_completes_to_nothing(tmp_path: Path) -> None:
    assert completed("bash", "factcheck rnu x", tmp_path) == []
