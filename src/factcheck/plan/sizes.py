"""Columns whose sizes the tests of a reading compare, so that they have to be numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.bound import GroupTally, TableTerm, nodes_of
from factcheck.model.form import groups_of, measures_of
from factcheck.model.leaf_tests import sizes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.model.bound import Bound
    from factcheck.model.expression import Test
    from factcheck.model.plan import BoundReading


def sized_columns(reading: BoundReading) -> frozenset[tuple[str, str]]:
    """Return table and column of everything whose size is compared, as in ``t[n > 1000]``."""
    return frozenset(
        (table, column) for table, tests in tests_of(reading) for column in sizes_of(tests)
    )


def tests_of(reading: BoundReading) -> Iterator[tuple[str, tuple[Test, ...]]]:
    """Yield each table with tests that are put to its rows together."""
    for bound in bounds_of(reading):
        for node in nodes_of(bound):
            if isinstance(node, TableTerm | GroupTally):
                yield node.table, node.tests
    groups = None if reading.form is None else groups_of(reading.form)
    if groups is not None:
        yield from groups.rows


def bounds_of(reading: BoundReading) -> Iterator[Bound]:
    """Yield every measure that a reading looks at."""
    for target in reading.targets:
        yield target.measure
        yield from target.by_profile or ()
    for relation in reading.relations:
        yield from (relation.left, relation.right)
    yield from (statement.measure for statement in reading.statements)
    if reading.form is not None:
        yield from measures_of(reading.form)
