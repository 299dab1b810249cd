"""Who asks for another look where a file has changed."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event, Thread
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from factcheck.serve.watcher import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS = 20


@pytest.fixture(name="watching")
def _watching() -> Iterator[Callable[..., tuple[Watcher, Event]]]:
    """Start watchers, and stop them at the end."""
    begun: list[tuple[Watcher, Thread]] = []

    def begin(patience: float = 0.2) -> tuple[Watcher, Event]:
        asked = Event()
        watcher = Watcher(asked.set, patience)
        thread = Thread(target=watcher.work)
        thread.start()
        begun.append((watcher, thread))
        return watcher, asked

    yield begin
    for watcher, thread in begun:
        watcher.stop()
        thread.join(SECONDS)
        assert not thread.is_alive()


def pretend(monkeypatch: pytest.MonkeyPatch, watch: Callable[..., Iterator[object]]) -> None:
    """Put something in the place of the package that watches."""
    module = ModuleType("watchfiles")
    vars(module)["watch"] = watch
    monkeypatch.setitem(sys.modules, "watchfiles", module)


def test_a_change_is_told(tmp_path: Path, watching: Callable[..., tuple[Watcher, Event]]) -> None:
    pytest.importorskip("watchfiles", reason="needs the extra `web`")
    watcher, asked = watching(patience=SECONDS)
    watcher.follow(frozenset([tmp_path]))
    for number in range(40):
        (tmp_path / "a.csv").write_text(str(number), encoding="utf-8")
        if asked.wait(0.5):
            break
    assert asked.is_set()


def test_folders_are_watched_until_there_are_others(
    monkeypatch: pytest.MonkeyPatch, watching: Callable[..., tuple[Watcher, Event]]
) -> None:
    watched: list[tuple[str, ...]] = []
    is_second = Event()

    def watch(*folders: Path, stop_event: Event, recursive: bool, **_: object) -> Iterator[object]:
        assert not recursive
        watched.append(tuple(map(str, folders)))
        if len(watched) == 2:
            is_second.set()
        yield set()
        stop_event.wait()

    pretend(monkeypatch, watch)
    watcher, asked = watching()
    watcher.follow(frozenset([Path("b"), Path("a")]))
    assert asked.wait(SECONDS)
    watcher.follow(frozenset([Path("a"), Path("b")]))
    watcher.follow(frozenset([Path("a")]))
    assert is_second.wait(SECONDS)
    assert watched == [("a", "b"), ("a",)]


@pytest.mark.parametrize("error", [OSError("no space left"), RuntimeError("too many")])
def test_where_the_system_refuses_it_is_looked_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
    watching: Callable[..., tuple[Watcher, Event]],
    error: Exception,
) -> None:
    def watch(*_: Path, **__: object) -> Iterator[object]:
        raise error

    pretend(monkeypatch, watch)
    watcher, asked = watching(patience=0.01)
    watcher.follow(frozenset([Path("a")]))
    assert asked.wait(SECONDS)
    asked.clear()
    assert asked.wait(SECONDS)
