"""Results to memos."""

from __future__ import annotations

from typing import TYPE_CHECKING

import chart_samples as charts
import pytest
import report_samples as samples
from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.chart import BandChart
from factcheck.model.formats import LANGUAGES
from factcheck.model.problem import Code, Problem
from factcheck.model.runs import Run, Runs
from factcheck.model.spec import Verdict
from factcheck.model.total import Total
from factcheck.report import render_markdown, render_terminal
from factcheck.report.charts import PLAIN
from factcheck.report.memo.anchors import Anchors, prefix_of
from factcheck.report.memo.build import memo_of
from factcheck.report.memo.picture import drawn, picture_of
from factcheck.report.memo.records import Memo, WrongFile
from factcheck.report.memo.together import memos_of
from factcheck.report.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

PROBLEM = Problem(Code("FC999", "wrong", "Wrong", "It is wrong."), "a key is wrong")


def texts_in(value: object) -> Iterator[str]:
    """Yield every text of a memo, but for names that nobody reads."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_in(each)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            if name not in {"anchor", "key", "label", "language", "words", "picture", "link"}:
                yield from texts_in(getattr(value, name))


def test_every_text_is_one_line() -> None:
    for text in texts_in(memo_of(samples.SWISS)):
        assert "\n" not in text
        assert text == one_line(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_reading_and_dispute_has_an_anchor_of_its_own(language: str) -> None:
    memo = memo_of(samples.SWISS, language, prefix="2-")
    anchors = [
        anchor
        for claim in memo.claims
        for anchor in (claim.anchor, *(reading.anchor for reading in claim.readings))
    ]
    assert anchors
    assert len(set(anchors)) == len(anchors)
    assert all(anchor.startswith("2-") for anchor in anchors)
    assert {row.anchor for row in memo.rows} <= {*anchors, *(d.anchor for d in memo.disputes)}


def test_anchors_hold_nothing_but_letters_and_signs_of_names() -> None:
    anchors = Anchors()
    assert anchors.take('A "claim" <b> / ü') == "a-claim-b-ü"
    assert [anchors.take("a"), anchors.take("a"), anchors.take("a-2")] == ["a", "a-2", "a-2-2"]
    assert anchors.take("///") == "claim"


def test_a_row_says_whether_a_claim_is_as_expected() -> None:
    claim = samples.claim("odd", Verdict.REFUTED, samples.assessment(Verdict.REFUTED))
    memo = memo_of(samples.result(replace(claim, as_expected=False)))
    assert [row.is_as_expected for row in memo.rows] == [False]
    assert memo.claims[0].details[0].is_bad
    assert memo.claims[0].details[0].key == "expected"


def test_a_terminal_needs_no_pictures() -> None:
    memo = memo_of(samples.SWISS, has_pictures=False)
    assert all(claim.picture is None for claim in memo.claims)


def test_one_file_has_no_table_of_files() -> None:
    memos = memos_of(Runs.of(samples.SWISS, "c.yml"), "en")
    assert (memos.rows, memos.summary, len(memos.parts)) == ((), "", 1)
    assert memos.parts[0] == memo_of(samples.SWISS)


def test_several_files_have_a_table_and_anchors_of_their_own() -> None:
    total = Total().with_result(samples.SWISS).with_wrong(2)
    wrong = Run("b.yml", None, (PROBLEM,), 2)
    memos = memos_of(Runs((Run("a.yml", samples.SWISS), wrong), total), "en")
    first, second = memos.parts
    assert isinstance(first, Memo)
    assert first.claims[0].anchor.startswith("1-")
    assert second == WrongFile("b.yml", "1 problem; nothing of it was evaluated.", (PROBLEM,))
    assert [(row.file, len(row.counts)) for row in memos.rows] == [("a.yml", 4), ("b.yml", 0)]
    assert memos.summary.startswith("2 files, 1 of them not evaluated: ")
    assert not memos.is_good


@pytest.mark.parametrize("render", [render_markdown, render_terminal])
def test_another_language_changes_words_and_not_names(render: object) -> None:
    assert callable(render)
    english, german = (render(samples.SWISS, language=each) for each in ("en", "de"))
    assert english != german
    for claim in samples.SWISS.claims:
        assert claim.id in german


def test_a_chart_of_one_number_is_left_out() -> None:
    dot = BandChart((charts.band("[4,4]", "[4,4]", charts.REPORTS),))
    assert picture_of(dot, "a", "en") is None
    assert picture_of(None, "a", "en") is None
    assert picture_of(charts.SINGLE, "a", "en") is not None


def test_signs_without_letters_are_numbers_in_a_drawing() -> None:
    chart = BandChart((charts.band("[3,5]", "[4,4]", charts.REPORTS, "漢"),))
    picture = picture_of(chart, "a", "de")
    assert picture is not None
    shown = drawn(picture, PLAIN, {ord("漢"): "⟨U+6F22⟩"})
    assert "⟨U+6F22⟩" in shown
    assert "漢" not in shown
    assert "漢" in drawn(picture, PLAIN)


def test_every_format_names_the_anchors_of_several_files_alike() -> None:
    assert [prefix_of(number, 1) for number in (1,)] == [""]
    assert [prefix_of(number, 2) for number in (1, 2)] == ["1-", "2-"]
