"""What a run would pin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from factcheck import __version__
from factcheck.evidence import find_root
from factcheck.lock.records import Entry, PinnedTable
from factcheck.model.problem import Problem, ProblemsError
from factcheck.pipeline import plan_text, read_claim_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from factcheck.model.cell import TableCells
    from factcheck.pipeline import Planned


def pins_of_file(
    path: Path,
    root: Path | None = None,
    on_step: Callable[[str], None] = lambda _: None,
) -> Entry:
    """Return what a run of a claim file rests on, with its tables scanned and no claim evaluated.

    Raises ``ProblemsError`` where the file is wrong or a table cannot be read, and ``OSError``
    where the claim file cannot be.
    """
    planned = plan_text(
        read_claim_file(path),
        file=path.as_posix(),
        folder=path.parent,
        root=root or find_root(path),
        on_step=on_step,
        with_unread=True,
    )
    _refuse_unreadable(planned)
    return pins_of(planned)


def pins_of(planned: Planned) -> Entry:
    """Return what a run rests on whose tables were scanned."""
    from factcheck.figure import HEDGES_VERSION

    files = {each.file: each.sha256 for each in planned.rubrics}
    if planned.scale is not None:
        files[planned.scale.used.file] = planned.scale.used.sha256
    headers = {each.name: each.header for each in planned.opened}
    # How many rows such a table is told to have hangs on the claims; its digest tells if it moved.
    hiding = {each.name for each in planned.spec.tables if each.min_cell is not None}
    scanned = tuple(
        replace(each, rows=0) if each.name in hiding else each
        for each in (*planned.cells, *planned.unread)
    )
    return Entry(
        __version__,
        planned.spec.language,
        HEDGES_VERSION,
        {cells.name: _pinned(cells, headers[cells.name]) for cells in scanned},
        files,
    )


def _pinned(cells: TableCells, header: tuple[str, ...]) -> PinnedTable:
    read = {facts.header: facts.type.value for facts in cells.columns}
    columns = {name: read.get(name) for name in header}
    return PinnedTable(cells.path, cells.sha256, cells.rows, columns)


def _refuse_unreadable(planned: Planned) -> None:
    """Raise ``ProblemsError`` for tables whose bytes could not be read."""
    spans = {table.name: table.span for table in planned.spec.tables}
    problems = [
        Problem(cells.faults[0].code, cells.faults[0].message, spans[cells.name])
        for cells in (*planned.cells, *planned.unread)
        if not cells.sha256
    ]
    if problems:
        raise ProblemsError(problems)
