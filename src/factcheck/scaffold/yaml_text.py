"""Texts of the user's as values and comments of a claim file."""

from __future__ import annotations

import re

from factcheck.spec.document.decode import hidden_places

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?: [A-Za-z0-9_]+)*")
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""What some reader of YAML takes for something else than text."""
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_WIDTH = 60


def scalar(text: str) -> str:
    """Return a text as a value or key on one line, in double quotes where it needs them."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return f'"{"".join(_ESCAPES.get(letter, letter) for letter in text)}"'


def is_writable(text: str) -> bool:
    """Whether a claim file may hold a text: nothing in it is hidden, and all of it is Unicode."""
    return not _refused(text.replace("\n", " "))


def shown(text: str) -> str:
    """Return a text as a comment may show it: one short line, nothing hidden."""
    line = " ".join(text.split())
    line = line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"
    refused = _refused(line)
    letters = enumerate(line)
    return "".join(f"⟨U+{ord(each):04X}⟩" if at in refused else each for at, each in letters)


def _refused(text: str) -> set[int]:
    """Return the places of characters that no claim file may hold."""
    surrogates = (place for place, letter in enumerate(text) if "\ud800" <= letter <= "\udfff")
    return {*hidden_places(text), *surrogates}


def named(text: str) -> str:
    """Return a text in quotes, as a comment may show it."""
    return f"'{shown(text)}'"
