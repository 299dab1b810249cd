"""Plan and cells to what is possible, one reading after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.possible import PossibleClaim, Worked
from factcheck.model.result import EvidenceUsed
from factcheck.quantity.cells.bench import Workbench
from factcheck.quantity.cells.sums import notes_on_totals
from factcheck.quantity.decide.prover import checking, searching
from factcheck.quantity.reading import possible_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from factcheck.model.cell import TableCells
    from factcheck.model.certificate import Certificate
    from factcheck.model.dispute import BoundDispute, PossibleDispute
    from factcheck.model.plan import BoundClaim, Plan


def work_out(
    plan: Plan, tables: Iterable[TableCells], certificates: Iterable[Certificate] | None = None
) -> Worked:
    """Return what the evidence permits for every claim of a plan.

    With ``certificates`` no solver is asked: only what they show counts.
    """
    prover = searching() if certificates is None else checking(certificates)
    bench = Workbench(plan, {table.name: table for table in tables}, prover)
    claims = tuple(_claim(bench, claim) for claim in plan.claims)
    asked = plan.disputes if certificates is None else ()
    disputes = tuple(_dispute(bench, dispute) for dispute in asked)
    used = tuple(_used(bench, table) for table in bench.tables.values())
    return Worked(claims, used, disputes)


def _dispute(bench: Workbench, dispute: BoundDispute) -> PossibleDispute:
    # Only a file with disputes needs what decides them.
    from factcheck.quantity.disputes.possible import possible_dispute

    return possible_dispute(bench, dispute)


def _used(bench: Workbench, cells: TableCells) -> EvidenceUsed:
    declaration = bench.declaration(cells.name)
    vintage = declaration.vintage
    return EvidenceUsed(
        declaration.called,
        cells.path,
        cells.sha256,
        cells.rows,
        tuple(facts.name for facts in cells.columns),
        declaration.source,
        declaration.is_illustrative,
        (*cells.notes, *_remarks(bench, cells)),
        None if vintage is None else vintage.value,
    )


def _remarks(bench: Workbench, cells: TableCells) -> tuple[str, ...]:
    """Return what the scanned cells themselves show to be doubtful, each remark once."""
    views = (bench.view(cells.name, grouping) for grouping, _ in cells.sets)
    return tuple(dict.fromkeys(note for view in views for note in notes_on_totals(view)))


def _claim(bench: Workbench, claim: BoundClaim) -> PossibleClaim:
    return PossibleClaim(
        tuple(possible_for(bench, reading) for reading in claim.readings),
        tuple(_claim(bench, part) for part in claim.parts),
    )
