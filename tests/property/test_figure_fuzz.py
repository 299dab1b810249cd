"""Any text is read or refused at once, in every language, whatever stands in it."""

from __future__ import annotations

import random
import time
from functools import cache
from typing import TYPE_CHECKING

from babel.core import Locale
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.figure import LANGUAGES, FigureError, read_figure
from factcheck.figure.lexicons import lexicon_of
from factcheck.figure.phrases import PhraseTable
from factcheck.model.fraction import Fraction
from factcheck.model.unit import Unit, UnitKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    import pytest

    from factcheck.model.figure import Figure

LONGEST, MILLION, DIGITS = 200, 1_000_000, "0"
USUAL, MINUTES = 2_000, 10
SLOWEST = 2.0
"""Seconds that one text may take, many times what the slowest does."""
LOCALES = (
    "en-GB", "en-US", "en-IN", "de-DE", "de-AT", "de-CH", "fr-FR", "fr-CH", "fr-CA", "it-IT",
    "it-CH", "es-ES", "es-MX", "es-419", "de-LI", "en-CH",
)  # fmt: skip
SIGNS = ".,'’-–−+%‰€$£½¾~≈<>≤≥()/×²\u00a0\u202f\u2009ßéñ"
NUMERALS = (
    "9", "12", "9,000", "9.000", "9 000", "9’000", "1.234,5", "1,234.5", "0,5", ".5", "2018",
    "1e9", "٣", "９", "1/3", "60/40", "9" * 90, "20", "30",
)  # fmt: skip


@cache
def phrases_of(language: str) -> tuple[str, ...]:
    """Return every phrase of a lexicon's tables, and its single words."""
    lexicon = lexicon_of(language)
    values = [getattr(lexicon, name) for name in lexicon.__struct_fields__]
    tables = [value for value in values if isinstance(value, PhraseTable)]
    found = {" ".join(keys) for table in tables for keys in table.entries}
    found |= {*lexicon.scales, *lexicon.short_scales, *lexicon.nth}
    return tuple(sorted(found.union(*lexicon.words.values())))


def checked(text: str, lang: str, **said: object) -> Figure | None:
    """Read a text; a refusal has a place inside it, sets are nested and hold a number."""
    begin = time.monotonic()
    try:
        figure = read_figure(text, lang=lang, **said)  # type: ignore[arg-type]
    except FigureError as error:
        figure, is_inside = None, 0 <= error.start <= error.end <= len(text)
    else:
        is_inside = True
    assert is_inside, text
    assert time.monotonic() - begin < SLOWEST, text
    if figure is not None:
        sets = [figure.profiles, *(other for _, other in figure.alternatives)]
        assert all(one.strict.is_within(one.default) for one in sets), text
        assert all(one.default.is_within(one.lenient) for one in sets), text
    return figure


def random_text(source: random.Random, lang: str) -> str:
    """Return up to 200 characters: phrases, numerals and signs, or any characters at all."""
    kinds: tuple[Callable[[], str], ...] = (
        lambda: source.choice(phrases_of(lang)),
        lambda: source.choice(phrases_of(source.choice(LANGUAGES))),
        lambda: source.choice(NUMERALS),
        lambda: source.choice(SIGNS),
        lambda: chr(source.choice((source.randrange(32, 127), source.randrange(0x2FFF)))),
    )
    weights = source.choice(((6, 0, 3, 1, 0), (3, 1, 2, 2, 1), (0, 0, 1, 1, 6), (5, 2, 2, 0, 0)))
    glue, most = source.choice((" ", " ", " ", "")), source.choice((4, 8, 40))
    parts = [source.choices(kinds, weights)[0]() for _ in range(source.randrange(1, most))]
    return glue.join(parts)[:LONGEST]


def test_any_text_of_any_language_is_read_or_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    is_nightly = settings.default is settings.get_profile("nightly")
    seed = random.SystemRandom().randrange(2**32) if is_nightly else 5
    source = random.Random(seed)  # noqa: S311 - a fuzz is no secret
    end = time.monotonic() + 60 * MINUTES
    inputs = read = 0
    while time.monotonic() < end if is_nightly else inputs < USUAL:
        lang = source.choice(LANGUAGES)
        read += checked(random_text(source, lang), lang) is not None
        inputs += 1
    assert inputs
    if is_nightly:
        with capsys.disabled():
            told = f"{inputs:,} texts, {read:,} of them read; seed {seed}"
            print(f"\nfuzz of figures: {told}")  # noqa: T201 - the nightly run says how many


@given(st.text(max_size=LONGEST), st.sampled_from(LANGUAGES))
def test_any_characters_are_read_or_refused(text: str, lang: str) -> None:
    checked(text, lang)


@given(
    st.integers(0, 2**64),
    st.sampled_from(LANGUAGES),
    st.sampled_from(UnitKind),
    st.booleans(),
)
def test_any_unit_is_met_or_refused(seed: int, lang: str, kind: UnitKind, is_rate: bool) -> None:
    source = random.Random(seed)  # noqa: S311 - a fuzz is no secret
    checked(random_text(source, lang), lang, expects=Unit(kind), rate_like=is_rate)


@given(
    st.decimals(0, 10**12, allow_nan=False, allow_infinity=False, places=2)
    | st.decimals(0, 10**6, allow_nan=False, allow_infinity=False, places=0)
    | st.decimals(0, 10**4, allow_nan=False, allow_infinity=False, places=4),
    st.sampled_from(LOCALES),
    st.booleans(),
)
def test_a_number_printed_in_a_locale_is_read_back(
    number: Decimal, locale: str, is_grouped: bool
) -> None:
    known = Locale.parse(locale, sep="-")
    # Babel groups only the last three digits of Swiss numbers, which nobody prints so.
    is_grouped = is_grouped and format_decimal(MILLION, locale=known)[1:2] not in DIGITS
    printed = format_decimal(
        number, locale=known, decimal_quantization=False, group_separator=is_grouped
    )
    lang = locale.partition("-")[0]
    figure = read_figure(printed, lang=lang, locale=locale, reads="exact")
    assert figure.value == Fraction(*number.as_integer_ratio())
    same = read_figure(printed, lang=locale, reads="exact")
    assert (same.value, same.profiles) == (figure.value, figure.profiles)
