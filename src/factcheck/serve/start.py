"""The server: one socket of this machine, one thread that runs claims, one that watches."""

from __future__ import annotations

import socket
from threading import Thread
from typing import TYPE_CHECKING

import uvicorn

from factcheck.serve.app import app_of
from factcheck.serve.board import Board
from factcheck.serve.keeper import Keeper
from factcheck.serve.watcher import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from types import FrameType

    from starlette.types import ASGIApp

    from factcheck.evidence.cache import Memory
    from factcheck.serve.records import Settings

HOST = "127.0.0.1"
"""No other machine gets here."""
USUAL_PORT = 8317
_MOST = 128
"""So many requests are answered at a time."""
_HEADERS = 2**14
_FAREWELL = 2.0
"""So many seconds the end waits for answers and for a run."""


def bound(port: int | None) -> socket.socket:
    """Return a socket of this machine that listens at a port, else at the usual or a free one.

    Raises ``OSError`` where the port that is named cannot be had.
    """
    if port is not None:
        return _listening(port)
    try:
        return _listening(USUAL_PORT)
    except OSError:
        return _listening(0)


def _listening(port: int) -> socket.socket:
    return socket.create_server((HOST, port))


def serve(
    settings: Settings,
    listening: socket.socket,
    remembering: Callable[[], AbstractContextManager[Memory | None]],
) -> None:
    """Serve claims until the program is told to end, and run them whenever files change.

    Raises ``KeyboardInterrupt`` after everything was ended, if that is what told it.
    """
    board = Board()
    keeper = Keeper(settings, board, remembering)
    watcher = Watcher(keeper.ask)
    threads = [
        Thread(target=keeper.work, args=(watcher.follow,), name="runs", daemon=True),
        Thread(target=watcher.work, name="watch", daemon=True),
    ]
    app = app_of(board, settings.language, listening.getsockname()[1])
    try:
        for thread in threads:
            thread.start()
        _Server(app, board).run(sockets=[listening])
    finally:
        board.close()
        keeper.stop()
        watcher.stop()
        for thread in filter(Thread.is_alive, threads):
            thread.join(_FAREWELL)


class _Server(uvicorn.Server):
    """A server that sends away who waits for news, as soon as it is told to end."""

    def __init__(self, app: ASGIApp, board: Board) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http="h11",
                ws="none",
                loop="asyncio",
                lifespan="off",
                log_level="error",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                limit_concurrency=_MOST,
                timeout_graceful_shutdown=round(_FAREWELL),
                h11_max_incomplete_event_size=_HEADERS,
            )
        )
        self._board = board

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end."""
        self._board.close()
        super().handle_exit(sig, frame)
