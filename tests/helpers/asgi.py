"""Requests to an application without a server, sent exactly as they are written."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    App = Callable[[Any, Any, Any], Awaitable[None]]

HOST = "127.0.0.1:8317"


class Answer(Struct):
    """What came back."""

    status: int = 0
    headers: dict[str, str] = {}
    body: bytes = b""
    raised: Exception | None = None
    """What went on to the server, which prints it."""

    @property
    def text(self) -> str:
        """The body as a text."""
        return self.body.decode()


class Request(Struct):
    """What is asked."""

    path: str = "/"
    query: str = ""
    method: str = "GET"
    hosts: Sequence[str] = (HOST,)
    headers: Sequence[tuple[str, str]] = ()
    kind: str = "http"

    @property
    def scope(self) -> dict[str, object]:
        """Return it as a server hands it on."""
        pairs = [*(("host", host) for host in self.hosts), *self.headers]
        return {
            "type": self.kind,
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": self.method,
            "scheme": "http",
            "path": self.path,
            "raw_path": self.path.encode(),
            "query_string": self.query.encode(),
            "root_path": "",
            "headers": [(name.lower().encode(), value.encode()) for name, value in pairs],
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", 8317),
        }


def ask(app: App, path: str = "/", query: str = "", **said: Any) -> Answer:  # noqa: ANN401 - its fields
    """Return the whole answer to one request."""
    return asyncio.run(answered(app, Request(path, query, **said)))


async def answered(
    app: App, request: Request, on_chunk: Callable[[bytes], None] = lambda _: None
) -> Answer:
    """Return the whole answer; each piece of its body is told as soon as it is there."""
    answer = Answer(headers={})
    never = asyncio.Event()
    is_sent = False

    async def receive() -> dict[str, object]:
        nonlocal is_sent
        if is_sent:
            await never.wait()
        is_sent = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {n.decode(): v.decode() for n, v in message["headers"]}
        elif message["type"] == "http.response.body":
            answer.body += message.get("body", b"")
            on_chunk(message.get("body", b""))
        else:
            answer.body += repr(message).encode()

    try:
        await app(request.scope, receive, send)
    except Exception as error:  # noqa: BLE001 - a server catches all of them too
        answer.raised = error
    return answer
