"""``lang`` and ``locale``: languages of words, digits of figures and of tables."""

from __future__ import annotations

import pytest

from factcheck.model.problem import ProblemsError
from factcheck.spec import load_spec

HEAD = "factcheck: 1\n"
CLAIM = "claims:\n  c: {measure: count(t), figure: 5}\n"
TABLE = "evidence:\n  t: {file: t.csv}\n"


def figure_of(text: str) -> tuple[str, str | None]:
    """Return the language and the locale of the first claim's figure."""
    (claim, *_) = load_spec(text.encode(), file="claims.yml").claims
    figure = claim.readings[0].form.figure  # type: ignore[union-attr]
    assert figure is not None
    return figure.lang, figure.locale


def problem_of(text: str) -> tuple[str, int, str | None]:
    """Return the code, the line and the hint of the only problem."""
    with pytest.raises(ProblemsError) as caught:
        load_spec(text.encode(), file="claims.yml")
    (problem,) = caught.value.problems
    assert problem.span is not None
    return problem.code.slug, problem.span.line, problem.hint


@pytest.mark.parametrize(
    ("file", "claim", "figure", "found"),
    [
        ("", "", "5", ("en", None)),
        ("lang: de", "", "5", ("de", None)),
        ("lang: de-CH", "", "5", ("de-CH", None)),
        ("locale: de-CH", "", "5", ("en", "de-CH")),
        ("lang: de\nlocale: de-CH", "", "5", ("de", "de-CH")),
        ("lang: de\nlocale: de-CH", "lang: fr", "5", ("fr", None)),
        ("lang: de\nlocale: de-CH", "locale: de-AT", "5", ("de", "de-AT")),
        ("lang: de", "lang: fr\n    locale: fr-CH", "5", ("fr", "fr-CH")),
        ("lang: de", "", "{text: 5, locale: de-CH}", ("de", "de-CH")),
        ("locale: de-CH", "", "{text: 5}", ("en", "de-CH")),
        ("locale: es-419", "", "5", ("en", "es-419")),
    ],
)
def test_a_figure_has_the_nearest_language_and_locale(
    file: str, claim: str, figure: str, found: tuple[str, str | None]
) -> None:
    own = f"    {claim}\n" if claim else ""
    text = f"{HEAD}{file}\n{TABLE}claims:\n  c:\n    measure: count(t)\n    figure: {figure}\n{own}"
    assert figure_of(text) == found


def test_tables_and_columns_have_locales_of_their_own() -> None:
    text = (
        f"{HEAD}evidence:\n  t:\n    file: t.csv\n    locale: de-DE\n    lang: de\n"
        f"    columns:\n      n: {{locale: de-CH}}\n{CLAIM}"
    )
    (table,) = load_spec(text.encode(), file="claims.yml").tables
    assert (table.locale, table.lang, table.columns[0].locale) == ("de-DE", "de", "de-CH")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("lang: english", "write lang: en"),
        ("lang: German", "write lang: de"),
        ("lang: EN", "write lang: en"),
        ("lang: de-ch", "write lang: de-CH"),
        ("lang: de_CH", "write lang: de-CH"),
        ("lang: frenhc", "write lang: fr"),
        ("lang: pt", "figures are read in en, de, fr, it and es"),
        ("locale: de_ch", "write locale: de-CH"),
        ("locale: Swiss", "write a language and a country: locale: de-CH"),
    ],
)
def test_a_slip_is_told_with_what_is_meant(line: str, hint: str) -> None:
    assert problem_of(f"{HEAD}{line}\n{TABLE}{CLAIM}") == ("wrong-value", 2, hint)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("locale: de-CX", "did you mean 'de-CH' or 'de-LI' or 'de'?"),
        ("locale: xx-XX", "a language and a country, such as en-GB, de-CH or fr-CA"),
        ("lang: de-XX", "did you mean"),
    ],
)
def test_a_locale_that_does_not_exist_is_told_at_its_place(line: str, hint: str) -> None:
    slug, at, said = problem_of(f"{HEAD}{line}\n{TABLE}{CLAIM}")
    assert (slug, at) == ("figure-locale", 2)
    assert said is not None
    assert said.startswith(hint[:12])


@pytest.mark.parametrize("where", ["locale: de-DE", "columns: {n: {locale: de-DE}}"])
@pytest.mark.parametrize(
    "file",
    [
        "file: t.xlsx",
        "file: t.parquet",
        "file: t.jsonl.gz",
        "files: {a: t.ods, b: t.csv.gz}\n    adds: a",
        "vintages: {2016: t.xls}",
    ],
)
def test_a_workbook_has_numbers_without_print(where: str, file: str) -> None:
    text = f"{HEAD}evidence:\n  t:\n    {file}\n    {where}\n{CLAIM}"
    slug, _, hint = problem_of(text)
    assert slug == "impossible-layout"
    assert hint == "remove 'locale'; it is for tables of text: .csv and .tsv"
