"""Tenths of a point: *dos décimas* are 0.2 percentage points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from factcheck.figure.phrase import Numeral
    from factcheck.figure.words import Words


def tenths_at(words: Words, numeral: Numeral, at: int) -> tuple[Numeral, int] | None:
    """Return a numeral as points where its tenths stand behind it, and the index behind them.

    ``None`` where a longer phrase begins with the same word: *dos décimas partes* are a fraction,
    *dos décimas de segundo* a time.
    """
    lexicon = words.lexicon
    tenths = words.match(lexicon.tenths, at)
    if tenths is None or not numeral.is_integer:
        return None
    others = (words.match(lexicon.measures, at), words.match(lexicon.ordinals, at))
    if any(other is not None and other[1] > tenths[1] for other in others):
        return None
    return replace(numeral, mantissa=numeral.mantissa / 10, decimals=1), at + tenths[1]
