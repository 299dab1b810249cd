"""Which quantities have something to do with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.bound import quantity_terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.bound import Bound

Key = tuple[str, tuple[str, ...]]
"""A quantity and its slice."""


def component_of(start: Iterable[Bound], links: Iterable[Iterable[Bound]]) -> frozenset[Key]:
    """Return the quantities that some expressions name, and all that links lead to from there.

    Everything that one link names is connected.
    """
    reached = _named(start)
    waiting = [_named(link) for link in links]
    while True:
        near = [each for each in waiting if each & reached]
        if not near:
            return reached
        waiting = [each for each in waiting if not each & reached]
        reached = reached.union(*near)


def _named(bounds: Iterable[Bound]) -> frozenset[Key]:
    return frozenset((term.name, term.slice) for each in bounds for term in quantity_terms(each))
