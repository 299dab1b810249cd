"""Several reports of one run, and where each of them goes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import cli_workspace as workspace
import click
import pytest
from cli_workspace import project
from extras import require_extra

from factcheck.cli import overwriting
from factcheck.cli.formats import FormatType, Wanted, wanted_reports
from factcheck.model.formats import FORMATS, format_of
from factcheck.report import recognise
from factcheck.report.formats import MissingExtraError

if TYPE_CHECKING:
    from tests.conftest import RunCli

OLD = "# Old\n\nMade by factcheck 0.1.0, language 1, table of hedges 2.\n"


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_several_reports_are_written_by_one_run(run_cli: RunCli, tmp_path: Path) -> None:
    project(tmp_path)
    result = run_cli(
        "run", "claims.yml", "--format", "json=a.json", "--format", "markdown=b.md",
        "--format", "jsonl=c.jsonl", "--format", "terminal",
    )  # fmt: skip
    assert result.exit_code == 0
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["exit_code"] == 0
    assert (tmp_path / "b.md").read_text(encoding="utf-8").startswith("# ")
    lines = (tmp_path / "c.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["claim", "run"]
    assert "declared" in result.stdout


@pytest.mark.parametrize("form", ["json", "markdown", "terminal"])
def test_each_is_what_it_is_alone(form: str, run_cli: RunCli, tmp_path: Path) -> None:
    project(tmp_path)
    alone = run_cli("run", "claims.yml", "--format", form)
    run_cli("run", "claims.yml", "--format", f"{form}=here", "--format", "jsonl=there")
    assert (tmp_path / "here").read_text(encoding="utf-8") == alone.stdout


def test_the_ending_of_the_file_says_the_format(run_cli: RunCli, tmp_path: Path) -> None:
    project(tmp_path)
    assert run_cli("run", "claims.yml", "-o", "report.json").exit_code == 0
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["report"] == 1
    assert run_cli("run", "claims.yml", "-o", "report").exit_code == 0
    assert "claimed" in (tmp_path / "report").read_text(encoding="utf-8")
    assert run_cli("run", "claims.yml", "-o", "a.TXT").exit_code == 0
    assert "claimed" in (tmp_path / "a.TXT").read_text(encoding="utf-8")
    assert run_cli("run", "claims.yml", "--format", "html", "-o", "a.hmtl").exit_code == 0
    assert (tmp_path / "a.hmtl").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_pipe_may_be_called_anything(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.pipe")
    assert wanted_reports((), tmp_path / "a.pipe", None) == (
        Wanted("terminal", tmp_path / "a.pipe"),
    )


@pytest.mark.parametrize("form", [*FORMATS])
def test_a_report_is_written_over_any_other_and_nothing_else_is(
    form: str, run_cli: RunCli, tmp_path: Path
) -> None:
    require_extra(form)
    project(tmp_path, workspace.REFUTED)
    assert run_cli("run", "claims.yml", "--format", f"{form}=here", "--colour").exit_code == 1
    first = (tmp_path / "here").read_bytes()
    assert recognise.is_report(first)
    assert run_cli("run", "claims.yml", "--format", f"{form}=here", "--colour").exit_code == 1
    assert (tmp_path / "here").read_bytes() == first
    assert run_cli("run", "claims.yml", "--format", "json", "-o", "here").exit_code == 1
    (tmp_path / "other").write_bytes(b"my notes on factcheck 0.1.0\n")
    result = run_cli("run", "claims.yml", "--format", f"{form}=other")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'other' is there and does not look like a report that factcheck wrote" in result.stderr
    assert (tmp_path / "other").read_bytes() == b"my notes on factcheck 0.1.0\n"
    (tmp_path / "other").write_bytes(b"\n")
    assert run_cli("run", "claims.yml", "--format", f"{form}=other").exit_code == 1


@pytest.mark.parametrize("form", [*FORMATS])
def test_a_report_of_several_files_is_written_over(
    form: str, run_cli: RunCli, tmp_path: Path
) -> None:
    require_extra(form)
    (tmp_path / "c").mkdir()
    project(tmp_path / "c")
    (tmp_path / "c" / "wrong.yml").write_text(workspace.WRONG, encoding="utf-8")
    results = [run_cli("run", "c", "--format", f"{form}=r.{form}") for _ in range(2)]
    assert [(each.exit_code, each.stdout) for each in results] == [(2, "")] * 2
    assert recognise.is_report((tmp_path / f"r.{form}").read_bytes())


def test_what_cannot_be_read_is_not_overwritten(
    run_cli: RunCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    project(tmp_path)
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    monkeypatch.setattr(overwriting, "_content", locked)
    result = run_cli("run", "claims.yml", "-o", "a.md")
    assert result.exit_code == 2
    assert "'a.md' cannot be read, so it may be somebody else's: Permission" in result.stderr


def test_of_a_very_large_file_both_ends_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"begin, a middle, end")
    monkeypatch.setattr(overwriting, "_MOST_BYTES", 5)
    seen: list[bytes] = []

    def is_ours(content: bytes) -> bool:
        seen.append(content)
        return True

    overwriting.refuse_overwriting(path, is_ours, "a report")
    assert seen == [b"begin, end"]


def test_every_ending_belongs_to_one_format() -> None:
    endings = [ending for each in FORMATS.values() for ending in each.suffixes]
    assert len(set(endings)) == len(endings)
    assert [format_of("A.MD"), format_of("a.sarif"), format_of("a.yml")] == [
        "markdown",
        "sarif",
        None,
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "jsn"), "there is no format 'jsn'; did you mean 'json' or 'jsonl'?"),
        (("--format", "x=y"), "there is no format 'x'; known here: 'terminal'"),
        (("--format", "json="), "no file stands behind 'json='"),
        (("--format", "json=none/x"), "there is no folder 'none'"),
        (("--format", "json=folder"), "'folder' is a folder"),
        (("--format", "json", "--format", "markdown"), "only one report can be printed"),
        (("--format", "json=x", "-o", "y"), "every format has its file already"),
        (("--format", "json=x", "--format", "markdown=./x"), "two reports would be written to"),
        (("--format", "json=x", "--format", "markdown", "-o", "x"), "two reports would be written"),
        (("--format", "json=claims.yml"), "'claims.yml' is the claim file itself"),
        (("--format", "json=table.csv"), "'table.csv' is there and does not look like a report"),
        (("--format", "json=./factcheck.lock"), "'factcheck.lock' is where the lock lies"),
        (("--format", "json=lock.json"), "'lock.json' is where the lock lies"),
        (
            ("-o", "memo.hmtl"),
            "ending '.hmtl' of 'memo.hmtl' asks for no format; did you mean '.html'?",
        ),
        (("-o", "a.doc"), "did you mean '.docx'? Known are .txt, .md, .json, .jsonl"),
        (("-o", "a.csv"), "'a.csv' asks for no format. Known are .txt"),
        (("--format", "\x1b[31m"), "there is no format '␛[31m'"),
        (("--report-lang", "it"), "'it' is not one of 'en', 'de', 'fr'"),
    ],
)
def test_what_cannot_be_written_is_refused_first(
    arguments: tuple[str, ...], message: str, run_cli: RunCli, tmp_path: Path
) -> None:
    project(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "lock.json").symlink_to("factcheck.lock")
    before = {each.name: each.is_file() and each.read_bytes() for each in tmp_path.iterdir()}
    result = run_cli("run", "claims.yml", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    after = {each.name: each.is_file() and each.read_bytes() for each in tmp_path.iterdir()}
    assert after == before


class _Screen:
    """A terminal, as far as formats ask."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_is_not_sent_bytes() -> None:
    with pytest.raises(click.UsageError, match="a terminal cannot show pdf; name a file"):
        wanted_reports([Wanted("pdf")], None, _Screen())  # type: ignore[arg-type]  # all it asks
    assert wanted_reports([Wanted("pdf")], None, None) == (Wanted("pdf"),)
    assert wanted_reports([Wanted("pdf")], Path("a"), _Screen()) == (  # type: ignore[arg-type]
        Wanted("pdf", Path("a")),
    )


def test_names_of_formats_are_completed() -> None:
    context = click.Context(click.Command("run"))
    found = FormatType().shell_complete(context, click.Option(["--format"]), "js")
    assert [each.value for each in found] == ["json", "jsonl"]


def test_a_format_may_be_printed_by_a_dash(run_cli: RunCli, tmp_path: Path) -> None:
    project(tmp_path)
    result = run_cli("run", "claims.yml", "--format", "json=-")
    assert json.loads(result.stdout)["report"] == 1
    assert FormatType().convert(Wanted("json"), None, None) == Wanted("json")


def test_a_wrong_file_leaves_reports_as_they_were(run_cli: RunCli, tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "claims.yml").write_text("factcheck: 2\n", encoding="utf-8")
    (tmp_path / "a.md").write_text(OLD, encoding="utf-8")
    result = run_cli("run", "claims.yml", "--format", "markdown=a.md", "--format", "json=b.json")
    assert result.exit_code == 2
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == OLD
    assert not (tmp_path / "b.json").exists()


def test_a_format_without_its_package_says_how_to_get_it(
    run_cli: RunCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(*_: object) -> str:
        raise MissingExtraError("pdf", "pdf")

    project(tmp_path)
    monkeypatch.setattr("factcheck.report.many.render_runs", lacking)
    result = run_cli("run", "claims.yml", "--format", "pdf=a.pdf")
    assert result.exit_code == 2
    assert "pip install 'factcheck-statistics[pdf]'" in result.stderr
    assert not (tmp_path / "a.pdf").exists()
