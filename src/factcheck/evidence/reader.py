"""Opens evidence tables and scans each of them once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from factcheck.evidence.distinct import distinct_rows
from factcheck.evidence.find import Finder
from factcheck.evidence.locate import unreadable
from factcheck.evidence.made import owners_of
from factcheck.evidence.scan import chosen_for, request_for, scan_table
from factcheck.evidence.shared import Shared
from factcheck.evidence.stored.pool import POOL
from factcheck.evidence.table import open_table
from factcheck.model.cell import OpenedTable
from factcheck.model.joined_columns import with_real_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from types import TracebackType

    from factcheck.evidence.given import Given
    from factcheck.evidence.read_rows import ReadRows
    from factcheck.evidence.scan import Engine
    from factcheck.evidence.source import Origin
    from factcheck.evidence.table import Table
    from factcheck.model.cell import TableCells
    from factcheck.model.plan import TablePlan
    from factcheck.model.problem import ProblemsError
    from factcheck.model.scan_plan import ScanPlan
    from factcheck.model.span import Span
    from factcheck.model.spec import TableDeclaration


class EvidenceReader:
    """Reads the tables of one claim file.

    ``folder`` is the claim file's, which paths are relative to; nothing outside ``root`` is read.
    ``given`` has tables that the caller passes in, by their names, such as ``police`` or, for an
    edition, ``police@2016-01``: they are read instead of the files of those tables. ``declared``
    are the tables of the claim file, among which a ``join`` finds the other one; ``lang`` is the
    language of its figures.
    ``outputs`` are the files that reports go to, which none of the tables may be.
    ``engine`` forces one of the two engines, for tests: DuckDB is asked by itself only for files
    too large to be held in memory, and what it does not read is read in Python.
    ``shared`` is what it has in common with the readers of other claim files.
    """

    def __init__(  # noqa: PLR0913 - what a reader may be told, each by its name
        self,
        folder: Path,
        root: Path,
        *,
        engine: Engine = "auto",
        given: Mapping[str, Given] | None = None,
        declared: Iterable[TableDeclaration] = (),
        lang: str = "en",
        outputs: tuple[Path, ...] = (),
        shared: Shared | None = None,
    ) -> None:
        self._engine = engine
        self._lang = lang
        self._is_alone = shared is None
        self._shared = shared or Shared()
        self._finder = Finder(
            folder, root, given or {}, declared, outputs, connections=self._shared.connections
        )
        self._origins: dict[str, Origin] = {}
        self._choices: dict[str, tuple[TablePlan, TablePlan]] = {}
        self._tables: dict[str, tuple[Origin, Table]] = {}

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
        """Forget every table and the bytes that were held of it, unless others have it too."""
        self._origins.clear()
        self._tables.clear()
        POOL.close()
        if self._is_alone:
            self._shared.close()

    def open(self, declaration: TableDeclaration) -> OpenedTable:
        """Return a table with its header, in which declared names do not appear.

        Raises ``ProblemsError`` at the declaration's ``file`` where that is no file which may be
        read, and at the declaration where it has none. What is wrong inside the file is a fault
        of the table returned.
        """
        _, table = self._table(declaration)
        headers = table.header.headers if table.header else ()
        header = tuple(text for text in headers if text)
        joined = owners_of(table.header.made) if table.header else ()
        return OpenedTable(declaration.name, table.shown, header, table.faults, joined)

    def announce(self, plan: TablePlan) -> None:
        """Have a table's scan made together with those of other claim files.

        Raises ``ProblemsError`` as ``open`` does.
        """
        origin, table = self._table(plan.declaration)
        request = request_for(self._chosen(plan, table), table)
        if request is not None:
            self._shared.rows_of(origin, self._lang).announce(request)

    def scan_plan(self, plan: TablePlan) -> ScanPlan:
        """Return how a table is going to be scanned; raises ``ProblemsError`` as ``open`` does."""
        # Only what shows plans needs it.
        from factcheck.evidence.shown_plan import shown_plan

        _, table = self._table(plan.declaration)
        return shown_plan(plan, table)

    def scan(self, plan: TablePlan) -> TableCells:
        """Return the cells that a plan asks of one table, read in one scan of its files.

        Raises ``ProblemsError`` as ``open`` does.
        """
        origin, table = self._table(plan.declaration)
        try:
            plan = self._chosen(plan, table)
            return scan_table(plan, table, self._engine, self._shared.rows_of(origin, self._lang))
        except OSError as error:
            raise _unreadable(origin, error) from error

    def rows(self, plan: TablePlan) -> ReadRows | None:
        """Return the rows of one table, as the scan for a plan reads them, one by one.

        ``None`` where the table cannot be read so; raises ``ProblemsError`` as ``open`` does.
        """
        # Only what shows rows needs them.
        from factcheck.evidence.read_rows import read_rows

        origin, table = self._table(plan.declaration)
        try:
            return read_rows(plan, table, origin, self._engine)
        except OSError as error:
            raise _unreadable(origin, error) from error

    def distinct_rows(
        self, declaration: TableDeclaration, columns: tuple[str, ...], span: Span | None = None
    ) -> tuple[tuple[str, ...], ...]:
        """Return the distinct combinations of values that rows have in some columns.

        Values are those that expressions see, after ``map``, numbers in their one spelling; the
        order is that of the first appearance. Rows of declared totals are left out, and rows
        with an unknown value, with none, or to which a column does not apply.

        Raises ``ProblemsError`` at ``span``, else at the declaration, where a column does not
        exist or has a fault, such as empty cells that nobody declared, and for more than 100,000
        combinations; also as ``open`` does.
        """
        origin, table = self._table(declaration)
        if table.header:
            made = owners_of(table.header.made)
            declaration = with_real_columns(declaration, table.header.headers, made)
        try:
            return distinct_rows(table, declaration, columns, self._lang, span or declaration.span)
        except OSError as error:
            raise _unreadable(origin, error) from error

    def _chosen(self, plan: TablePlan, table: Table) -> TablePlan:
        """Return a plan with the grouping sets that are cheapest to scan, decided once."""
        name = plan.declaration.name
        if name not in self._choices or self._choices[name][0] is not plan:
            self._choices[name] = plan, chosen_for(plan, table)
        return self._choices[name][1]

    def _origin(self, declaration: TableDeclaration) -> Origin:
        """Return what a table is read from, as it was when it was first asked for."""
        if declaration.name not in self._origins:
            self._origins[declaration.name] = self._finder.find(declaration)
        return self._origins[declaration.name]

    def _table(self, declaration: TableDeclaration) -> tuple[Origin, Table]:
        if declaration.name not in self._tables:
            origin = self._origin(declaration)
            try:
                table = self._shared.opened(
                    origin, self._lang, lambda: open_table(origin, self._lang)
                )
            except OSError as error:
                raise _unreadable(origin, error) from error
            self._tables[declaration.name] = origin, table
        return self._tables[declaration.name]


def _unreadable(origin: Origin, error: OSError) -> ProblemsError:
    """Return the problem of the file that an error is about, or of the first one."""
    files = list(origin.every_file)
    about = [file for file in files if str(file.path) == str(error.filename)]
    return unreadable((about or files)[0].file, error)
