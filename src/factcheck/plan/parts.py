"""What is known to be part of what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.model.bound import Compound, GroupTally, QuantityTerm, TableTerm
from factcheck.model.expression import AggregateFunction, Operator
from factcheck.model.term_text import slice_of
from factcheck.model.unit import UnitKind
from factcheck.plan.units import same_noun

if TYPE_CHECKING:
    from factcheck.model.bound import Bound

_ADDITIVE = {AggregateFunction.COUNT, AggregateFunction.SUM, AggregateFunction.TOTAL}


class PartKnowledge(Struct, frozen=True):
    """Pairs of quantities, part and whole: declared with ``part_of``, or assumed."""

    pairs: frozenset[tuple[str, str]] = frozenset()

    def is_part(self, part: Bound, whole: Bound) -> bool:
        """Whether everything the part counts is known to be counted by the whole."""
        if part == whole:
            return True
        match part, whole:
            case TableTerm(), TableTerm():
                return _is_subset(part, whole)
            case GroupTally(), TableTerm(function=AggregateFunction.DISTINCT):
                return _are_values(part, whole)
            case QuantityTerm(), QuantityTerm():
                return self._is_part_quantity(part, whole)
            case Compound(), _ if self._is_rest(part, whole):
                return True
            case _, Compound(operator=Operator.ADD) if _adds_counts(whole):
                return self.is_part(part, whole.left) or self.is_part(part, whole.right)
            case QuantityTerm(), _:
                return part.definition is not None and self.is_part(part.definition, whole)
            case _, QuantityTerm():
                return whole.definition is not None and self.is_part(part, whole.definition)
            case _:
                return False

    def _is_part_quantity(self, part: QuantityTerm, whole: QuantityTerm) -> bool:
        if set(whole.slice) <= set(part.slice) and self._leads_to(part.name, whole.name):
            return True
        if part.definition is None or whole.definition is None:
            return False
        return self.is_part(part.definition, whole.definition) and same_noun(
            part.unit.noun, whole.unit.noun
        )

    def _is_rest(self, part: Compound, whole: Bound) -> bool:
        """Whether it is the whole, or a part of it, less one of its parts."""
        return (
            part.operator is Operator.SUBTRACT
            and self.is_part(part.left, whole)
            and self.is_part(part.right, part.left)
        )

    def _leads_to(self, part: str, whole: str) -> bool:
        reached, waiting = {part}, [part]
        while waiting:
            current = waiting.pop()
            for one, other in self.pairs:
                if one == current and other not in reached:
                    reached.add(other)
                    waiting.append(other)
        return whole in reached


def _adds_counts(whole: Compound) -> bool:
    """Whether a sum has no negative part, so that each part of it lies inside."""
    return all(side.unit.kind is UnitKind.COUNT for side in (whole.left, whole.right))


def _are_values(part: GroupTally, whole: TableTerm) -> bool:
    """Whether groups are made by the values that are counted: some of the cantons of all."""
    return (
        part.table == whole.table
        and part.by == (whole.column,)
        and set(slice_of(whole.tests)) <= set(slice_of(part.tests))
    )


def _is_subset(part: TableTerm, whole: TableTerm) -> bool:
    return (
        part.table == whole.table
        and part.column == whole.column
        and part.function == whole.function
        and part.function in _ADDITIVE
        and set(slice_of(whole.tests)) <= set(slice_of(part.tests))
    )
