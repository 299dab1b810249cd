"""Where searches are asked: their answers are written down, or taken from who wrote them down.

A search may find what it likes, and a report keeps what shows it. Whoever checks a report does
everything a second time with the report's answers in place of the searches, and believes no answer
that the checker does not accept. Who sits at the desk is a matter of the context of a call, since
searches are asked from many places, some of them inside of others; where nobody sits there,
nothing is written down.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factcheck.model.answered import Answered
    from factcheck.model.linear import System

_Found = TypeVar("_Found")
_Search = TypeVar("_Search", bound="Callable[..., object]")

ROWS, FORMULA, FORM = "rows", "formula", "form"
"""The kinds of questions: whether rows are possible, whether a formula can be true with them, and
how large a form can be."""

DIGITS = 32
"""So many digits of a digest tell questions apart; nothing is believed because of them."""
_MEMO = "digest"


class Desk(Protocol):
    """Who deals with the questions of a run."""

    @property
    def answers(self) -> tuple[Answered, ...]:
        """Return the answers that were given, each once, in the order of the questions."""

    def answer(
        self, kind: str, system: System, about: tuple[object, ...], search: Callable[[], _Found]
    ) -> _Found:
        """Return the answer to a question of a kind; ``search`` would find one."""


_SITTING: ContextVar[Desk | None] = ContextVar("desk", default=None)


@contextmanager
def at_desk(desk: Desk | None) -> Iterator[None]:
    """Let somebody deal with the questions that are asked meanwhile; ``None`` for nobody."""
    token = _SITTING.set(desk)
    try:
        yield
    finally:
        _SITTING.reset(token)


def answered(kind: str) -> Callable[[_Search], _Search]:
    """Return a decorator for searches of a kind, whose questions then pass over the desk.

    Their first argument is a system. What a search asks of others is its own affair.
    """

    def over_the_desk(search: _Search) -> _Search:
        @wraps(search)
        def asked(system: System, *about: object) -> object:
            desk = _SITTING.get()
            if desk is None:
                return search(system, *about)
            with at_desk(None):
                return desk.answer(kind, system, about, lambda: search(system, *about))

        return cast("_Search", asked)

    return over_the_desk


def digest_of(kind: str, system: System, about: tuple[object, ...]) -> str:
    """Return what a question is known by: the same for the same rows and the same thing asked."""
    begun = system.memo.get(_MEMO)
    if not isinstance(begun, bytes):
        begun = system.memo[_MEMO] = _digest((system.variables, system.rows))
    return sha256(begun + _digest((kind, about))).hexdigest()[:DIGITS]


def _digest(what: object) -> bytes:
    return sha256(msgspec.json.encode(what, enc_hook=str)).digest()
