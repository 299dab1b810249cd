"""How far a number lies past a printed one: the next grain, on the side that words leave open."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.model.figure import Figure
    from factcheck.model.fraction import Fraction
    from factcheck.model.interval import Interval

LOWER_WORDS = frozenset({"gt", "ge", "well_over"})
UPPER_WORDS = frozenset({"lt", "le", "upto", "well_under"})


class Side(Enum):
    """Where the numbers that a bound allows lie to the printed one."""

    ABOVE = "above"
    BELOW = "below"


def open_side(figure: Figure, claimed: Interval) -> Side | None:
    """Return the side to which a figure's words leave its number open; ``None`` for no bound.

    The set decides, not the word: a fall "by more than 58 %" is below minus 58 %.
    """
    if figure.value is None or figure.hedge not in LOWER_WORDS | UPPER_WORDS:
        return None
    is_above = claimed.lower is not None and claimed.lower >= figure.value
    is_below = claimed.upper is not None and claimed.upper <= figure.value
    if is_above is is_below:
        return None
    return Side.ABOVE if is_above else Side.BELOW


def is_past_next_grain(found: Interval, figure: Figure, claimed: Interval) -> bool:
    """Whether all of ``found`` lies on the open side, a grain or more from the printed number."""
    side = open_side(figure, claimed)
    if side is None or figure.grain is None:
        return False
    step = next_step(figure, claimed)
    if side is Side.BELOW:
        return found.upper is not None and found.upper <= step
    return found.lower is not None and found.lower >= step


def next_step(figure: Figure, claimed: Interval) -> Fraction:
    """Return the number that lies one step of the print past a bound, on its open side."""
    assert figure.value is not None
    assert figure.grain is not None
    is_below = open_side(figure, claimed) is Side.BELOW
    return figure.value - figure.grain if is_below else figure.value + figure.grain
