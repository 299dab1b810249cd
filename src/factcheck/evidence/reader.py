"""Opens evidence tables and scans each of them once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from factcheck.evidence.locate import locate, unreadable
from factcheck.evidence.scan import scan_table
from factcheck.evidence.table import open_table
from factcheck.model.cell import OpenedTable

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from factcheck.evidence.scan import Engine
    from factcheck.evidence.table import Table
    from factcheck.model.cell import TableCells
    from factcheck.model.plan import TablePlan
    from factcheck.model.spec import TableDeclaration


class EvidenceReader:
    """Reads the tables of one claim file.

    ``folder`` is the claim file's, which paths are relative to; nothing outside ``root`` is read.
    ``engine`` forces one of the two engines, for tests: DuckDB is asked by itself only for files
    too large to be held in memory, and what it does not read is read in Python.
    """

    def __init__(self, folder: Path, root: Path, *, engine: Engine = "auto") -> None:
        self._folder = folder.resolve()
        self._root = root.resolve()
        self._engine = engine
        self._tables: dict[str, Table] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Forget every table and the bytes that were held of it."""
        self._tables.clear()

    def open(self, declaration: TableDeclaration) -> OpenedTable:
        """Return a table with its header, in which declared names do not appear.

        Raises ``ProblemsError`` at the declaration's ``file`` where that is no file which may be
        read. What is wrong inside the file is a fault of the table returned.
        """
        table = self._table(declaration)
        headers = table.header.headers if table.header else ()
        header = tuple(text for text in headers if text)
        return OpenedTable(declaration.name, table.located.shown, header, table.faults)

    def scan(self, plan: TablePlan) -> TableCells:
        """Return the cells that a plan asks of one table, read in one scan of its file.

        Raises ``ProblemsError`` as ``open`` does.
        """
        table = self._table(plan.declaration)
        try:
            return scan_table(plan, table, self._engine)
        except OSError as error:
            raise unreadable(plan.declaration, error) from error

    def _table(self, declaration: TableDeclaration) -> Table:
        if declaration.name not in self._tables:
            located = locate(declaration, self._folder, self._root)
            try:
                self._tables[declaration.name] = open_table(declaration, located)
            except OSError as error:
                raise unreadable(declaration, error) from error
        return self._tables[declaration.name]
