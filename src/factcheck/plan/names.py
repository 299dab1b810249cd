"""The names that expressions may use, and what the opened tables offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from factcheck.model.classified import ADDABLE, columns_added
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.obstacle_place import obstacle_of
from factcheck.model.plan import Obstacle, ObstacleError
from factcheck.model.rubric import CLASS, COUNTED
from factcheck.model.told import told, told_and
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


class NamedTable(Struct, frozen=True):
    """A table as expressions see it: its declaration and the columns that really exist."""

    declaration: TableDeclaration
    opened: OpenedTable

    def column(self, name: str) -> ColumnDeclaration | None:
        """Return what the claim file says of a column; ``None`` where it says nothing.

        Raises ``ObstacleError`` where the file has no such column; for one that a rubric adds,
        where it lacks one that the rubric looks at.
        """
        rubric = self.declaration.classified_by
        added = () if rubric is None else columns_added(rubric)
        if rubric is not None and name in added:
            for column in rubric.columns:
                if column not in added:  # that it looks at its own column is told elsewhere
                    self.column(column)
            return None
        declared = next((c for c in self.declaration.columns if c.name == name), None)
        header = name if declared is None else declared.header
        if header not in self.opened.header:
            raise ObstacleError(self._no_column(name, header))
        return declared

    def has(self, name: str) -> bool:
        """Whether the table has a column of this name."""
        try:
            self.column(name)
        except ObstacleError:
            return False
        return True

    def _no_column(self, name: str, header: str) -> Obstacle:
        table = self.declaration.name
        asked = quoted(name)
        if name != header:
            asked = told("{name} (header {header})", name=asked, header=quoted(header))
        known = [c.name for c in self.declaration.columns] + list(self.opened.header)
        hint = did_you_mean(header if name != header else name, known)
        if any(each.startswith(f"{header}:") for each in self.opened.header):
            hint = told("if the file is SDMX-CSV, declare `layout: sdmx-csv`")
        if name in ADDABLE:
            hint = self._hint_of_rubric(name) or hint
        message = told(
            "table {table} ({path}) has no column {column}",
            table=quoted(table),
            path=self.opened.path,
            column=asked,
        )
        return Obstacle("fault", message, NO_SUCH_COLUMN, hint)

    def _hint_of_rubric(self, name: str) -> str | None:
        """Return why the table lacks a column that a rubric might have added."""
        rubric = self.declaration.classified_by
        if rubric is None:
            if self.declaration.join is None:
                return None
            return told(
                "classes do not come along with 'join': name the 'rubric' of this table too"
            )
        added = columns_added(rubric)
        if name == COUNTED and CLASS in added:
            return told(
                "give each class of {file} a 'role': counted, not counted or either",
                file=rubric.file,
            )
        names = told_and(map(quoted, added))
        return told("{file} adds {names}", file=rubric.file, names=names) if added else None


class Names(Struct, frozen=True):
    """Everything an expression can refer to."""

    tables: dict[str, NamedTable]
    quantities: dict[str, QuantityDeclaration]
    conditions: dict[str, Condition]

    vintages: dict[str, tuple[NamedTable, ...]] = field(default_factory=dict)
    """Every vintage of the tables that have several, the oldest first; ``tables`` has one."""
    absent: dict[str, Obstacle] = field(default_factory=dict)
    """Tables that there was no vintage of yet, and what to say of it."""

    def table(self, name: str) -> NamedTable:
        """Return a table; raises ``ObstacleError`` where its file cannot be read."""
        if name in self.absent:
            raise ObstacleError(self.absent[name])
        view = self.tables[name]
        for fault in view.opened.faults:
            if fault.column is None:
                raise ObstacleError(obstacle_of(fault, view.declaration))
        return view

    def as_of(self, date: str) -> Names:
        """Return the names with the latest vintage of each table that is not after a date.

        A date that names a month or a year stands for the end of it, a vintage's for the start.
        """
        chosen, absent = {}, {}
        for name, vintages in self.vintages.items():
            known = [each for each in vintages if _date_of(each)[: len(date)] <= date]
            if known:
                chosen[name] = known[-1]
            else:
                absent[name] = _no_vintage(name, date, vintages)
        return replace(self, tables=self.tables | chosen, absent=absent)


def _date_of(vintage: NamedTable) -> str:
    date = vintage.declaration.vintage
    return "" if date is None else date.value


def _no_vintage(name: str, date: str, vintages: tuple[NamedTable, ...]) -> Obstacle:
    message = told(
        "table {table} has no vintage as of {date}; its vintages are {dates}",
        table=quoted(name),
        date=date,
        dates=", ".join(_date_of(each) for each in vintages),
    )
    return Obstacle("missing", message)


def names_of(spec: Spec, opened: Iterable[OpenedTable]) -> Names:
    """Return the names of a claim file whose tables were opened.

    Of a table with several vintages its name means the latest.
    """
    by_name = {table.name: table for table in opened}
    views = [NamedTable(table, by_name[table.name]) for table in spec.tables]
    dated: dict[str, list[NamedTable]] = {}
    for view in sorted(views, key=_date_of):
        if view.declaration.base is not None:
            dated.setdefault(view.declaration.base, []).append(view)
    return Names(
        {view.declaration.called: view for view in sorted(views, key=_date_of)},
        {quantity.name: quantity for quantity in spec.quantities},
        {condition.name: condition for condition in spec.conditions},
        {name: tuple(vintages) for name, vintages in dated.items()},
    )


def problem_at(code: Code, message: str, span: Span, hint: str | None = None) -> Problem:
    """Return a problem of the claim file that binding found."""
    from factcheck.model.problem import Problem

    return Problem(code, message, span, hint=hint)
