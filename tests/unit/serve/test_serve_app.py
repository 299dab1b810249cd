"""Which address shows what."""

from __future__ import annotations

import asyncio
import html
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from asgi import Request, answered
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from served_project import HOSTILE_NAME, IMAGE, POLICE, SCRIPT, project
from served_site import ServedSite

from factcheck.serve.pages import Pages, assets
from factcheck.serve.words import page_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from factcheck.serve.records import Snapshot

PATHS = ["/", "/figure", "/files/{police}", "/files/{police}/exact", "/files/{hostile}/hostile"]


@pytest.fixture(autouse=True)
def _web() -> None:
    pytest.importorskip("starlette", reason="needs the extra `web`")


@pytest.fixture(name="claims")
def _claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return project(tmp_path).relative_to(tmp_path)


@pytest.fixture(name="site")
def _site(claims: Path) -> ServedSite:
    made = ServedSite(claims)
    made.run()
    return made


def keys(site: ServedSite) -> dict[str, str]:
    hostile, police = site.board.snapshot.files
    return {"hostile": hostile.key, "police": police.key}


def pages_of(site: ServedSite) -> Iterator[str]:
    for path in PATHS:
        yield site.page(path.format(**keys(site)))


class Opened(HTMLParser):
    """Notes the elements of a page, with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def elements(page: str) -> list[tuple[str, dict[str, str | None]]]:
    opened = Opened()
    opened.feed(page)
    return opened.elements


def test_the_list_has_every_claim_with_a_link_to_its_memo(site: ServedSite) -> None:
    page = site.page("/")
    links = re.findall(r'<th [^>]*role="rowheader"[^>]*><a href="([^"]+)"', page)
    assert len(links) == 6
    for link in links:
        path, _, anchor = link.partition("#")
        assert f'id="{anchor}"' in site.page(path) if anchor else site.page(path)
    assert "4 claims and disputes" in page
    assert "1 not as expected" in page


def test_the_form_keeps_what_was_asked_for(site: ServedSite) -> None:
    page = site.page(
        "/", "words=%22%3E%3Cb%3E&verdict=refuted&unexpected=1&file=" + keys(site)["police"]
    )
    found = elements(page)
    fields = {each["id"]: each for tag, each in found if tag == "input"}
    assert fields["words"]["value"] == '"><b>'
    assert fields["unexpected"]["checked"] == "checked"
    chosen = [each["value"] for tag, each in found if tag == "option" and "selected" in each]
    assert chosen == ["refuted", keys(site)["police"]]
    assert "0 of 4 claims and disputes" in page
    assert "No claim fits." in page


def test_a_wish_that_cannot_be_met_is_told(site: ServedSite) -> None:
    page = html.unescape(site.page("/", "verdict=refutd"))
    assert "there is no verdict 'refutd'; did you mean 'refuted'?" in page


def test_a_memo_says_what_the_html_memo_says(site: ServedSite) -> None:
    page = site.page("/files/" + keys(site)["police"])
    for text in ("Were just under ten percent relevant?", "around 9,000", "sha256", "Made by"):
        assert text in page


def test_a_claim_has_its_neighbours(site: ServedSite) -> None:
    base = "/files/" + keys(site)["police"]
    page = site.page(f"{base}/exact")
    assert f'href="{base}/around-9000" rel="prev"' in page
    assert f'href="{base}/too-many" rel="next"' in page
    alone = site.page("/files/" + keys(site)["hostile"] + "/hostile")
    assert 'rel="next"' not in alone
    assert 'rel="prev"' not in alone


def test_what_is_wrong_is_shown_with_its_place_and_its_line(claims: Path, site: ServedSite) -> None:
    (claims / "police.yml").write_text(POLICE.replace("title: Twice", "tittle: Twice"))
    (claims / "odd.yml").write_text("a: 1\n")
    site.run()
    base = "/files/" + keys_with_odd(site)
    for path in ("/", base):
        page = html.unescape(site.page(path))
        assert "claims/police.yml:24" in page
        assert "   24 |     tittle: Twice as many\n" in page
        assert "did you mean 'title'?" in page
        assert "The file has problems now." in page
        assert "What the code means" in page
    assert "The file has problems now." in site.page(f"{base}/exact")
    home = site.page("/")
    assert "(old)" in home
    assert "is no claim file" in home
    assert "is no claim file" not in site.page("/", "verdict=refuted")


def keys_with_odd(site: ServedSite) -> str:
    return next(each.key for each in site.board.snapshot.files if "police" in each.name)


def test_a_file_that_never_was_right_has_a_page(claims: Path) -> None:
    (claims / "police.yml").write_text("factcheck: 1\nclaims:\n")
    site = ServedSite(claims)
    site.run()
    page = site.page("/files/" + keys_with_odd(site))
    assert re.search(r"<h1[^>]*>claims/police.yml</h1>", page)
    assert "The file has problems now." not in page
    assert "claims/police.yml" in site.page("/")


def test_a_folder_without_claims_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    site = ServedSite(tmp_path / "empty")
    assert "Nothing has been run yet." in site.page("/")
    site.run()
    assert "There are no claims here." in site.page("/")


def test_passwords_are_not_shown(claims: Path, site: ServedSite) -> None:
    text = POLICE.replace("table.csv", "postgresql://me:secret@host/db")
    (claims / "police.yml").write_text(text)
    site.run()
    for path in ("/", "/files/" + keys(site)["police"]):
        assert "secret" not in site.page(path)


def test_figures_are_tried(site: ServedSite) -> None:
    page = site.page("/figure", "text=just+under+ten+percent")
    assert page.count("9 % to under 10 %") >= 2
    assert "<svg " in page
    page = html.unescape(
        site.page("/figure", "text=just+unter+ten+percent&lang=xx&unit=kg&reads=no")
    )
    assert "<mark>" in page
    assert 'aria-invalid="true"' in page
    for value in ("xx", "kg", "no"):
        assert f'<option value="{value}" selected="selected">{value}</option>' in page
    assert "Allowed numbers" not in site.page("/figure")
    others = site.page("/figure", "text=three+times+more&to=1&unit=points")
    assert 'value="points" selected="selected"' in others
    assert 'open="open"' in others
    assert "Other readings" in site.page("/figure", "text=three+times+more")


@pytest.mark.parametrize(
    "path",
    [
        "/none",
        "/files",
        "/files/",
        "/files/none",
        "/files/{police}/none",
        "/files/none/exact",
        "/files/{police}/exact/more",
        "/files/../../../etc/passwd",
        "/files/..",
        "/files/../police.yml",
        "/files/claims/police.yml",
        "/static/",
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/serve.js/",
        "/static//etc/passwd",
        "//evil.example/",
        "/files/{police}/",
        "/%00",
        "/\x00\x1b[31m",
    ],
)
def test_nothing_else_is_there(site: ServedSite, path: str) -> None:
    answer = site.get(path.format(**keys(site)))
    assert answer.status == 404
    assert "There is no such page" in answer.text
    assert "location" not in answer.headers


def test_no_file_is_opened_for_a_request(site: ServedSite, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in pages_of(site):
        # Templates and catalogues are read by now.
        pass

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was opened")

    monkeypatch.setattr("builtins.open", refuse)
    monkeypatch.setattr("io.open", refuse)
    assert all(pages_of(site))
    assert site.get("/static/serve.js").status == 200
    assert site.get("/files/../../etc/passwd").status == 404


def test_pages_load_only_what_is_sent_from_here(site: ServedSite) -> None:
    for page in pages_of(site):
        found = elements(page)
        links = [each.get("src") for tag, each in found if tag in {"script", "img"}]
        links += [each.get("href") for tag, each in found if tag == "link"]
        assert all(link is not None and site.get(link).status == 200 for link in links)
    kinds = {kind for kind, _ in assets().values()}
    assert kinds == {"text/css", "text/javascript", "image/svg+xml"}


def test_nothing_stands_in_a_page_that_its_policy_forbids(site: ServedSite) -> None:
    for page in pages_of(site):
        for tag, each in elements(page):
            assert tag not in {"style", "iframe", "object", "base", "img"}
            assert not any(attribute.startswith("on") or attribute == "style" for attribute in each)
        assert len(re.findall("<script", page)) == 1


def test_hostile_texts_are_texts(site: ServedSite) -> None:
    page = site.page("/files/" + keys(site)["hostile"] + "/hostile")
    assert SCRIPT not in page
    assert IMAGE not in page
    assert html.escape(SCRIPT) in page
    assert "{{ 7 * 7 }}" in page
    assert HOSTILE_NAME.removesuffix(".yml") in html.unescape(site.page("/"))
    assert not re.search(r'href="(?!https?:|/|#)', page)


def test_pages_are_well_formed_and_every_id_stands_once(site: ServedSite) -> None:
    for page in pages_of(site):
        ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))  # noqa: S314 - made here
        ids = [each["id"] for _, each in elements(page) if "id" in each]
        assert len(ids) == len(set(ids))


FIELDS = ("words", "verdict", "file", "unexpected", "text", "lang", "unit", "reads", "to", "locale")
ODD = st.text(max_size=40) | st.sampled_from([SCRIPT, IMAGE, "%", "\0", "\ud800", "{{ 1 }}", "9 %"])


@pytest.fixture(name="lasting", scope="module")
def _lasting(tmp_path_factory: pytest.TempPathFactory) -> ServedSite:
    pytest.importorskip("starlette", reason="needs the extra `web`")
    made = ServedSite(project(tmp_path_factory.mktemp("served")))
    made.run()
    return made


@given(st.dictionaries(st.sampled_from(FIELDS), ODD, max_size=4))
def test_whatever_is_asked_is_answered_by_a_page(
    lasting: ServedSite, fields: dict[str, str]
) -> None:
    query = urlencode(fields, errors="surrogatepass")
    for path in ("/", "/figure"):
        page = lasting.page(path, query)
        ET.fromstring(page.removeprefix("<!DOCTYPE html>\n"))  # noqa: S314 - made here
        assert SCRIPT not in page
        assert IMAGE not in page


@pytest.mark.parametrize("query", ["%ff%00=%fe", "=&&=", "words=%", "a" * 4096, "words=a&words=b"])
def test_queries_that_no_form_sends_are_answered_too(lasting: ServedSite, query: str) -> None:
    assert lasting.page("/", query)
    assert lasting.page("/figure", query)


def test_every_colour_of_the_picture_is_in_the_style_sheet(lasting: ServedSite) -> None:
    page = lasting.page("/figure", "text=around+9,000")
    style = lasting.page("/static/memo.css")
    names = set(re.findall(r"var\((--[a-z]+)\)", page))
    assert names
    assert [name for name in names if f"{name}: " not in style] == []


def test_a_fault_of_ours_shows_nothing_of_itself(
    site: ServedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise ZeroDivisionError("secret/path.py")

    monkeypatch.setattr(Pages, "claims", fail)
    answer = site.get("/")
    assert answer.status == 500
    assert "The program has made a mistake" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert isinstance(answer.raised, ZeroDivisionError)
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_other_hosts_and_methods_do_not_get_here(site: ServedSite) -> None:
    assert site.get("/", hosts=["evil.example:8317"]).status == 421
    assert site.get("/", method="POST").status == 405
    assert site.get("/", method="HEAD").status == 200


def test_the_status_says_what_is_done(site: ServedSite) -> None:
    def status(**fields: object) -> str:
        now: Snapshot = replace(site.board.snapshot, **fields)
        return Pages("en").status(now)

    assert status(time="") == "Nothing has been run yet."
    assert status(step="reading <x>") == "Running: reading <x>"
    assert status(time="10:00:00") == "Checked at 10:00:00"
    assert status(is_failed=True, step="x").startswith("The program has failed")


def told(chunks: list[bytes]) -> list[dict[str, str]]:
    lines = b"".join(chunks).decode().split("\n\n")
    return [json.loads(line.partition("data: ")[2]) for line in lines if line.startswith("event: ")]


def test_changes_are_told_as_they_come(site: ServedSite) -> None:
    chunks: list[bytes] = []
    first = site.board.snapshot.version

    def on_chunk(chunk: bytes) -> None:
        chunks.append(chunk)
        # The first event, then the news below, then that there are none.
        if len(chunks) == 1:
            site.board.change(version="next")
        elif chunk.startswith(b":"):
            site.board.close()

    async def listen() -> None:
        answer = await answered(site.app, Request("/events"), on_chunk)
        assert answer.headers["content-type"].startswith("text/event-stream")

    asyncio.run(asyncio.wait_for(listen(), 20))
    assert [each["version"] for each in told(chunks)] == [first, "next"]
    assert all(each["status"].startswith("Checked at") for each in told(chunks))
    assert b": nothing new\n\n" in chunks
    assert site.get("/events", method="HEAD").body == b""


def test_pages_are_in_the_reader_s_language(claims: Path) -> None:
    site = ServedSite(claims, "de")
    site.run()
    for page in pages_of(site):
        assert '<html lang="de">' in page
    words = page_words("de")
    assert words.only_unexpected in html.unescape(site.page("/"))
    assert "9.167" in site.page("/")
