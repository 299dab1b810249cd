"""One table's scan: which engine reads it, and the cells it yields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, assert_never

from factcheck.evidence import codes, small
from factcheck.evidence.column_faults import first_lines
from factcheck.evidence.content import ChangedError, ContentError
from factcheck.evidence.cut_groups import with_least
from factcheck.evidence.emptiness import no_rows
from factcheck.evidence.frame import Frame, GroupedFrame, batches_of
from factcheck.evidence.given import Given
from factcheck.evidence.header import absent_fault
from factcheck.evidence.infer import are_read, inferred_in
from factcheck.evidence.interpret import interpret, read_columns
from factcheck.evidence.layout import lay_out, rules_beside
from factcheck.evidence.meanwhile import Meanwhile
from factcheck.evidence.package.beside import Beside
from factcheck.evidence.records import batches, numbered
from factcheck.evidence.shared import SharedRows
from factcheck.evidence.source import fingerprint_of, refuse_changes
from factcheck.evidence.stored import Stored
from factcheck.evidence.stored.codes import BROKEN_STORE
from factcheck.evidence.table import CHANGED, Plain
from factcheck.evidence.totals import MAX_SHOWN, labels_beside_others
from factcheck.evidence.witness import look, tell_witnesses
from factcheck.model.cell import Fault, TableCells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.column import ReadColumn
    from factcheck.evidence.content import Fingerprint
    from factcheck.evidence.header import Header
    from factcheck.evidence.layout import Layout
    from factcheck.evidence.raw import RawRequest, RawScan
    from factcheck.evidence.sizes import Sizes
    from factcheck.evidence.table import Table
    from factcheck.evidence.witness import Witness
    from factcheck.model.plan import TablePlan
    from factcheck.model.spec import TableDeclaration

Engine = Literal["auto", "python", "duckdb"]


class Scanned(NamedTuple):
    """One scan of a table: its groups, or the fault that came in the way."""

    sha256: str
    """Of all its bytes; empty where they cannot be read."""
    faults: tuple[Fault, ...] = ()
    layout: Layout | None = None
    groups: RawScan | None = None
    columns: dict[str, ReadColumn] | None = None
    """What the groups say of the columns of the plan."""


def scan_table(
    plan: TablePlan, table: Table, engine: Engine, shared: SharedRows | None = None
) -> TableCells:
    """Return the cells of an opened table; raises ``OSError`` where it cannot be read.

    ``shared`` has what other claim files ask of the same rows.
    """
    return cells_of(plan, table, scan_groups(plan, table, engine, shared))


def chosen_for(plan: TablePlan, table: Table) -> TablePlan:
    """Return a plan with the grouping sets that are cheapest to scan in an opened table.

    What is hidden in small cells is hidden in the sets that were asked for.
    """
    if (len(plan.wanted) < 2 and not plan.named) or plan.declaration.min_cell is not None:  # noqa: PLR2004 - see below
        # Of one set there is nothing to choose.
        return plan
    sizes = sizes_for(plan, table)
    if sizes is None or table.header is None:
        return plan
    # Only larger plans need it.
    from factcheck.evidence.choose import chosen

    return chosen(plan, table.header, sizes)


def sizes_for(plan: TablePlan, table: Table) -> Sizes | None:
    """Return how large an opened table is; ``None`` where that is not known before its scan.

    Nor is it told of a table in which small numbers are hidden.
    """
    rows, header = table.rows, table.header
    if plan.declaration.min_cell is not None:
        return None
    if not isinstance(rows, GroupedFrame) or header is None or rows.sizes is None:
        return None
    names = {name for grouping in plan.sets for name in grouping.dimensions}
    places = [place for name in names if (place := header.position(name)) is not None]
    try:
        return rows.sizes(tuple(sorted(places)))
    except (ContentError, ChangedError):
        # The scan will say so.
        return None


def request_for(plan: TablePlan, table: Table) -> RawRequest | None:
    """Return what will be asked of an opened table first; ``None`` where it has no rows."""
    if table.header is None or table.rows is None:
        return None
    return lay_out(plan, table.header, is_printed=_is_printed(table.rows)).request


def scan_groups(
    plan: TablePlan, table: Table, engine: Engine, shared: SharedRows | None = None
) -> Scanned:
    """Return the groups that a plan asks of a table; raises ``OSError`` as ``scan_table``."""
    if not table.sources:
        return Scanned("")
    try:
        return _scanned(plan, table, engine, shared or SharedRows())
    except ChangedError:
        return Scanned("", (CHANGED,))


def _scanned(plan: TablePlan, table: Table, engine: Engine, shared: SharedRows) -> Scanned:
    def fingerprint() -> Fingerprint:
        return shared.fingerprint(lambda: fingerprint_of(table.sources))

    if table.header is not None and isinstance(table.rows, GroupedFrame) and _are_stored(table):
        return _with_digest(plan, table, engine, shared, Meanwhile(fingerprint))
    try:
        seen = fingerprint()
    except ContentError as error:
        return Scanned("", (error.fault,))
    if table.header is None or table.rows is None:
        return Scanned(seen.sha256)
    if seen.fault is not None:
        return Scanned(seen.sha256, (seen.fault,))
    try:
        read = _read(plan, table.header, table.rows, engine, shared, is_strict=seen.is_strict)
        refuse_changes(table.sources)
    except ContentError as error:
        return Scanned(seen.sha256, (error.fault,))
    return Scanned(seen.sha256, (), *read)


def _are_stored(table: Table) -> bool:
    """Whether every byte lies in a file that another process reads for itself, or in memory."""
    return all(isinstance(each, Stored | Beside | Given) for each in table.sources)


def _with_digest(
    plan: TablePlan,
    table: Table,
    engine: Engine,
    shared: SharedRows,
    digest: Meanwhile[Fingerprint],
) -> Scanned:
    """Scan a table whose digest is taken meanwhile, since neither waits for the other.

    What comes in the way of the digest is told before what comes in the way of the scan.
    """
    assert table.header is not None
    assert table.rows is not None
    failure: ContentError | ChangedError | OSError | None = None
    read = None
    try:
        read = _read(plan, table.header, table.rows, engine, shared, is_strict=True)
    except (ContentError, ChangedError, OSError) as error:
        failure = error
    seen = digest.outcome()
    if isinstance(failure, ContentError):
        return Scanned(seen.sha256, (failure.fault,))
    if failure is not None:
        raise failure
    # Only now: the digest may have been taken of what was written after the scan.
    refuse_changes(table.sources)
    assert read is not None
    return Scanned(seen.sha256, (), *read)


def _read(
    plan: TablePlan,
    header: Header,
    rows: Plain | Frame,
    engine: Engine,
    shared: SharedRows,
    *,
    is_strict: bool,
) -> tuple[Layout, RawScan, dict[str, ReadColumn]]:
    """Scan a table, and once more where its columns show that they print numbers otherwise."""

    def scan(request: RawRequest) -> RawScan:
        found = shared.scanned(request, lambda asked: _raw_scan(rows, asked, engine, is_strict))
        return with_least(found, request)

    is_printed = _is_printed(rows)
    layout = lay_out(plan, header, is_printed=is_printed)
    groups = scan(layout.request)
    columns = read_columns(plan, layout, groups)
    first = layout, groups, columns
    inferred = inferred_in(columns)
    while inferred:
        layout = lay_out(plan, header, inferred, is_printed=is_printed)
        groups = scan(layout.request)
        columns = read_columns(plan, layout, groups)
        wrong = [name for name in inferred if not are_read(columns[name])]
        if not wrong:
            break
        # Cells of these columns contradict each other, which is told as it stands in English.
        inferred = {name: one for name, one in inferred.items() if name not in wrong}
    else:
        layout, groups, columns = first

    def others() -> dict[str | None, Witness]:
        rules = rules_beside(plan, header, layout, is_printed=is_printed)
        return look((cells for _, cells in _numbered(rows)), rules)

    tell_witnesses(columns.values(), others)
    return layout, groups, columns


def _is_printed(rows: Plain | Frame) -> bool:
    return not isinstance(rows, Frame) or rows.is_printed


def _raw_scan(rows: Plain | Frame, request: RawRequest, engine: Engine, is_strict: bool) -> RawScan:
    match rows:
        case GroupedFrame():
            found = _scan_where_it_lies(rows, request, engine)
            return found or small.scan(batches_of(rows), request)
        case Frame():
            return small.scan(batches_of(rows), request)
        case Plain():
            found = _scan_by_duckdb(rows, request, engine) if is_strict else None
            return found or small.scan(batches(rows.content, rows.shape), request)
        case _:
            assert_never(rows)


def _scan_where_it_lies(rows: GroupedFrame, request: RawRequest, engine: Engine) -> RawScan | None:
    """Return what the store of a table finds in it; ``None`` where Python has to read it."""
    if engine == "python" or rows.grouper is None:
        return None
    # However small the table is: what holds it is at work already.
    from factcheck.evidence.duckdb_engine import RefusedError, TooMuchError

    try:
        return rows.grouper.scan(request)
    except TooMuchError as error:
        raise _too_much() from error
    except RefusedError:
        return None


def _too_much() -> ContentError:
    message = "the table has too many distinct values for the memory allowed"
    return ContentError(Fault(codes.TOO_MUCH, message))


def _scan_by_duckdb(plain: Plain, request: RawRequest, engine: Engine) -> RawScan | None:
    """Return what DuckDB finds; ``None`` where the other engine has to read the table."""
    wants_duckdb = engine == "duckdb" or (engine == "auto" and not plain.content.is_small)
    if not (wants_duckdb and plain.line == 1):
        return None
    # Imported here because loading DuckDB takes longer than reading a small table.
    from factcheck.evidence import duckdb_engine

    if not duckdb_engine.is_fit(plain.content, plain.shape):
        return None
    try:
        return duckdb_engine.scan(plain.content, plain.shape, request)
    except duckdb_engine.TooMuchError as error:
        raise _too_much() from error
    except duckdb_engine.RefusedError:
        # What is broken is named by the other engine, with its line.
        return None


def _numbered(rows: Plain | Frame) -> Iterator[tuple[int, list[str]]]:
    return rows.rows() if isinstance(rows, Frame) else numbered(rows.content, rows.shape)


def cells_of(plan: TablePlan, table: Table, scanned: Scanned) -> TableCells:
    """Return the cells of a scan, with all faults; no cells where something came in the way."""
    header, rows = table.header, table.rows
    layout, groups, columns = scanned.layout, scanned.groups, scanned.columns
    if header is None or rows is None or layout is None or groups is None or columns is None:
        return _spoilt(plan, table, scanned)

    def lines(position: int, texts: frozenset[str]) -> tuple[int, ...]:
        if isinstance(rows, GroupedFrame) and not rows.is_ordered:
            return ()
        sought = {text.strip() for text in texts}
        return first_lines(line for line, row in _numbered(rows) if row[position].strip() in sought)

    read = interpret(plan, layout, groups, columns, header.headers, lines)
    return TableCells(
        plan.declaration.name,
        table.shown,
        scanned.sha256,
        groups.rows,
        read.columns,
        read.sets,
        (
            *table.faults,
            *_empty(plan.declaration, rows, groups),
            *_absent(plan.declaration, layout, header),
            *_beside(table.faults, read.faults),
        ),
        tuple(dict.fromkeys((*_notes(plan.declaration, rows), *read.notes))),
        _total_like(plan.declaration, header, layout, groups),
        asked=() if _is_printed(rows) else plan.wanted or plan.sets,
    )


def _notes(declaration: TableDeclaration, rows: Plain | Frame) -> tuple[str, ...]:
    """Return the remarks on a table before any cell of it was looked at."""
    of_package = () if declaration.package is None else declaration.package.notes
    return (*of_package, *(rows.notes if isinstance(rows, Frame) else ()))


def _beside(known: tuple[Fault, ...], found: tuple[Fault, ...]) -> Iterator[Fault]:
    """Yield the faults found in cells, but for those of columns whose cells are not there.

    What holds lists is no column of empty cells.
    """
    unread = {fault.column for fault in known if fault.code is BROKEN_STORE}
    return (fault for fault in found if fault.column is None or fault.column not in unread)


def _empty(declaration: TableDeclaration, rows: Plain | Frame, groups: RawScan) -> list[Fault]:
    """Return the fault of a table without rows, unless it is declared that it may be empty."""
    if groups.rows or declaration.may_be_empty:
        return []
    line = rows.header_line if isinstance(rows, Frame) else rows.line
    return [no_rows(declaration, line if declaration.header is None else None)]


def _absent(declaration: TableDeclaration, layout: Layout, header: Header) -> list[Fault]:
    """Return the faults of columns that the plan uses and nobody declared.

    The header has told already of those that are declared.
    """
    own = (column.name for column in declaration.columns if not column.is_described)
    told = {*own, *declaration.key}
    known = [text for text in header.headers if text]
    return [absent_fault(name, name, known) for name in layout.absent if name not in told]


def _total_like(
    declaration: TableDeclaration, header: Header, layout: Layout, scan: RawScan
) -> tuple[tuple[str, str], ...]:
    """Return column and label of cells that look like totals and are not declared as such."""
    pairs = set(scan.totals)
    declared = dict(layout.request.totals)
    for raw, groups in zip(layout.request.sets, scan.groups, strict=True):
        places = [(at, declared[p]) for at, p in enumerate(raw.dimensions) if p in declared]
        undeclared = [
            group.texts
            for group in groups
            if not any(group.texts[at].strip() in labels for at, labels in places)
        ]
        for index, position in enumerate(raw.dimensions):
            labels = labels_beside_others({texts[index] for texts in undeclared})
            pairs |= {(position, label) for label in labels}
    names = dict(enumerate(header.headers))
    names |= {position: name for name, position in reversed(header.names)}
    named = [(names[position], label) for position, label in sorted(pairs)]
    return tuple([pair for pair in named if pair not in declaration.totals][:MAX_SHOWN])


def _spoilt(plan: TablePlan, table: Table, scanned: Scanned) -> TableCells:
    sets = tuple((grouping, ()) for grouping in plan.sets)
    faults = (*table.faults, *scanned.faults)
    return TableCells(plan.declaration.name, table.shown, scanned.sha256, 0, (), sets, faults)
