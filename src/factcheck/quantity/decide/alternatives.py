"""Alternatives, one of which holds in every possible world: what rows leave of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.linear import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.bounds.reach import Reach

Branches = tuple[tuple[Row, ...], ...]
"""Rows of each of several branches; together the branches cover everything that is possible."""


def narrowed_by(
    reach: Reach, alternatives: tuple[Branches, ...]
) -> tuple[Reach, tuple[Branches, ...]] | None:
    """Return what alternatives leave, and of which there still are several.

    Of each one the branches that contradict the rows are dropped; what all of its others say is
    put in. ``None`` where nothing is left.
    """
    while True:
        before, several = reach, []
        for each in alternatives:
            left = tuple(rows for rows in each if _may_hold(rows, reach))
            narrowed = reach.narrowed(_shared(left)) if left else None
            if narrowed is None:
                return None
            reach = narrowed
            if len(left) > 1:
                several.append(left)
        alternatives = tuple(several)
        if reach is before:
            return reach, alternatives


def _may_hold(rows: tuple[Row, ...], reach: Reach) -> bool:
    for row in rows:
        bounds = reach.of(row.form)
        if bounds is None or bounds.is_apart_from(row.allowed):
            return False
    return True


def _shared(branches: Branches) -> Iterator[Row]:
    """Yield rows that hold in every branch: around what the branches say of one form."""
    first, *others = branches
    for row in first:
        allowed = row.allowed
        for other in others:
            same = [each.allowed for each in other if each.form == row.form]
            if not same:
                break
            allowed = allowed.hull(same[0])
        else:
            yield Row(row.statement, row.form, allowed)
