"""Which columns a row of an answer is grouped by, where several grouping sets were asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 32
"""So many columns one call of SQL's ``GROUPING`` takes."""


def bits_of(names: Sequence[str]) -> list[str]:
    """Return the expressions of whole numbers whose bits say what is not grouped by."""
    starts = range(0, len(names), _WIDTH)
    return [f"GROUPING({', '.join(names[start : start + _WIDTH])})" for start in starts]


def grouped_by(names: Sequence[str], bits: Sequence[int]) -> frozenset[str]:
    """Return the columns a row is grouped by: those whose bit is not set."""
    found: list[str] = []
    for number, start in enumerate(range(0, len(names), _WIDTH)):
        some = names[start : start + _WIDTH]
        last = len(some) - 1
        found += [name for place, name in enumerate(some) if not bits[number] >> (last - place) & 1]
    return frozenset(found)
