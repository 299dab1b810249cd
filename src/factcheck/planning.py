"""From a claim file to its plan, and to the cells of the tables that it asks for."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from factcheck.definitions import with_rubrics, with_scale
from factcheck.evidence import EvidenceReader, with_layouts, with_packages, with_profiles
from factcheck.model.near import did_you_mean, quoted
from factcheck.model.plan import TablePlan
from factcheck.model.problem import Problem, ProblemsError
from factcheck.model.step import Step
from factcheck.plan.make import make_plan
from factcheck.spec import load_spec, with_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from factcheck.definitions import Scale
    from factcheck.evidence.cache import Memory
    from factcheck.evidence.given import Given
    from factcheck.evidence.shared import Shared
    from factcheck.model.cell import OpenedTable, TableCells
    from factcheck.model.plan import Plan
    from factcheck.model.result import RubricUsed
    from factcheck.model.spec import Spec, Template

_MOST_BYTES = 2**24
"""Far more than a claim file may have, which the stage that reads it refuses with a message."""


class Prepared(Struct, frozen=True):
    """A claim file bound, before any of its tables is scanned."""

    spec: Spec
    plan: Plan
    rubrics: tuple[RubricUsed, ...]
    scale: Scale | None
    opened: tuple[OpenedTable, ...]
    reader: EvidenceReader
    """Has the tables open, until they are scanned."""
    inline: Mapping[str, Given]
    """The tables whose rows stand in the descriptor of a package."""


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
    outputs: tuple[Path, ...] = (),
    memory: Memory | None = None,
    on_step: Callable[[str], None] = lambda _: None,
    with_unread: bool = False,
) -> Planned:
    """Return what ``run_text`` works out its verdicts from, with the same arguments and errors.

    ``with_unread`` says to look at tables too that no claim could be bound to, such as one that
    only tells for which rows a claim is repeated.
    """
    prepared = prepare(
        text,
        file=file,
        folder=folder,
        root=root,
        given=given,
        as_of=as_of,
        outputs=outputs,
        memory=memory,
    )
    return scanned(prepared, on_step, with_unread=with_unread)


def prepare(  # noqa: PLR0913 - the arguments of a run, each by its name
    text: bytes,
    *,
    file: str,
    folder: Path,
    root: Path,
    given: Mapping[str, Given] | None = None,
    as_of: str | None = None,
    outputs: tuple[Path, ...] = (),
    shared: Shared | None = None,
    memory: Memory | None = None,
) -> Prepared:
    """Return a claim file with its claims bound, and its tables open for ``scanned``.

    ``shared`` is what it has in common with other claim files, ``memory`` what earlier runs have
    seen. Arguments and errors as for
    ``run_text``.
    """
    spec = load_spec(text, file=file)
    _refuse_unknown(given or {}, spec)
    with _excerpts_from(spec):
        spec = replace(spec, tables=with_profiles(spec.tables))
        tables, inline = with_packages(
            spec.tables, folder, root, outputs=outputs, given=frozenset(given or {})
        )
        spec = replace(spec, tables=with_layouts(tables))
        spec, rubrics = with_rubrics(spec, folder, root, outputs)
        spec, scale = with_scale(spec, folder, root, outputs)
    reading = EvidenceReader if memory is None else memory.reader
    reader = reading(
        folder,
        root,
        given={**inline, **(given or {})},
        declared=spec.tables,
        lang=spec.lang,
        outputs=outputs,
        shared=shared,
    )
    try:
        with _excerpts_from(spec):
            spec = _with_claims_of_tables(spec, reader)
            opened = tuple(_opened(reader, spec))
            plan = make_plan(spec, opened, as_of)
    except BaseException:
        reader.close()
        raise
    return Prepared(spec, plan, rubrics, scale, opened, reader, inline)


def scanned(
    prepared: Prepared,
    on_step: Callable[[str], None] = lambda _: None,
    *,
    with_unread: bool = False,
) -> Planned:
    """Return a claim file with the cells of its tables, which are closed then.

    Raises ``ProblemsError`` where a table cannot be read.
    """
    spec, plan, reader = prepared.spec, prepared.plan, prepared.reader
    with reader, _excerpts_from(spec):
        cells = []
        for number, table in enumerate(plan.tables):
            words = f"reading the table {table.declaration.called}"
            on_step(Step(words, number, len(plan.tables)))
            cells.append(reader.scan(table))
        unread = _unread(plan, reader) if with_unread else ()
    if any(each.min_cell is not None for each in spec.tables):
        # Imported here because few tables hide anything.
        from factcheck.quantity.cells.disclosure import protected

        cells = list(protected(plan, cells))
    return Planned(
        spec, plan, tuple(cells), prepared.rubrics, prepared.scale, prepared.opened, unread
    )


def read_claim_file(path: Path) -> bytes:
    """Return the bytes of a claim file; of something endless only the first of them.

    Raises ``OSError`` where it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(_MOST_BYTES)


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
    joined = None if table.join is None else table.join.table.value
    hiding = {each.called for each in spec.tables if each.min_cell is not None}
    if hiding.intersection((table.called, joined)):
        from factcheck.quantity.disclosure_codes import UNPROTECTED

        of = quoted(table.called)
        message = f"claims are repeated for the rows of {of}, which `min_cell` hides"
        return Problem(UNPROTECTED, message, template.table.span)
    try:
        return reader.distinct_rows(table, columns, template.table.span)
    except ProblemsError as error:
        return error.problems[0]


def _unread(plan: Plan, reader: EvidenceReader) -> tuple[TableCells, ...]:
    """Return the tables that the plan asks nothing of, with their digests and rows alone."""
    planned = {table.declaration.name for table in plan.tables}
    return tuple(
        reader.scan(TablePlan(table, (), ()))
        for table in plan.spec.tables
        if table.name not in planned
    )


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
