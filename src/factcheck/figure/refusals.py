"""Figures whose words name no number: ranks, odds, and vague words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.figure.codes import AMBIGUOUS, NO_NUMBER, RANK_WORDS
from factcheck.figure.state import error
from factcheck.model.near import quoted

if TYPE_CHECKING:
    from factcheck.figure.errors import FigureError
    from factcheck.figure.state import State


def refuse_rank(state: State) -> None:
    """Raise ``FigureError`` at *the highest since 2015*, which ranks a number."""
    rank = state.words.match(state.words.lexicon.ranks, state.at)
    if rank is None:
        return
    shown = state.words.text[state.words.start(state.at) :].strip()
    raise error(
        state,
        RANK_WORDS,
        f"{quoted(shown)} ranks a number among others and names none",
        state.at,
        hint="write a claim of the form rank: 'measure', 'by', 'of', 'place: 1' and, for the "
        "years since, 'among'",
    )


def refuse_odds(state: State) -> None:
    """Raise ``FigureError`` at *odds of 3 to 1*."""
    if state.words.match(state.words.lexicon.odds, state.at) is None:
        return
    raise error(
        state,
        AMBIGUOUS,
        "odds compare what happens with what does not, and are no share",
        state.at,
        hint="write the share, 'three in four' for odds of 3 to 1",
    )


def without_number(state: State) -> FigureError:
    """Return the error of a figure that names no number."""
    words = state.words
    return error(
        state,
        NO_NUMBER,
        f"there is no number in {quoted(words.text)}",
        len(words),
        hint="give your own threshold with 'means', or write 'not_checkable' with the reason",
    )
