"""How names and values are written inside an expression: shared by parsing and rendering."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, normalize

RESERVED = frozenset(
    {"and", "contains", "in", "is", "known", "not", "or", "starts", "unknown"},
)
"""Words that stand for themselves; a name that is spelt so goes in backticks."""

_REMEMBERED = 1024
"""Names and values that many claims share; each is looked through once."""

_VALUE_STOP = re.compile(r"[,)\]]|(?<!\S)or(?=[\s(,)\]]|$)")
_NEEDS_QUOTES = re.compile(r"[(\[\"`]|^['“„]")
_RANGE = re.compile(r"\d\s*(?:\.\.+|…)\s*[-\d]")
_RUN = re.compile(r"\w+")
_UNSEEN = re.compile(
    # A second blank, a break, a control, and what is invisible or turns the direction of writing.
    "(?<= ) |[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-"
    "\U000e007f]"
)
"""What no report can print so that it is seen: it is written as an escape, in quotes."""
_NARROW_OR_WIDE = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""Blanks that look like the usual one, and are another character."""
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r"\\(?:([nrt])|u\{([0-9A-Fa-f]{1,6})\})")
_CHARACTERS = {written[1]: character for character, written in _ESCAPES.items()}
_LAST_CHARACTER = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)
_TOP = re.compile(r"top\s+([-+]?\d.*)", re.DOTALL)
_SWALLOWED_TEST = re.compile(
    # a name with an operator after it, a free-standing operator, an equals sign, && or ||
    r"\s[^\W\d]\w*\s*(?:[=<>≤≥≠]|!=)|^=|(?<!\S)(?:[=<>≤≥≠]+|!=|&&|\|\|)(?!\S)"
)


def name_end(text: str, start: int) -> int:
    """Return where the plain name that begins at ``start`` ends; ``start`` where none does.

    A plain name is made of letters, their accents, digits and ``_``, no digit first.
    """
    if not (text[start : start + 1].isalpha() or text.startswith("_", start)):
        return start
    end = _run_end(text, start)
    while end < len(text) and category(text[end]).startswith("M"):
        end = _run_end(text, end + 1)
    return end


def _run_end(text: str, start: int) -> int:
    run = _RUN.match(text, start)
    return start if run is None else run.end()


@lru_cache(_REMEMBERED)
def is_plain_name(name: str) -> bool:
    """Return whether a name can be written without backticks anywhere."""
    return bool(name) and name not in RESERVED and name_end(name, 0) == len(name)


def written_name(name: str) -> str:
    """Return a name as an expression writes it, in backticks where it must be."""
    return name if is_plain_name(name) else f"`{name.replace('`', '``')}`"


@lru_cache(_REMEMBERED)
def column_shape(text: str) -> tuple[str, str] | None:
    """Return table and column where a plain value has the shape ``name.name``."""
    dot = name_end(text, 0)
    if dot == 0 or not text.startswith(".", dot):
        return None
    end = name_end(text, dot + 1)
    if end == dot + 1 or end != len(text):
        return None
    return normalize("NFC", text[:dot]), normalize("NFC", text[dot + 1 :])


def value_end(text: str, start: int) -> int:
    """Return where a plain value that begins at ``start`` stops.

    That is at ``,``, ``)``, ``]``, a free-standing ``or`` or the end.
    """
    stop = _VALUE_STOP.search(text[start:])
    return len(text) if stop is None else start + stop.start()


def needs_quotes(value: str) -> bool:
    """Return whether a plain value holds a bracket, quote or backtick that no plain one may."""
    return _NEEDS_QUOTES.search(value) is not None


def holds_test(value: str) -> bool:
    """Return whether a plain value seems to have swallowed another test, as in ``1 b = 2``."""
    return _SWALLOWED_TEST.search(value) is not None


def holds_range(value: str) -> bool:
    """Return whether a plain value looks like a range of numbers or dates, ``1973..1982``."""
    return _RANGE.search(value) is not None


def top_places(value: str) -> str | None:
    """Return what follows ``top`` where that begins like a number."""
    match = _TOP.fullmatch(value)
    return None if match is None else match[1]


@lru_cache(_REMEMBERED)
def is_plain_value(value: str) -> bool:
    """Return whether a value can be written without quotes."""
    return (
        value != ""
        and value == value.strip()
        and value_end(value, 0) == len(value)
        and not (needs_quotes(value) or holds_test(value) or holds_range(value))
        and not has_unseen(value)
    )


def quoted_value(value: str) -> str:
    """Return a value in double quotes, with the quotes and backslashes in it doubled.

    What a report cannot show is written as an escape, which parsing knows too.
    """
    escaped = value.replace("\\", "\\\\").replace('"', '""')
    return f'"{escaped if escaped.isprintable() and "  " not in escaped else _escaped(escaped)}"'


def has_unseen(value: str) -> bool:
    """Return whether a value has something in it that a report cannot show, as a line break."""
    is_usual = value.isprintable() and "  " not in value
    return not is_usual and _UNSEEN.search(value) is not None


def looks_otherwise(value: str) -> bool:
    """Return whether a value has what cannot be seen, or a blank that only looks like one."""
    return has_unseen(value) or _NARROW_OR_WIDE.search(value) is not None


def fully_quoted(value: str) -> str:
    """Return a value in double quotes with every blank but the usual one as an escape too."""
    return _NARROW_OR_WIDE.sub(_as_escape, quoted_value(value))


def escape_at(text: str, place: int) -> tuple[str, int] | None:
    """Return the character that an escape in quotes stands for, and where the escape ends.

    ``None`` where no escape is at this place.
    """
    match = _ESCAPED.match(text, place)
    if match is None:
        return None
    if match[1]:
        return _CHARACTERS[match[1]], match.end()
    number = int(match[2], 16)
    # A zero ends texts elsewhere, and half a character is none.
    is_character = 0 < number <= _LAST_CHARACTER and number not in _SURROGATES
    return (chr(number), match.end()) if is_character else None


def _escaped(value: str) -> str:
    return _UNSEEN.sub(_as_escape, value)


def _as_escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0], f"\\u{{{ord(match[0]):X}}}")
