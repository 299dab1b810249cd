"""The server itself, at a port of this machine."""

from __future__ import annotations

import signal
import socket
import threading
import urllib.request
from contextlib import nullcontext
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from served_project import project

from factcheck.serve.board import Board
from factcheck.serve.records import Settings

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

SECONDS = 20


@pytest.fixture(name="start")
def _start() -> ModuleType:
    """The module, which loads the server."""
    for name in ("starlette", "uvicorn", "watchfiles"):
        pytest.importorskip(name, reason="needs the extra `web`")
    return import_module("factcheck.serve.start")


def test_the_usual_port_is_taken_or_a_free_one(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    with start.bound(0) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(start, "USUAL_PORT", port)
        with start.bound(None) as free:
            assert free.getsockname()[1] not in {port, 0}
        with pytest.raises(OSError, match="in use"):
            start.bound(port)
    with start.bound(None) as usual:
        assert usual.getsockname() == ("127.0.0.1", port)


def test_it_answers_until_it_is_told_to_end(
    start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening = start.bound(0)
    port = listening.getsockname()[1]
    servers: list[Any] = []
    make = start._Server.__init__

    def noted(server: object, *said: object) -> None:
        make(server, *said)
        servers.append(server)

    monkeypatch.setattr(start._Server, "__init__", noted)
    settings = Settings((project(tmp_path),))
    thread = Thread(target=start.serve, args=(settings, listening, nullcontext))
    thread.start()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=SECONDS) as answer:
            assert answer.status == 200
            assert "server" not in answer.headers
            assert b"All claims" in answer.read()
        events = urllib.request.urlopen(f"http://127.0.0.1:{port}/events", timeout=SECONDS)
        assert events.readline() == b"event: board\n"
    finally:
        servers[0].handle_exit(signal.SIGTERM, None)
        thread.join(SECONDS)
    assert not thread.is_alive()
    assert events.read().count(b"event: board") < 100
    events.close()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=1)


def test_everything_is_ended_before_ctrl_c_is_told(
    start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(start._Server, "run", interrupted)
    with start.bound(0) as listening, pytest.raises(KeyboardInterrupt):
        start.serve(Settings((project(tmp_path),)), listening, nullcontext)
    assert not {"runs", "watch"} & {each.name for each in threading.enumerate()}


def test_who_waits_for_news_is_sent_away_first(start: ModuleType) -> None:
    board = Board()
    server = start._Server(None, board)
    server.handle_exit(signal.SIGINT, None)
    assert board.is_closed
    assert server.should_exit
