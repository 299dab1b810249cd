"""The sources of the evidence that a verdict rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.bound import table_terms
from factcheck.quantity.equations import bounds_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from factcheck.model.plan import BoundReading
    from factcheck.quantity.cells.bench import Workbench


def sources_used(bench: Workbench, bound: BoundReading, used: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the sources of tables and statements that were used.

    ``used`` are the names of the relations and statements that the verdict needs. A table that
    only the others look at was not used.
    """
    kept = replace(
        bound,
        relations=tuple(each for each in bound.relations if each.premise.name in used),
        statements=tuple(each for each in bound.statements if each.id in used),
    )
    idle = _tables_of(bound) - _tables_of(kept)
    tables = (bench.declaration(name).source for name, _ in bound.groupings if name not in idle)
    statements = (statement.source for statement in kept.statements)
    return tuple(dict.fromkeys(each for each in (*tables, *statements) if each is not None))


def _tables_of(bound: BoundReading) -> frozenset[str]:
    return frozenset(term.table for each in bounds_of(bound) for term in table_terms(each))
