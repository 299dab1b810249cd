"""The rows of evidence behind a claim's figure, found by the tests that its verdict rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.behind_codes import MOVED, NO_CLAIM, NO_READING
from factcheck.evidence import EvidenceReader, find_root
from factcheck.evidence.content import ChangedError
from factcheck.model.behind import ReadingRows, ShownRow, TermRows
from factcheck.model.near import did_you_mean, listed, quoted
from factcheck.model.plan import ObstacleError
from factcheck.model.problem import Problem, ProblemsError
from factcheck.planning import prepare, read_claim_file, scanned
from factcheck.quantity.behind import groups_behind
from factcheck.quantity.cells.bench import Workbench
from factcheck.quantity.decide.prover import searching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from factcheck.evidence.read_rows import ReadRows, RowRead
    from factcheck.model.behind import Group, TermGroups
    from factcheck.model.cell import GroupingSet
    from factcheck.model.dispute import Dispute
    from factcheck.model.plan import BoundClaim, BoundReading
    from factcheck.model.spec import TableDeclaration
    from factcheck.planning import Planned, Prepared

_NO_ROWS = "rows of a table with `min_cell` are never shown"


class Wanted(Struct, frozen=True):
    """Which rows are asked for."""

    claim: str
    """Its id; for a part with those above it: ``claim/part``."""
    reading: str | None = None
    """``None`` for all of the claim's."""
    limit: int = 20
    """So many rows at most are given of each term, and as many that may be its."""
    all_columns: bool = False
    """Whether the columns are given too that do not matter to a term."""


def rows_of_file(
    path: Path,
    wanted: Wanted,
    *,
    root: Path | None = None,
    as_of: str | None = None,
    outputs: tuple[Path, ...] = (),
    on_step: Callable[[str], None] = lambda _: None,
) -> tuple[ReadingRows, ...]:
    """Return the rows behind each reading of a claim that is asked for; the counts are of all.

    Arguments and errors as for ``run_file``. Raises ``ProblemsError`` also where there is no such
    claim or reading, and where a table is changed meanwhile.
    """
    folder, top = path.parent, root or find_root(path)
    name = path.as_posix()
    prepared = prepare(
        read_claim_file(path), file=name, folder=folder, root=top, as_of=as_of, outputs=outputs
    )
    planned = scanned(_one_by_one(prepared), on_step)
    spec = planned.spec
    with EvidenceReader(
        folder, top, given=prepared.inline, declared=spec.tables, lang=spec.lang
    ) as reader:
        return rows_behind(planned, wanted, reader)


def _one_by_one(prepared: Prepared) -> Prepared:
    """Return a file whose tables are scanned so that each row's own numbers tell its group."""
    tables = tuple(
        replace(each, sets=_uncut(each.sets), wanted=_uncut(each.wanted), named=())
        for each in prepared.plan.tables
    )
    return replace(prepared, plan=replace(prepared.plan, tables=tables))


def _uncut(sets: tuple[GroupingSet, ...]) -> tuple[GroupingSet, ...]:
    """Return grouping sets in which all values are told apart."""
    return tuple(dict.fromkeys(replace(each, cuts=()) for each in sets))


def rows_behind(
    planned: Planned, wanted: Wanted, reader: EvidenceReader
) -> tuple[ReadingRows, ...]:
    """Return the rows that are asked for, of tables that were scanned and can be read again."""
    bench = Workbench(planned.plan, {each.name: each for each in planned.cells}, searching())
    name = wanted.claim
    claim = _claim(planned.plan.claims, name, planned.spec.disputes)
    chosen = _readings(claim, name, wanted.reading)
    finder = _Finder(planned, reader, wanted)
    return tuple(_rows_of(bench, finder, name, each) for each in chosen)


def _rows_of(bench: Workbench, finder: _Finder, claim: str, bound: BoundReading) -> ReadingRows:
    name, measure = bound.reading.name, bound.measure_text
    try:
        terms = groups_behind(bench, bound)
    except ObstacleError as error:
        return ReadingRows(claim, name, measure, obstacle=error.obstacle.message)
    return ReadingRows(claim, name, measure, tuple(finder.found(terms)))


def ids_of(claims: Iterable[BoundClaim], above: str = "") -> Iterator[tuple[str, BoundClaim]]:
    """Yield every claim with its id, a part's with those above it: ``claim/part``."""
    for each in claims:
        name = f"{above}{each.claim.id}"
        yield name, each
        yield from ids_of(each.parts, f"{name}/")


def _claim(
    claims: tuple[BoundClaim, ...], wanted: str, disputes: tuple[Dispute, ...]
) -> BoundClaim:
    known = dict(ids_of(claims))
    if wanted not in known:
        _refuse_dispute(wanted, disputes)
        message = f"no claim is called {quoted(wanted)}"
        raise ProblemsError([Problem(NO_CLAIM, message, hint=did_you_mean(wanted, list(known)))])
    return known[wanted]


def _refuse_dispute(wanted: str, disputes: tuple[Dispute, ...]) -> None:
    for each in disputes:
        if each.id == wanted:
            message = f"{quoted(wanted)} is a dispute, which has no rows of its own"
            members = listed(member.address.value for member in each.members)
            hint = f"it is between {members}: name a claim of these"
            raise ProblemsError([Problem(NO_CLAIM, message, each.span, hint=hint)])


def _readings(claim: BoundClaim, name: str, wanted: str | None) -> tuple[BoundReading, ...]:
    if not claim.readings:
        parts = [each for each, _ in ids_of(claim.parts, f"{name}/")]
        hint = None if not parts else f"name one of its parts: {', '.join(map(quoted, parts))}"
        message = f"claim {quoted(name)} has no measure of its own"
        raise ProblemsError([Problem(NO_CLAIM, message, claim.claim.span, hint=hint)])
    if wanted is None:
        return claim.readings
    found = tuple(each for each in claim.readings if each.reading.name == wanted)
    if not found:
        known = [each.reading.name for each in claim.readings if each.reading.name is not None]
        message = f"claim {quoted(name)} has no reading {quoted(wanted)}"
        hint = did_you_mean(wanted, known) or "it has one reading, without a name"
        raise ProblemsError([Problem(NO_READING, message, claim.claim.span, hint=hint)])
    return found


class _Finder:
    """Finds the rows of groups in the tables of a run."""

    def __init__(self, planned: Planned, reader: EvidenceReader, wanted: Wanted) -> None:
        self._reader = reader
        self._limit = wanted.limit
        self._all_columns = wanted.all_columns
        self._plans = {each.declaration.name: each for each in planned.plan.tables}
        self._digests = {each.name: each.sha256 for each in planned.cells}

    def found(self, terms: tuple[TermGroups, ...]) -> Iterator[TermRows]:
        """Yield the rows of each term; each table is read once for all of its terms."""
        gathered: dict[str, list[_Gathered]] = {}
        every = [_Gathered(term, self._limit) for term in terms]
        for each in every:
            if each.term.hidden_below is None:
                gathered.setdefault(each.term.name, []).append(each)
        names = {name: self._gather(name, some) for name, some in gathered.items()}
        for each in every:
            rows = names.get(each.term.name)
            yield each.hidden() if rows is None else each.told(rows, all_columns=self._all_columns)

    def _gather(self, name: str, gathered: list[_Gathered]) -> ReadRows:
        plan = self._plans[name]
        rows = self._reader.rows(plan)
        if rows is None or rows.sha256 != self._digests[name]:
            raise _moved(plan.declaration)
        try:
            self._take(rows, gathered)
            rows.refuse_changes()
        except ChangedError as error:
            raise _moved(plan.declaration) from error
        return rows

    @staticmethod
    def _take(rows: ReadRows, gathered: list[_Gathered]) -> None:
        for row in rows.rows():
            for each in gathered:
                each.take(row, rows.group_of(row.cells, each.term.grouping))
            if all(each.is_full for each in gathered):
                break


def _moved(declaration: TableDeclaration) -> ProblemsError:
    message = f"table {quoted(declaration.called)} was changed meanwhile"
    return ProblemsError([Problem(MOVED, message, declaration.span)])


class _Gathered:
    """The first rows of one term."""

    def __init__(self, term: TermGroups, limit: int) -> None:
        self.term = term
        self._limit = limit
        self._said = dict(term.said)
        self._surely: list[tuple[RowRead, Group]] = []
        self._perhaps: list[tuple[RowRead, Group]] = []

    @property
    def is_full(self) -> bool:
        """Whether every row is there that is to be shown."""
        behind = self.term.provenance
        surely, perhaps = behind.rows, behind.most_rows - behind.rows
        return len(self._surely) >= min(self._limit, surely) and len(self._perhaps) >= min(
            self._limit, perhaps
        )

    def take(self, row: RowRead, group: Group | None) -> None:
        """Keep a row if it is one of the term's, and not too many are there."""
        if group is None:
            return
        for groups, kept in (
            (self.term.surely, self._surely),
            (self.term.perhaps, self._perhaps),
        ):
            if group in groups and len(kept) < self._limit:
                kept.append((row, group))

    def hidden(self) -> TermRows:
        """Return the term without any of its rows."""
        term = self.term
        return TermRows(term.text, term.value, term.provenance, (), (), _NO_ROWS)

    def told(self, read: ReadRows, *, all_columns: bool) -> TermRows:
        """Return the term with its rows: the columns that matter, then the others if wanted."""
        term = self.term
        wanted = [name for name in term.columns if name not in term.added]
        places = [place for name in wanted if (place := read.position(name)) is not None]
        names = [name for name in wanted if read.position(name) is not None]
        if all_columns:
            others = [place for place in range(len(read.names)) if place not in places]
            names += [read.names[place] for place in others]
            places += others
        rows = [
            ShownRow(row.place, self._cells(row, group, places), is_sure)
            for is_sure, kept in ((True, self._surely), (False, self._perhaps))
            for row, group in kept
        ]
        return TermRows(
            term.text,
            term.value,
            term.provenance,
            (*term.added, *names),
            tuple(rows),
            has_lines=read.has_lines,
        )

    def _cells(self, row: RowRead, group: Group, places: list[int]) -> tuple[str, ...]:
        return (*self._said.get(group, ()), *(row.cells[place] for place in places))
