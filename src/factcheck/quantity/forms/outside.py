"""Groups that a measure does not speak of, because its own slice leaves their rows out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.filter.printed import unprinted
from factcheck.model.bound import GroupTally, QuantityTerm, TableTerm, nodes_of
from factcheck.model.leaf_tests import columns_of
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.render_expression import render_test
from factcheck.model.told import told
from factcheck.model.truth import Truth
from factcheck.quantity.aggregates.outcomes import ranked_by
from factcheck.quantity.codes import SOME_GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from factcheck.filter.reader import Reader
    from factcheck.model.bound import Bound
    from factcheck.model.expression import Test
    from factcheck.model.form import Groups
    from factcheck.quantity.cells.evidence_view import TableView
    from factcheck.quantity.forms.group import Group


class Divided(Struct, frozen=True):
    """The groups that a measure speaks of, and those that its own slice leaves out."""

    groups: tuple[Group, ...]
    outside: tuple[Group, ...] = ()


class _Slice(Struct, frozen=True):
    """The tests of one term that the columns of the groups decide by themselves."""

    reader: Reader
    tests: tuple[Test, ...]

    def broken_by(self, by: tuple[str, ...], key: tuple[str, ...]) -> Test | None:
        """Return the first test that no row of a group passes."""
        holds, rounded = self.reader.holds, self.reader.rounded
        values = {c: unprinted(rounded, c, value) for c, value in zip(by, key, strict=True)}
        return next((test for test in self.tests if holds(test, values) is Truth.FALSE), None)


def divided(
    views: Mapping[str, TableView],
    groups: Groups,
    every: tuple[Group, ...],
    measures: Iterable[Bound],
) -> Divided:
    """Return the groups without those that every term of the measures leaves out.

    A count or sum of no rows would be zero there, which says nothing of the group. Raises
    ``ObstacleError`` where only some of the terms leave a group out.
    """
    slices = list(_slices(views, groups, tuple(measures)))
    if not any(each.tests for each in slices):
        return Divided(every)
    kept: list[Group] = []
    outside: list[Group] = []
    for group in every:
        broken = [each.broken_by(groups.by, group.key) for each in slices]
        first = next((test for test in broken if test is not None), None)
        if first is not None and None in broken:
            raise ObstacleError(_of_some(groups, group, first))
        (kept if first is None else outside).append(group)
    return Divided(tuple(kept), tuple(outside))


def _of_some(groups: Groups, group: Group, test: Test) -> Obstacle:
    written, by = render_test(test), ", ".join(map(quoted, groups.by))
    message = told(
        "a part of what is claimed of each group of {columns} is kept to {test}, and another is "
        "not: it would be nothing for the group {group}",
        columns=by,
        test=quoted(written),
        group=quoted(group.label),
    )
    hint = told(
        "choose the groups with 'among: {test}', or leave the test out of the measure",
        test=written,
    )
    return Obstacle("fault", message, SOME_GROUPS, hint, span=test.span)


def _slices(
    views: Mapping[str, TableView], groups: Groups, measures: tuple[Bound, ...]
) -> Iterator[_Slice]:
    """Yield the slice of each term that differs from group to group."""
    asked = {test for _, tests in groups.rows for test in tests}
    by = frozenset(groups.by)
    for node in (node for measure in measures for node in nodes_of(measure)):
        match node:
            case TableTerm() | GroupTally():
                view = views[node.table]
            case QuantityTerm(definition=None):
                view = views[groups.rows[0][0]]
            case _:
                continue
        for column, places in ranked_by(node.tests):
            view.rank_by(column, places)
        if by.isdisjoint(view.index.grouping.dimensions):
            # The same number for every group.
            continue
        own = (test for test in node.tests if test not in asked)
        # Of these the values of a group decide whether any of its rows passes.
        tests = tuple(test for test in own if by.issuperset(columns_of((test,))))
        for test in tests:
            view.reader.require_values(test)
        yield _Slice(view.reader, tests)
