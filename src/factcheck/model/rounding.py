"""Rounding as an inverse image: the numbers that would have been printed so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction


def half_up(printed: Fraction, unit: Fraction) -> Interval:
    """Return the numbers that round to ``printed`` at ``unit``, halves away from zero.

    Zero is the image of the open interval on both sides. Follows the convention of the
    scrutiny package's ``unround`` (Jung, 2023) with halves away from zero for negatives.
    """
    half = abs(unit) / 2
    if printed == 0:
        return Interval(-half, half, False, False)
    if printed < 0:
        return half_up(-printed, unit).mirrored()
    return Interval(printed - half, printed + half, True, False)
