"""Multiples behind a verb of change, which some languages leave unclear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.figure.codes import AMBIGUOUS
from factcheck.figure.phrase import Between, Multiple, Numeral, Part, Printed, UnitWords
from factcheck.figure.state import error, unknown

if TYPE_CHECKING:
    from factcheck.figure.phrase import Core
    from factcheck.figure.state import State

_LATEST = 5
_LONGEST_AGAIN = 3


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


def take_times(state: State, core: Core) -> bool:
    """Take *times* and *-fold* behind a range that has no unit yet: *five to six times*."""
    words = state.words
    if not isinstance(core, Between) or state.unit != UnitWords() or state.noun:
        return False
    if not isinstance(core.upper, Numeral):
        return False
    is_fold = words.has(state.at, "fold")
    if not is_fold and (words.is_count or not words.has(state.at, "times")):
        return False
    state.at += 1
    state.unit = UnitWords(Printed.TIMES)
    return True


def settle_times(state: State) -> None:
    """Read *five to six times higher* as so many times; raise ``FigureError`` downwards."""
    if state.unit.printed is not Printed.TIMES or not state.direction:
        return
    if state.direction < 0:
        message = "a multiple downwards is read in contradictory ways"
        hint = "write 'a fifth to a quarter of'"
        raise error(state, AMBIGUOUS, message, state.core_at, hint=hint)
    lexicon = state.words.lexicon
    if lexicon.is_times_unclear and state.verb is not None and not state.is_level:
        message = "this may be so many times as many, or so many times more"
        raise error(state, AMBIGUOUS, message, state.core_at, hint="write the factor alone")
    state.direction = 0


def take_late(state: State) -> None:
    """Take a direction that stands behind what is counted: *il 10% di casi in più*."""
    words = state.words
    if state.direction:
        return
    # Further on the words are of something else: *il 10% di chi ha un figlio in più*.
    near = range(state.at, min(state.at + _LATEST, len(words)))
    late = (words.match(words.lexicon.late, at) for at in near)
    state.direction = next((found[0] for found in late if found is not None), 0)


def with_again(state: State, core: Core) -> Core:
    """Read *half as many again* as one and a half."""
    again = next((at for at in range(state.at, len(state.words)) if _is_again(state, at)), None)
    if again is None or not state.words.has(state.at, "as"):
        return core
    if not isinstance(core, Part) or state.direction or again > state.at + _LONGEST_AGAIN:
        raise unknown(state, again)
    state.is_compared = False
    return Multiple(core.number + 1)


def _is_again(state: State, at: int) -> bool:
    return state.words.has(at, "again")
