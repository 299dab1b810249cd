"""A place in the text of one expression, and the signs and words that stand there."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from factcheck.model.expression_text import name_end
from factcheck.model.near import quoted
from factcheck.model.problem import Code, Problem, ProblemsError
from factcheck.spec.expression.codes import FOREIGN_OPERATOR, SYNTAX, TOO_LARGE
from factcheck.spec.expression.words import FOREIGN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.span import Span

MAX_LENGTH = 2_000
MAX_DEPTH = 50
MAX_OPERATIONS = 100
"""Bounds the tree's depth together with ``MAX_DEPTH``: a long sum leans to the left."""

_SIGNS = re.compile(r"[0-9][0-9.]*%?|[=<>!≤≥≠~]+|->|\*\*|//|&&|\|\||\.\.+|.", re.DOTALL)


class Cursor:
    """Reads one expression from left to right; ``position`` is the end of the last token."""

    __slots__ = (
        "_depth",
        "_operations",
        "_origin",
        "_position",
        "_word",
        "has_placeholders",
        "here",
        "text",
    )
    here: int
    """Where the next token begins; the length of the text where there is none."""

    def __init__(self, text: str, origin: Span, *, has_placeholders: bool = False) -> None:
        """Begin at the first character, which stands at the beginning of ``origin``.

        ``has_placeholders`` says whether ``$name`` may stand for a number.
        """
        self.text = text
        self.has_placeholders = has_placeholders
        self.position = 0
        self._origin = origin
        self._depth = 0
        self._operations = 0

    @property
    def position(self) -> int:
        """Where the last token ends."""
        return self._position

    @position.setter
    def position(self, position: int) -> None:
        # What comes next is asked for far more often than it is stepped over.
        self._position = self.here = position
        while self.text[self.here : self.here + 1].isspace():
            self.here += 1
        self._word: str | None = None

    @property
    def is_at_end(self) -> bool:
        """Whether only blanks are left."""
        return self.here == len(self.text)

    def next_is(self, sign: str) -> bool:
        """Return whether the next characters are ``sign``."""
        return self.text.startswith(sign, self.here)

    def take(self, sign: str) -> bool:
        """Step over ``sign`` if it comes next."""
        if not self.next_is(sign):
            return False
        self.position = self.here + len(sign)
        return True

    def word(self) -> str:
        """Return the plain word that comes next, empty where none does."""
        if self._word is None:
            self._word = self.text[self.here : name_end(self.text, self.here)]
        return self._word

    def take_word(self, *words: str) -> bool:
        """Step over these words if they come next, in this order and with blanks between."""
        before = self.position
        for word in words:
            if self.word() != word:
                self.position = before
                return False
            self.position = self.here + len(word)
        return True

    def token(self) -> str:
        """Return what comes next, for a message: a word, a number or a sign; empty at the end."""
        word = self.word()
        match = _SIGNS.match(self.text, self.here)
        return word or (match[0] if match else "")

    def span(self, start: int, end: int | None = None) -> Span:
        """Return the place from ``start`` to ``end``, or to the end of the last token."""
        return self._origin.within_line(start, self.position if end is None else end)

    @contextmanager
    def nested(self, start: int) -> Iterator[None]:
        """Count one level of nesting, opened at ``start``, while its inside is read."""
        if self._depth == MAX_DEPTH:
            message = f"the expression is nested deeper than {MAX_DEPTH} levels"
            raise self.error(TOO_LARGE, message, start, start + 1, hint=_NAME_A_PART)
        self._depth += 1
        yield
        self._depth -= 1

    def count_operation(self, start: int) -> None:
        """Count one operation, written at ``start``."""
        self._operations += 1
        if self._operations > MAX_OPERATIONS:
            message = f"the expression has more than {MAX_OPERATIONS} operations"
            raise self.error(TOO_LARGE, message, start, start + 1, hint=_NAME_A_PART)

    def error(
        self, code: Code, message: str, start: int, end: int, *, hint: str | None = None
    ) -> ProblemsError:
        """Return the problem of what stands from ``start`` to ``end``, ready to be raised."""
        return self.error_at(code, message, self.span(start, end), hint=hint)

    @staticmethod
    def error_at(code: Code, message: str, span: Span, *, hint: str | None = None) -> ProblemsError:
        """Return the problem of something that has been read, ready to be raised."""
        return ProblemsError((Problem(code, message, span=span, hint=hint),))

    def unexpected(
        self, expected: str, *, code: Code = SYNTAX, hint: str | None = None
    ) -> ProblemsError:
        """Return the problem that the next token is not what could stand here."""
        token = self.token()
        if not token:
            last = max(len(self.text.rstrip()) - 1, 0)
            message = f"the expression ends where {expected} should stand"
            return self.error(code, message, last, min(last + 1, len(self.text)), hint=hint)
        message = f"found {quoted(token)} where {expected} should stand"
        instead = FOREIGN.get(token)
        if instead is not None:
            code, hint = FOREIGN_OPERATOR, instead
        return self.error(code, message, self.here, self.here + len(token), hint=hint)

    def close(self, opening: int, sign: str, expected: str, *, hint: str | None = None) -> None:
        """Step over the bracket that closes the one at ``opening``.

        Raises a problem at the opening bracket where the text ends first.
        """
        if self.take(sign):
            return
        if self.is_at_end:
            opened = quoted(self.text[opening])
            message = f"{opened} is never closed; a {quoted(sign)} is missing"
            raise self.error(SYNTAX, message, opening, opening + 1, hint=hint)
        raise self.unexpected(f"{expected} or {quoted(sign)}", hint=hint)


_NAME_A_PART = "give a part of it a name under quantities: or conditions: and use that"
