"""The text of a figure to tokens: numbers, words and signs, each with its place."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.figure.codes import EMPTY_RANGE, UNKNOWN_CHARACTER
from factcheck.figure.errors import HALF_RANGE, FigureError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.figure.cutter import Cutter
    from factcheck.figure.digits import DigitFormat

DASH = "-"
SUSPENDED = "-…"
"""The hyphen of *zwei- bis dreitausend*, which stands for the end of the later word."""
HYPHENS = "-‐‑"
MINUS = "\u2212"
VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8),
}  # fmt: skip


_DOLLARS = r"\b(?:us|ca?|au?|nz|hk|s|r|mex)\$"
"""Signs that begin with a country: *A$5* is no dollar of the United States."""


_SUSPENDED = re.compile(r"[-‐‑]\s+(?:bis|oder|und|to|or|and)\b", re.IGNORECASE)
_WHOLE_PRICE = re.compile(r"[.,][-‐‑‒–—−]{1,2}(?!\w)")
"""What stands for no cents behind a price: *Fr. 20.–*, *3,- Euro*."""
_MONEY = re.compile(r"(t|k|m)(eur|chf|usd|gbp)")
"""A thousand or a million written into the code of a currency: *12 TEUR*."""


@cache
def _pattern(form: DigitFormat) -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?P<number>{form.pattern})
        | (?P<symbol>>=|<=|{_DOLLARS}|km²|m²|°[cC]|[%‰~≈∼≃≅<>≤≥×$€£¥{"".join(VULGAR)}+/])
        | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*['’]?)
        | (?P<dash>[-‐‑‒–—−])
        | (?P<skipped>\s+|[.,"“”„«»‹›‚‘]|!+\s*\Z)
        """,
        re.VERBOSE | re.IGNORECASE,
    )


class TokenKind(Enum):
    """What a token is made of."""

    NUMBER = "number"
    WORD = "word"
    SYMBOL = "symbol"


class Token(Struct, frozen=True):
    """One number, word or sign."""

    kind: TokenKind
    text: str
    key: str
    """The text for comparing: without case, every dash of a range as ``-``."""
    start: int
    end: int
    is_glued: bool
    """Whether nothing separates it from the token before."""


def tokenize(text: str, cutter: Cutter, form: DigitFormat) -> tuple[Token, ...]:
    """Return the tokens of a figure.

    A hyphen inside a word only separates (``three-quarters``); a word of several parts is a token
    for each (``threefold``, ``zweiundachtzig``, ``d'un``). A dot behind a letter ends an
    abbreviation (``c.1500``) and begins no decimals. Raises ``FigureError`` at a character that
    means nothing.
    """
    pattern = _pattern(form)
    dots = text.find("..")
    if dots >= 0:
        # Dots are skipped otherwise: '90..' would be 90, and '..90' nine tenths.
        message = "dots are no range in a figure"
        raise FigureError(EMPTY_RANGE, message, dots, dots + 2, hint=HALF_RANGE)
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        match = pattern.match(text, position)
        if match is None:
            raise _unknown(text, position)
        tokens.extend(_tokens(match, cutter, is_glued=bool(tokens) and tokens[-1].end == position))
        position = match.end()
        price = _WHOLE_PRICE.match(text, position) if match.lastgroup == "number" else None
        if price is not None:
            position = price.end()
            tokens[-1] = replace(tokens[-1], end=position)
    return tuple(tokens)


def _tokens(match: re.Match[str], cutter: Cutter, *, is_glued: bool) -> Iterator[Token]:
    text, start, end = match.group(), match.start(), match.end()
    match match.lastgroup:
        case "number":
            yield Token(TokenKind.NUMBER, text, text, start, end, is_glued)
        case "symbol":
            yield Token(TokenKind.SYMBOL, text, text.casefold(), start, end, is_glued)
        case "word":
            yield from _words(text, start, cutter, is_glued=is_glued)
        case "dash" if not _is_hyphen(match.string, start):
            key = MINUS if text == MINUS else DASH
            if _SUSPENDED.match(match.string, start) and match.string[start - 1 : start].isalnum():
                key = SUSPENDED
            yield Token(TokenKind.SYMBOL, text, key, start, end, is_glued)
        case _:
            return


def _words(text: str, start: int, cutter: Cutter, *, is_glued: bool) -> Iterator[Token]:
    key = text.casefold().replace("’", "'")
    # Another case may change the length: "ß" is "ss" for comparing.
    ends = [end for end, letter in enumerate(text, 1) for _ in letter.casefold()]
    begin = folded = 0
    for part in parts_of(key, cutter):
        folded += len(part)
        end = ends[folded - 1]
        yield Token(TokenKind.WORD, text[begin:end], part, start + begin, start + end, is_glued)
        begin, is_glued = end, True


def parts_of(word: str, cutter: Cutter) -> tuple[str, ...]:
    """Return a word without case as its parts: *TEUR* is a thousand and a currency."""
    money = _MONEY.fullmatch(word)
    return cutter.parts(word) if money is None else (money[1], money[2])


def _is_hyphen(text: str, at: int) -> bool:
    """Whether the dash joins a word to what stands before it, as in ``50-odd``."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return after.isalpha() and before.isalnum() and text[at] in HYPHENS


def _unknown(text: str, at: int) -> FigureError:
    return FigureError(
        UNKNOWN_CHARACTER,
        f"the character {text[at]!r} means nothing in a figure",
        at,
        at + 1,
        hint="write the figure in words and numerals: 'around 9,000', '93.5%'",
    )
