"""What a run has ready before it knows what it needs, and what it does without."""

from __future__ import annotations

import gc
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from cli_workspace import CLAIMS, FAULTY, REFUTED, WRONG, project

import factcheck
from factcheck.cli.ahead import getting_ready, without_garbage
from factcheck.evidence import ready
from factcheck.evidence.cache import Memory, Store

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.conftest import RunCli

NAMES = "evidence: {t: {file: t.parquet}}"
KEY = f"{'0' * 32}-{'1' * 32}"


class Noted(ready.Ready):
    """Begins nothing, and notes that it should."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def begin(self) -> None:
        self.said.append("begin")

    def close(self) -> None:
        self.said.append("close")


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> Noted:
    one = Noted()
    monkeypatch.setattr(ready, "READY", one)
    return one


def said(noted: Noted, files: Iterable[Path], memory: Memory | None = None) -> list[str]:
    with getting_ready(files, memory):
        noted.said.append("run")
    return noted.said


def written(folder: Path, text: str) -> list[Path]:
    path = folder / "claims.yml"
    path.write_text(text, encoding="utf-8")
    return [path]


def test_a_process_begins_for_a_file_that_names_a_store(noted: Noted, tmp_path: Path) -> None:
    assert said(noted, written(tmp_path, NAMES)) == ["begin", "run", "close"]


def test_none_begins_for_other_files(noted: Noted, tmp_path: Path) -> None:
    files = [*written(tmp_path, "evidence: {t: {file: t.csv}}"), tmp_path, tmp_path / "none.yml"]
    assert said(noted, files) == ["run"]


def test_a_file_that_cannot_be_read_is_left_to_others(
    noted: Noted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = written(tmp_path, NAMES)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert said(noted, files) == ["run"]


def test_none_begins_where_the_table_may_be_known(noted: Noted, tmp_path: Path) -> None:
    store = Store(tmp_path / "cache")
    files = written(tmp_path, NAMES)
    assert said(noted, files, Memory(store)) == ["begin", "run", "close"]
    noted.said.clear()
    store.put(KEY, b"1")
    assert said(noted, files, Memory(store)) == ["run"]


class _Ended(BaseException):
    """Whatever ends a run."""


@pytest.mark.parametrize("was_enabled", [True, False])
def test_garbage_is_looked_for_afterwards_as_before(*, was_enabled: bool) -> None:
    assert gc.isenabled()
    try:
        if not was_enabled:
            gc.disable()
        with suppress(_Ended), without_garbage():
            assert not gc.isenabled()
            with without_garbage():
                pass
            assert not gc.isenabled()
            raise _Ended
        assert gc.isenabled() is was_enabled
    finally:
        gc.enable()


@pytest.mark.parametrize("arguments", [(), ("--no-cache",), ("--locked",), ("--root", "nowhere")])
def test_whatever_a_run_ends_with_garbage_is_looked_for(
    tmp_path: Path, run_cli: RunCli, arguments: tuple[str, ...]
) -> None:
    for claims in (CLAIMS, REFUTED, FAULTY, WRONG):
        run_cli("run", str(project(tmp_path, claims)), *arguments)
        assert gc.isenabled()


def test_who_uses_the_program_from_python_keeps_the_garbage_collection(tmp_path: Path) -> None:
    before = gc.isenabled(), gc.get_threshold()
    result = factcheck.run(project(tmp_path))
    assert result.claims
    assert (gc.isenabled(), gc.get_threshold()) == before
