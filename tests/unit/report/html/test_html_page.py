"""The memo as a page of HTML."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import chart_samples as charts
import drawn_runs
import pytest
import report_runs
import report_samples as samples
from html_page import Page, lacking
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from factcheck.api import run
from factcheck.model.formats import LANGUAGES
from factcheck.model.runs import Run, Runs
from factcheck.report import html, render
from factcheck.report.formats import Look
from factcheck.report.html.arranged import nested, unsplit
from factcheck.report.memo.records import Badge, Row
from factcheck.report.memo.together import memos_of
from factcheck.report.memo.tones import Tone
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = [
    "<script>alert(1)</script>",
    "</style></title></textarea></svg><img src=x onerror=alert(1)>",
    "\"onmouseover='alert(1)' x=\"",
    "javascript:alert(1)",
    "]]>&amp;<!-- --> {{ 7 * 7 }} {% raw %}",
    report_runs.HOSTILE,
    charts.NASTY,
    "x" * 300,
]
FILES = ["eu", "germany-ireland", "rubric-example", "swiss", "totals"]


def page_of(runs: Runs, language: str = "en") -> Page:
    return Page(html.render_runs(runs, Look(language)))


@pytest.fixture(scope="module")
def alone() -> Page:
    return page_of(drawn_runs.ALONE)


@pytest.fixture(scope="module")
def several() -> Page:
    return page_of(drawn_runs.SEVERAL)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("runs", [drawn_runs.ALONE, drawn_runs.SEVERAL], ids=["alone", "several"])
def test_every_text_of_the_memo_stands_on_the_page(runs: Runs, language: str) -> None:
    page = page_of(runs, language)
    memos = memos_of(runs, language)
    assert page.root.attrib["lang"] == language
    assert lacking(page, memos) == []


@pytest.mark.parametrize("name", FILES)
def test_a_real_file_is_all_on_its_page(name: str, root: Path) -> None:
    runs = Runs.of(run(root / "claims" / f"{name}.yml"), f"claims/{name}.yml")
    page = page_of(runs)
    assert lacking(page, memos_of(runs, "en")) == []
    _assert_sound(page)


def _assert_sound(page: Page) -> None:
    """Fail where ids are twice, links lead nowhere, or headings leave out a level."""
    ids = page.ids()
    assert sorted(ids) == sorted(set(ids))
    inner = {link.removeprefix("#") for link in page.links() if link.startswith("#")}
    assert inner <= set(ids)
    for _, name, text in page.attributes():
        if name in {"aria-labelledby", "aria-describedby"}:
            assert set(text.split()) <= set(ids)
    levels = [level for level, _ in page.headings()]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_is_sound(alone: Page, several: Page) -> None:
    _assert_sound(alone)
    _assert_sound(several)


def test_what_is_made_of_a_claim_comes_in_the_order_a_reader_wants(alone: Page) -> None:
    (article,) = [e for e in alone.all("article") if e.attrib["id"] == "reports-2018"]
    kinds = [(each.tag, each.attrib.get("class", "")) for each in article]
    assert kinds == [
        ("p", "kicker"),
        ("h3", ""),
        ("p", "judged supported"),
        ("figure", "chart"),
        ("dl", "sets"),
        ("dl", "known"),
        ("p", "to-top"),
    ]
    assert alone.headings()[:4] == [
        (1, "Were just under ten percent of Switzerland's reports relevant?"),
        (2, "Overview"),
        (2, "Claims"),
        (3, "Around 9,000 reports"),
    ]
    assert [text for level, text in alone.headings() if level == 2] == [
        "Overview", "Claims", "Disputes", "Sources", "Evidence", "Rubrics", "Labels", "Warnings",
        "Files",
    ]  # fmt: skip


def test_rows_of_the_overview_lead_to_the_claims_and_show_the_depth(alone: Page) -> None:
    (table,) = [each for each in alone.all("table") if each.attrib.get("class") == "claims"]
    rows = table.findall("./tbody/tr")
    found = [
        (
            each.attrib["class"],
            " ".join("".join(each[0].itertext()).split()),
            each[0][0].attrib["href"],
        )
        for each in rows[:3]
    ]
    assert found == [
        ("depth-0", "reports-2018", "#reports-2018"),
        ("depth-0", "just-under-ten", "#just-under-ten"),
        ("depth-1", "just-under-ten / passed on, 2018", "#just-under-ten-passed-on-2018"),
    ]
    assert all(each[0].attrib["scope"] == "row" for each in rows)
    unexpected = [each for each in rows if "Not as expected" in "".join(each.itertext())]
    assert len(unexpected) == 5


def test_a_name_is_told_apart_from_what_is_above_it() -> None:
    badge = Badge(Tone.REFUTED, "refuted", "")
    named = [("a", 0), ("a / b", 1), ("a / b / c", 2), ("a / ", 1), ("other", 1), ("d / e", 0)]
    rows = [Row("", name, depth, "", badge, "") for name, depth in named]
    assert [(known, rest) for _, known, rest in nested(rows)] == [
        ("", "a"),
        ("a / ", "b"),
        ("a / b / ", "c"),
        ("", "a / "),
        ("", "other"),
        ("", "d / e"),
    ]


def test_the_condition_of_a_dispute_stands_beside_its_verdict(alone: Page) -> None:
    (dispute,) = [e for e in alone.all("article") if e.attrib["id"] == "dispute-both"]
    (judged,) = [e for e in dispute if e.attrib.get("class", "").startswith("judged")]
    assert " ".join("".join(judged.itertext()).split()) == (
        "Compatible only if x is less than 10/63 (15.87 %) "
        "In whole numbers, only if: y is at most 1,246"
    )


def test_the_table_of_files_comes_first_and_leads_to_each(several: Page) -> None:
    (table,) = [each for each in several.all("table") if each.attrib.get("class") == "counts"]
    rows = [" ".join("".join(each.itertext()).split()) for each in table.iter("tr")]
    assert rows == [
        "File Declared Evaluated Decided Not as expected",
        "claims/swiss.yml 7 4 4 4",
        "claims/swiss.yml 2 2 2 0",
        "claims/bad.yml 2 problems; nothing of it was evaluated.",
    ]
    parts = [each for each in several.all("article") if each.attrib["class"] == "memo"]
    assert [each.attrib["id"] for each in parts] == ["1:part", "2:part", "3:part"]
    assert several.texts("title") == ["Fact-check: All files"]


def test_a_wrong_file_shows_the_line_with_its_mark_and_the_hint() -> None:
    page = page_of(report_runs.runs_of(wrong=(report_runs.WRONG,)))
    assert page.headings() == [(1, "claims/bad.yml")]
    (excerpt,) = page.all("pre")
    assert excerpt.text == "   13 |   a: b\n      |   ^"
    assert "FC066 circular-definition at claims/bad.yml:13: 'a' is defined by itself" in page.text
    assert "hint: define one without the other" in page.text
    assert "FC066 circular-definition: nothing stands here" in page.text


def test_a_page_always_has_a_title() -> None:
    untitled = replace(samples.BARE, exit_code=0)
    assert page_of(Runs.of(untitled, "c.yml")).headings() == [(1, "Fact-check")]
    assert page_of(Runs.of(untitled, "c.yml")).texts("title") == ["Fact-check"]
    named = replace(samples.SWISS, title=None)
    assert page_of(Runs.of(named, samples.FILE)).texts("title") == [samples.FILE]
    nobody = Runs((Run("", None, (), 2),))
    assert page_of(nobody).headings() == [(1, "Fact-check")]
    assert page_of(Runs(())).texts("h1") == ["Fact-check"]


def test_only_web_addresses_become_links_and_tell_nobody_where_they_were(alone: Page) -> None:
    outer = [each for each in alone.all("a") if not each.attrib["href"].startswith("#")]
    assert {each.attrib["href"] for each in outer} == {
        "https://www.fedpol.admin.ch/zahlen.pdf",
        "https://web.archive.org/web/2022/zahlen.pdf",
    }
    assert all(each.attrib["rel"] == "noreferrer noopener" for each in outer)
    spoilt = drawn_runs.hostile("javascript:alert(1)")
    assert all(link.startswith("#") for link in page_of(spoilt).links())


def test_a_quote_says_who_said_it_and_leads_there() -> None:
    claim = replace(samples.FLAGSHIP, source="fedpol-2021", speaker=None, date=None)
    page = page_of(Runs.of(samples.result(claim), "c.yml"))
    assert page.texts("blockquote") == ["Just under ten percent of them were criminally relevant."]
    (caption,) = page.all("figcaption")
    assert caption[0].attrib["href"] == samples.FEDPOL.url
    unlinked = page_of(Runs.of(samples.result(samples.FLAGSHIP), "c.yml"))
    assert unlinked.texts("figcaption") == ["a fedpol spokesperson, Tages-Anzeiger, 2021"]


def test_an_arrow_is_not_split() -> None:
    arrow = '<span class="arrow">-&gt;</span>'
    assert unsplit("a -> <b> -> c") == f"a {arrow} &lt;b&gt; {arrow} c"
    assert unsplit("a->b") == "a->b"
    assert unsplit(unsplit("a -> b")) == f"a {arrow} b"
    reading = replace(samples.AROUND_9000.readings[0], measure="change(a -> <b>)")
    claim = replace(samples.AROUND_9000, readings=(reading,))
    page = html.render_runs(report_runs.runs_of(samples.result(claim)), Look())
    assert f"<code>change(a {arrow} &lt;b&gt;)</code>" in page


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_users_becomes_mark_up(text: str) -> None:
    # Within charts a title tells in full what was cut, so that their elements are not the same.
    shapes = (
        [each for each in page_of(drawn_runs.hostile(content)).shape() if "}" not in each[0]]
        for content in (text, re.sub(r"[^\r\n]", "p", text))
    )
    assert next(shapes) == next(shapes)


@given(st.text(max_size=40))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    claim = replace(samples.AROUND_9000, title=text, quote=text, note=text)
    page = Page(render(samples.result(claim), "html"))  # type: ignore[arg-type] # a text, of HTML
    shown = re.sub("[\ufffe\uffff]", "\ufffd", one_line(text))
    if shown:
        assert "".join(shown.split()).lower() in page.shown
        assert page.texts("blockquote") == [" ".join(shown.split())]


class _Scripts(HTMLParser):
    """Writes down what a browser's parser would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "img", "iframe", "object", "embed", "form", "link", "base"}:
            self.found.append(tag)
        self.found += [
            name for name, _ in attrs if name.startswith("on") or name in {"src", "style"}
        ]


@pytest.mark.parametrize("text", ["plain", *HOSTILE])
def test_nothing_is_loaded_and_nothing_runs(text: str) -> None:
    parser = _Scripts()
    parser.feed(html.render_runs(drawn_runs.hostile(text), Look()))
    assert parser.found == []


def test_the_policy_allows_the_style_sheet_and_nothing_else(alone: Page) -> None:
    (policy,) = [
        each.attrib["content"]
        for each in alone.all("meta")
        if each.attrib.get("http-equiv") == "Content-Security-Policy"
    ]
    (style,) = alone.all("style")
    assert style.text is not None
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_every_colour_that_a_chart_names_has_a_value(alone: Page) -> None:
    (style,) = alone.all("style")
    declared = set(re.findall(r"(--[\w-]+):", style.text or ""))
    used = set(re.findall(r"var\((--[\w-]+)", style.text or ""))
    for _, _, text in alone.attributes():
        used |= set(re.findall(r"var\((--[\w-]+)", text))
    assert used <= declared


def test_most_of_what_shapes_are_painted_with_stands_in_the_style_sheet(alone: Page) -> None:
    shapes = [each for each in alone.root.iter() if each.tag.endswith(("}path", "}rect", "}text"))]
    painted = [each for each in shapes if "class" in each.attrib]
    assert len(painted) > len(shapes) / 2
    assert all("fill" not in each.attrib for each in painted)


def test_ids_stay_apart_whatever_claims_are_called() -> None:
    names = [
        "claims",
        "page:claims",
        "overview",
        "svg-chart-a",
        "chart-a-title",
        "a",
        "A",
        "a-title",
    ]
    drawn = replace(samples.AROUND_9000.readings[0], chart=charts.SINGLE)
    claims = [replace(samples.AROUND_9000, id=name, readings=(drawn,)) for name in names]
    _assert_sound(page_of(Runs.of(samples.result(*claims), "c.yml")))


def test_parts_of_parts_stay_within_the_six_levels_of_headings() -> None:
    claim = samples.PARTS
    for number in range(8):
        claim = replace(claim, id=f"p{number}", parts=(claim,))
    page = page_of(Runs.of(samples.result(claim), "c.yml"))
    _assert_sound(page)
    assert max(level for level, _ in page.headings()) == 6


def test_the_same_memo_is_the_same_bytes_in_every_process() -> None:
    script = (
        "import sys; sys.path.insert(0, 'tests/helpers')\n"
        "import drawn_runs, hashlib\n"
        "from factcheck.report import html\n"
        "from factcheck.report.formats import Look\n"
        "page = html.render_runs(drawn_runs.SEVERAL, Look())\n"
        "print(hashlib.sha256(page.encode()).hexdigest())\n"
    )
    page = html.render_runs(drawn_runs.SEVERAL, Look())
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == hashlib.sha256(page.encode()).hexdigest()


def test_only_a_long_page_is_laid_out_bit_by_bit(alone: Page) -> None:
    claims = [replace(samples.AROUND_9000, id=f"c{number}") for number in range(101)]
    assert page_of(Runs.of(samples.result(*claims), "c.yml")).all("body")[0].attrib == {
        "class": "long"
    }
    assert alone.all("body")[0].attrib == {}
