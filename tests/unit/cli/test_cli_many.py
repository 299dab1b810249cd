"""``factcheck run`` on folders, on several files, and claim by claim."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cli_workspace as workspace
import pytest
from cli_workspace import project
from jsonschema import Draft7Validator

from factcheck.cli.problems import INTERRUPTED
from factcheck.report import report_schema, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema.protocols import Validator
    from tests.conftest import RunCli

DISPUTE = """\
disputes:
  both:
    between: [around-9000, other]
"""


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def folder(**files: str) -> None:
    """Write claim files into the folder ``c``, and the table that they are about."""
    Path("c").mkdir()
    project(Path("c"))
    Path("c/claims.yml").unlink()
    for name, text in files.items():
        Path(f"c/{name}.yml").write_text(text, encoding="utf-8")


def validator(name: str) -> Validator:
    """Return what checks a definition of the schema of reports."""
    schema = report_schema()
    return Draft7Validator(schema).evolve(schema=schema["definitions"][name])


def lines_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ((workspace.CLAIMS,), 0),
        ((workspace.CLAIMS, workspace.FAULTY), 3),
        ((workspace.FAULTY, workspace.REFUTED, workspace.CLAIMS), 1),
        ((workspace.FAULTY, workspace.REFUTED, workspace.WRONG), 2),
    ],
)
def test_the_exit_code_is_the_first_that_some_file_has(
    files: tuple[str, ...], code: int, run_cli: RunCli
) -> None:
    folder(**{f"f{number}": text for number, text in enumerate(files)})
    assert run_cli("run", "c").exit_code == code
    assert run_cli("run", *sorted(map(str, Path("c").glob("*.yml")))).exit_code == code


def test_a_terminal_shows_each_file_and_a_line_on_all(run_cli: RunCli) -> None:
    folder(a=workspace.CLAIMS, b=workspace.REFUTED, w=workspace.WRONG)
    result = run_cli("run", "c")
    assert result.stdout.count("around-9000") == 3
    assert "c/a.yml\n" in result.stdout
    assert "c/w.yml: 1 problem; nothing of it was evaluated.\n" in result.stdout
    assert result.stdout.endswith(
        "\n3 files, 1 of them not evaluated: 2 claims declared, 2 evaluated, 2 decided; 1 not as\n"
        "expected.\n"
    )
    assert "c/w.yml:9:5: error FC030 unknown-key" in result.stderr
    assert "\x1b[" in run_cli("run", "c", "--colour").stdout


def test_what_was_evaluated_may_be_as_expected(run_cli: RunCli) -> None:
    folder(a=workspace.CLAIMS, w=workspace.WRONG)
    found = " ".join(run_cli("run", "c").stdout.split())
    assert "what was evaluated is as expected" in found


def test_json_has_the_reports_as_they_are_alone(run_cli: RunCli) -> None:
    folder(a=workspace.CLAIMS, b=workspace.REFUTED, w=workspace.WRONG)
    found = json.loads(run_cli("run", "c", "--format", "json").stdout)
    alone = [
        json.loads(run_cli("run", f"c/{name}.yml", "--format", "json").stdout) for name in "abw"
    ]
    assert found == {
        "report": 1,
        "runs": alone,
        "files": 3,
        "wrong": 1,
        "declared": 2,
        "evaluated": 2,
        "decided": 2,
        "unexpected": 1,
        "exit_code": 2,
    }
    validator("runs").validate(found)


def test_markdown_has_a_memo_for_each_and_a_table_of_all(run_cli: RunCli) -> None:
    folder(a=workspace.CLAIMS, w=workspace.WRONG)
    found = run_cli("run", "c", "--format", "markdown").stdout
    assert found.startswith(run_cli("run", "c/a.yml", "--format", "markdown").stdout)
    assert "\n# c/w.yml\n\n1 problem; nothing of it was evaluated.\n\n- FC030 unknown-key" in found
    assert found.endswith("| `c/a.yml` | 1 | 1 | 1 | 0 |\n| `c/w.yml` | – | – | – | – |\n")


def test_lines_have_the_claims_as_reports_have_them(run_cli: RunCli) -> None:
    claims = workspace.WITH_OPEN + "  other:\n    measure: all[year = 2018]\n    figure: 9,167\n"
    folder(a=claims + DISPUTE, w=workspace.WRONG)
    lines = lines_of(run_cli("run", "c", "--format", "jsonl").stdout)
    alone = json.loads(run_cli("run", "c/a.yml", "--format", "json").stdout)
    claims_told = [line for line in lines if line["kind"] == "claim"]
    assert [
        {name: value for name, value in line.items() if name not in {"kind", "file"}}
        for line in claims_told
    ] == alone["claims"]
    (dispute,) = (line for line in lines if line["kind"] == "dispute")
    assert {**dispute, "kind": None, "file": None} == {
        "kind": None,
        "file": None,
        **alone["disputes"][0],
    }
    run, wrong = (line for line in lines if line["kind"] == "run")
    left = {name: value for name, value in alone.items() if name in run}
    assert set(alone) - set(left) == {"claims", "disputes", "answers"}
    unexpected = sum(not one["as_expected"] for one in (*alone["claims"], *alone["disputes"]))
    own = {"kind": "run", "file": "c/a.yml", "unexpected": unexpected, "problems": []}
    assert run == {**left, **own}
    assert (wrong["file"], wrong["exit_code"]) == ("c/w.yml", 2)
    assert "unknown-key" in {problem["slug"] for problem in wrong["problems"]}
    assert lines[-1] == {
        "kind": "total",
        "report": 1,
        "files": 2,
        "wrong": 1,
        "declared": 3,
        "evaluated": 3,
        "decided": 2,
        "unexpected": unexpected,
        "exit_code": 2,
    }
    line_validator = validator("line")
    for line in lines:
        line_validator.validate(line)


def test_lines_of_one_file_have_no_total(run_cli: RunCli) -> None:
    folder(a=workspace.UNUSED, w=workspace.WRONG)
    result = run_cli("run", "c/a.yml", "--format", "jsonl")
    assert [line["kind"] for line in lines_of(result.stdout)] == ["claim", "run"]
    assert "warning FC067" in result.stderr
    wrong = run_cli("run", "c/w.yml", "--format", "jsonl")
    assert [line["kind"] for line in lines_of(wrong.stdout)] == ["run"]
    assert wrong.exit_code == 2


def test_a_file_that_is_none_is_told_and_the_others_evaluated(run_cli: RunCli) -> None:
    folder(a=workspace.CLAIMS, slip="factchek: 1\n")
    result = run_cli("run", "c")
    assert result.exit_code == 2
    assert "c/slip.yml:1:1: error FC415 no-claim-file" in result.stderr
    assert "2 files, 1 of them not evaluated: 1 claim declared" in result.stdout


def test_too_many_files_are_refused(run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.together.find.MOST_FILES", 1)
    folder(a=workspace.CLAIMS, b=workspace.CLAIMS)
    result = run_cli("run", "c")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "FC417" in result.stderr


@pytest.mark.parametrize("form", ["terminal", "markdown", "json", "jsonl"])
def test_a_report_goes_to_a_file_as_a_whole(form: str, run_cli: RunCli) -> None:
    folder(a=workspace.CLAIMS, b=workspace.REFUTED)
    printed = run_cli("run", "c", "--format", form).stdout
    result = run_cli("run", "c", "--format", form, "-o", "report")
    assert (result.exit_code, result.output) == (1, "")
    assert Path("report").read_text(encoding="utf-8") == printed
    Path("c/b.yml").unlink()
    Path("c/a.yml").write_text(workspace.WRONG, encoding="utf-8")
    assert run_cli("run", "c", "--format", form, "-o", "report").exit_code == 2
    assert Path("report").read_text(encoding="utf-8") == printed
    assert {each.name for each in Path().iterdir()} == {"c", "report"}


def test_a_report_does_not_replace_a_file_that_is_run(run_cli: RunCli) -> None:
    folder(a=workspace.CLAIMS)
    result = run_cli("run", "c", "--format", "json=c/a.yml")
    assert result.exit_code == 2
    assert "'c/a.yml' is the claim file itself" in result.stderr
    other = run_cli("run", "c", "--format", "json=c/table.csv")
    assert "'c/table.csv' is there and does not look like a report" in other.stderr


def test_a_report_that_cannot_be_written(run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    folder(a=workspace.CLAIMS)
    monkeypatch.setattr(os, "fsync", full)
    result = run_cli("run", "c", "-o", "report")
    assert result.exit_code == 2
    assert "'report' cannot be written: No space left on device" in result.stderr
    assert {each.name for each in Path().iterdir()} == {"c"}


def test_what_the_lock_does_not_pin_is_refused(run_cli: RunCli) -> None:
    folder(a=workspace.CLAIMS, b=workspace.CLAIMS)
    assert run_cli("lock", "c/a.yml", "c/b.yml").exit_code == 0
    assert run_cli("run", "c", "--locked").exit_code == 0
    with Path("c/table.csv").open("a", encoding="utf-8") as table:
        table.write("2021,5\n")
    result = run_cli("run", "c", "--locked")
    assert result.exit_code == 3
    assert "FC401" in result.stderr


def test_of_many_claims_those_as_expected_are_counted(
    run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shown, "MOST_SHOWN", 1)
    wrong = "  wrong:\n    measure: police.reports[year = 2020]\n    figure: 1\n"
    folder(a=workspace.CLAIMS + wrong)
    told = "Not shown: 1 claim that is as expected."
    for form in ("terminal", "markdown"):
        found = " ".join(run_cli("run", "c/a.yml", "--format", form).stdout.split())
        assert told in found
        assert "around-9000" not in found
        assert "wrong" in found
    assert told not in run_cli("run", "c/a.yml", "--format", "json").stdout


@pytest.fixture(name="_attentive")
def _attentive_to_ctrl_c() -> Iterator[None]:
    """Have commands listen to Ctrl-C, also where the tests run in the background of a shell."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_attentive")
@pytest.mark.parametrize("options", [("-o", "report"), ()])
def test_an_interrupted_run_leaves_nothing_half_written(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    rows = "".join(f"{number},{number}\n" for number in range(3_000))
    (tmp_path / "t.csv").write_text(f"id,n\n{rows}", encoding="utf-8")
    (tmp_path / "c.yml").write_text(
        "factcheck: 1\nevidence: {t: {file: t.csv, key: id}}\nclaims:\n  c:\n"
        "    for_each: {table: t, columns: [id, n]}\n"
        "    measure: sum(t.n[id = $id])\n    figure: $n\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "factcheck", "run", "c.yml", "--format", "jsonl", *options]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        _wait_for_the_first_piece(process, tmp_path, is_printed=not options)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == INTERRUPTED
    left = "nothing was reported" if options else "the report is not complete"
    assert told.decode() == f"\ninterrupted; {left}\n"
    assert {each.name for each in tmp_path.iterdir()} == {"t.csv", "c.yml"}


def _wait_for_the_first_piece(
    process: subprocess.Popen[bytes], place: Path, *, is_printed: bool
) -> None:
    if is_printed:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(b'{"kind":"claim"')
        return
    while not any(each.name.startswith(".report.") for each in place.iterdir()):
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("options", "left"),
    [
        (("-o", "report"), "nothing was reported"),
        (("--format", "json"), "the report is not complete"),
    ],
)
def test_ctrl_c_says_what_is_left_of_the_report(
    options: tuple[str, ...], left: str, run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    folder(a=workspace.CLAIMS)
    monkeypatch.setattr("factcheck.cli.many.run_together", interrupted)
    result = run_cli("run", "c", *options)
    assert result.exit_code == INTERRUPTED
    assert result.stderr == f"\ninterrupted; {left}\n"
    assert {each.name for each in Path().iterdir()} == {"c"}
