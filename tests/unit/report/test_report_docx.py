"""The document for Word: real styles, the same bytes always, and every text of a user's a text."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import chart_samples as charts
import drawn_runs
import pytest
import report_runs
import report_samples as samples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from printed_memos import figures_of, lacking, ruled, squeezed

from factcheck.model.runs import Runs
from factcheck.model.spec import Verdict
from factcheck.report.formats import Look, MissingExtraError, render_runs
from factcheck.report.json_report import render
from factcheck.report.pdf import typesetting

if TYPE_CHECKING:
    from factcheck.model.result import RunResult

docx = pytest.importorskip("docx", reason="the extra docx is not installed")

from factcheck.report.docx.arranged import arranged  # noqa: E402 - after the check above

WIDE_RULE = "Rule T1: a: A; b: B; c: C; d: D; e: E; f: F; g: G"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Read:
    """A document as it is read again."""

    def __init__(self, made: bytes | str) -> None:
        assert isinstance(made, bytes)
        self.zip = ZipFile(io.BytesIO(made))
        self.document = docx.Document(io.BytesIO(made))

    def xml(self, name: str) -> ET.Element:
        # Our own documents; there is nothing to expand in them.
        return ET.fromstring(self.zip.read(name))  # noqa: S314

    @property
    def body(self) -> ET.Element:
        return self.xml("word/document.xml")

    @property
    def text(self) -> str:
        return squeezed("".join(each.text or "" for each in self.body.iter(f"{W}t")))

    def paragraphs(self, style: str) -> list[str]:
        return [each.text for each in self.document.paragraphs if each.style.name == style]


def read(*results: RunResult, language: str = "en") -> Read:
    runs = report_runs.runs_of(*results)
    return Read(render_runs(runs, "docx", Look(language=language)))


def test_everything_that_a_memo_says_is_said() -> None:
    runs = report_runs.runs_of(samples.EVERYTHING)
    assert lacking(runs, read(samples.EVERYTHING).text) == []
    several = Read(render_runs(drawn_runs.SEVERAL, "docx"))
    assert lacking(drawn_runs.SEVERAL, several.text) == []
    assert squeezed("hint: define one without the other") in several.text
    assert squeezed("13 | a: b") in several.text


def test_its_figures_are_those_of_the_json() -> None:
    figures = set(figures_of(json.loads(render(drawn_runs.DRAWN))))
    assert len(figures) > 8
    shown = read(drawn_runs.DRAWN).text
    assert [each for each in figures if squeezed(each) not in shown] == []


def test_styles_are_words_own() -> None:
    made = read(samples.EVERYTHING)
    assert made.paragraphs("Title") == [samples.SWISS.title]
    assert "Around 9,000 reports" in made.paragraphs("Heading 1")
    assert "Claim: just-under-ten" in made.paragraphs("Heading 1")
    assert "Reading: passed on, 2018" in made.paragraphs("Heading 2")
    assert made.paragraphs("Quote")[0].startswith("“Just under ten percent of them")
    assert made.paragraphs("List Number")[0].startswith("reports[year = 2018] = 9,167")
    assert made.paragraphs("List Bullet")
    assert {each.style.name for each in made.document.tables} == {"Table Grid"}


def test_a_quote_has_the_marks_of_the_memos_language() -> None:
    made = read(samples.EVERYTHING, language="de")
    assert made.paragraphs("Quote")[0].startswith("„Just under ten percent of them")


def test_headings_of_several_files_are_a_level_deeper() -> None:
    made = Read(render_runs(drawn_runs.SEVERAL, "docx"))
    assert made.paragraphs("Title") == ["All files"]
    assert made.paragraphs("Heading 1")[-1] == "claims/bad.yml"
    assert "Around 9,000 reports" in made.paragraphs("Heading 2")


def test_parts_are_nested_as_deep_as_word_allows() -> None:
    deep = samples.PARTS
    for number in range(9):
        deep = samples.claim(f"level-{number}", Verdict.REFUTED, form="parts", parts=(deep,))
    made = read(samples.result(deep))
    assert made.paragraphs("Heading 9") == [
        "Claim: level-0",
        "Claim: both",
        "Claim: first",
        "Claim: second",
    ]


def test_each_numbered_list_begins_with_one() -> None:
    made = read(samples.EVERYTHING)
    used = [
        each.get(f"{W}val")
        for paragraph in made.body.iter(f"{W}p")
        for each in paragraph.iter(f"{W}numId")
    ]
    numbering = made.xml("word/numbering.xml")
    starts = {
        each.get(f"{W}numId"): [one.get(f"{W}val") for one in each.iter(f"{W}startOverride")]
        for each in numbering.iter(f"{W}num")
    }
    assert len(set(used)) > 4
    assert all(starts[number] == ["1"] for number in used)


def test_headers_of_tables_are_repeated_and_rows_are_not_cut() -> None:
    for table in read(samples.EVERYTHING).body.iter(f"{W}tbl"):
        header, *rows = table.iter(f"{W}tr")
        assert header.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_rows_lead_to_the_headings_of_claims() -> None:
    body = read(samples.EVERYTHING).body
    marks = [each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")]
    links = [each.get(f"{W}anchor") for each in body.iter(f"{W}hyperlink")]
    assert len(set(marks)) == len(marks)
    assert {each for each in links if each} <= set(marks)
    assert all(re.fullmatch(r"memo_\d+", each or "") for each in marks)


def test_only_addresses_of_the_web_become_links() -> None:
    made = read(samples.SWISS)
    assert b"https://www.fedpol.admin.ch/zahlen.pdf" in made.zip.read(
        "word/_rels/document.xml.rels"
    )
    bad = replace(samples.FEDPOL, url="javascript:alert(1)", archived="https://a b.example")
    twice = (bad, replace(bad, id="b", url="https://x.example"), replace(bad, id="c"))
    relations = read(replace(samples.SWISS, sources=twice)).zip.read("word/_rels/document.xml.rels")
    assert b"javascript" not in relations
    assert relations.count(b"External") == 1


def test_charts_are_pictures_with_a_text_for_who_cannot_see_them() -> None:
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    made = Read(render_runs(drawn_runs.SEVERAL, "docx"))
    pictures = [each for each in made.body.iter() if each.tag.endswith("}docPr")]
    texts = [each.get("descr") or "" for each in pictures]
    assert len(texts) == len(made.document.inline_shapes) == 5
    assert texts[0].startswith("Claimed")
    assert texts[0].endswith("refuted.")
    assert len({each.get("id") for each in pictures}) == 5
    assert all(name.endswith(".png") for name in made.zip.namelist() if "media" in name)


def test_signs_that_pictures_have_no_letters_for_are_numbers_in_them() -> None:
    pytest.importorskip("typst", reason="the extra pdf is not installed")
    told = "The charts have no letters for some signs."

    def with_reading(name: str) -> RunResult:
        first, other = charts.READINGS.bands
        chart = replace(charts.READINGS, bands=(replace(first, label=name), other))
        return samples.result(replace(samples.FLAGSHIP, chart=chart))

    signs, numbers, plain = (
        read(with_reading(name)) for name in ("漢字", "⟨U+6F22⟩⟨U+5B57⟩", "2018")
    )
    assert squeezed(f"{told} They stand there as their numbers in Unicode, such as ⟨U+5B57⟩.") in (
        signs.text
    )
    pictures = [made.zip.read("word/media/chart1.png") for made in (signs, numbers, plain)]
    assert pictures[0] == pictures[1] != pictures[2]
    assert squeezed(told) not in numbers.text + plain.text
    german = read(with_reading("漢字"), language="de")
    assert "⟨u+5b57⟩" in german.text


def test_a_label_stays_on_the_page_of_what_it_is_of() -> None:
    made = read(samples.EVERYTHING)
    for table in made.document.tables:
        first, *others = table.rows
        assert all(each.paragraphs[0].paragraph_format.keep_with_next for each in first.cells)
        for row in others:
            assert not any(each.paragraphs[0].paragraph_format.keep_with_next for each in row.cells)
    labels = [each for each in made.document.paragraphs if each.text == "Calculation:"]
    assert labels
    assert all(each.paragraph_format.keep_with_next for each in labels)


def test_without_typst_the_numbers_of_charts_are_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert typesetting.pictures(["<svg/>"]) is None
    made = read(drawn_runs.DRAWN)
    assert len(made.document.inline_shapes) == 0
    captions = made.paragraphs("Caption")
    assert "What is claimed, and what the evidence permits" in captions
    assert len(captions) == 5


def test_the_file_names_nobody_and_no_date() -> None:
    made = read(samples.SWISS, language="de")
    core = made.document.core_properties
    assert (core.title, core.language, core.author) == (samples.SWISS.title, "de", "")
    assert b"created" not in made.zip.read("docProps/core.xml")
    assert b"Microsoft" not in made.zip.read("docProps/app.xml")
    assert {each.date_time for each in made.zip.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in made.zip.namelist() if "thumbnail" in name]
    langs = [each.get(f"{W}val") for each in made.xml("word/styles.xml").iter(f"{W}lang")]
    assert langs[0] == "de-DE"


def test_pages_are_numbered_below_the_title() -> None:
    made = read(samples.SWISS)
    fields = [each.get(f"{W}instr") for each in made.xml("word/footer1.xml").iter()]
    assert [each for each in fields if each] == ["PAGE", "NUMPAGES"]
    assert made.document.sections[0].header.paragraphs[0].text == samples.SWISS.title


def test_no_file_and_a_memo_with_little_in_it_are_documents_too() -> None:
    assert Read(render_runs(Runs(()), "docx")).paragraphs("Title") == ["All files"]
    assert read(samples.BARE).paragraphs("Title") == ["Fact-check"]
    bare = read(replace(samples.BARE, claims=(samples.DECLARED,)))
    assert bare.paragraphs("Heading 1") == ["Claim: quite-small"]


def test_rubrics_are_tables_and_what_is_left_out_is_said() -> None:
    made = Read(arranged(ruled(report_runs.FINE)))
    assert "Not shown: 3 claims." in made.paragraphs("Normal")
    cells = [[cell.text for cell in row.cells] for row in made.document.tables[-1].rows]
    assert cells == [["Rule", "–"], ["identified", "meets"], ["otherwise", "–"]]
    assert made.paragraphs("List Bullet")[-3:-1] == ["a note", WIDE_RULE]


def test_the_same_report_gives_the_same_bytes() -> None:
    first, second = (render_runs(drawn_runs.ALONE, "docx") for _ in range(2))
    assert first == second
    script = (
        "import sys; sys.path.append(sys.argv[1]); import drawn_runs; "
        "from factcheck.report.formats import render_runs; "
        "sys.stdout.buffer.write(render_runs(drawn_runs.ALONE, 'docx'))"
    )
    helpers = report_runs.__file__.rpartition("/")[0]
    command = [sys.executable, "-c", script, helpers]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout == first


def test_hostile_texts_are_texts() -> None:
    made = Read(render_runs(drawn_runs.hostile(report_runs.HOSTILE), "docx"))
    first, rest = "<script>alert(1)</script>]]>&amp;␀␛", "[31m⟨U+202E⟩\ufffd⟨U+D800⟩%0A"
    assert squeezed(f"{first}{rest}") in made.text
    relations = made.zip.read("word/_rels/document.xml.rels")
    assert b"External" not in relations


def test_formulas_and_fields_are_texts() -> None:
    text = "=cmd|' /C calc'!A0 { INCLUDETEXT \"c:\\\\x\" } {=1+1}"
    made = Read(render_runs(drawn_runs.hostile(text), "docx"))
    assert squeezed(text) in made.text
    assert not list(made.body.iter(f"{W}fldSimple"))
    assert not list(made.body.iter(f"{W}instrText"))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=40))
def test_every_text_can_be_written(text: str) -> None:
    quoted = replace(samples.AROUND_9000, id=text, title=text, quote=text)
    made = read(replace(samples.result(quoted), title=text))
    assert len(made.paragraphs("Title")) == 1


def test_without_python_docx_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtraError, match=re.escape("statistics[docx]'")):
        read(samples.SWISS)
