"""All ways in which several things can be true together: which are possible and which are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.quantity.decide.formulas import NotLinearError
from factcheck.quantity.disputes.points import solution_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.bounds.simplex import Point
    from factcheck.model.certificate import Refutation
    from factcheck.model.linear import Row, System
    from factcheck.quantity.decide.alternatives import Branches

MAX_WAYS = 128
"""So many ways are looked at; what needs more is refused."""

Rows = tuple["Row", ...]


class Way(Struct, frozen=True):
    """One way in which everything is true, which was not shown to be impossible."""

    rows: Rows
    """What it adds to the rows of the whole."""
    system: System
    """The whole with these rows."""
    point: Point | None
    """Numbers that satisfy all of it, ``None`` where none were found."""


class Cover(Struct, frozen=True):
    """A system's worlds in which, of each of several alternatives, one branch holds.

    Each of them satisfies the rows of one of the ways.
    """

    system: System
    ways: tuple[Way, ...]
    refuted: tuple[tuple[Rows, Refutation], ...] = ()
    """Rows of the ways that are impossible, and why."""

    @property
    def is_impossible(self) -> bool:
        """Whether every way is shown to be impossible."""
        return not self.ways


def cover(system: System, choices: Iterable[Branches]) -> Cover:
    """Return the ways in which one branch of each choice holds, the impossible ones with a proof.

    Raises ``NotLinearError`` where there are too many.
    """
    open_: list[Rows] = [()]
    refuted: list[tuple[Rows, Refutation]] = []

    def possible(ways: list[Rows]) -> list[Way]:
        """Return the ways that are not shown to be impossible; note those that are."""
        kept = []
        for rows in ways:
            joined = system.with_rows(rows)
            found = solution_of(joined)
            if found.refutation is None:
                kept.append(Way(rows, joined, found.point))
            else:
                refuted.append((rows, found.refutation))
        return kept

    for branches in choices:
        open_ = [(*rows, *more) for rows in open_ for more in branches]
        if len(branches) > 1:
            open_ = [way.rows for way in possible(open_)]
        if len(open_) > MAX_WAYS:
            raise NotLinearError
    return Cover(system, tuple(possible(open_)), tuple(refuted))
