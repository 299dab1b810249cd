"""Amounts and percentages whose sign of the decimals groups thousands elsewhere."""

from __future__ import annotations

import pytest
from plan_files import claim, problems_of, reading_of

MONEY = "money"


@pytest.mark.parametrize(
    ("lang", "figure", "small", "large", "decided"),
    [
        ("de", "9,000 Franken", "as 9,", "as 9.000,", "'locale: en-GB' for 9.000"),
        ("de", "12,345 Franken", "as 12,345,", "as 12.345,", "'locale: de-DE' for 12,345"),
        ("de", "12,340 Franken", "as 12,34,", "as 12.340,", "'locale: de-DE' for 12,34"),
        ("de", "zwischen 1,250 und 1,500 Franken", "as 1,25,", "as 1.250,", "'locale: de-DE'"),
        ("it", "9,000 CHF", "as 9,", "as 9.000,", "'locale: it-IT' for 9"),
        ("fr", "9,000 CHF", "as 9,", "as 9 000,", "'locale: fr-FR' for 9"),
        ("es", "9,000 CHF", "as 9,", "as 9.000,", "'locale: es-ES' for 9"),
        ("en", "CHF 9.000", "as 9,", "as 9,000,", "'locale: de-DE' for 9,000"),
    ],
)
def test_a_number_of_two_languages_is_refused(
    lang: str, figure: str, small: str, large: str, decided: str
) -> None:
    (problem,) = problems_of(f"lang: {lang}\n", claim(MONEY, f"'{figure}'"))
    assert problem.code.slug == "figure-ill-grouped"
    assert small in problem.message
    assert large in problem.message
    assert decided in str(problem.hint)


@pytest.mark.parametrize(
    ("lang", "figure", "large"),
    [("de-CH", "CHF 9.000", "9’000"), ("es-MX", "CHF 9.000", "9,000"), ("en-DE", "CHF 9,000", "9")],
)
def test_a_country_that_prints_unlike_its_language_decides_nothing(
    lang: str, figure: str, large: str
) -> None:
    (problem,) = problems_of(f"lang: {lang}\n", claim(MONEY, figure))
    assert problem.code.slug == "figure-ill-grouped"
    assert f"and as {large}" in problem.message
    assert "locale" not in str(problem.hint)


@pytest.mark.parametrize(
    ("lang", "figure", "locale"),
    [
        ("de", "9,000 Franken", "en-GB"),
        ("de", "9,000 Franken", "de-DE"),
        ("en", "CHF 9.000", "de-DE"),
        ("en", "CHF 9.000", "en-GB"),
    ],
)
def test_a_locale_decides(lang: str, figure: str, locale: str) -> None:
    assert reading_of(f"lang: {lang}\n", claim(MONEY, figure, f"locale: {locale}")).obstacle is None


@pytest.mark.parametrize(
    ("lang", "figure"),
    [
        ("de", "0,125 Franken"),
        ("de", "9,5 Franken"),
        ("de", "9.000 Franken"),
        ("de", "1,250 Millionen Franken"),
        ("de", "1,2345 Franken"),
        ("de-AT", "9,000 Franken"),
        ("en-GB", "CHF 9.000"),
        ("en", "CHF 12.345"),
        ("en", "CHF 9,000"),
    ],
)
def test_other_numbers_are_read(lang: str, figure: str) -> None:
    assert reading_of(f"lang: {lang}\n", claim(MONEY, f"'{figure}'")).obstacle is None
