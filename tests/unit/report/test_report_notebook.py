"""The piece of HTML for notebooks: what it shows, that it is safe, and that it can be read."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
import report_samples as samples

from factcheck.model.spec import Verdict
from factcheck.report import notebook
from factcheck.report.memo.tones import TONES

VOID = frozenset({"br"})
TAGS = frozenset(
    {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "strong", "q", "span", "p"}
)


class Page(HTMLParser):
    """Collects tags, attributes and text, and notices tags that are not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.rows: list[list[str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS | VOID
        self.attributes += attrs
        if tag == "tr":
            self.rows.append([])
        if tag in {"th", "td"}:
            self.rows[-1].append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if {"th", "td"} & set(self.open):
            self.rows[-1][-1] += f"{data} "


def shown(result: object) -> Page:
    assert isinstance(result, type(samples.SWISS))
    return Page(notebook.render(result))


def test_each_claim_reading_and_part_has_a_row() -> None:
    page = shown(samples.EVERYTHING)
    names = [row[0].split("  ")[0].strip() for row in page.rows[1:]]
    assert [name.partition(" Just under")[0] for name in names] == [
        "reports-2018", "just-under-ten", "passed on, 2018", "passed on, 2020", "relevant, 2018",
        "relevant, 2020", "at-least-63", "clash", "faulty", "quite-small", "both", "first",
        "second",
    ]  # fmt: skip
    assert all(len(row) == 4 for row in page.rows)


def test_a_row_has_the_words_the_verdict_and_what_was_found() -> None:
    page = shown(samples.SWISS)
    assert page.rows[0] == ["Claim ", "Words ", "Verdict ", "Found "]
    assert page.rows[1] == ["reports-2018 ", "around 9,000 ", "supported ", "9,167 reports "]
    assert page.rows[3][1:] == ["just under ten percent ", "refuted ", "6.68 % "]


def test_an_assumption_and_made_up_evidence_stand_beside_the_verdict() -> None:
    page = shown(samples.EVERYTHING)
    by_name = {row[0].strip(): row for row in page.rows}
    assert "refuted if passed-on-is-relevant holds" in " ".join(
        by_name["relevant, 2020"][2].split()
    )
    assert "illustrative: made-up evidence" in by_name["at-least-63"][2]


def test_what_is_not_as_expected_says_so() -> None:
    page = shown(samples.EVERYTHING)
    by_name = {row[0].strip(): row for row in page.rows}
    assert "NOT AS EXPECTED" in by_name["clash"][2]
    assert "NOT AS EXPECTED" not in by_name["quite-small"][2]


def test_where_nothing_was_found_the_reason_stands() -> None:
    page = shown(samples.EVERYTHING)
    by_name = {row[0].strip(): row for row in page.rows}
    assert by_name["faulty"][3] == "fault: column 'year' is missing "
    assert by_name["quite-small"][3] == 'declared: "quite small" is no number '


def test_a_reading_without_a_set_has_its_reason() -> None:
    readings = (
        samples.assessment(Verdict.NOT_CHECKABLE, name="a", reason="missing"),
        samples.assessment(Verdict.NOT_CHECKABLE, name="b", reason="missing"),
    )
    claim = samples.claim("c", Verdict.NOT_CHECKABLE, *readings)
    assert [row[3] for row in shown(samples.result(claim)).rows[2:]] == ["missing ", "missing "]


def test_a_title_and_a_summary_frame_the_table() -> None:
    assert "<caption>" in notebook.render(samples.SWISS)
    assert "<caption>" not in notebook.render(samples.BARE)
    assert "2 claims declared" in "".join(shown(samples.SWISS).texts)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)",
        "&lt;b&gt; &amp;",
        "]]>--><!--",
        "\x1b[31m\u202e\x00red",
        "a\n\n</td></tr></table><iframe>",
    ],
)
def test_no_text_of_the_user_becomes_mark_up(hostile: str) -> None:
    plain = Page(notebook.render(samples.filled(samples.EVERYTHING, "text")))
    page = Page(notebook.render(samples.filled(samples.EVERYTHING, hostile)))
    assert page.attributes == plain.attributes
    assert [len(row) for row in page.rows] == [len(row) for row in plain.rows]
    assert {name for name, _ in page.attributes} <= {"class", "style", "scope"}
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\u202e]", notebook.render(samples.filled(samples.EVERYTHING, hostile))
    )


def test_the_same_result_gives_the_same_bytes_and_needs_nothing_else() -> None:
    text = notebook.render(samples.EVERYTHING)
    assert text == notebook.render(samples.EVERYTHING)
    assert "http" not in text.replace(samples.FEDPOL.url or "", "")
    assert text.startswith('<div class="factcheck">')
    assert text.endswith("</div>\n")


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("verdict", Verdict)
def test_verdicts_can_be_read_on_light_and_dark_pages(verdict: Verdict) -> None:
    ground = notebook.GROUNDS[TONES[verdict]]
    assert (1.0 + 0.05) / (luminance(ground) + 0.05) >= 4.5
    badge = f"background:{ground};color:#ffffff"
    claim = samples.claim("c", verdict, samples.assessment(verdict))
    text = notebook.render(samples.result(claim))
    assert badge in text
    assert f">{verdict.value}</span>" in text
    assert text.count("color:") == 1
