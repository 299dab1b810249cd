"""Figures of other languages than English beside their quotes."""

from __future__ import annotations

import pytest

from factcheck.model.span import Span, Text
from factcheck.model.spec import FigureText
from factcheck.verdict.checks.figure_not_in_quote import _compared

SPAN = Span("claims.yml", 1, 1, 1, 2)


def told(figure: str, quote: str, lang: str) -> list[str]:
    return list(_compared(FigureText(Text(figure, SPAN), lang), quote))


@pytest.mark.parametrize(
    ("lang", "figure", "quote"),
    [
        ("de", "zehn Prozent", "Knapp zehn Prozent der Fälle waren strafbar."),
        ("de-CH", "9’000", "Es waren rund 9’000 Meldungen."),
        ("fr", "10 %", "Près de 10\u202f% des cas."),
        ("fr", "une dizaine", "Plus d’une dizaine de cas."),
        ("it", "10 %", "Quasi 10 % dei casi."),
        ("es", "10 %", "Casi 10 % de los casos."),
    ],
)
def test_a_hedge_of_the_language_is_missed(lang: str, figure: str, quote: str) -> None:
    (message,) = told(figure, quote, lang)
    assert "the quote says" in message
    assert f"the figure only '{figure}'" in message


@pytest.mark.parametrize(
    ("lang", "figure", "quote"),
    [
        ("de", "knapp zehn Prozent", "Knapp zehn Prozent der Fälle waren strafbar."),
        ("de", "zweiundachtzig", "Es waren zweiundachtzig."),
        ("en", "zehn Prozent", "Knapp zehn Prozent der Fälle."),
        ("fr", "plus d'une dizaine", "Plus d’une dizaine de cas."),
        ("fr", "9 000 cas", "On compte 9\u202f000 cas."),
    ],
)
def test_the_words_of_the_quote_are_enough(lang: str, figure: str, quote: str) -> None:
    assert told(figure, quote, lang) == []


def test_words_that_are_joined_are_shown_as_they_stand() -> None:
    (message,) = told("une dizaine", "Plus d’une dizaine de cas.", "fr")
    assert "'plus d'une dizaine'" in message
