"""A convex or concave function that is made of straight pieces, found piece by piece.

Method: the sandwich algorithm (Rote 1992). The straight pieces at both ends are prolonged until
they meet; where the function is there as well, there are just these two, else each side is looked
at by itself. A convex function that has the mean of three equally spaced numbers in the middle
is straight between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from factcheck.model.fraction import Fraction

    Function = Callable[[Fraction], Fraction | None]
    Point = tuple[Fraction, Fraction]

MOST_ASKED = 64
"""So often the function is asked for; one that takes more is too much."""


class TooManyPiecesError(Exception):
    """A function has more pieces than are looked for."""


class _Asking:
    """Asks for the function, each place once and not too often."""

    def __init__(self, function: Function) -> None:
        self._function = function
        self._known: dict[Fraction, Fraction | None] = {}

    def at(self, place: Fraction) -> Fraction | None:
        if place not in self._known:
            if len(self._known) >= MOST_ASKED:
                raise TooManyPiecesError
            self._known[place] = self._function(place)
        return self._known[place]

    def number(self, place: Fraction) -> Fraction:
        found = self.at(place)
        assert found is not None, "it is finite at the ends and in between"
        return found


def straight_pieces(function: Function, first: Fraction, last: Fraction) -> tuple[Point, ...]:
    """Return the points between which a convex or concave function is straight.

    ``None`` stands for an infinite number; none are returned for a function that has one at an
    end, or in the middle. Raises ``TooManyPiecesError``.
    """
    asking = _Asking(function)
    if any(asking.at(place) is None for place in (first, (first + last) / 2, last)):
        return ()
    inner = _breaks(asking, first, last)
    return tuple((place, asking.number(place)) for place in (first, *inner, last))


def _breaks(asking: _Asking, first: Fraction, last: Fraction) -> tuple[Fraction, ...]:
    """Return the places strictly between two others at which the function bends."""
    if _is_straight(asking, first, last):
        return ()
    left, right = _slope(asking, first, last), _slope(asking, last, first)
    rise = asking.number(last) - asking.number(first)
    meeting = first + (rise - right * (last - first)) / (left - right)
    if asking.number(meeting) == asking.number(first) + left * (meeting - first):
        return (meeting,)
    before, after = _breaks(asking, first, meeting), _breaks(asking, meeting, last)
    is_bent = not _is_through(asking, (before or (first,))[-1], meeting, (after or (last,))[0])
    return (*before, *((meeting,) if is_bent else ()), *after)


def _is_straight(asking: _Asking, first: Fraction, last: Fraction) -> bool:
    return _is_through(asking, first, (first + last) / 2, last)


def _is_through(asking: _Asking, first: Fraction, middle: Fraction, last: Fraction) -> bool:
    """Whether three points lie on one line."""
    one, two, three = map(asking.number, (first, middle, last))
    return (two - one) * (last - middle) == (three - two) * (middle - first)


def _slope(asking: _Asking, end: Fraction, other: Fraction) -> Fraction:
    """Return the slope of the straight piece that begins at an end."""
    inner = (end + other) / 2
    while not _is_straight(asking, end, inner):
        inner = (end + inner) / 2
    return (asking.number(inner) - asking.number(end)) / (inner - end)
