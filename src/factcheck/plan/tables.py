"""What each table must yield for all claims together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.bound import table_terms
from factcheck.model.cell import GroupingSet
from factcheck.model.classified import asked_of_file
from factcheck.model.disclosure import is_of_all_rows
from factcheck.model.form import BoundSum
from factcheck.model.plan import TablePlan
from factcheck.model.rubric import NumberDomain
from factcheck.model.spec import EmptyCell
from factcheck.plan.cuts import with_cuts
from factcheck.plan.named import named_values
from factcheck.plan.sampled import columns_beside
from factcheck.plan.sizes import bounds_of, sized_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.plan import BoundReading
    from factcheck.model.spec import ColumnDeclaration, Spec, TableDeclaration


def table_plans(spec: Spec, readings: Iterable[BoundReading]) -> tuple[TablePlan, ...]:
    """Return a plan for each table that some reading uses: every grouping set, each once.

    A set of columns that another set contains is not scanned for itself: its cells are sums of
    the other's. That does not hold where a value may not apply, because such rows are dropped
    from the groups that look at the column and from no others.
    """
    readings = tuple(readings)
    wanted: dict[str, dict[GroupingSet, None]] = {}
    sized: set[tuple[str, str]] = set()
    hiding = {table.name for table in spec.tables if table.min_cell is not None}
    for reading in readings:
        sized |= sized_columns(reading)
        for table, grouping in reading.groupings:
            wanted.setdefault(table, {})[_told(reading, table, grouping, hiding)] = None
    return tuple(
        _plan(
            table,
            tuple(wanted[table.name]),
            spec.lang,
            frozenset(column for of, column in sized if of == table.name),
            readings,
        )
        for table in spec.tables
        if table.name in wanted
    )


def _told(
    reading: BoundReading, table: str, grouping: GroupingSet, hiding: set[str]
) -> GroupingSet:
    """Return what a reading asks of a table; nothing where ``min_cell`` lets it be told nothing.

    The more columns are asked for, the more rows are hidden of all other claims.
    """
    if table not in hiding:
        return grouping
    terms = (term for bound in bounds_of(reading) for term in table_terms(bound))
    is_told = all(is_of_all_rows(term) for term in terms if term.table == table)
    return grouping if is_told and not isinstance(reading.form, BoundSum) else GroupingSet(())


def _plan(
    table: TableDeclaration,
    wanted: tuple[GroupingSet, ...],
    lang: str,
    sized: frozenset[str],
    readings: tuple[BoundReading, ...],
) -> TablePlan:
    sets = tuple(dict.fromkeys(asked_of_file(table, each) for each in wanted))
    sets = with_cuts(table, sets, readings)
    has_parts = not may_drop_rows(table) and table.min_cell is None
    merged = merged_sets(sets) if has_parts else sets
    if table.min_cell is not None and not may_drop_rows(table):
        # What is hidden of rows grouped in one way must not follow from how they are in another.
        merged = (_union(sets),)
    measures = {column for each in merged for column in each.measures}
    columns = measures | {column for each in merged for column in each.dimensions} | set(table.key)
    numeric = measures | (columns_beside(table, measures) & columns)
    sized |= _numbers_of_rubric(table)
    return TablePlan(
        table,
        merged,
        tuple(sorted(columns)),
        tuple(sorted(numeric)),
        table.key,
        lang,
        tuple(sorted(sized & columns)),
        sets if has_parts else (),
        named_values(table, readings) if has_parts else (),
    )


def _union(sets: Iterable[GroupingSet]) -> GroupingSet:
    """Return the one set that contains all of some sets."""
    every = tuple(sets)
    dimensions = {column for each in every for column in each.dimensions}
    measures = {column for each in every for column in each.measures}
    return GroupingSet(tuple(sorted(dimensions)), tuple(sorted(measures)))


def _numbers_of_rubric(table: TableDeclaration) -> frozenset[str]:
    """Return the columns of whose numbers the rules of a table's rubric ask."""
    rubric = table.classified_by
    inputs = () if rubric is None else rubric.inputs
    return frozenset(each.column for each in inputs if isinstance(each.domain, NumberDomain))


def may_drop_rows(table: TableDeclaration) -> bool:
    """Whether some column may hold values that do not apply; a joined table may have any."""
    if table.join is not None:
        return True
    found: set[object] = {table.empty, *_meanings(table)}
    for column in table.columns:
        found |= {column.empty, *_meanings(column)}
    return EmptyCell.NOT_APPLICABLE in found


def _meanings(declared: TableDeclaration | ColumnDeclaration) -> Iterator[object]:
    """Yield what the signs of a table or column stand for."""
    yield from (marker.meaning for _, marker in declared.markers)
    if declared.signs is not None:
        yield from (meaning for _, meaning in declared.signs.signs)


def merged_sets(sets: Iterable[GroupingSet]) -> tuple[GroupingSet, ...]:
    """Return the sets with each contained in another joined to it."""
    kept: list[GroupingSet] = []
    for each in sorted(sets, key=lambda s: (-len(s.dimensions), s.dimensions, s.measures)):
        home = next((k for k in kept if set(each.dimensions) <= set(k.dimensions)), None)
        if home is None:
            kept.append(each)
        else:
            kept[kept.index(home)] = home.joined(each)
    return tuple(kept)
