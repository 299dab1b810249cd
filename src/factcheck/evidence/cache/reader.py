"""A reader that looks only at what earlier runs have not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factcheck.evidence.reader import EvidenceReader

if TYPE_CHECKING:
    from pathlib import Path

    from factcheck.evidence.cache.memory import Memory, Watched
    from factcheck.model.cell import OpenedTable, TableCells
    from factcheck.model.plan import TablePlan
    from factcheck.model.span import Span
    from factcheck.model.spec import TableDeclaration


class RememberingReader(EvidenceReader):
    """Reads the tables of one claim file, those alone that ``memory`` does not know."""

    def __init__(
        self,
        folder: Path,
        root: Path,
        *,
        memory: Memory,
        **said: Any,  # noqa: ANN401 - whatever the other reader may be told
    ) -> None:
        super().__init__(folder, root, **said)
        self._memory = memory
        self._watched: dict[str, Watched | None] = {}

    def open(self, declaration: TableDeclaration) -> OpenedTable:
        """Return a table with its header; raises as the other reader does."""
        watched = self._watch(declaration)
        if watched is None:
            return super().open(declaration)
        return watched.opened(lambda: EvidenceReader.open(self, declaration))

    def announce(self, plan: TablePlan) -> None:
        """Have a table's scan made together with others, unless none need be made."""
        watched = self._watch(plan.declaration)
        if watched is None or not watched.knows(plan):
            super().announce(plan)

    def scan(self, plan: TablePlan) -> TableCells:
        """Return the cells that a plan asks of one table; raises as the other reader does."""
        watched = self._watch(plan.declaration)
        if watched is None:
            return super().scan(plan)
        return watched.cells(plan, lambda: EvidenceReader.scan(self, plan))

    def distinct_rows(
        self, declaration: TableDeclaration, columns: tuple[str, ...], span: Span | None = None
    ) -> tuple[tuple[str, ...], ...]:
        """Return distinct combinations of values; order and errors are the other reader's."""
        watched = self._watch(declaration)
        if watched is None:
            return super().distinct_rows(declaration, columns, span)
        look = EvidenceReader.distinct_rows
        return watched.rows(columns, lambda: look(self, declaration, columns, span))

    def close(self) -> None:
        """Forget every table."""
        self._watched.clear()
        super().close()

    def _watch(self, declaration: TableDeclaration) -> Watched | None:
        if declaration.name not in self._watched:
            origin = self._origin(declaration)
            self._watched[declaration.name] = self._memory.watch(origin, self._lang)
        return self._watched[declaration.name]
