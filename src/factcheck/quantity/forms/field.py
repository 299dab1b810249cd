"""What a form needs to speak of each group: its measure, whether it exists, whether it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from factcheck.model.bound import (
    quantity_terms,
    table_terms,
)
from factcheck.model.expression import AggregateFunction
from factcheck.model.figure import Profiles
from factcheck.model.form import BoundRank, BoundTrend
from factcheck.model.interval import Interval
from factcheck.model.near import quoted
from factcheck.model.plan import Obstacle, ObstacleError, Premise, Target
from factcheck.model.slicing import Cut, sliced
from factcheck.model.spec import ColumnType
from factcheck.model.told import told
from factcheck.quantity.cells.closed import has_open_values
from factcheck.quantity.cells.totals import is_counted
from factcheck.quantity.decide.ranges import range_of_value
from factcheck.quantity.equations import Equations, equations_of, view_for
from factcheck.quantity.forms.expanded import whole
from factcheck.quantity.forms.group import (
    MAX_GROUPS,
    MAX_RANKED,
    all_values,
    exists,
    found_groups,
)
from factcheck.quantity.forms.outside import divided
from factcheck.quantity.forms.quotients import divides

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from factcheck.model.bound import Bound, BoundCondition, TableTerm
    from factcheck.model.cell import Mark
    from factcheck.model.form import Groups
    from factcheck.model.plan import BoundReading, BoundRelation
    from factcheck.quantity.cells.bench import Workbench
    from factcheck.quantity.cells.evidence_view import TableView
    from factcheck.quantity.cells.index import Selected
    from factcheck.quantity.forms.group import Group, Key

ANY = Profiles(Interval.everything(), Interval.everything(), Interval.everything())
_ADDED = frozenset({AggregateFunction.COUNT, AggregateFunction.SUM, AggregateFunction.TOTAL})
"""Aggregates that are zero where there is no row."""
_OF_NUMBERS = frozenset(
    {
        AggregateFunction.MEAN,
        AggregateFunction.MEDIAN,
        AggregateFunction.MIN,
        AggregateFunction.MAX,
    }
)
"""Aggregates that are a number wherever there are numbers."""
_DATES = (4, 7)
"""How long a year and a month are written."""


class Members(Struct, frozen=True):
    """The groups that have a measure, or may have one, and those that surely have none."""

    groups: tuple[Group, ...]
    left_out: tuple[Group, ...] = ()
    unasked: tuple[Group, ...] = ()
    """Those without a value though no cell says that there is none: whatever is asked of them has
    no answer."""

    @property
    def number(self) -> Interval:
        """How many groups with a measure there are."""
        return number_of(self.groups)


class Field(Struct, frozen=True):
    """The groups that a form asks about, in the tables that its measures read."""

    bench: Workbench
    bound: BoundReading
    """With the columns that the groups are made by closed."""
    groups: Groups
    views: dict[str, TableView]
    every: tuple[Group, ...]
    values: dict[tuple[str, str], frozenset[str]]
    """What the columns that the groups are made by have, or may have, in each table."""
    uncut: Cut
    """What keeps a measure to a group, still without its tests."""
    expand: Callable[[Bound], Bound]
    """Counts the groups inside a measure, where it asks for their number."""
    outside: tuple[Group, ...] = ()
    """The groups that the measures' own slices leave out."""
    measured: dict[tuple[int, Key], tuple[Bound, Bound]] = field(default_factory=dict)
    """Measures, by their identity, kept to groups: each is asked for several times."""
    found: dict[int, tuple[TableTerm, Selected]] = field(default_factory=dict)
    """The cells of terms, by the identity of these."""

    def cut(self, group: Group) -> Cut:
        """Return what keeps a measure to a group."""
        return replace(self.uncut, tests=group.tests)

    def measure(self, bound: Bound, group: Group) -> Bound:
        """Return a measure kept to a group; the same one each time."""
        key = (id(bound), group.key)
        if key not in self.measured:
            # The measure is kept as well, so that no other one can have its identity.
            self.measured[key] = (bound, self.expand(sliced(bound, self.cut(group))))
        return self.measured[key][1]

    def exists(self, group: Group) -> tuple[BoundCondition, ...]:
        """Return that a group has a row, where that is not sure."""
        return () if group.is_sure else (exists(self.views, self.groups, group),)

    def view_of_groups(self) -> TableView:
        """Return the cells of the first table that says which groups there are."""
        return self.views[self.groups.rows[0][0]]

    def equations(self, measures: Iterable[Bound], relations: Relations = ()) -> Equations:
        """Return what the tables say of some measures, and relations beside them.

        Raises ``ObstacleError`` for whatever keeps one from being calculated.
        """
        targets = tuple(Target(each, ANY, each.text) for each in measures)
        alone = replace(self.bound, targets=targets, form=None, relations=relations, statements=())
        return equations_of(self.bench, alone)

    def members(
        self,
        measures: tuple[Bound, ...],
        among: tuple[Group, ...] | None = None,
        may_lack: frozenset[AggregateFunction] = frozenset(),
    ) -> Members:
        """Return the groups, all or some of them, for which measures have a value.

        One without any row for them, or without a number to average, is left out. Raises
        ``ObstacleError`` where only some of its rows are missing: that is missing evidence. So is
        a count or sum of a keyed table to which no row of a group belongs, unless its function is
        ``may_lack``: then such a group is left out too.
        """
        kept: list[Group] = []
        left_out: list[Group] = []
        for group in self.every if among is None else among:
            has_value = self._has_value(group, measures, may_lack)
            (kept if has_value else left_out).append(group)
        unasked = (group for group in left_out if not self._is_inapplicable(group, measures))
        return Members(tuple(kept), tuple(left_out), tuple(unasked))

    def _is_inapplicable(self, group: Group, measures: tuple[Bound, ...]) -> bool:
        """Whether a measure was declared not to apply to any row of a group."""
        own = (self.measure(each, group) for each in measures)
        marks = (self._marks(term) for each in own for term in table_terms(each))
        return any(
            found and all(m is not None and m.is_inapplicable for m in found) for found in marks
        )

    def _has_value(
        self, group: Group, measures: tuple[Bound, ...], may_lack: frozenset[AggregateFunction]
    ) -> bool:
        self._require_everywhere(group)
        cut = self.cut(group)
        own = tuple(self.measure(each, group) for each in measures)
        terms = dict.fromkeys(t for each in own for t in table_terms(each) if cut.of(t.table))
        rows = {term: self._rows(term) for term in terms}
        if self._lacks_rows(group, rows, may_lack) or any(map(self._lacks_values, terms)):
            return False
        is_open = any(perhaps for _, perhaps in rows.values())
        if is_open and not any(map(divides, own)):
            return True
        if self._are_known(own, terms) or not _may_have_none(own, terms):
            return True
        return self._may_have_one(group, measures, own)

    def _are_known(self, own: tuple[Bound, ...], terms: Iterable[TableTerm]) -> bool:
        """Whether every number is known that measures are calculated from, so that they are one.

        What is divided by may be zero, and not every statistic has a value.
        """
        return not any(map(divides, own)) and all(map(self.is_known, terms))

    def is_known(self, term: TableTerm) -> bool:
        """Whether a term's rows are known and have a number each: then they have a mean too."""
        surely, perhaps = self._rows(term)
        is_one = term.function is None and surely == 1
        if perhaps or not (is_one or term.function in _ADDED | _OF_NUMBERS):
            return False
        marks = self._marks(term)
        if marks is None:
            return term.function is AggregateFunction.COUNT
        return all(mark is None for mark in marks)

    def _may_have_one(
        self, group: Group, measures: tuple[Bound, ...], own: tuple[Bound, ...]
    ) -> bool:
        """Whether something is possible for a group's measures, with all that bounds them."""
        relations = self.relations(measures, (group,))
        try:
            result = self.equations(own, relations)
        except ObstacleError as error:
            if error.obstacle.is_absent:
                return False
            raise
        values = [result.measures.value_of(each) for each in own]
        return all(range_of_value(value, result.system) is not None for value in values)

    def _require_everywhere(self, group: Group) -> None:
        """Raise ``ObstacleError`` for a group that one table has and another does not know."""
        for table in self.views:
            for column, value in zip(self.groups.by, group.key, strict=True):
                if value not in self.values.get((table, column), {value}):
                    message = told(
                        "the group {group} has no row in table {table}",
                        group=quoted(group.label),
                        table=quoted(table),
                    )
                    hint = told(
                        "{hint}, or declare a 'domain' for {column} if it may have none",
                        hint=self._way_out,
                        column=column,
                    )
                    raise ObstacleError(Obstacle("missing", message, hint=hint))

    def _cells(self, term: TableTerm) -> Selected:
        """Return the cells that a term selects, or may select."""
        if id(term) not in self.found:
            self.found[id(term)] = (term, self.views[term.table].index.selected(term.tests))
        return self.found[id(term)][1]

    def _rows(self, term: TableTerm) -> tuple[int, int]:
        """Return how many cells a term surely has, and how many perhaps."""
        view, found = self.views[term.table], self._cells(term)
        counted = [
            [place for place in places if is_counted(term, view.index.rows[place], view.totals)]
            for places in (found.surely, found.perhaps)
        ]
        return len(counted[0]), len(counted[1])

    def _lacks_rows(
        self,
        group: Group,
        rows: dict[TableTerm, tuple[int, int]],
        may_lack: frozenset[AggregateFunction],
    ) -> bool:
        """Whether a group has no row where a row is needed."""
        empty = [term for term, found in rows.items() if found == (0, 0) and self._needs(term)]
        if not empty:
            return False
        keyed = [term for term in empty if self.views[term.table].key]
        # A group of which no row passes is no group without rows: its number is missing.
        has_others = any(found != (0, 0) for found in rows.values()) or group.is_sure
        is_counted_out = any(term.function in _ADDED - may_lack for term in keyed)
        if keyed and has_others and (is_counted_out or len(rows) > len(empty)):
            message = told(
                "the group {group} lacks a row: {term} selects none",
                group=quoted(group.label),
                term=quoted(keyed[0].text),
            )
            raise ObstacleError(Obstacle("missing", message, hint=self._way_out))
        return True

    @property
    def _way_out(self) -> str:
        """What to do about a group that cannot be asked."""
        if isinstance(self.bound.form, BoundTrend):
            return told("let the trend begin after it, or end before it, with 'from' and 'to'")
        return told("leave it out with 'among'")

    def _lacks_values(self, term: TableTerm) -> bool:
        """Whether no row of a term can have a value, where one is needed.

        A sum of rows without values is zero, but of rows that do not apply there is no sum.
        """
        marks = self._marks(term)
        if marks is None:
            return False
        if term.function in _ADDED:
            return bool(marks) and all(mark is not None and mark.is_inapplicable for mark in marks)
        return all(mark is not None and mark.possible is None for mark in marks)

    def _marks(self, term: TableTerm) -> list[Mark | None] | None:
        """Return what stands in the cells of a term's column; ``None`` where it sums none."""
        view = self.views[term.table]
        if term.column is None or term.column not in view.measures:
            return None
        column = view.measures.index(term.column)
        found = self._cells(term)
        return [view.index.cells[place].marks[column] for place in found.surely | found.perhaps]

    def _needs(self, term: TableTerm) -> bool:
        return bool(self.views[term.table].key) or term.function not in _ADDED

    def premises(self) -> tuple[Premise, ...]:
        """Return what is taken for granted of unknown values of the groups' columns."""
        return tuple(
            Premise(
                "groups",
                f"{table}.{column}",
                told(
                    "unknown values of column {column} of table {table} are among those that occur",
                    column=quoted(column),
                    table=quoted(table),
                ),
            )
            for table, column in self.bound.closed
            if has_open_values(self.views[table], column)
        )

    def relations(self, measures: tuple[Bound, ...], groups: Iterable[Group]) -> Relations:
        """Return the reading's relations for each group, where they speak of its measures.

        What holds only as it is written stays so; so do all where a statement may need them.
        """
        mine = {(q.name, q.slice) for each in measures for q in quantity_terms(each)}
        slices = {slice_ for _, slice_ in mine}
        kept: dict[BoundRelation, None] = {}
        listed = tuple(groups)
        for relation in self.bound.relations:
            sides = (relation.left, relation.right)
            named = {(q.name, q.slice) for side in sides for q in quantity_terms(side)}
            # A slice that only a statement speaks of is not kept to each group besides.
            is_alike = {slice_ for _, slice_ in named} <= slices
            is_mine = relation.holds_in_slices and is_alike and bool(named & mine)
            if self.bound.targets or self.bound.statements or not is_mine:
                kept[relation] = None
            if is_mine:
                kept |= dict.fromkeys(self._of_each(relation, measures, listed))
        return tuple(kept)

    def _of_each(
        self, relation: BoundRelation, measures: tuple[Bound, ...], groups: tuple[Group, ...]
    ) -> Iterator[BoundRelation]:
        for group in groups:
            if relation.is_aside and not self._is_open(measures, group):
                continue
            left, right = (self.measure(side, group) for side in (relation.left, relation.right))
            yield replace(relation, left=left, right=right)

    def _is_open(self, measures: tuple[Bound, ...], group: Group) -> bool:
        result = self.equations(self.measure(each, group) for each in measures)
        return bool(result.measures.unknowns.variables)


Relations = tuple["BoundRelation", ...]


def number_of(groups: Iterable[Group]) -> Interval:
    """Return how many of some groups there are: those that surely have a row, and all others."""
    listed = tuple(groups)
    return whole(sum(group.is_sure for group in listed), len(listed))


def field_of(
    bench: Workbench,
    bound: BoundReading,
    groups: Groups,
    measures: Iterable[Bound],
    expand: Callable[[Bound], Bound],
) -> Field:
    """Return the groups of a form that its measures speak of.

    The columns of ``bound`` that groups are made by are closed already. Raises ``ObstacleError``
    where there are too many groups, and where only a part of what is measured speaks of one.
    """
    views = {table: view_for(bench, bound, table, grouping) for table, grouping in bound.groupings}
    values = {
        (table, column): _values(views[table], column)
        for table, column in bound.closed
        if column in groups.by
    }
    most = MAX_RANKED if isinstance(bound.form, BoundRank) else MAX_GROUPS
    every = found_groups(views, groups, bound.reading.span, most)
    spoken = divided(views, groups, every, measures)
    uncut = Cut(
        (),
        {
            t: frozenset(groups.by).intersection(v.index.grouping.dimensions)
            for t, v in views.items()
        },
        {table: view.declaration.called for table, view in views.items()},
    )
    kept, outside = spoken.groups, spoken.outside
    return Field(bench, bound, groups, views, kept, values, uncut, expand, outside)


def _may_have_none(measures: tuple[Bound, ...], terms: Iterable[TableTerm]) -> bool:
    """Whether measures may have no value although there are rows."""
    return any(map(divides, measures)) or any(term.function not in _ADDED for term in terms)


def _values(view: TableView, column: str) -> frozenset[str]:
    """Return the values that a test on a column may name; of dates also months and years."""
    facts = view.reader.columns[column]
    values = all_values(view, column) | view.domain_of(column)
    if facts.type is not ColumnType.DATE:
        return values
    return values | {value[:length] for value in values for length in _DATES}
