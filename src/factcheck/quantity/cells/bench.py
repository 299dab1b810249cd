"""The scanned tables of a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.quantity.cells.closed import closed_off
from factcheck.quantity.cells.evidence_view import TableView, as_read_rounded, view_of
from factcheck.quantity.cells.printed import as_printed
from factcheck.quantity.cells.secrets import with_secrets

if TYPE_CHECKING:
    from factcheck.model.cell import GroupingSet, TableCells
    from factcheck.model.plan import Plan
    from factcheck.model.spec import TableDeclaration
    from factcheck.quantity.cells.rollup import Known
    from factcheck.quantity.decide.prover import Prover


class Look(Struct, frozen=True):
    """How the cells of a table are looked at."""

    as_rounded: bool = False
    """Whether round number cells are read as rounded figures."""
    as_printed: bool = False
    """Whether rounded cells are taken as they are printed."""
    of_population: bool = False
    """Whether numbers of a sample are taken for what they say of everybody."""
    closed: frozenset[str] = frozenset()
    """Columns of which unknown values are among those that occur."""


PLAIN = Look()


@dataclass(slots=True)
class Workbench:
    """The scanned tables, with an index for each grouping set that is looked at."""

    plan: Plan
    tables: dict[str, TableCells]
    prover: Prover
    views: dict[tuple[str, GroupingSet, Look], TableView] = field(default_factory=dict)
    known: dict[str, Known] = field(default_factory=dict)
    """The cells of each table by grouping set: those that others were added up to are used again.
    """

    def declaration(self, table: str) -> TableDeclaration:
        """Return what the claim file says of a table."""
        return next(t.declaration for t in self.plan.tables if t.declaration.name == table)

    def view(self, table: str, grouping: GroupingSet, look: Look = PLAIN) -> TableView:
        """Return a table's cells of one grouping set, indexed once."""
        key = (table, grouping, look)
        if key not in self.views:
            self.views[key] = self._view(table, grouping, look)
        return self.views[key]

    def _view(self, table: str, grouping: GroupingSet, look: Look) -> TableView:
        if look.closed:
            return closed_off(
                self.view(table, grouping, replace(look, closed=frozenset())), look.closed
            )
        if look.of_population:
            plain = self.view(table, grouping, replace(look, of_population=False))
            return replace(plain, is_of_population=True, sums={})
        if look.as_printed:
            return as_printed(self.view(table, grouping))
        if look.as_rounded:
            return as_read_rounded(self.view(table, grouping))
        known = self.known.setdefault(table, {})
        return with_secrets(view_of(self.declaration(table), self.tables[table], grouping, known))
