"""Processes of our own: limited, ended in any case, and found by their folders."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from factcheck.evidence import child

if TYPE_CHECKING:
    from pathlib import Path

_WAITS = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"


def test_a_process_limits_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    limits: list[tuple[int, tuple[int, int]]] = []
    signals: list[tuple[int, object]] = []

    def limited(kind: int, limit: tuple[int, int]) -> None:
        limits.append((kind, limit))
        if kind == resource.RLIMIT_AS:
            raise ValueError

    monkeypatch.setattr(resource, "setrlimit", limited)
    monkeypatch.setattr(signal, "signal", lambda *told: signals.append(told))
    child.prepare(2**32)
    assert limits == [(resource.RLIMIT_CORE, (0, 0)), (resource.RLIMIT_AS, (2**32, 2**32))]
    # Else an interruption might look like a damaged file.
    assert signals == [(signal.SIGINT, signal.SIG_IGN)]
    monkeypatch.setitem(sys.modules, "resource", None)
    child.prepare(2**32)
    assert len(limits) == 2


def process_left(error: type[BaseException]) -> int:
    """Return the number of a process that waits while its reader meets an error."""
    number = 0
    with (
        suppress(error),
        child.begun([sys.executable, "-c", _WAITS]) as (_, answers),
    ):
        number = int(answers.readline())
        raise error
    return number


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, GeneratorExit])
def test_a_process_is_ended_in_any_case(
    error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "GRACE", 0.05)
    number = process_left(error)
    assert number
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_what_was_not_taken_is_dropped() -> None:
    with child.begun([sys.executable, "-c", ""]) as (requests, answers):
        assert answers.read() == b""
        requests.write(b"a")
    assert requests.closed


_ENDS = (
    "import pathlib, sys; sys.stdin.buffer.read(); "
    "pathlib.Path(sys.argv[1]).write_text('by itself')"
)


@pytest.mark.parametrize("error", [None, ValueError])
def test_a_process_may_end_by_itself(
    tmp_path: Path, error: type[Exception] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a machine that has other things to do it may take long to begin.
    monkeypatch.setattr(child, "GRACE", 60.0)
    path = tmp_path / "ended"
    with (
        suppress(ValueError),
        child.begun([sys.executable, "-c", _ENDS, str(path)]),
    ):
        if error is not None:
            raise error
    assert path.read_text() == "by itself"


def test_a_process_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "GRACE", 0.05)
    with child.begun([sys.executable, "-c", _WAITS]) as (_, answers):
        number = int(answers.readline())
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_a_process_is_ended_where_its_end_is_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    real = subprocess.Popen.wait
    interruptions = [KeyboardInterrupt()]

    def wait(process: subprocess.Popen[bytes], timeout: float | None = None) -> int:
        if interruptions:
            raise interruptions.pop()
        return real(process, timeout)

    monkeypatch.setattr(subprocess.Popen, "wait", wait)
    with (
        pytest.raises(KeyboardInterrupt),
        child.begun([sys.executable, "-c", _WAITS]) as (_, answers),
    ):
        number = int(answers.readline())
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_a_process_that_still_speaks_is_not_waited_for() -> None:
    speaks = "import sys\nwhile True:\n    sys.stdout.write('x' * 100_000)"
    with child.begun([sys.executable, "-c", speaks]) as (_, answers):
        assert answers.read(1) == b"x"


@pytest.mark.parametrize("attribute", ["frozen", "executable"])
def test_a_packed_program_has_no_interpreter(
    monkeypatch: pytest.MonkeyPatch, attribute: str
) -> None:
    assert child.has_python()
    monkeypatch.setattr(sys, attribute, "" if attribute == "executable" else True, raising=False)
    assert not child.has_python()


def test_the_command_is_isolated_and_names_the_folders() -> None:
    import duckdb

    import factcheck

    python, isolated, _, begin, *places = child.command("a.b", "duckdb")
    assert (python, isolated) == (sys.executable, "-I")
    assert "from a.b import main" in begin
    for package in (factcheck, duckdb):
        assert any(str(package.__file__).startswith(place) for place in places)
