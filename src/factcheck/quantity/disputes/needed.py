"""The statements and relations that a result rests on: those that its proofs cannot do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.bounds.solve import solve
from factcheck.model.certificate import ByNumber
from factcheck.model.dispute import DisputeVerdict
from factcheck.quantity.disputes.points import relaxed, solution_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.certificate import Refutation
    from factcheck.model.linear import Row, System
    from factcheck.quantity.disputes.outlook import Looked


class _Shown(Struct, frozen=True):
    """That some rows are impossible, together with those of the whole."""

    rows: tuple[Row, ...]
    refutation: Refutation
    is_of_reals: bool = False
    """Whether it has to be so even where no number is whole."""


def needed_by(system: System, looked: Looked, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of some statements and relations that a result rests on.

    That something is possible rests on none. What no proof uses is not needed, and of the others
    each is dropped without which everything can still be proved.
    """
    shown = tuple(_shown_by(looked))
    used = {name for each in shown for name in _statements(system, each)}
    dropped = frozenset(names) - used
    for name in names:
        if name in used:
            fewer = system.without(dropped | {name})
            if all(_is_shown(fewer, each) for each in shown):
                dropped |= {name}
    return tuple(name for name in names if name not in dropped)


def _shown_by(looked: Looked) -> Iterator[_Shown]:
    verdict = looked.outlook.verdict
    if verdict not in {DisputeVerdict.INCOMPATIBLE, DisputeVerdict.ONLY_IF}:
        return
    assert looked.cover is not None
    for rows, refutation in looked.cover.refuted:
        yield _Shown(rows, refutation)
    for each in looked.excluded:
        yield _Shown(each.rows, each.refutation, is_of_reals=True)
    for each in looked.counted_out:
        yield _Shown(each.rows, each.refutation)


def _is_shown(system: System, shown: _Shown) -> bool:
    joined = system.with_rows(shown.rows)
    found = solve(relaxed(joined)) if shown.is_of_reals else solution_of(joined)
    return found.refutation is not None


def _statements(system: System, shown: _Shown) -> Iterator[str]:
    """Yield the statements whose rows a proof uses."""
    rows = (*system.rows, *shown.rows)
    waiting = [shown.refutation]
    while waiting:
        refutation = waiting.pop()
        if isinstance(refutation, ByNumber):
            waiting += [refutation.below, refutation.above]
            continue
        places = (use.of for use in refutation.uses)
        yield from (rows[place].statement for place in places if isinstance(place, int))
