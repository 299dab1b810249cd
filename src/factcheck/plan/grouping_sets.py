"""What each table must yield for one reading: columns that are tested, grouped by and summed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.bound import GroupTally, nodes_of, table_terms
from factcheck.model.cell import GroupingSet
from factcheck.model.classified import with_inputs
from factcheck.model.expression import AggregateFunction
from factcheck.model.form import BoundSum, groups_of, measures_of
from factcheck.model.leaf_tests import columns_of
from factcheck.model.term_columns import dimensions_of
from factcheck.model.term_columns import measures_of as summed_by
from factcheck.plan.rubrics import refuse_added
from factcheck.plan.sampled import sampled_dimensions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from factcheck.model.bound import Bound
    from factcheck.model.form import BoundForm
    from factcheck.plan.names import Names

PRINTED = frozenset({None, AggregateFunction.SUM, AggregateFunction.TOTAL})
"""What gives the numbers of a table's cells as they are printed, or their sum."""

Asked = tuple[str, str]
"""A table and a column of it."""


def groupings_of(
    bounds: Iterable[Bound], form: BoundForm | None, names: Names
) -> tuple[tuple[str, GroupingSet], ...]:
    """Return for each table one grouping set with every column that is tested, or summed."""
    every = tuple(bounds)
    dimensions = tuple(dict.fromkeys(_dimensions(every, form, names)))
    summed = {
        (term.table, column)
        for bound in every
        for term in table_terms(bound)
        for column in summed_by(term)
    }
    for bound in every:
        for term in table_terms(bound):
            if term.function is AggregateFunction.LAST and term.second is not None:
                refuse_added(names.table(term.table).declaration, (term.second,))
    tables = dict.fromkeys(
        (
            *(term.table for bound in every for term in table_terms(bound)),
            *(t for t, _ in dimensions),
        )
    )
    return tuple((table, _set(table, dimensions, summed, names)) for table in tables)


def columns_read(groupings: Iterable[tuple[str, GroupingSet]]) -> tuple[Asked, ...]:
    """Return table and column of everything that is read."""
    return tuple(
        sorted(
            {
                (table, column)
                for table, grouping in groupings
                for column in (*grouping.dimensions, *grouping.measures)
            }
        )
    )


def _set(
    table: str, dimensions: Iterable[Asked], summed: Iterable[Asked], names: Names
) -> GroupingSet:
    declaration = names.table(table).declaration
    tested = {column for of, column in dimensions if of == table}
    tested |= {column for column, _ in declaration.totals}
    measured = {column for of, column in summed if of == table}
    refuse_added(declaration, measured)
    tested |= with_inputs(declaration, tested)
    tested |= sampled_dimensions(names.table(table), sorted(measured))
    return GroupingSet(tuple(sorted(tested)), tuple(sorted(measured)))


def _dimensions(bounds: tuple[Bound, ...], form: BoundForm | None, names: Names) -> Iterator[Asked]:
    for bound in bounds:
        for node in nodes_of(bound):
            if isinstance(node, GroupTally):
                yield from ((node.table, column) for column in columns_of(node.tests))
                tables = (node.table, *(term.table for term in table_terms(node)))
                yield from _grouped_by(node.by, tables, names)
        for term in table_terms(bound):
            tested = (*columns_of(term.tests), *dimensions_of(term))
            yield from ((term.table, column) for column in tested)
    if form is not None:
        yield from _of_form(form, names)


def _of_form(form: BoundForm, names: Names) -> Iterator[Asked]:
    terms = tuple(term for bound in measures_of(form) for term in table_terms(bound))
    if isinstance(form, BoundSum):
        # Each printed number is looked at by itself, to see how far rounding may have moved it.
        plain = (term for term in terms if term.function in PRINTED)
        yield from ((term.table, column) for term in plain for column in summed_by(term))
    groups = groups_of(form)
    if groups is not None:
        for table, tests in groups.rows:
            yield from ((table, column) for column in columns_of(tests))
        yield from _grouped_by(groups.by, (term.table for term in terms), names)


def _grouped_by(by: tuple[str, ...], tables: Iterable[str], names: Names) -> Iterator[Asked]:
    """Yield the columns that rows are grouped by, in the tables that have them."""
    for table in dict.fromkeys(tables):
        yield from ((table, column) for column in by if names.table(table).has(column))
