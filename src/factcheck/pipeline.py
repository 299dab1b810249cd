"""From a claim file to the result of a run."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck import __version__
from factcheck.bounds.desk import at_desk
from factcheck.definitions import with_rubrics, with_scale
from factcheck.evidence import EvidenceReader, find_root, with_profiles
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.plan import TablePlan
from factcheck.model.problem import ProblemsError
from factcheck.model.result import FileUsed, RubricUsed, RunResult
from factcheck.plan.make import make_plan
from factcheck.quantity.work import work_out
from factcheck.spec import load_spec, with_rows
from factcheck.verdict.combine import exit_code_of, is_decided
from factcheck.verdict.judge import judge_claims

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from factcheck.bounds.desk import Desk
    from factcheck.definitions import Scale
    from factcheck.evidence.given import Given
    from factcheck.model.cell import OpenedTable, TableCells
    from factcheck.model.plan import Plan
    from factcheck.model.possible import Worked
    from factcheck.model.problem import Problem
    from factcheck.model.result import ClaimResult
    from factcheck.model.spec import Spec, Template

_MOST_BYTES = 2**24
"""Far more than a claim file may have, which the stage that reads it refuses with a message."""


def run_file(  # noqa: PLR0913 - the arguments of a run, each by its name
    path: Path,
    *,
    root: Path | None = None,
    strict: bool = False,
    given: Mapping[str, Given] | None = None,
    as_of: str | None = None,
    output: Path | None = None,
    desk: Desk | None = None,
    on_step: Callable[[str], None] = lambda _: None,
    on_planned: Callable[[Planned], None] | None = None,
) -> RunResult:
    """Return the verdicts on the claims of one file.

    ``root`` is the folder that no evidence may lie outside of; by default the nearest one with
    a ``.git`` or ``.factcheck-root``, else the claim file's. ``output`` is the file that the
    caller will write the report to. Raises ``ProblemsError`` where the file is wrong, and
    ``OSError`` where it cannot be read; otherwise as ``run_text``.
    """
    name, folder, root = path.as_posix(), path.parent, root or find_root(path)
    return run_text(
        read_claim_file(path),
        file=name,
        folder=folder,
        root=root,
        strict=strict,
        given=given,
        as_of=as_of,
        output=output,
        desk=desk,
        on_step=on_step,
        on_planned=on_planned,
    )


def run_text(  # noqa: PLR0913 - the arguments of a run, each by its name
    text: bytes,
    *,
    file: str,
    folder: Path,
    root: Path,
    strict: bool = False,
    given: Mapping[str, Given] | None = None,
    as_of: str | None = None,
    output: Path | None = None,
    desk: Desk | None = None,
    on_step: Callable[[str], None] = lambda _: None,
    on_planned: Callable[[Planned], None] | None = None,
) -> RunResult:
    """Return the verdicts on the claims of a text in the form of a claim file.

    ``file`` is the name that places carry, ``folder`` the one that paths in it are relative to,
    ``root`` the one that no evidence may lie outside of. ``given`` are tables that the caller has
    read already, by name, each used instead of its file. ``as_of`` is the date (a year, month or
    day) whose vintages are read by claims that name none. ``output`` is the file that the caller
    will write the report to, which must not be one that this run reads. ``desk`` notes the
    answers of searches, or gives answers in their place. ``on_step`` is told what is done next.
    ``on_planned`` looks at what was scanned before any claim is evaluated, and may raise.
    Raises ``ProblemsError`` where the text or the evidence is wrong, ``ValueError`` where a table
    is given that the claims do not have, or for all vintages of one.
    """
    planned = plan_text(
        text,
        file=file,
        folder=folder,
        root=root,
        given=given,
        as_of=as_of,
        output=output,
        on_step=on_step,
        with_unread=on_planned is not None,
    )
    if on_planned is not None:
        on_planned(planned)
    plan = planned.plan
    with at_desk(desk):
        worked = work_out(plan, planned.cells, on_step)
    claims = judge_claims(plan, worked, strict=strict)
    if planned.scale is not None:
        claims = _with_labels(claims, planned.scale)
    spec = replace(planned.spec, warnings=(*planned.spec.warnings, *plan.warnings))
    found = replace(_result(spec, text, worked, claims, planned.rubrics), as_of=as_of)
    if planned.scale is not None:
        found = _on_scale(found, planned.scale)
    if desk is not None:
        found = replace(found, answers=desk.answers)
    return _with_disputes(found, worked, strict=strict) if worked.disputes else found


def _with_disputes(found: RunResult, worked: Worked, *, strict: bool) -> RunResult:
    """Return a result with its disputes judged, which are counted apart from its claims."""
    from factcheck.verdict.disputes import judge_disputes

    disputes = judge_disputes(worked, strict=strict)
    exit_code = exit_code_of(found.claims, disputes)
    return replace(found, disputes=disputes, exit_code=exit_code)


def _with_labels(claims: tuple[ClaimResult, ...], scale: Scale) -> tuple[ClaimResult, ...]:
    """Return claims with the house's own labels beside their verdicts."""
    from factcheck.verdict.labels import with_labels

    return with_labels(claims, scale.rubric)


def _on_scale(found: RunResult, scale: Scale) -> RunResult:
    """Return a result that names the scale of its labels."""
    file = FileUsed(scale.used.file, scale.used.sha256)
    return replace(found, files=(*found.files, file), scale=scale.used)


def _with_claims_of_tables(spec: Spec, reader: EvidenceReader) -> Spec:
    """Return the claims with those that are repeated for the rows of a table.

    What is wrong with such a table is a fault of the one claim that stands for the others then.
    Raises ``ProblemsError`` where a table has no row, or a value does not fit where it stands.
    """
    if not spec.templates:
        return spec
    made = with_rows(spec, {each.id: _rows_for(each, spec, reader) for each in spec.templates})
    return replace(made, tables=spec.tables, warnings=spec.warnings)


def _rows_for(
    template: Template, spec: Spec, reader: EvidenceReader
) -> tuple[tuple[str, ...], ...] | Problem:
    """Return the rows that claims are made of, or the first thing that is wrong with them."""
    table = next(each for each in spec.tables if each.called == template.table.value)
    columns = tuple(column.value for column in template.columns)
    try:
        return reader.distinct_rows(table, columns, template.table.span)
    except ProblemsError as error:
        return error.problems[0]


class Planned(Struct, frozen=True):
    """A claim file bound and its tables scanned: everything that verdicts are worked out from."""

    spec: Spec
    plan: Plan
    cells: tuple[TableCells, ...]
    rubrics: tuple[RubricUsed, ...]
    scale: Scale | None = None
    opened: tuple[OpenedTable, ...] = ()
    """Every table of the file, with its header."""
    unread: tuple[TableCells, ...] = ()
    """Tables that no claim could be bound to; none unless they were asked for."""


def plan_text(  # noqa: PLR0913 - the arguments of a run, each by its name
    text: bytes,
    *,
    file: str,
    folder: Path,
    root: Path,
    given: Mapping[str, Given] | None = None,
    as_of: str | None = None,
    output: Path | None = None,
    on_step: Callable[[str], None] = lambda _: None,
    with_unread: bool = False,
) -> Planned:
    """Return what ``run_text`` works out its verdicts from, with the same arguments and errors.

    ``with_unread`` says to look at tables too that no claim could be bound to, such as one that
    only tells for which rows a claim is repeated.
    """
    spec = load_spec(text, file=file)
    _refuse_unknown(given or {}, spec)
    with _excerpts_from(spec):
        spec = replace(spec, tables=with_profiles(spec.tables))
        spec, rubrics = with_rubrics(spec, folder, root, output)
        spec, scale = with_scale(spec, folder, root, output)
    reader = EvidenceReader(
        folder, root, given=given, declared=spec.tables, lang=spec.lang, output=output
    )
    with reader, _excerpts_from(spec):
        spec = _with_claims_of_tables(spec, reader)
        opened = tuple(_opened(reader, spec))
        plan = make_plan(spec, opened, as_of)
        cells = []
        for table in plan.tables:
            on_step(f"reading the table {table.declaration.called}")
            cells.append(reader.scan(table))
        unread = _unread(plan, reader) if with_unread else ()
    return Planned(spec, plan, tuple(cells), rubrics, scale, opened, unread)


def _unread(plan: Plan, reader: EvidenceReader) -> tuple[TableCells, ...]:
    """Return the tables that the plan asks nothing of, with their digests and rows alone."""
    planned = {table.declaration.name for table in plan.tables}
    return tuple(
        reader.scan(TablePlan(table, (), ()))
        for table in plan.spec.tables
        if table.name not in planned
    )


def read_claim_file(path: Path) -> bytes:
    """Return the bytes of a claim file; of something endless only the first of them.

    Raises ``OSError`` where it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(_MOST_BYTES)


def _refuse_unknown(given: Mapping[str, Given], spec: Spec) -> None:
    """Raise ``ValueError`` for a table that nobody would look at, or that has editions."""
    known = [table.name for table in spec.tables]
    for name in given:
        editions = [table.name for table in spec.tables if table.base == name]
        if editions:
            shown = ", ".join(f"{one!r}: …" for one in editions)
            message = f"table {quoted(name)} has vintages, and one DataFrame is none of them"
            raise ValueError(f"{message}; pass each by its own name, tables={{{shown}}}")
        if name not in known:
            hint = did_you_mean(name, known) or "no table is declared under `evidence`"
            raise ValueError(f"the claims have no table {quoted(name)}; {hint}")


def _opened(reader: EvidenceReader, spec: Spec) -> list[OpenedTable]:
    """Open every table; raise ``ProblemsError`` with all that are not there."""
    opened: list[OpenedTable] = []
    problems: list[Problem] = []
    for table in spec.tables:
        try:
            opened.append(reader.open(table))
        except ProblemsError as error:
            problems.extend(error.problems)
    if problems:
        raise ProblemsError(problems)
    return opened


@contextmanager
def _excerpts_from(spec: Spec) -> Iterator[None]:
    """Give every problem of a later stage the line of the claim file that it points at."""
    try:
        yield
    except ProblemsError as error:
        raise ProblemsError(_with_excerpt(spec, problem) for problem in error.problems) from error


def _with_excerpt(spec: Spec, problem: Problem) -> Problem:
    if problem.span is None or problem.excerpt is not None or problem.span.file != spec.file:
        return problem
    return replace(problem, excerpt=spec.lines[problem.span.line - 1])


def _result(
    spec: Spec,
    text: bytes,
    worked: Worked,
    claims: tuple[ClaimResult, ...],
    rubrics: tuple[RubricUsed, ...],
) -> RunResult:
    from factcheck.figure import HEDGES_VERSION

    of_rubrics = (FileUsed(each.file, each.sha256) for each in rubrics)
    return RunResult(
        version=__version__,
        language=spec.language,
        hedges=HEDGES_VERSION,
        title=spec.title,
        about=spec.about,
        files=(FileUsed(spec.file, hashlib.sha256(text).hexdigest()), *of_rubrics),
        evidence=worked.evidence,
        sources=spec.sources,
        claims=claims,
        declared=len(claims),
        evaluated=sum(claim.is_evaluated for claim in claims),
        decided=sum(is_decided(claim) for claim in claims),
        exit_code=exit_code_of(claims),
        warnings=spec.warnings,
        rubrics=rubrics,
        declarations=(
            *spec.tables,
            *spec.quantities,
            *spec.statements,
            *spec.assumptions,
            *spec.conditions,
        ),
    )
