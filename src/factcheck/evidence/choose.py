"""Which grouping sets a table is scanned for: those that cost least together.

What a reading looks at are sums of the cells of any set that has all its columns. A scan for one
more set costs time for every row, a set with more columns costs time for every group that comes
back. Which sets are chosen makes no difference to what is found.
"""

from __future__ import annotations

from functools import reduce
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.model.cell import GroupingSet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from factcheck.evidence.header import Header
    from factcheck.evidence.sizes import Sizes
    from factcheck.model.plan import TablePlan

ROW = 12
"""Nanoseconds for one row in the scan of one set; only how these costs compare matters."""
BASE = 150
"""Nanoseconds for one group of the base, which stays where it is."""
AGAIN = 40
"""Nanoseconds for one group of the base in the making of another set out of it."""
GROUP = 10_000
"""Nanoseconds for one group that comes back and becomes a cell."""
SUMMED = 1_500
"""Nanoseconds for one cell of a set that is added up for another."""
FEW = 2_000
"""So many values of a column are told apart, whatever is asked of them."""
MOST = 60
"""So many sets are compared pair by pair; of more only those that others contain are joined."""


class Cost(Struct, frozen=True):
    """What sets of a table cost, in nanoseconds."""

    groups_of: Callable[[GroupingSet], int]
    """About how many groups a set has."""
    scan: int
    """What it costs to look at everything once more."""

    def scanned(self, grouping: GroupingSet) -> int:
        """Return what it costs to scan for a set."""
        return self.scan + GROUP * self.groups_of(grouping)

    def summed(self, home: GroupingSet) -> int:
        """Return what it costs to add up the cells of a set for another."""
        return SUMMED * self.groups_of(home)


def chosen(plan: TablePlan, header: Header, sizes: Sizes) -> TablePlan:
    """Return a plan whose sets are those that cost least together, by about how large they are.

    They are scanned each for itself, or the table is grouped by all their columns first and then
    once more for each of them. A plan of sets that have to be scanned each for itself is returned
    as it is.
    """
    if not plan.wanted:
        return plan
    plan = replace(plan, folded=tuple(_large(plan, header, sizes)))
    groups_of = groups_in(plan, header, sizes)
    directly = Cost(groups_of, ROW * sizes.rows)
    sets = cheapest(plan.wanted, directly)
    base = groups_of(_all_of(plan.wanted))
    again = Cost(groups_of, AGAIN * base)
    others = cheapest(plan.wanted, again)
    first = ROW * sizes.rows + BASE * base
    if first + total(plan.wanted, others, again) < total(plan.wanted, sets, directly):
        return replace(plan, sets=tuple(others), has_base=True)
    return replace(plan, sets=tuple(sets))


def _large(plan: TablePlan, header: Header, sizes: Sizes) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the columns that are only compared with names, and have far more values than these."""
    for name, texts in plan.named:
        place = header.position(name)
        if place is not None and sizes.distinct.get(place, 0) > max(FEW, 2 * len(texts)):
            yield name, texts


def total(wanted: Iterable[GroupingSet], sets: Iterable[GroupingSet], cost: Cost) -> int:
    """Return what sets cost, with the others that are added up from them."""
    sets = tuple(sets)
    known = {frozenset(each.dimensions) for each in sets}
    added = [each for each in _by_dimensions(wanted) if frozenset(each.dimensions) not in known]
    homes = ([home for home in sets if home.has_parts_of(each)] for each in added)
    return sum(map(cost.scanned, sets)) + sum(min(map(cost.summed, home)) for home in homes)


def _all_of(sets: Iterable[GroupingSet]) -> GroupingSet:
    return reduce(GroupingSet.joined, sets)


def groups_in(plan: TablePlan, header: Header, sizes: Sizes) -> Callable[[GroupingSet], int]:
    """Return what tells about how many groups a set of a table has."""
    every = (*plan.wanted, *plan.sets)
    places = {name: header.position(name) for each in every for name in each.dimensions}
    known: dict[GroupingSet, int] = {}

    def groups_of(grouping: GroupingSet) -> int:
        if grouping not in known:
            found = {name: at for name in grouping.dimensions if (at := places[name]) is not None}
            parts = (*grouping.cuts, *plan.folded)
            stretches = {found[name]: len(of) + 1 for name, of in parts if name in found}
            known[grouping] = sizes.groups_of(found.values(), stretches)
        return known[grouping]

    return groups_of


def cheapest(wanted: Iterable[GroupingSet], cost: Cost) -> list[GroupingSet]:
    """Return sets of which one has all columns of each that is wanted.

    Two sets become one wherever that saves most, as long as it saves anything. One that another
    contains is joined to it unless the other has so many groups that a scan is cheaper than
    adding them up.
    """
    sets = _within(_by_dimensions(wanted), cost)
    while 1 < len(sets) <= MOST:
        pairs = ((_saved(*pair, cost), pair) for pair in combinations(sets, 2))
        saved, (one, other) = max(pairs, key=lambda each: each[0])
        if saved <= 0:
            break
        sets = [each for each in sets if each not in {one, other}]
        sets.append(one.joined(other))
    return sorted(sets, key=lambda s: (-len(s.dimensions), s.dimensions))


def _by_dimensions(wanted: Iterable[GroupingSet]) -> list[GroupingSet]:
    """Return sets of different columns, each with the measures of all that have these."""
    found: dict[frozenset[str], GroupingSet] = {}
    for each in wanted:
        key = frozenset(each.dimensions)
        found[key] = found[key].joined(each) if key in found else each
    return list(found.values())


def _within(sets: list[GroupingSet], cost: Cost) -> list[GroupingSet]:
    """Return the sets without those that are cheaper as sums of the cells of another."""
    kept: list[GroupingSet] = []
    for each in sorted(sets, key=lambda s: (-len(s.dimensions), s.dimensions)):
        homes = [home for home in kept if {*each.dimensions} <= {*home.dimensions}]
        home = min(homes, key=cost.groups_of, default=None)
        if home is None or cost.summed(home) > cost.scanned(each):
            kept.append(each)
        else:
            kept[kept.index(home)] = home.joined(each)
    return kept


def _saved(one: GroupingSet, other: GroupingSet, cost: Cost) -> int:
    joined = one.joined(other)
    apart = cost.scanned(one) + cost.scanned(other)
    width = len(joined.dimensions)
    summed = sum(cost.summed(joined) for each in (one, other) if len(each.dimensions) < width)
    return apart - cost.scanned(joined) - summed
