"""Numerals whose sign of the decimals groups thousands elsewhere: *EUR 9.000*, *9,000 Euro*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.figure.codes import ILL_GROUPED
from factcheck.figure.digits import format_of_locale, like_thousands
from factcheck.figure.errors import FigureError
from factcheck.figure.lexicons import lexicon_of
from factcheck.model.fraction import Fraction
from factcheck.model.near import quoted
from factcheck.model.unit import UnitKind

if TYPE_CHECKING:
    from factcheck.model.figure import Figure

_THREE_DECIMALS = {
    sign: re.compile(rf"(?<![0-9.,])[1-9][0-9]{{0,2}}[{sign}][0-9]{{3}}(?![0-9]|[.,][0-9])")
    for sign in ".,"
}
_GROUPED = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}([.,])[0-9]{3}(?![0-9])")
_LANGUAGES = {"de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian"}
_THOUSANDTH = Fraction(1, 1000)
_THOUSAND = 1000
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


def refuse_doubtful(
    text: str, figure: Figure, *, lang: str, locale: str | None, is_count: bool
) -> None:
    """Raise ``FigureError`` where the words of a figure may be a thousand times what was read.

    ``text`` are the words, ``lang`` and ``locale`` what they were read with. ``is_count`` says
    that a number of things is known to be meant, which has no decimals.
    """
    if is_count:
        _refuse_decimals(text, figure)
    _refuse_thousands(text, figure, lang, locale)


def _refuse_decimals(text: str, figure: Figure) -> None:
    """Raise ``FigureError`` for a count such as ``177.000``: elsewhere the sign groups digits."""
    grouped = _GROUPED.search(text)
    if grouped is None or figure.unit.kind is not UnitKind.COUNT or figure.quantum != _THOUSANDTH:
        return
    is_english = figure.lang == "en" and figure.locale is None
    also = ", and a comma groups digits" if is_english else f" in {figure.locale or figure.lang}"
    sign = _SIGNS[grouped[1]]
    message = (
        f"{quoted(grouped[0])} has three decimals, and a count has none: a {sign} begins the "
        f"decimals{also}"
    )
    hint = f"write {grouped[0].replace(grouped[1], ',' if is_english else '')}"
    raise FigureError(ILL_GROUPED, message, *grouped.span(), hint=hint)


def _refuse_thousands(text: str, figure: Figure, lang: str, locale: str | None) -> None:
    """Raise ``FigureError`` for ``EUR 9.000`` in English and ``9,000 Euro`` in German.

    Who writes English elsewhere than in England may mean thousands, and who copies from English
    into another language too. Before a million or the like decimals are usual.
    """
    found = doubtful_thousands(text, lang=lang, locale=locale)
    if found is None or _is_scaled(figure):
        return
    elsewhere = "many languages group" if found.sign == "dot" else "English groups"
    named = locale or lang
    message = (
        f"{quoted(found.text)} can be read in two ways: as {found.small}, because a {found.sign} "
        f"begins the decimals in {_LANGUAGES.get(named, named)}, and as {found.large}, because "
        f"{elsewhere} digits with it"
    )
    hint = f"write {found.large} or {found.small}"
    if found.small == found.text:
        hint = f"write {found.large}, or round the number to fewer decimals"
    if found.decided_by is not None:
        small, large = found.decided_by
        hint += f", or add 'locale: {small}' for {found.small}, 'locale: {large}' for {found.large}"
    raise FigureError(ILL_GROUPED, message, found.start, found.end, hint=hint)


def _is_scaled(figure: Figure) -> bool:
    """Whether a figure is in millions or the like, so that none of its numbers is printed whole."""
    if figure.quantum is not None:
        return figure.quantum > _THOUSANDTH
    said = figure.profiles.lenient
    ends = [end for end in (said.lower, said.upper) if end is not None]
    return bool(ends) and min(ends) >= _THOUSAND
