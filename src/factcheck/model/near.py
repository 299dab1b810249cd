"""The nearest right word to a wrong one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factcheck.model.told import told, told_or

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN = 5
_WIDTH = 40
_BREAK = re.compile("\r\n|[\n\v\f\r\x85\u2028\u2029]")


def nearest(word: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Return the known words that look most like ``word``, nearest first."""
    # Only words that are wrong need it.
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for candidate in known:
        folded.setdefault(candidate.casefold(), candidate)
    close = get_close_matches(word.casefold(), folded, n=most, cutoff=0.6)
    return tuple(folded[match] for match in close)


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """Return a hint that names the nearest known words, or lists a few where none is near."""
    choices = list(dict.fromkeys(known))
    close = nearest(word, choices)
    if close:
        return told("did you mean {names}?", names=told_or(map(quoted, close)))
    if not choices:
        return None
    return told("known here: {names}", names=listed(choices))


def quoted(word: str) -> str:
    """Return a word of the user's file in quotes, cut to forty characters, its breaks shown."""
    seen = word if word.isprintable() else _BREAK.sub("⏎", word)
    shown = seen if len(seen) <= _WIDTH else seen[: _WIDTH - 1] + "…"
    return f"'{shown}'"


def listed(words: Iterable[str]) -> str:
    """Return at most five words of the user's file in quotes."""
    every = list(words)
    shown = ", ".join(quoted(word) for word in every[:_SHOWN])
    rest = len(every) - _SHOWN
    return told("{names} and {rest} more", names=shown, rest=rest) if rest > 0 else shown
