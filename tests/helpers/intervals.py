"""Intervals in the notation of tables: ``[9000, 9500)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exact import exact

from factcheck.model.interval import Interval

if TYPE_CHECKING:
    from factcheck.model.fraction import Fraction


def interval(text: str) -> Interval:
    """Return the interval of ``[0.09,0.1)``; ends are decimals or fractions, or ``inf``."""
    lower, upper = text[1:-1].split(",")
    return Interval(_end(lower), _end(upper), text[0] == "[", text[-1] == "]")


def _end(text: str) -> Fraction | None:
    return None if text.endswith("inf") else exact(text.strip())
