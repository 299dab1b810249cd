"""``factcheck init``: a project that runs, written as a whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factcheck import __version__
from factcheck.scaffold.starter_files import starter_files
from factcheck.spec import load_spec

if TYPE_CHECKING:
    from tests.conftest import RunCli

FILES = {
    "claims/example.yml",
    "evidence/example.csv",
    "README.md",
    ".factcheck-root",
    "reports/example.md",
}
CI = {".github/workflows/factcheck.yml", ".pre-commit-config.yaml"}


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_starter_project_runs(run_cli: RunCli, tmp_path: Path) -> None:
    result = run_cli("init")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "wrote\n  claims/example.yml\n  evidence/example.csv\n  README.md\n  .factcheck-root\n"
        "  reports/example.md\n"
        "now\n  factcheck run claims/example.yml\n"
    )
    assert written(tmp_path) == FILES
    ran = run_cli("run", "claims/example.yml")
    assert ran.exit_code == 0
    assert "1 supported, 1 refuted, 1\nundetermined); all as expected" in ran.stdout
    assert ran.stderr == ""
    assert "warning" not in ran.stdout
    assert "illustrative: made-up evidence" in ran.stdout


def test_a_project_goes_into_a_new_folder(run_cli: RunCli, tmp_path: Path) -> None:
    result = run_cli("init", "a/b")
    assert result.exit_code == 0
    assert "  a/b/claims/example.yml\n" in result.stdout
    assert "  cd a/b\n  factcheck run claims/example.yml\n" in result.stdout
    assert written(tmp_path / "a" / "b") == FILES
    assert run_cli("run", "a/b/claims/example.yml").exit_code == 0


def test_its_memo_is_kept(run_cli: RunCli) -> None:
    run_cli("init")
    memo = Path("reports/example.md").read_text(encoding="utf-8")
    assert memo.startswith("# Three claims on public libraries\n")
    assert "`claims/example.yml`" in memo
    assert run_cli("check").exit_code == 0


def test_other_programs_check_the_claims_where_that_is_asked_for(
    run_cli: RunCli, tmp_path: Path
) -> None:
    result = run_cli("init", "--ci")
    assert result.exit_code == 0
    assert written(tmp_path) == FILES | CI
    for name in CI:
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert f"factcheck-statistics=={__version__}" in text
        assert "VERSION" not in text


def test_hooks_overwrite_nothing(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / ".pre-commit-config.yaml").write_text("mine", encoding="utf-8")
    assert run_cli("init", "--ci").exit_code == 2
    assert written(tmp_path) == {".pre-commit-config.yaml"}


def test_every_command_of_its_readme_exists(run_cli: RunCli) -> None:
    run_cli("init")
    text = Path("README.md").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith(("factcheck run", "factcheck check")):
            assert run_cli(*line.split()[1:]).exit_code == 0
    assert "<title>Three claims" in Path("memo.html").read_text(encoding="utf-8")
    Path("evidence/your-table.csv").write_text("town,n\nA,1\n", encoding="utf-8")
    (new,) = [line for line in text.splitlines() if line.startswith("factcheck new")]
    assert run_cli(*new.split()[1:]).exit_code == 0
    assert run_cli("run", "claims/your-claims.yml").exit_code == 0


def test_the_claim_file_teaches_and_is_read_without_a_warning() -> None:
    text = starter_files()[Path("claims/example.yml")]
    spec = load_spec(text.encode(), file="x.yml")
    assert spec.warnings == ()
    assert [len(claim.readings) for claim in spec.claims] == [1, 1, 3]
    lines = text.splitlines()
    assert sum(line.lstrip().startswith("#") for line in lines) >= 15
    assert not any(" #" in line for line in lines if not line.lstrip().startswith("#"))
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("present", sorted(FILES))
def test_nothing_is_overwritten_and_nothing_written(
    present: str, run_cli: RunCli, tmp_path: Path
) -> None:
    path = tmp_path / present
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", encoding="utf-8")
    result = run_cli("init")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"Error: '{present}' exists already; nothing was overwritten or written" in result.stderr
    assert written(tmp_path) == {present}
    assert path.read_text(encoding="utf-8") == "mine"


def test_every_file_in_the_way_is_named(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    (tmp_path / ".factcheck-root").symlink_to("nowhere")
    result = run_cli("init")
    assert "'README.md', '.factcheck-root' exist already" in result.stderr


def test_other_files_stay_and_are_no_fault(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "mine.yml").write_text("mine", encoding="utf-8")
    assert run_cli("init").exit_code == 0
    assert written(tmp_path) == {*FILES, "claims/mine.yml"}


def test_a_file_is_no_folder(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("", encoding="utf-8")
    for name in ("x", "x/y"):
        result = run_cli("init", name)
        assert result.exit_code == 2
        assert result.stderr.startswith("Error: ")
        assert written(tmp_path) == {"x"}


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), KeyboardInterrupt()])
def test_a_project_that_cannot_be_finished_leaves_nothing(
    error: BaseException, run_cli: RunCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def sometimes(path: Path, *arguments: str, **options: str) -> object:
        if path == Path("new/README.md"):
            if isinstance(error, OSError):
                error.filename = path.as_posix()
            raise error
        return real(path, *arguments, **options)  # type: ignore[call-overload] # as it is called

    monkeypatch.setattr(Path, "open", sometimes)
    result = run_cli("init", "new")
    assert result.exit_code == (2 if isinstance(error, OSError) else 130)
    if isinstance(error, OSError):
        assert "'new/README.md' cannot be written: Permission denied" in result.stderr
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - Path's own is what the test replaces
