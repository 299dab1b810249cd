"""The quantities at slices that are connected with a measure, as they are gathered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factcheck.model.bound import quantity_terms

if TYPE_CHECKING:
    from factcheck.model.bound import Bound, QuantityTerm
    from factcheck.model.plan import BoundRelation, BoundStatement
    from factcheck.plan.expressions import Binder

RelationKey = tuple[str, str, str, str | None]

MAX_TERMS = 500
"""Quantities at slices in one reading; a claim about more than this is generated nonsense."""


@dataclass(slots=True)
class Closure:
    """Grows from the measure's quantities until nothing new is connected."""

    binder: Binder
    is_wide: bool = False
    """Whether also what tables give is taken to be open."""
    said: frozenset[str] = frozenset()
    """The ids of the statements that may be evidence."""
    terms: dict[tuple[str, tuple[str, ...]], QuantityTerm] = field(default_factory=dict)
    relations: dict[RelationKey, BoundRelation] = field(default_factory=dict)
    statements: dict[str, BoundStatement] = field(default_factory=dict)

    def add_terms(self, bound: Bound) -> None:
        """Add the quantities of a bound expression."""
        for term in quantity_terms(bound):
            self.terms.setdefault((term.name, term.slice), term)

    def add_relation(self, relation: BoundRelation) -> None:
        """Add a relation, once, and the quantities of both its sides."""
        key = relation_key(relation)
        if key not in self.relations and len(self.terms) < MAX_TERMS:
            self.relations[key] = relation
            self.add_terms(relation.left)
            self.add_terms(relation.right)

    def size(self) -> tuple[int, int, int]:
        """Return how much was gathered."""
        return len(self.terms), len(self.relations), len(self.statements)

    def matters(self, names: tuple[str, ...], slices: tuple[str, ...]) -> bool:
        """Whether a relation between these quantities at a slice can bound the measure.

        It can where one of them is unknown; where all are calculated from tables, it can only
        show that these contradict each other, and does so if the measure uses all of them.
        """
        present = [self.terms.get((name, slices)) for name in names]
        if self.is_wide:
            return any(t is not None for t in present)
        return any(t is not None and t.definition is None for t in present) or all(
            t is not None for t in present
        )


def relation_key(relation: BoundRelation) -> RelationKey:
    """Return what two relations that say the same for the same reason have in common.

    An assumption that repeats what is declared is one more that a contradiction may rest on.
    """
    said = (relation.left.text, relation.comparator.value, relation.right.text)
    return (*said, relation.assumption)
