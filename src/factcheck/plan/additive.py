"""Which quantities of slices without common rows are the sum of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.expression import (
    Aggregate,
    AggregateFunction,
    Arithmetic,
    Name,
    Operator,
    Sliced,
)
from factcheck.plan.walk import tables_in

if TYPE_CHECKING:
    from factcheck.model.expression import Expression
    from factcheck.plan.names import Names

_SUMMED = {AggregateFunction.SUM, AggregateFunction.COUNT}
_JOINED = {Operator.ADD, Operator.SUBTRACT}


def wholes_of(name: str, names: Names) -> tuple[str, ...]:
    """Return a quantity, what it is declared part of, what that is part of, and so on."""
    chain = [name]
    while (
        part_of := names.quantities[chain[-1]].part_of
    ) is not None and part_of.value not in chain:
        chain.append(part_of.value)
    return tuple(chain)


def is_additive(name: str, names: Names) -> bool:
    """Whether a quantity's slices without common rows add up to their union.

    So do sums and counts of rows and what is part of them, but not distinct values, means and
    the like. Where a table declares total rows, a slice may be such a row.
    """
    measures = [names.quantities[each].measure for each in wholes_of(name, names)]
    return all(
        measure is None or (_is_sum(measure, names) and not _has_totals(measure, names))
        for measure in measures
    )


def _is_sum(measure: Expression, names: Names) -> bool:
    match measure:
        case Aggregate():
            return measure.function in _SUMMED
        case Sliced():
            return _is_sum(measure.base, names)
        case Arithmetic():
            sides = (measure.left, measure.right)
            return measure.operator in _JOINED and all(_is_sum(side, names) for side in sides)
        case Name() if measure.name in names.quantities:
            return is_additive(measure.name, names)
        case _:
            return False


def _has_totals(measure: Expression, names: Names) -> bool:
    tables = tables_in(measure, names)
    return any(names.tables[table].declaration.totals for table in tables)
