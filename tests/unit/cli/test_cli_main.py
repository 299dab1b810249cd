"""The command itself: help, version, misspelt commands, Ctrl-C, and how fast it starts."""

from __future__ import annotations

import builtins
import runpy
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from cli_workspace import project

from factcheck import __version__, cli
from factcheck.cli.main import COMMANDS, main
from factcheck.cli.problems import INTERRUPTED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import RunCli

HEAVY = ("duckdb", "pandas", "numpy", "rich", "jinja2", "jsonschema", "pydantic", "highspy")
STAGES = ("spec", "plan", "evidence", "quantity", "verdict", "report", "figure", "bounds")


def loaded(*arguments: str, folder: Path) -> set[str]:
    """Return the modules that a command line has imported at its end."""
    code = (
        "import sys\n"
        "from factcheck.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit as end:\n    code = end.code\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    finished = subprocess.run(
        (sys.executable, "-c", code, *arguments), cwd=folder, capture_output=True, check=False
    )
    assert finished.returncode == 0, finished.stderr.decode()
    return set(finished.stderr.decode().split())


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("run", "--help")])
def test_help_loads_nothing_but_the_command_line(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    modules = loaded(*arguments, folder=tmp_path)
    assert "click" in modules
    assert modules.isdisjoint({*HEAVY, "yaml", "csv", "fractions"})
    assert modules.isdisjoint({f"factcheck.{stage}" for stage in STAGES})


@pytest.mark.parametrize("form", ["terminal", "markdown", "json"])
def test_a_run_on_small_tables_loads_nothing_heavy(tmp_path: Path, form: str) -> None:
    project(tmp_path)
    modules = loaded("run", "claims.yml", "--format", form, folder=tmp_path)
    assert "factcheck.pipeline" in modules
    heavy = modules & set(HEAVY)
    assert heavy == set()


def test_a_run_loads_only_what_its_claims_use(tmp_path: Path) -> None:
    project(tmp_path)
    modules = loaded("run", "claims.yml", folder=tmp_path)
    assert "factcheck.quantity.reading" in modules
    unused = {"factcheck.rubric", "factcheck.quantity.disputes", "factcheck.verdict.disputes"}
    unused |= {f"factcheck.quantity.forms.{form}" for form in ("rank", "trend", "each", "adds_up")}
    unused |= {"factcheck.quantity.aggregates.possibilities", "difflib"}
    assert modules & unused == set()


def test_the_version_is_printed(run_cli: RunCli) -> None:
    result = run_cli("--version")
    assert (result.exit_code, result.output) == (0, f"factcheck, version {__version__}\n")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_help_with_examples(command: object, run_cli: RunCli) -> None:
    name = str(getattr(command, "name", None))
    long, short = run_cli(name, "--help"), run_cli(name, "-h")
    assert (long.exit_code, short.output) == (0, long.output)
    assert f"Examples:\n    factcheck {name}" in long.output


def test_the_overview_has_whole_sentences_for_all_commands(run_cli: RunCli) -> None:
    output = run_cli("--help").output
    assert output.startswith("Usage: factcheck [OPTIONS] COMMAND [ARGS]...\n")
    assert "..." not in output.partition("Commands:")[2]
    assert all(f"  {command.name}" in output for command in COMMANDS)


def test_no_command_shows_help_as_a_mistake(run_cli: RunCli) -> None:
    result = run_cli()
    assert result.exit_code == 2
    assert "Commands:" in result.output


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("rnu", "did you mean 'run'?"),
        ("zzz", "known here: 'cache', 'check', 'diff', 'explain', 'figure' and 11 more"),
    ],
)
def test_a_misspelt_command_has_a_hint(typed: str, hint: str, run_cli: RunCli) -> None:
    result = run_cli(typed)
    assert result.exit_code == 2
    assert f"Error: No such command '{typed}'; {hint}" in result.output


def test_an_unknown_option_is_refused(run_cli: RunCli) -> None:
    result = run_cli("--colour")
    assert result.exit_code == 2
    assert "No such option" in result.output


def test_a_hostile_command_is_shown_and_not_obeyed(run_cli: RunCli) -> None:
    result = run_cli("\x1b[31m")
    assert result.exit_code == 2
    assert "\x1b" not in result.output


def test_ctrl_c_has_an_exit_code_of_its_own(
    run_cli: RunCli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("factcheck.together.run.scanned", interrupted)
    result = run_cli("run", str(project(tmp_path)))
    assert result.exit_code == INTERRUPTED
    assert result.output == "\ninterrupted; nothing was reported\n"


def test_ctrl_c_while_the_program_is_loaded_has_the_same_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = builtins.__import__

    def interrupted(name: str, *more: object) -> object:
        if name == "factcheck.cli.main":
            raise KeyboardInterrupt
        return real(name, *more)  # type: ignore[arg-type] # passed on as they are

    monkeypatch.setattr(builtins, "__import__", interrupted)
    with pytest.raises(SystemExit) as caught:
        runpy.run_path(cli.__file__)
    monkeypatch.undo()
    assert caught.value.code == INTERRUPTED
    assert capsys.readouterr().err == "\ninterrupted; nothing was reported\n"


def test_python_dash_m_is_the_same_command(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "factcheck", "--version")
    finished = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert finished.stdout.decode() == f"factcheck, version {__version__}\n"


def test_the_module_to_run_has_the_same_command() -> None:
    assert import_module("factcheck.__main__").main is main


def test_the_entry_point_is_the_group() -> None:
    assert [command.name for command in main.commands.values()] == [
        "init", "new", "run", "check", "rows", "plan", "lock", "cache", "verify", "diff", "figure",
        "possible", "serve", "rubric", "schema", "explain",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "a" * 300),
        ("run", "claims.yml", "-o", "a" * 300),
        ("run", "claims.yml", "-o", f"{'a' * 300}/report"),
        ("init", "a" * 300),
    ],
)
def test_a_path_that_the_system_refuses_is_told(
    arguments: tuple[str, ...], run_cli: RunCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    project(tmp_path)
    result = run_cli(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("…' cannot be used: File name too long\n")


def test_an_error_of_the_system_that_is_about_no_path_is_ours(
    run_cli: RunCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("factcheck.scaffold.starter_files.starter_files", broken)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OSError, match="Input/output"):
        run_cli("init")
