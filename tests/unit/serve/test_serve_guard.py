"""Who is let in, and how answers are fenced."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from asgi import HOST, Answer, Request, answered, ask

from factcheck.serve.guard import HEADERS, LONGEST_PATH, LONGEST_QUERY, Guard, hosts_at

if TYPE_CHECKING:
    from starlette.types import Scope, Send


async def inside(scope: Scope, receive: object, send: Send) -> None:
    """Say that somebody was let in."""
    del receive
    assert scope["type"] in {"http", "lifespan"}
    if scope["type"] == "http":
        headers = [(b"content-type", b"text/plain"), (b"cache-control", b"public")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"in"})


def asked(path: str = "/", query: str = "", **said: Any) -> Answer:  # noqa: ANN401 - its fields
    return ask(Guard(inside, 8317), path, query, **said)


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8317", "localhost:8317", "LOCALHOST:8317", "[::1]:8317"]
)
def test_names_of_this_machine_are_let_in(host: str) -> None:
    assert asked(hosts=[host]).body == b"in"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8317",
        "localhost",
        "localhost:80",
        "localhost:8318",
        "localhost.:8317",
        "localhost:8317.evil.example",
        "127.0.0.1.evil.example:8317",
        "user@127.0.0.1:8317",
        "127.0.0.2:8317",
        "0.0.0.0:8317",
        "::1:8317",
        "",
        " 127.0.0.1:8317",
    ],
)
def test_every_other_name_is_refused(host: str) -> None:
    answer = asked(hosts=[host])
    assert answer.status == 421
    assert b"in" not in answer.body.split()


def test_a_request_names_one_host() -> None:
    assert asked(hosts=[]).status == 400
    assert asked(hosts=[HOST, HOST]).status == 400
    assert asked(hosts=[HOST, "evil.example"]).status == 400


def test_the_usual_port_of_the_web_is_left_out_by_browsers() -> None:
    assert "localhost" in hosts_at(80)
    assert hosts_at(8317) == {"localhost:8317", "127.0.0.1:8317", "[::1]:8317"}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get"])
def test_nothing_can_be_changed(method: str) -> None:
    answer = asked(method=method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_addresses_have_a_limit() -> None:
    assert asked(query="x" * LONGEST_QUERY).status == 200
    assert asked(query="x" * (LONGEST_QUERY + 1)).status == 414
    assert asked("/" + "x" * LONGEST_PATH).status == 414


@pytest.mark.parametrize(
    ("site", "mode", "status"),
    [
        ("none", "navigate", 200),
        ("same-origin", "cors", 200),
        ("cross-site", "navigate", 200),
        ("cross-site", "no-cors", 403),
        ("cross-site", "cors", 403),
        ("same-site", "no-cors", 403),
    ],
)
def test_other_sites_may_only_lead_here(site: str, mode: str, status: int) -> None:
    headers = [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode)]
    assert asked(headers=headers).status == status


def test_every_answer_is_fenced_and_nothing_undoes_it() -> None:
    for answer in (asked(), asked(hosts=["evil.example"]), asked(method="POST")):
        for name, value in HEADERS.items():
            assert answer.headers[name.lower()] == value
        assert "access-control-allow-origin" not in answer.headers


def test_the_policy_lets_nothing_inline_run() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; script-src 'self';")


def test_a_refusal_has_no_body_where_only_headers_are_asked_for() -> None:
    answer = asked(method="HEAD", hosts=["evil.example"])
    assert (answer.status, answer.body) == (421, b"")
    assert int(answer.headers["content-length"]) > 0


def test_sockets_are_closed_and_the_beginning_is_let_through() -> None:
    guard = Guard(inside, 8317)
    assert b"websocket.close" in ask(guard, kind="websocket").body
    asyncio.run(answered(guard, Request(kind="lifespan")))
