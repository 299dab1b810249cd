"""A unit that a word before the number says: *aged 18 to 24*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.figure.codes import AMBIGUOUS
from factcheck.figure.phrase import Between, Numeral, Printed, UnitWords
from factcheck.figure.state import error

if TYPE_CHECKING:
    from factcheck.figure.phrase import Core
    from factcheck.figure.state import State


def settle_ahead(state: State, core: Core) -> None:
    """Give a number without a unit the one that stands before it.

    Raises ``FigureError`` where what follows is no number of that unit.
    """
    if state.ahead is None:
        return
    measure, at = state.ahead
    printed = state.unit.measure
    if isinstance(core, Numeral | Between) and not state.direction:
        if printed is not None and printed.dimension == measure.dimension:
            return
        if state.unit.printed is Printed.NUMBER and not state.noun and state.unit.noun is None:
            state.unit = UnitWords(Printed.MEASURE, measure)
            return
    word = state.words.tokens[at].text
    raise error(state, AMBIGUOUS, f"'{word}' leads to an amount in {measure.name}", at)
