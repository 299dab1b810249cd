"""How much room a text takes, guessed from above, since nobody knows the reader's letters.

Widths are those of DejaVu Sans, in thousandths of the size; the usual letters without serifs are
narrower than these.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from factcheck.model.fraction import Fraction

ELLIPSIS = "…"

_WIDTHS = {
    320: " ,.:;'|!/\\()[]-·ijlIft",
    420: 'rJ"°{}',
    560: "czskvxy*_?",
    640: "0123456789$€abdeghnopquLFTEZ",
    740: "ABCDKPRSUVXYHwN&GOQ~",
    840: "+=<>−–^#…",
    1000: "mMW%@—×",
}
_BY_CHARACTER = {each: width for width, every in _WIDTHS.items() for each in every}
_BY_CATEGORY = {"Ll": 700, "Lu": 880, "Mn": 0, "Me": 0, "Cf": 0}
_USUAL = 800
_WIDE = 1100
_OTHER = 1400
"""Pictures."""


def width_of(text: str, size: int) -> Fraction:
    """Return how wide a text is at most, in the unit of the size of its letters."""
    return Fraction(sum(map(_width, text)) * size, 1000)


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    known = _BY_CHARACTER.get(character)
    if known is not None:
        return known
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return _WIDE
    category = unicodedata.category(character)
    return _BY_CATEGORY.get(category, _OTHER if category == "So" else _USUAL)


def cut(text: str, size: int, room: Fraction | int) -> str:
    """Return a text, cut so that it fits; at least its first letter is left."""
    if width_of(text, size) <= room:
        return text
    kept = len(text) - 1
    while kept > 1 and width_of(text[:kept] + ELLIPSIS, size) > room:
        kept -= 1
    return text[:kept].rstrip() + ELLIPSIS


def lines_of(text: str, size: int, room: Fraction | int, most: int) -> tuple[str, ...]:
    """Return a text in lines that fit, at most so many; the last one is cut where there are more.

    A word that is longer than a line is cut too.
    """
    lines: list[str] = []
    words = text.split(" ")
    while words and len(lines) < most - 1:
        taken = 1
        while taken < len(words) and width_of(" ".join(words[: taken + 1]), size) <= room:
            taken += 1
        lines.append(cut(" ".join(words[:taken]), size, room))
        words = words[taken:]
    rest = " ".join(words)
    return (*lines, cut(rest, size, room)) if rest else tuple(lines)
