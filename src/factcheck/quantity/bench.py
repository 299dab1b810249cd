"""The scanned tables of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factcheck.quantity.evidence_view import TableView, as_read_rounded, view_of

if TYPE_CHECKING:
    from factcheck.model.cell import GroupingSet, TableCells
    from factcheck.model.plan import Plan
    from factcheck.model.spec import TableDeclaration


@dataclass(slots=True)
class Workbench:
    """The scanned tables, with an index for each grouping set that is looked at."""

    plan: Plan
    tables: dict[str, TableCells]
    views: dict[tuple[str, GroupingSet, bool], TableView] = field(default_factory=dict)

    def declaration(self, table: str) -> TableDeclaration:
        """Return what the claim file says of a table."""
        return next(t.declaration for t in self.plan.tables if t.declaration.name == table)

    def view(self, table: str, grouping: GroupingSet, *, as_rounded: bool = False) -> TableView:
        """Return a table's cells of one grouping set, indexed once.

        With ``as_rounded`` round number cells are read as rounded figures.
        """
        key = (table, grouping, as_rounded)
        if key not in self.views:
            self.views[key] = self._view(table, grouping, as_rounded=as_rounded)
        return self.views[key]

    def _view(self, table: str, grouping: GroupingSet, *, as_rounded: bool) -> TableView:
        if as_rounded:
            return as_read_rounded(self.view(table, grouping))
        return view_of(self.declaration(table), self.tables[table], grouping)
