"""Columns of whose numbers claims ask only whether they are above or below some others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.filter.cut_tests import cuts_of_test
from factcheck.model.bound import GroupTally, TableTerm, nodes_of
from factcheck.model.cell import Cut, cuts_in_order
from factcheck.model.classified import asked_of_file
from factcheck.model.expression import Column, CompareTest
from factcheck.model.form import BoundSum, groups_of
from factcheck.model.fraction import Fraction
from factcheck.model.leaf_tests import leaf_tests
from factcheck.model.sampling import sampling_of
from factcheck.model.spec import ColumnKind
from factcheck.model.term_columns import dimensions_of
from factcheck.model.term_columns import measures_of as summed_by
from factcheck.plan.sizes import bounds_of, tests_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from factcheck.model.cell import GroupingSet
    from factcheck.model.leaf_tests import LeafTest
    from factcheck.model.plan import BoundReading
    from factcheck.model.spec import ColumnDeclaration, TableDeclaration

Found = dict[str, "set[Cut] | None"]
"""The cuts of columns; ``None`` for one that has none because more is asked of it."""

ABOVE_ZERO = Cut(Fraction(0), begins=False)
"""Cuts every column: a zero may be printed like percentages and like other numbers, and must not
stand for numbers that may not."""
MOST = 256
"""More cuts than these cost an engine more than telling the numbers themselves apart."""


def with_cuts(
    table: TableDeclaration,
    sets: Iterable[GroupingSet],
    readings: Iterable[BoundReading],
) -> tuple[GroupingSet, ...]:
    """Return the sets of a table with the cuts that their readings ask of.

    A column has cuts where all readings only compare it with numbers. It has none where anything
    else is asked: that it is one of several values, its groups, its median; or where every cell
    is looked at: of a key, a label of totals, the input of a rubric, a number that was rounded.
    """
    readings = tuple(readings)
    found: Found = dict.fromkeys(looked_at(table, readings))
    by_set: dict[GroupingSet, dict[str, set[Cut]]] = {}
    for reading in readings:
        own: Found = {}
        for of, tests in tests_of(reading):
            for test in leaf_tests(tests) if of == table.name else ():
                _note(test, found)
                _note(test, own)
        for of, grouping in reading.groupings:
            if of == table.name:
                known = by_set.setdefault(asked_of_file(table, grouping), {})
                for name, cuts in own.items():
                    known.setdefault(name, set()).update(cuts or ())
    cut = {name for name, cuts in found.items() if cuts and len(cuts) <= MOST}
    return tuple(_with_cuts(each, by_set.get(each, {}), cut) for each in sets)


def _with_cuts(grouping: GroupingSet, cuts: Mapping[str, set[Cut]], cut: set[str]) -> GroupingSet:
    columns = (name for name in grouping.dimensions if name in cut)
    found = {name: {*cuts.get(name, ()), ABOVE_ZERO} for name in columns}
    return replace(grouping, cuts=cuts_in_order(found))


def _note(test: LeafTest, found: Found) -> None:
    """Note the cuts of a test, or that its columns have none."""
    column = test.column.column
    cuts = cuts_of_test(test)
    if cuts is None:
        found[column] = None
        if isinstance(test, CompareTest) and isinstance(test.value, Column):
            found[test.value.column] = None
        return
    known = found.setdefault(column, set())
    if known is not None:
        known |= cuts


def looked_at(table: TableDeclaration, readings: tuple[BoundReading, ...]) -> Iterator[str]:
    """Yield the columns of which every value counts."""
    yield from table.key
    yield from (column for column, _ in table.totals)
    if table.classified_by is not None:
        yield from table.classified_by.columns
    yield from (column.name for column in table.columns if _is_looked_at(column))
    if table.perturbation is not None or table.signs is not None or table.min_cell is not None:
        # What stands for several numbers would show one of those that are hidden.
        yield from (column.name for column in table.columns)
    for reading in readings:
        for bound in bounds_of(reading):
            for node in nodes_of(bound):
                if isinstance(node, GroupTally):
                    yield from node.by
                elif isinstance(node, TableTerm):
                    yield from dimensions_of(node)
                    yield from _beside(table, summed_by(node))
        if reading.form is not None:
            groups = groups_of(reading.form)
            yield from () if groups is None else groups.by
            if isinstance(reading.form, BoundSum):
                yield from (c for b in bounds_of(reading) for c in _summed(b))


def _summed(bound: object) -> Iterator[str]:
    for node in nodes_of(bound):  # type: ignore[arg-type]
        if isinstance(node, TableTerm):
            yield from summed_by(node)


def _beside(table: TableDeclaration, measured: Iterable[str]) -> Iterator[str]:
    """Yield the columns that tell numbers of a sample apart."""
    for column in measured:
        sampling = sampling_of(table, column)
        if sampling is not None:
            yield from sampling.columns
            if isinstance(table.same_sample, str):
                yield table.same_sample


def _is_looked_at(column: ColumnDeclaration) -> bool:
    """Whether something is declared of a column by which each of its numbers is looked at."""
    return bool(
        # One that is above 1 says that they are no shares.
        column.kind is ColumnKind.SHARE
        or column.rounded
        or column.rounding
        or column.perturbation
        or column.signs
        or column.sampling
        or column.domain
        or column.compute
        or column.parse
    )
