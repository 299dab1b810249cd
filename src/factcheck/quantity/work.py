"""Plan and cells to what is possible, one reading after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.possible import PossibleClaim, Worked
from factcheck.model.result import EvidenceUsed
from factcheck.quantity.cells.bench import Workbench
from factcheck.quantity.cells.sums import notes_on_totals
from factcheck.quantity.decide.prover import searching
from factcheck.quantity.reading import possible_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from factcheck.model.cell import TableCells
    from factcheck.model.dispute import BoundDispute, PossibleDispute
    from factcheck.model.plan import BoundClaim, Plan


def work_out(
    plan: Plan,
    tables: Iterable[TableCells],
    on_step: Callable[[str], None] = lambda _: None,
) -> Worked:
    """Return what the evidence permits for every claim of a plan.

    ``on_step`` is told what comes next.
    """
    bench = Workbench(plan, {table.name: table for table in tables}, searching())
    claims = []
    for number, claim in enumerate(plan.claims, start=1):
        on_step(f"claim {number:,} of {len(plan.claims):,}: {claim.claim.id}")
        claims.append(_claim(bench, claim))
    disputes = []
    for number, dispute in enumerate(plan.disputes, start=1):
        on_step(f"dispute {number:,} of {len(plan.disputes):,}: {dispute.dispute.id}")
        disputes.append(_dispute(bench, dispute))
    used = tuple(_used(bench, table) for table in bench.tables.values())
    return Worked(tuple(claims), used, tuple(disputes))


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
