"""The PDF: an archive's, tagged, the same bytes always, and every text of a user's a text."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

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
from factcheck.report.memo.records import Memo, WrongFile
from factcheck.report.memo.together import memos_of
from factcheck.report.pdf import plain, typesetting

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.model.result import RunResult

typst = pytest.importorskip("typst", reason="the extra pdf is not installed")

MARKUP = (
    '#import "@preview/a:1.0" #read("/etc/passwd") $x$ *b* _i_ `c` \\ <a> @b ~ -- // c '
    "/* d */ = h - l + e https://x.example #[ #{ ] } \"q\" 'x' ... \\u{41} <<a>>"
)


def pdf_of(*results: RunResult, language: str = "en") -> bytes:
    made = render_runs(report_runs.runs_of(*results), "pdf", Look(language=language))
    assert isinstance(made, bytes)
    return made


def text_of(pdf: bytes, tmp_path: Path) -> str:
    """Return the text of a PDF as another program reads it, without any space."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext of poppler is not installed")
    file = tmp_path / "memo.pdf"
    file.write_bytes(pdf)
    # Without what stands above and below the text of each page.
    inside = ["-x", "0", "-y", "70", "-W", "595", "-H", "710"]
    done = subprocess.run([program, *inside, "-raw", file, "-"], capture_output=True, check=True)
    return squeezed(done.stdout.decode())


def test_it_says_itself_that_it_is_for_archives_and_for_everybody() -> None:
    pdf = pdf_of(samples.SWISS, language="de")
    assert pdf.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"Were just under ten percent of Switzerland" in pdf
    assert re.search(rb"/Lang ?\(de\)", pdf)
    assert re.search(rb"/Marked true", pdf)
    assert b"/Outlines" in pdf
    assert b"1980-01-01T00:00:00" in pdf


def test_everything_that_a_memo_says_can_be_read(tmp_path: Path) -> None:
    runs = report_runs.runs_of(samples.EVERYTHING)
    shown = text_of(pdf_of(samples.EVERYTHING), tmp_path)
    assert lacking(runs, shown) == []


def test_its_figures_are_those_of_the_json(tmp_path: Path) -> None:
    result = drawn_runs.DRAWN
    shown = text_of(pdf_of(result), tmp_path)
    figures = set(figures_of(json.loads(render(result))))
    assert len(figures) > 8
    assert [each for each in figures if squeezed(each) not in shown] == []


def test_charts_are_pictures_that_can_be_read_too(tmp_path: Path) -> None:
    runs = drawn_runs.ALONE
    pdf = render_runs(runs, "pdf")
    assert isinstance(pdf, bytes)
    assert pdf.count(b"/Alt") >= 5
    assert squeezed("what the evidence permits") in text_of(pdf, tmp_path)


def test_several_files_stand_in_one_document(tmp_path: Path) -> None:
    pdf = render_runs(drawn_runs.SEVERAL, "pdf")
    assert isinstance(pdf, bytes)
    shown = text_of(pdf, tmp_path)
    assert squeezed("All files") in shown
    assert lacking(drawn_runs.SEVERAL, shown) == []
    assert squeezed("13 | a: b") in shown
    assert squeezed("hint: define one without the other") in shown


def test_no_file_at_all_is_a_document_too() -> None:
    assert render_runs(Runs(()), "pdf")


def test_a_memo_with_little_in_it_is_a_document_too() -> None:
    assert pdf_of(samples.BARE)
    assert pdf_of(replace(samples.BARE, claims=(samples.DECLARED,)))


def test_parts_of_parts_have_headings_as_deep() -> None:
    deep = samples.PARTS
    for number in range(8):
        deep = samples.claim(f"level-{number}", Verdict.REFUTED, form="parts", parts=(deep,))
    assert pdf_of(samples.result(deep))


def head_of(pdf: bytes, tmp_path: Path) -> str:
    """Return what stands at the top of the second page, above its text."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext of poppler is not installed")
    file = tmp_path / "memo.pdf"
    file.write_bytes(pdf)
    inside = ["-f", "2", "-l", "2", "-x", "0", "-y", "0", "-W", "595", "-H", "70"]
    done = subprocess.run([program, *inside, file, "-"], capture_output=True, check=True)
    return done.stdout.decode().strip()


def test_a_long_title_is_cut_to_one_line_at_the_top_of_pages(tmp_path: Path) -> None:
    title = "The numbers " + "of all reports in every region of the country " * 4
    head = head_of(pdf_of(replace(samples.EVERYTHING, title=title)), tmp_path)
    assert re.fullmatch(r"The numbers of all reports .*…", head)
    assert 60 < len(head) < len(title)
    assert head_of(pdf_of(replace(samples.EVERYTHING, title="Short")), tmp_path) == "Short"
    wide = head_of(pdf_of(replace(samples.EVERYTHING, title="W" * 400)), tmp_path)
    assert re.fullmatch("W+…", wide)


def pages_of(pdf: bytes, tmp_path: Path) -> list[list[str]]:
    """Return the lines of each page, without those above and below its text."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext of poppler is not installed")
    file = tmp_path / "memo.pdf"
    file.write_bytes(pdf)
    inside = ["-x", "0", "-y", "70", "-W", "595", "-H", "710"]
    done = subprocess.run([program, *inside, file, "-"], capture_output=True, check=True)
    pages = done.stdout.decode().split("\f")
    return [[line for line in page.splitlines() if line.strip()] for page in pages]


def test_a_label_stays_on_the_page_of_what_it_is_of(tmp_path: Path) -> None:
    for more in range(20, 30):
        note = "A line of a note that takes up as much room as a line has in it, and so on. " * more
        premises = (samples.ASSUMED, samples.PART, samples.WORDING)
        reading = replace(
            samples.AROUND_9000.readings[0],
            premises=premises,
        )
        claim = replace(samples.AROUND_9000, note=note, readings=(reading,))
        pages = pages_of(pdf_of(samples.result(claim)), tmp_path)
        assert any("Rests on" in page for page in pages)
        assert not any(page and page[-1].strip() == "Rests on" for page in pages)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert pdf_of(samples.EVERYTHING) == pdf_of(samples.EVERYTHING)


def test_another_process_gives_the_same_bytes(request: pytest.FixtureRequest) -> None:
    script = (
        "import sys; sys.path.append(sys.argv[1]); import drawn_runs; "
        "from factcheck.report.formats import render_runs; "
        "sys.stdout.buffer.write(render_runs(drawn_runs.ALONE, 'pdf'))"
    )
    helpers = str(request.config.rootpath / "tests/helpers")
    command = [sys.executable, "-c", script, helpers]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout == render_runs(drawn_runs.ALONE, "pdf")


@pytest.mark.parametrize("text", [MARKUP, "w" * 400, "=cmd|' /C calc'!A0"])
def test_hostile_texts_are_texts(text: str, tmp_path: Path) -> None:
    runs = drawn_runs.hostile(text)
    pdf = render_runs(runs, "pdf")
    assert isinstance(pdf, bytes)
    shown = text_of(pdf, tmp_path)
    assert lacking(runs, shown) == []


def test_hidden_characters_are_shown(tmp_path: Path) -> None:
    pdf = render_runs(drawn_runs.hostile(report_runs.HOSTILE), "pdf")
    assert isinstance(pdf, bytes)
    shown = text_of(pdf, tmp_path)
    first, rest = "<script>alert(1)</script>]]>&amp;", "[31m⟨U+202E⟩⟨U+FFFE⟩⟨U+D800⟩%0A"
    assert squeezed(f"{first}⟨U+0000⟩⟨U+001B⟩{rest}") in shown


def test_a_quote_has_the_marks_of_the_memos_language(tmp_path: Path) -> None:
    shown = text_of(pdf_of(samples.SWISS, language="de"), tmp_path)
    assert squeezed("„Just under ten percent of them were criminally relevant.“") in shown


def test_a_number_and_its_percent_sign_stay_on_one_line(tmp_path: Path) -> None:
    note = "A note with a number in it, 75.9 % and 64 %, as often as there is room for it. " * 12
    pages = pages_of(pdf_of(samples.result(replace(samples.AROUND_9000, note=note))), tmp_path)
    assert not [line for page in pages for line in page if line.strip().startswith("%")]


def test_only_addresses_of_the_web_become_links() -> None:
    bad = replace(samples.FEDPOL, url="javascript:alert(1)", archived="file:///etc/passwd")
    pdf = pdf_of(replace(samples.SWISS, sources=(bad, samples.TAGI)))
    assert b"/URI" not in pdf
    assert b"(https://www.fedpol.admin.ch/zahlen.pdf)" in pdf_of(samples.SWISS)


def test_signs_without_letters_stand_as_numbers(tmp_path: Path) -> None:
    quoted = replace(samples.AROUND_9000, quote="约 9,000 份 \U0001f600 \ue000 x\u20e3")
    shown = text_of(pdf_of(samples.result(quoted)), tmp_path)
    assert "“⟨u+7ea6⟩9,000⟨u+4efd⟩⟨u+1f600⟩⟨u+e000⟩x⟨u+20e3⟩”" in shown
    assert squeezed("They stand here as their numbers in Unicode, such as ⟨U+20E3⟩.") in shown
    assert squeezed("no letters for some signs") not in text_of(pdf_of(samples.SWISS), tmp_path)


def test_letters_of_europe_and_some_others_are_there(tmp_path: Path) -> None:
    quote = "Größe, naïveté, Łódź, Ελλάδα, Москва, العربية, ≤ ½ € — „a“ ‚b‘ …"
    shown = text_of(pdf_of(samples.result(replace(samples.AROUND_9000, quote=quote))), tmp_path)
    assert "größe,naïveté,łódź,ελλάδα,москва" in shown
    assert "u+" not in shown


def test_signs_that_typst_does_not_name_are_all_replaced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(typesetting, "_without_letters", lambda _: set())
    quoted = replace(samples.AROUND_9000, quote="约 9,000 Ω ä")
    shown = text_of(pdf_of(samples.result(quoted)), tmp_path)
    assert "“⟨u+7ea6⟩9,000⟨u+03a9⟩ä”" in shown


def test_what_typst_keeps_finding_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    found = iter("ABCDEFG")
    monkeypatch.setattr(typesetting, "_without_letters", lambda _: {next(found)})
    quoted = replace(samples.AROUND_9000, quote="约")
    assert b"/Outlines" in pdf_of(samples.result(quoted))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=40))
def test_every_text_can_be_printed(text: str) -> None:
    quoted = replace(samples.AROUND_9000, id=text, title=text, quote=text)
    assert pdf_of(replace(samples.result(quoted), title=text))


def test_without_typst_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtraError, match=re.escape("statistics[pdf]'")):
        pdf_of(samples.SWISS)
    assert typesetting.pictures(["<svg/>"]) is None


def test_pictures_are_drawn_together_and_in_order() -> None:
    def square(width: int) -> str:
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="9"/>'

    widths = range(10, 80)
    made = typesetting.pictures([square(each) for each in widths])
    assert made is not None
    found = [int.from_bytes(png[16:20]) for png in made]
    assert len(found) == 70
    assert found == sorted(found)
    assert typesetting.pictures([square(10)]) == made[:1]
    assert typesetting.pictures([]) == []


def test_signs_without_letters_are_found_in_pictures_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def written(text: str) -> str:
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">'
            f'<text x="2" y="20">{text}</text></svg>'
        )

    assert typesetting.lacking_in_pictures([]) == {}
    assert (
        typesetting.lacking_in_pictures([written("Größe"), written("−5 ≤ Ω"), written("العربية")])
        == {}
    )
    found = typesetting.lacking_in_pictures([written("漢字 −5"), written("\ue000 x\u20e3")])
    assert found == {
        ord("\u20e3"): "⟨U+20E3⟩",
        ord("字"): "⟨U+5B57⟩",
        ord("漢"): "⟨U+6F22⟩",
        ord("\ue000"): "⟨U+E000⟩",
    }
    monkeypatch.setattr(typesetting, "_without_letters", lambda _: set())
    assert set(typesetting.lacking_in_pictures([written("漢 Ω")])) == {ord("漢"), ord("Ω")}
    names = iter("ABCDEFG")
    monkeypatch.setattr(typesetting, "_without_letters", lambda _: {next(names)})
    assert set(typesetting.lacking_in_pictures([written("漢")])) == set(map(ord, "ABC"))
    monkeypatch.setitem(sys.modules, "typst", None)
    assert typesetting.lacking_in_pictures([written("漢")]) == {}


def test_what_is_no_part_of_a_memo_is_refused() -> None:
    memos = memos_of(report_runs.FINE, "en")
    broken = replace(memos, rows=(1.5,))
    with pytest.raises(TypeError, match="float is no part of a memo"):
        plain.plain_memos(broken)


def test_rubrics_are_tables(tmp_path: Path) -> None:
    shown = text_of(typesetting.typeset(plain.plain_memos(ruled(report_runs.FINE))), tmp_path)
    assert "rule–identifiedmeetsotherwise–anote" in shown
    assert "notshown:3claims." in shown
    assert "rulet1:a:a;b:b;c:c;d:d;e:e;f:f;g:g" in shown


def test_parts_of_a_document_are_memos_or_wrong_files() -> None:
    kinds = {type(part) for part in memos_of(drawn_runs.SEVERAL, "en").parts}
    assert kinds == {Memo, WrongFile}
