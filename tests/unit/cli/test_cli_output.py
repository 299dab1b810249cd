"""Where and how commands print: terminals, pipes, files, and what cannot be written."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from cli_workspace import project, started

from factcheck.cli import output

TEXT = "9 % – “ten”\n"


class Terminal(io.TextIOWrapper):
    """A stream that says that somebody reads along."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("chosen", [True, False])
def test_a_choice_of_colour_counts_everywhere(
    chosen: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert output.wants_colour(chosen, None) is chosen
    assert output.wants_colour(chosen, Terminal(io.BytesIO())) is chosen


def test_colour_by_itself_is_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert output.wants_colour(None, Terminal(io.BytesIO()))
    assert not output.wants_colour(None, io.StringIO())
    assert not output.wants_colour(None, None)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not output.wants_colour(None, Terminal(io.BytesIO()))


@pytest.mark.parametrize(("columns", "width"), [("30", 60), ("77", 77), ("300", 100)])
def test_the_width_stays_readable(
    columns: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert output.terminal_width(Terminal(io.BytesIO())) == width


def test_only_a_terminal_has_a_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert output.terminal_width(io.StringIO()) == output.terminal_width(None) == output.USUAL


def test_a_text_in_a_file_or_pipe_does_not_depend_on_the_window(tmp_path: Path) -> None:
    project(tmp_path)
    for columns in ("60", "100"):
        started(tmp_path, "run", "claims.yml", "-o", f"{columns}.txt", COLUMNS=columns)
    piped = started(tmp_path, "run", "claims.yml", COLUMNS="60").stdout
    assert (tmp_path / "60.txt").read_bytes() == (tmp_path / "100.txt").read_bytes() == piped


def test_a_terminal_gets_what_its_encoding_can_show(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.BytesIO()
    terminal = Terminal(shown, encoding="ascii")
    monkeypatch.setattr(sys, "stdout", terminal)
    output.write_text(TEXT)
    terminal.flush()
    assert shown.getvalue() == b"9 % ? ?ten?\n"


def test_a_pipe_gets_the_same_bytes_everywhere(tmp_path: Path) -> None:
    project(tmp_path)
    plain = started(tmp_path, "run", "claims.yml")
    latin = started(tmp_path, "run", "claims.yml", PYTHONIOENCODING="latin-1", COLUMNS="88")
    assert (plain.returncode, plain.stdout) == (0, latin.stdout)
    assert "“" in plain.stdout.decode("utf-8")


def test_a_chosen_colour_survives_a_pipe(tmp_path: Path) -> None:
    project(tmp_path)
    assert b"\x1b[" in started(tmp_path, "run", "claims.yml", "--colour").stdout


@pytest.mark.parametrize("arguments", [("run", "claims.yml"), ("explain",), ("schema",)])
def test_a_reader_that_has_seen_enough_is_no_fault(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    project(tmp_path)
    reading, writing = os.pipe()
    os.close(reading)
    finished = started(tmp_path, *arguments, stdout=writing)
    os.close(writing)
    assert (finished.returncode, finished.stderr) == (0, b"")


def test_what_is_kept_is_what_a_run_writes_in_any_window(tmp_path: Path) -> None:
    path = project(tmp_path)
    (tmp_path / ".factcheck-root").touch()
    path.write_text(f"{path.read_text(encoding='utf-8')}reports: [r.txt]\n", encoding="utf-8")
    assert started(tmp_path, "run", "claims.yml", "-o", "r.txt", COLUMNS="60").returncode == 0
    assert started(tmp_path, "check", "claims.yml", COLUMNS="100").returncode == 0


def test_a_closed_output_is_told(tmp_path: Path) -> None:
    project(tmp_path)
    code = (
        "import os, sys\nos.close(1)\n"
        "os.execv(sys.executable, [sys.executable, '-m', 'factcheck', 'run', 'claims.yml'])"
    )
    finished = subprocess.run(
        (sys.executable, "-c", code), cwd=tmp_path, capture_output=True, check=False
    )
    assert finished.returncode == 2
    assert finished.stderr == (
        b"Error: the report cannot be printed: the standard output is closed\n"
    )


def test_a_file_is_written_where_the_output_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    output.write_text(TEXT, tmp_path / "report")
    assert (tmp_path / "report").read_bytes() == TEXT.encode()
    with pytest.raises(output.CannotWriteError, match="standard output is closed"):
        output.write_text(TEXT)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    project(tmp_path)
    with Path("/dev/full").open("wb") as full:
        finished = started(tmp_path, "run", "claims.yml", stdout=full.fileno())
    assert finished.returncode == 2
    assert finished.stderr == (b"Error: the report cannot be written: No space left on device\n")


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_text("before", encoding="utf-8")
    path.chmod(0o640)
    output.write_text(TEXT, path)
    assert path.read_bytes() == TEXT.encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["report"]


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    output.write_text(TEXT, tmp_path / "report")
    assert (tmp_path / "report").stat().st_mode == usual.stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("before", encoding="utf-8")
    (tmp_path / "link").symlink_to("real")
    output.write_text(TEXT, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text(encoding="utf-8") == TEXT


def test_a_device_is_written_to_and_stays_one() -> None:
    output.write_text(TEXT, Path(os.devnull))
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_write_that_breaks_off_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def broken(*_: object) -> None:
        raise error

    path = tmp_path / "report"
    path.write_text("before", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises((output.CannotWriteError, KeyboardInterrupt)) as caught:
        output.write_text(TEXT, path)
    if isinstance(caught.value, output.CannotWriteError):
        assert caught.value.format_message() == f"'{path}' cannot be written: {error.args[1]}"
        assert caught.value.exit_code == 2
    assert path.read_text(encoding="utf-8") == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["report"]


def test_what_killed_processes_left_of_the_same_report_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "report"
    for name in ("report", "other"):
        (tmp_path / f".{name}.999999999-ab12_def.part").write_bytes(b"half")
    output.write_text(TEXT, path)
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        ".other.999999999-ab12_def.part",
        "report",
    ]


def test_a_folder_that_is_not_there_is_a_wrong_parameter(tmp_path: Path) -> None:
    command = click.Command("run")
    context, parameter = click.Context(command), click.Option(["-o"])
    path = tmp_path / "none" / "report"
    with pytest.raises(click.BadParameter, match="there is no folder"):
        output.output_path(context, parameter, path)
    assert output.output_path(context, parameter, tmp_path / "report") == tmp_path / "report"
    assert output.output_path(context, parameter, Path("-")) is None
    assert output.output_path(context, parameter, None) is None
