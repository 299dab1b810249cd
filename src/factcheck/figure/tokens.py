"""The text of a figure to tokens: numbers, words and signs, each with its place."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.figure.codes import EMPTY_RANGE, UNKNOWN_CHARACTER
from factcheck.figure.errors import HALF_RANGE, FigureError

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACES_IN_NUMBERS = "\u00a0\u2007\u2009\u202f"
DASH = "-"
MINUS = "\u2212"
VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}

_TOKEN = re.compile(
    rf"""
    (?P<number>(?:[0-9]|(?<![^\W\d_])\.(?=[0-9]))[0-9]*(?:[.,'’{SPACES_IN_NUMBERS}][0-9]+)*)
    | (?P<symbol>>=|<=|\bus\$|km²|m²|°[cC]|[%~≈∼≃≅<>≤≥×$€£¥½⅓⅔¼¾⅕⅛+/])
    | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)
    | (?P<dash>[-‐‑‒–—−])
    | (?P<skipped>\s+|[.,"“”„«»])
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


def tokenize(text: str, stems: frozenset[str]) -> tuple[Token, ...]:
    """Return the tokens of a figure.

    A hyphen inside a word only separates (``three-quarters``); ``threefold`` is two tokens where
    the first is one of ``stems``. A dot behind a letter ends an abbreviation (``c.1500``) and
    begins no decimals. Raises ``FigureError`` at a character that means nothing.
    """
    dots = text.find("..")
    if dots >= 0:
        # Dots are skipped otherwise: '90..' would be 90, and '..90' nine tenths.
        message = "dots are no range in a figure"
        raise FigureError(EMPTY_RANGE, message, dots, dots + 2, hint=HALF_RANGE)
    tokens: list[Token] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise _unknown(text, position)
        tokens.extend(_tokens(match, stems, is_glued=bool(tokens) and tokens[-1].end == position))
        position = match.end()
    return tuple(tokens)


def _tokens(match: re.Match[str], stems: frozenset[str], *, is_glued: bool) -> Iterator[Token]:
    text, start, end = match.group(), match.start(), match.end()
    match match.lastgroup:
        case "number":
            yield Token(TokenKind.NUMBER, text, text, start, end, is_glued)
        case "symbol":
            yield Token(TokenKind.SYMBOL, text, text.casefold(), start, end, is_glued)
        case "word":
            yield from _words(text, start, stems, is_glued=is_glued)
        case "dash" if not _is_hyphen(match.string, start):
            key = MINUS if text == MINUS else DASH
            yield Token(TokenKind.SYMBOL, text, key, start, end, is_glued)
        case _:
            return


def _words(text: str, start: int, stems: frozenset[str], *, is_glued: bool) -> Iterator[Token]:
    key = text.casefold().replace("’", "'")
    cut = len(text) - len("fold")
    if key.endswith("fold") and key[: -len("fold")] in stems:
        middle = start + cut
        yield Token(TokenKind.WORD, text[:cut], key[: -len("fold")], start, middle, is_glued)
        yield Token(TokenKind.WORD, text[cut:], "fold", middle, start + len(text), True)
        return
    yield Token(TokenKind.WORD, text, key, start, start + len(text), is_glued)


def _is_hyphen(text: str, at: int) -> bool:
    """Whether the dash joins a word to what stands before it, as in ``50-odd``."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return after.isalpha() and before.isalnum() and text[at] in "-‐‑"


def _unknown(text: str, at: int) -> FigureError:
    return FigureError(
        UNKNOWN_CHARACTER,
        f"the character {text[at]!r} means nothing in a figure",
        at,
        at + 1,
        hint="write the figure in words and English numerals: 'around 9,000', '93.5%'",
    )
