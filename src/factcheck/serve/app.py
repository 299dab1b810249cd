"""The application: which address shows what. No part of an address ever names a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route

from factcheck.serve.guard import Guard
from factcheck.serve.pages import Pages, assets

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from factcheck.serve.board import Board
    from factcheck.serve.records import Snapshot

PATIENCE = 15.0
"""After so many seconds without news a line says that there are none, so that nothing hangs up."""


def app_of(board: Board, language: str, port: int, patience: float = PATIENCE) -> ASGIApp:
    """Return what answers requests at a port of this machine with what hangs at the board."""
    site = Site(board, Pages(language), patience)
    inside = Starlette(
        routes=[
            Route("/", site.claims),
            Route("/figure", site.figure),
            Route("/files/{file}", site.file),
            Route("/files/{file}/{claim}", site.claim),
            Route("/events", site.events),
            Route("/static/{name}", site.static),
        ],
        exception_handlers={404: site.missing, Exception: site.broken},
    )
    # A redirection would be made of what the request says the address is.
    inside.router.redirect_slashes = False
    return Guard(inside, port)


class Site:
    """What stands at each address."""

    def __init__(self, board: Board, pages: Pages, patience: float) -> None:
        self._board = board
        self._pages = pages
        self._patience = patience
        self._assets = assets()

    async def claims(self, request: Request) -> Response:
        """Show the list of claims."""
        return await self._shown(lambda now: self._pages.claims(now, request.query_params))

    async def figure(self, request: Request) -> Response:
        """Show what the words of a figure allow."""
        return await self._shown(lambda now: self._pages.figure(now, request.query_params))

    async def file(self, request: Request) -> Response:
        """Show the memo of a file."""
        key = request.path_params["file"]

        def page(now: Snapshot) -> str | None:
            file = now.file(key)
            return None if file is None else self._pages.memo(now, file)

        return await self._shown(page)

    async def claim(self, request: Request) -> Response:
        """Show the memo of a claim or dispute."""
        key, anchor = request.path_params["file"], request.path_params["claim"]

        def page(now: Snapshot) -> str | None:
            file = now.file(key)
            entry = None if file is None else file.entry(anchor)
            if file is None or entry is None:
                return None
            return self._pages.claim(now, file, entry)

        return await self._shown(page)

    async def static(self, request: Request) -> Response:
        """Send what pages load besides."""
        asset = self._assets.get(request.path_params["name"])
        if asset is None:
            return self._missing(self._board.snapshot)
        kind, content = asset
        return Response(content, media_type=kind)

    async def events(self, request: Request) -> Response:
        """Tell the version of what is shown and the status, now and whenever they change."""
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        return StreamingResponse(self._told(), media_type="text/event-stream")

    async def missing(self, request: Request, error: Exception) -> Response:
        """Say that there is no such page."""
        del request, error
        return self._missing(self._board.snapshot)

    async def broken(self, request: Request, error: Exception) -> Response:
        """Say that we have made a mistake; what it was is printed where the program runs."""
        del request, error
        return HTMLResponse(self._pages.broken(self._board.snapshot), 500)

    async def _shown(self, page: Callable[[Snapshot], str | None]) -> Response:
        """Return a page, made in another thread, so that others need not wait for it."""
        snapshot = self._board.snapshot
        text = await run_in_threadpool(page, snapshot)
        return self._missing(snapshot) if text is None else HTMLResponse(text)

    def _missing(self, snapshot: Snapshot) -> Response:
        return HTMLResponse(self._pages.missing(snapshot), 404)

    async def _told(self) -> AsyncIterator[str]:
        seen = self._board.snapshot
        yield self._event(seen)
        while not self._board.is_closed:
            if await self._board.changed(seen, self._patience):
                seen = self._board.snapshot
                yield self._event(seen)
            else:
                yield ": nothing new\n\n"

    def _event(self, snapshot: Snapshot) -> str:
        """Return a server-sent event; JSON has no line break of its own."""
        told = {"version": snapshot.version, "status": self._pages.status(snapshot)}
        return f"event: board\ndata: {json.dumps(told)}\n\n"
