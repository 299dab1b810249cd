"""``factcheck check``: reports that are kept, compared with what would be written today."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_workspace import CLAIMS, REFUTED, TABLE, project, started

from factcheck.model.formats import FORMATS, LANGUAGES

if TYPE_CHECKING:
    from tests.conftest import RunCli

REPORTS = "reports: [../reports/a.md]\n"


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".factcheck-root").touch()
    (tmp_path / "claims").mkdir()


def keep(reports: str = REPORTS, claims: str = CLAIMS, name: str = "a") -> Path:
    """Write a claim file that keeps reports."""
    Path("claims/table.csv").write_text(TABLE, encoding="utf-8")
    path = Path(f"claims/{name}.yml")
    path.write_text(claims + reports, encoding="utf-8")
    return path


def test_a_report_is_written_and_compared(run_cli: RunCli) -> None:
    keep()
    missing = run_cli("check")
    assert (missing.exit_code, missing.stderr) == (1, "")
    assert missing.stdout == (
        "reports/a.md: not there\n"
        "1 report compared, 1 differs; `factcheck check --write` writes anew.\n"
    )
    written = run_cli("check", "--write")
    assert (written.exit_code, written.stdout) == (
        0,
        "reports/a.md: written\n1 report compared, 1 written.\n",
    )
    current = run_cli("check")
    assert (current.exit_code, current.stdout) == (
        0,
        "reports/a.md: as it has to be\n1 report compared, none differs.\n",
    )
    again = run_cli("check", "--write")
    assert again.stdout.endswith("1 report compared, none written.\n")


def test_a_report_is_the_one_that_a_run_in_the_root_writes(
    run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["a.md", "a.json", "a.jsonl", "a.xml"]
    keep(f"reports: [{', '.join(names)}, {{file: d.txt, lang: de}}]\n")
    monkeypatch.chdir("claims")
    assert run_cli("check", "a.yml", "--write").exit_code == 0
    monkeypatch.chdir("..")
    for name in names:
        assert run_cli("run", "claims/a.yml", "-o", f"x{name}").exit_code == 0
        assert Path(f"x{name}").read_bytes() == Path("claims", name).read_bytes()
    assert Path("claims/d.txt").read_text(encoding="utf-8").startswith("claims/a.yml\n")


def test_what_differs_is_shown(run_cli: RunCli) -> None:
    keep()
    run_cli("check", "--write")
    Path("claims/table.csv").write_text(TABLE.replace("9167", "9168"), encoding="utf-8")
    result = run_cli("check")
    assert result.exit_code == 1
    assert result.stdout.startswith("reports/a.md: differs\n--- reports/a.md as it is kept\n")
    assert "\n-| 8,500 to under 9,500 | 9,167 | – |\n+| 8,500 to under 9,500 | 9,168 | – |\n" in (
        result.stdout
    )
    assert "\x1b" not in result.stdout
    assert "\x1b[1;31m-" in run_cli("check", "--colour").stdout


def test_a_document_differs_in_words(run_cli: RunCli) -> None:
    pytest.importorskip("docx", reason="python-docx is not installed: Word documents not run")
    keep("reports: [a.docx]\n")
    assert run_cli("check", "--write").exit_code == 0
    assert run_cli("check").exit_code == 0
    Path("claims/a.docx").write_bytes(b"PK")
    result = run_cli("check")
    assert result.exit_code == 1
    assert result.stdout.startswith("claims/a.docx: differs; 2 bytes are kept, ")


def test_line_ends_of_another_system_are_no_difference(run_cli: RunCli) -> None:
    keep()
    run_cli("check", "--write")
    path = Path("reports/a.md")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run_cli("check").exit_code == 0


def test_the_verdicts_are_no_matter(run_cli: RunCli) -> None:
    keep(claims=REFUTED)
    assert run_cli("check", "--write").exit_code == 0
    assert run_cli("check").exit_code == 0


def test_a_report_says_what_strictness_and_dates_make_of_it(run_cli: RunCli) -> None:
    keep("reports: [a.json]\n")
    run_cli("check", "--write", "--as-of", "2020", "--strict", "--no-cache")
    assert json.loads(Path("claims/a.json").read_text(encoding="utf-8"))["as_of"] == "2020"
    assert run_cli("check").exit_code == 1


def test_nothing_is_written_where_a_file_is_wrong(run_cli: RunCli) -> None:
    keep()
    keep("reports: [b.md]\n", CLAIMS.replace("table.csv", "none.csv"), "b")
    result = run_cli("check", "--write")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "FC202" in result.stderr
    assert not Path("reports").exists()


def test_a_report_is_no_evidence(run_cli: RunCli) -> None:
    keep("reports: [table.json]\n", CLAIMS.replace("table.csv", "table.json"))
    rows = '[{"year": 2018, "reports": 9167}]'
    Path("claims/table.json").write_text(rows, encoding="utf-8")
    assert run_cli("check", "--write").exit_code == 2
    assert Path("claims/table.json").read_text(encoding="utf-8") == rows


@pytest.mark.parametrize("suffix", [each.suffixes[0] for each in FORMATS.values() if each.suffixes])
def test_a_report_that_is_there_is_overwritten_in_every_format(
    suffix: str, run_cli: RunCli
) -> None:
    package = {".pdf": "typst", ".docx": "docx"}.get(suffix, "json")
    pytest.importorskip(package, reason=f"{package} is not installed: {suffix} not run")
    names = [f"{language}{suffix}" for language in LANGUAGES]
    items = [f"{{file: {language}{suffix}, lang: {language}}}" for language in LANGUAGES]
    keep(f"reports: [{', '.join(items)}]\n")
    assert run_cli("check", "--write").exit_code == 0
    before = [Path("claims", name).read_bytes() for name in names]
    keep(f"reports: [{', '.join(items)}]\n", CLAIMS.replace("around 9,000", "around 8,000"))
    result = run_cli("check", "--write")
    assert result.exit_code == 0, result.stderr
    after = [Path("claims", name).read_bytes() for name in names]
    # Without a publisher there is nothing that a ClaimReview could say.
    is_silent = suffix == ".jsonld"
    assert all((old == new) is is_silent for old, new in zip(before, after, strict=True))


def test_nothing_but_reports_is_overwritten(run_cli: RunCli) -> None:
    keep("reports: [../README.md, b.md]\n")
    Path("README.md").write_text("# Mine\n", encoding="utf-8")
    result = run_cli("check", "--write")
    assert result.exit_code == 2
    assert "FC443 not-a-report: 'README.md' is there, and is no report" in result.stderr
    assert Path("README.md").read_text(encoding="utf-8") == "# Mine\n"
    assert not Path("claims/b.md").exists()


def test_a_folder_has_files_with_reports_and_without(run_cli: RunCli) -> None:
    keep()
    keep("", CLAIMS.replace("table.csv", "none.csv"), "without")
    result = run_cli("check", "claims", "--write")
    assert result.stdout.endswith("1 report compared, 1 written. 1 claim file without `reports`.\n")


def test_a_project_inside_another_has_its_own_root(run_cli: RunCli) -> None:
    keep()
    Path("inner/claims").mkdir(parents=True)
    Path("inner/.factcheck-root").touch()
    project(Path("inner/claims")).write_text(f"{CLAIMS}{REPORTS}", encoding="utf-8")
    result = run_cli("check", "claims", "inner", "--write")
    assert result.exit_code == 0
    assert "`claims/claims.yml`" in Path("inner/reports/a.md").read_text(encoding="utf-8")
    assert Path("reports/a.md").is_file()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("claims",), "no report is kept of 'claims': list them in the claim file"),
        (("empty",), "there is no claim file in 'empty'."),
        (("none.yml",), "there is no file 'none.yml'."),
    ],
)
def test_a_check_of_nothing_is_wrong(
    arguments: tuple[str, ...], told: str, run_cli: RunCli
) -> None:
    keep("")
    Path("empty").mkdir()
    result = run_cli("check", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_without_a_file_there_has_to_be_a_folder_of_claims(
    run_cli: RunCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "else").mkdir()
    monkeypatch.chdir("else")
    result = run_cli("check")
    assert result.exit_code == 2
    assert "there is no folder 'claims' here; name a claim file or folder." in result.stderr


def test_what_is_no_claim_file_is_told(run_cli: RunCli) -> None:
    keep()
    Path("claims/notes.yml").write_text("a: b\n", encoding="utf-8")
    result = run_cli("check")
    assert result.exit_code == 2
    assert "'claims/notes.yml' is no claim file" in result.stderr


def test_a_format_needs_its_package(run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    keep("reports: [a.pdf]\n")
    monkeypatch.setitem(sys.modules, "typst", None)
    result = run_cli("check", "--write")
    assert result.exit_code == 2
    assert "pip install 'factcheck-statistics[pdf]'" in result.stderr


def test_a_report_that_cannot_be_written_is_told(run_cli: RunCli) -> None:
    keep("reports: [file/a.md]\n")
    Path("claims/file").write_text("", encoding="utf-8")
    result = run_cli("check", "--write")
    assert result.exit_code == 2
    assert "Error: 'claims/file/a.md' cannot be written: " in result.stderr


def test_no_name_of_a_report_is_a_command_to_a_runner(run_cli: RunCli) -> None:
    keep('reports: ["../::error::a.md"]\n')
    assert run_cli("check").stdout.startswith(": :error::a.md: not there\n")


def test_the_command_runs_by_itself(tmp_path: Path) -> None:
    keep()
    assert started(tmp_path, "check", "--write").returncode == 0
    assert started(tmp_path, "check").returncode == 0


def test_options_are_named_as_those_of_a_run(run_cli: RunCli) -> None:
    assert "--as-of" in run_cli("check", "--help").output
