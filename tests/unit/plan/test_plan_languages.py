"""Figures of other languages from the claim file to their sets, without tables."""

from __future__ import annotations

import pytest

from factcheck.model.fraction import Fraction
from factcheck.model.problem import ProblemsError
from factcheck.model.span import Span, Text
from factcheck.model.spec import FigureText
from factcheck.model.unit import Unit, UnitKind
from factcheck.plan.figures import read_words

SPAN = Span("claims.yml", 1, 1, 1, 40)
CASES = Unit(UnitKind.COUNT, "Fälle")


def figure(text: str, lang: str, locale: str | None = None, **said: str) -> FigureText:
    placed = {name: Text(value, SPAN) for name, value in said.items()}
    return FigureText(Text(text, SPAN), lang, locale=locale, **placed)


@pytest.mark.parametrize(
    ("text", "lang", "locale", "number"),
    [
        ("rund 9.000 Fälle", "de", None, 9000),
        ("rund 9’000 Fälle", "de-CH", None, 9000),
        ("rund 9,000 Fälle", "de", "en-GB", 9000),
        ("environ 9 000 Fälle", "fr", None, 9000),
        ("circa 9.000 Fälle", "it", None, 9000),
        ("unos 9,000 Fälle", "es", "es-MX", 9000),
    ],
)
def test_a_figure_is_read_in_its_language(
    text: str, lang: str, locale: str | None, number: int
) -> None:
    read = read_words(figure(text, lang, locale), CASES, ("Fälle",))
    assert (read.value, read.hedge) == (Fraction(number), "approx")


def test_means_is_read_in_the_language_too() -> None:
    words = figure("viele Fälle", "de-CH", means="mindestens 9’000 Fälle")
    assert read_words(words, CASES, ("Fälle",)).hedge == "ge"


@pytest.mark.parametrize(
    ("lang", "locale", "said", "hint"),
    [
        ("en", None, "a dot begins the decimals, and a comma groups digits", "write 9,000"),
        ("de-CH", None, "a dot begins the decimals in de-CH", "write 9000"),
        ("de", "en-GB", "a dot begins the decimals in en-GB", "write 9000"),
    ],
)
def test_a_count_with_three_decimals_is_told_whose_digits_they_are(
    lang: str, locale: str | None, said: str, hint: str
) -> None:
    with pytest.raises(ProblemsError) as caught:
        read_words(figure("9.000", lang, locale), CASES, ("Fälle",))
    (problem,) = caught.value.problems
    assert problem.message.endswith(said)
    assert problem.hint == hint
