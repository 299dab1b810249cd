"""How a table is going to be scanned, for who wants to see it."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from factcheck.evidence.choose import groups_in
from factcheck.evidence.frame import GroupedFrame
from factcheck.evidence.layout import lay_out
from factcheck.evidence.scan import chosen_for, sizes_for
from factcheck.model.cell import GroupingSet
from factcheck.model.scan_plan import PlannedSet, ScanPlan

if TYPE_CHECKING:
    from factcheck.evidence.table import Table
    from factcheck.model.plan import TablePlan


def shown_plan(plan: TablePlan, table: Table) -> ScanPlan:
    """Return how an opened table is going to be scanned.

    Only the places where tables are grouped as they lie know how large they are before the scan.
    """
    is_grouped = isinstance(table.rows, GroupedFrame)
    where = "where they lie" if is_grouped else "as they are read"
    wanted = len(plan.wanted or plan.sets)
    chosen = chosen_for(plan, table)
    sizes = sizes_for(plan, table)
    if table.header is None or sizes is None:
        sets = tuple(PlannedSet(each) for each in chosen.sets)
        return ScanPlan(plan.declaration.called, table.shown, where, wanted, sets)
    groups_of = groups_in(chosen, table.header, sizes)
    position = table.header.position
    names = sorted({name for each in chosen.sets for name in each.dimensions})
    places = {name: at for name in names if (at := position(name)) is not None}
    laid_out = lay_out(chosen, table.header).sets
    every = reduce(GroupingSet.joined, (each for each, _ in laid_out), GroupingSet(()))
    return ScanPlan(
        plan.declaration.called,
        table.shown,
        where,
        wanted,
        tuple(PlannedSet(each, groups_of(each)) for each in chosen.sets),
        sizes.rows,
        tuple((n, sizes.distinct[p]) for n, p in places.items() if p in sizes.distinct),
        tuple((name, len(of)) for name, of in every.cuts),
        tuple((name, len(of)) for name, of in chosen.folded),
        has_base=chosen.has_base,
    )
