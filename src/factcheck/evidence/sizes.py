"""How large a table is, as far as that is known before its scan."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Sample(Struct, frozen=True):
    """The values of one column in some rows of a table."""

    rows: int
    distinct: int
    """Different values."""
    once: int
    """Values that one row has."""


class Sizes(Struct, frozen=True):
    """The rows of a table, and about how many different values its columns have."""

    rows: int
    distinct: Mapping[int, int]
    """By the place of the column among the headers."""

    def groups_of(self, places: Iterable[int], stretches: Mapping[int, int]) -> int:
        """Return about how many groups there are by some columns, at most the number of rows.

        ``stretches`` has the columns whose numbers are told apart by cuts, with the number of
        stretches between them.
        """
        groups = 1
        for place in places:
            known = self.distinct.get(place, self.rows)
            groups *= max(1, min(known, stretches.get(place, known)))
            if groups >= self.rows:
                return self.rows
        return groups


def estimated_distinct(sample: Sample, rows: int) -> int:
    """Return about how many different values a column of ``rows`` rows has, from a sample.

    It is the guaranteed-error estimator of Charikar, Chaudhuri, Motwani and Narasayya (2000),
    "Towards estimation error guarantees for distinct values": values that were met once count as
    many times as the root of the whole divided by the sample.
    """
    if not sample.rows:
        return 1
    factor = sqrt(max(1.0, rows / sample.rows))
    return min(rows, max(1, round(factor * sample.once) + sample.distinct - sample.once))
