"""What a number has to be for the members of a dispute to be true together, over the reals.

Method: the exact range of a linear-fractional form (Charnes and Cooper 1962) in each way in which
the members can be true, against the range it has without them. Every number outside of what is
reported is then shown to be impossible by a certificate of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.optimum import form_range, ratio_range
from factcheck.bounds.reach import reach_of
from factcheck.bounds.simplex import TooLongError
from factcheck.bounds.solve import solve
from factcheck.model.interval import Interval
from factcheck.quantity.disputes.branches import sides_of
from factcheck.quantity.disputes.points import relaxed
from factcheck.quantity.disputes.sets import complement, moved_ends, united
from factcheck.quantity.rows import rows_within

if TYPE_CHECKING:
    from factcheck.model.certificate import Refutation
    from factcheck.model.linear import Row, System
    from factcheck.quantity.disputes.cover import Cover
    from factcheck.quantity.disputes.sets import Sets
    from factcheck.quantity.rational import Quotient

EVERYTHING = (Interval.everything(),)
CONDITION = "condition"
"""What the rows are called that put the number outside of the condition."""


class Excluded(Struct, frozen=True):
    """A set in which a number cannot be, and why not."""

    interval: Interval
    rows: tuple[Row, ...]
    refutation: Refutation


def range_over(value: Quotient, cover: Cover) -> Sets:
    """Return the numbers that a quotient has in the ways of a cover.

    Raises ``TooLongError``.
    """
    found = (
        _range(side, system.with_rows(more))
        for system in (relaxed(way.system) for way in cover.ways)
        for side, more in _sides(value, cover)
    )
    return united(each for each in found if each is not None)


def _sides(value: Quotient, cover: Cover) -> tuple[tuple[Quotient, tuple[Row, ...]], ...]:
    """Return a quotient with a positive denominator, for each sign that this one can have."""
    reach = reach_of(cover.system)
    assert reach is not None, "what has a cover is possible as far as propagation sees"
    return tuple(sides_of(value, reach, CONDITION))


def _range(side: Quotient, system: System) -> Interval | None:
    if side.is_linear:
        return form_range(system, side.numerator)
    return ratio_range(system, side.numerator, side.denominator)


def condition_on(value: Quotient, possible: Sets, cover: Cover) -> Sets:
    """Return what the members leave of a number; ``EVERYTHING`` where they take nothing from it.

    ``possible`` are the numbers it has without them. Raises ``TooLongError``.
    """
    return moved_ends(range_over(value, cover), possible)


def real_refutation(system: System) -> Refutation | None:
    """Return why a system has no point of real numbers; ``None`` where that is not shown."""
    return solve(relaxed(system)).refutation


def excluded_by(value: Quotient, sets: Sets, cover: Cover) -> tuple[Excluded, ...]:
    """Return why a number is in none but some sets, for each gap and each way of a cover.

    Raises ``TooLongError`` where something of that cannot be certified.
    """
    found: list[Excluded] = []
    for gap in complement(sets):
        for way in cover.ways:
            for side, more in _sides(value, cover):
                rows = (*way.rows, *more, *rows_within(side, gap, CONDITION))
                refutation = real_refutation(cover.system.with_rows(rows))
                if refutation is None:
                    raise TooLongError
                found.append(Excluded(gap, rows, refutation))
    return tuple(found)
