"""The hooks for other programs: pre-commit, GitHub Actions, and what `factcheck init` writes."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from action_runner import Runner, defaults_of, loaded
from jsonschema import validators
from plugin_runs import pytest_run

from factcheck import __version__

if TYPE_CHECKING:
    from tests.conftest import RunCli

ROOT = Path(__file__).resolve().parents[2]
ACTION, MANIFEST = ROOT / "action.yml", ROOT / ".pre-commit-hooks.yaml"
WORKFLOW, CONFIG = Path(".github/workflows/factcheck.yml"), Path(".pre-commit-config.yaml")
BASH = shutil.which("bash")
needs_bash = pytest.mark.skipif(
    BASH is None or os.name == "nt", reason="there is no bash: steps of GitHub Actions not run"
)


@pytest.fixture
def sample(tmp_path: Path, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository as `factcheck init --ci` makes it."""
    folder = tmp_path / "sample"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert run_cli("init", "--ci").exit_code == 0
    return folder


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """The command, as an installation makes it."""
    path = tmp_path / "bin" / "factcheck"
    path.parent.mkdir()
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factcheck "$@"\n', encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def assert_valid(schema: Path, found: object) -> None:
    read = json.loads(schema.read_text(encoding="utf-8"))
    checker = validators.validator_for(read)(read)
    assert [error.message for error in checker.iter_errors(json.loads(json.dumps(found)))] == []


def steps() -> list[dict[str, Any]]:
    """Return the steps of the action that are scripts."""
    return [each for each in loaded(ACTION)["runs"]["steps"] if "run" in each]


def change_a_figure(folder: Path) -> int:
    """Change a published figure, so that its claim is refuted; return its line."""
    path = folder / "claims/example.yml"
    text = path.read_text(encoding="utf-8")
    changed = text.replace("figure: more than 75,000", "figure: more than 85,000")
    changed = changed.replace("had more than 75,000 visits", "had more than 85,000 visits")
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    return text[: text.index("    figure: more than 75,000")].count("\n") + 1


# The forms of the files


def test_the_files_have_the_forms_that_their_readers_know(shared: Path, sample: Path) -> None:
    schemas = shared / "conformance" / "ci"
    assert_valid(schemas / "schemastore-github-action.json", loaded(ACTION))
    assert_valid(schemas / "schemastore-github-workflow.json", loaded(sample / WORKFLOW))
    hooks = read_yaml(MANIFEST)
    assert_valid(schemas / "schemastore-pre-commit-hooks.json", hooks)


def read_yaml(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def test_pre_commit_accepts_its_files(sample: Path) -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed: its own check not run")
    for kind, path in (("manifest", MANIFEST), ("config", sample / CONFIG)):
        run = (sys.executable, "-m", "pre_commit", f"validate-{kind}", str(path))
        assert subprocess.run(run, check=False, capture_output=True).returncode == 0


def test_every_hook_is_a_command(run_cli: RunCli, sample: Path) -> None:
    for hook in read_yaml(MANIFEST):
        arguments = hook["entry"].removeprefix("factcheck ").split()
        assert run_cli(*arguments, *hook["args"]).exit_code == 0, hook
    (repository,) = loaded(sample / CONFIG)["repos"]
    for hook in repository["hooks"]:
        assert run_cli(*hook["entry"].split()[1:]).exit_code == 0, hook
        assert hook["additional_dependencies"] == [f"factcheck-statistics=={__version__}"]


def test_every_step_of_the_action_says_its_shell_and_takes_inputs_from_the_environment() -> None:
    action = loaded(ACTION)
    used = "".join(
        str(each.get("env", "")) + str(each.get("with", "")) for each in action["runs"]["steps"]
    )
    conditions = "".join(str(each.get("if", "")) for each in action["runs"]["steps"])
    for name in action["inputs"]:
        assert f"inputs.{name} " in used + conditions, name
    for step in steps():
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], step["name"]
    for output in action["outputs"].values():
        (name,) = re.findall(r"steps\.run\.outputs\.([a-z-]+)", output["value"])
        (step,) = [each for each in steps() if each.get("id") == "run"]
        assert f'"{name}' in step["run"]


# The sample repository


def test_all_is_well_in_a_new_repository(run_cli: RunCli, sample: Path) -> None:
    assert run_cli("run", "claims").exit_code == 0
    assert run_cli("check").exit_code == 0
    assert pytest_run(sample, "--factcheck", "-q")[1].splitlines()[-1] == "3 passed"


def test_a_changed_figure_fails_in_pytest_at_its_claim(sample: Path) -> None:
    figure = change_a_figure(sample)
    lines = (sample / "claims/example.yml").read_text(encoding="utf-8").splitlines()
    claim = lines.index("  many-visits:") + 1
    assert claim < figure
    code, told = pytest_run(sample, "--factcheck")
    assert code == 1
    assert f"\nclaims/example.yml:{claim}\n── many-visits ──" in told
    assert "FAILED claims/example.yml::many-visits - many-visits is refuted" in told
    assert "1 failed, 2 passed" in told


def test_a_changed_figure_is_a_difference_of_the_memo(run_cli: RunCli, sample: Path) -> None:
    change_a_figure(sample)
    result = run_cli("check")
    assert result.exit_code == 1
    assert "**Refuted**" in result.stdout


def job(sample: Path, tmp_path: Path, **inputs: str) -> Runner:
    """Return a job that uses the action, with its inputs."""
    (tmp_path / "runner").mkdir(exist_ok=True)
    named = {name.replace("_", "-"): value for name, value in inputs.items()}
    given = {**defaults_of(loaded(ACTION)), **named}
    runner = Runner(sample, tmp_path / "runner", given)
    runner.knows("github.action_path", str(ROOT))
    return runner


def installed(runner: Runner, command: Path) -> Runner:
    runner.knows("steps.install.outputs.command", str(command))
    return runner


INSTALL, RUN, CHECK = 0, 1, 2


@needs_bash
def test_the_action_passes_and_writes_its_reports(
    sample: Path, tmp_path: Path, command: Path
) -> None:
    wanted = "junit=out/junit.xml\r\n\n  \nmarkdown=out/a memo.md\n"
    runner = installed(job(sample, tmp_path, formats=wanted, files="claims\r\n\n"), command)
    ended = runner.run(steps()[RUN])
    assert ended.exit_code == 0, ended.stderr
    assert ended.outputs == {"exit-code": "0", "reports": "out/junit.xml\nout/a memo.md"}
    assert (sample / "out/a memo.md").read_text(encoding="utf-8").startswith("# Three claims")
    assert "| many-visits |" in ended.summary
    assert "::error" not in ended.stdout
    assert runner.run(steps()[CHECK]).exit_code == 0


@needs_bash
def test_a_changed_figure_is_annotated_at_its_line(
    sample: Path, tmp_path: Path, command: Path
) -> None:
    line = change_a_figure(sample)
    runner = installed(job(sample, tmp_path), command)
    ended = runner.run(steps()[RUN])
    assert (ended.exit_code, ended.outputs) == (1, {"exit-code": "1", "reports": ""})
    assert f"::error file=claims/example.yml,line={line},endLine={line}," in ended.stdout
    assert "many-visits" in ended.summary
    assert runner.run(steps()[CHECK]).exit_code == 1


@needs_bash
def test_the_action_is_as_strict_as_it_is_told(sample: Path, tmp_path: Path, command: Path) -> None:
    path = sample / "claims/example.yml"
    text = path.read_text(encoding="utf-8").replace("    expect: undetermined\n", "")
    path.write_text(text, encoding="utf-8")
    for strict, code in (("false", 0), ("true", 1)):
        ended = installed(job(sample, tmp_path, strict=strict), command).run(steps()[RUN])
        assert ended.exit_code == code
    subprocess.run((command, "lock", "claims/example.yml"), check=True, capture_output=True)
    with (sample / "evidence/example.csv").open("a", encoding="utf-8") as table:
        table.write("2024,North,1,1\n")
    ended = installed(job(sample, tmp_path, locked="true"), command).run(steps()[RUN])
    assert (ended.exit_code, ended.outputs["exit-code"]) == (3, "3")
    ended = installed(job(sample, tmp_path, report_lang="xx"), command).run(steps()[RUN])
    assert ended.exit_code == 2


@needs_bash
def test_no_input_and_no_name_of_a_file_becomes_a_command(
    sample: Path, tmp_path: Path, command: Path
) -> None:
    hostile = '$(touch pwned) `touch pwned` "; touch pwned; "'
    strange = "::set-output name=exit-code::0.yml"
    (sample / strange).write_text("factcheck: 1\nclaim: ##[error]\n", encoding="utf-8")
    files = f"{hostile}\n--strict\n-o\n"
    ended = installed(job(sample, tmp_path, files=files, strict=hostile), command).run(steps()[RUN])
    assert ended.exit_code == 2
    assert not (sample / "pwned").exists()
    ended = installed(job(sample, tmp_path, files=f"claims\n{strange}"), command).run(steps()[RUN])
    assert ended.exit_code == 2
    ours = re.compile(r"::(error|warning|notice) ")
    for line in (ended.stdout + ended.stderr).splitlines():
        assert "##[" not in line
        assert not line.lstrip().startswith("::") or ours.match(line), line
    assert ended.outputs == {"exit-code": "2", "reports": ""}


@needs_bash
@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        ({"extras": "pdf]; x"}, "the input 'extras' is no list of extras such as pdf,docx\n"),
        ({"extras": "pdf,"}, "the input 'extras' is no list of extras such as pdf,docx\n"),
        ({"version": "1 --index-url=x"}, "the input 'version' is no version\n"),
    ],
)
def test_only_versions_and_extras_are_installed(
    inputs: dict[str, str], told: str, sample: Path, tmp_path: Path
) -> None:
    ended = job(sample, tmp_path, **inputs).run(steps()[INSTALL])
    assert (ended.exit_code, ended.stderr) == (2, told)


@needs_bash
@pytest.mark.parametrize(
    ("inputs", "wanted"),
    [
        ({}, str(ROOT)),
        ({"extras": "pdf,docx"}, f"{ROOT}[pdf,docx]"),
        ({"version": "0.1.0"}, "factcheck-statistics==0.1.0"),
        ({"version": "1.0rc1", "extras": "web"}, "factcheck-statistics[web]==1.0rc1"),
    ],
)
def test_what_is_installed_is_what_is_asked_for(
    inputs: dict[str, str], wanted: str, sample: Path, tmp_path: Path
) -> None:
    # Stands for Python: writes down what it is asked to install.
    path = tmp_path / "fake" / "python"
    path.parent.mkdir()
    path.write_text(
        '#!/bin/sh\nif [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi\n'
        'for each; do printf "%s\\n" "$each"; done\n',
        encoding="utf-8",
    )
    path.chmod(0o755)
    places = f"{path.parent}{os.pathsep}{os.environ['PATH']}"
    ended = job(sample, tmp_path, **inputs).run(steps()[INSTALL], PATH=places)
    assert ended.exit_code == 0, ended.stderr
    assert ended.stdout.splitlines()[-1] == wanted
    assert ended.outputs == {"command": f"{tmp_path}/runner/factcheck/bin/factcheck"}


@needs_bash
def test_the_workflow_of_a_new_repository_does_what_the_action_does(
    sample: Path, tmp_path: Path, command: Path
) -> None:
    (job_found,) = loaded(sample / WORKFLOW)["jobs"].values()
    scripts = [each for each in job_found["steps"] if "run" in each]
    assert scripts[0]["run"] == f'pip install "factcheck-statistics=={__version__}"'
    places = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    runner = job(sample, tmp_path)
    assert [runner.run(each, PATH=places).exit_code for each in scripts[1:]] == [0, 0]
    line = change_a_figure(sample)
    ended = runner.run(scripts[1], PATH=places)
    assert ended.exit_code == 1
    assert f"::error file=claims/example.yml,line={line}," in ended.stdout
    assert "many-visits" in ended.summary
