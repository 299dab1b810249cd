"""The command that shows the rows behind a figure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cli_workspace import FAULTY, WRONG, project
from click.testing import CliRunner, Result

from factcheck.cli.main import main
from factcheck.report.recognise_others import is_output

if TYPE_CHECKING:
    from pathlib import Path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["rows", *map(str, arguments)])


def test_rows_are_printed_with_their_lines(tmp_path: Path) -> None:
    result = _run(project(tmp_path), "around-9000")
    assert result.exit_code == 0
    assert "police.reports[year = 2018] = 9,167\n" in result.output
    assert (
        "  rows: 1 row, 1 shown\n    line  year  reports\n    2     2018  9167\n" in result.output
    )


def test_rows_are_written_in_another_format(tmp_path: Path) -> None:
    target = tmp_path / "rows.json"
    result = _run(project(tmp_path), "around-9000", "--format", "json", "-o", target)
    assert (result.exit_code, result.output) == (0, "")
    (reading,) = json.loads(target.read_text(encoding="utf-8"))["readings"]
    assert reading["terms"][0]["rows"][0]["cells"] == ["2018", "9167"]


def test_options_choose_what_is_shown(tmp_path: Path) -> None:
    path = project(tmp_path)
    none = _run(path, "around-9000", "--limit", 0, "--all-columns", "--root", tmp_path)
    assert none.exit_code == 0
    assert "1 row, 0 shown" in none.output
    assert _run(path, "around-9000", "--reading", "wide").exit_code == 2
    assert _run(path, "around-9000", "--as-of", "2012").exit_code == 0


@pytest.mark.parametrize(
    ("claims", "claim", "expected"),
    [(WRONG, "around-9000", "FC030"), (None, "around-900", "did you mean 'around-9000'?")],
)
def test_what_is_wrong_is_told(
    tmp_path: Path, claims: str | None, claim: str, expected: str
) -> None:
    path = project(tmp_path) if claims is None else project(tmp_path, claims)
    result = _run(path, claim)
    assert result.exit_code == 2
    assert expected in result.output


def test_a_claim_that_cannot_be_evaluated_has_no_rows(tmp_path: Path) -> None:
    result = _run(project(tmp_path, FAULTY), "around-9000")
    assert result.exit_code == 3
    assert "not checkable: " in result.output


def test_a_file_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "claims.yml")

    monkeypatch.setattr("factcheck.behind.read_claim_file", refuse)
    result = _run(project(tmp_path), "around-9000")
    assert result.exit_code == 2
    assert "claims.yml cannot be read: Permission denied" in result.output


def test_a_misspelt_claim_file_is_told_with_the_nearest(tmp_path: Path) -> None:
    path = project(tmp_path)
    result = _run(path.with_name("claim.yml"), "around-9000")
    assert result.exit_code == 2
    assert "there is no file '" in result.stderr
    assert "did you mean 'claims.yml'?" in result.stderr
    assert "is a directory" in _run(tmp_path, "around-9000").stderr
    assert "standard input is not read" in _run("-", "around-9000").stderr


@pytest.mark.parametrize("form", ["terminal", "csv", "json"])
def test_rows_are_written_over_rows_and_nothing_else(form: str, tmp_path: Path) -> None:
    claims, target = project(tmp_path), tmp_path / "rows"
    for _ in range(2):
        found = _run(claims, "around-9000", "--format", form, "-o", target)
        assert (found.exit_code, found.output) == (0, "")
    assert is_output(target.read_bytes())
    target.write_text("my own\n", encoding="utf-8")
    refused = _run(claims, "around-9000", "--format", form, "-o", target)
    assert refused.exit_code == 2
    assert "does not look like anything that factcheck wrote" in refused.stderr
    assert target.read_text(encoding="utf-8") == "my own\n"
