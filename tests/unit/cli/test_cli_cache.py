"""What `factcheck run` remembers, and `factcheck cache`, which shows and removes it."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_workspace import CLAIMS, TABLE, project, started

from factcheck.evidence.cache import memory as memory_module
from factcheck.evidence.reader import EvidenceReader

if TYPE_CHECKING:
    from tests.conftest import RunCli

    from factcheck.model.cell import TableCells
    from factcheck.model.plan import TablePlan

TWO = CLAIMS.replace(
    "claims:\n",
    "  other:\n    file: other.csv\n    key: year\nclaims:\n"
    "  other:\n    measure: other.reports[year = 2018]\n    figure: around 9,000\n",
)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache, of a project in the working folder."""
    work = tmp_path / "project"
    work.mkdir()
    monkeypatch.chdir(work)
    project(work, TWO)
    (work / "other.csv").write_text(TABLE, encoding="utf-8")
    folder = tmp_path / "cache"
    monkeypatch.setenv("FACTCHECK_CACHE", str(folder))
    return folder


@pytest.fixture(name="scanned")
def _scanned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the tables that were scanned; files that were just written are settled."""
    monkeypatch.setattr(memory_module.Memory.__init__, "__defaults__", (later,))
    names: list[str] = []
    real = EvidenceReader.scan

    def scan(reader: EvidenceReader, plan: TablePlan) -> TableCells:
        names.append(plan.declaration.name)
        return real(reader, plan)

    monkeypatch.setattr(EvidenceReader, "scan", scan)
    return names


def later() -> int:
    """Return a time at which nothing was just written."""
    return time.time_ns() + 10**10


def taken(names: list[str]) -> list[str]:
    """Return the names since the last time, sorted."""
    found = sorted(names)
    names.clear()
    return found


@pytest.mark.parametrize("form", ["terminal", "markdown", "json", "jsonl"])
def test_an_unchanged_run_scans_nothing(
    folder: Path, scanned: list[str], run_cli: RunCli, form: str
) -> None:
    plain = run_cli("run", "claims.yml", "--no-cache", "--format", form)
    assert plain.exit_code == 0
    assert taken(scanned) == ["other", "police"]
    assert not folder.exists()
    for expected in (["other", "police"], []):
        again = run_cli("run", "claims.yml", "--format", form)
        assert (again.exit_code, again.stdout, again.stderr) == (0, plain.stdout, plain.stderr)
        assert taken(scanned) == expected


def test_only_the_table_that_changed_is_scanned(
    folder: Path, scanned: list[str], run_cli: RunCli
) -> None:
    run_cli("run", "claims.yml")
    taken(scanned)
    Path("other.csv").write_text(TABLE.replace("9167", "9177"), encoding="utf-8")
    changed = run_cli("run", "claims.yml", "--format", "json")
    assert taken(scanned) == ["other"]
    assert changed.stdout == run_cli("run", "claims.yml", "--no-cache", "--format", "json").stdout
    assert folder.exists()


def test_claims_that_ask_for_something_else_scan_again(
    folder: Path, scanned: list[str], run_cli: RunCli
) -> None:
    run_cli("run", "claims.yml")
    taken(scanned)
    text = Path("claims.yml").read_text(encoding="utf-8")
    Path("claims.yml").write_text("# a line more\n" + text, encoding="utf-8")
    run_cli("run", "claims.yml")
    assert taken(scanned) == []
    other = text.replace("police.reports[year = 2018]", "sum(police.reports)")
    Path("claims.yml").write_text(other, encoding="utf-8")
    run_cli("run", "claims.yml")
    assert taken(scanned) == ["police"]
    assert folder.exists()


def test_pinned_runs_read_everything(folder: Path, scanned: list[str], run_cli: RunCli) -> None:
    assert run_cli("lock", "claims.yml").exit_code == 0
    assert not folder.exists()
    run_cli("run", "claims.yml")
    taken(scanned)
    assert run_cli("run", "claims.yml", "--locked").exit_code == 0
    assert taken(scanned) == ["other", "police"]


def test_files_that_run_together_remember(
    folder: Path, scanned: list[str], run_cli: RunCli
) -> None:
    Path("more.yml").write_text(Path("claims.yml").read_text(encoding="utf-8"), encoding="utf-8")
    plain = run_cli("run", ".", "--no-cache")
    taken(scanned)
    first = run_cli("run", ".")
    taken(scanned)
    second = run_cli("run", ".")
    assert taken(scanned) == []
    assert plain.stdout == first.stdout == second.stdout
    assert folder.exists()


def test_a_folder_that_others_fill_is_not_used(
    folder: Path, scanned: list[str], run_cli: RunCli
) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    result = run_cli("run", "claims.yml")
    assert result.exit_code == 0
    assert "FC410 cache-not-used" in result.stderr
    assert taken(scanned) == ["other", "police"]
    assert list(folder.iterdir()) == []
    shown = run_cli("cache")
    assert shown.exit_code == 2
    assert "can be written to by others" in shown.stderr


def test_a_folder_that_cannot_be_written_to_is_no_fault(
    scanned: list[str], run_cli: RunCli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTCHECK_CACHE", "/proc/none/cache")
    for _ in range(2):
        result = run_cli("run", "claims.yml")
        assert (result.exit_code, result.stderr) == (0, "")
        assert taken(scanned) == ["other", "police"]
    assert not folder.exists()


def test_an_error_leaves_what_was_seen(folder: Path, scanned: list[str], run_cli: RunCli) -> None:
    text = Path("claims.yml").read_text(encoding="utf-8")
    Path("claims.yml").write_text(text.replace("other.csv", "none.csv"), encoding="utf-8")
    assert run_cli("run", "claims.yml").exit_code == 2
    assert not folder.exists()
    assert taken(scanned) == []


def test_it_is_shown_and_removed(folder: Path, scanned: list[str], run_cli: RunCli) -> None:
    shown = f"'{folder.as_posix()}'\n"
    assert run_cli("cache").stdout == f"{shown}  0 entries, 0.0 of at most 256 MiB\n"
    run_cli("run", "claims.yml")
    held = run_cli("cache").stdout
    assert held == f"{shown}  6 entries, 0.0 of at most 256 MiB\n"
    # The cache is remade by whoever runs next.
    assert run_cli("cache", "--clear").stdout == f"removed 6 entries from {shown}"
    assert not folder.exists()
    taken(scanned)
    run_cli("run", "claims.yml")
    assert taken(scanned) == ["other", "police"]


def test_one_that_is_off_is_told(run_cli: RunCli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_CACHE", "off")
    for arguments in (["cache"], ["cache", "--clear"]):
        result = run_cli(*arguments)
        assert (result.exit_code, result.stdout) == (0, "nothing is kept: the cache is off\n")


def test_one_that_is_off_remembers_nothing(
    folder: Path, scanned: list[str], run_cli: RunCli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTCHECK_CACHE", "off")
    for _ in range(2):
        assert run_cli("run", "claims.yml").exit_code == 0
        assert taken(scanned) == ["other", "police"]
    assert not folder.exists()


def test_it_is_off_in_tests() -> None:
    assert os.environ["FACTCHECK_CACHE"] == "off"


@pytest.mark.slow
def test_what_is_remembered_begins_no_process_and_loads_no_engine(
    folder: Path, tmp_path: Path
) -> None:
    from parquet_helper import write_parquet

    work = Path.cwd()
    write_parquet(work / "t.parquet", "SELECT 2018 AS year, 9167 AS reports")
    claims = TWO.replace("table.csv", "t.parquet").replace("other.csv", "t.parquet")
    (work / "claims.yml").write_text(claims, encoding="utf-8")
    old = time.time() - 100
    os.utime(work / "t.parquet", (old, old))
    time.sleep(2.1)
    refusing = tmp_path / "refusing"
    refusing.mkdir()
    (refusing / "sitecustomize.py").write_text(
        "import subprocess, sys\n"
        "def refused(event, arguments):\n"
        "    if event == 'subprocess.Popen' or event == 'import' and arguments[0] == 'duckdb':\n"
        "        raise RuntimeError(event)\n"
        "    if event == 'open' and str(arguments[0]).endswith('.parquet'):\n"
        "        raise RuntimeError('it is read')\n"
        "sys.addaudithook(refused)\n"
    )
    first = started(work, "run", "claims.yml", FACTCHECK_CACHE=str(folder))
    assert first.returncode == 0
    refused = started(work, "run", "claims.yml", "--no-cache", PYTHONPATH=str(refusing))
    assert refused.returncode not in {0, 2, 3}
    again = started(
        work, "run", "claims.yml", FACTCHECK_CACHE=str(folder), PYTHONPATH=str(refusing)
    )
    assert (again.returncode, again.stdout, again.stderr) == (0, first.stdout, b"")
