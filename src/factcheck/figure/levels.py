"""Words behind a verb or noun of change that make a level of its number, or may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.figure.codes import AMBIGUOUS, TWO_NUMBERS
from factcheck.figure.cores import core_at
from factcheck.figure.phrase import Printed
from factcheck.figure.state import error

if TYPE_CHECKING:
    from factcheck.figure.cores import Found
    from factcheck.figure.state import State


def is_level_hedge(state: State, to: tuple[None, int] | None) -> bool:
    """Whether a hedge makes a level of the number: *cayó por debajo del 10 %*.

    ``to`` is the preposition of a level that stands at the same token. Raises ``FigureError``
    where the words may also mean the change: *creció por encima del 3 %*.
    """
    words, lexicon = state.words, state.words.lexicon
    if state.direction < 0 and words.match(lexicon.levels_down, state.at) is not None:
        return True
    unclear = words.match(lexicon.unclear, state.at)
    # *Hasta el 5 %* is a level, *hasta 5 %* either.
    if unclear is not None and (to is None or to[1] <= unclear[1]):
        raise error(
            state,
            AMBIGUOUS,
            "this may be a change or a level",
            state.at,
            hint="say which: by how much it changed, or which number it reached",
        )
    return words.match(lexicon.level_hedges, state.at) is not None


def refuse_level(state: State) -> None:
    """Refuse *rose 5 percent in 2020 to 46 percent*, a change and a level."""
    words = state.words
    if not state.direction or state.is_level:
        return
    for at in range(state.at, len(words)):
        to = words.match(words.lexicon.to, at)
        found = to and core_at(words, at + to[1])
        if found and found.unit.printed in {Printed.PERCENT, Printed.MEASURE}:
            raise error(state, TWO_NUMBERS, "this is a change and a level, two figures", at)


def refuse_from_to(state: State, found: Found) -> None:
    """Refuse *un aumento del 20 al 30 %*, a range or a change from one number to the other."""
    words = state.words
    if not (words.lexicon.is_change_from_to and state.direction) or state.verb is not None:
        return
    inside = range(state.core_at + 1, found.end)
    if any(words.match(words.lexicon.to, at) is not None for at in inside):
        message = "this may be a range, or a change from one number to the other"
        raise error(state, TWO_NUMBERS, message, state.core_at)
