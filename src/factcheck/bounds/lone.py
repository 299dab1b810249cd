"""Systems of one unknown number: what is left of it, without a solver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.bounds.whole import whole_numbers

if TYPE_CHECKING:
    from factcheck.model.interval import Interval
    from factcheck.model.linear import Row, System


def lone_range(system: System, rows: tuple[Row, ...] = ()) -> Interval | None:
    """Return the numbers that a system and further rows leave to its only unknown one.

    ``None`` where nothing is left.
    """
    (only,) = system.variables
    left: Interval | None = only.bounds
    for row in (*system.rows, *rows):
        if left is None:
            return None
        allowed = row.allowed.shifted(-row.form.constant)
        if row.form.terms:
            ((_, multiple),) = row.form.terms
            left = left.intersect(allowed.scaled(1 / multiple))
        elif 0 not in allowed:
            return None
    return whole_numbers(left) if left is not None and only.is_integer else left
