"""What leads to a number whose verb of change stands behind it: *um 58 Prozent gefallen*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.figure.codes import AMBIGUOUS, TWO_NUMBERS
from factcheck.figure.cores import core_at
from factcheck.figure.phrase import Between, Multiple, Numeral, Unchanged
from factcheck.figure.state import error, take_hedge, unknown
from factcheck.figure.vocabulary import Change, Hedge, Leading
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from factcheck.figure.errors import FigureError
    from factcheck.figure.phrase import Core
    from factcheck.figure.state import State
    from factcheck.figure.words import Words


def settle_leading(state: State, core: Core) -> Core:
    """Let the verb at the end say what *um* and *auf* before the number lead to.

    Returns the core, which *um das Dreifache gestiegen* makes ambiguous. Raises ``FigureError``
    where no verb follows, and where neither says whether a change or a level is meant.
    """
    is_change = state.direction or isinstance(core, Multiple | Unchanged)
    if state.comparison is not None and not is_change:
        raise unknown(state, state.comparison)
    if state.leading is None:
        _refuse_crossing(state)
        return core
    leading, at = state.leading
    # *Um die Hälfte* of what falls or rises is no half of anything else.
    is_half = state.words.has(state.core_at, "halves")
    if not state.direction and (not leading.is_hedge or is_half):
        raise unknown(state, at)
    # *Um die Hälfte* has an article, *um die 5 Prozent* a hedge.
    if leading.is_hedge and (not state.direction or isinstance(core, Numeral | Between)):
        take_hedge(state, Hedge("approx"), at)
    state.is_level = leading.is_level
    if not isinstance(core, Multiple) or not state.direction:
        return core
    if state.direction < 0:
        raise error(state, AMBIGUOUS, "a multiple downwards is read in contradictory ways", at)
    if leading.is_level:
        return core
    word = state.words.tokens[at].text
    return replace(core, numeral=core.numeral or Numeral(core.number), ambiguous=word)


def _refuse_crossing(state: State) -> None:
    """Refuse *fiel unter 5 Prozent*, a level, because *fiel 5 Prozent* is a change."""
    if state.crossing is None or not state.has_verb:
        return
    word = state.words.tokens[state.crossing].text
    raise error(
        state,
        AMBIGUOUS,
        f"beside a verb of change {quoted(word)} may lead to a change or to a level",
        state.crossing,
        hint="say which: 'um über 5 Prozent', 'auf unter 5 Prozent'",
    )


def take_last_verb(state: State) -> None:
    """Take the direction of a verb behind what says nothing: *um 5 Prozent seit 2015 gestiegen*."""
    words = state.words
    if state.leading is None or state.direction:
        return
    for at in range(state.at, len(words)):
        suffix = words.match(words.lexicon.after, at)
        if suffix and at + suffix[1] == len(words) and isinstance(suffix[0], Change):
            state.direction = suffix[0].sign
            return
    if not words.has(state.at, "rest"):
        raise unknown(state, state.at)


def is_from_to(words: Words, at: int) -> bool:
    """Whether *von 20 auf 30 Prozent* follows, before its verb."""
    if not words.has(at, "from") or core_at(words, at + 1) is None:
        return False
    found = (words.match(words.lexicon.before, middle) for middle in range(at + 2, len(words)))
    return any(each and isinstance(each[0], Leading) and each[0].is_level for each in found)


def two_ends(state: State) -> FigureError:
    """Return the error of a change from one number to another."""
    return error(
        state,
        TWO_NUMBERS,
        "a change from one number to another is two figures",
        state.at,
        hint="write the change ('fell by 58%') or the level ('fell to 46 percent')",
    )
