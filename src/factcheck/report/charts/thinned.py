"""Very many periods, made so few that each has room, with nothing cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.fraction import Fraction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.chart import Moment

MOST = 300


def thinned(moments: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """Return periods of which neighbours are put together where there are too many.

    Several are drawn as one with all that is permitted for any of them; one that is not as
    claimed stays so, and the ends of the window stay by themselves.
    """
    if len(moments) <= MOST:
        return moments
    first, last = moments[0].place, moments[-1].place
    width = (last - first) / MOST
    ends = [place for place, each in enumerate(moments) if each.is_claimed]
    alone = {ends[0], ends[-1]}
    found: dict[tuple[int, int], list[Moment]] = {}
    for place, each in enumerate(moments):
        cell = int((each.place - first) // width)
        found.setdefault((cell, place if place in alone else -1), []).append(each)
    joined = (_joined(each) for each in found.values())
    return tuple(sorted(joined, key=lambda each: each.place))


def _joined(several: list[Moment]) -> Moment:
    first, *others = several
    hull = first.found
    for each in others:
        hull = hull.hull(each.found)
    middle = sum((each.place for each in several), start=Fraction(0)) / len(several)
    is_claimed = any(each.is_claimed for each in several)
    return replace(first, place=middle, found=hull, is_claimed=is_claimed, fits=_worst(several))


def _worst(several: Iterable[Moment]) -> bool | None:
    """Return whether several fit: not where one does not, open where one is."""
    fits = {each.fits for each in several}
    if False in fits:
        return False
    return None if None in fits else True
