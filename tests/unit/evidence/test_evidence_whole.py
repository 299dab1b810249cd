"""Files are written as a whole or not at all, and leftovers of the dead are removed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from factcheck.evidence import whole
from factcheck.evidence.whole import begin_of, sweep, write_whole

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def dead() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        return process.pid


def left(folder: Path, name: str, process: int, age: float = 0) -> Path:
    """Write what a process left unfinished, so many seconds ago."""
    path = folder / f".{name}.{process}-0123abcd.part"
    path.write_bytes(b"half")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


def test_a_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    write_whole(path, b"old")
    write_whole(path, b"new", 0o640)
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_nobody_else_reads_it_unless_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    write_whole(path, b"")
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_cannot_be_written_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.txt"
    write_whole(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    write_whole(path, b"new", survives_power=False)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_leftovers_of_the_dead_are_removed(tmp_path: Path, dead: int) -> None:
    gone = left(tmp_path, "t.txt", dead)
    other = left(tmp_path, "u.txt", dead)
    mine = left(tmp_path, "t.txt", os.getpid())
    somebodys = left(tmp_path, "t.txt", 1)
    foreign = tmp_path / ".t.txt.part"
    foreign.write_bytes(b"")
    sweep(tmp_path, "t.txt")
    assert not gone.exists()
    assert all(path.exists() for path in (other, mine, somebodys, foreign))
    sweep(tmp_path)
    assert not other.exists()
    assert all(path.exists() for path in (mine, somebodys, foreign))


def test_what_nobody_has_touched_for_an_hour_is_removed(tmp_path: Path) -> None:
    old = left(tmp_path, "t.txt", os.getpid(), whole.LONGEST_LIFE + 10)
    sweep(tmp_path, "t.txt")
    assert not old.exists()


def test_somebody_elses_process_is_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = left(tmp_path, "t.txt", 12345)

    def refused(_: int, __: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refused)
    sweep(tmp_path)
    assert path.exists()


def test_processes_of_windows_are_not_asked(
    tmp_path: Path, dead: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "_IS_POSIX", False)
    path = left(tmp_path, "t.txt", dead)
    sweep(tmp_path)
    assert path.exists()


def test_names_of_any_length_are_written_and_swept(tmp_path: Path, dead: int) -> None:
    path = tmp_path / ("ä" * 120)
    write_whole(path, b"x")
    assert path.read_bytes() == b"x"
    begin = begin_of(path).replace(str(os.getpid()), str(dead))
    gone = tmp_path / f"{begin}abcd_123.part"
    gone.write_bytes(b"")
    sweep(tmp_path, path.name)
    assert not gone.exists()


def test_a_folder_that_is_not_there_is_left(tmp_path: Path) -> None:
    sweep(tmp_path / "none")
