"""The distinct combinations of values in some columns of a table."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from factcheck.evidence import codes
from factcheck.evidence.emptiness import NO_ROWS
from factcheck.evidence.scan import cells_of, scan_groups
from factcheck.model.cell import GroupingSet
from factcheck.model.near import quoted
from factcheck.model.plan import TablePlan
from factcheck.model.problem import Problem, ProblemsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factcheck.evidence.column import ReadColumn
    from factcheck.evidence.scan import Scanned
    from factcheck.evidence.table import Table
    from factcheck.model.cell import Fault
    from factcheck.model.span import Span
    from factcheck.model.spec import TableDeclaration

MAX_ROWS = 100_000


def distinct_rows(
    table: Table, declaration: TableDeclaration, columns: tuple[str, ...], lang: str, span: Span
) -> tuple[tuple[str, ...], ...]:
    """Return what ``EvidenceReader.distinct_rows`` promises, of a table that was opened."""
    plan = _plan(table, declaration, columns, lang)
    # Only this engine tells which group comes first in the file.
    scanned = scan_groups(plan, table, "python")
    found = cells_of(plan, table, scanned)
    faults = [one for one in found.faults if one.column in {None, *plan.columns}]
    if scanned.groups is not None:
        # That no row is left to make something of is told by whoever asks for the rows.
        faults = [one for one in faults if one.code is not NO_ROWS]
    _refuse(faults, declaration, span)
    rows = tuple(islice(_rows(scanned, len(columns)), MAX_ROWS + 1))
    if len(rows) > MAX_ROWS:
        named = ", ".join(columns)
        message = f"table {quoted(declaration.called)} has more than {MAX_ROWS:,} rows that differ"
        hint = f"name columns with fewer values than {quoted(named)}"
        raise ProblemsError([Problem(codes.TOO_MUCH, message, span, hint=hint)])
    return rows


def _plan(
    table: Table, declaration: TableDeclaration, columns: tuple[str, ...], lang: str
) -> TablePlan:
    """Return the plan of a scan that groups by the columns, and by those that tell of totals."""
    known = dict(table.header.names) if table.header else {}
    totals = [name for name, _ in declaration.totals if name in known]
    every = tuple(dict.fromkeys([*columns, *totals]))
    return TablePlan(declaration, (GroupingSet(every),), tuple(sorted(every)), lang=lang)


def _refuse(faults: list[Fault], declaration: TableDeclaration, span: Span) -> None:
    if faults:
        table = f"table {quoted(declaration.called)}"
        raise ProblemsError(
            Problem(one.code, _told_of(table, one.message), span, hint=one.hint) for one in faults
        )


def _told_of(table: str, message: str) -> str:
    """Return a message with the table that it is of, unless it names it already."""
    return message if message.startswith(table) else f"{table}: {message}"


def _rows(scanned: Scanned, width: int) -> Iterator[tuple[str, ...]]:
    """Yield each combination once, in the order of the groups."""
    layout, groups, columns = scanned.layout, scanned.groups, scanned.columns
    assert layout is not None
    assert groups is not None
    assert columns is not None
    ((grouping, place),) = layout.sets
    assert place is not None
    positions = layout.request.sets[place].dimensions
    read = [
        (columns[name], positions.index(layout.positions[name])) for name in grouping.dimensions
    ]
    seen: set[tuple[str, ...]] = set()
    for group in groups.groups[place]:
        keys = [_known_key(column, group.texts[index]) for column, index in read]
        row = tuple(key for key in keys[:width] if key is not None)
        is_total = any(column.meanings[group.texts[index]].is_total for column, index in read)
        if len(row) == width and not is_total and row not in seen:
            seen.add(row)
            yield row


def _known_key(column: ReadColumn, text: str) -> str | None:
    key = column.key(text)
    return key if isinstance(key, str) else None
