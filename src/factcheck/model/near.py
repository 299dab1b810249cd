"""The nearest right word to a wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN = 5
_WIDTH = 40


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
        return f"did you mean {' or '.join(quoted(match) for match in close)}?"
    if not choices:
        return None
    return f"known here: {listed(choices)}"


def quoted(word: str) -> str:
    """Return a word of the user's file in quotes, cut to forty characters."""
    shown = word if len(word) <= _WIDTH else word[: _WIDTH - 1] + "…"
    return f"'{shown}'"


def listed(words: Iterable[str]) -> str:
    """Return at most five words of the user's file in quotes."""
    every = list(words)
    shown = ", ".join(quoted(word) for word in every[:_SHOWN])
    rest = len(every) - _SHOWN
    return f"{shown} and {rest} more" if rest > 0 else shown
