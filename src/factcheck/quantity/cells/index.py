"""The cells of one grouping set, found by the tests that ask for them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec import Struct

from factcheck.filter.cut_tests import cuts_of_test
from factcheck.filter.printed import asks_for_print
from factcheck.model.cell import Rounded
from factcheck.model.expression import (
    AllTest,
    AnyTest,
    CompareTest,
    ConditionTest,
    Literal,
    NotTest,
)
from factcheck.model.leaf_tests import columns_of, leaf_tests
from factcheck.model.render_expression import render_test
from factcheck.model.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from factcheck.filter.reader import Reader
    from factcheck.model.cell import Cell, Cut, GroupingSet, KeyValue
    from factcheck.model.expression import Test

MAX_REMEMBERED = 1_000_000
"""Places of cells remembered for tests that come again; past this they are looked up anew."""

Places = frozenset[int]


class Selected(Struct, frozen=True):
    """The cells that pass some tests, and those that may pass them."""

    surely: Places
    perhaps: Places


@dataclass(slots=True)
class CellIndex:
    """Looks cells up by test: each test is evaluated once for each value of its column.

    So a claim costs what it selects, and not what there is.
    """

    reader: Reader
    grouping: GroupingSet
    cells: tuple[Cell, ...]
    cuts: Mapping[str, tuple[Cut, ...]] = field(default_factory=dict)
    """The columns whose numbers were told apart by cuts alone."""
    rows: list[dict[str, KeyValue]] = field(init=False)
    by_value: dict[str, dict[KeyValue, list[int]]] = field(init=False, default_factory=dict)
    unclear: dict[str, tuple[KeyValue, ...]] = field(init=False, default_factory=dict)
    """The values of each looked-up column that are no text: unknown ones, and those of nothing."""
    remembered: dict[str, Selected] = field(init=False, default_factory=dict)
    remembered_places: int = field(init=False, default=0)
    everything: Places = field(init=False)
    hidden: Places = field(init=False)
    """The cells of rows that may not be there."""
    numbers: Counter[tuple[KeyValue, ...]] | None = field(init=False, default=None)
    """How many cells have each key, once somebody asked."""

    def __post_init__(self) -> None:
        """Give every cell's key as a mapping from column to value."""
        names = self.grouping.dimensions
        self.rows = [dict(zip(names, cell.key, strict=True)) for cell in self.cells]
        self.everything = frozenset(range(len(self.cells)))
        self.hidden = frozenset(place for place, cell in enumerate(self.cells) if cell.is_hidden)

    def is_alone(self, place: int) -> bool:
        """Whether a cell holds all the rows of its key; else others have other marks."""
        if self.numbers is None:
            self.numbers = Counter(cell.key for cell in self.cells)
        return self.numbers[self.cells[place].key] == 1

    def selected(self, tests: Iterable[Test]) -> Selected:
        """Return the cells that pass all tests; rows that may not be there may do so at most."""
        found = self._passing_all(tests)
        hidden = found.surely & self.hidden
        return Selected(found.surely - hidden, found.perhaps | hidden) if hidden else found

    def _passing_all(self, tests: Iterable[Test]) -> Selected:
        found = sorted((self._passing(test) for test in tests), key=_size)
        if not found:
            return Selected(self.everything, frozenset())
        both = found[0]
        for each in found[1:]:
            both = _joined(both, each)
        return both

    def _passing(self, test: Test) -> Selected:
        match test:
            case NotTest():
                inner = self._passing(test.test)
                return Selected(self.everything - inner.surely - inner.perhaps, inner.perhaps)
            case AllTest():
                return self._passing_all(test.tests)
            case AnyTest():
                each = [self._passing(one) for one in test.tests]
                surely = frozenset[int]().union(*(one.surely for one in each))
                perhaps = frozenset[int]().union(*(one.perhaps for one in each))
                return Selected(surely, perhaps - surely)
            case _:
                return self._remembered(test)

    def _remembered(self, test: Test) -> Selected:
        key = render_test(test)
        found = self.remembered.get(key)
        if found is None:
            found = self._looked_up(test)
            self.remembered_places += _size(found)
            if self.remembered_places <= MAX_REMEMBERED:
                self.remembered[key] = found
        return found

    def _looked_up(self, test: Test) -> Selected:
        self._require_told(test)
        surely: list[int] = []
        perhaps: list[int] = []
        for row, places in self._distinct(test):
            held = self.reader.holds(test, row)
            if held is Truth.TRUE:
                surely.extend(places)
            elif held is Truth.UNKNOWN:
                perhaps.extend(places)
        return Selected(frozenset(surely), frozenset(perhaps))

    def _require_told(self, test: Test) -> None:
        """Raise ``LookupError`` where the cells do not tell apart what a test does."""
        if not self.cuts:
            return
        for leaf in leaf_tests((test,)):
            asked = cuts_of_test(leaf)
            for column in columns_of((leaf,)):
                own = self.cuts.get(column)
                if own is not None and (asked is None or not asked <= {*own}):
                    message = f"{column!r} was not told apart as {render_test(test)} asks for"
                    raise LookupError(message)

    def _distinct(self, test: Test) -> Iterable[tuple[dict[str, KeyValue], list[int]]]:
        """Return rows that differ for a test of one comparison, and the cells of each."""
        if isinstance(test, CompareTest) and not isinstance(test.value, Literal):
            return ((row, [place]) for place, row in enumerate(self.rows))
        assert not isinstance(test, NotTest | AllTest | AnyTest | ConditionTest)
        column = test.column.column
        groups = self._groups(column)
        sought = self.reader.sought(test)
        if sought is None:
            return (({column: value}, places) for value, places in groups.items())
        values = ((sought,) if sought in groups else (), self._unclear_to(test, column, sought))
        return (({column: value}, groups[value]) for some in values for value in some)

    def _unclear_to(self, test: Test, column: str, sought: str) -> tuple[KeyValue, ...]:
        """Return the values of a column, beside the one that is sought, that a test may pass.

        Of numbers that are rounded only one is printed like it, where that is asked.
        """
        unclear, rounded = self.unclear[column], self.reader.rounded.get(column)
        if rounded is None:
            return unclear
        alike = rounded.get(sought)
        is_name = alike is not None and alike.is_name
        if not asks_for_print(test, is_name=is_name):
            return unclear
        others = tuple(each for each in unclear if not isinstance(each, Rounded))
        return others if alike is None else (*others, alike)

    def _groups(self, column: str) -> dict[KeyValue, list[int]]:
        if column not in self.by_value:
            groups: dict[KeyValue, list[int]] = {}
            for place, row in enumerate(self.rows):
                groups.setdefault(row[column], []).append(place)
            self.by_value[column] = groups
            self.unclear[column] = tuple(v for v in groups if not isinstance(v, str))
        return self.by_value[column]


def _size(of: Selected) -> int:
    return len(of.surely) + len(of.perhaps)


def _joined(one: Selected, other: Selected) -> Selected:
    """Return the cells that pass the tests of both."""
    surely = one.surely & other.surely
    if not one.perhaps and not other.perhaps:
        return Selected(surely, one.perhaps)
    possibly = (one.surely | one.perhaps) & (other.surely | other.perhaps)
    return Selected(surely, possibly - surely)
