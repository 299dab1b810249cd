"""The report as a memo in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import drawn_runs
import pytest
import report_samples as samples
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from factcheck.report import escape, render_markdown
from factcheck.report.formats import render_runs
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from markdown_it.token import Token

    from factcheck.model.result import RunResult

FLAGSHIP = """\
## just-under-ten

> “Just under ten percent of them were criminally relevant.”
>
> — a fedpol spokesperson, Tages-Anzeiger, 2021

**Undetermined**: The evidence does not decide the claim.

**Expected:** undetermined: as expected

**Why:** readings differ: The verdict depends on the reading.

**How the words are read:** “just under ten percent”: the last tenth below the numeral, \
without the numeral itself (class tight\\_below)

**Sources of the evidence:** fedpol in Zahlen 2021 (fedpol, 2022-05)

### Reading: passed on, 2018

**Refuted**: The evidence refutes the claim.

| Claimed | Found | Distance |
| --- | --- | --- |
| 9 % to under 10 % | 6.68 % | the claim is 2.32 points too low |

**Measure:** `forwarded[year = 2018] / reports[year = 2018]`

**Calculation:**

1. `forwarded[year = 2018]` = **612** — evidence/cybertipline/fedpol.csv, year = 2018, 1 row
2. `reports[year = 2018]` = **9,167** — evidence/cybertipline/fedpol.csv, year = 2018, 1 row
3. `612 / 9,167` = **6.68 %**

**Counts:** numerator 612, denominator 9,167, 1 row of evidence

**Findings:** FC103 not-a-share: cases are no part of reports, so this is a ratio

### Reading: passed on, 2020
"""

HEAD = """\
# Were just under ten percent of Switzerland's reports relevant?

A spokesperson's words, taken literally.

All figures are fedpol's own.

7 claims declared, 4 evaluated, 4 decided (verdicts: 2 supported, 1 refuted, 1 undetermined, \
1 conflicting, 2 not checkable); 3 not as expected: clash, faulty and both.

| Claim | Figure | Verdict | Found |
| --- | --- | --- | --- |
| reports-2018 | around 9,000 | **Supported** | 9,167 reports |
| just-under-ten | – | **Undetermined** | – |
| just-under-ten / passed on, 2018 | just under ten percent | **Refuted** | 6.68 % |
| just-under-ten / passed on, 2020 | just under ten percent | **Refuted** | 14.85 % |
| just-under-ten / relevant, 2018 | just under ten percent | **Undetermined** | 0 % to 100 % |
| just-under-ten / relevant, 2020 | just under ten percent | \
**Refuted** if passed-on-is-relevant holds | 14.85 % to 100 % |
| at-least-63 | – | **Supported** (illustrative: made-up evidence) | 63 % to 70 % |
| clash | – | **Conflicting**; **Not as expected** | – |
| faulty | – | **Not checkable**; **Not as expected** | – |
| quite-small | – | **Not checkable** | – |
| both | – | **Refuted**; **Not as expected** | – |
| both / first | – | **Supported** | – |
| both / second | – | **Refuted** | – |

## reports-2018

**Around 9,000 reports**

**Supported**: The evidence supports the claim.

**Note:** The spokesperson says 'last year'.
"""

TAIL = f"""\
## Sources

- fedpol in Zahlen 2021 (fedpol, 2022-05), accessed 2026-11-22, \
<https://www.fedpol.admin.ch/zahlen.pdf>, archived at <https://web.archive.org/web/2022/zahlen.pdf>
- Tages-Anzeiger

## Evidence

- `evidence/cybertipline/fedpol.csv`: 8 rows; columns year, reports, rapporte; \
sha256 `{"3f" * 32}`
- `evidence/cybertipline/imagery-example.csv`: 1,200 rows; columns age, content; \
illustrative: made-up evidence; sha256 `{"a0" * 32}`; \
The rows of region 'all' are not summed: they are totals.

## Rubrics

- `rubrics/acts.yml`: “Depicted acts”, version 2, by A. Author; hit policy unique; \
after Tages-Anzeiger; sha256 `{"d4" * 32}`

## Warnings

- FC040 unused-name at claims/swiss.yml:45: nothing uses the quantity 'graphic'

## Files

- `claims/swiss.yml`: sha256 `{"c1" * 32}`

Made by factcheck 0.0.0, language 1, table of hedges 2026.1.
"""


def test_the_memo_begins_with_all_claims_in_one_table() -> None:
    assert render_markdown(samples.EVERYTHING).startswith(HEAD)


def test_each_claim_has_a_section() -> None:
    assert FLAGSHIP in render_markdown(samples.EVERYTHING)


def test_the_memo_ends_with_what_it_rests_on() -> None:
    assert render_markdown(samples.EVERYTHING).endswith(TAIL)


def test_several_items_of_a_kind_are_a_list() -> None:
    memo = render_markdown(samples.EVERYTHING)
    assert "**What contradicts:**\n\n- ncmec-63: at least 63 % — other: at most 10 %\n" in memo
    assert "1. Rows that the rubric leaves open count between nothing and all.\n" in memo


def test_an_empty_result_has_no_empty_sections() -> None:
    assert render_markdown(samples.BARE) == (
        "# Fact-check\n\n"
        "0 claims declared, 0 evaluated, 0 decided; all as expected. Nothing was decided.\n\n"
        "Made by factcheck 0.0.0, language 1, table of hedges 2026.1.\n"
    )


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("# one", r"\# one"),
        ("- one", r"\- one"),
        ("-3.5 %", "-3.5 %"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("1. one", r"1\. one"),
        ("2)", r"2\)"),
        ("6.68 %", "6.68 %"),
        ("a|b", r"a\|b"),
        ("<b>&amp;", r"\<b\>\&amp;"),
        ("$x$ ~~y~~", r"\$x\$ \~\~y\~\~"),
        (
            "see HTTPS://evil.example or Www.evil.example",
            r"see HTTPS\://evil.example or Www\.evil.example",
        ),
        (None, ""),
    ],
)
def test_text_is_escaped(raw: str | None, expected: str) -> None:
    assert escape.text(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a = b", "`a = b`"),
        ("a`b", "``a`b``"),
        ("`a``", "``` `a`` ```"),
        (" ", ""),
    ],
)
def test_code_has_a_fence_that_its_text_cannot_close(raw: str, expected: str) -> None:
    assert escape.code(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("https://example.org/a_b?c=d#e", "<https://example.org/a_b?c=d#e>"),
        ("http://example.org", "<http://example.org>"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://example.org/><script>", r"https\://example.org/\>\<script\>"),
        ("https://example.org/a b", r"https\://example.org/a b"),
        ("ftp://example.org", r"ftp\://example.org"),
    ],
)
def test_only_web_addresses_become_links(raw: str, expected: str) -> None:
    assert escape.address(raw) == expected


HOSTILE = (
    "<script>alert(1)</script>",
    "<!-- hidden",
    "a | b \\| c \\",
    "`code` ``",
    "[x](javascript:alert(1)) ![y](z) [z]: /a",
    "# heading\n===\n---",
    "> quote\n\n    code\n- item\n1. item",
    "**bold** _it_ ~~gone~~ &lt; \\",
    "<https://evil.example> https://evil.example",
    "```\nfence",
    "| a |\n|---|",
    "\u00a0\u2003x\u2003",
    "*\u00a0",
)
_MARKUP = st.text(alphabet=" \n\t\\`*_[](){}<>&#|~$!+-=.:1ax\"'/@^", max_size=20)


def _structure(result: RunResult) -> list[str]:
    """Return the kinds of everything in the memo; runs of text count once."""
    kinds = " ".join(_kinds(_parsed(render_markdown(result))))
    return re.sub(r"\btext( text)+\b", "text", kinds).split()


def _parsed(memo: str) -> list[Token]:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(memo)


def _kinds(tokens: list[Token]) -> list[str]:
    return [
        kind
        for token in tokens
        for kind in [f"{token.type}:{token.tag}".rstrip(":"), *_kinds(token.children or [])]
    ]


@given(st.one_of(st.sampled_from(HOSTILE), _MARKUP, st.text(max_size=20)))
@example("\\")
def test_no_text_of_the_users_makes_markup(text: str) -> None:
    if not one_line(text):
        text = "x"
    hostile = samples.filled(samples.EVERYTHING, text)
    tame = samples.filled(samples.EVERYTHING, "x")
    assert _structure(hostile) == _structure(tame)


@given(st.one_of(st.sampled_from(HOSTILE), _MARKUP, st.text(max_size=20)))
def test_every_text_is_shown_as_it_is(text: str) -> None:
    shown = one_line(text)
    tokens = _parsed(f"> “{escape.text(text)}”\n\n| {escape.text(text) or 'x'} |\n|---|\n")
    inline = [token for token in tokens if token.type == "inline"]
    assert "".join(child.content for child in inline[0].children or []) == f"“{shown}”"
    assert "".join(child.content for child in inline[1].children or []) == (shown or "x")


@given(st.one_of(st.sampled_from(HOSTILE), _MARKUP, st.text(max_size=20)))
def test_every_code_is_shown_as_it_is(text: str) -> None:
    tokens = _parsed(f"**Measure:** {escape.code(text)}")
    codes = [each.content for each in tokens[1].children or [] if each.type == "code_inline"]
    assert codes == ([one_line(text)] if one_line(text) else [])


@given(st.one_of(st.sampled_from(HOSTILE), _MARKUP))
def test_a_long_text_is_only_paragraphs(text: str) -> None:
    memo = render_markdown(
        samples.result(title=None, about=text, sources=(), evidence=(), files=())
    )
    kinds = {kind for kind in _kinds(_parsed(memo)) if kind != "text"}
    allowed = {"heading_open:h1", "heading_close:h1", "paragraph_open:p", "paragraph_close:p"}
    assert kinds == {*allowed, "inline"}


def test_without_rubrics_none_are_listed() -> None:
    assert "## Rubrics" not in render_markdown(samples.SWISS)


def test_charts_are_drawn_in_plain_characters() -> None:
    shown = render_runs(drawn_runs.ALONE, "markdown")
    assert isinstance(shown, str)
    assert "    claimed [8500,9500), found [9167,9167]: refuted\n" in shown
    assert "┊ end not included" in shown
    assert "read generously 8 % to under 10 %)" in " ".join(shown.split())
    assert "## Dispute: " in shown
