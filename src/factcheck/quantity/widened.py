"""What is known through numbers that tables leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.plan import ObstacleError
from factcheck.quantity.equations import equations_of
from factcheck.quantity.rational import forms_of
from factcheck.quantity.rows import relation_rows, statement_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.linear import Row
    from factcheck.model.plan import BoundReading, BoundRelation, BoundStatement
    from factcheck.quantity.cells.bench import Workbench
    from factcheck.quantity.measures import Measures


def widened(bench: Workbench, bound: BoundReading) -> BoundReading:
    """Return a reading with the relations and statements that open numbers of tables connect.

    A relation between numbers that tables give says nothing, unless a cell is hidden, rounded or
    in words: then all that shares an unknown number with the measure, directly or through others,
    is looked at. What meets a fault in the data is left out; it spoils only what needs it.
    """
    wide = bound.wide
    if wide is None or not equations_of(bench, bound).measures.unknowns.variables:
        return bound
    try:
        measures = equations_of(bench, wide).measures
    except ObstacleError:
        return bound
    linked = _linked(wide, measures)
    kept = replace(
        wide,
        relations=tuple(each for each in wide.relations if not each.is_aside or each in linked),
        statements=tuple(each for each in wide.statements if not each.is_aside or each in linked),
    )
    return kept if linked else bound


def _linked(wide: BoundReading, measures: Measures) -> tuple[BoundRelation | BoundStatement, ...]:
    """Return what is aside and shares an unknown number with the measures, in order."""
    near = frozenset(
        name
        for target in wide.targets
        for form in forms_of(measures.value_of(target.measure))
        for name, _ in form.terms
    )
    linked: list[BoundRelation | BoundStatement] = []
    waiting: list[tuple[BoundRelation | BoundStatement | None, frozenset[str]]] = []
    waiting += [(each, _names_in(relation_rows(each, measures))) for each in wide.relations]
    waiting += [(each, _names_in(statement_rows(each, measures))) for each in wide.statements]
    waiting += [(None, _names_in((row,))) for row in measures.unknowns.rows]
    while met := [(each, names) for each, names in waiting if names & near]:
        waiting = [pair for pair in waiting if not pair[1] & near]
        near = near.union(*(names for _, names in met))
        linked += [each for each, _ in met if each is not None and each.is_aside]
    return tuple(linked)


def _names_in(rows: Iterable[Row]) -> frozenset[str]:
    return frozenset(name for row in rows for name, _ in row.form.terms)
