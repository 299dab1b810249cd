"""``factcheck run --watch``: the same run again after each change."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_workspace import CLAIMS, FAULTY, REFUTED, TABLE, WRONG, project

from factcheck.cli import watch
from factcheck.cli.problems import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import RunCli

watchfiles = pytest.importorskip(
    "watchfiles", reason="watchfiles is not installed: watching of files not run"
)
Change = "Callable[[], object]"


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


class Script:
    """Stands for the system: makes one change each time that somebody waits, then Ctrl-C."""

    def __init__(self, *changes: Callable[[], object]) -> None:
        self._changes = list(changes)
        self.places: list[tuple[str, ...]] = []

    def watch(self, *places: Path, **options: object) -> Iterator[set[object]]:
        assert options["recursive"] is False
        self.places.append(tuple(Path(os.path.relpath(each)).as_posix() for each in places))
        # Something else changes first, which is no reason to run again.
        yield set()
        while self._changes:
            self._changes.pop(0)()
            yield set()
        raise KeyboardInterrupt


@pytest.fixture
def watching(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Script]:
    def play(*changes: Callable[[], object]) -> Script:
        script = Script(*changes)
        monkeypatch.setattr(watchfiles, "watch", script.watch)
        return script

    return play


def write(name: str, text: str) -> Callable[[], object]:
    return lambda: Path(name).write_text(text, encoding="utf-8")


def test_it_runs_again_after_each_change(
    run_cli: RunCli, tmp_path: Path, watching: Callable[..., Script]
) -> None:
    project(tmp_path)
    watching(
        write("claims.yml", WRONG),
        write("claims.yml", CLAIMS),
        write("table.csv", TABLE.replace("9167", "100")),
        lambda: Path("table.csv").unlink(),
        write("table.csv", TABLE),
    )
    result = run_cli("run", "claims.yml", "--watch")
    assert result.exit_code == INTERRUPTED
    lines = [line for line in result.stderr.splitlines() if line.startswith(("changed", "watch"))]
    assert lines == [
        "watching 2 files; Ctrl-C ends it",
        "changed: claims.yml; running again",
        "watching 2 files; Ctrl-C ends it",
        "changed: claims.yml; running again",
        "watching 2 files; Ctrl-C ends it",
        "changed: table.csv; running again",
        "watching 2 files; Ctrl-C ends it",
        "changed: table.csv; running again",
        "watching 2 files; Ctrl-C ends it",
        "changed: table.csv; running again",
        "watching 2 files; Ctrl-C ends it",
    ]
    assert "unknown key 'figur'" in result.stderr
    assert "there is no file 'table.csv'" in result.stderr
    assert "interrupted" not in result.stderr
    assert [result.stdout.count(word) for word in (" SUPPORTED", " REFUTED")] == [3, 1]


def test_reports_are_written_anew(
    run_cli: RunCli, tmp_path: Path, watching: Callable[..., Script]
) -> None:
    project(tmp_path)
    watching(write("table.csv", TABLE.replace("9167", "9001")))
    result = run_cli(
        "run",
        "claims.yml",
        "--watch",
        "-o",
        "a.md",
        "--format",
        "json=a.json",
        "--format",
        "markdown",
    )
    assert result.exit_code == INTERRUPTED
    for name in ("a.md", "a.json"):
        assert "9,001" in Path(name).read_text(encoding="utf-8")


def test_a_folder_may_get_new_claim_files(
    run_cli: RunCli, tmp_path: Path, watching: Callable[..., Script]
) -> None:
    (tmp_path / "c/inner").mkdir(parents=True)
    project(tmp_path / "c")
    script = watching(
        write("c/inner/new.yml", REFUTED.replace("table.csv", "../table.csv")),
        write("c/notes.yml", "a: b\n"),
        lambda: Path("c/notes.yml").unlink(),
    )
    result = run_cli("run", "c", "--watch", "--root", ".")
    assert "changed: c/inner/new.yml; running again" in result.stderr
    assert "changed: c/notes.yml; running again" in result.stderr
    assert "watching 4 files" in result.stderr
    assert script.places[0] == ("c", "c/inner")
    assert "c/inner/new.yml\n" in result.stdout


def test_a_file_that_is_nowhere_is_waited_for(
    run_cli: RunCli, tmp_path: Path, watching: Callable[..., Script]
) -> None:
    project(tmp_path).write_text(CLAIMS.replace("table.csv", "x/y/t.csv"), encoding="utf-8")

    def make() -> None:
        Path("x/y").mkdir(parents=True)
        Path("x/y/t.csv").write_text(TABLE, encoding="utf-8")

    script = watching(make)
    result = run_cli("run", "claims.yml", "--watch")
    assert "changed: x/y/t.csv; running again" in result.stderr
    assert script.places == [(".",), (".", "x/y")]
    assert " SUPPORTED" in result.stdout


def test_errors_of_the_command_line_end_nothing(
    run_cli: RunCli, tmp_path: Path, watching: Callable[..., Script]
) -> None:
    project(tmp_path)
    (tmp_path / "empty").mkdir()
    watching(write("empty/a.yml", CLAIMS.replace("table.csv", "../table.csv")))
    result = run_cli("run", "empty", "--watch", "--root", ".")
    assert result.exit_code == INTERRUPTED
    assert "Error: there is no claim file in 'empty'." in result.stderr
    assert "changed: empty/a.yml; running again" in result.stderr
    assert " SUPPORTED" in result.stdout


def test_many_changes_are_told_shortly(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.csv" for number in range(7)]
    assert watch._told(paths) == "changed: 0.csv, 1.csv, 2.csv, 3.csv, 4.csv and 2 more"


def test_a_folder_that_cannot_be_looked_into_has_no_claim_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def fails(_: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("factcheck.together.find.find_claim_files", fails)
    assert watch._claim_files((tmp_path / "claims.yml",)) == set()


def test_a_run_that_is_interrupted_ends_the_watch(
    run_cli: RunCli,
    tmp_path: Path,
    watching: Callable[..., Script],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project(tmp_path)
    watching(write("claims.yml", FAULTY))
    monkeypatch.setattr("factcheck.cli.many.run_many", lambda *_, **__: INTERRUPTED)
    result = run_cli("run", "claims.yml", "--watch")
    assert (result.exit_code, result.stderr) == (INTERRUPTED, "")


def test_a_change_during_a_run_is_seen(tmp_path: Path, watching: Callable[..., Script]) -> None:
    path = project(tmp_path)
    runs: list[str] = []

    def run() -> int:
        runs.append(path.read_text(encoding="utf-8"))
        if len(runs) == 2:
            path.write_text(CLAIMS, encoding="utf-8")
        return 0

    watching(write("claims.yml", REFUTED))
    assert watch.run_watched([path], run) == INTERRUPTED
    assert runs == [CLAIMS, REFUTED, CLAIMS]


def test_a_file_that_is_written_to_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_text("", encoding="utf-8")
    looks: list[float] = []

    def sleep(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) < 4 or len(looks) > 6:
            path.write_text("x" * len(looks), encoding="utf-8")

    monkeypatch.setattr("time.sleep", sleep)
    watch._settled({path})
    assert looks == [0.05] * 4
    looks += [0.0, 0.0, 0.0]
    watch._settled({path})
    assert len(looks) == 7 + 20


def test_the_package_that_watches_has_to_be_there(
    run_cli: RunCli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path)
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = run_cli("run", "claims.yml", "--watch")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "Error: --watch needs packages that are not installed; "
        "install them by: pip install 'factcheck-statistics[web]'\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise on Windows: not run")
def test_a_real_change_is_seen_and_ctrl_c_ends_it_quietly(tmp_path: Path) -> None:
    project(tmp_path)
    command = (sys.executable, "-m", "factcheck", "run", "claims.yml", "--watch", "-o", "a.md")
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "watching 2 files; Ctrl-C ends it\n"
        (tmp_path / "table.csv").write_text(TABLE.replace("9167", "9001"), encoding="utf-8")
        told = [process.stderr.readline() for _ in range(3)]
        process.send_signal(signal.SIGINT)
        assert (process.stderr.read(), process.wait(30)) == ("", INTERRUPTED)
    assert told == [
        "\n",
        "changed: table.csv; running again\n",
        "watching 2 files; Ctrl-C ends it\n",
    ]
    assert "9,001" in (tmp_path / "a.md").read_text(encoding="utf-8")
