"""The names that expressions may use, and what the opened tables offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.model.near import did_you_mean, quoted
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.plan.codes import NO_SUCH_COLUMN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.cell import OpenedTable
    from factcheck.model.problem import Code, Problem
    from factcheck.model.span import Span
    from factcheck.model.spec import (
        ColumnDeclaration,
        Condition,
        QuantityDeclaration,
        Spec,
        TableDeclaration,
    )


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table as expressions see it: its declaration and the columns that really exist."""

    declaration: TableDeclaration
    opened: OpenedTable

    def column(self, name: str) -> ColumnDeclaration | None:
        """Return what the claim file says of a column; ``None`` where it says nothing.

        Raises ``ObstacleError`` where the file has no such column.
        """
        declared = next((c for c in self.declaration.columns if c.name == name), None)
        header = name if declared is None else declared.header
        if header not in self.opened.header:
            raise ObstacleError(self._no_column(name, header))
        return declared

    def _no_column(self, name: str, header: str) -> Obstacle:
        table = self.declaration.name
        asked = quoted(name) if name == header else f"{quoted(name)} (header {quoted(header)})"
        known = [c.name for c in self.declaration.columns] + list(self.opened.header)
        return Obstacle(
            "fault",
            f"table {quoted(table)} ({self.opened.path}) has no column {asked}",
            NO_SUCH_COLUMN,
            did_you_mean(header if name != header else name, known),
        )


@dataclass(frozen=True, slots=True)
class Names:
    """Everything an expression can refer to."""

    tables: dict[str, NamedTable]
    quantities: dict[str, QuantityDeclaration]
    conditions: dict[str, Condition]

    def table(self, name: str) -> NamedTable:
        """Return a table; raises ``ObstacleError`` where its file cannot be read."""
        view = self.tables[name]
        for fault in view.opened.faults:
            if fault.column is None:
                raise ObstacleError(Obstacle("fault", fault.message, fault.code, fault.hint))
        return view


def names_of(spec: Spec, opened: Iterable[OpenedTable]) -> Names:
    """Return the names of a claim file whose tables were opened."""
    by_name = {table.name: table for table in opened}
    return Names(
        {table.name: NamedTable(table, by_name[table.name]) for table in spec.tables},
        {quantity.name: quantity for quantity in spec.quantities},
        {condition.name: condition for condition in spec.conditions},
    )


def problem_at(code: Code, message: str, span: Span, hint: str | None = None) -> Problem:
    """Return a problem of the claim file that binding found."""
    from factcheck.model.problem import Problem

    return Problem(code, message, span, hint=hint)
