"""Text of the user's made safe to show: nothing hidden, nothing that a terminal obeys."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from factcheck.model.told import Told, mapped

_BREAKS = re.compile("[ \t\n\v\f\r\x85\u2028\u2029]+")

# Controls, and characters that are invisible or reorder what follows. Left alone are the two
# joiners (U+200C, U+200D), which Persian, Indic scripts and emoji need, and the Arabic and Kaithi
# signs that Unicode calls "format" although they are visible.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-"
    "\U000e007f\ud800-\udfff]"
)
_SOFT_HYPHEN = "\xad"

# Where a line may break: not inside ``9 %`` or ``year = 2018``.
_SPACE = re.compile("(?<!=) (?![%=])")
_WIDTHLESS = ("Mn", "Me", "Cf")


_SECRET = re.compile(
    r"""(://[^\s/@:'"]*:)(?![0-9]{1,5}(?:[/?\s'"]|$))([^\s@/'"]+)|(\bpassword\s*=\s*)([^\s'"]+)""",
    re.IGNORECASE,
)
"""The password in an address, or in a connection string of PostgreSQL; a port is none."""


def without_passwords(text: str) -> str:
    """Return a text of the same length whose passwords are stars."""
    return _SECRET.sub(_starred, text)


def _starred(match: re.Match[str]) -> str:
    before = match[1] or match[3]
    return before + "*" * len(match[2] or match[4])


def one_line(text: str | None) -> str:
    """Return a text as one line: line breaks become spaces, hidden characters visible.

    ESC becomes ``␛`` and a right-to-left override ``⟨U+202E⟩``; soft hyphens, which pages
    sprinkle over quotes, are dropped. The empty text stands for ``None`` and for blank text.
    """
    if isinstance(text, Told):
        return mapped(text, _without_breaks)
    if text is not None and text.isprintable() and "  " not in text:
        # Nearly every text, and this is asked of each of them: no break, and nothing hidden.
        return text.strip()
    return _without_breaks(text or "").strip()


def _without_breaks(text: str) -> str:
    """Return a text, or a part of one, as ``one_line`` has it, with the spaces at its ends."""
    if isinstance(text, Told):
        return mapped(text, _without_breaks)
    if text.isprintable() and "  " not in text:
        return text
    spaced = _BREAKS.sub(" ", text.replace(_SOFT_HYPHEN, ""))
    return _HIDDEN.sub(_named, spaced)


def paragraphs(text: str | None) -> list[str]:
    """Return the lines of a longer text, each made safe, without the blank ones."""
    lines = (one_line(line) for line in (text or "").splitlines())
    return [line for line in lines if line]


def visible(text: str) -> str:
    """Return a line of a file with every hidden character shown and its spaces kept."""
    shown = text.replace("\t", "→").replace(_SOFT_HYPHEN, "⟨U+00AD⟩")
    return _HIDDEN.sub(_named, shown)


def _named(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:  # noqa: PLR2004 - the C0 controls, which have pictures from U+2400 on
        return chr(0x2400 + code)
    return "␡" if match[0] == "\x7f" else f"⟨U+{code:04X}⟩"


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


@lru_cache(maxsize=4096)
def _cells_of(character: str) -> int:
    if unicodedata.category(character) in _WIDTHLESS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def padded(text: str, width: int) -> str:
    """Return a text with spaces after it, so that it takes ``width`` columns or more."""
    return text + " " * (width - cells(text))


def wrapped(text: str | None, width: int) -> list[str]:
    """Return a text in lines of at most ``width`` columns, two at the least.

    Lines break at plain spaces, but where that fits not before a percent sign or around an
    equals sign, and inside a word only where it is longer than a line.
    """
    lines: list[str] = []
    line = ""
    for word in _pieces(one_line(text), width):
        if line and cells(line) + 1 + cells(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
    return [*lines, line] if line else lines


def _pieces(text: str, width: int) -> list[str]:
    kept = (
        word
        for group in _SPACE.split(text)
        for word in ([group] if cells(group) <= width else group.split(" "))
    )
    return [piece for word in kept for piece in _cut(word, width)]


def _cut(word: str, width: int) -> list[str]:
    if cells(word) <= width:
        return [word] if word else []
    pieces, piece = [], ""
    for character in word:
        if cells(piece) + cells(character) > width:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]
