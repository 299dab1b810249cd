"""Plan and cells to what is possible, one reading after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model.possible import PossibleClaim, Worked
from factcheck.model.result import EvidenceUsed
from factcheck.model.step import Step
from factcheck.quantity.cells.bench import Workbench
from factcheck.quantity.cells.sums import notes_on_totals
from factcheck.quantity.decide.prover import searching
from factcheck.quantity.reading import possible_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from factcheck.model.cell import TableCells
    from factcheck.model.dispute import BoundDispute, PossibleDispute
    from factcheck.model.plan import BoundClaim, Plan


class Work:
    """What the evidence permits for the claims of a plan, one after the other."""

    def __init__(
        self,
        plan: Plan,
        tables: Iterable[TableCells],
        on_step: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._plan = plan
        self._bench = Workbench(plan, {table.name: table for table in tables}, searching())
        self._on_step = on_step

    def claims(self) -> Iterator[PossibleClaim]:
        """Yield what is permitted for each claim, which is kept nowhere."""
        total = len(self._plan.claims)
        for number, claim in enumerate(self._plan.claims):
            words = f"claim {number + 1:,} of {total:,}: {claim.claim.id}"
            self._on_step(Step(words, number, total))
            yield _claim(self._bench, claim)

    def disputes(self) -> Iterator[PossibleDispute]:
        """Yield what is permitted for each dispute."""
        total = len(self._plan.disputes)
        for number, dispute in enumerate(self._plan.disputes):
            words = f"dispute {number + 1:,} of {total:,}: {dispute.dispute.id}"
            self._on_step(Step(words, number, total))
            yield _dispute(self._bench, dispute)

    def used(self) -> tuple[EvidenceUsed, ...]:
        """Return the tables as they were scanned."""
        return tuple(_used(self._bench, table) for table in self._bench.tables.values())


def work_out(
    plan: Plan,
    tables: Iterable[TableCells],
    on_step: Callable[[str], None] = lambda _: None,
) -> Worked:
    """Return what the evidence permits for every claim of a plan.

    ``on_step`` is told what comes next.
    """
    work = Work(plan, tables, on_step)
    claims, disputes = tuple(work.claims()), tuple(work.disputes())
    return Worked(claims, work.used(), disputes)


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
        cells.hidden_rows,
    )


def _remarks(bench: Workbench, cells: TableCells) -> tuple[str, ...]:
    """Return what the scanned cells themselves show to be doubtful, each remark once."""
    if bench.declaration(cells.name).min_cell is not None:
        return ()
    views = (bench.view(cells.name, grouping) for grouping, _ in cells.sets)
    return tuple(dict.fromkeys(note for view in views for note in notes_on_totals(view)))


def _claim(bench: Workbench, claim: BoundClaim) -> PossibleClaim:
    return PossibleClaim(
        tuple(possible_for(bench, reading) for reading in claim.readings),
        tuple(_claim(bench, part) for part in claim.parts),
    )
