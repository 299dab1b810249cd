"""A reading's numbers: measures over what is unknown, and the rows that bound it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.bound import quantity_terms, table_terms
from factcheck.model.form import BoundSum, measures_of
from factcheck.model.linear import System
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError, placed
from factcheck.model.told import told, told_join
from factcheck.quantity.aggregates.aggregate import aggregate_table
from factcheck.quantity.cells.bench import Look
from factcheck.quantity.cells.disclosed import refuse_form, refuse_term
from factcheck.quantity.measures import Measures
from factcheck.quantity.rows import rows_of
from factcheck.quantity.sampling.differences import difference_rows
from factcheck.quantity.unknowns import Unknowns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.bound import Bound, TableTerm
    from factcheck.model.cell import GroupingSet
    from factcheck.model.linear import Row
    from factcheck.model.plan import BoundReading, BoundRelation, BoundStatement
    from factcheck.model.span import Span
    from factcheck.quantity.cells.bench import Workbench
    from factcheck.quantity.cells.evidence_view import TableView


class Equations(Struct, frozen=True):
    """A reading's numbers: measures over unknowns, and the rows that bound these."""

    measures: Measures
    rows: tuple[Row, ...]
    assumed: frozenset[str]
    """The names of the rows that come from assumptions."""

    @property
    def system(self) -> System:
        """Everything known of the unknown numbers."""
        unknowns = self.measures.unknowns
        return System(tuple(unknowns.variables.values()), (*unknowns.rows, *self.rows))


def equations_of(bench: Workbench, bound: BoundReading, *, as_rounded: bool = False) -> Equations:
    """Return a reading's measures and rows; round cells as rounded figures if asked.

    Raises ``ObstacleError`` for whatever keeps one of its terms from being calculated.
    """
    unknowns = Unknowns()
    aggregated = {}
    measured, every = tuple(_asked(bound)), bounds_of(bound)
    for table, grouping in bound.groupings:
        view = view_for(bench, bound, table, grouping, as_rounded=as_rounded)
        asked = _terms_of(measured, table)
        terms = asked if len(every) == len(measured) else _terms_of(every, table)
        aggregated.update(aggregate_table(view, terms, unknowns, frozenset(asked)))
    measures = Measures(aggregated, unknowns)
    for measure in measured:
        measures.value_of(measure)
    unknowns.rows.extend(difference_rows(measured, measures))
    assumed = {r.premise.name for r in bound.relations if r.assumption is not None}
    return Equations(measures, _rows(bound, measures), frozenset(assumed))


def _rows(bound: BoundReading, measures: Measures) -> tuple[Row, ...]:
    """Return the rows of everything said; raise ``ObstacleError`` for all that bounds nothing."""
    rows: list[Row] = []
    obstacles: dict[Obstacle, None] = {}
    said: tuple[BoundRelation | BoundStatement, ...] = (*bound.relations, *bound.statements)
    for each in said:
        try:
            found = rows_of(each, measures)
        except ObstacleError as error:
            obstacles[_at(each.span, error.obstacle)] = None
        else:
            rows.extend(row for row in found if not (each.is_aside and row.form.is_constant))
    if obstacles:
        first, *others = obstacles
        message = told_join("; ", (first.message, *(other.message for other in others)))
        raise ObstacleError(replace(first, message=message))
    return tuple(rows)


def _at(place: Span | None, obstacle: Obstacle) -> Obstacle:
    """Return an obstacle with the place of what says it, which its message tells as well."""
    if place is None:
        return obstacle
    message = told("line {line}: {text}", line=place.line, text=obstacle.message)
    return placed(replace(obstacle, message=message), place)


def require_connected(bound: BoundReading) -> None:
    """Raise ``ObstacleError`` where nothing known says anything of the measure.

    Written numbers may be added up by themselves, as those of a newspaper's chart.
    """
    if bound.groupings or bound.statements:
        return
    bounds = bounds_of(bound)
    free = [t.name for each in bounds for t in quantity_terms(each) if t.definition is None]
    if free:
        message = told(
            "no table and no statement says anything of {names}, alone or through a whole",
            names=", ".join(quoted(name) for name in dict.fromkeys(free)),
        )
        raise ObstacleError(Obstacle("missing", message))
    if not isinstance(bound.form, BoundSum):
        message = told("only written numbers are compared; nothing of the evidence is asked")
        raise ObstacleError(Obstacle("missing", message))


def _asked(bound: BoundReading) -> Iterator[Bound]:
    """Yield what is measured; what relations and statements look at is asked besides."""
    for target in bound.targets:
        yield from target.by_profile or (target.measure,)


def view_for(
    bench: Workbench,
    bound: BoundReading,
    table: str,
    grouping: GroupingSet,
    *,
    as_rounded: bool = False,
) -> TableView:
    """Return the cells of a table as a reading looks at them.

    Raises ``ObstacleError`` for a term that ``min_cell`` keeps from being told.
    """
    declaration = bench.declaration(table)
    if declaration.min_cell is not None:
        refuse_form(declaration, bound)
        for term in _terms_of(bounds_of(bound), table):
            refuse_term(declaration, term)
    closed = frozenset(column for of, column in bound.closed if of == table)
    of_population = bound.is_about_population and not bound.reads_printed
    look = Look(as_rounded, bound.reads_printed, of_population, closed)
    return bench.view(table, grouping, look)


def _terms_of(bounds: Iterable[Bound], table: str) -> tuple[TableTerm, ...]:
    """Return the terms of one table in some expressions, each once."""
    every = (term for bound in bounds for term in table_terms(bound))
    return tuple(dict.fromkeys(term for term in every if term.table == table))


def bounds_of(bound: BoundReading) -> tuple[Bound, ...]:
    """Return every bound expression of a reading."""
    return (
        *_asked(bound),
        *(() if bound.form is None else measures_of(bound.form)),
        *(side for relation in bound.relations for side in (relation.left, relation.right)),
        *(statement.measure for statement in bound.statements),
    )
