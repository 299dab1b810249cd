"""What is checked of a text before it is read: its length and characters that hide something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import name as character_name

from factcheck.model.near import quoted
from factcheck.spec.expression.codes import HIDDEN, TOO_LARGE
from factcheck.spec.expression.cursor import MAX_LENGTH

if TYPE_CHECKING:
    from factcheck.model.problem import ProblemsError
    from factcheck.spec.expression.cursor import Cursor

_HIDDEN = re.compile(
    # controls but tab and line ends; zero-width; direction marks, embeddings and isolates
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060-\u2064\ufeff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_JOINERS = re.compile("[\u200c\u200d]")
_LETTERS = re.compile(r"[^\W\d_]+")
_LOOKALIKES = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "COPTIC", "CHEROKEE"})
"""Alphabets with letters that look like each other's."""


def check_text(cursor: Cursor) -> None:
    """Raise a problem where the text is too long or holds a character that cannot be seen."""
    length = len(cursor.text)
    if length > MAX_LENGTH:
        message = f"the expression has {length:,} characters, more than {MAX_LENGTH:,}"
        hint = "give a part of it a name under quantities: or conditions: and use that"
        raise cursor.error(TOO_LARGE, message, MAX_LENGTH, length, hint=hint)
    hidden = None if cursor.text.isascii() and cursor.text.isprintable() else _first(cursor)
    if hidden is not None:
        raise hidden


def _first(cursor: Cursor) -> ProblemsError | None:
    match = _HIDDEN.search(cursor.text)
    return None if match is None else _hidden(cursor, match.start())


def _hidden(cursor: Cursor, place: int) -> ProblemsError:
    code_point = f"U+{ord(cursor.text[place]):04X}"
    message = f"found {code_point}, a character that cannot be seen"
    hint = f"delete it, or type the word anew: it stands after {quoted(cursor.text[:place][-20:])}"
    return cursor.error(HIDDEN, message, place, place + 1, hint=hint)


def check_name(cursor: Cursor, name: str, start: int) -> None:
    """Raise a problem where a name mixes alphabets that look alike, or holds a joiner."""
    if name.isascii():
        return
    joiner = _JOINERS.search(cursor.text, start, cursor.position)
    if joiner is not None:
        raise _hidden(cursor, joiner.start())
    mixed = next((word for word in _LETTERS.findall(name) if mixes_alphabets(word)), None)
    if mixed is not None:
        message = f"the letters of {quoted(mixed)} come from different alphabets"
        hint = "type the word anew; some letters only look like the ones you mean"
        raise cursor.error(HIDDEN, message, start, cursor.position, hint=hint)


def mixes_alphabets(word: str) -> bool:
    """Return whether a word has letters of two alphabets that look like each other."""
    alphabets = {character_name(letter, "?").split()[0] for letter in word}
    return len(alphabets & _LOOKALIKES) > 1
