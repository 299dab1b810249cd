"""Figures whose words are not those of the quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import verdict_samples as samples

from factcheck.verdict.checks import figure_not_in_quote

if TYPE_CHECKING:
    from factcheck.model.unit import Unit


def found(words: str, quote: str | None, unit: Unit = samples.COUNT, **keys: str) -> list[str]:
    written = samples.figure_text(words, **keys)
    possible = samples.reading(written, unit, found=samples.number("1"))
    return samples.messages(figure_not_in_quote, possible, samples.claim(quote))


def test_a_figure_that_is_not_in_the_quote_is_found() -> None:
    assert found("around 9,000", "Last year we received about 9,000 reports.") == [
        (
            "the words of the figure 'around 9,000' do not stand in 'Last year we received about "
            "9,000 repor…'"
        )
    ]


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("9,000", "We received 19,000 reports."),
        ("9,000", "We received 9.000 reports."),
        ("9,167", "We received 9,176 reports."),
        ("nine thousand", "We received 9,000 reports."),
        ("around 9,000", "We received around some 9,000 reports."),
        ("29 million", "We received 29 billion reports."),
    ],
)
def test_other_words_are_found(words: str, quote: str) -> None:
    assert len(found(words, quote)) == 1


@pytest.mark.parametrize(
    ("words", "quote"),
    [("10 percent", "That is 10% of them."), ("10%", "That is 10 per cent of them."),
     ("-5%", "It changed by 5%."), ("63%", "It was 63‰ of them.")],
)  # fmt: skip
def test_a_percent_sign_is_not_the_word(words: str, quote: str) -> None:
    assert len(found(words, quote, samples.RELATIVE_CHANGE)) == 1


@pytest.mark.parametrize(
    ("words", "quote", "unit"),
    [
        ("just under ten percent", "Just  under\nten percent of them.", samples.SHARE),
        ("10%", "That is 10 % of them.", samples.SHARE),
        ("10 %", "That is (10%) of them.", samples.SHARE),
        ("around 9,000", "Last year we received “around 9,000” reports.", samples.COUNT),
        ("around 9,000 reports", "It was AROUND\u00a09,000 re\u00adports.", samples.COUNT),
        ("two-thirds", "Two thirds of them.", samples.SHARE),
        ("two thirds", "Two\u2011thirds of them.", samples.SHARE),
        ("-5%", "It changed by \u22125 %.", samples.RELATIVE_CHANGE),
        ("between 20 and 30 percent", "between 20 and 30 percent—or not", samples.SHARE),
        ("~9,000", "That makes ~9,000.", samples.COUNT),
        ("93.5%", "93.5%.", samples.SHARE),
    ],
)
def test_spelling_that_changes_nothing_is_not_found(words: str, quote: str, unit: Unit) -> None:
    assert found(words, quote, unit) == []


def test_a_claim_without_a_quote_has_nothing_to_compare() -> None:
    assert found("around 9,000", None) == []


def test_a_hedge_left_out_before_the_figure_is_found() -> None:
    assert found("95 percent", "It was Nearly 95 percent of the reports.", samples.SHARE) == [
        "the quote says 'nearly 95 percent', the figure only '95 percent'"
    ]


@pytest.mark.parametrize(
    ("words", "quote", "shown"),
    [
        ("under ten percent", "Just under ten percent.", "just under ten percent"),
        ("more than 12 percent", "not more than 12 percent", "not more than 12 percent"),
        ("63 percent", "63 percent or more of them", "63 percent or more"),
        ("12 percent", "in excess of 12 percent", "in excess of 12 percent"),
    ],
)
def test_part_of_a_hedge_left_out_is_found(words: str, quote: str, shown: str) -> None:
    (message,) = found(words, quote, samples.SHARE)
    assert f"says '{shown}'" in message


def test_other_words_beside_the_figure_are_no_hedge() -> None:
    quote = "Of these only 95 percent in total came from companies."
    assert found("95 percent", quote, samples.SHARE) == []


def test_one_place_where_the_figure_stands_alone_is_enough() -> None:
    quote = "At first nearly 95 percent; later 95 percent."
    assert found("95 percent", quote, samples.SHARE) == []
    assert len(found("95 percent", "nearly 95 percent, over 95 percent", samples.SHARE)) == 1


def test_where_the_checker_says_how_words_are_read_only_the_words_must_stand_there() -> None:
    quote = "It was nearly 95 percent."
    assert found("95 percent", quote, samples.SHARE, reads="near_below") == []
    assert found("95 percent", quote, samples.SHARE, means="at least 90 percent") == []
    assert len(found("96 percent", quote, samples.SHARE, means="at least 90 percent")) == 1
