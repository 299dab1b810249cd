"""A process gets ready for questions before anybody knows what is asked."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from factcheck.evidence import child, ready
from factcheck.evidence.ready import Ready
from factcheck.evidence.stored import apart
from factcheck.evidence.stored.apart import asked_apart
from factcheck.evidence.stored.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Return the processes that are begun, in their order."""
    found: list[subprocess.Popen[bytes]] = []

    class Counted(subprocess.Popen[bytes]):
        def __init__(self, *given: object, **named: object) -> None:
            super().__init__(*given, **named)  # type: ignore[call-overload] # passed on as they are
            found.append(self)

    monkeypatch.setattr(subprocess, "Popen", Counted)
    return found


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ready]:
    one, pool = Ready(), Pool()
    monkeypatch.setattr(apart, "READY", one)
    monkeypatch.setattr(apart, "POOL", pool)
    yield one
    pool.close()
    one.close()


def test_who_asks_first_gets_the_process_that_waits(
    waiting: Ready, processes: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    waiting.begin()
    waiting.begin()
    for number in (1, 2):
        with asked_apart(str(tmp_path / f"{number}.parquet")) as ask:
            assert list(ask("SELECT 2")) == [[(2,)]]
        assert len(processes) == number


def test_a_process_that_nobody_asks_is_ended(
    waiting: Ready, processes: list[subprocess.Popen[bytes]]
) -> None:
    waiting.begin()
    waiting.close()
    waiting.close()
    (process,) = processes
    assert process.returncode is not None
    assert waiting.take() is None


def test_where_no_python_can_be_begun_none_is(
    waiting: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "has_python", lambda: False)
    waiting.begin()
    assert waiting.take() is None


def test_what_answers_queries_loads_little() -> None:
    begin = "import factcheck.evidence.answering, json, sys; "
    begin += "print(json.dumps([n for n in sys.modules if n.startswith(('factcheck', 'msgspec'))]))"
    command = ready.command()
    found = subprocess.run([command[0], "-c", begin], check=True, capture_output=True, text=True)
    names = {"", ".evidence", ".evidence.answering", ".evidence.child", ".evidence.sealed"}
    assert sorted(json.loads(found.stdout)) == sorted(f"factcheck{name}" for name in names)
