"""Texts with numbers in them, ``{home} - {away}``: how they are written and taken apart."""

from __future__ import annotations

import re

from msgspec import Struct

from factcheck.model.near import quoted

MAX_PARTS = 10
_BRACES = re.compile(r"\{([^{}]*)\}")


class PatternError(ValueError):
    """A pattern that says nothing clear; ``start`` and ``end`` are places in its text."""

    def __init__(self, message: str, start: int, end: int, hint: str | None = None) -> None:
        self.start = start
        self.end = end
        self.hint = hint
        super().__init__(message)


class TextPattern(Struct, frozen=True):
    """Names of parts and what stands around them; one text more than there are names."""

    names: tuple[str, ...]
    between: tuple[str, ...]
    """What stands before the first part, between the parts, and after the last; blanks are one
    each."""


def parse_text_pattern(text: str) -> TextPattern:
    """Return the pattern of a text; raises ``PatternError``."""
    names: list[str] = []
    between: list[str] = []
    place = 0
    for match in _BRACES.finditer(text):
        between.append(_literal(text, place, match.start()))
        if names and not between[-1]:
            message = "nothing stands between two parts, so nobody can tell where one ends"
            raise PatternError(message, match.start(), match.end())
        names.append(_name(match, names))
        place = match.end()
    between.append(_literal(text, place, len(text)))
    if not names:
        hint = "name the parts in braces: {home} - {away}"
        raise PatternError("the pattern has no part in braces", 0, len(text), hint)
    if len(names) > MAX_PARTS:
        raise PatternError(f"a pattern has at most {MAX_PARTS} parts", 0, len(text))
    between[0], between[-1] = between[0].lstrip(), between[-1].rstrip()
    return TextPattern(tuple(names), tuple(between))


def _literal(text: str, start: int, end: int) -> str:
    literal = text[start:end]
    for brace in "{}":
        if brace in literal:
            place = start + literal.index(brace)
            message = f"the brace {quoted(brace)} has no partner"
            hint = "braces stand around the name of a part: {home}"
            raise PatternError(message, place, place + 1, hint)
    return one_blank(literal)


def _name(match: re.Match[str], names: list[str]) -> str:
    name = match[1].strip()
    if not name:
        hint = "it becomes a column, so give it a name: {home}"
        raise PatternError("a part has no name", match.start(), match.end(), hint)
    if name in names:
        raise PatternError(f"two parts are called {quoted(name)}", match.start(), match.end())
    return name


def one_blank(text: str) -> str:
    """Return a text with every run of blanks as one blank."""
    return re.sub(r"\s+", " ", text)


def parts_of(pattern: TextPattern, text: str) -> tuple[str, ...] | None:
    """Return the parts of a text, ``None`` where it does not fit wholly.

    Each part is the shortest text, at least one character, that lets the rest fit. Runs of blanks
    count as one, and blanks around the text and its parts do not count. The time taken is at most
    the text's length for each part.
    """
    whole = one_blank(text).strip()
    first, *inner = pattern.between
    last = inner.pop()
    if not whole.startswith(first):
        return None
    parts: list[str] = []
    place = len(first)
    for literal in inner:
        # The earliest place leaves most room for the rest, so there is nothing to go back for.
        found = whole.find(literal, place + 1)
        if found < 0:
            return None
        parts.append(whole[place:found].strip())
        place = found + len(literal)
    end = len(whole) - len(last)
    if end <= place or not whole.endswith(last):
        return None
    parts.append(whole[place:end].strip())
    return tuple(parts) if all(parts) else None
