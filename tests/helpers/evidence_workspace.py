"""A folder of tables, and short ways to declare, open and scan them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from factcheck.evidence import EvidenceReader
from factcheck.model.cell import GroupingSet
from factcheck.model.fraction import Fraction
from factcheck.model.plan import TablePlan
from factcheck.model.span import Span, Text
from factcheck.model.spec import ColumnDeclaration, Marker, TableDeclaration

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.evidence.scan import Engine
    from factcheck.model.cell import Cell, Fault, OpenedTable, TableCells
    from factcheck.model.interval import Interval
    from factcheck.model.spec import EmptyCell

ENGINES: tuple[Engine, ...] = ("python", "duckdb")
SPAN = Span("claims.yml", 7, 11, 7, 20)


def column(name: str, **said: Any) -> ColumnDeclaration:  # noqa: ANN401 - any field of the record
    """Return a declared column, under its own header unless ``header`` is given."""
    if isinstance(said.get("scale"), int):
        said["scale"] = Fraction(said["scale"])
    return ColumnDeclaration(name, SPAN, said.pop("header", name), **said)


def markers(**meanings: EmptyCell | Interval) -> tuple[tuple[str, Marker], ...]:
    """Return markers by their text."""
    return tuple((text, Marker(meaning)) for text, meaning in meanings.items())


@dataclass(frozen=True)
class Workspace:
    """One folder, which is the project's root and the claim file's folder."""

    folder: Path

    def write(self, content: str | bytes, name: str = "t.csv") -> Path:
        """Write a table; text is written as UTF-8."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def declare(self, *columns: ColumnDeclaration, **said: Any) -> TableDeclaration:  # noqa: ANN401 - same
        """Return the declaration of ``t``; ``file`` is ``t.csv`` unless given."""
        file = said.pop("file", "t.csv")
        where = None if file is None else Text(file, SPAN)
        return TableDeclaration(said.pop("name", "t"), SPAN, where, columns=columns, **said)

    def open(self, declaration: TableDeclaration | None = None) -> OpenedTable:
        """Open a table."""
        with EvidenceReader(self.folder, self.folder) as reader:
            return reader.open(declaration or self.declare())

    def scan(
        self,
        *sets: tuple[str, str],
        of: TableDeclaration | None = None,
        engine: Engine = "python",
        **said: Any,  # noqa: ANN401 - any field of the plan
    ) -> TableCells:
        """Scan a table; each set is the names of its dimensions and of its measures."""
        declaration = of or self.declare()
        groupings = tuple(grouping(*one) for one in sets)
        names = [name for one in groupings for name in (*one.dimensions, *one.measures)]
        plan = TablePlan(
            declaration,
            groupings,
            tuple(sorted({*names, *declaration.key})),
            tuple(sorted({name for one in groupings for name in one.measures})),
            declaration.key,
        )
        with EvidenceReader(self.folder, self.folder, engine=engine) as reader:
            return reader.scan(replace(plan, **said))


def grouping(dimensions: str, measures: str = "") -> GroupingSet:
    """Return a grouping set from names with blanks between them."""
    return GroupingSet(tuple(dimensions.split()), tuple(measures.split()))


def only_cells(cells: TableCells) -> tuple[Cell, ...]:
    """Return the cells of the only set."""
    ((_, found),) = cells.sets
    return found


def only_fault(cells: TableCells | OpenedTable) -> Fault:
    """Return the only fault."""
    (fault,) = cells.faults
    return fault
