"""What was found of a dispute, written down so that it can be checked without a solver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.exact_wording import word_exactly
from factcheck.model.proof import Impossibility, Proved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.dispute import Condition
    from factcheck.model.linear import System
    from factcheck.quantity.disputes.condition import Excluded
    from factcheck.quantity.disputes.outlook import Looked


def proved_by(system: System, looked: Looked) -> Proved:
    """Return the rows of a dispute, what is impossible with them, and a world if there is one."""
    possible = None if looked.point is None else tuple(sorted(looked.point.items()))
    return Proved(system.variables, system.rows, tuple(_impossible(looked)), possible)


def _impossible(looked: Looked) -> Iterator[Impossibility]:
    for what, cover in (("all members", looked.cover), ("anything at all", looked.free)):
        if cover is not None:
            for rows, refutation in cover.refuted:
                yield Impossibility(what, rows, refutation)
    pairs = (
        (looked.outlook.condition, looked.excluded),
        (looked.outlook.integer_condition, looked.counted_out),
    )
    for condition, excluded in pairs:
        if condition is not None:
            yield from (_outside(condition, each) for each in excluded)


def _outside(condition: Condition, each: Excluded) -> Impossibility:
    what = f"all members, with {condition.measure} {word_exactly(each.interval, condition.unit)}"
    return Impossibility(what, each.rows, each.refutation)
