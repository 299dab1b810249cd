"""Currency signs of a country: *$* is the peso in Mexico and the dollar of Canada there."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.figure.phrases import PhraseTable
from factcheck.figure.vocabulary import Measure
from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from factcheck.figure.vocabulary import Lexicon

_SIGNS = frozenset("$£¥")
_DOLLAR = "$"


def with_local_signs(lexicon: Lexicon, locale: str) -> Lexicon:
    """Return the lexicon with the currencies that a locale's signs stand for, after the CLDR.

    Signs that the CLDR gives to no currency of the country stay as the language has them. Words
    that the language has for several countries' money, such as *pesos*, go with the dollar sign.
    The locale is a known one.
    """
    local = _local_signs(locale)
    own = lexicon.measures.entries
    entries = dict(own)
    for sign, code in local.items():
        # The code too, so that a measure in it has the same currency.
        entries[(sign,)] = entries[(code.casefold(),)] = _currency(lexicon, code)
    dollar = entries[(_DOLLAR,)]
    if dollar != own[(_DOLLAR,)]:
        entries.update(((word,), dollar) for word in lexicon.words["local_dollars"])
    return replace(lexicon, measures=PhraseTable(entries, lexicon.measures.longest))


@lru_cache(maxsize=64)
def _local_signs(locale: str) -> dict[str, str]:
    """Return the code that each sign stands for, where it stands for one alone."""
    from babel.core import Locale

    symbols = Locale.parse(locale.replace("-", "_")).currency_symbols
    codes = {sign: [code for code, each in symbols.items() if each == sign] for sign in _SIGNS}
    return {sign: found[0] for sign, found in codes.items() if len(found) == 1}


def _currency(lexicon: Lexicon, code: str) -> Measure:
    """Return a currency by its code; one that no lexicon names is known by the code alone."""
    found = lexicon.measures.match((code.casefold(),), 0)
    return Measure(code, code, Fraction(1)) if found is None else found[0]
