"""Hostile texts in every field of a result, in every format: they are shown, and do nothing."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hostile import CONTROLS, FORMULAS, HOSTILE, LINES, MARKUP, spoilt

from factcheck.api import run
from factcheck.model.formats import FORMATS, LANGUAGES
from factcheck.report import render, render_terminal
from factcheck.report.formats import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.result import RunResult

ROOT = Path(__file__).resolve().parents[2]
FILES = ("swiss.yml", "rubric-example.yml", "totals.yml")
# How a text is read again, and no text of the user's.
KEPT = frozenset(
    {"rubric", "reading", "dispute", "declarations", "answers", "certificate", "proofs"}
)
_OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_HARMLESS = frozenset(
    {
        *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav"),
        *("section", "article", "aside", "div", "span", "p", "a", "ul", "ol", "li", "dl", "dt"),
        *("dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "blockquote", "cite", "q"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "code", "strong", "em", "b", "small", "details"),
        *("summary", "figure", "figcaption", "br", "hr", "bdi", "wbr"),
        *("svg", "g", "path", "line", "rect", "circle", "polygon", "polyline", "text", "tspan"),
        *("desc", "defs", "pattern", "clippath", "marker", "use"),
    }
)


@cache
def hostile(name: str) -> RunResult:
    return spoilt(run(ROOT / "claims" / name), kept=KEPT)


def rendered(name: str, form: str, language: str = "en") -> str | bytes:
    try:
        return render(hostile(name), form, language=language)
    except MissingExtraError as error:
        pytest.skip(str(error))


class Page(HTMLParser):
    """Everything in a page that could do something."""

    def __init__(self) -> None:
        super().__init__()
        self.odd: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _HARMLESS:
            self.odd.append(f"<{tag}>")
        for name, value in attrs:
            is_link = name in {"href", "src", "action", "xlink:href", "data", "srcset"}
            if name.startswith("on") or (is_link and not _is_harmless(value or "")):
                self.odd.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.odd.append(f"<!--{data}-->")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _is_harmless(link: str) -> bool:
    return link.startswith(("#", "http://", "https://"))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_shows_them_and_does_nothing(name: str, language: str) -> None:
    text = rendered(name, "html", language)
    assert isinstance(text, str)
    page = Page()
    page.feed(text)
    assert page.odd == []
    assert "<script>alert(1)</script>" in "".join(page.texts)
    assert not _OBEYED.search(text)
    assert "default-src 'none'" in html.unescape(text)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("colour", [False, True])
def test_a_terminal_is_told_nothing(name: str, colour: bool) -> None:
    text = render_terminal(hostile(name), colour=colour)
    plain = re.sub("\x1b\\[[0-9;]*m", "", text) if colour else text
    assert not _OBEYED.search(plain)
    assert "alert(1)" in plain


@pytest.mark.parametrize("name", FILES)
def test_markdown_has_no_markup_of_theirs(name: str) -> None:
    text = rendered(name, "markdown")
    assert isinstance(text, str)
    assert not _OBEYED.search(text)
    for line in text.splitlines():
        # A block of code is indented, and shows everything as it is.
        if not line.startswith("    "):
            outside = re.sub(r"(`+).*?\1", "", line)
            assert not re.search(r"(?<!\\)<(?!https?://[^<> ]*>)", outside), line
            assert not re.search(r"(?<!\\)\]\(", outside), line


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "claimreview"])
def test_json_is_json(name: str, form: str) -> None:
    text = rendered(name, form)
    assert isinstance(text, str)
    assert not _OBEYED.search(text)
    assert json.loads(text) is not None
    text.encode("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_every_line_of_json_lines_is_one(name: str) -> None:
    text = rendered(name, "jsonl")
    assert isinstance(text, str)
    assert all(json.loads(line) for line in text.splitlines())
    assert not _OBEYED.search(text)


@pytest.mark.parametrize("name", FILES)
def test_xml_is_well_formed(name: str) -> None:
    text = rendered(name, "junit")
    assert isinstance(text, str)
    root = ET.fromstring(text)  # noqa: S314 - it is ours
    assert {each.tag for each in root.iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "error", "skipped",
        "system-out", "system-err", "properties", "property",
    }  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_no_line_is_a_command_but_ours(name: str) -> None:
    text = rendered(name, "github")
    assert isinstance(text, str)
    assert not _OBEYED.search(text)
    for line in text.splitlines():
        assert "##[" not in line.lstrip()[:3]
        if line.lstrip().startswith("::"):
            command = re.match(r"::(error|warning|notice) ([^:]*)::", line)
            assert command is not None, line
            assert all("=" in each for each in command[2].split(",")), line


@pytest.mark.parametrize("name", FILES)
def test_a_word_document_is_well_formed(name: str) -> None:
    content = rendered(name, "docx")
    assert isinstance(content, bytes)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for each in parts.namelist():
            if each.endswith((".xml", ".rels")):
                ET.fromstring(parts.read(each))  # noqa: S314 - it is ours
        assert "alert(1)" in parts.read("word/document.xml").decode()


def test_a_document_to_print_is_made() -> None:
    content = rendered("rubric-example.yml", "pdf")
    assert isinstance(content, bytes)
    assert content.startswith(b"%PDF-")


@pytest.mark.parametrize("form", [each.name for each in FORMATS.values() if not each.is_binary])
def test_no_format_was_forgotten(form: str) -> None:
    assert "alert" in str(rendered("swiss.yml", form)) or form in {
        "github",
        "claimreview",
        "gitlab",
    }


def _claims(text: str) -> str:
    quoted, group = json.dumps(text), json.dumps(text.split(maxsplit=1)[0])
    return (
        f"factcheck: 1\ntitle: {quoted}\nabout: {quoted}\n"
        f'sources:\n  s: {{title: {quoted}, publisher: {quoted}, url: "https://a.example/?<b>"}}\n'
        f"evidence:\n  t: {{file: t.csv, source: s}}\n"
        f"quantities:\n  all: {{is: {quoted}, measure: count(t)}}\n"
        f"  some: {{is: {quoted}, part_of: all}}\n"
        f"assumptions:\n  a: {{holds: some <= 1, because: {quoted}}}\n"
        f"claims:\n  top:\n    title: {quoted}\n    quote: {quoted}\n    speaker: {quoted}\n"
        f"    source: s\n    note: {quoted}\n    measure: some / all\n"
        f"    figure: at least 50 percent\n    under: a\n"
        f"  gone: {{not_checkable: {quoted}}}\n"
        f"  best: {{place: 1, measure: sum(t.n), by: label, of: {group}}}\n"
    )


def _table(folder: Path, labels: tuple[str, ...]) -> None:
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["label", "n"])
        writer.writerows([label, number] for number, label in enumerate(labels, 1))


@pytest.mark.parametrize("form", [each.name for each in FORMATS.values() if not each.is_binary])
def test_a_claim_file_full_of_them_runs(
    form: str, tmp_path: Path, run_cli: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _table(tmp_path, (MARKUP + LINES, CONTROLS.replace("\ud800", "").replace("\x00", ""), "x"))
    (tmp_path / "c.yml").write_text(_claims(MARKUP + LINES), encoding="utf-8")
    result = run_cli("run", "c.yml", "--format", form)
    shown = getattr(result, "stdout", "")
    assert getattr(result, "exit_code", None) in {1, 3}, getattr(result, "stderr", "")
    assert not _OBEYED.search(shown)
    assert not _OBEYED.search(getattr(result, "stderr", ""))


@pytest.mark.parametrize("label", [*FORMULAS, HOSTILE.replace("\ud800", "").replace("\x00", "")])
def test_no_cell_of_a_table_is_a_formula(
    label: str, tmp_path: Path, run_cli: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _table(tmp_path, (label, "x"))
    (tmp_path / "c.yml").write_text(
        "factcheck: 1\nevidence:\n  t: {file: t.csv}\n"
        "claims:\n  a: {measure: sum(t.n), figure: 3}\n",
        encoding="utf-8",
    )
    result = run_cli("rows", "c.yml", "a", "--format", "csv", "--all-columns")
    shown = getattr(result, "stdout", "")
    cells = [cell for line in csv.reader(io.StringIO(shown)) for cell in line]
    assert any(label.strip()[:2] in cell for cell in cells)
    odd = [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]
    assert [cell for cell in odd if not re.fullmatch(r"[+-][0-9]+", cell)] == []
