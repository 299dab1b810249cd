"""One table's scan: which engine reads it, and the cells it yields."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal

from factcheck.evidence import codes, small
from factcheck.evidence.column_faults import MOST_LINES
from factcheck.evidence.content import ChangedError, ContentError, fingerprint, refuse_change
from factcheck.evidence.header import absent_fault
from factcheck.evidence.interpret import interpret
from factcheck.evidence.layout import lay_out
from factcheck.evidence.records import numbered
from factcheck.evidence.table import CHANGED
from factcheck.evidence.totals import MAX_SHOWN, total_labels
from factcheck.model.cell import Fault, TableCells

if TYPE_CHECKING:
    from factcheck.evidence.content import Content, Fingerprint
    from factcheck.evidence.header import Header
    from factcheck.evidence.layout import Layout
    from factcheck.evidence.raw import RawScan
    from factcheck.evidence.table import Table
    from factcheck.model.plan import TablePlan
    from factcheck.model.spec import TableDeclaration

Engine = Literal["auto", "python", "duckdb"]


def scan_table(plan: TablePlan, table: Table, engine: Engine) -> TableCells:
    """Return the cells of an opened table; raises ``OSError`` where it cannot be read."""
    if table.content is None:
        return _spoilt(plan, table, "", ())
    try:
        return _scanned(plan, table, table.content, engine)
    except ChangedError:
        return _spoilt(plan, table, "", (CHANGED,))


def _scanned(plan: TablePlan, table: Table, content: Content, engine: Engine) -> TableCells:
    seen = fingerprint(content)
    if table.header is None:
        return _spoilt(plan, table, seen.sha256, ())
    if seen.fault is not None:
        return _spoilt(plan, table, seen.sha256, (seen.fault,))
    layout = lay_out(plan, table.header)
    try:
        scan = _raw_scan(content, table.header, layout, seen, engine)
        refuse_change(content)
    except ContentError as error:
        return _spoilt(plan, table, seen.sha256, (error.fault,))
    return _cells(plan, table, seen.sha256, layout, scan)


def _raw_scan(
    content: Content, header: Header, layout: Layout, seen: Fingerprint, engine: Engine
) -> RawScan:
    wants_duckdb = engine == "duckdb" or (engine == "auto" and content.held is None)
    if wants_duckdb and seen.is_strict and header.line == 1:
        # Imported here because loading DuckDB takes longer than reading a small table.
        from factcheck.evidence import duckdb_engine

        if duckdb_engine.is_fit(content, header.shape):
            try:
                return duckdb_engine.scan(content, header.shape, layout.request)
            except duckdb_engine.TooMuchError as error:
                message = "the table has too many distinct values for the memory allowed"
                raise ContentError(Fault(codes.TOO_MUCH, message)) from error
            except duckdb_engine.RefusedError:
                # What is broken is named by the other engine, with its line.
                pass
    return small.scan(content, header.shape, layout.request)


def _cells(plan: TablePlan, table: Table, sha256: str, layout: Layout, scan: RawScan) -> TableCells:
    content, header = table.content, table.header
    assert content is not None
    assert header is not None

    def lines(position: int, texts: frozenset[str]) -> tuple[int, ...]:
        sought = {text.strip() for text in texts}
        rows = numbered(content, header.shape)
        found = (line for line, row in rows if row[position].strip() in sought)
        return tuple(islice(found, MOST_LINES))

    read = interpret(plan, layout, scan, header.headers, lines)
    return TableCells(
        plan.declaration.name,
        table.located.shown,
        sha256,
        scan.rows,
        read.columns,
        read.sets,
        (*table.faults, *_absent(plan.declaration, layout, header), *read.faults),
        read.notes,
        _total_like(plan.declaration, header, layout, scan),
    )


def _absent(declaration: TableDeclaration, layout: Layout, header: Header) -> list[Fault]:
    """Return the faults of columns that the plan uses and nobody declared.

    The header has told already of those that are declared.
    """
    told = {*(column.name for column in declaration.columns), *declaration.key}
    known = [text for text in header.headers if text]
    return [absent_fault(name, name, known) for name in layout.absent if name not in told]


def _total_like(
    declaration: TableDeclaration, header: Header, layout: Layout, scan: RawScan
) -> tuple[tuple[str, str], ...]:
    """Return column and label of cells that look like totals and are not declared as such."""
    pairs = set(scan.totals)
    for raw, groups in zip(layout.request.sets, scan.groups, strict=True):
        for index, position in enumerate(raw.dimensions):
            labels = total_labels({group.texts[index] for group in groups})
            pairs |= {(position, label) for label in labels}
    names = dict(enumerate(header.headers))
    names |= {position: name for name, position in reversed(header.names)}
    named = [(names[position], label) for position, label in sorted(pairs)]
    undeclared = [pair for pair in named if pair not in declaration.totals]
    return tuple(undeclared[:MAX_SHOWN])


def _spoilt(plan: TablePlan, table: Table, sha256: str, faults: tuple[Fault, ...]) -> TableCells:
    sets = tuple((grouping, ()) for grouping in plan.sets)
    return TableCells(
        plan.declaration.name, table.located.shown, sha256, 0, (), sets, (*table.faults, *faults)
    )
