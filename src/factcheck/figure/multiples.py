"""Multiples behind a verb of change, which some languages leave unclear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.figure.codes import AMBIGUOUS
from factcheck.figure.phrase import Numeral
from factcheck.figure.state import error

if TYPE_CHECKING:
    from factcheck.figure.phrase import Multiple
    from factcheck.figure.state import State

_LATEST = 5


def unclear_times(state: State, core: Multiple) -> Multiple:
    """Give *aumentato di tre volte* both its readings, three and four times as many.

    Raises ``FigureError`` downwards, where there is no reading at all.
    """
    words = state.words
    is_by = state.verb is not None and not state.is_level and core.ambiguous is None
    if not (is_by and words.lexicon.is_times_unclear):
        return core
    if words.match(words.lexicon.factor_of, state.core_at) is not None:
        return core
    if state.direction < 0:
        message = "a multiple downwards is read in contradictory ways"
        raise error(state, AMBIGUOUS, message, state.core_at)
    word = words.tokens[state.core_at].text
    return replace(core, numeral=core.numeral or Numeral(core.number), ambiguous=word)


def take_late(state: State) -> None:
    """Take a direction that stands behind what is counted: *il 10% di casi in più*."""
    words = state.words
    if state.direction:
        return
    # Further on the words are of something else: *il 10% di chi ha un figlio in più*.
    near = range(state.at, min(state.at + _LATEST, len(words)))
    late = (words.match(words.lexicon.late, at) for at in near)
    state.direction = next((found[0] for found in late if found is not None), 0)
