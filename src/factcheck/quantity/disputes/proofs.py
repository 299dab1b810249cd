"""What was found of a dispute, written down so that it can be checked without a solver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.exact_wording import word_exactly
from factcheck.model.proof import Impossibility, Proved, ProvedNumber, ProvedRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.dispute import Condition
    from factcheck.model.linear import Row, System
    from factcheck.quantity.disputes.condition import Excluded
    from factcheck.quantity.disputes.outlook import Looked


def proved_by(system: System, looked: Looked) -> Proved:
    """Return the rows of a dispute, what is impossible with them, and a world if there is one."""
    numbers = tuple(ProvedNumber(v.name, v.bounds, v.is_integer) for v in system.variables)
    possible = () if looked.point is None else tuple(sorted(looked.point.items()))
    rows = tuple(map(_row, system.rows))
    return Proved(numbers, rows, tuple(_impossible(looked)), possible)


def _row(row: Row) -> ProvedRow:
    return ProvedRow(row.statement, row.form.constant, row.form.terms, row.allowed)


def _impossible(looked: Looked) -> Iterator[Impossibility]:
    if looked.cover is not None:
        for rows, refutation in looked.cover.refuted:
            yield Impossibility("all members", tuple(map(_row, rows)), refutation)
    pairs = (
        (looked.outlook.condition, looked.excluded),
        (looked.outlook.integer_condition, looked.counted_out),
    )
    for condition, excluded in pairs:
        if condition is not None:
            yield from (_outside(condition, each) for each in excluded)


def _outside(condition: Condition, each: Excluded) -> Impossibility:
    what = f"all members, with {condition.measure} {word_exactly(each.interval, condition.unit)}"
    return Impossibility(what, tuple(map(_row, each.rows)), each.refutation)
