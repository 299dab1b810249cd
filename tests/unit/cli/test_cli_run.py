"""``factcheck run``: formats, exit codes, and everything that can be wrong with a path."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import cli_workspace as workspace
import pytest
from cli_workspace import project

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import RunCli


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("claims", "options", "code"),
    [
        (workspace.CLAIMS, (), 0),
        (workspace.REFUTED, (), 1),
        (workspace.WRONG, (), 2),
        (workspace.FAULTY, (), 3),
        (workspace.WITH_OPEN, (), 0),
        (workspace.WITH_OPEN, ("--strict",), 1),
    ],
)
def test_exit_codes(
    claims: str, options: tuple[str, ...], code: int, run_cli: RunCli, tmp_path: Path
) -> None:
    project(tmp_path, claims)
    assert run_cli("run", "claims.yml", *options).exit_code == code


def test_each_format_is_whole(run_cli: RunCli, tmp_path: Path) -> None:
    project(tmp_path)
    terminal = run_cli("run", "claims.yml").stdout
    assert "SUPPORTED" in terminal
    assert run_cli("run", "claims.yml", "--format", "markdown").stdout.startswith("# ")
    report = json.loads(run_cli("run", "claims.yml", "--format", "json").stdout)
    assert [claim["verdict"] for claim in report["claims"]] == ["supported"]
    assert report["exit_code"] == 0


def test_the_vintage_of_a_date_is_read(run_cli: RunCli, tmp_path: Path) -> None:
    vintages = "vintages:\n      2019: old.csv\n      2021: table.csv"
    project(tmp_path, workspace.CLAIMS.replace("file: table.csv", vintages))
    (tmp_path / "old.csv").write_text("year,reports\n2018,5\n", encoding="utf-8")
    assert run_cli("run", "claims.yml").exit_code == 0
    assert run_cli("run", "claims.yml", "--as-of", "2020-06").exit_code == 1


@pytest.mark.parametrize("form", ["markdown", "json"])
def test_warnings_stand_beside_a_report_for_machines(
    form: str, run_cli: RunCli, tmp_path: Path
) -> None:
    project(tmp_path, workspace.UNUSED)
    result = run_cli("run", "claims.yml", "--format", form)
    assert result.exit_code == 0
    assert "warning FC067" in result.stderr
    assert "warning FC067" not in result.stdout


def test_warnings_are_part_of_the_terminal_report(run_cli: RunCli, tmp_path: Path) -> None:
    project(tmp_path, workspace.UNUSED)
    result = run_cli("run", "claims.yml")
    assert "warning FC067" in result.stdout
    assert result.stderr == ""


def test_wrong_files_give_problems_and_no_report(run_cli: RunCli, tmp_path: Path) -> None:
    project(tmp_path, workspace.WRONG)
    result = run_cli("run", "claims.yml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "claims.yml:9:5: error FC030 unknown-key" in result.stderr


def test_wrong_files_give_problems_as_json_too(run_cli: RunCli, tmp_path: Path) -> None:
    project(tmp_path, workspace.WRONG)
    result = run_cli("run", "claims.yml", "--format", "json")
    assert result.exit_code == 2
    problems = json.loads(result.stdout)["problems"]
    assert "unknown-key" in {problem["slug"] for problem in problems}
    assert "error FC030" in result.stderr


@pytest.mark.parametrize("form", ["terminal", "markdown", "json"])
def test_a_report_goes_to_a_file(form: str, run_cli: RunCli, tmp_path: Path) -> None:
    project(tmp_path, workspace.REFUTED)
    printed = run_cli("run", "claims.yml", "--format", form).stdout
    result = run_cli("run", "claims.yml", "--format", form, "-o", "report", "--colour")
    assert (result.exit_code, result.output) == (1, "")
    written = Path("report").read_text(encoding="utf-8")
    assert written.replace("\x1b[", "") != "" if form == "terminal" else written == printed


def test_a_dash_is_no_file(run_cli: RunCli, tmp_path: Path) -> None:
    project(tmp_path)
    assert "SUPPORTED" in run_cli("run", "claims.yml", "-o", "-").stdout
    assert not Path("-").exists()


@pytest.mark.parametrize("form", ["terminal", "json"])
def test_an_existing_report_stays_when_the_run_fails(
    form: str, run_cli: RunCli, tmp_path: Path
) -> None:
    project(tmp_path, workspace.WRONG)
    before = '{"kind":"claim","file":"claims.yml"}\n'
    Path("report").write_text(before, encoding="utf-8")
    result = run_cli("run", "claims.yml", "--format", form, "-o", "report")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "FC030" in result.stderr
    assert Path("report").read_text(encoding="utf-8") == before
    assert {each.name for each in tmp_path.iterdir()} == {"claims.yml", "report", "table.csv"}


def _linked(name: str, to: str) -> str:
    Path(name).symlink_to(to)
    return name


@pytest.mark.parametrize(
    "output",
    [
        lambda: "table.csv",
        lambda: "./sub/../table.csv",
        lambda: str(Path("table.csv").absolute()),
        lambda: _linked("report.txt", "table.csv"),
        lambda: "rubric.yml",
    ],
)
def test_what_is_no_report_is_never_overwritten(
    output: Callable[[], str], run_cli: RunCli, tmp_path: Path
) -> None:
    (tmp_path / "sub").mkdir()
    project(tmp_path)
    Path("rubric.yml").write_text("factcheck: 1\n", encoding="utf-8")
    path = output()
    before = Path(path).read_bytes()
    result = run_cli("run", "claims.yml", "--format", "terminal", "-o", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        "does not look like a report that factcheck wrote, so it is not overwritten"
        in result.stderr
    )
    assert Path(path).read_bytes() == before


@pytest.mark.parametrize("output", ["table.jsonl", "link.jsonl"])
def test_what_a_run_reads_is_never_overwritten(
    output: str, run_cli: RunCli, tmp_path: Path
) -> None:
    rows = Path("table.csv")
    project(tmp_path, workspace.CLAIMS.replace("table.csv", "table.jsonl"))
    header, *lines = rows.read_text(encoding="utf-8").splitlines()
    names = header.split(",")
    # It looks like a report in the format jsonl.
    text = "".join(
        json.dumps(
            {"kind": "claim"} | dict(zip(names, map(int, line.split(",")), strict=True)),
            separators=(",", ":"),
        )
        + "\n"
        for line in lines
    )
    Path("table.jsonl").write_text(text, encoding="utf-8")
    _linked("link.jsonl", "table.jsonl")
    result = run_cli("run", "claims.yml", "-o", output)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "claims.yml:4:11: error FC239 report-over-evidence" in result.stderr
    assert Path("table.jsonl").read_text(encoding="utf-8") == text


def test_the_claim_file_is_never_overwritten(run_cli: RunCli, tmp_path: Path) -> None:
    project(tmp_path)
    result = run_cli("run", "claims.yml", "--format", "json", "-o", "claims.yml")
    assert result.exit_code == 2
    assert "'claims.yml' is the claim file itself" in result.output
    assert Path("claims.yml").read_text(encoding="utf-8") == workspace.CLAIMS


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("claims.yaml",), "there is no file 'claims.yaml'; did you mean 'claims.yml'?"),
        (("none/x.yml",), "there is no file 'none/x.yml', and no folder 'none'."),
        (("empty/x.yml",), "there is no file 'empty/x.yml'."),
        (("-",), "standard input is not read: paths in a claim file start at it; name a file."),
        (("empty",), "there is no claim file in 'empty'."),
        (("\x1b[31m.yml",), "there is no file '␛[31m.yml'; known here: 'claims.yml'"),
        (("claims.yml", "-o", "none/report"), "there is no folder 'none'."),
        (("claims.yml", "-o", "empty"), "'empty' is a directory."),
        (("claims.yml", "--root", "none"), "'none' does not exist."),
        (("claims.yml", "--format", "xml"), "there is no format 'xml'"),
        (("claims.yml", "--as-of", "June"), "'June' is no year, month or day, such as 2012,"),
        (("claims.yml", "--as-of", "\x1b2012"), "'␛2012' is no year, month or day"),
        (("claims.yml", "more.yml"), "there is no file 'more.yml'"),
        ((), "Missing argument 'FILE...'"),
    ],
)
def test_wrong_command_lines(
    arguments: tuple[str, ...], message: str, run_cli: RunCli, tmp_path: Path
) -> None:
    project(tmp_path)
    Path("empty").mkdir()
    result = run_cli("run", *arguments)
    assert result.exit_code == 2
    assert message.casefold() in " ".join(result.stderr.split()).casefold()
    assert result.stdout == ""


def test_a_folder_that_cannot_be_looked_into_gives_no_hint(
    run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refused)
    result = run_cli("run", "claims.yml")
    assert "there is no file 'claims.yml'." in result.stderr


def test_a_claim_file_that_cannot_be_read(
    run_cli: RunCli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    project(tmp_path)
    monkeypatch.setattr("factcheck.together.run.read_claim_file", refused)
    result = run_cli("run", "claims.yml")
    assert result.exit_code == 2
    assert "'claims.yml' cannot be read: permission denied" in result.stderr


def test_an_output_that_may_not_be_written_is_told_before_the_run(
    run_cli: RunCli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project(tmp_path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    result = run_cli("run", "claims.yml", "-o", "report")
    assert result.exit_code == 2
    assert "'report' cannot be written" in result.stderr


def test_evidence_outside_the_root_is_refused(run_cli: RunCli, tmp_path: Path) -> None:
    project(tmp_path)
    Path("inner").mkdir()
    result = run_cli("run", "claims.yml", "--root", "inner")
    assert result.exit_code == 2
    assert "FC201 evidence-outside-project" in result.stderr
    assert "put an empty file '.factcheck-root' into the folder" in result.stderr


def test_colour_only_where_it_is_wanted(run_cli: RunCli, tmp_path: Path) -> None:
    project(tmp_path)
    assert "\x1b[" in run_cli("run", "claims.yml", "--colour").stdout
    assert "\x1b[" in run_cli("run", "claims.yml", "--color").stdout
    assert "\x1b" not in run_cli("run", "claims.yml", "--no-colour").stdout
    assert "\x1b" not in run_cli("run", "claims.yml").stdout
    project(tmp_path, workspace.WRONG)
    assert "\x1b[" in run_cli("run", "claims.yml", "--colour").stderr
    assert "\x1b" not in run_cli("run", "claims.yml").stderr
