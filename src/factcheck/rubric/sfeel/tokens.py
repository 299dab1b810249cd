"""Cuts a text in S-FEEL into tokens."""

from __future__ import annotations

import re
from enum import Enum

from msgspec import Struct

from factcheck.model.near import quoted
from factcheck.rubric.codes import TOO_LARGE, UNREADABLE_TEST
from factcheck.rubric.sfeel.errors import SFeelError

MAX_LENGTH = 20_000
"""Characters of one text."""


class TokenKind(Enum):
    """What a token is."""

    NUMBER = "number"
    TEXT = "text"
    NAME = "name"
    SIGN = "sign"
    END = "end"


class Token(Struct, frozen=True):
    """A piece of a text."""

    kind: TokenKind
    text: str
    """As written; of a text in quotes what stands between them, its escapes resolved."""
    start: int
    end: int


_TOKENS = re.compile(
    r"(?P<blank>\s+)"
    r"|(?P<number>(?:[0-9]+(?:\.(?!\.)[0-9]+)?|\.[0-9]+)(?:[eE][+\-]?[0-9]+)?)"
    r'|(?P<text>"(?:[^"\\]|\\.)*")'
    r"|(?P<name>[^\W\d]\w*)"
    r"|(?P<dots>\.{3,})"
    r"|(?P<sign>\.\.|\*\*|<=|>=|!=|<>|->|[<>=(){}\[\],\-+*/?@.%:;|&!'])",
    re.DOTALL,
)
_KINDS = {each.value: each for each in TokenKind}
_ESCAPES = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6})|(.))", re.DOTALL)
_LAST_CHARACTER = 0x10FFFF
_ESCAPED = {'"': '"', "'": "'", "\\": "\\", "n": "\n", "r": "\r", "t": "\t"}
_PAIRS = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def tokenise(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text, and one for its end.

    Raises ``SFeelError`` for a character that begins none, a text whose quotes are not closed,
    an escape that FEEL does not have, and more than 20,000 characters.
    """
    if len(text) > MAX_LENGTH:
        message = f"an entry has {len(text):,} characters; the limit is {MAX_LENGTH:,}"
        raise SFeelError(TOO_LARGE, message, MAX_LENGTH, len(text))
    found: list[Token] = []
    place = 0
    while place < len(text):
        match = _TOKENS.match(text, place)
        if match is None:
            raise _unreadable(text, place)
        place = match.end()
        kind = match.lastgroup
        if kind == "blank":
            continue
        assert kind is not None
        if kind == "dots":
            message = f"{quoted(match[0])} can be read in two ways: an interval has two dots"
            hint = f"write {quoted(f'{text[: match.start()]}..{text[place:]}')}"
            raise SFeelError(UNREADABLE_TEST, message, match.start(), place, hint)
        written = match[0]
        if kind == "text":
            written = _unescaped(written[1:-1], match.start() + 1)
        found.append(Token(_KINDS[kind], written, match.start(), place))
    return (*found, Token(TokenKind.END, "", len(text), len(text)))


def _unreadable(text: str, place: int) -> SFeelError:
    if text[place] == '"':
        message = f"the quotes of {quoted(text[place:])} are not closed"
        return SFeelError(UNREADABLE_TEST, message, place, len(text), 'a text ends with "')
    message = f"{quoted(text[place])} means nothing in S-FEEL"
    hint = 'texts stand in straight double quotes: "a"' if text[place] in "“”„‟«»" else None
    return SFeelError(UNREADABLE_TEST, message, place, place + 1, hint)


def _unescaped(inside: str, start: int) -> str:
    def resolved(match: re.Match[str]) -> str:
        digits = match[1] or match[2]
        if digits is not None:
            return _character(int(digits, 16), match, start)
        if match[3] not in _ESCAPED:
            message = f"{quoted(match[0])} is no escape of FEEL"
            hint = 'write \\\\ for a backslash and \\" for quotes within a text'
            raise SFeelError(
                UNREADABLE_TEST, message, start + match.start(), start + match.end(), hint
            )
        return _ESCAPED[match[3]]

    found = _PAIRS.sub(_joined, _ESCAPES.sub(resolved, inside))
    if any("\ud800" <= character <= "\udfff" for character in found):
        message = f"{quoted(inside)} holds half of a character"
        raise SFeelError(UNREADABLE_TEST, message, start, start + len(inside))
    return found


def _character(number: int, match: re.Match[str], start: int) -> str:
    if not 0 < number <= _LAST_CHARACTER:
        # The first one is none that files hold, and stands for other texts among ours.
        message = f"{quoted(match[0])} is no character"
        raise SFeelError(UNREADABLE_TEST, message, start + match.start(), start + match.end())
    return chr(number)


def _joined(pair: re.Match[str]) -> str:
    """Return the character of two surrogates, as JSON and Java write it."""
    high, low = (ord(half) for half in pair[0])
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
