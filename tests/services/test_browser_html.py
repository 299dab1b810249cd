"""The HTML memo in a real browser: nothing runs, nothing is loaded, and nobody is kept out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drawn_runs
import pytest
import report_runs
import report_samples as samples
from browser import NARROW, WIDE
from msgspec.structs import replace

from factcheck.api import run
from factcheck.model.runs import Run, Runs
from factcheck.model.total import Total
from factcheck.report.formats import Look
from factcheck.report.html import render_runs

if TYPE_CHECKING:
    from pathlib import Path

    from browser import Scheme, Visit, Windows

LOOKS: list[tuple[Scheme, int]] = [
    ("light", WIDE),
    ("dark", WIDE),
    ("light", NARROW),
    ("dark", NARROW),
]
FILES = ["swiss", "eu", "rubric-example"]
MADE = {
    "everything": drawn_runs.ALONE,
    "several": drawn_runs.SEVERAL,
    "wrong": report_runs.runs_of(wrong=(report_runs.WRONG,)),
}
HOSTILE = [
    "<script>document.title = 'hacked'; alert(1)</script>",
    "<img src=https://example.org/x.png onerror=alert(1)><svg onload=alert(1)>",
    "\"'><iframe src=javascript:alert(1)></iframe><a href=javascript:alert(1)>",
    "</style><style>@import 'https://example.org/x.css'; * { display: none }</style>",
    "javascript:alert(1)",
    "wide" * 400,
    report_runs.HOSTILE,
]


def written(folder: Path, runs: Runs) -> str:
    """Return the address of the page of runs."""
    place = folder / "memo.html"
    place.write_text(render_runs(runs, Look()), encoding="utf-8")
    return place.as_uri()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[str, str]:
    """The addresses of the pages of real files, each alone and all together, and of made ones."""
    results = {name: run(root / "claims" / f"{name}.yml") for name in FILES}
    runs = {name: Runs.of(each, f"claims/{name}.yml") for name, each in results.items()}
    total = Total()
    for each in results.values():
        total = total.with_result(each)
    runs["folder"] = Runs(
        tuple(Run(name, each, (), each.exit_code) for name, each in results.items()), total
    )
    return {
        name: written(tmp_path_factory.mktemp("memo"), each) for name, each in (runs | MADE).items()
    }


def opened(visit: Visit) -> Visit:
    """Return a page with every table of a chart unfolded."""
    visit.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    return visit


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("name", [*FILES, "folder", *MADE])
def test_nobody_is_kept_out_and_nothing_sticks_out(
    windows: Windows, pages: dict[str, str], name: str, look: tuple[Scheme, int]
) -> None:
    scheme, width = look
    visit = opened(windows.open(pages[name], scheme=scheme, width=width, is_checked=True))
    assert visit.violations() == []
    assert visit.sticking_out() == []


@pytest.mark.parametrize("name", ["swiss", "everything"])
def test_the_page_is_alone_and_silent(windows: Windows, pages: dict[str, str], name: str) -> None:
    visit = windows.open(pages[name])
    assert visit.requests == [pages[name]]
    assert visit.complaints == []
    assert visit.page.evaluate("document.styleSheets.length") == 1
    assert visit.page.evaluate("document.compatMode") == "CSS1Compat"


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_users_runs_or_loads(windows: Windows, tmp_path: Path, text: str) -> None:
    runs = drawn_runs.hostile(text)
    address = written(tmp_path, runs)
    visit = opened(windows.open(address, width=NARROW))
    assert visit.requests == [address]
    assert visit.complaints == []
    assert visit.page.evaluate("document.scripts.length + document.images.length") == 0
    assert visit.page.evaluate("[...document.links].every(each => each.hash)")
    assert visit.page.title() != "hacked"
    assert visit.page.locator("h1").is_visible()
    assert visit.sticking_out() == []


def test_a_script_that_came_in_would_not_run(windows: Windows, tmp_path: Path) -> None:
    page = render_runs(drawn_runs.ALONE, Look())
    place = tmp_path / "memo.html"
    script = "<script>document.title = 'hacked'</script><p style='display: none'>seen</p>"
    place.write_text(page.replace("<main>", f"<main>{script}"), encoding="utf-8")
    visit = windows.open(place.as_uri())
    assert visit.page.title() != "hacked"
    assert visit.page.get_by_text("seen").is_visible()
    assert len([each for each in visit.complaints if "Content Security Policy" in each]) == 2


def test_the_keyboard_reaches_the_claims_first(windows: Windows, pages: dict[str, str]) -> None:
    page = windows.open(pages["swiss"]).page
    skip = page.get_by_role("link", name="Skip to the claims")
    assert skip.bounding_box()["width"] <= 1
    page.keyboard.press("Tab")
    assert skip.evaluate("each => each === document.activeElement")
    assert skip.bounding_box()["width"] > 100
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#page:claims"
    page.keyboard.press("Tab")
    # The first link within the claims.
    assert page.evaluate("document.activeElement.closest('article').id") == "around-9000"


def test_a_row_of_the_overview_leads_to_its_claim_and_back(
    windows: Windows, pages: dict[str, str]
) -> None:
    page = windows.open(pages["swiss"], width=NARROW).page
    table = page.get_by_role("table", name="Overview")
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name="over-8000"))
    row.first.get_by_role("link").first.click()
    claim = page.locator("#over-8000")
    assert claim.evaluate("each => Math.abs(each.getBoundingClientRect().top) < 100")
    claim.get_by_role("link", name="Back to the overview").click()
    heading = page.get_by_role("heading", name="Overview")
    assert heading.evaluate("each => Math.abs(each.getBoundingClientRect().top) < 100")


def test_a_thousand_claims_are_laid_out_as_they_are_reached(
    windows: Windows, tmp_path: Path
) -> None:
    claims = [replace(samples.AROUND_9000, id=f"c{number}") for number in range(1000)]
    page = windows.open(written(tmp_path, Runs.of(samples.result(*claims), "c.yml"))).page
    page.get_by_role("table", name="Overview").get_by_role("link", name="c900").click()
    claim = page.locator("#c900")
    assert claim.evaluate("each => Math.abs(each.getBoundingClientRect().top) < 100")
    seen = "each => getComputedStyle(each).contentVisibility"
    assert claim.evaluate(seen) == "auto"
    page.emulate_media(media="print")
    assert claim.evaluate(seen) == "visible"


def test_each_claim_is_printed_on_a_page_of_its_own(
    windows: Windows, pages: dict[str, str]
) -> None:
    page = windows.open(pages["eu"]).page
    printed = page.pdf(prefer_css_page_size=True)
    articles = page.locator("article.claim").count()
    # Page objects of the file; of page trees there is one more kind.
    assert printed.count(b"/Type /Page\n") > articles


def test_on_paper_it_is_dark_on_light_without_what_only_a_screen_needs(
    windows: Windows, pages: dict[str, str]
) -> None:
    page = windows.open(pages["swiss"], scheme="dark").page
    background = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(background) == "rgb(21, 22, 26)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(background) == "rgb(255, 255, 255)"
    assert page.get_by_role("link", name="Back to the overview").count() == 0
    address = "getComputedStyle(document.querySelector('figcaption a'), '::after').content"
    assert "https://" in page.evaluate(address)
