"""Readings on the vintages of their tables: expressions say ``police``, its file has a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck.model.bound import GroupTally, TableTerm, rewritten
from factcheck.model.form import with_measures

if TYPE_CHECKING:
    from factcheck.model.bound import Bound
    from factcheck.model.plan import BoundReading
    from factcheck.plan.names import Names


def on_its_tables(reading: BoundReading, names: Names) -> BoundReading:
    """Return a reading with every table called by its own name: ``police@2016-01``."""
    actual = {called: view.declaration.name for called, view in names.tables.items()}
    if all(called == name for called, name in actual.items()):
        return reading

    def moved(bound: Bound) -> Bound:
        return _on_tables(bound, actual)

    return replace(
        reading,
        targets=tuple(replace(each, measure=moved(each.measure)) for each in reading.targets),
        relations=tuple(
            replace(each, left=moved(each.left), right=moved(each.right))
            for each in reading.relations
        ),
        statements=tuple(replace(each, measure=moved(each.measure)) for each in reading.statements),
        groupings=tuple((actual[table], grouping) for table, grouping in reading.groupings),
        columns=tuple((actual[table], column) for table, column in reading.columns),
        form=None if reading.form is None else with_measures(reading.form, moved, actual),
    )


def _on_tables(bound: Bound, actual: dict[str, str]) -> Bound:
    def changed(node: Bound) -> Bound | None:
        match node:
            case TableTerm():
                return replace(node, table=actual[node.table])
            case GroupTally():
                inner = tuple(
                    replace(each, measure=_on_tables(each.measure, actual))
                    for each in node.conditions
                )
                return replace(node, table=actual[node.table], conditions=inner)
            case _:
                return None

    return rewritten(bound, changed)


def is_outdated(reading: BoundReading, names: Names) -> bool:
    """Whether a reading is on other vintages than the latest; ``names`` has these."""
    latest = {view.declaration.name for view in names.tables.values()}
    return any(table not in latest for table, _ in reading.groupings)
