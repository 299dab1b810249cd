"""Numerals whose sign of the decimals groups thousands elsewhere: *EUR 9.000*, *9,000 Euro*."""

from __future__ import annotations

import re

from msgspec import Struct

from factcheck.figure.digits import format_of_locale, like_thousands
from factcheck.figure.lexicons import lexicon_of

_THREE_DECIMALS = {
    sign: re.compile(rf"(?<![0-9.,])[1-9][0-9]{{0,2}}[{sign}][0-9]{{3}}(?![0-9]|[.,][0-9])")
    for sign in ".,"
}
_SIGNS = {".": "dot", ",": "comma"}
_HOMES = {"de": "de-DE", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "it": "it-IT"}


class Doubtful(Struct, frozen=True):
    """A numeral that is a thousand to one reader and a number with decimals to another."""

    text: str
    start: int
    """Its offset in the figure."""
    sign: str
    """The name of its sign of the decimals, *dot* or *comma*."""
    small: str
    """The number with decimals, without those that are zero."""
    large: str
    """The number without decimals, grouped as the figure's language groups."""
    decided_by: tuple[str, str] | None
    """The locales that say that it is the small number and the large one; ``None`` where the
    locale is a country whose print differs from that of its language."""

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)


def doubtful_thousands(text: str, *, lang: str, locale: str | None) -> Doubtful | None:
    """Return the first numeral of a figure that may be a number of thousands, else ``None``.

    A comma before three digits groups them in English, a dot in the other languages. In English a
    dot is doubtful only before a zero as third decimal, which nobody prints without a reason.
    A ``locale``, or a country behind the language, decides where it prints decimals as the
    language does, and where it is of another language; in German with the digits of Switzerland
    *9.000* is as doubtful as ever.
    """
    language = lang.partition("-")[0]
    own, named = lexicon_of(language).digits, locale or lang
    is_country = "-" in named or named != language
    form = format_of_locale(named) if is_country else own
    if is_country and (named.partition("-")[0] != language or form.decimal == own.decimal):
        return None
    is_english = language == "en" and not is_country
    found = like_thousands(text) if is_english else _THREE_DECIMALS[form.decimal].search(text)
    if found is None:
        return None
    whole, _, decimals = found[0].partition(form.decimal)
    small = f"{whole}{form.decimal}{decimals}".rstrip("0").rstrip(form.decimal)
    group = form.group or ("’" if form.also_decimal else " ")
    other = "de-DE" if form.decimal == "." else "en-GB"
    return Doubtful(
        found[0],
        found.start(),
        _SIGNS[form.decimal],
        small,
        f"{whole}{group}{decimals}",
        None if is_country else (_HOMES[language], other),
    )
