"""The phrase of the lexicon that a misspelt word may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORTEST = 4
_SHORT = 5
_MOST = 3


def phrases_like(word: str, phrases: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return at most three phrases that a word is a misspelling of, the nearest first.

    A word of up to five letters is one mistake away, a longer one at most two. Below four
    letters every word is like some other, so that nothing is guessed.
    """
    if len(word) < _SHORTEST:
        return ()
    most = 1 if len(word) <= _SHORT else 2
    near: dict[str, int] = {}
    for phrase in phrases:
        # A word may be two that ran together: the blanks may be what is wrong.
        joined = "".join(phrase)
        if abs(len(joined) - len(word)) <= most:
            near[" ".join(phrase)] = _mistakes(word, joined)
    close = [phrase for phrase in near if near[phrase] <= most]
    return tuple(sorted(close, key=lambda phrase: (near[phrase], phrase))[:_MOST])


def _mistakes(word: str, other: str) -> int:
    """Return how many letters were added, left out, replaced or swapped with a neighbour."""
    earlier: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(word, 1):
        line = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != wanted))
            is_swap = word[row - 2 : row] == wanted + other[column - 2 : column - 1]
            if is_swap and min(row, column) > 1:
                cost = min(cost, earlier[column - 2] + 1)
            line.append(cost)
        earlier, above = above, line
    return above[-1]
