"""What is let in and how answers are fenced, before and after anything else looks at them.

The pages are for a browser on the same machine. A page of somebody else's that is open there could
send it to this address too, be it under a name of its own that leads here (DNS rebinding): so the
name is checked, nothing can be changed, and no other page may read or frame what is answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_QUERY = 4096
LONGEST_PATH = 1024
_METHODS = frozenset({"GET", "HEAD"})
_NAMES = ("127.0.0.1", "localhost", "[::1]")
_PLAIN_PORT = 80
"""The one that addresses leave out."""

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every answer carries."""


class Refusal(Struct, frozen=True):
    """Why a request is not answered."""

    status: int
    words: str
    headers: tuple[tuple[str, str], ...] = ()


class Guard:
    """Stands before an application that answers at one port of this machine."""

    def __init__(self, inside: ASGIApp, port: int) -> None:
        self._inside = inside
        self._hosts = hosts_at(port)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it."""
        if scope["type"] == "lifespan":
            await self._inside(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            refusal = self._refusal(scope)
            if refusal is None:
                await self._inside(scope, receive, _fenced(send))
            else:
                await _refuse(refusal, scope, _fenced(send))

    def _refusal(self, scope: Scope) -> Refusal | None:
        """Return why a request is refused; ``None`` where it is let in."""
        hosts = _values(scope, b"host")
        if len(hosts) != 1:
            return Refusal(400, "the request names no host, or several")
        if hosts[0].lower() not in self._hosts:
            return Refusal(421, "this address is not served here")
        if scope["method"] not in _METHODS:
            return Refusal(405, "nothing can be changed here", (("Allow", "GET, HEAD"),))
        if len(scope["query_string"]) > LONGEST_QUERY or len(scope["path"]) > LONGEST_PATH:
            return Refusal(414, "the address is too long")
        if _is_from_elsewhere(scope):
            return Refusal(403, "only pages from here may ask for this")
        return None


def hosts_at(port: int) -> frozenset[str]:
    """Return the hosts that name a port of this machine."""
    hosts = {f"{name}:{port}" for name in _NAMES}
    return frozenset(hosts | set(_NAMES) if port == _PLAIN_PORT else hosts)


def _is_from_elsewhere(scope: Scope) -> bool:
    """Whether another site's page asks, other than by a link: browsers say so."""
    site, mode = _values(scope, b"sec-fetch-site"), _values(scope, b"sec-fetch-mode")
    return bool(set(site) - {"same-origin", "none"}) and mode != ["navigate"]


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name]


def _fenced(send: Send) -> Send:
    """Return what sends answers with the headers that every one carries."""
    fence = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]

    async def fenced(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [pair for pair in message.get("headers", ()) if pair[0] not in dict(fence)]
            message = {**message, "headers": [*own, *fence]}
        await send(message)

    return fenced


async def _refuse(refusal: Refusal, scope: Scope, send: Send) -> None:
    body = f"{refusal.words}\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        *((name.lower().encode(), value.encode()) for name, value in refusal.headers),
    ]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    shown = b"" if scope["method"] == "HEAD" else body
    await send({"type": "http.response.body", "body": shown})
