"""`factcheck serve` in a real browser: what is seen, what moves, and whom it keeps out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest
from browser import NARROW, WIDE
from served_project import HOSTILE_NAME, POLICE, TABLE, project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from browser import Scheme, Visit, Windows
    from playwright.sync_api import Page

SECONDS = 20_000
"""In milliseconds: so long a page may take to follow a file."""
LOOKS: list[tuple[Scheme, int]] = [
    ("light", WIDE),
    ("dark", WIDE),
    ("light", NARROW),
    ("dark", NARROW),
]
PAGES = {
    "list": "",
    "filtered": "?verdict=refuted&words=many",
    "empty": "?words=nothing+has+this",
    "unknown": "?verdict=refused&file=polise",
    "memo": "files/claims-police",
    "claim": "files/claims-police/around-9000",
    "hostile": "files/claims-a-b-i/hostile",
    "figure": "figure?text=just+under+ten+percent",
    "figure refused": "figure?text=just+unter+ten+percent&reads=approx&to=x&locale=de-CH",
    "missing": "files/none",
}


@contextmanager
def served(claims: Path, *arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Start the command as a user does; give its address, and end it in any case."""
    command = [sys.executable, "-m", "factcheck", "serve", "claims", "--port", "0", *arguments]
    with subprocess.Popen(
        command,
        cwd=claims.parent,
        env={**os.environ, "FACTCHECK_CACHE": "off"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            assert process.stdout.readline() == "Ctrl-C ends it.\n"
            yield address, process
        finally:
            process.kill()


@pytest.fixture(name="claims")
def _claims(tmp_path: Path) -> Path:
    if not all(map(find_spec, ("starlette", "uvicorn", "watchfiles"))):
        is_needed = os.environ.get("FACTCHECK_TEST_STRICT") == "1"
        (pytest.fail if is_needed else pytest.skip)("no server: pip install -e '.[web]'")
    return project(tmp_path)


@pytest.fixture(name="address")
def _address(claims: Path) -> Iterator[str]:
    with served(claims) as (address, _):
        yield address


@pytest.fixture(name="home")
def _home(address: str, windows: Windows) -> Page:
    """The list, once everything was run."""
    page = windows.open(address).page
    page.get_by_text("Checked at").wait_for(timeout=SECONDS)
    page.get_by_role("link", name="around-9000").first.wait_for(timeout=SECONDS)
    return page


def opened(windows: Windows, address: str, **look: Any) -> Visit:  # noqa: ANN401 - as `open` takes
    """Return a page after the first run."""
    visit = windows.open(address, **look)
    visit.page.get_by_text("Checked at").wait_for(timeout=SECONDS)
    return visit


def rewrite(path: Path, text: str) -> None:
    """Save a file as editors do: beside it, and then in its place."""
    beside = path.with_suffix(".part")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look[0]} {look[1]}")
def test_nothing_hinders_anybody(
    home: Page, address: str, windows: Windows, look: tuple[Scheme, int]
) -> None:
    del home
    scheme, width = look
    for name, place in PAGES.items():
        visit = opened(windows, address + place, scheme=scheme, width=width, is_checked=True)
        assert not visit.violations(), name
        assert not visit.sticking_out(), name


def test_no_script_but_ours_runs_and_nothing_is_loaded_from_outside(
    home: Page, address: str, windows: Windows
) -> None:
    del home
    for name, place in PAGES.items():
        visit = opened(windows, address + place)
        expected = ["404 (Not Found)"] if name == "missing" else []
        assert len(visit.complaints) == len(expected), visit.complaints
        assert all(each in visit.complaints[0] for each in expected)
        assert all(each.startswith(address) for each in visit.requests), visit.requests


def test_a_claim_is_found_and_read(home: Page) -> None:
    home.get_by_role("link", name="around-9000", exact=True).click()
    assert home.get_by_role("heading", level=1).inner_text().endswith("around-9000")
    assert home.get_by_text("Last year we received around 9,000 reports.").is_visible()
    assert home.get_by_role("img").count() >= 1
    home.get_by_role("link", name="exact →").click()
    assert home.get_by_role("heading", level=1).inner_text().endswith("exact")
    home.get_by_role("navigation", name="You are here").get_by_role("link").nth(1).click()
    assert (
        home.get_by_role("heading", level=1).inner_text() == "Were just under ten percent relevant?"
    )


def test_the_list_is_filtered_while_somebody_types(home: Page) -> None:
    rows = home.locator("table.claims tbody tr")
    assert rows.count() == 6
    home.get_by_label("Words").fill("twice MANY")
    home.get_by_role("status").get_by_text("1 of 4 claims and disputes").wait_for()
    assert rows.count() == 1
    assert home.url.endswith("/?words=twice+MANY")
    home.get_by_label("Words").fill("")
    home.get_by_label("Verdict").select_option("undetermined")
    home.wait_for_url("**/?verdict=undetermined")
    home.get_by_role("row").filter(has_text="too-many").wait_for(state="detached")
    assert rows.first.inner_text().startswith("around-9000")
    home.reload()
    assert home.get_by_label("Verdict").input_value() == "undetermined"
    home.get_by_label("Only what is not as expected").check()
    home.get_by_text("No claim fits.").wait_for()
    home.get_by_role("link", name="Show all").click()
    assert rows.count() == 6


def test_without_scripts_the_form_is_sent(home: Page, address: str, windows: Windows) -> None:
    del home
    page = opened(windows, address, has_scripts=False).page
    page.get_by_label("Verdict").select_option("refuted")
    page.get_by_label("Words").fill("many")
    page.get_by_role("button", name="Show").click()
    assert "verdict=refuted" in page.url
    assert page.locator("table.claims tbody tr").count() == 1
    page.get_by_role("link", name="Try a figure").click()
    page.get_by_label("Figure as printed").fill("knapp zehn Prozent")
    page.get_by_label("Language of the words").select_option("de")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("cell", name="9 % to under 10 %").is_visible()


def test_a_page_follows_the_files_and_stays_where_it_is(home: Page, claims: Path) -> None:
    home.set_viewport_size({"width": 1280, "height": 300})
    link = home.get_by_role("link", name="too-many")
    link.focus()
    home.evaluate("() => scrollTo(0, 200)")
    home.evaluate("() => { window.isTheSame = true; }")
    rewrite(claims / "police.yml", POLICE.replace("around 20,000", "around 9,200"))
    row = home.get_by_role("row").filter(has_text="too-many")
    row.get_by_text("supported").wait_for(timeout=SECONDS)
    assert home.evaluate("() => scrollY") == 200
    assert home.evaluate("() => window.isTheSame")
    assert home.evaluate("() => document.activeElement.textContent") == "too-many"


def test_a_table_is_followed_too(home: Page, claims: Path) -> None:
    rewrite(claims / "table.csv", TABLE.replace("9167", "20100"))
    row = home.get_by_role("row").filter(has_text="too-many")
    row.get_by_text("supported").wait_for(timeout=SECONDS)


def test_a_broken_file_shows_what_is_wrong_and_keeps_its_verdicts_marked(
    home: Page, claims: Path
) -> None:
    path = claims / "police.yml"
    rewrite(path, POLICE.replace("title: Twice", "tittle: Twice"))
    home.get_by_text("The file has problems now.").wait_for(timeout=SECONDS)
    problem = home.locator(".problems").first
    assert "claims/police.yml:24" in problem.inner_text()
    assert "tittle: Twice as many" in problem.inner_text()
    assert "'title'" in problem.inner_text()
    row = home.get_by_role("row").filter(has_text="too-many")
    assert "Refuted" in row.inner_text()
    assert "(old)" in row.inner_text()
    row.get_by_role("link").click()
    assert home.get_by_text("The file has problems now.").is_visible()
    rewrite(path, POLICE)
    home.get_by_text("The file has problems now.").wait_for(state="detached", timeout=SECONDS)
    path.unlink()
    home.get_by_text("There is no such page").wait_for(timeout=SECONDS)
    rewrite(path, POLICE)
    home.get_by_role("heading", name="Twice as many").wait_for(timeout=SECONDS)


def test_a_new_file_in_a_new_folder_appears(home: Page, claims: Path) -> None:
    (claims / "deep").mkdir()
    text = POLICE.replace("table.csv", "../table.csv").replace("Were just", "Deeper")
    (claims / "deep" / "more.yml").write_text(text, encoding="utf-8")
    home.get_by_role("heading", name="Deeper under ten").wait_for(timeout=SECONDS)


def test_what_is_unfolded_stays_unfolded(address: str, claims: Path, windows: Windows) -> None:
    page = opened(windows, f"{address}files/claims-police/around-9000").page
    page.get_by_text("The numbers of the chart").first.click()
    rewrite(claims / "table.csv", TABLE.replace("9167", "9222"))
    page.locator("dd").get_by_text("9,222").first.wait_for(timeout=SECONDS)
    assert page.locator("details[open]").count() == 1


def test_a_figure_is_tried(address: str, windows: Windows) -> None:
    page = opened(windows, f"{address}figure").page
    page.get_by_label("Figure as printed").fill("just under ten percent")
    page.get_by_role("cell", name="9 % to under 10 %").wait_for()
    assert page.get_by_role("img").is_visible()
    assert "tight_below" in page.locator("dl").inner_text()
    page.get_by_label("Figure as printed").fill("just unter ten percent")
    page.get_by_text("did you mean 'under'?").wait_for()
    assert page.locator("mark").inner_text() == "unter"
    page.get_by_label("Figure as printed").fill("up 4%")
    page.get_by_label("A percent sign means").select_option("points")
    page.get_by_role("cell", name="points").first.wait_for()


def test_whoever_uses_a_keyboard_gets_everywhere(home: Page) -> None:
    home.reload()
    home.keyboard.press("Tab")
    assert home.evaluate("() => document.activeElement.className") == "skip"
    home.keyboard.press("Enter")
    home.keyboard.press("Tab")
    assert home.evaluate("() => document.activeElement.id") == "words"


def test_ctrl_c_ends_it_quietly_and_pages_say_so(claims: Path, windows: Windows) -> None:
    with served(claims) as (address, process):
        page = opened(windows, address).page
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=15)
        assert (process.returncode, rest, errors) == (0, "", "")
        page.get_by_text("The program has ended").wait_for()


def test_other_sites_cannot_read_or_frame_it(home: Page, address: str, tmp_path: Path) -> None:
    html = f'<iframe src="{address}"></iframe><script src="{address}static/serve.js"></script>'
    (tmp_path / "other.html").write_text(html, encoding="utf-8")
    home.goto((tmp_path / "other.html").as_uri())
    framed = home.frames[1]
    assert "All claims" not in framed.content()
    read = f"fetch('{address}').then(a => a.text()).catch(() => 'refused')"
    assert home.evaluate(f"() => {read}") == "refused"


def test_pages_are_in_the_reader_s_language(claims: Path, windows: Windows) -> None:
    with served(claims, "--report-lang", "de") as (address, _):
        page = windows.open(address).page
        page.get_by_role("link", name="around-9000").first.wait_for(timeout=SECONDS)
        assert page.evaluate("() => document.documentElement.lang") == "de"


def test_hostile_names_are_shown_as_they_are(home: Page) -> None:
    assert home.locator("code").get_by_text(f"claims/{HOSTILE_NAME}").is_visible()
